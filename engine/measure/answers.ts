/**
 * What a run answered, in words that any two runs share: a figure is known by its window and keys, not by an engine's own
 * numbers. Beside each answer stand the rows that it was made from, so that it can be said what made it wrong.
 */
import { queryLength } from '../scenario/queryLengths';
import type { Scenario } from '../scenario/scenario';
import type { ColumnarReader } from '../trace/columnarReader';
import { joinsOf } from '../trace/joins';
import { isJob, same } from '../trace/moment';
import { openTrace } from '../trace/reader';
import { KIND, NONE, type Trace } from '../trace/trace';
import { stands } from '../trace/undone';
import { visibleFrom } from '../trace/visible';
import { type Value, valueAt } from '../values';

/** Once that a run gave a figure to its sink. */
export interface Saying {
  readonly output: number;
  /** Its entry in the trace. */
  readonly entry: number;
  readonly batch: number;
  /** Processing time, microseconds. */
  readonly at: number;
  readonly values: readonly Value[];
}

export interface Answer {
  /** The same in every run: the window and the keys (of a query without groups: the whole row). */
  readonly name: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  /** What this run gave out for it, in order. */
  readonly said: readonly Saying[];
  /** When it could not change any more; null: not before the run ended, or never said. */
  readonly finalAt: number | null;
  /** What a reader of the sink makes of it at the end; null if nothing was ever said. */
  readonly values: readonly Value[] | null;
  /** Rows (over all sources) behind it, as often as each was counted. */
  readonly rows: ReadonlyMap<number, number>;
}

export interface Answers {
  readonly reader: ColumnarReader;
  /** Entries of the run that had happened by then. */
  readonly cursor: number;
  /** The columns that an answer's values stand in. A query without groups has one, unnamed: how often the row came out. */
  readonly columns: readonly string[];
  /** Which of them hold instants (microseconds). */
  readonly instants: readonly boolean[];
  /** Of a query without groups, which cells of a row, and so of an answer's name, hold instants; else empty. */
  readonly rowInstants: readonly boolean[];
  /** Whether several sayings of a figure add up (a job into a sink that keeps all), or the last one stands. */
  readonly addsUp: readonly boolean[];
  readonly byName: ReadonlyMap<string, Answer>;
  /** Results that were taken back: a session of Kafka Streams that grew has another name from then on. */
  readonly takenBack: number;
  /** The name of a group, by this run's own number. */
  readonly nameOf: (group: number) => string;
  /** Figures that each row was counted in. */
  readonly inFigures: ReadonlyMap<number, ReadonlySet<string>>;
}

const AGGREGATES: ReadonlySet<string> = new Set(['count', 'countDistinct', 'sum']);

/** Reads what a run has answered by an instant (microseconds); by its end, if none is said. */
export function answersOf(
  trace: Trace,
  scenario: Scenario,
  until = Number.POSITIVE_INFINITY,
  reader = openTrace(trace, scenario) as ColumnarReader,
): Answers {
  const grouped = isGrouped(trace);
  const columns = grouped ? trace.output.table.specs.map((s) => s.name).filter((n) => !isKey(trace, n)) : [''];
  const places = grouped ? columns.map((name) => trace.output.table.specs.findIndex((s) => s.name === name)) : [];
  const adding = new Set(additive(scenario));
  const keepsAll = trace.engine === 'batchLoop' && scenario.engines.batchLoop.sink === 'append';
  const addsUp = columns.map((name) => !grouped || (keepsAll && adding.has(name)));

  const longer = sessionGap(trace, scenario);
  const instants = columns.map((name) => trace.output.table.specs.find((s) => s.name === name)?.type === 'timestamp');
  const rowInstants = grouped ? [] : trace.output.table.specs.map((s) => s.type === 'timestamp');
  let takenBack = 0;

  const found = new Map<string, { group: number; said: Saying[] }>();
  const { output } = trace;
  const outputEntry = reader.outputEntries();
  const cursor = until === Number.POSITIVE_INFINITY ? reader.length : reader.cursorAt(until);
  for (const o of inSink(reader, cursor)) {
    const group = grouped ? groupBehind(trace, o) : NONE;
    const name = group === NONE ? nameOfRow(trace, o) : nameOfGroup(trace, group, longer);
    if (output.takenBack?.[o]) {
      takenBack++;
      found.delete(name);
      continue;
    }
    const batch = output.batch[o] as number;
    const seen = visibleFrom(trace, scenario, outputEntry[o] as number);
    const at = reader.entry(seen).processingTime;
    const saying = {
      output: o,
      entry: outputEntry[o] as number,
      batch,
      at,
      values: grouped ? places.map((c) => valueAt(output.table.columns[c] as never, o)) : [1],
    };
    const known = found.get(name);
    if (known) known.said.push(saying);
    else found.set(name, { group, said: [saying] });
  }
  const byName = new Map<string, Answer>();
  const inFigures = new Map<number, Set<string>>();
  for (const [name, { group, said }] of found) {
    const rows = group === NONE ? rowsWritten(reader, said) : rowsCounted(reader, group, said);
    for (const row of rows.keys()) {
      const figures = inFigures.get(row);
      if (figures) figures.add(name);
      else inFigures.set(row, new Set([name]));
    }
    byName.set(name, {
      name,
      ...boundsOf(trace, group, longer),
      keys: group === NONE ? [] : keysOf(trace, group),
      said,
      finalAt: finalAt(reader, group, said, until),
      values: together(said, addsUp),
      rows,
    });
  }
  const nameOf = (group: number): string => nameOfGroup(trace, group, longer);
  return { reader, cursor, columns, instants, rowInstants, addsUp, byName, inFigures, takenBack, nameOf };
}

/** What a reader of the sink finds by an instant, in the order in which it was written. */
function inSink(reader: ColumnarReader, cursor: number): number[] {
  const moment = reader.at(cursor);
  return moment
    .sinkRows()
    .map((row) => row.output)
    .sort((a, b) => a - b);
}

/** Whether the query's answers are figures of groups, and not rows that came through. */
export function isGrouped(trace: Trace): boolean {
  const name = trace.operator?.operatorName ?? '';
  const { output } = trace;
  if (name === '' || trace.operator === null || trace.operator.process) return false;
  if (output.batch.length === 0) return true;
  return output.row[0] === NONE && output.version[0] !== NONE;
}

const isKey = ({ operator, output }: Trace, name: string): boolean => {
  const keys = operator?.groups.specs.map((s) => s.name) ?? [];
  return keys.includes(name) || name === 'windowStart' || name === 'windowEnd' || output.specs.length === 0;
};

const groupBehind = ({ operator, output }: Trace, o: number): number => {
  const version = output.version[o] as number;
  return version === NONE ? NONE : (operator?.versionGroup[version] ?? NONE);
};

const cells = (values: readonly Value[]): string => JSON.stringify(values.map((v) => (v === null ? null : String(v))));

function nameOfGroup({ operator }: Trace, group: number, longer: number): string {
  const values = (operator as NonNullable<typeof operator>).groups.columns.map((c) => valueAt(c, group));
  return cells(longer === 0 ? values : values.map((v, c) => (c === 1 ? Number(v) + longer : v)));
}

/**
 * A session of Kafka Streams ends with its last row, one of the other engines a gap later. So that the same rows have the
 * same name, it is taken as theirs. @returns microseconds; 0 where nothing is to be added
 */
export function sessionGap({ engine, operator }: Trace, scenario: Scenario): number {
  return engine === 'kafkaStreams' && operator?.windowed ? (queryLength(scenario, 'sessionGap') ?? 0) : 0;
}

const nameOfRow = ({ output }: Trace, o: number): string => cells(output.table.columns.map((c) => valueAt(c, o)));

function boundsOf({ operator }: Trace, group: number, longer: number): { start: number | null; end: number | null } {
  if (group === NONE || !operator?.windowed) return { start: null, end: null };
  const [start, end] = operator.groups.columns;
  return { start: valueAt(start as never, group) as number, end: (valueAt(end as never, group) as number) + longer };
}

const keysOf = ({ operator }: Trace, group: number): Value[] =>
  (operator?.groups.columns ?? []).slice(operator?.windowed ? 2 : 0).map((c) => valueAt(c, group));

/** A figure that a sink which keeps everything holds several times is read as their sum where that is what it counts. */
function together(said: readonly Saying[], addsUp: readonly boolean[]): readonly Value[] | null {
  const last = said.at(-1);
  if (!last) return null;
  return last.values.map((value, c) =>
    addsUp[c] ? said.reduce((sum, s) => sum + Number(s.values[c] ?? 0), 0) : value,
  );
}

/** The rows of a query without groups: what was written, as often as it was; of a join, the rows that met. */
function rowsWritten(reader: ColumnarReader, said: readonly Saying[]): Map<number, number> {
  const { output } = reader.trace;
  const rows = new Map<number, number>();
  for (const { output: o } of said) {
    const own = output.row[o] as number;
    for (const row of own !== NONE ? [own] : (joinsOf(reader)?.sourcesOf(o) ?? []))
      rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  return rows;
}

/** The rows in a group's last answer; of a job those of the runs that answered, of a stream all since the beginning. */
function rowsCounted(reader: ColumnarReader, group: number, said: readonly Saying[]): Map<number, number> {
  const { trace } = reader;
  const job = isJob(trace);
  // Only a loop's sayings stand beside each other; the daily batch's last one takes the place of those before.
  const runs = new Set((trace.engine === 'dailyBatch' ? said.slice(-1) : said).map((s) => s.batch));
  return rowsUpTo(reader, group, job ? runs : null, said.at(-1)?.entry ?? -1);
}

/** The rows that a stream has taken into a group by the run's end, whether it has answered or still waits. */
export const rowsTaken = (reader: ColumnarReader, group: number): ReadonlyMap<number, number> =>
  rowsUpTo(reader, group, null, Number.POSITIVE_INFINITY);

/** @param runs of a job: those that count @param last of a stream: the entry after which nothing counts */
function rowsUpTo(
  reader: ColumnarReader,
  group: number,
  runs: ReadonlySet<number> | null,
  last: number,
): Map<number, number> {
  const { trace } = reader;
  const { kinds, refs } = trace;
  const rows = new Map<number, number>();
  for (const i of reader.groups().all(group)) {
    if (kinds[i] !== KIND.rowGrouped) continue;
    if (runs ? !runs.has(reader.batchBefore(i)) : i > last || !stands(trace, i, trace.length)) continue;
    let read = i - 1;
    while (kinds[read] === KIND.rowGrouped || kinds[read] === KIND.rowLate) read--;
    if (kinds[read] !== KIND.rowRead) continue;
    const row = refs[read] as number;
    rows.set(row, (rows.get(row) ?? 0) + 1);
  }
  return rows;
}

/** When an answer became final: a job's with its writing, a stream's when the group was let go after it. */
function finalAt(reader: ColumnarReader, group: number, said: readonly Saying[], until: number): number | null {
  const { trace } = reader;
  const last = said.at(-1) as Saying;
  if (group === NONE || isJob(trace)) return last.at;
  const evicted = reader
    .groups()
    .entries(group)
    .findLast((i) => trace.kinds[i] === KIND.stateEvicted);
  if (evicted === undefined) return null;
  const at = Math.max(last.at, reader.entry(evicted).processingTime);
  return at > until ? null : at;
}

/** Names of the query's aggregates that add up: those of a count or a sum. */
function additive({ query }: Scenario): string[] {
  const step = query.steps.findLast((s) => s.kind === 'aggregate');
  if (step?.kind !== 'aggregate') return [];
  return step.aggregates.filter((a) => AGGREGATES.has(functionOf(a.expression))).map((a) => a.name);
}

/** `count(distinct x)` is `countDistinct`. */
export function functionOf(expression: string): string {
  const found = /^\s*([a-z_]+)\s*\(\s*(distinct\b)?/i.exec(expression);
  const name = (found?.[1] ?? '').toLowerCase();
  return found?.[2] ? 'countDistinct' : name;
}

/** Two answers say the same. */
export const agree = (a: readonly Value[] | null, b: readonly Value[] | null): boolean =>
  a === null || b === null ? a === b : same(a, b);
