/** What a trace says of its joins: which row met which, which one waits for a match, which one was let go without; and the watermarks of their inputs. */
import { valueAt } from '../values';
import { indexOutputs, lastAtOrBefore } from './indexes';
import type { TraceReader } from './reader';
import { type JoinTrace, KIND, NONE, numberOfRef, operatorOfRef, type Trace } from './trace';
import { stands } from './undone';

export type Side = 'left' | 'right';

/** Two rows of sources that met, or one that came out beside nulls. */
export interface Tie {
  /** Place of the join: 0 is `Trace.operator`, then those of `Trace.upstream`. */
  readonly place: number;
  /** Its number among what came out of that join. */
  readonly number: number;
  /** Rows (over all sources); NONE: nulls, or what another operator gave. */
  readonly left: number;
  readonly right: number;
  /** One side is nulls. */
  readonly alone: boolean;
  /** All rows of sources on each side, through earlier joins; empty for nulls, and where another operator made it. */
  readonly made: { readonly [side in Side]: readonly number[] };
  /** The row in the sink that it became by now; null: none, or not as it came out. */
  readonly output: number | null;
}

/** What has become of a row in a join by a cursor. */
export interface InJoin {
  readonly join: JoinTrace;
  readonly place: number;
  /** The row as a row of the join's state (a ref). */
  readonly group: number;
  readonly side: Side;
  /** It is kept, so that a later row can still meet it. */
  readonly held: boolean;
  /** What it met, in order. */
  readonly ties: readonly Tie[];
  /** It came out beside nulls. */
  readonly alone: Tie | null;
  /** The entry by which it was let go; null: it was not, or was never kept. */
  readonly freed: number | null;
}

interface Join {
  readonly place: number;
  readonly trace: JoinTrace;
  /** Group by group: the row of a source, NONE where another operator gave it; and its side. */
  readonly rows: Uint32Array;
  /** What another operator gave (an emission) of the groups that have no row. */
  readonly given: Map<number, number>;
  readonly sides: readonly Side[];
  /** The event time of a group. */
  readonly time: (group: number) => number;
  /** Numbers of ties by group. */
  readonly ties: ReadonlyMap<number, readonly number[]>;
}

/** The joins of a run; reads the trace once. */
export class Joins {
  private readonly joins = new Map<number, Join>();
  /** Refs to groups by row: one for each join that it goes into, and each time that it did. */
  private readonly groups = new Map<number, number[]>();
  /** The entry at which a row came to be of a group. */
  private readonly grouped = new Map<number, number>();
  private readonly outputs = new Map<number, number[]>();
  private readonly outputEntry: Uint32Array;
  private readonly trace: Trace;

  constructor(private readonly reader: TraceReader) {
    const { trace } = reader;
    this.trace = trace;
    this.outputEntry = indexOutputs(trace);
    const operators = [trace.operator, ...trace.upstream];
    for (const [place, operator] of operators.entries()) {
      if (!operator?.join) continue;
      const { join, groups } = operator;
      const [side, time] = [groups.columns[0], groups.columns.at(-1)];
      const ties = new Map<number, number[]>();
      for (const groupsOfTie of [join.ties.left, join.ties.right])
        groupsOfTie.forEach((group, number) => {
          if (group === NONE) return;
          const others = ties.get(group);
          if (others) others.push(number);
          else ties.set(group, [number]);
        });
      this.joins.set(place, {
        place,
        trace: join,
        rows: new Uint32Array(groups.count).fill(NONE),
        given: new Map(),
        sides: Array.from({ length: groups.count }, (_, g) => (side && valueAt(side, g)) as Side),
        time: (group) => (time ? Number(valueAt(time, group)) : Number.NaN),
        ties,
      });
    }
    let row = NONE;
    let emission = NONE;
    for (let i = 0; i < trace.length; i++) {
      const ref = trace.refs[i] as number;
      const kind = trace.kinds[i];
      if (kind === KIND.rowRead) row = ref;
      else if (kind === KIND.passedOn) [row, emission] = [NONE, ref];
      else if (kind === KIND.rowGrouped || kind === KIND.rowLate) {
        const join = this.joins.get(operatorOfRef(ref));
        if (join && row === NONE) join.given.set(numberOfRef(ref), emission);
        if (!join || row === NONE) continue;
        join.rows[numberOfRef(ref)] = row;
        if (!this.grouped.has(ref)) this.grouped.set(ref, i);
        const others = this.groups.get(row);
        if (!others) this.groups.set(row, [ref]);
        else if (!others.includes(ref)) others.push(ref);
      }
    }
    trace.output.tie?.forEach((tie, output) => {
      const others = this.outputs.get(tie);
      if (others) others.push(output);
      else this.outputs.set(tie, [output]);
    });
  }

  /** What came out of all joins by a cursor, as far as no crash has undone it: of the last join first, each in order. */
  tiesAt(cursor: number): Tie[] {
    const all: Tie[] = [];
    for (const join of this.joins.values())
      for (let number = 0; number < join.trace.ties.entry.length; number++) {
        const tie = this.tieAt(join, number, cursor);
        if (tie) all.push(tie);
      }
    return all;
  }

  private tieAt(join: Join, number: number, cursor: number): Tie | null {
    const {
      place,
      trace: { ties },
      rows,
    } = join;
    if (!stands(this.trace, ties.entry[number] as number, cursor)) return null;
    const rowOf = (group: number): number => (group === NONE ? NONE : (rows[group] as number));
    const output =
      place === 0 ? this.outputs.get(number)?.findLast((o) => (this.outputEntry[o] as number) < cursor) : null;
    const [left, right] = [ties.left[number] as number, ties.right[number] as number];
    const made = (group: number): number[] => (group === NONE ? [] : (this.madeOf(join, group) ?? []));
    return {
      place,
      number,
      left: rowOf(left),
      right: rowOf(right),
      alone: left === NONE || right === NONE,
      made: { left: made(left), right: made(right) },
      output: output ?? null,
    };
  }

  /**
   * What a row in the sink is made of, whether a crash has undone that or not: the rows of both sides (as of a `Tie`) and
   * their groups, left and right. Null: it is not as the last join gave it out.
   */
  behind(output: number): { readonly rows: readonly number[]; readonly groups: readonly number[] } | null {
    const join = this.joins.get(0);
    const number = this.trace.output.tie?.[output];
    if (!join || number === undefined || number === NONE) return null;
    const { left, right } = join.trace.ties;
    const groups = [left[number] as number, right[number] as number];
    return { groups, rows: groups.map((g) => (g === NONE ? NONE : (join.rows[g] as number))) };
  }

  /**
   * The rows of sources that a row in the sink is made of, through all joins that it went through, from left to right.
   * Null: it is not as the last join gave it out, or another operator stands before it.
   */
  sourcesOf(output: number): number[] | null {
    const number = this.trace.output.tie?.[output];
    const join = this.joins.get(0);
    if (!join || number === undefined || number === NONE) return null;
    return this.madeOfTie(join, number);
  }

  private madeOfTie(join: Join, number: number): number[] | null {
    const { left, right } = join.trace.ties;
    const made = [left[number] as number, right[number] as number].map((g) => (g === NONE ? [] : this.madeOf(join, g)));
    return made.every((rows) => rows !== null) ? made.flat() : null;
  }

  /** The rows of sources behind a row of a join's state; null: another operator than a join made it. */
  private madeOf({ rows, given }: Join, group: number): number[] | null {
    const row = rows[group] as number;
    if (row !== NONE) return [row];
    const emission = given.get(group);
    const join = emission === undefined ? undefined : this.joins.get(operatorOfRef(emission));
    return join ? this.madeOfTie(join, numberOfRef(emission as number)) : null;
  }

  /**
   * The streams (as `of` numbers them, row by row) that come to one side of a join, from left to right.
   *
   * @param timed only those whose event time is that of the side's rows
   */
  streamsOf(place: number, side: Side, of: ArrayLike<number>, timed = false): Set<number> {
    const join = this.joins.get(place);
    const streams = new Set<number>();
    join?.sides.forEach((own, group) => {
      if (own !== side) return;
      for (const row of this.madeOf(join, group) ?? [])
        if (!timed || join.rows[group] === row || this.reader.eventTime(row) === join.time(group))
          streams.add(of[row] as number);
    });
    return streams;
  }

  /** What has become of a row by a cursor, in each join that it went into by then. */
  of(row: number, cursor: number): InJoin[] {
    const groups = this.groups.get(row) ?? [];
    return [...this.joins.values()].flatMap((join): InJoin[] => {
      // Read again after a crash, a row has another group in engines that work row by row.
      const own = groups.filter((ref) => operatorOfRef(ref) === join.place && this.isKnown(ref, cursor));
      const last = own.at(-1);
      if (last === undefined) return [];
      const states = own.map((ref) => this.lastOfState(ref, cursor));
      const { left, right } = join.trace.ties;
      const ties = own.flatMap((ref) =>
        (join.ties.get(numberOfRef(ref)) ?? []).flatMap((number) => this.tieAt(join, number, cursor) ?? []),
      );
      const isPair = ({ number }: Tie): boolean => left[number] !== NONE && right[number] !== NONE;
      const held = states.some((e) => e !== null && HOLDS.has(this.trace.kinds[e] as number));
      return [
        {
          join: join.trace,
          place: join.place,
          group: last,
          side: join.sides[numberOfRef(last)] as Side,
          held,
          ties: ties.filter(isPair),
          alone: ties.find((tie) => !isPair(tie)) ?? null,
          freed: held
            ? null
            : (states.findLast((e) => e !== null && this.trace.kinds[e] === KIND.stateEvicted) ?? null),
        },
      ];
    });
  }

  private isKnown(ref: number, cursor: number): boolean {
    return (this.grouped.get(ref) ?? NONE) < cursor;
  }

  /** The last entry by which the state store took a row in or let it go; null: none did. */
  private lastOfState(ref: number, cursor: number): number | null {
    return (
      this.reader
        .groupEntries(ref)
        .findLast((entry) => entry < cursor && this.trace.kinds[entry] !== KIND.outputWritten) ?? null
    );
  }
}

const HOLDS: ReadonlySet<number> = new Set([KIND.statePut, KIND.stateRestored]);

/** The watermark of an input. */
export interface InputAt {
  /** Sources whose rows it holds. */
  readonly sources: readonly number[];
  /** Microseconds; -Infinity while there is none. */
  readonly clock: number;
  /** The row behind it, or NONE. */
  readonly row: number;
  readonly idle: boolean;
}

/** The watermark of each input at a cursor; empty where the run has one input, or an engine without watermarks. */
export function inputsAt({ inputs }: Trace, cursor: number): InputAt[] {
  if (!inputs) return [];
  const { sources, entry, input, clock, row, idle } = inputs;
  const at: InputAt[] = sources.map((of) => ({ sources: of, clock: Number.NEGATIVE_INFINITY, row: NONE, idle: false }));
  const last = lastAtOrBefore(entry, entry.length, cursor - 1);
  for (let i = 0; i <= last; i++)
    at[input[i] as number] = {
      sources: sources[input[i] as number] as readonly number[],
      clock: clock[i] as number,
      row: row[i] as number,
      idle: idle[i] === 1,
    };
  return at;
}

/** The joins of a run; null: it has none. */
export function joinsOf(reader: TraceReader): Joins | null {
  const { operator, upstream } = reader.trace;
  if (!operator?.join && !upstream.some((o) => o.join)) return null;
  let joins = known.get(reader);
  if (!joins) {
    joins = new Joins(reader);
    known.set(reader, joins);
  }
  return joins;
}
const known = new WeakMap<TraceReader, Joins>();
