import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'two-clocks',
  number: 5,
  title: { en: 'Two clocks', id: 'Satu kejadian, dua waktu' },
  idea: {
    en: 'A row has the time when it happened and the time when it arrived; a question is about one of them.',
    id: 'Sebuah baris punya waktu kejadian dan waktu tiba; sebuah pertanyaan hanya tentang salah satunya.',
  },
  minutes: 8,
  section: 'Real Streaming Needs: Event-Time vs Processing-Time',
};
