/** The sentences that exported Java projects carry. Lengths of time are in microseconds. */
import type { ProcessFunction } from '../scenario/processFunctions';
import type { JoinType, KafkaEmit, SinkKind } from '../scenario/scenario';
import type { HelperWords } from './javaRows';
import type { StepWords } from './words';

/** What both libraries' projects say. */
export interface JavaWords {
  /** Under the title: what the project is. */
  readonly flink: (scenario: string) => string;
  readonly kafkaStreams: (scenario: string) => string;
  /** Above the commands of each way to run it. */
  readonly runReplay: string;
  readonly runCluster: string;
  readonly lines: (command: string) => string;
  readonly rows: (source: string) => string;
  readonly key: string;
  readonly windowRecord: string;
  readonly totals: string;
  readonly selected: string;
  readonly pair: string;
  readonly result: string;
  readonly json: string;
  readonly instants: string;
  readonly values: HelperWords;
  readonly provided: string;
  readonly testOnly: string;
  readonly testOnlyKafka: string;
  readonly fatJar: string;
  readonly step: StepWords;
  readonly query: string;
  readonly union: string;
  /** A null key meets nothing. */
  readonly nullKey: string;
  readonly until: string;
}

/** What a script of Flink SQL says. */
export interface SqlWords {
  readonly what: (scenario: string) => string;
  /** How it is run. */
  readonly run: (file: string) => string;
  /** A file ends, a stream does not: windows that are open then come out. */
  readonly end: string;
  /** How a result goes into a table. */
  readonly insert: string;
  readonly zone: (timeZone: string) => string;
  readonly onePhase: string;
  readonly oneByOne: string;
  readonly everyRow: string;
  readonly idle: string;
  readonly table: (source: string) => string;
  readonly watermark: (column: string, delay: number) => string;
  /** SQL's deduplication forgets no key. */
  readonly keepsForEver: string;
  readonly join: (lower: number, upper: number) => string;
  readonly step: StepWords;
}

export interface FlinkWords {
  readonly interval: (length: number) => string;
  readonly everyRow: string;
  readonly everyRowClass: string;
  readonly watermark: (column: string, delay: number) => string;
  readonly idle: (length: number) => string;
  readonly noIdle: string;
  readonly lateness: (length: number) => string;
  readonly late: string;
  readonly lateRow: string;
  readonly streams: string;
  readonly aggregate: string;
  readonly give: string;
  readonly running: string;
  readonly functions: Readonly<Record<ProcessFunction, string>>;
  readonly dedup: string;
  readonly dedupLate: string;
  readonly join: (lower: number, upper: number) => string;
  readonly joiner: string;
  readonly main: string;
  readonly topic: string;
  readonly sink: string;
  readonly checkpoint: (length: number) => string;
  readonly delivery: Readonly<Record<SinkKind, string>>;
  readonly jsonRows: string;
  readonly replay: string;
  readonly replayMain: string;
  readonly ticks: string;
  readonly feed: string;
  readonly build: string;
  readonly operators: string;
  readonly drain: string;
  readonly noSource: string;
  readonly partitions: string;
}

export interface KafkaStreamsWords {
  readonly topology: string;
  readonly keyed: string;
  readonly rekey: string;
  readonly noTime: string;
  readonly time: (column: string) => string;
  readonly grace: (length: number) => string;
  readonly emit: Readonly<Record<KafkaEmit, string>>;
  readonly session: (gap: number) => string;
  readonly join: (type: JoinType, before: number, after: number) => string;
  readonly noCache: string;
  readonly guarantee: Readonly<Record<'at_least_once' | 'exactly_once_v2', string>>;
  readonly commit: string;
  readonly resultKey: string;
  readonly running: string;
  readonly functions: Readonly<Record<ProcessFunction, string>>;
  readonly dedup: string;
  /** Why a late row is dropped. */
  readonly dedupLate: string;
  /** What goes through the store, and how often: by stream time, by the wall clock. */
  readonly byStreamTime: string;
  readonly byClock: string;
  readonly noKey: string;
  readonly store: string;
  readonly main: string;
  readonly serde: string;
  readonly replay: string;
  readonly replayMain: string;
  readonly task: string;
  readonly emitInterval: string;
  readonly clock: string;
  readonly dropped: string;
  readonly windows: string;
  readonly lateWithoutKey: string;
}
