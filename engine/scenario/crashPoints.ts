/** The points at which each engine can crash. Apart from `file.ts`, so that a page can name them without the validator. */
export const CRASH_POINTS = {
  spark: ['offsets-logged', 'rows-read', 'state-written', 'sink-half-written', 'sink-written', 'commit-logged'],
  flink: ['row', 'barrier-injected', 'state-snapshotted', 'checkpoint-completed', 'transaction-committed'],
  kafkaStreams: ['row', 'outputs-flushed', 'offsets-committed'],
  batchLoop: ['read', 'half-written', 'written', 'remembered', 'sleeping'],
  dailyBatch: ['read', 'half-written', 'written', 'remembered', 'sleeping'],
} as const;
