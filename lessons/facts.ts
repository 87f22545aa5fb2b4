/** Answers what a lesson asks of one run, in the lesson's own names. */
import { MILLISECOND } from '../engine/time';
import type { TraceReader } from '../engine/trace/reader';
import { KIND, NONE } from '../engine/trace/trace';
import { columnIndex, type Value, valueAt } from '../engine/values';
import type { Answer, BatchRef, Facts, GroupName, LessonScenario, RowName } from './schema';

/**
 * @param scenario the lesson's own scenario, whose file gives rows their numbers; the reader's run may be of an edited
 *   one, as a row keeps its number under any edit of a time or a setting.
 * @throws Error if the lesson names a row or a group that is not there.
 */
export function factsOf(scenario: LessonScenario, reader: TraceReader): Facts {
  const { trace } = reader;
  const end = () => reader.at(reader.length);

  const row = (name: string): number => rowNumber(scenario, name);
  const group = (name: string): number => groupNumber(reader, scenario.groups[name], name);

  /** The first output row that `is` true of. */
  const outputWhere = (is: (output: number) => boolean): number | null => {
    for (let o = 0; o < trace.output.table.count; o++) if (is(o)) return o;
    return null;
  };
  const batchOfOutput = (output: number | null): number | null =>
    output === null ? null : (trace.output.batch[output] as number);
  const ofGroup = (number: number) => (output: number) => {
    const version = trace.output.version[output] as number;
    return version !== NONE && trace.operator?.versionGroup[version] === number;
  };

  const batch = (ref: BatchRef): number | null => {
    const { count } = trace.batches;
    if (ref === 'last') return count > 0 ? count - 1 : null;
    if ('id' in ref) {
      // Of a batch that crashed the one that was done at last.
      const place = trace.batches.batchId.lastIndexOf(ref.id);
      return place < 0 ? null : place;
    }
    if ('answers' in ref) return batchOfOutput(outputWhere(ofGroup(group(ref.answers))));
    if ('alerts' in ref) return batchOfOutput(alertAbout(reader, row(ref.alerts)));
    const { read } = reader.rowEntries(row(ref.reads));
    return read === null ? null : reader.entry(read).batch;
  };

  const ofBatch = (column: 'watermark' | 'startedAt', ref: BatchRef): number => {
    const number = batch(ref);
    if (number === null) throw new Error(`the run has no batch ${JSON.stringify(ref)}`);
    return trace.batches[column][number] as number;
  };

  const answers = (name: string, columnName?: string): readonly Answer[] => {
    const of = ofGroup(group(name));
    const column = valueColumn(reader, columnName);
    const found: Answer[] = [];
    for (let o = 0; o < trace.output.table.count; o++) {
      if (!of(o)) continue;
      const b = trace.output.batch[o] as number;
      found.push({ value: valueAt(column, o), batch: b, at: trace.batches.endedAt[b] as number, output: o });
    }
    return found;
  };

  return {
    reader,
    row,
    group,
    batch,
    happened: (name) => reader.eventTime(row(name)),
    arrived: (name) => reader.arrivesAt(row(name)),
    watermark: (ref) => ofBatch('watermark', ref),
    started: (ref) => ofBatch('startedAt', ref),
    counted: (name) => end().rowStatus(row(name)) === 'counted',
    late: (name) => end().rowStatus(row(name)) === 'late',
    belongs: (name, of) => reader.groupsOf(row(name)).includes(group(of)),
    answers,
    truth: (name, columnName): Value => {
      const truth = trace.operator?.truth;
      const column = truth?.columns[columnName === undefined ? 0 : columnIndex(truth, columnName)];
      return column ? valueAt(column, group(name)) : null;
    },
  };
}

/** The number of a named row: its place in the file, over all sources. @throws Error unless exactly one row fits. */
export function rowNumber(scenario: LessonScenario, name: string): number {
  const wanted = scenario.rows[name];
  if (!wanted) throw new Error(`the scenario names no row "${name}"`);
  const found = rowsWhere(scenario, wanted);
  if (found.length !== 1) throw new Error(`${found.length} rows fit the name "${name}"`);
  return found[0] as number;
}

function rowsWhere({ scenario }: LessonScenario, wanted: RowName): number[] {
  const found: number[] = [];
  let first = 0;
  for (const { rows } of scenario.sources) {
    const fits = Object.entries(wanted).map(([name, value]) => {
      const column = rows.columns[columnIndex(rows, name)];
      const meant = column?.type === 'timestamp' ? microseconds(String(value)) : value;
      return (row: number) => column !== undefined && valueAt(column, row) === meant;
    });
    for (let row = 0; row < rows.count; row++) if (fits.every((is) => is(row))) found.push(first + row);
    first += rows.count;
  }
  return found;
}

function groupNumber(reader: TraceReader, wanted: GroupName | undefined, name: string): number {
  if (!wanted) throw new Error(`the scenario names no group "${name}"`);
  const operator = reader.trace.operator;
  const groups = operator?.groups;
  if (!groups) throw new Error(`the run has no groups, so no "${name}"`);
  const value = (column: number, g: number): Value => {
    const c = groups.columns[column];
    return c ? valueAt(c, g) : null;
  };
  const fits = (g: number): boolean => {
    if ('windowStart' in wanted) {
      const { windowStart, windowEnd } = wanted;
      const ends = windowEnd === undefined || value(1, g) === microseconds(windowEnd);
      return ends && value(0, g) === microseconds(windowStart);
    }
    const first = operator.windowed ? 2 : 0;
    return wanted.key.every((k, i) => value(first + i, g) === k);
  };
  for (let g = 0; g < groups.count; g++) if (fits(g)) return g;
  throw new Error(`no group of the run is "${name}"`);
}

/** The output row that an own-state function gave when it saw this row; null: none. */
export function alertAbout(reader: TraceReader, row: number): number | null {
  const { output } = reader.trace;
  for (let o = 0; o < output.table.count; o++) if (output.row[o] === row) return o;
  return null;
}

/** A column of the output; the first aggregate's, unless another is named. */
function valueColumn(reader: TraceReader, named?: string) {
  const { output, operator } = reader.trace;
  const name = named ?? operator?.versions.specs[0]?.name;
  const column = name === undefined ? undefined : output.table.columns[columnIndex(output.table, name)];
  if (!column) throw new Error('the run answers no groups');
  return column;
}

/** Rows that are dropped as late for a group they belong to, over the whole run. */
export function lateRows(reader: TraceReader): number {
  const late = new Set<number>();
  for (let i = 0; i < reader.length; i++) {
    if (reader.trace.kinds[i] !== KIND.rowLate) continue;
    const { row } = reader.entry(i);
    if (row !== null) late.add(row);
  }
  return late.size;
}

/** Microseconds of a time as a scenario file writes it. @throws Error if it is none. */
export function microseconds(iso: string): number {
  // Without an offset it would be a time of the machine's own zone.
  const at = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`"${iso}" is no time`);
  return at * MILLISECOND;
}
