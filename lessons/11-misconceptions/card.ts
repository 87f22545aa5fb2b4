import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'misconceptions',
  number: 11,
  title: { en: 'Six misconceptions', id: 'Enam salah paham tentang streaming' },
  idea: {
    en: 'A claim is refuted by a moment, not by a sentence: vote, find the moment, vote again.',
    id: 'Klaim dibantah oleh satu momen, bukan oleh kalimat: pilih, temukan momennya, pilih lagi.',
  },
  minutes: 10,
  section: 'Common Beginner Misconceptions',
};
