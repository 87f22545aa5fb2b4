import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'survive-any-crash',
  number: 5,
  lesson: 'micro-batch',
  title: { en: 'Survive any crash', id: 'Tahan crash di mana pun' },
  goal: {
    en: 'Choose trigger and sink so that no crash, wherever it strikes, loses or doubles a payment.',
    id: 'Pilih trigger dan sink sehingga crash, di mana pun, tidak menghilangkan atau menggandakan pembayaran.',
  },
};
