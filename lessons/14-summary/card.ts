import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'summary',
  number: 14,
  title: { en: 'What you now know', id: 'Yang sekarang Anda pahami' },
  idea: {
    en: 'Time, state and failure: build a query from nothing, and look back on your predictions.',
    id: 'Waktu, state, dan kegagalan: susun query dari nol, lalu tengok prediksi Anda.',
  },
  minutes: 10,
  section: 'Summary: Key Takeaways',
};
