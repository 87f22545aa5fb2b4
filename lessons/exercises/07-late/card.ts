import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'point-at-the-late-rows',
  number: 7,
  lesson: 'watermark',
  title: { en: 'Point at the late rows', id: 'Tunjuk baris yang telat' },
  goal: {
    en: 'Mark the rows that Spark will drop, before it does, in five streams.',
    id: 'Tandai baris yang akan dibuang Spark, sebelum dibuang, di lima stream.',
  },
};
