import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'ads-and-clicks',
  number: 12,
  lesson: 'infinite',
  title: { en: 'Ads and clicks', id: 'Iklan dan klik' },
  goal: {
    en: 'Join each click to its ad if it happens within ten minutes, without keeping everything.',
    id: 'Pasangkan klik dengan iklannya kalau terjadi dalam sepuluh menit, tanpa menyimpan semuanya.',
  },
};
