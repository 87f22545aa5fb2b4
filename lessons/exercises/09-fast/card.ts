import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'under-a-tenth-of-a-second',
  number: 9,
  lesson: 'micro-batch',
  title: { en: 'Under 100 ms at the lowest cost', id: 'Di bawah 100 ms dengan ongkos terendah' },
  goal: {
    en: 'Choose engine, sink and checkpoints so that an answer is seen at once, once, and cheaply.',
    id: 'Pilih engine, sink, dan checkpoint sehingga jawaban terlihat seketika, sekali, dan murah.',
  },
};
