import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'choose-the-delay',
  number: 1,
  lesson: 'watermark',
  title: { en: 'Choose the delay', id: 'Pilih delay-nya' },
  goal: {
    en: 'Report an oven’s peak temperature every five minutes, and miss no reading.',
    id: 'Laporkan suhu puncak oven tiap lima menit, tanpa satu pembacaan pun terlewat.',
  },
};
