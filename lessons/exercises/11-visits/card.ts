import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'where-a-visit-ends',
  number: 11,
  lesson: 'watermark',
  title: { en: 'Where one visit ends', id: 'Di mana satu kunjungan berakhir' },
  goal: {
    en: 'Find the gap that splits clicks into visits, neither too fine nor too coarse.',
    id: 'Temukan jeda yang membagi klik menjadi kunjungan, tidak terlalu halus dan tidak terlalu kasar.',
  },
};
