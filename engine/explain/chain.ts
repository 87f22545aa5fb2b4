/** Builds a chain of causes, and reads from the trace what several chains need. */
import type { Query, Step } from '../scenario/scenario';
import { type Duration, MILLISECOND } from '../time';
import type { TraceReader } from '../trace/reader';
import { batchOfRise } from '../trace/rises';
import { givesAnswers, NONE, numberOfRef, type OperatorTrace, operatorAt, riseEntry } from '../trace/trace';
import { valueAt } from '../values';
import type { Explanation, ExplanationStep, StepCode, StepParams, Tone } from './explanation';
import { groupName } from './groupName';
import type { Subject } from './subject';

export class Chain {
  private readonly steps: ExplanationStep[] = [];
  private readonly rows = new Set<number>();

  constructor(
    readonly reader: TraceReader,
    private readonly subject: Subject,
  ) {}

  /** @param entry the trace entry that this step tells of, or null */
  add<C extends StepCode>(
    code: C,
    params: StepParams[C],
    tone: Tone,
    entry: number | null = null,
    about: Subject | null = null,
  ): this {
    const time = entry === null ? null : this.reader.entry(entry).processingTime;
    this.steps.push({
      code,
      params,
      tone,
      cursor: entry === null ? null : entry + 1,
      time,
      about,
    } as unknown as ExplanationStep);
    return this;
  }

  /**
   * As `add`, with the event time of a row beside the step and the moment of its arrival to go to.
   * @param entry goes there instead, and its time stands beside the step: what a link says is where it leads
   */
  addEvent<C extends StepCode>(code: C, params: StepParams[C], row: number, entry?: number): this {
    const arrived = entry ?? this.reader.rowEntries(row).arrived;
    const time = entry === undefined ? this.reader.eventTime(row) : this.reader.entry(entry).processingTime;
    this.steps.push({
      code,
      params,
      tone: 'event',
      cursor: arrived === null ? null : arrived + 1,
      time: Number.isNaN(time) ? null : time,
      about: { kind: 'row', row },
    } as unknown as ExplanationStep);
    return this;
  }

  get length(): number {
    return this.steps.length;
  }

  playing(rows: Iterable<number>): this {
    for (const row of rows) this.rows.add(row);
    return this;
  }

  done(): Explanation {
    return { subject: this.subject, steps: this.steps, rows: [...this.rows] };
  }
}

/** What its groups say can be set against the truth, group by group; a session's truth may be another session. */
export const comparable = (operator: OperatorTrace | null): boolean =>
  givesAnswers(operator) && operator?.sessions === undefined;

type WatermarkStep = Extract<Step, { kind: 'watermark' }>;

/** The query's own watermark step, or null. */
const watermarkStep = (reader: TraceReader): WatermarkStep | null =>
  reader.scenario.query.steps.find((s) => s.kind === 'watermark') ?? null;

/** Every watermark step of a query and of what it is joined or united with. */
export const watermarkSteps = ({ steps }: Query): WatermarkStep[] =>
  steps.flatMap((s) => (s.kind === 'watermark' ? [s] : 'with' in s ? watermarkSteps(s.with) : []));

/** The conditions of the filters that rows of a source come to: those of its own side of a join or union, and behind that. */
export function filtersOn({ from, steps }: Query, source: string): string[] {
  const entered = steps.findIndex((s) => 'with' in s && readsSource(s.with, source));
  const passed = from === source ? steps : entered < 0 ? [] : steps.slice(entered);
  const beside = steps.flatMap((s) => ('with' in s ? filtersOn(s.with, source) : []));
  return [...beside, ...passed.flatMap((s) => (s.kind === 'filter' ? [s.condition] : []))];
}

const readsSource = ({ from, steps }: Query, source: string): boolean =>
  from === source || steps.some((s) => 'with' in s && readsSource(s.with, source));

/**
 * The delay between a row and the watermark that stands on it. Where the inputs have delays of their own it is the one with
 * which the watermark is reached; Flink's lies a millisecond lower.
 */
export function delayBehind(reader: TraceReader, newest: number, watermark: number): number {
  const below = reader.trace.engine === 'flink' ? MILLISECOND : 0;
  const steps = watermarkSteps(reader.scenario.query);
  return (steps.find(({ delay }) => newest - delay - below === watermark) ?? steps[0])?.delay ?? 0;
}

/**
 * When a group is over: its window's end, or its event-time key; null if nothing ever closes it.
 * @param version of a group that is remembered anew each time: the one that is meant, else the last of the run
 */
export function overAt(reader: TraceReader, group: number, version: number | null = null): number | null {
  const overBy = operatorAt(reader.trace, group)?.overBy;
  if (overBy === 'nothing') return null;
  const { keys, ...name } = groupName(reader, group);
  const end = overBy === 'key' ? null : name.end;
  // Flink goes by the last millisecond of a window, and keeps it for the allowed lateness.
  if (end !== null && reader.trace.engine === 'flink')
    return end - MILLISECOND + reader.scenario.engines.flink.allowedLateness;
  if (end !== null) return end;
  const until = untilOf(reader, group, version);
  if (until !== undefined) return until;
  const step = watermarkStep(reader);
  const specs = operatorAt(reader.trace, group)?.groups.specs ?? [];
  const column = specs.findIndex((s) => s.name === step?.column);
  const value = column < 0 ? null : keys[column];
  return typeof value === 'number' ? value : null;
}

/** What is said of a group that waits for the watermark: joins before it hold rows back, so that it is over later than its end. */
export function waterWait(
  reader: TraceReader,
  group: number,
  end: number,
  watermark: number,
): StepParams['waitsForWater'] {
  // What says itself until when it is kept has that in it.
  const behind = remembers(operatorAt(reader.trace, group)) ? 0 : heldBack(reader, group).behind;
  return { over: end + (behind ?? 0), watermark, ...(behind !== undefined && { behind }) };
}

/** By so much the query's watermark must be past what is tested: joins before it hold rows back. Empty where none does. */
export function heldBack({ trace }: TraceReader, group: number): { readonly behind?: Duration } {
  const { behind } = operatorAt(trace, group) ?? {};
  return behind === undefined ? {} : { behind };
}

/** The state only remembers that there was such a row, and until when. */
const remembers = (operator: OperatorTrace | null): boolean =>
  operator?.versions.specs.length === 1 && operator.versions.specs[0]?.name === 'until';

/**
 * The watermark at which a row is late for a group: when the group is over; its own time where the state only remembers
 * that there was such a row; so much later as joins before it hold rows back. Null: it cannot be late.
 */
export function testedBy(reader: TraceReader, row: number, group: number): number | null {
  const operator = operatorAt(reader.trace, group);
  if (operator?.overBy === 'nothing') return null;
  const over = remembers(operator) ? reader.eventTime(row) : overAt(reader, group);
  return over === null || Number.isNaN(over) ? null : over + (operator?.behind ?? 0);
}

/** What a row of state that says nothing but this is kept until (of a deduplication, or a join); undefined of others. */
function untilOf({ trace }: TraceReader, group: number, meant: number | null = null): number | null | undefined {
  const operator = operatorAt(trace, group);
  if (!operator || !remembers(operator)) return undefined;
  const version = meant === null ? operator.versionGroup.lastIndexOf(numberOfRef(group)) : numberOfRef(meant);
  if (version < 0) return undefined;
  return valueAt(operator.versions.columns[0] as (typeof operator.versions.columns)[number], version) as number | null;
}

/** A key of a deduplication that nothing frees. */
export const keptForEver = (reader: TraceReader, group: number): boolean => untilOf(reader, group) === null;

/** The batch that brought the watermark to a value, and the entry of that rise. @param by as `batchOfRise` */
export function riseTo(reader: TraceReader, watermark: number, by: number): { batch: number; entry: number } | null {
  const batch = batchOfRise(reader.trace, watermark, by);
  const entry = batch === null ? NONE : riseEntry(reader.trace, batch);
  return batch === null || entry === NONE ? null : { batch, entry };
}

/** The newest event that stands behind a watermark value. @param by as `riseTo` */
export function newestBehind(
  reader: TraceReader,
  watermark: number,
  by: number,
): { eventTime: number; batch: number; row: number; entry: number } | null {
  const rise = riseTo(reader, watermark, by);
  if (!rise) return null;
  const row = reader.trace.batches.watermarkRow[rise.batch] as number;
  return row === NONE ? null : { eventTime: reader.eventTime(row), batch: rise.batch, row, entry: rise.entry };
}

/** The grace of a Kafka Streams run, microseconds. */
export const graceOf = (reader: TraceReader): number =>
  reader.scenario.engines.kafkaStreams.grace ?? watermarkStep(reader)?.delay ?? 0;

/** How many rows of a batch a cursor sees read, late ones included. */
export const rowsRead = (reader: TraceReader, batch: number): number =>
  reader.trace.batches.numInputRows[batch] as number;
