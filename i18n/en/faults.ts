import type { Expected, FaultCode, FaultParams, Feature, JsonExpected, NotExported, WayOut } from '../../engine/faults';
import type { ColumnType } from '../../engine/values';
import { number } from '../format';
import { list } from '../list';

const or = (items: readonly string[]) => list(items, 'en', 'or');
const and = (items: readonly string[]) => list(items, 'en');
const meant = (suggestion: string | null) => (suggestion === null ? '' : ` Did you mean ${suggestion}?`);
const known = (words: readonly string[], none: string) => (words.length === 0 ? none : `There is ${and(words)}.`);
const size = (bytes: number) => `${number(bytes / 2 ** 20, 'en', 1)} MiB`;

const KINDS: Readonly<Record<Expected, string>> = {
  object: 'an object { … }',
  list: 'a list [ … ]',
  text: 'text in double quotes',
  number: 'a number',
  wholeNumber: 'a whole number',
  boolean: 'true or false',
  true: 'true',
  single: 'text, a number, true, false or null',
};
const TYPES: Readonly<Record<ColumnType, readonly [what: string, example: string]>> = {
  string: ['text', '"Kota"'],
  boolean: ['true or false', 'true'],
  long: ['a whole number', '42000'],
  double: ['a number', '42000.5'],
  timestamp: ['a time', '"2026-03-02T14:00:40Z"'],
};
const JSON_PARTS: Readonly<Record<JsonExpected, string>> = {
  value: 'a value: text in double quotes, a number, true, false, null, { or [',
  name: 'a field name in double quotes; the last field has no comma after it',
  nameOrEnd: 'a field name in double quotes, or }',
  colon: 'a colon',
  commaOrEnd: 'a comma, or the bracket that closes',
  end: 'nothing more',
  string: 'a closing quotation mark on the same line (write a line break as \\n)',
  escape: 'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000',
};
const FEATURES: Readonly<Record<Feature, (name: string) => string>> = {
  continuousTrigger: () => 'Spark’s continuous trigger. It runs processingTime, once and availableNow',
  realTimeTrigger: () => 'Spark’s real-time mode. It runs processingTime, once and availableNow',
  crash: () => 'crashes yet. Remove this entry to run without a crash',
  dropDuplicates: (name) => `the step ${name} yet. A groupBy on the same columns shows each once`,
  join: () => 'joins yet. It runs queries over one source',
  union: () => 'unions yet. It runs queries over one source',
  windowOverText: (name) =>
    `windows over text yet (Spark would cast each value). Make the column ${name} a timestamp in \`columns\``,
  secondWatermark: () => 'a second watermark in one query. Keep one',
  secondStateful: () => 'a second step with state in one query yet. Keep one groupBy or process',
  decimalAggregate: (name) => `aggregates of decimals yet (${name}). Write cast(… as double) around the value`,
  distinctAggregate: (name) => `${name}: of distinct values it only takes the count. Write count(distinct …)`,
  flinkJoinType: (name) => `a ${name} join on flink, whose interval join is inner. Make it inner, or run it on spark`,
  flinkJoinBounds: () =>
    'a join on flink whose condition does not bound one event time by the other on both sides. Write … between … and … over the watermark’s columns, or run it on spark',
  flinkWatermarkPlace: () =>
    'a watermark on flink that is not directly after its source. Move it before the union, join or groupBy, and write one for each source',
  flinkWindowColumn: (name) =>
    `a window over ${name} on flink: its windows use the time of the watermark step. Put the window and the watermark on the same column`,
  flinkChain: (name) => `${name} after another step with state on flink. On spark it does`,
  kafkaSemiJoin: (name) => `a ${name} join on kafkaStreams, which has inner, left and outer joins. On spark it does`,
  kafkaRightOuter: () =>
    'a rightOuter join on kafkaStreams, which has none. Swap the two sides and make it leftOuter, or run it on spark',
  kafkaJoinCondition: () =>
    'this join on kafkaStreams: it needs equal keys, and one side’s time between two bounds of the other’s. Write a = b and … between … and … over the watermarks’ columns, or run it on spark',
  kafkaCopartition: () =>
    'a join on kafkaStreams of topics with different numbers of partitions, which it refuses to start. Give both sources the same `partitions`',
  kafkaRepartition: (name) =>
    `${name} after another step with state on kafkaStreams, which would write to a repartition topic. On spark it does`,
  kafkaSourceTwice: (name) => `a query on kafkaStreams that reads ${name} twice. On spark it does`,
  kafkaWatermarkPlace: () =>
    'a watermark on kafkaStreams that is not directly after its source, where timestamps are read. Move it before the union, join or groupBy, and write one for each source',
  kafkaWindowColumn: (name) =>
    `a window over ${name} on kafkaStreams: its windows use the timestamp, which is the watermark’s column. Put the window and the watermark on the same column`,
  kafkaWindowStart: () =>
    'windows with a `start` on kafkaStreams: its windows begin on whole multiples of the slide since 1970, in UTC. Remove `start`, or run it on spark or flink',
  kafkaFinalWithoutWindow: (name) =>
    `${name} on kafkaStreams for a query without a window: nothing there is ever final. Remove \`emit\``,
  kafkaStepsBehindTombstones: () =>
    'steps after a session on kafkaStreams while it sends updates, which take earlier results back. Move them before the groupBy, or set `emit` to suppress or onWindowClose',
};
const WANTED = { number: 'long or double', text: 'text', mapKey: 'anything but double' } as const;
const USES = { watermark: 'a watermark', window: 'a window', eventTime: 'the event time' } as const;
const EMPTY = {
  columns: 'name at least one column',
  aggregates: 'name at least one aggregate, for example { "n": "count(*)" }',
  keys: 'name at least one column',
  values: 'give at least one value',
} as const;

const NOT_EXPORTED: Readonly<Record<NotExported, (name: string) => string>> = {
  crashLosesCheckpoint: () =>
    'without its checkpoint a new query reads the files of all batches at once, each as a partition of its own. Remove "checkpoint": "lost", or this entry',
  crashOfOneRun: () =>
    'a query that reads what is there and ends would already find the rows of a later start. Give it a processing-time trigger, or remove this entry',
  crashBeforeNoDataBatch: () =>
    'Spark would run the no-data batch that is due before the script can stop it. Make it crash in a batch instead (after "sink-written"), or remove this entry',
  crashOfJob: () =>
    'the exported replay does not die. Remove this entry; the exported program itself can be killed on a cluster and started again',
  javaExpression: (name) =>
    `${name} is not written in Java here. Compute it without ${name}, or export to pyspark, which takes every expression`,
  watermarkBehindStep: (name) =>
    `after another step Flink makes one watermark for all partitions of ${name}, not one for each. Write the watermark step first, directly after the source`,
  sqlProcess: (name) =>
    `SQL cannot express ${name}, a function of its own with state and timers; on Flink it is written in Java. Remove the step to export the rest`,
  sqlDedupForgets: (name) =>
    `${name} by event time forgets keys and drops late rows, and SQL’s deduplication (ROW_NUMBER) does neither. Use dropDuplicates over columns without the event time`,
  sqlFilterFirst: (name) =>
    `in SQL the watermark of ${name} belongs to the table, before any filter; here a filter comes before it and keeps rows from it. Write the watermark step first`,
  sqlChain: (name) => `${name} after another step with state is not written in SQL here. Export to flink`,
  sqlHop: (name) =>
    `SQL’s HOP takes a size that is a whole multiple of ${name}. Choose one that divides the size, or export to flink`,
  sqlLateness: (name) =>
    `SQL emits each window once and drops what arrives later: it has no ${name}. Remove it, or export to flink`,
  sqlLateRace: (name) =>
    `the script reads its sources in parallel, and a row is late by ${name} here: whether it counts would be chance. Use --source kafka, or export to flink, whose replay keeps the order`,
  sqlReplay: (name) =>
    `the script reads its rows from files as fast as it can, and in this run ${name} decides the results. Use --source kafka, or export to flink, whose replay has a clock`,
  sqlExpression: (name) =>
    `${name} means something else in Flink SQL, or does not exist there. Write the query without it, or export to flink`,
  rowSource: (name) =>
    `a Java project reads the arrivals or Kafka, not ${name}; it includes both. Write --source arrivals, or omit the option`,
  rateEnds: (name) =>
    `rows are generated as time passes, and ${name} reads only what is there when it starts: nothing. Give it a processing-time trigger, or write it with --source kafka or files`,
  processingTime: (name) =>
    `${name} uses processing time here, and these rows are replayed in seconds. Export it over Kafka instead (--source kafka; files and rate work too): there it runs in real time`,
};

const WAYS_OUT: Readonly<Record<WayOut, string>> = {
  addWatermark: 'Write a watermark step before the groupBy, or choose update or complete.',
  groupByEventTime: 'Group by a window over the watermark’s column, or choose update or complete.',
  appendOrUpdate: 'Choose append or update.',
  appendOrComplete: 'Choose append or complete.',
  append: 'Choose append: an operator after another one needs answers that are final.',
  appendHere: 'Choose append.',
  addKey: 'Name at least one key in the groupBy.',
  boundJoin:
    'Put a watermark on both sides, and put a range between their event times, or an equality of them, into `on`.',
  joinKey: 'Put an equality between a column of each side into `on`, such as a = b.',
  addWatermarkHere: 'Write a watermark step before this one.',
  makeGapPositive: 'Make the gap longer than zero.',
  widenJoinBounds: 'Set the upper bound at or after the lower one.',
};

const LOOP_STEPS: Readonly<Record<FaultParams['loopStep']['step'], string>> = {
  join: 'a join, whose other side may have arrived earlier',
  union: 'a union',
  dropDuplicates: 'dropDuplicates, which must know what came before',
  process: 'process, whose state must be kept',
  secondGroupBy: 'a groupBy after another one',
};

/** What is wrong with a file or a setting: verdict, value, way out. A sentence follows the path and a colon. */
export const faults = {
  notJson: (p) =>
    `line ${p.line}, column ${p.column}: this is not JSON. Found ${p.found === '' ? 'the end of the text' : p.found}, expected ${JSON_PARTS[p.expected]}.`,
  tooLarge: (p) =>
    `the file has ${p.bytes === null ? `more than ${size(p.limit)}` : size(p.bytes)}; Arus reads up to ${size(p.limit)}. Take fewer rows, or let \`generate\` make them.`,
  notText: () => 'this is not text in UTF-8. Save it as UTF-8.',
  emptyFile: () => 'the file is empty. Choose one that holds a scenario or a table.',
  notArus: (p) => `expected "arus/1", got ${p.value}. That is the format that this version reads.`,
  unknownField: (p) =>
    p.suggestion === null
      ? `there is no field ${p.field} here${p.elsewhere ? `: it is a setting of ${and(p.elsewhere)}` : ''}. ${known(p.known, 'There is none.')}`
      : `there is no field ${p.field} here.${meant(p.suggestion)}`,
  missingField: (p) => `${p.field} is missing. Write it here.`,
  noneOfShapes: (p) => `expected an object with ${or(p.known)}, got ${p.value}.`,
  wrongType: (p) => `expected ${KINDS[p.expected]}, got ${p.value}.`,
  wrongValue: (p) =>
    `expected ${TYPES[p.type][0]}, got ${p.value}. Write it like ${TYPES[p.type][1]}, or null if there is no value.`,
  inexactLong: (p) => `${p.value} is beyond what a JSON number holds exactly. Write its digits in double quotes.`,
  notOneOf: (p) => `expected ${or(p.allowed)}, got ${p.value}.${meant(p.suggestion)}`,
  outOfRange: (p) =>
    p.most === null
      ? `expected at least ${number(p.least, 'en', 6)}, got ${p.value}.`
      : `expected ${number(p.least, 'en', 6)} to ${number(p.most, 'en', 6)}, got ${p.value}.`,
  emptyList: (p) => `this is empty: ${EMPTY[p.expected]}.`,
  notKeyColumn: (p) =>
    `${p.column} is a ${p.type} column; keys are for string and long. Say what it holds under \`values\`.`,
  notRange: (p) =>
    p.type === 'double' || p.type === 'long'
      ? `expected the smallest and the largest value of a ${p.type}, got ${p.value}. Write it like [0, 100].`
      : `\`between\` is for long and double, this column is a ${p.type}. Use \`oneOf\`.`,
  unknownSource: (p) =>
    `there is no source ${p.source}.${meant(p.suggestion) || ` ${known(p.known, 'Write one under `sources`.')}`}`,
  unknownColumn: (p) =>
    `there is no column ${p.column} here.${meant(p.suggestion) || ` ${known(p.known, 'There is none.')}`}`,
  notTimeColumn: (p) =>
    `${USES[p.use]} needs a timestamp column, and ${p.column} is a ${p.type}${p.use === 'watermark' ? ' (Spark: EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE)' : ''}. ${p.candidates.length > 0 ? `Use ${or(p.candidates)}.` : 'Give the source a timestamp column.'}`,
  notTime: (p) => `expected a time, got ${p.value}. Write it with its offset, like "2026-03-02T14:00:40Z".`,
  timeWithoutOffset: (p) =>
    `${p.value} has no offset, so it is not a definite instant. Add Z (UTC) or an offset like +07:00 at the end.`,
  noSuchTime: (p) => `there is no such day or time: ${p.value}.`,
  timeTooFine: (p) => `${p.value} is finer than a millisecond. Keep three digits after the second.`,
  timeTooFar: (p) => `${p.value} is more than 285 years from 1970. Use a nearer time.`,
  notDate: (p) => `expected a calendar date, got ${p.value}. Write it like "2026-03-02".`,
  backfillWithoutDay: (p) =>
    ({
      noEventTime: `${p.day} cannot be run again: nothing says on which day a row happened. Group by a window, or add a watermark step.`,
      noWindow: `${p.day} cannot be run again: its figures are totals over all days, and one day’s rows would replace them. Group by a window.`,
      session: `${p.day} cannot be run again: a session that crosses midnight would be cut in two. Group by a tumbling or a sliding window.`,
    })[p.why],
  backfillEmptyDay: (p) =>
    p.first === null
      ? `${p.day} cannot be run again: no row has a date. Give the sources rows, or remove this backfill.`
      : `${p.day} cannot be run again: no row happened on it. Rows happened ${p.first === p.last ? `on ${p.first}` : `from ${p.first} to ${p.last}`}: name such a day.`,
  backfillTooEarly: (p) =>
    `${p.day} cannot be run again at ${p.at}: it ends at ${p.ends}, and an earlier run would answer for only part of it. Run it then or later.`,
  backfillTooLate: (p) =>
    `${p.day} cannot be run again at ${p.at}: the run ends at ${p.until}. Set \`until\` later, or run it earlier.`,
  notTimeOfDay: (p) => `expected a time of day, got ${p.value}. Write it like "23:59:00".`,
  notTimeZone: (p) =>
    `there is no time zone ${p.value}. Write its name in the IANA database, like "Asia/Jakarta" or "UTC".`,
  notDuration: (p) => `expected a length of time, got ${p.value}. Write it like "5 minutes" or "1 hour 30 minutes".`,
  negativeDuration: (p) => `${p.value} is negative. Write a length of time that is not negative.`,
  notAboveZero: (p) => `${p.value} is negative. Write a length of time above zero.`,
  zeroDuration: (p) => `${p.value} is zero. Write a length of time above zero.`,
  monthDuration: (p) => `${p.value}: a month has no fixed length, so Spark refuses it here. Write days.`,
  monthGap: (p) => `${p.value}: a month has no fixed length, and Arus runs sessions with a fixed gap only. Write days.`,
  slideTooLarge: (p) =>
    `the slide (${p.slide}) is larger than the size (${p.size}): rows would fall between windows, and Spark refuses it. Make it ${p.size} or less.`,
  startTooLarge: (p) =>
    `the start (${p.start}) must be smaller than the slide (${p.slide}). Windows repeat every ${p.slide} anyway.`,
  noSuchCrashPoint: (p) => `${p.engine} cannot crash after ${p.value}. Its crash points are ${and(p.allowed)}.`,
  noSuchBatch: (p) =>
    p.last === null
      ? `there is no ${p.step} ${p.batchId} to crash in: there was no ${p.step} at all. Give the sources rows, or remove this crash.`
      : `there is no ${p.step} ${p.batchId} to crash in: there ${p.last === 0 ? `is one, 0` : `are ${p.step === 'run' ? 'runs' : 'batches'} 0 to ${p.last}`}. Name one of them, or a processing time with \`at\`.`,
  noSuchCheckpoint: (p) =>
    p.last === 0
      ? `there is no checkpoint ${p.checkpoint} to crash at: none is taken in this run. Give the sources rows that arrive later, or remove this crash.`
      : p.checkpoint > p.last
        ? `there is no checkpoint ${p.checkpoint} to crash at: the run has ${p.last === 1 ? 'one, 1' : `1 to ${p.last}`}. Name one of them, or a processing time with \`at\`.`
        : `checkpoint ${p.checkpoint} never gets as far as ${p.after}: another crash comes before. Name another one of 1 to ${p.last}.`,
  noCheckpointBehind: (p) =>
    `no checkpoint that holds arrival ${p.arrival} gets as far as ${p.after}. Name an earlier arrival, or set \`until\` later.`,
  pointWithout: (p) =>
    p.without === 'checkpoints'
      ? `the job never gets to ${p.after}: it takes no checkpoints. Set checkpointInterval of flink, or crash after row.`
      : `the job never gets to ${p.after}: its sink has no transactions. Set sink of flink to transactional, or crash after checkpoint-completed.`,
  tooManyCheckpoints: (p) =>
    `${number(p.checkpoints, 'en')} checkpoints are more than the ${number(p.limit, 'en')} that Arus runs. Make checkpointInterval longer.`,
  noSuchCommit: (p) =>
    p.last === 0
      ? `there is no commit ${p.commit} to crash at: nothing is committed in this run. Give the sources rows, or remove this crash.`
      : p.commit > p.last || p.commit === 0
        ? `there is no commit ${p.commit} to crash at: the run has ${p.last === 1 ? 'one, 1' : `1 to ${p.last}`}. Name one of them, or a processing time with \`at\`.`
        : `commit ${p.commit} never gets as far as ${p.after}: another crash comes before. Name another one of 1 to ${p.last}.`,
  noCommitBehind: (p) =>
    `no commit that holds arrival ${p.arrival} gets as far as ${p.after}. Name an earlier arrival, or set \`until\` later.`,
  arrivalNotRead: (p) =>
    p.last === null
      ? `arrival ${p.arrival} is never read: none is. Remove this crash.`
      : `arrival ${p.arrival} is ${p.step === 'record' ? 'never read' : `read by no ${p.step}`}: arrivals count from 0, and ${p.last} is the last that is read. Name one up to ${p.last}.`,
  notRunningThen: (p) =>
    ({
      notYet: `${p.engine} cannot crash at ${p.at}: it starts at ${p.since}. Choose a later time.`,
      ended: `${p.engine} cannot crash at ${p.at}: it ended at ${p.since}. Choose an earlier time.`,
      down: `${p.engine} cannot crash at ${p.at}: it has been down since ${p.since}, after another crash. Choose a time when it is back.`,
    })[p.why],
  partitionOutOfRange: (p) =>
    p.partitions === 1
      ? `there is no partition ${p.partition}: the source has one, 0. Say how many under \`partitions\`.`
      : `there is no partition ${p.partition}: the source has ${p.partitions}, 0 to ${p.partitions - 1}.`,
  notModelled: (p) => `Arus does not run ${FEATURES[p.feature](p.name)}.`,
  refused: (p) => `${p.engine} refuses this: ${p.message} [${p.condition}]${p.wayOut ? ` ${WAYS_OUT[p.wayOut]}` : ''}`,
  notCondition: (p) => `a filter must be true or false, and ${p.text} is a ${p.type}. Compare it with something.`,
  notNumber: (p) => `${p.function} needs a number, and ${p.text} is a ${p.type}.`,
  ambiguousColumn: (p) =>
    `both sides have a column ${p.column}. Give one of them another name with select before the join.`,
  unionWidths: (p) =>
    `one side has ${p.left} columns, the other ${p.right}. A union matches columns by position: select the same number on both.`,
  unionTypes: (p) =>
    `${p.left} is a ${p.leftType}, ${p.right} at the same place a ${p.rightType}. A union matches columns by position: make them one type with cast.`,
  functionColumn: (p) => {
    const use = p.candidates.length > 0 ? `Use ${or(p.candidates)}.` : 'Make one with select and cast.';
    return `${p.function} needs a column of ${WANTED[p.wanted]}, and ${p.column} is a ${p.type}. ${use}`;
  },
  columnTaken: (p) =>
    `${p.function} adds a column ${p.column}, and there is one already. Give that another name with select.`,
  endlessBatches: (p) =>
    `${p.function} follows the clock, so Spark runs a batch at every tick${p.trigger === 'zero' ? ', and at an interval of 0 one after another without end' : ', and availableNow never comes to an end'}. Write an interval, as in { "processingTime": "1 minute" }.`,
  tooManyTicks: (p) =>
    `${p.function} follows the clock, so Spark runs a batch at every tick: ${number(p.ticks, 'en')} here, and Arus runs up to ${number(p.limit, 'en')}. Make the interval longer.`,
  processWithoutWatermark: (p) => `${p.name} needs event time for its timers. Write a watermark step before it.`,
  loopWindow: (p) =>
    `a loop answers for the ${p.interval} that it has just read, and these windows (${p.size}) are not that stretch. Use a tumbling window of ${p.interval}, or set engines.batchLoop.interval to it.`,
  loopStep: (p) =>
    `a loop remembers nothing from run to run, so it cannot do ${LOOP_STEPS[p.step]}. Run it on a streaming engine, or on dailyBatch.`,
  loopWithoutEventTime: () =>
    'nothing in the query says which column the event time is. Group by a window, write a watermark step, or read by arrivalTime.',
  notExported: (p) => `this cannot be exported to ${p.target}: ${NOT_EXPORTED[p.what](p.name)}.`,
  moreFaults: (p) => `${number(p.more, 'en')} more faults are not listed. Fix these first.`,
} satisfies { readonly [C in Exclude<FaultCode, 'expression'>]: (params: FaultParams[C]) => string };
