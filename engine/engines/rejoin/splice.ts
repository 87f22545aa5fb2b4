/** Puts the trace of a run together from three pieces: as it was, what is other, and as it was again under other numbers. */
import { numberedAnew } from '../../trace/growable';
import {
  type BatchTable,
  ENTRY_KINDS,
  type Keyframes,
  KIND,
  NONE,
  type OperatorTrace,
  type Trace,
} from '../../trace/trace';
import { keyframeSpacing } from '../../trace/writer';
import { pickRows, type Table } from '../../values';
import type { Written, WrittenPieces } from '../batches/batchRun';

/** How the pieces lie in what was written, one behind another: the run as it was, then what is other. */
export interface Cut {
  /** Up to here all is as it was. */
  readonly parted: Written;
  /** From here to `end` all is as it was, again. */
  readonly rejoined: Written;
  /** Where the run as it was ends, and what is other begins. */
  readonly end: Written;
  readonly otherEnd: Written;
  /** Groups that had appeared where the runs parted and where they met again. */
  readonly groups: readonly [parted: number, rejoined: number];
  /** Of each group held where the runs meet: the version that it had in the run as it was, and the one that it has in the other. */
  readonly held: ReadonlyMap<number, number>;
}

const [ROW, BATCH, VERSION, OUTPUT, GROUP] = [0, 1, 2, 3, 4] as const;
/** What an entry of each kind is about, of those that a run has which can be kept. */
const ABOUT = new Uint8Array(ENTRY_KINDS.length).fill(ROW);
for (const [about, kinds] of [
  [BATCH, ['batchPlanned', 'batchCommitted', 'watermarkAdvanced']],
  [VERSION, ['statePut', 'stateEvicted']],
  [OUTPUT, ['outputWritten']],
  [GROUP, ['rowGrouped', 'rowLate']],
] as const)
  for (const kind of kinds) ABOUT[KIND[kind]] = about;

/**
 * The groups that appear for the first time between two entries of what is other, in their order.
 * @param span of groups: those that the kept run had where they parted, and where they met
 * @returns null where they are not those that appeared in the kept run
 */
export function orderOfGroups(
  kinds: Uint8Array,
  refs: Uint32Array,
  [from, to]: readonly [from: number, to: number],
  span: Cut['groups'],
): readonly number[] | null {
  const [parted, rejoined] = span;
  const order: number[] = [];
  const seen = new Set<number>();
  for (let i = from; i < to; i++) {
    if (ABOUT[kinds[i] as number] !== GROUP) continue;
    const group = refs[i] as number;
    if (group < parted || seen.has(group)) continue;
    if (group >= rejoined) return null;
    seen.add(group);
    order.push(group);
  }
  return order.length === rejoined - parted ? order : null;
}

/**
 * @param before the trace of the run as it was, of which only what does not hang on arrivals is taken: groups and truth
 * @param written its pieces: what is as it was, what is other, what is as it was again; numbers are set right in place
 * @param order of the groups that appear between `parted` and `rejoined`, by their numbers in the run as it was
 */
export function spliced(
  before: Trace,
  written: WrittenPieces,
  cut: Cut,
  order: readonly number[],
  arrivalOrder: Uint32Array,
  endsAt: number,
): Trace {
  const { kinds, refs, batches, versionGroup } = written;
  const { parted, rejoined, end, otherEnd } = cut;
  const operator = before.operator as OperatorTrace;
  const [firstNew] = cut.groups;
  const numbers = new Map(order.map((group, i) => [group, firstNew + i]));
  const inOrder = order.every((group, i) => group === firstNew + i);
  const groupNow = (group: number): number => numbers.get(group) ?? group;
  /** Number in what is other, and in what is again as it was. */
  const there = (of: keyof Written, number: number): number =>
    number < end[of] ? number : number - end[of] + parted[of];
  const again = (of: keyof Written, number: number): number =>
    number - rejoined[of] + parted[of] + otherEnd[of] - end[of];
  const versionAgain = (version: number): number =>
    version >= rejoined.versions ? again('versions', version) : there('versions', cut.held.get(version) ?? version);

  const otherFrom = parted.entries;
  const againFrom = again('entries', rejoined.entries);
  for (let i = otherFrom; i < refs.length; i++) {
    const about = ABOUT[kinds[i] as number] as number;
    if (about === ROW) continue;
    const ref = refs[i] as number;
    const isOther = i < againFrom;
    if (about === GROUP) refs[i] = groupNow(ref);
    else if (about === BATCH) refs[i] = isOther ? there('batches', ref) : again('batches', ref);
    else if (about === OUTPUT) refs[i] = isOther ? there('outputs', ref) : again('outputs', ref);
    else refs[i] = isOther ? there('versions', ref) : versionAgain(ref);
  }
  renumberBatches(batches, parted.batches, again('batches', rejoined.batches), there, again);
  const output = written.output;
  const outputAgain = again('outputs', rejoined.outputs);
  for (let i = parted.outputs; i < output.batch.length; i++) {
    const [batch, version] = [output.batch[i] as number, output.version[i] as number];
    const isOther = i < outputAgain;
    output.batch[i] = isOther ? there('batches', batch) : again('batches', batch);
    if (version !== NONE) output.version[i] = isOther ? there('versions', version) : versionAgain(version);
  }
  if (!inOrder)
    for (let i = parted.versions; i < versionGroup.length; i++) versionGroup[i] = groupNow(versionGroup[i] as number);
  const length = kinds.length;
  return {
    ...before,
    length,
    kinds,
    refs,
    arrivalOrder,
    batches,
    operator: { ...operator, versionGroup, versions: written.versions, ...ofGroups(operator, firstNew, order) },
    output,
    ...(before.eventTime?.kind === 'computed' && {
      eventTime: { kind: 'computed' as const, values: before.eventTime.values.slice() },
    }),
    endsAt,
    keyframes: keyframesOf(kinds, refs, versionGroup, before.keyframes, parted.entries),
  };
}

function renumberBatches(
  batches: BatchTable,
  other: number,
  againFrom: number,
  there: (of: keyof Written, number: number) => number,
  again: (of: keyof Written, number: number) => number,
): void {
  const { batchId, firstEntry, lastEntry, count } = batches;
  for (let i = other; i < count; i++) {
    const isOther = i < againFrom;
    batchId[i] = i;
    for (const column of [firstEntry, lastEntry]) {
      const entry = column[i] as number;
      column[i] = isOther ? there('entries', entry) : again('entries', entry);
    }
  }
}

/** What is said of groups, under their new numbers; a copy in any case, for a trace is given away. */
function ofGroups(
  { groups, truth, truthRows, truthSteps }: OperatorTrace,
  firstNew: number,
  order: readonly number[],
): Pick<OperatorTrace, 'groups' | 'truth' | 'truthRows' | 'truthSteps'> {
  const all = Uint32Array.from({ length: groups.count }, (_, group) => order[group - firstNew] ?? group);
  return {
    groups: picked(groups, all),
    truth: picked(truth, all),
    truthRows: truthRows.map((_, group) => truthRows[all[group] as number] as number),
    truthSteps: truthSteps && {
      ...truthSteps,
      ...stepsIn(all, truthSteps),
    },
  };
}

function stepsIn(
  groups: Uint32Array,
  { start, times, values }: NonNullable<OperatorTrace['truthSteps']>,
): Pick<NonNullable<OperatorTrace['truthSteps']>, 'start' | 'times' | 'values'> {
  const starts = new Uint32Array(start.length);
  const steps = new Uint32Array(times.length);
  let place = 0;
  groups.forEach((group, i) => {
    for (let step = start[group] as number; step < (start[group + 1] as number); step++) steps[place++] = step;
    starts[i + 1] = place;
  });
  return {
    start: starts,
    times: times.map((_, i) => times[steps[i] as number] as number),
    values: picked(values, steps),
  };
}

/** Rows in another order; texts are numbered in the order in which they come first, as whoever writes a table does. */
function picked(table: Table, rows: Uint32Array): Table {
  const { specs, columns, count } = pickRows(table, rows);
  return {
    specs,
    columns: columns.map((column) =>
      column.type === 'string' ? { ...column, ...numberedAnew(column.ids, column.dictionary) } : column,
    ),
    count,
  };
}

/** The keyframes that a writer takes on its way. @param kept those of the kept run, of which the first ones stand */
function keyframesOf(
  kinds: Uint8Array,
  refs: Uint32Array,
  versionGroup: Uint32Array,
  kept: Keyframes,
  parted: number,
): Keyframes {
  const live = new Map<number, number>();
  const [at, start, versions]: [number[], number[], number[]] = [[], [], []];
  let next = keyframeSpacing(0);
  const take = (entries: number, held: Iterable<number>): void => {
    at.push(entries);
    start.push(versions.length);
    for (const version of held) versions.push(version);
  };
  let from = 0;
  for (let k = 0; k < kept.at.length && (kept.at[k] as number) <= parted; k++) {
    from = kept.at[k] as number;
    const held = kept.live.subarray(kept.start[k], kept.start[k + 1]);
    take(from, held);
    live.clear();
    for (const version of held) live.set(versionGroup[version] as number, version);
    next = from + keyframeSpacing(live.size);
  }
  for (let i = from; i < kinds.length; i++) {
    const kind = kinds[i];
    const ref = refs[i] as number;
    if (kind === KIND.statePut) live.set(versionGroup[ref] as number, ref);
    else if (kind === KIND.stateEvicted) live.delete(versionGroup[ref] as number);
    if (i + 1 < next) continue;
    take(i + 1, live.values());
    next = i + 1 + keyframeSpacing(live.size);
  }
  start.push(versions.length);
  return { at: Uint32Array.from(at), start: Uint32Array.from(start), live: Uint32Array.from(versions) };
}
