import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'bound-the-state',
  number: 2,
  lesson: 'infinite',
  title: { en: 'Bound the state', id: 'Batasi state-nya' },
  goal: {
    en: 'Count the unique users of a day exactly, with at most five hundred rows of state.',
    id: 'Hitung pengguna unik sehari dengan tepat, dengan paling banyak lima ratus baris state.',
  },
};
