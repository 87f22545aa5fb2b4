import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'micro-batch',
  number: 8,
  title: { en: 'Inside a micro-batch', id: 'Di dalam satu micro-batch' },
  idea: {
    en: 'A fixed order makes a batch repeatable. A repeatable batch and a sink that can tell: that is "exactly once".',
    id: 'Urutan tetap membuat batch bisa diulang; batch yang bisa diulang dan sink yang bisa membedakan, itulah "exactly once".',
  },
  minutes: 10,
  section: 'Why Spark Chose Micro-Batch Model',
};
