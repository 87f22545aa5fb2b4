import type { ExerciseCard } from '../schema';

export const card: ExerciseCard = {
  slug: 'pick-the-output-mode',
  number: 6,
  lesson: 'continuous-query',
  title: { en: 'Pick the output mode', id: 'Pilih output mode' },
  goal: {
    en: 'One stream, three readers: a file, a dashboard and an alert. Give each the mode that suits it.',
    id: 'Satu stream, tiga pembaca: file, dashboard, dan alert. Beri masing-masing mode yang cocok baginya.',
  },
};
