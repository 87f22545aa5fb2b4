import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'break-the-loop',
  number: 3,
  lesson: 'loop',
  title: { en: 'Break the loop', id: 'Rusak loop-nya' },
  goal: {
    en: 'Drag arrivals until a loop loses exactly two clicks and counts one twice.',
    id: 'Geser waktu tiba sampai loop kehilangan tepat dua klik dan menghitung satu dua kali.',
  },
};
