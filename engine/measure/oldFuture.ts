/**
 * Two runs of one engine, before and after an edit: the rows, the answers and the watermark in which they differ. Both sides
 * are read off their traces, and stand beside each other at one processing time.
 */
import { type RowPair, rowPairs } from '../scenario/rowPairs';
import type { ColumnarReader } from '../trace/columnarReader';
import type { Moment, Pane, RowStatus, TraceReader } from '../trace/reader';
import { waterOf } from '../trace/steps';
import type { Value } from '../values';
import { agree, answersOf, type Saying } from './answers';

/** What the sink was given of one figure, in order of time. */
interface AnswerPair {
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  readonly was: readonly Saying[];
  readonly is: readonly Saying[];
}

export interface OldFuture {
  readonly was: TraceReader;
  readonly is: TraceReader;
  /** Rows that were moved, added or left out, or of which another thing became. */
  readonly rows: readonly RowPair[];
  /** Figures that were said otherwise, or at another time. */
  readonly answers: readonly AnswerPair[];
  /** Names of the columns that answers' values stand in. */
  readonly columns: readonly string[];
}

/** One side of a row at a time. Microseconds; NaN: no event time. */
export interface RowSide {
  readonly row: number;
  readonly eventTime: number;
  readonly arrivesAt: number;
  readonly status: RowStatus;
}

/** One side of a window (or group) at a time. */
export interface WindowSide {
  readonly pane: Pane;
  /** When the sink was last given an answer of it, microseconds; null: it has none. */
  readonly saidAt: number | null;
}

/** What differs at one processing time. */
export interface Differences {
  readonly rows: readonly { readonly was: RowSide | null; readonly is: RowSide | null; readonly moved: boolean }[];
  readonly windows: readonly {
    readonly start: number | null;
    readonly end: number | null;
    readonly keys: readonly Value[];
    readonly was: WindowSide | null;
    readonly is: WindowSide | null;
  }[];
  /** What the old run had given out by then and the new one has not, at that time and with those values. */
  readonly emissions: readonly {
    readonly start: number | null;
    readonly end: number | null;
    readonly at: number;
    readonly values: readonly Value[];
    /** What the new run has said last of the same figure; null: nothing. */
    readonly is: Saying | null;
  }[];
  /** Microseconds of event time; null where both stand at the same place, or one of them has none. */
  readonly water: { readonly was: number; readonly is: number } | null;
}

/** Null where the two cannot be set beside each other: other engines, or sources of other names. */
export function oldFuture(was: TraceReader, is: TraceReader): OldFuture | null {
  if (was === is || was.trace.engine !== is.trace.engine) return null;
  const pairs = rowPairs(was.scenario, is.scenario);
  if (!pairs) return null;
  const ends = [was.at(was.length), is.at(is.length)] as const;
  const rows = pairs.filter(
    (pair) =>
      pair.was === null ||
      pair.is === null ||
      hasMoved(was, is, pair.was, pair.is) ||
      ends[0].rowStatus(pair.was) !== ends[1].rowStatus(pair.is),
  );
  const before = answersOf(was.trace, was.scenario, Number.POSITIVE_INFINITY, was as ColumnarReader);
  const after = answersOf(is.trace, is.scenario, Number.POSITIVE_INFINITY, is as ColumnarReader);
  const answers: AnswerPair[] = [];
  for (const name of new Set([...before.byName.keys(), ...after.byName.keys()])) {
    const [a, b] = [before.byName.get(name), after.byName.get(name)];
    const { start, end, keys } = (a ?? b) as NonNullable<typeof a>;
    if (!sameSayings(a?.said ?? [], b?.said ?? []))
      answers.push({ start, end, keys, was: a?.said ?? [], is: b?.said ?? [] });
  }
  answers.sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  return { was, is, rows, answers, columns: after.columns };
}

/** What differs of both runs as they stand at a processing time, microseconds. */
export function differencesAt({ was, is, rows, answers }: OldFuture, now: number): Differences {
  const before = was.at(was.cursorAt(now));
  const after = is.at(is.cursorAt(now));
  const side = (reader: TraceReader, moment: typeof before, row: number | null): RowSide | null =>
    row === null
      ? null
      : {
          row,
          eventTime: reader.eventTime(row),
          arrivesAt: reader.arrivesAt(row),
          status: moment.rowStatus(row),
        };
  const waters = [waterOf(was.trace, before), waterOf(is.trace, after)] as const;
  return {
    rows: rows.flatMap((pair) => {
      const [a, b] = [side(was, before, pair.was), side(is, after, pair.is)];
      const moved = pair.was === null || pair.is === null || hasMoved(was, is, pair.was, pair.is);
      return moved || a?.status !== b?.status ? [{ was: a, is: b, moved }] : [];
    }),
    windows: windowsOf(before, after, answers, now),
    emissions: answers.flatMap(({ start, end, ...said }) =>
      said.was
        .filter((a) => a.at <= now && !said.is.some((b) => b.at === a.at && agree(a.values, b.values)))
        .map(({ at, values }) => ({ start, end, at, values, is: lastBy(said.is, now) })),
    ),
    water: waters[0] > 0 && waters[1] > 0 && waters[0] !== waters[1] ? { was: waters[0], is: waters[1] } : null,
  };
}

function windowsOf(before: Moment, after: Moment, answers: readonly AnswerPair[], now: number): Differences['windows'] {
  const said = new Map(answers.map((a) => [nameOf(a), a]));
  const pairs = new Map<string, { was: Pane | null; is: Pane | null }>();
  for (const pane of before.panes()) pairs.set(nameOf(pane), { was: pane, is: null });
  for (const pane of after.panes()) pairs.set(nameOf(pane), { was: pairs.get(nameOf(pane))?.was ?? null, is: pane });
  return [...pairs].flatMap(([name, { was, is }]) => {
    if (samePane(was, is)) return [];
    const { start, end, keys } = (is ?? was) as Pane;
    const side = (pane: Pane | null, of: 'was' | 'is'): WindowSide | null =>
      pane && { pane, saidAt: lastBy(said.get(name)?.[of] ?? [], now)?.at ?? null };
    return [{ start, end, keys, was: side(was, 'was'), is: side(is, 'is') }];
  });
}

/** A window that no row has come for says nothing, whether a run knows of it yet or not. */
function samePane(a: Pane | null, b: Pane | null): boolean {
  const says = (pane: Pane | null) => (pane === null || pane.status === 'coming' ? null : pane);
  const [x, y] = [says(a), says(b)];
  if (x === null || y === null) return x === y;
  return x.status === y.status && agree(x.values, y.values) && x.right === y.right;
}

const nameOf = ({ start, end, keys }: Pick<Pane, 'start' | 'end' | 'keys'>): string =>
  JSON.stringify([start, end, ...keys.map(String)]);

const lastBy = (said: readonly Saying[], now: number): Saying | null => said.findLast((s) => s.at <= now) ?? null;

const sameSayings = (a: readonly Saying[], b: readonly Saying[]): boolean =>
  a.length === b.length && a.every((s, i) => s.at === b[i]?.at && agree(s.values, b[i]?.values ?? null));

const hasMoved = (was: TraceReader, is: TraceReader, a: number, b: number): boolean =>
  was.arrivesAt(a) !== is.arrivesAt(b) || !Object.is(was.eventTime(a), is.eventTime(b));
