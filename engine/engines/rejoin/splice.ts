/** Puts the trace of a run together from three pieces: as it was, what is other, and as it was again under other numbers. */
import { numberedAnew } from '../../trace/growable';
import { KeyframesBuilder } from '../../trace/keyframes';
import {
  type BatchTable,
  ENTRY_KINDS,
  type Keyframes,
  KIND,
  NONE,
  type OperatorTrace,
  type Trace,
  type TruthSteps,
} from '../../trace/trace';
import { pickRows, type Table } from '../../values';
import type { Written, WrittenPieces } from './markedRun';

/** What a trace says that does not hang on when rows arrive, and its keyframes. */
export interface Lasting extends Omit<Trace, 'length' | 'arrivalOrder' | 'operator' | keyof WrittenPieces> {
  readonly operator: Omit<OperatorTrace, keyof WrittenPieces>;
}

/** A copy: the trace itself is given away. */
export function lastingOf(trace: Trace): Lasting {
  const { length, kinds, refs, arrivalOrder, batches, output, ...lasting } = trace;
  const { versionGroup, versions, ...operator } = trace.operator as OperatorTrace;
  return structuredClone({ ...lasting, operator });
}

/** The number that something has in the trace, by that under which it was written. */
type Renumber = (of: keyof Written, number: number) => number;

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
  /** The groups that appear between `parted` and `rejoined`, by their numbers in the run as it was. */
  readonly order: readonly number[];
  /** Of each group held where the runs meet: the version that it had in the run as it was, and the one that it has in the other. */
  readonly held: ReadonlyMap<number, number>;
  /** They meet where both are over. */
  readonly isOver: boolean;
}

/** The number in the trace of something that is other, or that lies before it: what is other stands where the runs parted. */
export const inPlace = ({ parted, end }: Pick<Cut, 'parted' | 'end'>, of: keyof Written, number: number): number =>
  number >= end[of] ? number - end[of] + parted[of] : number;

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
 * The groups that appear for the first time in what is other, in their order.
 * @param kinds of its entries
 * @param span of groups: those that the kept run had where they parted, and where they met
 * @returns null where they are not those that appeared in the kept run
 */
export function orderOfGroups(kinds: Uint8Array, refs: Uint32Array, span: Cut['groups']): readonly number[] | null {
  const [parted, rejoined] = span;
  const order: number[] = [];
  const seen = new Set<number>();
  for (let i = 0; i < kinds.length; i++) {
    if (ABOUT[kinds[i] as number] !== GROUP) continue;
    const group = refs[i] as number;
    if (group < parted || seen.has(group)) continue;
    if (group >= rejoined) return null;
    seen.add(group);
    order.push(group);
  }
  return order.length === rejoined - parted ? order : null;
}

const areInOrder = (order: readonly number[], first: number): boolean => order.every((group, i) => group === first + i);

/**
 * Whether all stands under the same numbers behind where the runs meet: as much was written up to there, and in the same
 * places. It mostly is so, and then nothing there needs to be looked at.
 */
export function standsBehind(cut: Cut): boolean {
  const { parted, rejoined, end, otherEnd, groups, order, held } = cut;
  return (
    areInOrder(order, groups[0]) &&
    (['entries', 'batches', 'versions', 'outputs'] as const).every(
      (of) => otherEnd[of] - end[of] === rejoined[of] - parted[of],
    ) &&
    [...held].every(([was, is]) => was === inPlace(cut, 'versions', is))
  );
}

/**
 * @param lasting what stands of the run as it was
 * @param written its pieces: what is as it was, what is other, what is as it was again; numbers are set right in place
 * @param stands as `standsBehind` says
 */
export function spliced(
  lasting: Lasting,
  written: WrittenPieces,
  cut: Cut,
  stands: boolean,
  arrivalOrder: Uint32Array,
  endsAt: number,
): Trace {
  const { kinds, refs, batches, versionGroup } = written;
  const { parted, rejoined, end, otherEnd, order } = cut;
  const { operator, eventTime } = lasting;
  const [firstNew] = cut.groups;
  const numbers = new Map(order.map((group, i) => [group, firstNew + i]));
  const inOrder = areInOrder(order, firstNew);
  const groupNow = (group: number): number => numbers.get(group) ?? group;
  /** Where in the trace all is as it was, again. */
  const againFrom = (of: keyof Written): number => parted[of] + otherEnd[of] - end[of];
  // Numbers in what is other lie behind the end of the run as it was, so that a number says in which of the two it is.
  const now: Renumber = (of, number) =>
    number >= end[of] ? inPlace(cut, of, number) : number - rejoined[of] + againFrom(of);
  /** A version from before the piece that names it was held where the piece begins. */
  const versionNow = (version: number, isOther: boolean): number => {
    if (version >= rejoined.versions) return now('versions', version);
    return inPlace(cut, 'versions', isOther ? version : (cut.held.get(version) ?? version));
  };

  const to = (of: keyof Written, count: number): number => (stands ? againFrom(of) : count);
  for (let i = parted.entries, end = to('entries', refs.length); i < end; i++) {
    const about = ABOUT[kinds[i] as number] as number;
    if (about === ROW) continue;
    const ref = refs[i] as number;
    if (about === GROUP) refs[i] = groupNow(ref);
    else if (about === BATCH) refs[i] = now('batches', ref);
    else if (about === OUTPUT) refs[i] = now('outputs', ref);
    else refs[i] = versionNow(ref, i < againFrom('entries'));
  }
  renumberBatches(batches, parted.batches, to('batches', batches.count), now);
  const output = written.output;
  for (let i = parted.outputs, end = to('outputs', output.batch.length); i < end; i++) {
    output.batch[i] = now('batches', output.batch[i] as number);
    const version = output.version[i] as number;
    if (version !== NONE) output.version[i] = versionNow(version, i < againFrom('outputs'));
  }
  if (!inOrder)
    for (let i = parted.versions; i < versionGroup.length; i++) versionGroup[i] = groupNow(versionGroup[i] as number);
  const length = kinds.length;
  return {
    ...lasting,
    length,
    kinds,
    refs,
    arrivalOrder,
    batches,
    operator: { ...operator, versionGroup, versions: written.versions, ...ofGroups(operator, firstNew, order) },
    output,
    eventTime: eventTime?.kind === 'computed' ? { ...eventTime, values: eventTime.values.slice() } : eventTime,
    endsAt,
    keyframes: keyframesOf(
      written,
      lasting.keyframes,
      parted.entries,
      stands ? rejoined.entries : Number.POSITIVE_INFINITY,
    ),
  };
}

function renumberBatches(
  { batchId, firstEntry, lastEntry }: BatchTable,
  from: number,
  to: number,
  now: Renumber,
): void {
  for (let i = from; i < to; i++) {
    batchId[i] = i;
    firstEntry[i] = now('entries', firstEntry[i] as number);
    lastEntry[i] = now('entries', lastEntry[i] as number);
  }
}

/** What is said of groups, under their new numbers; a copy in any case, for a trace is given away. */
function ofGroups(
  { groups, truth, truthRows, truthSteps }: Lasting['operator'],
  firstNew: number,
  order: readonly number[],
): Pick<OperatorTrace, 'groups' | 'truth' | 'truthRows' | 'truthSteps'> {
  const all = Uint32Array.from({ length: groups.count }, (_, group) => order[group - firstNew] ?? group);
  return {
    groups: picked(groups, all),
    truth: picked(truth, all),
    truthRows: truthRows.map((_, group) => truthRows[all[group] as number] as number),
    truthSteps: truthSteps && stepsIn(all, truthSteps),
  };
}

function stepsIn(groups: Uint32Array, { start, times, values, nothing }: TruthSteps): TruthSteps {
  const starts = new Uint32Array(start.length);
  const steps = new Uint32Array(times.length);
  let place = 0;
  groups.forEach((group, i) => {
    for (let step = start[group] as number; step < (start[group + 1] as number); step++) steps[place++] = step;
    starts[i + 1] = place;
  });
  const timesIn = times.map((_, i) => times[steps[i] as number] as number);
  return { start: starts, times: timesIn, values: picked(values, steps), nothing };
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

/**
 * The keyframes that a writer takes on its way.
 * @param kept those of the kept run, of which the first ones stand
 * @param again from so many entries on all is as it was, under the same numbers; infinite: nothing is
 */
function keyframesOf(
  { kinds, refs, versionGroup }: WrittenPieces,
  kept: Keyframes,
  parted: number,
  again: number,
): Keyframes {
  const live = new Map<number, number>();
  const keyframes = new KeyframesBuilder();
  let from = 0;
  let k = 0;
  for (; k < kept.at.length && (kept.at[k] as number) <= parted; k++) {
    from = kept.at[k] as number;
    live.clear();
    for (const version of kept.live.subarray(kept.start[k], kept.start[k + 1]))
      live.set(versionGroup[version] as number, version);
    keyframes.take(from, live);
  }
  for (let i = from; i < kinds.length; i++) {
    const kind = kinds[i];
    const ref = refs[i] as number;
    if (kind === KIND.statePut) live.set(versionGroup[ref] as number, ref);
    else if (kind === KIND.stateEvicted) live.delete(versionGroup[ref] as number);
    if (i + 1 < keyframes.next) continue;
    while (k < kept.at.length && (kept.at[k] as number) <= i) k++;
    // From one that is taken where one was on all are.
    if (i + 1 >= again && kept.at[k] === i + 1) {
      keyframes.takeOver(kept, k);
      break;
    }
    keyframes.take(i + 1, live);
  }
  return keyframes.finish();
}
