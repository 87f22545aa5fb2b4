import type { PysparkWords } from '../../engine/export/words';
import { fullDuration } from '../fullDuration';

const long = (length: number) => fullDuration(length, 'en');

/** The header and the comments of an exported project. */
export const pyspark: PysparkWords = {
  replay: (scenario) =>
    `The scenario "${scenario}" of Arus on Apache Spark 4.3: the same rows, in the same micro-batches.`,
  java: 'and Java 17 or newer',
  lines: (command) =>
    `Each batch is printed as one line, as \`${command}\` prints it: how many rows it read, the watermark it ran with, what happened to its state, and the rows it emitted.`,
  columns: 'The columns of each source. Any value may be null.',
  arrivals: 'The rows of each source by the batch that reads them, in the order of arrival.',
  partitions: 'A batch has a list for each partition of the source.',
  batch: (id, time) => `Batch ${id}, which the scenario runs at ${time}.`,
  settings: {
    timeZone: 'Times are shown in UTC, and strings without an offset are read as UTC.',
    shuffle: 'One state store, so that its counts are those of the whole query.',
    oneFile: 'One file is one partition: Spark would pack small files together.',
    countAll: 'Rows are filtered after they are read, so that numInputRows counts them all.',
    progress: 'Keep the progress of every batch; by default Spark keeps the last 100.',
    noDataBatches: 'No batch without rows: what has closed waits for the next rows.',
    multipleWatermarkPolicy:
      'Of several watermarks the furthest ahead counts, not the furthest behind: rows of a slow source become late.',
    columnFamilies: 'The state store that transformWithState needs.',
  },
  query: "The scenario's query.",
  line: 'What a batch did, in the terms of its StreamingQueryProgress.',
  main: 'Runs the query on the arrivals, batch by batch, and prints what each batch did.',
  publish: 'Makes the rows of a batch readable, a file for each source that has some.',
  longestFirst: 'Spark reads the largest file first; blanks at the end keep the partitions in their order.',
  inOrder: 'Spark takes files in the order of their times.',
  rows: "The stream of a source's rows: each new file in its folder.",
  oneBatchOfFiles: 'The files of one batch at a time.',
  write: 'Takes what a batch emits, then lets the next rows in.',
  action: 'The only action on the batch: a second one would compute it again.',
  next: 'No batch is being planned while this runs, so the next one sees all of its rows.',
  until: 'The scenario ends here; Spark would go on.',
  outputMode: {
    append: 'append: a result is emitted once, when the watermark makes it final.',
    update: 'update: each batch emits the results that got a row in it.',
    complete: 'complete: each batch emits all results.',
  },
  once: 'One batch with everything that is there, then it stops.',
  availableNow: 'As many batches as it takes to read what is there, then it stops.',
  oneThread: 'One thread, so that partitions are read one after the other.',
  crashes: {
    table: 'Where the query dies: in or after which batch, and when.',
    before: (batch) => `Batch ${batch} dies when its offsets are logged but nothing is computed yet.`,
    after: (batch) => `Batch ${batch} dies when its state is written but it is not committed yet.`,
    between: (batch) => `The query stops once batch ${batch} is committed.`,
    crash: 'Stands for the end of the process: nothing that is not in the checkpoint outlives it.',
    die: 'Ends the query here if the scenario does.',
    start: 'Each start continues from the checkpoint: a batch that was not committed is run again.',
  },
  live: {
    what: {
      kafka: (scenario) => `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, from Kafka to Kafka.`,
      files: (scenario) => `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, from files to files.`,
      rate: (scenario) => `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, over generated rows.`,
    },
    how: 'It runs until it is stopped (Ctrl+C). Started again with the same checkpoint, it continues where it was.',
    howOnce:
      'It reads what is there and ends. Started again with the same checkpoint, it continues with what has arrived since.',
    options: {
      servers: 'brokers of the Kafka cluster',
      topic: (source) => `topic with the rows of ${source}, each a JSON object`,
      folder: (source) => `folder in which files with the rows of ${source} arrive, one JSON object per line`,
      outputTopic: 'topic for the results',
      outputFolder: 'folder for the results, one subfolder for each batch',
      checkpoint: 'folder for offsets and state, on storage that all machines reach; for this query alone',
      rowsPerSecond: 'how many rows are generated each second',
    },
    made: "How each column is generated: values of the scenario's rows, and event times up to the watermark's delay in the past.",
    topicRows: 'The rows of a topic. A value that is not a JSON object gives nulls.',
    earliest: 'Without a checkpoint it starts with the oldest records.',
    limit: 'The rest waits for the next batch.',
    fileLimit: (rows) =>
      `The scenario reads at most ${rows} rows a batch. Files are read whole: this is so many files, the oldest first.`,
    folderRows: 'The rows of all files that arrive in a folder.',
    rateRows: 'Generated rows, so many each second.',
    main: 'Runs the query.',
    trigger: (interval) =>
      interval === 0
        ? 'A batch as soon as the last one has ended and there are rows.'
        : `A batch every ${long(interval)}, on whole multiples of it.`,
    checkpoint: 'What has been read, and the state, stay here; a restart repeats the batch that was not finished.',
    overwrite: 'A repeated batch replaces what it wrote before, so nothing is there twice.',
    keyed: 'The key names the result: a compacted topic keeps the latest value of each, even when a batch is repeated.',
    records: 'A batch repeated after a failure writes its records again.',
  },
  step: {
    filter: 'Keeps the rows for which this is true; null is not true.',
    select: 'The columns that are passed on.',
    watermark: (column, delay) =>
      `The watermark stays ${long(delay)} behind the newest ${column} that Spark has seen. It moves between batches; what is behind it is late.`,
    tumbling: (size) => `Windows of ${long(size)}, one after the other.`,
    sliding: (size, slide) =>
      `Windows of ${long(size)}, a new one every ${long(slide)}: a row counts in each that covers it.`,
    session: (gap) => `Sessions: rows of a key that are at most ${long(gap)} apart belong together.`,
    keysOnly: 'One result for each key.',
    global: 'One result for all rows.',
    aggregates: 'What is kept for each, and emitted.',
    dropDuplicates: 'The first row with these values is passed on; its duplicates are not.',
    dropDuplicatesWithinWatermark: (delay) =>
      `The first row with these values is passed on; its duplicates within ${long(delay)} are not.`,
    join: {
      inner: 'Each pair of rows that meets the condition, when the second of them is read.',
      leftOuter: 'Pairs; a left row without a partner is emitted once none can arrive any more.',
      rightOuter: 'Pairs; a right row without a partner is emitted once none can arrive any more.',
      fullOuter: 'Pairs; a row of either side without a partner is emitted once none can arrive any more.',
      leftSemi: 'Rows of the left side that have a partner, each once.',
    },
    union: 'The rows of both, columns matched by position.',
  },
  process: {
    keysFirst: 'The keys first, then what else a row has.',
    step: 'Each key has its own state.',
    time: {
      eventTime: 'Timers follow the watermark, and rows behind it are dropped first.',
      processingTime: 'Timers and expiry follow the clock; no row is late.',
      none: 'No timers; no row is late.',
    },
    milliseconds: 'milliseconds',
    micros: 'Microseconds since the epoch: a time kept in state loses its zone.',
    instant: 'The time that a number of microseconds since the epoch stands for.',
    velocityCheck: 'Emits a row that is elsewhere too soon after the newest one of its key.',
    sessionize: 'Emits a row for each visit of a key once it is over.',
    runningTotal: 'Emits each row with the sum of its key so far.',
    thresholdAlert: 'Emits the row that raises the sum of its key above the threshold, once per span.',
    distinctUsers: 'Emits each key that got a row, with the number of users it has seen.',
  },
};
