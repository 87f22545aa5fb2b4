import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'reflect',
  number: 13,
  title: { en: 'Think before moving on', id: 'Pikirkan dulu sebelum lanjut' },
  idea: {
    en: 'Six questions: first in your own words, then against a run, then beside our answer.',
    id: 'Enam pertanyaan: dengan kata-kata sendiri dulu, lalu diuji dengan run, lalu dibandingkan dengan jawaban kami.',
  },
  minutes: 12,
  section: 'Reflection Questions (THINK Before Moving On)',
};
