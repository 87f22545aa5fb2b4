import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'unbounded',
  number: 2,
  title: { en: 'A table with no end', id: 'Tabel yang tidak pernah habis' },
  idea: {
    en: 'Complete, sized, final, dated: a stream never is, and a batch only because someone stopped waiting.',
    id: 'Lengkap, terukur, final, bertanggal: stream tidak pernah begitu, dan batch begitu hanya karena ada yang berhenti menunggu.',
  },
  minutes: 6,
  section: 'Mental Model Shift: Bounded vs Unbounded Data',
};
