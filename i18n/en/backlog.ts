/** The backlog: rows that have arrived and wait to be read. */
export const backlog = {
  title: 'Backlog: rows that have arrived and wait to be read',
  axis: 'Rows waiting',
  waiting: (n: number) => (n === 1 ? 'row waits' : 'rows wait'),
  most: (rows: string, at: string) => `Most so far: ${rows}, at ${at}.`,
  /** The same as a table. */
  table: 'Rows waiting, change by change',
  columns: { at: 'from', peak: 'before reading', waiting: 'waiting' },
  aboutBatches:
    'A batch reads what has arrived by its start, unless a limit holds it back: the curve falls there. It grows without end if rows arrive faster than batches read them.',
  aboutRecords:
    'An engine that works row by row reads each row as it arrives: rows wait only while it is down, or behind a barrier.',
} as const;
