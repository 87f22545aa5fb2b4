/**
 * The scenario file, `arus/1`: its one definition. Files are read by it (`read.ts`, `parse.ts`), its type is
 * `ScenarioFile`, and the JSON Schema is made of it (`schema.ts`). It holds the whole format, also what this version does
 * not run yet; `parse.ts` refuses that by name.
 *
 * In a choice between several shapes the first field of each shape tells them apart.
 */

import * as v from 'valibot';
import { CRASH_POINTS } from './crashPoints';
import { about, always, count, date, duration, flag, instant, text, timeOfDay, timeZone } from './fields';
import { PROCESS_FUNCTIONS } from './processFunctions';

const EXPRESSION = 'An expression of Spark SQL over the columns at this step.';

// Sources ------------------------------------------------------------------------------------------------------------

export const COLUMN_TYPES = ['string', 'boolean', 'long', 'double', 'timestamp'] as const;

const Columns = v.pipe(
  v.record(v.string(), v.picklist(COLUMN_TYPES)),
  about('Columns', 'Name and type of each column. Any value may be null.'),
);
const Partitions = v.pipe(
  v.number(),
  about('Partitions', 'How many partitions the source has. 1 if it is not said.'),
  v.integer(),
  v.minValue(1),
  v.maxValue(65_535),
);

const Value = v.union([v.string(), v.null(), v.boolean(), v.number()]);

const Arrival = v.strictObject({
  arrivesAt: instant('Arrives at', 'Processing time: when the row becomes readable in its partition.'),
  partition: v.optional(v.pipe(v.number(), about('Partition', 'Counted from 0. 0 if it is not said.'))),
  row: v.pipe(
    v.record(v.string(), Value),
    about(
      'Row',
      'A value for each column; a column that is missing is null. A timestamp is a text in ISO 8601 with an offset. A long beyond ±9007199254740992 is a text of digits, because JSON numbers are not exact there.',
    ),
  ),
});

const Generate = v.pipe(
  v.strictObject({
    rows: v.pipe(
      v.number(),
      about('Rows', 'How many rows are made.'),
      v.integer(),
      v.minValue(1),
      v.maxValue(10_000_000),
    ),
    seed: v.optional(
      v.pipe(v.number(), about('Seed', 'The same seed makes the same rows, everywhere.'), v.integer()),
      1,
    ),
    from: instant('From', 'Event time of the first row.'),
    rate: v.pipe(
      v.number(),
      about('Rate', 'How many rows happen in a second of event time.'),
      v.minValue(0.000_001),
      v.maxValue(1_000_000),
    ),
    eventTime: text('Event time', 'The timestamp column that says when a row happened.', 'eventTime'),
    disorder: v.optional(
      duration('Disorder', 'A row arrives up to so much after it happened; each delay is as likely.', { zero: true }),
      '0 seconds',
    ),
    stragglers: v.optional(
      v.strictObject({
        share: v.pipe(v.number(), about('Share', 'Of all rows, from 0 to 1.'), v.minValue(0), v.maxValue(1)),
        upTo: duration('Up to', 'A straggler arrives so much after the disorder at most.'),
      }),
    ),
    outages: v.optional(
      v.array(
        v.strictObject({
          from: instant('From', 'Begin of the outage, in processing time.'),
          for: duration('For', 'Rows that would arrive during the outage arrive when it is over.'),
        }),
      ),
    ),
    bursts: v.optional(
      v.array(
        v.strictObject({
          from: instant('From', 'Begin of the burst, in event time.'),
          for: duration('For', 'How long it lasts.'),
          times: count('Times', 'How many times as many rows happen during it.'),
        }),
      ),
    ),
    keys: v.optional(
      v.pipe(
        v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
        about('Keys', 'How many different values a string or long column has, each as likely. 10 if it is not said.', {
          driver: 50,
        }),
      ),
    ),
    values: v.optional(
      v.record(
        v.string(),
        v.union([
          v.strictObject({
            oneOf: v.pipe(v.array(Value), about('One of', 'Each as likely; twice in the list is twice as likely.')),
          }),
          v.strictObject({
            between: v.pipe(
              v.array(v.number()),
              about(
                'Between',
                'From the first to the second, both included: whole for a long, to two decimals for a double.',
                [0, 100],
              ),
            ),
          }),
        ]),
      ),
    ),
  }),
  about('Generate', 'Rows made by rule from a seed, so that a million of them fit in a link.'),
);

export type GenerateFile = v.InferInput<typeof Generate>;
export type GenerateSpec = v.InferOutput<typeof Generate>;
/** A file's `generate` with its defaults, its lengths and times in microseconds. @throws if it is none. */
export const generateSpec = (written: GenerateFile): GenerateSpec => v.parse(Generate, written);

/** `arrivals` is a parameter because a hundred thousand of them are read by a loop of their own (`arrivals.ts`). */
const source = <A extends v.GenericSchema>(arrivals: A) =>
  v.union([
    v.strictObject({ arrivals, columns: Columns, partitions: v.optional(Partitions, 1) }),
    v.strictObject({ generate: Generate, columns: Columns, partitions: v.optional(Partitions, 1) }),
  ]);

// The query ----------------------------------------------------------------------------------------------------------

const On = text('On', 'The timestamp column.', 'eventTime');
const Window = v.union([
  v.strictObject({
    size: duration('Size', 'Length of a window.'),
    on: On,
    slide: v.optional(duration('Slide', 'From the start of one window to the next. A tumbling window has none.')),
    start: v.optional(
      duration(
        'Start',
        'Windows start at this offset from whole multiples of the slide since 1970 in UTC. A day in Jakarta needs `17 hours`.',
        {
          zero: true,
          negative: true,
        },
      ),
      '0 seconds',
    ),
  }),
  v.strictObject({
    gap: duration(
      'Gap',
      'A session ends when nothing has happened for so long. Without a gap no row is in a session.',
      {
        zero: true,
        negative: true,
        months: 'monthGap',
      },
    ),
    on: On,
  }),
]);

export interface QueryFile {
  from: string;
  steps?: unknown[];
}
/** A query inside a step (join, union) is a query again. */
const Inner: v.GenericSchema<QueryFile> = v.lazy(() => Query as unknown as v.GenericSchema<QueryFile>);

export const Step = v.union([
  v.strictObject({
    filter: text('Filter', `Keeps the rows for which it is true. ${EXPRESSION}`, "action = 'buy' and amount > 10"),
  }),
  v.strictObject({
    select: v.pipe(
      v.record(v.string(), v.string()),
      about('Select', `The new columns. ${EXPRESSION}`, { amountK: 'amount / 1000' }),
    ),
  }),
  v.strictObject({
    watermark: text('Watermark', 'The timestamp column that says when a row happened.', 'eventTime'),
    delay: duration('Delay', 'How long to wait for rows that are late. A month counts 31 days, as in Spark.', {
      zero: true,
      months: true,
    }),
  }),
  v.strictObject({
    groupBy: v.pipe(
      v.strictObject({
        window: v.optional(Window),
        keys: v.optional(
          v.pipe(v.array(v.string()), about('Keys', 'Columns; one group for each combination of values.')),
          [],
        ),
      }),
      about('Group by', 'Without window and keys all rows are one group.'),
    ),
    aggregate: v.pipe(
      v.record(v.string(), v.string()),
      about('Aggregate', 'count, sum, avg, min, max, count(distinct …), approx_count_distinct.', { n: 'count(*)' }),
    ),
  }),
  v.strictObject({
    dropDuplicates: v.pipe(v.array(v.string()), about('Drop duplicates', 'Columns that are the same in duplicates.')),
  }),
  v.strictObject({
    dropDuplicatesWithinWatermark: v.pipe(
      v.array(v.string()),
      about('Drop duplicates within the watermark', 'Columns that are the same in duplicates.'),
    ),
  }),
  v.strictObject({
    join: v.strictObject({
      with: Inner,
      type: v.optional(v.picklist(['inner', 'leftOuter', 'rightOuter', 'fullOuter', 'leftSemi']), 'inner'),
      on: text('On', EXPRESSION, "adId = clickAdId and clickTime between adTime and adTime + interval '1 hour'"),
    }),
  }),
  v.strictObject({ union: Inner }),
  v.strictObject({
    process: text(
      'Process',
      `A named function with state and timers: ${PROCESS_FUNCTIONS.join(', ')}.`,
      'velocityCheck',
    ),
    keys: v.pipe(
      v.array(v.string()),
      about('Keys', 'Columns; the function has a state for each combination of values.'),
    ),
    parameters: v.optional(
      v.pipe(
        v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
        about('Parameters', 'As the function defines them.', { within: '8 hours' }),
      ),
      {},
    ),
  }),
]);
export type StepFile = v.InferInput<typeof Step>;
export type StepSpec = v.InferOutput<typeof Step>;

const From = text('From', 'Name of a source.');
const Query = v.strictObject({ from: From, steps: v.optional(v.array(Step), []) });

// Engines ------------------------------------------------------------------------------------------------------------

const Sink = v.pipe(
  v.picklist(['append', 'idempotent', 'transactional']),
  about(
    'Sink',
    'append writes what it is given, twice if asked twice; idempotent overwrites by batch and key (row by row: by key); transactional commits with the batch (Flink: with the checkpoint).',
  ),
);

const Spark = v.strictObject({
  trigger: v.optional(
    v.union([
      v.strictObject({
        processingTime: duration(
          'Processing time',
          'A tick at every whole multiple since 1970; 0 seconds: as soon as the last batch ends.',
          {
            zero: true,
          },
        ),
      }),
      v.strictObject({ once: always('Once', 'One batch with everything there is.') }),
      v.strictObject({
        availableNow: always('Available now', 'Batches until everything that was there at the start is read.'),
      }),
      v.strictObject({ continuous: v.pipe(v.unknown(), about('Continuous', 'Known, and not modelled.')) }),
      v.strictObject({ realTime: v.pipe(v.unknown(), about('Real time', 'Known, and not modelled.')) }),
    ]),
  ),
  outputMode: v.optional(
    v.pipe(v.picklist(['append', 'update', 'complete']), about('Output mode', 'append if it is not said.')),
  ),
  sink: v.optional(Sink),
  noDataBatches: v.optional(
    flag('No-data batches', 'A batch without rows when the watermark has moved. True if it is not said.'),
  ),
  maxRowsPerBatch: v.optional(count('Rows per batch', 'At most so many rows of each source in a batch.')),
  multipleWatermarkPolicy: v.optional(
    v.pipe(v.picklist(['min', 'max']), about('Policy', 'Which of several watermarks counts. min if it is not said.')),
  ),
  batchTime: v.optional(
    v.pipe(
      v.strictObject({
        fixed: v.optional(duration('Fixed', 'For each batch.', { zero: true }), '0 seconds'),
        perRow: v.optional(duration('Per row', 'For each row read.', { zero: true }), '0 seconds'),
      }),
      about('Batch time', 'How long a batch takes: a model, not a measurement.'),
    ),
  ),
  startAt: v.optional(
    instant(
      'Start at',
      'When the query starts. If it is not said it has been running, idle, since before the first arrival.',
    ),
  ),
});
export type SparkSpec = v.InferOutput<typeof Spark>;

const Flink = v.strictObject({
  watermarkInterval: v.optional(
    duration('Watermark interval', '200 milliseconds if it is not said; 0: after every row.', { zero: true }),
  ),
  allowedLateness: v.optional(
    duration('Allowed lateness', 'How long a window is kept after it fired.', { zero: true }),
  ),
  idleTimeout: v.optional(
    duration('Idle timeout', 'A partition that is silent for so long holds the watermark no more.'),
  ),
  checkpointInterval: v.optional(
    duration(
      'Checkpoint interval',
      'A checkpoint at every whole multiple since 1970. None is taken if it is not said.',
    ),
  ),
  barrierTravel: v.optional(
    duration(
      'Barrier travel',
      'How much later the barrier of each next partition arrives than that of the one before: a model, not a measurement.',
      { zero: true },
    ),
  ),
  sink: v.optional(Sink),
});

const KafkaStreams = v.strictObject({
  grace: v.optional(
    duration('Grace', "How late a row may be. The watermark's delay if it is not said.", { zero: true }),
  ),
  emit: v.optional(v.picklist(['onUpdate', 'onWindowClose', 'suppress'])),
  commitInterval: v.optional(duration('Commit interval', 'From one commit to the next.', { zero: true })),
  processingGuarantee: v.optional(v.picklist(['at_least_once', 'exactly_once_v2'])),
  sink: v.optional(Sink),
});

const BatchLoop = v.strictObject({
  interval: v.optional(
    duration('Interval', 'How long it sleeps and how far back it reads. 5 minutes if it is not said.'),
  ),
  readBy: v.optional(
    v.pipe(v.picklist(['arrivalTime', 'eventTime']), about('Read by', 'arrivalTime if it is not said.')),
  ),
  boundary: v.optional(
    v.pipe(
      v.picklist(['closed', 'open', 'halfOpen']),
      about(
        'Boundary',
        'Which ends of the stretch it reads belong to it: both, none, or the first (if it is not said).',
      ),
    ),
  ),
  drift: v.optional(flag('Drift', 'The sleep follows the work, so that runs slip. True if it is not said.')),
  workTime: v.optional(
    duration('Work time', '30 seconds if it is not said and the loop drifts; no time at all if it does not drift.', {
      zero: true,
    }),
  ),
  remember: v.optional(v.picklist(['nothing', 'lastReadBeforeWrite', 'lastReadAfterWrite'])),
  sink: v.optional(Sink),
});

const DailyBatch = v.strictObject({
  at: v.optional(timeOfDay('At', 'Local time of a run. 23:59:00 if it is not said.')),
  timeZone: v.optional(timeZone('Time zone', "Where `at` is read. The scenario's if it is not said.")),
  every: v.optional(duration('Every', '1 day if it is not said.')),
  sink: v.optional(Sink),
  backfill: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          day: date('Day', "Local date in the job's zone: rows that happened on it are read again."),
          at: instant('At', 'When it runs: it reads what has arrived by then. Not before the day is over.'),
        }),
      ),
      about('Backfill', 'Days that are run again. Each run takes the place of what was said of its day.'),
    ),
  ),
});

/** Settings of each engine; `engines` names only what differs from that engine's defaults. */
export const EngineSchemas = {
  spark: Spark,
  flink: Flink,
  kafkaStreams: KafkaStreams,
  batchLoop: BatchLoop,
  dailyBatch: DailyBatch,
} as const;
const Engines = v.strictObject({
  spark: v.optional(Spark),
  flink: v.optional(Flink),
  kafkaStreams: v.optional(KafkaStreams),
  batchLoop: v.optional(BatchLoop),
  dailyBatch: v.optional(DailyBatch),
});

export { CRASH_POINTS } from './crashPoints';

const ENGINES = ['spark', 'flink', 'kafkaStreams', 'batchLoop', 'dailyBatch'] as const;

const whole = (title: string, description: string) =>
  v.pipe(
    v.number(),
    v.metadata({ title, description }),
    v.integer(),
    v.minValue(0),
    v.maxValue(Number.MAX_SAFE_INTEGER),
  );
const After = v.optional(
  v.pipe(
    v.picklist([...new Set(Object.values(CRASH_POINTS).flat())] as [string, ...string[]]),
    about('After', 'What the engine has just done. Each engine has points of its own.'),
  ),
);

export const CrashSchema = v.strictObject({
  engine: v.pipe(v.picklist(ENGINES), about('Engine', 'Which engine crashes.')),
  crash: v.union([
    v.strictObject({ batchId: whole('Batch', 'The batch in which it crashes.'), after: After }),
    v.strictObject({
      arrival: whole(
        'Arrival',
        'The arrival at which it crashes, counted from 0 over all sources in order of arrival.',
      ),
      after: After,
    }),
    v.strictObject({
      checkpoint: whole('Checkpoint', 'Flink: the checkpoint at which it crashes, counted from 1.'),
      after: After,
    }),
    v.strictObject({
      commit: whole('Commit', 'Kafka Streams: the commit at which it crashes, counted from 1.'),
      after: After,
    }),
    v.strictObject({ at: instant('At', 'The processing time at which it crashes, whatever it does then.') }),
  ]),
  restartAfter: v.optional(
    duration('Restart after', 'From the crash to the restart. 30 seconds if it is not said.', { zero: true }),
    '30 seconds',
  ),
  checkpoint: v.optional(
    v.pipe(
      v.picklist(['kept', 'lost']),
      about(
        'Checkpoint',
        'Whether it survives. kept if it is not said; without it the engine starts anew, from the earliest rows.',
      ),
    ),
    'kept',
  ),
});
export type CrashSpec = v.InferOutput<typeof CrashSchema>;

// The file -----------------------------------------------------------------------------------------------------------

const Title = v.union([
  text('Title', 'The same in both languages.'),
  v.strictObject({
    en: v.optional(text('English', 'The title in English.')),
    id: v.optional(text('Bahasa Indonesia', 'The title in Indonesian.')),
  }),
]);

/** `sources`, `query`, `engines`, `faults` are parameters because `parse.ts` reads each part by itself. */
const file = <
  S extends v.GenericSchema,
  Q extends v.GenericSchema,
  E extends v.GenericSchema,
  F extends v.GenericSchema,
>(
  sources: S,
  query: Q,
  engines: E,
  faults: F,
) =>
  v.strictObject({
    format: v.pipe(v.literal('arus/1'), about('Format', 'Which format the file has.')),
    $schema: v.optional(
      v.pipe(v.string(), about('Schema', 'Where the JSON Schema is, for editors. Arus does not read it.')),
    ),
    name: v.optional(text('Name', 'A short name, for links and files.', 'tunnel'), 'scenario'),
    title: v.optional(Title),
    timeZone: v.optional(timeZone('Time zone', 'In which a person reads the times. UTC if it is not said.'), 'UTC'),
    sources,
    query,
    engines: v.optional(engines),
    faults: v.optional(faults),
    until: v.optional(
      instant('Until', 'The last instant that a run sees. If it is not said: until no engine has work left.'),
    ),
  });

/** The file with everything in it. */
export const ScenarioFileSchema = file(
  v.pipe(
    v.record(v.string(), source(v.pipe(v.array(Arrival), about('Arrivals', 'In any order.')))),
    about('Sources', 'By name.'),
  ),
  v.pipe(Query, about('Query', 'A source, and what is done with its rows, step by step.')),
  v.pipe(Engines, about('Engines', "What differs from each engine's defaults.")),
  v.pipe(v.array(CrashSchema), about('Faults', 'Crashes.')),
);
/** What a scenario file holds, as it is written. */
export type ScenarioFile = v.InferInput<typeof ScenarioFileSchema>;

/** The parts of a file that `parse.ts` reads one after the other. */
export const Outline = file(
  v.record(v.string(), v.unknown()),
  v.strictObject({ from: From, steps: v.optional(v.array(v.unknown()), []) }),
  v.strictObject({
    spark: v.optional(v.unknown()),
    flink: v.optional(v.unknown()),
    kafkaStreams: v.optional(v.unknown()),
    batchLoop: v.optional(v.unknown()),
    dailyBatch: v.optional(v.unknown()),
  }),
  v.array(v.unknown()),
);
export const SourceOutline = source(v.unknown());
