import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'worth-it',
  number: 9,
  title: { en: 'Where streaming earns its keep', id: 'Kapan streaming memang perlu' },
  idea: {
    en: 'An answer has a value that falls with its age: place the cheapest engine before the cliff.',
    id: 'Nilai jawaban turun seiring umurnya: taruh engine termurah sebelum jurangnya.',
  },
  minutes: 15,
  section: 'Real-World Examples: When Streaming is Necessary',
};
