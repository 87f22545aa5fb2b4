/** The backlog: rows that have arrived and wait to be read. */
export const backlog = {
  title: 'Backlog: rows that have arrived and wait to be read',
  axis: 'Rows waiting',
  waiting: (n: number) => (n === 1 ? 'row waits' : 'rows wait'),
  most: (rows: string, at: string) => `Most so far: ${rows}, at ${at}.`,
  aboutBatches:
    'A batch reads what has come by its start, unless a limit holds it back: the curve falls there. It grows without end where rows come faster than batches read them.',
  aboutRecords:
    'An engine that works row by row reads each row as it comes: rows wait only while it is down, or behind a barrier.',
} as const;
