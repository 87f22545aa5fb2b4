import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'fraud',
  number: 1,
  title: { en: 'The fraud that waits until midnight', id: 'Fraud yang baru ketahuan tengah malam' },
  idea: {
    en: 'Not about speed: a window of action, and evidence that only memory can give.',
    id: 'Bukan soal cepat: ada waktu untuk bertindak, dan bukti yang hanya ada kalau sistem mengingat.',
  },
  minutes: 6,
  section: 'Real-World Problem: The Credit Card Fraud Dilemma',
};
