import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'infinite',
  number: 3,
  title: { en: 'What infinite costs', id: 'Ongkos data yang tidak ada habisnya' },
  idea: {
    en: 'State is what you remember. Without a bound it only grows, and each bound has its own cost.',
    id: 'State adalah yang diingat. Tanpa batas ia hanya membesar, dan tiap batas ada ongkosnya sendiri.',
  },
  minutes: 10,
  section: 'What "Infinite Data" Truly Means',
};
