/**
 * A scenario as the engines read it: validated, durations parsed, arrivals in columns. It is plain data (typed arrays,
 * no functions), immutable by convention, and can be posted to a worker as it is. An edit makes a new scenario that
 * shares what did not change.
 *
 * The file form (JSON, `arus/1`) is `ScenarioFile` in `file.ts`; `parse.ts` goes from file to scenario with every
 * fault listed, `write.ts` goes back.
 */
import type { Duration, ProcessingTime } from '../time';
import type { Table } from '../values';
import type { CRASH_POINTS, GenerateFile } from './file';
import type { ProcessFunction } from './processFunctions';

/** A text in both languages of the app. */
export interface BothLanguages {
  readonly en: string;
  readonly id: string;
}

export interface Scenario {
  readonly name: string;
  readonly title: BothLanguages;
  /** IANA zone in which a person reads times; never the browser's. Default `UTC`. */
  readonly timeZone: string;
  /** In the order of the file. */
  readonly sources: readonly Source[];
  readonly query: Query;
  readonly engines: EngineSettings;
  /** Which engines the file names; others run on their defaults. */
  readonly named: readonly EngineName[];
  /** Last instant (inclusive) that the run sees; null: until no engine has work left. */
  readonly until: ProcessingTime | null;
  /** Crashes, in the order of the file. */
  readonly crashes?: readonly Crash[];
  /** What the file says about engines that this version does not run, as it says it; writing gives it back. */
  readonly carried?: {
    readonly engines: Readonly<Partial<Record<EngineName, unknown>>>;
  };
}

export interface Source {
  readonly name: string;
  readonly partitions: number;
  /** One row of the table for each entry of `arrivals` in the file, in the file's order: a row's identity. */
  readonly rows: Table;
  /** When each row becomes readable (processing time, microseconds). */
  readonly arrivesAt: Float64Array;
  /** Partition of each row; absent when there is only one. */
  readonly partition?: Uint16Array;
  /** The file's `generate`, while its rows are as it made them; writing gives it back instead of the rows. */
  readonly generate?: GenerateFile;
}

export interface Query {
  /** Name of a source. */
  readonly from: string;
  readonly steps: readonly Step[];
}

/** Expressions stay text here; `query/logical.ts` compiles them. */
export type Step =
  | { readonly kind: 'filter'; readonly condition: string }
  | { readonly kind: 'select'; readonly columns: readonly { readonly name: string; readonly expression: string }[] }
  | { readonly kind: 'watermark'; readonly column: string; readonly delay: Duration }
  | {
      readonly kind: 'aggregate';
      readonly window: WindowSpec | SessionSpec | null;
      readonly keys: readonly string[];
      readonly aggregates: readonly { readonly name: string; readonly expression: string }[];
    }
  | {
      readonly kind: 'dropDuplicates';
      /** Empty: all columns. */
      readonly columns: readonly string[];
      /** `dropDuplicatesWithinWatermark`. */
      readonly withinWatermark: boolean;
    }
  | { readonly kind: 'join'; readonly with: Query; readonly type: JoinType; readonly on: string }
  | { readonly kind: 'union'; readonly with: Query }
  | {
      readonly kind: 'process';
      readonly function: ProcessFunction;
      readonly keys: readonly string[];
      /** As the file has them; `processFunctions.ts` reads them. */
      readonly parameters: Readonly<Record<string, string | number | boolean>>;
    };

export type JoinType = 'inner' | 'leftOuter' | 'rightOuter' | 'fullOuter' | 'leftSemi';

/** A tumbling window has `slide` equal to `size`. All in microseconds; windows start at `start + k * slide` in UTC. */
export interface WindowSpec {
  readonly on: string;
  readonly size: Duration;
  readonly slide: Duration;
  readonly start: Duration;
}

/** Sessions that end `gap` after their last row. */
export interface SessionSpec {
  readonly on: string;
  readonly gap: Duration;
}

export type EngineName = 'spark' | 'flink' | 'kafkaStreams' | 'batchLoop' | 'dailyBatch';
export type OutputMode = 'append' | 'update' | 'complete';
export type SinkKind = 'append' | 'idempotent' | 'transactional';

export interface EngineSettings {
  readonly spark: SparkSettings;
  readonly batchLoop: BatchLoopSettings;
  readonly flink: FlinkSettings;
  readonly kafkaStreams: KafkaStreamsSettings;
  readonly dailyBatch: DailyBatchSettings;
}

export type SparkTrigger =
  | { readonly kind: 'processingTime'; readonly interval: Duration }
  | { readonly kind: 'once' }
  | { readonly kind: 'availableNow' };

/** What Structured Streaming has just done when it dies; in this order within a batch. */
export type SparkCrashPoint = (typeof CRASH_POINTS)['spark'][number];
/** What a Flink job has just done when it dies. */
export type FlinkCrashPoint = (typeof CRASH_POINTS)['flink'][number];
/** What a Kafka Streams process has just done when it dies. */
export type KafkaCrashPoint = (typeof CRASH_POINTS)['kafkaStreams'][number];
/** The same of any engine. */
export type CrashPoint = (typeof CRASH_POINTS)[EngineName][number];

/** A crash that is to come: once, in the first batch that it is about. */
export interface Crash {
  readonly engine: EngineName;
  readonly where: /** The batch with this id. */
    | { readonly kind: 'batch'; readonly batchId: number; readonly after: CrashPoint }
    /**
     * The batch that reads this arrival (counted from 0, in order of arrival, over all sources that the query reads).
     * After `rows-read` it is right behind this row. Flink: after `row` right behind this row; after another point, the
     * first checkpoint that holds it.
     */
    | { readonly kind: 'arrival'; readonly arrival: number; readonly after: CrashPoint }
    /** Flink: the checkpoint with this id; they count from 1. */
    | { readonly kind: 'checkpoint'; readonly checkpoint: number; readonly after: FlinkCrashPoint }
    /** Kafka Streams: the commit with this number; they count from 1. */
    | { readonly kind: 'commit'; readonly commit: number; readonly after: KafkaCrashPoint }
    /** A processing time: whatever the query does then. A batch that ends at this instant is done. */
    | { readonly kind: 'at'; readonly at: ProcessingTime };
  readonly restartAfter: Duration;
  /** Without its checkpoint the query starts anew: batch ids from 0, rows from the earliest offset, no state. */
  readonly checkpoint: 'kept' | 'lost';
  /** Place in the file's `faults`. */
  readonly place: number;
}

export interface SparkSettings {
  readonly trigger: SparkTrigger;
  readonly outputMode: OutputMode;
  readonly sink: SinkKind;
  readonly noDataBatches: boolean;
  readonly maxRowsPerBatch: number | null;
  readonly multipleWatermarkPolicy: 'min' | 'max';
  /** The cost model that turns work into processing time: a simplification, said where it shows. */
  readonly batchTime: { readonly fixed: Duration; readonly perRow: Duration };
  /** When the query starts; null: it has been running, idle, since before the first arrival. */
  readonly startAt: ProcessingTime | null;
}

/** All lengths in microseconds; Flink cuts off what is finer than a millisecond. */
export interface FlinkSettings {
  /** From one tick of the watermark's timer to the next; 0: a watermark after every row. */
  readonly watermarkInterval: Duration;
  /** How long a window is kept after it came out. */
  readonly allowedLateness: Duration;
  /** A partition without rows for longer holds the watermark no more; null: it does for ever. */
  readonly idleTimeout: Duration | null;
  /** From one checkpoint to the next; null: none is taken. */
  readonly checkpointInterval: Duration | null;
  /**
   * A barrier of the first partition arrives at once, and that of each next one so much later than the one before: a
   * model, so that one can see barriers travel and align. 0: they arrive together.
   */
  readonly barrierTravel: Duration;
  readonly sink: SinkKind;
}

/** When results of a window come out: each update, or the last one only (in two ways that the library has). */
export type KafkaEmit = 'onUpdate' | 'onWindowClose' | 'suppress';

/** All lengths in microseconds; Kafka Streams cuts off what is finer than a millisecond. */
export interface KafkaStreamsSettings {
  /** How long after its end a window takes rows; null: the delay of the watermark. */
  readonly grace: Duration | null;
  readonly emit: KafkaEmit;
  /** From one commit to the next; null: as the guarantee has it (30 seconds, or 100 milliseconds). */
  readonly commitInterval: Duration | null;
  readonly processingGuarantee: 'at_least_once' | 'exactly_once_v2';
  readonly sink: SinkKind;
}

/** A batch that runs `every` so often, once of these at the local time `at`, over everything that has arrived. */
export interface DailyBatchSettings {
  /** Local time of day, microseconds since local midnight. */
  readonly at: Duration;
  readonly timeZone: string;
  readonly every: Duration;
  readonly sink: SinkKind;
  /** Days that are run again, in the order of the file. */
  readonly backfill: readonly Backfill[];
}

/** A run of the nightly job over the rows of one day: its answers take the place of those that the day had. */
export interface Backfill {
  /** Local date in the job's zone, as `2026-03-02`: of when rows happened. */
  readonly day: string;
  /** When it runs. */
  readonly at: ProcessingTime;
}

/** Batch in a loop: read the newest stretch, process, write, sleep, and so for ever. */
export interface BatchLoopSettings {
  /** How long it sleeps, and how far back it reads. */
  readonly interval: Duration;
  /** Whether "the last five minutes" are those in which a row arrived, or those in which it happened. */
  readonly readBy: 'arrivalTime' | 'eventTime';
  /** Which ends of what it reads belong to it; half open: the first does, the last does not. */
  readonly boundary: 'closed' | 'open' | 'halfOpen';
  /** True: it sleeps for the interval after its work, so that runs slip. False: a run starts an interval after the last one did. */
  readonly drift: boolean;
  /** From reading to writing. If the file does not say it: 30 seconds where the loop drifts, else nothing. */
  readonly workTime: Duration;
  /** What it saves, and where: with a saved place it reads from there on instead of an interval back. */
  readonly remember: 'nothing' | 'lastReadBeforeWrite' | 'lastReadAfterWrite';
  readonly sink: SinkKind;
}
