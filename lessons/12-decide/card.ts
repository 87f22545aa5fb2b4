import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'decide',
  number: 12,
  title: { en: 'Streaming or batch?', id: 'Streaming atau batch?' },
  idea: {
    en: 'Six answers, visible weights, and a verdict that can be argued with.',
    id: 'Enam jawaban, bobot yang kelihatan, dan putusan yang boleh dibantah.',
  },
  minutes: 10,
  section: 'Decision Framework: Streaming or Batch?',
};
