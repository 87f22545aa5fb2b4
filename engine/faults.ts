/**
 * What is wrong with a file or its settings. A fault says where (`path`, as in `sources.pickups.arrivals[3].row.fare`),
 * what (`code`) and with which values (`params`); the sentences stand in `i18n/LANGUAGE/faults.ts`, one for each code:
 * verdict, value, way out. Values are already as a reader should see them (JSON, cut when long).
 */

import type { ExpressionFault } from './expression/fault';
import type { EngineName } from './scenario/scenario';
import type { StepKind } from './trace/steps';
import type { ColumnType } from './values';

/** What a field takes. */
export type Expected = 'object' | 'list' | 'text' | 'number' | 'wholeNumber' | 'boolean' | 'true' | 'single';

/** Parts of the format that are valid and that this version does not run. */
export type Feature =
  | 'continuousTrigger'
  | 'realTimeTrigger'
  | 'crash'
  | 'dropDuplicates'
  | 'join'
  | 'union'
  | 'windowOverText'
  | 'secondWatermark'
  | 'secondStateful'
  | 'decimalAggregate'
  | 'distinctAggregate'
  | 'flinkJoinType'
  | 'flinkJoinBounds'
  | 'flinkWatermarkPlace'
  | 'flinkWindowColumn'
  | 'flinkChain'
  | 'kafkaSemiJoin'
  | 'kafkaRightOuter'
  | 'kafkaJoinCondition'
  | 'kafkaCopartition'
  | 'kafkaRepartition'
  | 'kafkaSourceTwice'
  | 'kafkaWatermarkPlace'
  | 'kafkaWindowColumn'
  | 'kafkaWindowStart'
  | 'kafkaFinalWithoutWindow'
  | 'kafkaStepsBehindTombstones';

/** What a person can do about a refusal whose words do not say it. */
export type WayOut =
  | 'addWatermark'
  | 'groupByEventTime'
  | 'appendOrUpdate'
  | 'appendOrComplete'
  | 'append'
  | 'appendHere'
  | 'addKey'
  | 'addWatermarkHere'
  | 'boundJoin'
  | 'joinKey'
  | 'makeGapPositive'
  | 'widenJoinBounds';

/** What a query or a run has that a project for another engine would not mean the same by. */
export type NotExported =
  | 'crashOfJob'
  | 'processingTime'
  | 'rateEnds'
  | 'crashLosesCheckpoint'
  | 'crashOfOneRun'
  | 'crashBeforeNoDataBatch'
  | 'javaExpression'
  | 'watermarkBehindStep'
  | 'rowSource'
  | 'sqlProcess'
  | 'sqlDedupForgets'
  | 'sqlFilterFirst'
  | 'sqlChain'
  | 'sqlHop'
  | 'sqlLateness'
  | 'sqlLateRace'
  | 'sqlReplay'
  | 'sqlExpression';

/** The values of each fault's sentence. */
export interface FaultParams {
  /** The text is no JSON. `found` is what stands there ('' at the end of the text), `expected` what could. */
  notJson: { line: number; column: number; found: string; expected: JsonExpected };
  /** Bytes; null where only so much is known that it is more than the limit. */
  tooLarge: { bytes: number | null; limit: number };
  /** Bytes that are no UTF-8. */
  notText: Record<string, never>;
  /** A file without a sign but spaces. */
  emptyFile: Record<string, never>;
  notArus: { value: string };
  unknownField: {
    field: string;
    suggestion: string | null;
    known: readonly string[];
    /** Of a setting of an engine: those that have it. */
    elsewhere?: readonly EngineName[];
  };
  missingField: { field: string };
  /** An object that could have several shapes and has the first field of none. */
  noneOfShapes: { value: string; known: readonly string[] };
  wrongType: { expected: Expected; value: string };
  /** A value of a row. */
  wrongValue: { type: ColumnType; value: string };
  /** A whole number beyond 2^53 that JSON could not carry exactly. */
  inexactLong: { value: string };
  notOneOf: { value: string; allowed: readonly string[]; suggestion: string | null };
  outOfRange: { value: string; least: number; most: number | null };
  emptyList: { expected: 'columns' | 'aggregates' | 'keys' | 'values' };
  /** `keys` of a column that is neither text nor whole numbers. */
  notKeyColumn: { column: string; type: ColumnType };
  /** `between` takes a smaller and a larger number that fit the column. */
  notRange: { type: ColumnType; value: string };
  unknownSource: { source: string; suggestion: string | null; known: readonly string[] };
  unknownColumn: { column: string; suggestion: string | null; known: readonly string[] };
  /** A column that must hold instants and does not; Spark's condition is `EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE` for a watermark. */
  notTimeColumn: {
    column: string;
    type: ColumnType;
    use: 'watermark' | 'window' | 'eventTime';
    candidates: readonly string[];
  };
  notTime: { value: string };
  timeWithoutOffset: { value: string };
  noSuchTime: { value: string };
  timeTooFine: { value: string };
  timeTooFar: { value: string };
  notTimeOfDay: { value: string };
  notTimeZone: { value: string };
  notDuration: { value: string };
  /** Where zero would do, and where it would not. */
  negativeDuration: { value: string };
  notAboveZero: { value: string };
  zeroDuration: { value: string };
  monthDuration: { value: string };
  /** A session's gap in months: Spark adds a month of the calendar, which Arus does not. */
  monthGap: { value: string };
  slideTooLarge: { slide: string; size: string };
  startTooLarge: { start: string; slide: string };
  /** A point at which this engine cannot crash: it has others. */
  /** A day that is to be run again, of which the query has no answer of its own: why. */
  backfillWithoutDay: { day: string; why: 'noEventTime' | 'noWindow' | 'session' };
  /** A day on which no row happened; `first` and `last` that have some (null: none has). */
  backfillEmptyDay: { day: string; first: string | null; last: string | null };
  /** It would run before the day is over, or behind the end of the run. Times as ISO 8601. */
  backfillTooEarly: { day: string; at: string; ends: string };
  backfillTooLate: { day: string; at: string; until: string };
  notDate: { value: string };
  noSuchCrashPoint: { engine: EngineName; value: string; allowed: readonly string[] };
  /** Known only once it has run: no batch has this id. `last`: the highest id; null if no batch ran. */
  noSuchBatch: { batchId: number; last: number | null; step: StepKind };
  /** Known only once it has run: no checkpoint with this id comes so far. `last`: the highest id; 0 if there is none. */
  noSuchCheckpoint: { checkpoint: number; after: string; last: number };
  /** Known only once it has run: no checkpoint that holds this arrival comes so far. */
  noCheckpointBehind: { arrival: number; after: string };
  /** A point of a checkpoint, or of its transaction, where there is none. */
  pointWithout: { after: string; without: 'checkpoints' | 'transactions' };
  /** More of them than Arus runs. */
  tooManyCheckpoints: { checkpoints: number; limit: number };
  /** Known only once it has run: no commit with this number comes so far. `last`: the highest number; 0 if there is none. */
  noSuchCommit: { commit: number; after: string; last: number };
  /** Known only once it has run: no commit that holds this arrival comes so far. */
  noCommitBehind: { arrival: number; after: string };
  /** Known only once it has run: nothing read this arrival. `last`: the last that was read; null if none was. */
  arrivalNotRead: { arrival: number; last: number | null; step: StepKind };
  /**
   * Known only once it has run: the query was not running then. Times as ISO 8601: it starts at `since`, ended at
   * `since`, or is down since then after another crash.
   */
  notRunningThen: { at: string; why: 'notYet' | 'ended' | 'down'; since: string; engine: EngineName };
  partitionOutOfRange: { partition: number; partitions: number };
  notModelled: { feature: Feature; name: string };
  /** A setting that the engine itself refuses, with the name of its error and its words. */
  refused: { engine: string; condition: string; message: string; wayOut?: WayOut };
  /** An expression that cannot be read or has no meaning; its sentence is in `i18n/LANGUAGE/expression.ts`. */
  expression: { text: string; fault: ExpressionFault };
  /** A filter that is neither true nor false. */
  notCondition: { text: string; type: string };
  /** A sum or an average of what is no number. */
  notNumber: { function: string; text: string; type: string };
  /** A column that a function of `process` cannot work with; `candidates` are those that it can. */
  functionColumn: {
    function: string;
    column: string;
    type: string;
    wanted: 'number' | 'text' | 'mapKey';
    candidates: readonly string[];
  };
  /** A function of `process` adds a column of a name that is there already. */
  columnTaken: { function: string; column: string };
  /** A function that goes by the clock, where Spark would run batches without end at one instant. */
  endlessBatches: { function: string; trigger: 'zero' | 'availableNow' };
  /** Such a function makes a batch of every tick, and there are more of them than Arus runs. */
  tooManyTicks: { function: string; ticks: number; limit: number };
  /** A function whose timers need event time. */
  processWithoutWatermark: { name: string };
  /** Two columns bear the name (after a join). */
  ambiguousColumn: { column: string };
  /** The sides of a union have different numbers of columns (Spark: `NUM_COLUMNS_MISMATCH`). */
  unionWidths: { left: number; right: number };
  /** Columns at the same place of a union have different types. */
  unionTypes: { left: string; leftType: string; right: string; rightType: string };
  /** A loop answers for what it read, which is one stretch as long as its interval. */
  loopWindow: { size: string; interval: string };
  /** A loop keeps nothing from run to run: such a step would need it to. */
  loopStep: { step: 'join' | 'union' | 'dropDuplicates' | 'process' | 'secondGroupBy' };
  /** It is to read by event time, and nothing says which column that is. */
  loopWithoutEventTime: Record<string, never>;
  /** `export`: the target cannot say this so that it means the same. `name` is what stands there. */
  notExported: { target: string; what: NotExported; name: string };
  /** Not every fault is listed: `more` come after it. */
  moreFaults: { more: number };
}

/** What could stand where a JSON text breaks. */
export type JsonExpected = 'value' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'end' | 'string' | 'escape';

export type FaultCode = keyof FaultParams;
export type Fault = {
  [C in FaultCode]: { readonly path: string; readonly code: C; readonly params: Readonly<FaultParams[C]> };
}[FaultCode];

export function fault<C extends FaultCode>(path: string, code: C, params: FaultParams[C]): Fault {
  return { path, code, params } as unknown as Fault;
}

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The path of a field or of an entry of a list: `a.b`, `a[3]`, `a["two words"]`. */
export function at(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!NAME.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

const LONGEST = 60;

/** A value as a fault shows it: JSON, cut when it is long. */
export function shown(value: unknown): string {
  const text = sketch(value, LONGEST);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** The first `room` characters of a value's JSON, and some more: a value may be large, or nested deeper than calls may be. */
function sketch(value: unknown, room: number): string {
  if (room < 0) return '…';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room + 1));
  if (typeof value !== 'object' || value === null) return value === undefined ? '' : String(value);
  const list = Array.isArray(value);
  let text = list ? '[' : '{';
  for (const [name, item] of Object.entries(value)) {
    if (text.length > 1) text += ',';
    if (!list) text += `${JSON.stringify(name)}:`;
    text += sketch(item, room - text.length);
    if (text.length > room) return text;
  }
  return text + (list ? ']' : '}');
}

/** The word of `known` that was probably meant, or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that make one word the other. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) steps = Math.min(steps, (before[j - 2] as number) + 1);
      next.push(steps);
    }
    [before, row] = [row, next];
  }
  return row[b.length] as number;
}
