/** What Structured Streaming has just done when it dies, behind "after". */
export const crashPoints = {
  'offsets-logged': 'logging its offsets',
  'rows-read': 'reading some of its rows',
  'state-written': 'writing its state',
  'sink-half-written': 'writing half of its output',
  'sink-written': 'writing its output',
  'commit-logged': 'logging its commit',
} as const;
