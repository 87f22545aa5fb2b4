import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'mend-the-loop',
  number: 4,
  lesson: 'loop',
  title: { en: 'Mend the loop, or prove that you can’t', id: 'Perbaiki loop-nya, atau buktikan tidak bisa' },
  goal: {
    en: 'Find settings with which a loop is right on every stream, or one stream on which none is.',
    id: 'Temukan setelan yang membuat loop benar di semua stream, atau satu stream yang membuat semuanya salah.',
  },
};
