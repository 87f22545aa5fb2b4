/** What an engine has just done when it dies, behind "after". */
export const crashPoints = {
  'offsets-logged': 'logging its offsets',
  'rows-read': 'reading some of its rows',
  'state-written': 'writing its state',
  'sink-half-written': 'writing half of its output',
  'sink-written': 'writing its output',
  'commit-logged': 'logging its commit',
  read: 'reading',
  'half-written': 'writing half of its answer',
  written: 'writing its answer',
  remembered: 'saving its place',
  sleeping: 'going to sleep',
  row: 'processing a row',
  'barrier-injected': 'sending out the barriers',
  'state-snapshotted': 'writing its state',
  'checkpoint-completed': 'completing a checkpoint',
  'transaction-committed': 'committing the transaction',
} as const;
