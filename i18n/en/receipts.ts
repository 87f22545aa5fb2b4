/** Receipts: runs of the real engine that Arus repeats, and whether they vouch for what is on the stage. */
import { counted } from '../format';

const many = (n: number) => counted(n, 'receipt', 'receipts');

export const receipts = {
  covered: many,
  none: 'No receipt yet',
  says: {
    covered: (engine: string) => `Checked against ${engine}`,
    none: (engine: string) => `Not checked against ${engine} in this shape`,
  },
  title: {
    covered: (engine: string, n: number) => `Checked against ${engine}: ${many(n)}`,
    none: (engine: string) => `${engine} has not been asked about this shape yet`,
  },
  about: {
    covered: (engine: string) =>
      `${engine} ran each of these cases; what it printed is kept, and Arus must print the same, batch by batch. They have the same shape as what is on the stage: different rows and durations, the same operators and settings.`,
    none: (engine: string) =>
      `No recorded run of ${engine} has the shape of what is on the stage, so nothing proves that Arus does here what ${engine} does. These are the closest.`,
  },
  simplified: {
    order:
      'Simplified: Spark passes the groups of an aggregate to the next operator in the order of its hash map, which Arus does not know. Which of several duplicates stays, or the last digit of a sum of doubles, can differ there.',
    jump: 'Simplified: with its record cache off, Kafka Streams loses a closed window if the row that closes it also expires it from the store, for example after a jump of stream time. Arus follows the default, with the cache on: the window is emitted.',
    segments:
      'Simplified: a window or join store that survives a crash reads its whole changelog if it has dropped everything it held at the last commit. Arus counts what came since then; the results are the same.',
  },
  shape: 'The shape on the stage',
  nearest: 'Closest',
  differs: 'What differs',
  facets: {
    steps: 'Operators',
    output: 'Output',
    trigger: 'Trigger',
    batches: 'Batches',
    watermarks: 'Watermarks',
    sources: 'Sources',
    partitions: 'Partitions',
    faults: 'Faults',
  },
  running: 'Running the case …',
  same: 'The same, line by line.',
  different: (what: string) => `Not the same: ${what}`,
  printed: (engine: string) => `${engine} printed`,
  prints: 'Arus prints',
  nothing: '(nothing)',
  open: 'Open on the stage',
  close: 'Close',
  place: 'Receipt',
};
