/** Words that a figure in a lesson's text may need. */
export const lessons = {
  /** A run has no such value: a window that never came out, a row that no batch read. */
  noFigure: 'never',
} as const;
