import type { LessonCard } from '../schema';

export const card: LessonCard = {
  slug: 'loop',
  number: 4,
  title: { en: 'Streaming is not batch in a loop', id: 'Streaming bukan batch di dalam loop' },
  idea: {
    en: 'The loop forgets: where it was, what it knew, what may still arrive. Each of its fixes breaks another figure.',
    id: 'Loop itu pelupa: sampai di mana, tahu apa, dan apa yang masih bisa datang. Tiap perbaikannya merusak angka lain.',
  },
  minutes: 18,
  section: 'Why Streaming ≠ "Batch in a Loop"',
};
