import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'continuous-query',
  number: 7,
  title: { en: 'A query that never stops', id: 'Query yang tidak pernah berhenti' },
  idea: {
    en: 'You write a query on a table that has no end; the engine keeps only what the next answer needs.',
    id: 'Anda menulis query atas tabel tanpa akhir; engine hanya menyimpan yang dibutuhkan jawaban berikutnya.',
  },
  minutes: 7,
  section: 'Spark Structured Streaming: The Mental Model',
};
