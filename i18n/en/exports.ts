import type { PysparkWords } from '../../engine/export/words';
import { durationInWords } from '../format';

const long = (length: number) => durationInWords(length, 'en');

/** The header and the comments of an exported project. */
export const pyspark: PysparkWords = {
  replay: (scenario) =>
    `The scenario "${scenario}" of Arus on Apache Spark 4.3: the same rows, in the same micro-batches.`,
  java: 'and Java 17 or newer',
  lines: (command) =>
    `Each batch is printed as one line, as \`${command}\` prints it: how many rows it read, the watermark it ran with, what its state did, and the rows that came out.`,
  columns: 'The columns of each source. Any value may be null.',
  arrivals: 'The rows of each source by the batch that reads them, in the order of arrival.',
  partitions: 'A batch has a list for each partition of the source.',
  batch: (id, time) => `Batch ${id}, which the scenario runs at ${time}.`,
  settings: {
    timeZone: 'Times are shown, and texts without an offset are read, in UTC.',
    shuffle: 'One state store, so that its counts are those of the whole query.',
    oneFile: 'One file is one partition: Spark would pack small files together.',
    countAll: 'Rows are filtered after they are read, so that numInputRows counts them all.',
    progress: 'Keep the progress of every batch; by default Spark keeps the last 100.',
    noDataBatches: 'No batch without rows: what has closed waits for the next rows.',
    multipleWatermarkPolicy:
      'The furthest of several watermarks counts, not the one furthest behind: rows of a slow source become late.',
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
  write: 'Takes what a batch gives out, then lets the next rows in.',
  action: 'The only action on the batch: a second one would compute it again.',
  next: 'No batch is being planned while this runs, so the next one sees all of its rows.',
  until: 'The scenario ends here; Spark would go on.',
  outputMode: {
    append: 'append: a result comes out once, when the watermark makes it final.',
    update: 'update: each batch gives the results that changed in it.',
    complete: 'complete: each batch gives all results.',
  },
  once: 'One batch with everything that is there, and the end.',
  availableNow: 'As many batches as it takes to read what is there, and the end.',
  oneThread: 'One thread, so that partitions are read one after the other.',
  crashes: {
    table: 'Where the query dies: in or behind which batch, and when.',
    before: (batch) => `Batch ${batch} dies when its offsets are logged and nothing is computed yet.`,
    after: (batch) => `Batch ${batch} dies when its state is written and before it is committed.`,
    between: (batch) => `The query stops once batch ${batch} is committed.`,
    crash: 'Stands for the end of the process: nothing that is not in the checkpoint outlives it.',
    die: 'Ends the query here if the scenario does.',
    start: 'Each start goes on from the checkpoint: a batch that was not committed is run again.',
  },
  live: {
    what: {
      kafka: (scenario) => `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, from Kafka to Kafka.`,
      files: (scenario) => `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, from files to files.`,
      rate: (scenario) =>
        `The query of the scenario "${scenario}" of Arus on Apache Spark 4.3, over rows that are made up.`,
    },
    how: 'It runs until it is stopped (Ctrl+C). Started again with the same checkpoint it goes on where it was.',
    howOnce:
      'It reads what is there and ends. Started again with the same checkpoint it goes on with what has come since.',
    options: {
      servers: 'brokers of the Kafka cluster',
      topic: (source) => `topic with the rows of ${source}, each a JSON object`,
      folder: (source) => `folder into which files with the rows of ${source} come, one JSON object a line`,
      outputTopic: 'topic for the results',
      outputFolder: 'folder for the results, one subfolder for each batch',
      checkpoint: 'folder for offsets and state, on storage that all machines reach; for this query alone',
      rowsPerSecond: 'how many rows are made up each second',
    },
    made: "How each column is made up: values of the scenario's rows, and event times up to the watermark's delay in the past.",
    topicRows: 'The rows of a topic. A value that is no JSON object gives nulls.',
    earliest: 'Without a checkpoint it begins with the oldest records.',
    limit: 'The rest waits for the next batch.',
    fileLimit: (rows) =>
      `The scenario reads at most ${rows} rows a batch. Files are read whole: this is so many files, the oldest first.`,
    folderRows: 'The rows of all files that come into a folder.',
    rateRows: 'Rows that are made up, so many each second.',
    main: 'Runs the query.',
    trigger: (interval) =>
      interval === 0
        ? 'A batch as soon as the last one has ended and there are rows.'
        : `A batch every ${long(interval)}, on whole multiples of it.`,
    checkpoint: 'What has been read and the state stay here; a restart repeats the batch that was not finished.',
    overwrite: 'A batch that is repeated replaces what it wrote before, so nothing comes twice.',
    keyed: 'The key names the result: a compacted topic keeps the last word on each, also when a batch is repeated.',
    records: 'A batch that is repeated after a failure writes its records again.',
  },
  step: {
    filter: 'Keeps the rows for which this is true; null is not.',
    select: 'The columns that go on.',
    watermark: (column, delay) =>
      `The watermark stays ${long(delay)} behind the newest ${column} that Spark has seen. It moves between batches; what is behind it is late.`,
    tumbling: (size) => `Windows of ${long(size)}, one after the other.`,
    sliding: (size, slide) =>
      `Windows of ${long(size)}, a new one every ${long(slide)}: a row counts in each that covers it.`,
    session: (gap) => `Sessions: rows of a key that are at most ${long(gap)} apart belong together.`,
    keysOnly: 'One result for each key.',
    global: 'One result for all rows.',
    aggregates: 'What is kept for each, and comes out.',
    dropDuplicates: 'The first row with these values goes on; those that repeat it do not.',
    dropDuplicatesWithinWatermark: (delay) =>
      `The first row with these values goes on; what repeats it within ${long(delay)} does not.`,
    join: {
      inner: 'Each pair of rows that meets the condition, when the second of them is read.',
      leftOuter: 'Pairs; a row of the left side without partner comes out once none can come any more.',
      rightOuter: 'Pairs; a row of the right side without partner comes out once none can come any more.',
      fullOuter: 'Pairs; a row of either side without partner comes out once none can come any more.',
      leftSemi: 'Rows of the left side that have a partner, each once.',
    },
    union: 'The rows of both, columns matched by position.',
  },
  process: {
    keysFirst: 'The keys first, then what else a row has.',
    step: 'Each key has state of its own.',
    time: {
      eventTime: 'Timers go by the watermark, and rows behind it are dropped before.',
      processingTime: 'Timers and expiry go by the clock; no row is late.',
      none: 'No timers; no row is late.',
    },
    milliseconds: 'milliseconds',
    micros: 'Microseconds since the epoch: a time that a state keeps loses its zone.',
    instant: 'The time that a number of microseconds since the epoch stands for.',
    velocityCheck: 'Gives a row that is elsewhere too soon from the newest one of its key.',
    sessionize: 'Gives a row for each visit of a key once it is over.',
    runningTotal: 'Gives each row with the sum of its key so far.',
    thresholdAlert: 'Gives the row that lifts the sum of its key above the threshold, once in a span.',
    distinctUsers: 'Gives each key that got a row, with how many users it has seen.',
  },
};
