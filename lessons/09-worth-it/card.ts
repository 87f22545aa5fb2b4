import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'worth-it',
  number: 9,
  title: { en: 'Where streaming earns its keep', id: 'Kapan streaming memang perlu' },
  idea: {
    en: 'An answer loses value as it ages: choose the cheapest engine that still beats the cliff.',
    id: 'Nilai jawaban turun seiring umurnya: pilih engine termurah yang masih mendahului jurangnya.',
  },
  minutes: 15,
  section: 'Real-World Examples: When Streaming is Necessary',
};
