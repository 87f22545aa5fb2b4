/** The home page. */
export const home = {
  title: 'Beyond fast batch',
  lessonsAndTime: (lessons: number, minutes: number) =>
    `Day 1 · ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} · ${minutes} minutes`,
} as const;
