import type { FlinkWords, JavaWords, KafkaStreamsWords, SqlWords } from '../../engine/export/javaWords';
import { fullDuration } from '../fullDuration';
import { pyspark } from './exports';

const long = (length: number) => fullDuration(length, 'en');

/** What projects for Flink and for Kafka Streams both say. */
export const java: JavaWords = {
  flink: (scenario) => `The query of the scenario "${scenario}" of Arus as a DataStream job of Apache Flink 2.3.`,
  kafkaStreams: (scenario) => `The query of the scenario "${scenario}" of Arus in the DSL of Apache Kafka Streams 4.3.`,
  runReplay: "the scenario's arrivals, one by one (Java 17 or newer)",
  runCluster: 'on a cluster, from Kafka to Kafka; rows are JSON objects',
  lines: (command) => `It prints one line for each arrival, as \`${command}\` does.`,
  rows: (source) => `A row of ${source}. Any value may be null.`,
  key: 'What a row is grouped by.',
  windowRecord: 'A span of event time.',
  totals: 'What is kept for each group.',
  selected: 'The columns that are passed on.',
  pair: 'A pair of rows.',
  result: 'What is emitted for a group.',
  json: 'Rows as JSON; what a row does not name is null.',
  instants: 'Times are written in UTC, truncated to the millisecond.',
  values: {
    what: 'What SQL means by its functions: null is ignored.',
    sum: 'The sum of what is not null.',
    extreme: 'The smaller or larger of two values; null counts as neither.',
    compare: 'Strings are compared by their UTF-8 bytes, as in Spark.',
    divide: 'A division by zero fails, as in Spark.',
    union: 'The values of both sets.',
  },
  provided: 'The cluster provides these.',
  testOnly: "For the replay: Flink's own test harness.",
  testOnlyKafka: "For the replay: the library's own test driver.",
  fatJar: 'One jar with everything the cluster does not provide.',
  step: {
    ...pyspark.step,
    tumbling: (size) => `Windows of ${long(size)}, one after the other.`,
    sliding: (size, slide) =>
      `Windows of ${long(size)}, a new one every ${long(slide)}: a row counts in each that covers it.`,
    session: (gap) => `Sessions: rows of a key that are at most ${long(gap)} apart belong together.`,
  },
  query: "The scenario's query.",
  union: 'The rows of both, columns matched by position.',
  nullKey: 'What else must be true of a pair; a null key matches nothing.',
  until: 'The scenario ends here.',
};

export const flink: FlinkWords = {
  interval: (length) =>
    `The watermark moves only every ${long(length)}: lateness is judged by the last one that was sent.`,
  everyRow: 'The watermark is sent after each row, not by a timer.',
  everyRowClass: 'Sends the watermark after each row.',
  watermark: (column, delay) =>
    `The watermark stays ${long(delay)} and a millisecond behind the newest ${column}; in Kafka each partition has its own, and the smallest counts.`,
  idle: (length) => `A partition without rows for longer than ${long(length)} no longer holds the watermark back.`,
  noIdle: 'Without a timer nothing becomes idle.',
  lateness: (length) =>
    `A window is kept for ${long(length)} after it fired; each row that still arrives makes it fire again.`,
  late: 'Rows that were too late.',
  lateRow: 'Without this, rows that are too late are dropped and only counted.',
  streams: 'The results, and rows that were too late, as JSON (null where nothing can be late).',
  aggregate: 'Adds rows to the totals of a window, one by one: the rows themselves are not kept.',
  give: 'Makes a result of the totals when the window fires.',
  running: 'Emits the new value of a group for each row.',
  functions: {
    velocityCheck: 'Emits a row that is elsewhere too soon after the newest one of its key. It sees late rows too.',
    sessionize: 'Emits a row for each visit of a key once it is over. A late row is a visit of its own.',
    runningTotal: 'Emits each row with the sum of its key so far.',
    thresholdAlert: 'Emits the row that raises the sum of its key above the threshold, once per span of the clock.',
    distinctUsers: 'Emits, for each row with a user, how many users its key has seen.',
  },
  dedup: 'Lets the first row of a key through.',
  dedupLate: 'A timer has freed the key of a row at or behind the watermark: it would pass as the first.',
  join: (lower, upper) =>
    `The right time lies between ${long(lower)} and ${long(upper)} after the left one, both included.`,
  joiner: 'Makes a pair when its second row arrives.',
  main: 'Runs the job from Kafka to Kafka.',
  topic: 'The rows of a topic, from its oldest record on; a value that is not a JSON object fails the job.',
  sink: 'Writes each result as JSON.',
  checkpoint: (length) => `A checkpoint every ${long(length)}: after a failure the job continues from the last one.`,
  delivery: {
    append: 'After a failure results can be emitted twice.',
    idempotent: 'After a failure results can be emitted twice.',
    transactional: 'Each result once, for readers with read_committed, when its checkpoint is complete.',
  },
  jsonRows: 'Reads a row from a JSON object.',
  replay:
    "The scenario's arrivals through the operators of the job, in Flink's own test harness. A real job's watermark timer follows the wall clock, and its inputs run side by side; here a clock follows the arrivals, so that each run gives the same lines.",
  replayMain: 'Replays the arrivals.',
  ticks: 'From one tick of the watermark timer to the next, milliseconds; ticks fall on whole multiples of it.',
  feed: 'Puts an input after everything it reads, with the valve that combines their watermarks into the smallest.',
  build: 'Sets up a step of the job, and everything it reads.',
  operators: 'What a step of the job does with a row, a watermark, and a source that falls idle or wakes.',
  drain: 'Passes on what a step emits, in order.',
  noSource: 'The topics are never read: the rows come from arrivals.jsonl.',
  partitions: 'How many partitions each source has: each has its own watermark.',
};

export const kafkaStreams: KafkaStreamsWords = {
  topology: "The scenario's query.",
  keyed: 'The key of a record: what its row is grouped or joined by, as a JSON object.',
  rekey: 'Where the topics have another key, rows are rekeyed through a repartition topic.',
  noTime: "The query names no time column: the record's own timestamp counts.",
  time: (column) => `A record's time is ${column}; a record without it is dropped.`,
  grace: (length) =>
    length === 0
      ? 'A window is closed as soon as stream time reaches its end.'
      : `A window accepts rows until stream time is ${long(length)} past its end.`,
  emit: {
    onUpdate: 'Each row emits the new value of its windows.',
    onWindowClose: 'A window is emitted once, when it is closed. Closed windows are looked for at most once a second.',
    suppress: 'A window is held back until it is closed: it is emitted once.',
  },
  session: (gap) => `Sessions: rows of a key that are at most ${long(gap)} apart belong together.`,
  join: (type, before, after) =>
    `The right time lies from ${long(before)} before to ${long(after)} after the left one, both included.${
      type === 'inner' ? '' : ' A row without a partner is emitted once none can arrive any more.'
    }`,
  noCache: 'No record cache: every update is emitted, not one per commit.',
  guarantee: {
    at_least_once: 'After a failure rows are read again, and results can be emitted twice.',
    exactly_once_v2: 'Each result once, for readers with read_committed, when its transaction is committed.',
  },
  commit: 'How often offsets are committed, milliseconds.',
  resultKey: 'The key of a result. A value of null takes the result with this key back.',
  running: 'Each row emits the new value of its group.',
  functions: {
    velocityCheck: flink.functions.velocityCheck,
    sessionize:
      'Emits a row for each visit of a key once it is over. It drops no late rows: such a row opens a visit too.',
    runningTotal: flink.functions.runningTotal,
    thresholdAlert: flink.functions.thresholdAlert,
    distinctUsers: flink.functions.distinctUsers,
  },
  dedup: flink.dedup,
  dedupLate: 'The key of a row that old may be forgotten by now: the row would pass as the first.',
  byStreamTime:
    'The library has no timers per key: after a row, at most once a second of stream time, all keys are checked for what is over. Out-of-order rows are waited for during the grace.',
  byClock:
    'An expired value no longer counts, whether or not it is still in the store; once a second by the clock such values are removed.',
  noKey: "A record without a key is dropped, as the library's own operators do.",
  store: 'What the processor keeps for each key, on disk and in a changelog topic.',
  main: 'Runs the query from Kafka to Kafka.',
  serde: 'Keys and values as JSON.',
  replay:
    "The scenario's arrivals through the topology, in the library's TopologyTestDriver: one for each partition, which is a task of its own. Its wall clock follows the arrivals.",
  replayMain: 'Replays the arrivals.',
  task: 'A task: a partition with its own stream time and stores.',
  emitInterval: 'The driver looks for what has closed after each row; a running application at most once a second.',
  clock: "Knows the task's stream time.",
  dropped: 'How many records have been dropped so far: too late, or without a key or a time.',
  windows: 'How many windows a row is in: it is late only if all of them are closed.',
  lateWithoutKey: 'A record without a key is dropped before it reaches its windows.',
};

export const sql: SqlWords = {
  what: (scenario) => `The query of the scenario "${scenario}" of Arus in the SQL of Apache Flink 2.3.`,
  run: (file) =>
    `Start a cluster in this folder (bin/start-cluster.sh), or write whole paths below; then bin/sql-client.sh -f ${file}`,
  end: 'The rows are read from files. A file ends, so windows still open at its end fire too; in a stream they would wait.',
  insert: 'Put INSERT INTO and the name of a table before the last SELECT to send the result there.',
  zone: (timeZone) =>
    `Windows are aligned in UTC, as in Arus${timeZone === 'UTC' ? '' : `, which shows times in ${timeZone}`}.`,
  onePhase: 'Sums are computed row by row, in the order of the rows.',
  oneByOne: 'One row after the other.',
  everyRow: 'The watermark moves after each row: how long rows were on the way does not matter here.',
  idle: 'A partition without rows for this long no longer holds the watermark back.',
  table: (source) => `The rows of ${source}.`,
  watermark: (column, delay) =>
    `The watermark stays ${long(delay)} and a millisecond behind the newest ${column}. SQL counts rows that are too late and drops them.`,
  keepsForEver: 'SQL remembers every key, unless table.exec.state.ttl says how long.',
  join: (lower, upper) =>
    `The right time lies between ${long(lower)} and ${long(upper)} after the left one, both included. Unlike a DataStream job, SQL joins a late row as long as its partner is there.`,
  step: java.step,
};
