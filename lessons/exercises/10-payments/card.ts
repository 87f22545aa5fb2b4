import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'each-payment-once',
  number: 10,
  lesson: 'infinite',
  title: { en: 'Each payment once, bounded', id: 'Setiap pembayaran sekali, state terbatas' },
  goal: {
    en: 'A till sends a payment again when it gets no reply. Let each through once, and forget it in time.',
    id: 'Mesin kasir mengirim ulang kalau tak ada kabar. Loloskan tiap pembayaran sekali, dan lupakan pada waktunya.',
  },
};
