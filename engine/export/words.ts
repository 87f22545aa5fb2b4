/**
 * The sentences that an exported project carries: its header and its comments. The engine knows no language, so whoever
 * exports gives them (`i18n/en/exports.ts`, `i18n/id/exports.ts`).
 */
/** Lengths of time are in microseconds. */
export interface StepWords {
  filter: string;
  select: string;
  watermark(column: string, delay: number): string;
  tumbling(size: number): string;
  sliding(size: number, slide: number): string;
  session(gap: number): string;
  /** Groups by keys alone. */
  keysOnly: string;
  /** One group of all rows. */
  global: string;
  /** What an aggregate computes for each of its groups. */
  aggregates: string;
  dropDuplicates: string;
  dropDuplicatesWithinWatermark(delay: number): string;
  join: Readonly<Record<'inner' | 'leftOuter' | 'rightOuter' | 'fullOuter' | 'leftSemi', string>>;
  union: string;
}

/** Of `process` steps. */
export interface ProcessWords {
  keysFirst: string;
  step: string;
  /** What the function's timers go by. */
  time: Readonly<Record<'eventTime' | 'processingTime' | 'none', string>>;
  /** The unit of a number, behind it. */
  milliseconds: string;
  /** Docstrings. */
  micros: string;
  instant: string;
  velocityCheck: string;
  sessionize: string;
  runningTotal: string;
  thresholdAlert: string;
  distinctUsers: string;
}

/** Of scripts that run on their own time. */
export interface LiveWords {
  what: Readonly<Record<'kafka' | 'files' | 'rate', (scenario: string) => string>>;
  how: string;
  /** The same for a trigger that ends. */
  howOnce: string;
  options: {
    servers: string;
    topic(source: string): string;
    folder(source: string): string;
    outputTopic: string;
    outputFolder: string;
    checkpoint: string;
    rowsPerSecond: string;
  };
  made: string;
  topicRows: string;
  earliest: string;
  limit: string;
  /** @param rows that the scenario reads in a batch */
  fileLimit(rows: number): string;
  folderRows: string;
  rateRows: string;
  main: string;
  /** @param interval microseconds; 0 is as soon as the last batch ends */
  trigger(interval: number): string;
  checkpoint: string;
  overwrite: string;
  /** The sink's records have a key. */
  keyed: string;
  records: string;
}

export interface PysparkWords {
  /** Under the title: what the script is. */
  replay(scenario: string): string;
  java: string;
  /** What it prints; `command` prints the same. */
  lines(command: string): string;
  columns: string;
  arrivals: string;
  /** The same where a source has several partitions. */
  partitions: string;
  /** A batch that reads rows, and when. */
  batch(id: number, time: string): string;
  settings: Readonly<
    Record<
      | 'timeZone'
      | 'shuffle'
      | 'oneFile'
      | 'countAll'
      | 'progress'
      | 'noDataBatches'
      | 'multipleWatermarkPolicy'
      | 'columnFamilies',
      string
    >
  >;
  query: string;
  line: string;
  main: string;
  publish: string;
  longestFirst: string;
  inOrder: string;
  rows: string;
  oneBatchOfFiles: string;
  write: string;
  action: string;
  next: string;
  until: string;
  outputMode: Readonly<Record<'append' | 'update' | 'complete', string>>;
  once: string;
  availableNow: string;
  oneThread: string;
  crashes: Readonly<Record<'table' | 'crash' | 'die' | 'start', string>> &
    Readonly<Record<'before' | 'after' | 'between', (batch: number) => string>>;
  live: LiveWords;
  process: ProcessWords;
  step: StepWords;
}
