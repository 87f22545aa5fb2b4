import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'unique-users-an-hour',
  number: 8,
  lesson: 'infinite',
  title: { en: 'Unique users per hour', id: 'Pengguna unik per jam' },
  goal: {
    en: 'Count how many different people came in each hour, correctly for every stream.',
    id: 'Hitung berapa orang berbeda yang datang tiap jam, benar untuk semua stream.',
  },
};
