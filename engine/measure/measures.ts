/** Completeness, wait and state at a cursor: what an engine's answers were worth by then. */
import type { Scenario } from '../scenario/scenario';
import type { ColumnarReader } from '../trace/columnarReader';
import { type MomentAt, same } from '../trace/moment';
import type { Measures, Moment, Pane } from '../trace/reader';
import { givesAnswers, KIND } from '../trace/trace';
import { stands } from '../trace/undone';
import { visibleFrom } from '../trace/visible';
import { letGo } from './letGo';

const known = new WeakMap<Moment, Measures>();

/** Apart from the moment itself: a picture of rows needs none of this. Worked out once for each moment. */
export function measuresOf(moment: Moment): Measures {
  let measures = known.get(moment);
  if (!measures) {
    measures = measure(moment as MomentAt);
    known.set(moment, measures);
  }
  return measures;
}

function measure(moment: MomentAt): Measures {
  const { reader } = moment;
  const { trace } = reader;
  let counted = 0;
  let due = 0;
  let neverRight = 0;
  const waits: number[] = [];
  const { operator } = trace;
  if (operator)
    for (const { panes, dues, telling: pane } of windowsDue(moment)) {
      const first = dues[0] as Pane;
      const rows = operator.truthRows[first.group] as number;
      due += rows;
      const countedIn = (pane: Pane): number =>
        trace.engine === 'dailyBatch'
          ? // Behind another aggregate no row of a source is known; what is right lacks none.
            trace.upstream.length > 0 && pane.right
            ? rows
            : rowsBy(moment, pane.group)
          : operator.belongs
            ? bookedRight(moment, pane.group, operator.belongs)
            : reader.groups().countBefore(pane.group, 'rowGrouped', moment.cursor);
      counted += Math.min(rows, Math.max(...dues.map(countedIn)));
      const at = rightSince(moment, pane);
      if (at !== null) waits.push(Math.max(0, at - (pane.end as number)));
      else if (panes.every((p) => p.status !== 'open') && !pane.right) {
        // A window that never got its right answer waits for ever: dropping rows must not shorten the median.
        neverRight++;
        waits.push(Number.POSITIVE_INFINITY);
      }
    }
  waits.sort((a, b) => a - b);
  const [during, after] = peaks(reader, moment.batch);
  return {
    completeness: due === 0 ? null : counted / due,
    counted,
    due,
    medianWait: median(waits),
    worstWait: waits.at(-1) ?? null,
    neverRight,
    stateRows: moment.liveVersions().size,
    peakDuringBatch: during,
    peakAfterBatch: after,
    doubled: moment.sinkRows().filter((row) => row.again).length,
    skipped: skippedBy(moment),
  };
}

interface DueWindow {
  /** Its panes, and those of them that are due. */
  readonly panes: readonly Pane[];
  readonly dues: readonly Pane[];
  /** The pane by which the window is judged: one that is right, if there is one. */
  readonly telling: Pane;
}

/** A window is due once it was answered for good or is past; an answer that still changes is due at the window's end. */
function* windowsDue(moment: MomentAt): Generator<DueWindow> {
  const { operator } = moment.reader.trace;
  if (!operator || !givesAnswers(operator)) return;
  const isDue = (pane: Pane): boolean =>
    pane.status === 'final' ||
    pane.status === 'lost' ||
    (pane.status === 'open' && pane.end !== null && pane.end <= moment.now && answered(moment, pane.group));
  for (const panes of matched(moment.panes(), operator.sessions?.truth)) {
    const dues = panes.filter(isDue);
    const [first] = dues;
    if (first) yield { panes, dues, telling: dues.find((p) => p.right) ?? first };
  }
}

/** Windows that are due and right, in order: when each ended, and since when it has had its right answer (microseconds). */
export function rightAnswersOf(
  moment: Moment,
): readonly { readonly group: number; readonly end: number; readonly at: number }[] {
  return [...windowsDue(moment as MomentAt)].flatMap(({ telling }) => {
    const at = rightSince(moment as MomentAt, telling);
    return at === null ? [] : [{ group: telling.group, end: telling.end as number, at }];
  });
}

/** Panes of one true window together: each by itself, except where rows that are missing have split a session. */
function matched(panes: readonly Pane[], truth: Uint32Array | undefined): Iterable<readonly Pane[]> {
  if (!truth) return panes.map((pane) => [pane]);
  const found = new Map<number, Pane[]>();
  for (const pane of panes) {
    const others = found.get(truth[pane.group] as number);
    if (others) others.push(pane);
    else found.set(truth[pane.group] as number, [pane]);
  }
  return found.values();
}

function answered(moment: MomentAt, group: number): boolean {
  return moment.resultOf(group) !== null;
}

/** Rows of a group that the last run of a job that reads everything had before it. */
function rowsBy(moment: MomentAt, group: number): number {
  const result = moment.resultOf(group);
  if (!result) return 0;
  const at = moment.reader.trace.batches.startedAt[result.batch] as number;
  return moment.reader.rowsOf(group).filter((row) => moment.reader.arrivesAt(row) <= at).length;
}

/** Rows that a loop counted in the window to which they belong. */
function bookedRight({ reader, cursor }: MomentAt, group: number, belongs: Uint32Array): number {
  const { kinds, refs } = reader.trace;
  const rows = new Set<number>();
  for (const i of reader.groups().all(group)) {
    if (i >= cursor) break;
    const row = refs[i - 1] as number;
    if (kinds[i] === KIND.rowGrouped && belongs[row] === group) rows.add(row);
  }
  return rows.size;
}

/** When a window's answer came that was right and stayed so; null if there is none by now, or it has no end. */
function rightSince(moment: MomentAt, { group, end }: Pane): number | null {
  const { reader } = moment;
  const { output, batches } = reader.trace;
  const result = moment.resultOf(group);
  if (!result?.right || end === null) return null;
  const truth = result.truth ?? [];
  let first = result.outputs.length - 1;
  while (first > 0 && same(moment.versionValues(output.version[result.outputs[first - 1] as number] as number), truth))
    first--;
  const saying = result.outputs[first] as number;
  if (reader.trace.records) {
    const seen = visibleFrom(reader.trace, reader.scenario, reader.outputEntries()[saying] as number);
    return reader.entry(seen).processingTime;
  }
  return batches.endedAt[output.batch[saying] as number] as number;
}

/** Of an even number the mean of the middle two; where only the lower of them ever came, that one. */
const median = (sorted: readonly number[]): number | null => {
  if (sorted.length === 0) return null;
  const upper = sorted[sorted.length >> 1] as number;
  const lower = sorted[(sorted.length - 1) >> 1] as number;
  return upper === Number.POSITIVE_INFINITY ? lower : (lower + upper) / 2;
};
/**
 * Rows that were passed over for good: in their partition a batch that counts has read a row behind them. An offset log
 * leaves none.
 */
function skippedBy({ reader, cursor }: MomentAt): number {
  const { trace, scenario } = reader;
  if (trace.engine === 'dailyBatch' || (trace.engine === 'spark' && trace.crashes.length === 0)) return 0;
  const furthest = new Map<string, number>();
  const order = trace.arrivalOrder;
  let skipped = 0;
  for (let k = order.length - 1; k >= 0; k--) {
    const row = order[k] as number;
    const partition = partitionOf(scenario, trace.rowStart, row);
    const isRead = reader.readings(row).some((read) => stands(trace, read, cursor));
    if (isRead) furthest.set(partition, k);
    else if (furthest.has(partition)) skipped++;
  }
  return skipped;
}

function partitionOf({ sources }: Scenario, rowStart: readonly number[], row: number): string {
  const source = rowStart.findLastIndex((start) => start <= row);
  return `${source} ${sources[source]?.partition?.[row - (rowStart[source] as number)] ?? 0}`;
}

/** Most rows held during a batch (before it lets go) and after one, up to a batch. */
function peaks(reader: ColumnarReader, batch: number | null): [during: number, after: number] {
  const { batches } = reader.trace;
  let during = 0;
  let after = 0;
  for (let b = 0; b <= (batch ?? -1); b++) {
    const total = batches.stateTotal[b] as number;
    after = Math.max(after, total);
    during = Math.max(during, total + letGo(reader.trace, b));
  }
  return [during, after];
}
