/** What exercises measure in common. */
import { type Answers, answersOf } from '../../engine/measure/answers';
import { letGo } from '../../engine/measure/letGo';
import type { Reference } from '../../engine/measure/reference';
import type { Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { NONE } from '../../engine/trace/trace';
import type { Figure } from '../figure';

export const count = (value: number): Figure => ({ kind: 'count', value });
export const duration = (value: number): Figure => ({ kind: 'duration', value });
export const time = (value: number): Figure => ({ kind: 'time', value });

/** A run's windows against the truth. */
export interface WindowMarks {
  /** Rows of the windows, and those of them that are in the answer. */
  readonly due: number;
  readonly counted: number;
  /** The row (over all sources) that is missing first, and the cursor right after its verdict. */
  readonly missing: { readonly row: number; readonly cursor: number } | null;
  /** From a window's end to the last answer that it got, microseconds; Infinity where it got none. */
  readonly slowest: number;
  /** The group that had to wait for it, and the cursor after that answer (the end of the run, if it never came). */
  readonly waiting: { readonly group: number | null; readonly cursor: number } | null;
}

/** Of the windows of an aggregate that end by an instant. */
export function windowMarks(reader: TraceReader, scenario: Scenario, reference: Reference, until: number): WindowMarks {
  const answers = answersOf(reader.trace, scenario);
  let [due, counted, slowest] = [0, 0, 0];
  const missing: number[] = [];
  let waiting: WindowMarks['waiting'] = null;
  for (const truth of reference.answers.byName.values()) {
    const { name, end } = truth;
    if (end === null || end > until) continue;
    const own = answers.byName.get(name);
    for (const row of truth.rows.keys()) {
      due++;
      if (own?.rows.has(row)) counted++;
      else missing.push(row);
    }
    const last = own?.said.at(-1);
    const wait = last ? Math.max(0, last.at - end) : Number.POSITIVE_INFINITY;
    if (wait > slowest) {
      slowest = wait;
      waiting = { group: groupOf(answers, name), cursor: last ? last.entry + 1 : reader.length };
    }
  }
  const verdicts = missing.map((row) => ({ row, cursor: afterVerdict(reader, row) }));
  verdicts.sort((a, b) => a.cursor - b.cursor);
  return { due, counted, missing: verdicts[0] ?? null, slowest, waiting };
}

/** The cursor right after what was decided about a row; after it was read, or arrived, where nothing was. */
export function afterVerdict(reader: TraceReader, row: number): number {
  const { arrived, read, verdicts } = reader.rowEntries(row);
  return (verdicts.at(-1) ?? read ?? arrived ?? reader.length - 1) + 1;
}

/** The number in a run of the group with a name; null if the run never heard of it. */
function groupOf({ reader, nameOf }: Answers, name: string): number | null {
  const groups = reader.trace.operator?.groups.count ?? 0;
  for (let g = 0; g < groups; g++) if (nameOf(g) === name) return g;
  return null;
}

/** The most rows that all operators hold together while a batch works, and the cursor at the end of that batch. */
export function peakState(reader: TraceReader): { readonly rows: number; readonly cursor: number } {
  const { trace } = reader;
  const { batches } = trace;
  let peak = { rows: 0, cursor: 0 };
  for (let b = 0; b < batches.count; b++) {
    const held = [batches, ...batches.upstream].reduce((sum, of) => sum + (of.stateTotal[b] as number), 0);
    const rows = held + letGo(trace, b);
    if (rows > peak.rows) peak = { rows, cursor: (batches.lastEntry[b] as number) + 1 };
  }
  return peak;
}

/** The most rows held after a batch (Spark's numRowsTotal, over all operators), and the cursor there. */
export function peakHeld(reader: TraceReader): { readonly rows: number; readonly cursor: number } {
  const { batches } = reader.trace;
  let peak = { rows: 0, cursor: 0 };
  for (let b = 0; b < batches.count; b++) {
    const rows = [batches, ...batches.upstream].reduce((sum, of) => sum + (of.stateTotal[b] as number), 0);
    if (rows > peak.rows) peak = { rows, cursor: (batches.lastEntry[b] as number) + 1 };
  }
  return peak;
}

/** The batch (its place) that read a row last; null if none did. */
export function batchReading(reader: TraceReader, row: number): number | null {
  const { read } = reader.rowEntries(row);
  const batch = read === null ? null : reader.entry(read).batch;
  return batch === null || batch === NONE ? null : batch;
}
