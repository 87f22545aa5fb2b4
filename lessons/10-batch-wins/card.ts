import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'batch-wins',
  number: 10,
  title: { en: 'Where batch is still better', id: 'Kapan batch masih lebih tepat' },
  idea: {
    en: 'Where the data has ended, the logic changes or nobody waits, a job is simpler, cheaper and often more accurate.',
    id: 'Kalau datanya sudah berakhir, logikanya berubah, atau tidak ada yang menunggu, job lebih sederhana, lebih murah, dan sering lebih benar.',
  },
  minutes: 14,
  section: 'When Batch is STILL Better',
};
