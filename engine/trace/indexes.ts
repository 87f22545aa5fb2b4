/** Indexes over a trace that its reader makes when they are first needed, each in one pass. */
import { type ByGroup, byGroup } from './byGroup';
import { groupOfVersion, KIND, NONE, numberOfRef, operatorAt, operatorOfRef, refOf, type Trace } from './trace';
import { stands, undoneAt } from './undone';

/** Entries that stand right behind a `rowRead` and say what became of its row. */
export const SAYS_OF_ROW: ReadonlySet<number> = new Set([
  KIND.rowFiltered,
  KIND.rowWithoutWindow,
  KIND.rowWithoutKey,
  KIND.rowPassed,
  KIND.rowGrouped,
  KIND.rowLate,
  KIND.rowDuplicate,
]);

const ABOUT_ROWS: ReadonlySet<number> = new Set([KIND.rowGrouped, KIND.rowLate, KIND.rowDuplicate]);

/** The largest i below `count` with `sorted[i] <= value`, or -1. */
export function lastAtOrBefore(sorted: ArrayLike<number>, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The smallest i below `count` with `sorted[i] >= value`, or `count`. NaN, which only the head may hold, is below all. */
export function firstAtOrAbove(sorted: ArrayLike<number>, count: number, value: number): number {
  return firstOf(count, (i) => (sorted[i] as number) >= value);
}

/** The first index from which on something holds; `count` if it holds for none. */
export function firstOf(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What a batch made of a row, by the number in `RowIndex.verdict`. */
export const ROW_VERDICTS = ['filtered', 'withoutWindow', 'late', 'counted', 'duplicate'] as const;
const DUPLICATE = 4;
const FILTERED = 0;
const WITHOUT_WINDOW = 1;
const LATE = 2;
const COUNTED = 3;

/** Where each row arrived and was read (an entry's index, or NONE), and what became of it. */
export interface RowIndex {
  readonly arrived: Uint32Array;
  /** Of a row that the query reads twice in a batch the first reading; of one read again after a crash the last. */
  readonly read: Uint32Array;
  /** Readings before it, by crashes undone or repeated. */
  readonly earlier: ReadonlyMap<number, readonly number[]>;
  readonly verdict: Uint8Array;
}

export function indexRows(trace: Trace, rows: number): RowIndex {
  const arrived = new Uint32Array(rows).fill(NONE);
  const read = new Uint32Array(rows).fill(NONE);
  const verdict = new Uint8Array(rows);
  const earlier = new Map<number, number[]>();
  const { kinds, refs } = trace;
  let row = NONE;
  /** The last restart of an engine that works row by row: what it reads again it may have read for good before. */
  let restarted = -1;
  for (let i = 0; i < trace.length; i++) {
    switch (kinds[i]) {
      case KIND.restarted:
        if (trace.records) restarted = i;
        break;
      case KIND.arrived:
        arrived[refs[i] as number] = i;
        break;
      case KIND.rowRead:
        row = refs[i] as number;
        if (read[row] === NONE) read[row] = i;
        else if (undoneAt(trace, read[row] as number) < i || (read[row] as number) < restarted) {
          earlier.set(row, [...(earlier.get(row) ?? []), read[row] as number]);
          read[row] = i;
          verdict[row] = FILTERED;
        }
        break;
      // Without a key there is no group, and no window either.
      case KIND.rowWithoutWindow:
      case KIND.rowWithoutKey:
        verdict[row] = WITHOUT_WINDOW;
        break;
      case KIND.rowFiltered:
        verdict[row] = FILTERED;
        break;
      case KIND.rowLate:
        if (verdict[row] !== COUNTED) verdict[row] = LATE;
        break;
      case KIND.rowDuplicate:
        verdict[row] = DUPLICATE;
        break;
      case KIND.passedOn:
        // What follows is about the output of an operator, not about a row of a source.
        row = NONE;
        break;
      case KIND.rowGrouped:
      case KIND.rowPassed:
        verdict[row] = COUNTED;
        break;
    }
  }
  return { arrived, read, earlier, verdict };
}

/** Entries at which a row arrived, in order. */
export function indexArrivals({ kinds, length, arrivalOrder }: Trace): Uint32Array {
  const entries = new Uint32Array(arrivalOrder.length);
  let count = 0;
  for (let i = 0; i < length; i++) if (kinds[i] === KIND.arrived) entries[count++] = i;
  return entries.subarray(0, count);
}

/** Entry that wrote each output row. */
export function indexOutputs({ kinds, refs, length, output }: Trace): Uint32Array {
  const entries = new Uint32Array(output.batch.length).fill(NONE);
  for (let i = 0; i < length; i++) if (kinds[i] === KIND.outputWritten) entries[refs[i] as number] = i;
  return entries;
}

/** Entries and rows of each group, and entries of each version. */
export class GroupIndex {
  private readonly putEntry: Uint32Array;
  private readonly evictedEntry: Uint32Array;
  /** The version that was held when each version was put, or NONE if its group was not held. */
  private readonly versionBefore: Uint32Array;
  /** Where each operator's groups and versions begin among those of all. */
  private readonly groupStart: number[] = [];
  private readonly versionStart: number[] = [];
  /** The entries of each group, those of group g from `start[g]` to `start[g + 1]`; made when they are asked for. */
  private lists: ByGroup | null = null;
  private readonly groupCount: number;
  /** For each operator of sessions: which sessions each took over. */
  private readonly olds = new Map<number, Map<number, number[]>>();

  constructor(private readonly trace: Trace) {
    const { kinds, refs } = trace;
    const operators = [...(trace.operator ? [trace.operator] : []), ...trace.upstream];
    let groups = 0;
    let versions = 0;
    for (const operator of operators) {
      this.groupStart.push(groups);
      this.versionStart.push(versions);
      groups += operator.groups.count;
      versions += operator.versionGroup.length;
    }
    this.putEntry = new Uint32Array(versions).fill(NONE);
    this.evictedEntry = new Uint32Array(versions).fill(NONE);
    this.versionBefore = new Uint32Array(versions).fill(NONE);
    this.groupCount = groups;
    const held = new Uint32Array(groups).fill(NONE);
    for (let i = 0; i < trace.length; i++) {
      const kind = kinds[i];
      if (
        kind !== KIND.statePut &&
        kind !== KIND.stateEvicted &&
        kind !== KIND.stateDropped &&
        kind !== KIND.stateRestored
      )
        continue;
      const ref = refs[i] as number;
      const group = this.dense(groupOfVersion(trace, ref));
      if (kind === KIND.statePut) {
        const version = this.denseVersion(ref);
        this.putEntry[version] = i;
        this.versionBefore[version] = held[group] as number;
      } else if (kind === KIND.stateEvicted) this.evictedEntry[this.denseVersion(ref)] = i;
      held[group] = kind === KIND.statePut || kind === KIND.stateRestored ? ref : NONE;
    }
  }

  private entriesByGroup(): ByGroup {
    if (this.lists) return this.lists;
    const { trace } = this;
    const groupOf = new Uint32Array(trace.length);
    for (let i = 0; i < trace.length; i++) groupOf[i] = this.groupOfEntry(i);
    this.lists = byGroup(groupOf, this.groupCount);
    return this.lists;
  }

  /** The group that an entry is about; NONE if it is about none. */
  private groupOfEntry(i: number): number {
    const { kinds, refs, output } = this.trace;
    const ref = refs[i] as number;
    switch (kinds[i]) {
      case KIND.rowGrouped:
      case KIND.rowLate:
      case KIND.rowDuplicate:
        return this.dense(ref);
      case KIND.statePut:
      case KIND.stateEvicted:
      case KIND.stateDropped:
      case KIND.stateRestored:
      case KIND.timerFired:
        return this.dense(groupOfVersion(this.trace, ref));
      case KIND.outputWritten: {
        const version = output.version[ref] as number;
        return version === NONE ? NONE : this.dense(groupOfVersion(this.trace, version));
      }
      default:
        return NONE;
    }
  }

  private dense(group: number): number {
    return group === NONE ? NONE : (this.groupStart[operatorOfRef(group)] as number) + numberOfRef(group);
  }

  private denseVersion(version: number): number {
    return (this.versionStart[operatorOfRef(version)] as number) + numberOfRef(version);
  }

  /** The entry that put a version, that let it go, and the version that it followed; NONE if there is none. */
  put(version: number): number {
    return this.putEntry[this.denseVersion(version)] as number;
  }
  evicted(version: number): number {
    return this.evictedEntry[this.denseVersion(version)] as number;
  }
  before(version: number): number {
    return this.versionBefore[this.denseVersion(version)] as number;
  }

  /** All entries about a group, in order. */
  all(ref: number): Uint32Array {
    const group = this.dense(ref);
    const { start, list } = this.entriesByGroup();
    return list.subarray(start[group], start[group + 1]);
  }

  /** Versions put, evictions, timers and outputs of a group, in order. */
  entries(group: number): number[] {
    return [...this.all(group)].filter((i) => !ABOUT_ROWS.has(this.trace.kinds[i] as number));
  }

  /** Rows of a group, late ones included, in order of the file. Of a true session: all that belong to it. */
  rows(group: number): number[] {
    const rows = new Set<number>();
    const truth = operatorAt(this.trace, group)?.sessions?.truth;
    const isTrue = truth?.[numberOfRef(group)] === numberOfRef(group);
    const members = isTrue
      ? [...truth].flatMap((t, g) => (t === numberOfRef(group) ? refOf(operatorOfRef(group), g) : []))
      : this.members(group);
    for (const i of members.flatMap((g) => [...this.all(g)])) {
      if (!ABOUT_ROWS.has(this.trace.kinds[i] as number)) continue;
      let read = i - 1;
      while (this.trace.kinds[read] !== KIND.rowRead && this.trace.kinds[read] !== KIND.passedOn) read--;
      if (this.trace.kinds[read] === KIND.rowRead) rows.add(this.trace.refs[read] as number);
    }
    return [...rows].sort((a, b) => a - b);
  }

  /** A session and those that it took over, themselves and through others; any other group alone. */
  private members(group: number): number[] {
    const into = operatorAt(this.trace, group)?.sessions?.mergedInto;
    if (!into) return [group];
    const place = operatorOfRef(group);
    let olds = this.olds.get(place);
    if (!olds) {
      olds = new Map();
      for (const [g, by] of into.entries()) if (by !== NONE) olds.set(by, [...(olds.get(by) ?? []), g]);
      this.olds.set(place, olds);
    }
    const found = [numberOfRef(group)];
    for (const g of found) found.push(...(olds.get(g) ?? []));
    return found.map((g) => refOf(place, g));
  }

  /** Another session took this one over before a cursor. */
  takenOver(group: number, cursor: number): boolean {
    const by = operatorAt(this.trace, group)?.sessions?.mergedInto[numberOfRef(group)] ?? NONE;
    if (by === NONE) return false;
    const [first] = this.entries(refOf(operatorOfRef(group), by));
    return first !== undefined && first < cursor;
  }

  /** How many rows counted in a group (`kind` rowGrouped), or were late for it (rowLate), before a cursor. */
  countBefore(group: number, kind: 'rowGrouped' | 'rowLate', cursor: number): number {
    let n = 0;
    for (const member of this.members(group))
      for (const i of this.all(member)) {
        if (i >= cursor) break;
        if (this.trace.kinds[i] === KIND[kind] && stands(this.trace, i, cursor)) n++;
      }
    return n;
  }
}
