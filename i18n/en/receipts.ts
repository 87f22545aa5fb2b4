/** Receipts: runs of the real engine that Arus repeats, and whether they vouch for what is on the stage. */
import { counted } from '../format';

const many = (n: number) => counted(n, 'receipt', 'receipts');

export const receipts = {
  covered: many,
  none: 'No receipt yet',
  documented: 'Documented, not measured',
  says: {
    covered: (engine: string) => `Checked against ${engine}`,
    none: (engine: string) => `Not checked against ${engine} in this shape`,
    documented: (engine: string) => `Crashes of ${engine}`,
  },
  title: {
    covered: (engine: string, n: number) => `Checked against ${engine}: ${many(n)}`,
    none: (engine: string) => `${engine} was not asked about this shape yet`,
    documented: (engine: string) => `Crashes of ${engine} are documented, not measured`,
  },
  about: {
    covered: (engine: string) =>
      `${engine} ran each of these cases; what it printed is kept, and Arus must print the same, batch by batch. They have the shape of what is on the stage: other rows, other lengths of time, the same operators and settings.`,
    none: (engine: string) =>
      `No recorded run of ${engine} has the shape of what is on the stage, so nothing proves that Arus does here what ${engine} does. These come nearest.`,
    documented: (engine: string) =>
      `What a crash does here follows the documentation of ${engine}; the real one was not made to crash. Without the crash, these come nearest.`,
  },
  order:
    'Simplified: Spark gives the groups of an aggregate to the operator behind it in the order of its hash map, which Arus does not know. Which of several duplicates stays, or the last digit of a sum of doubles, can be another one there.',
  shape: 'The shape on the stage',
  nearest: 'Near it',
  differs: 'What it has otherwise',
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
