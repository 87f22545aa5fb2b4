/**
 * A run that is kept, so that one in which some rows arrive at another time need not be worked out from the beginning: it
 * parts from the kept one before the first of these rows, and from where it holds the same again all goes on as it did.
 * A hand that drags a row makes such a run for each frame. The trace is the one that a whole run gives, byte for byte.
 */
import { MOST_STEPS } from '../../operators/truthSteps';
import type { Plan } from '../../query/plan';
import type { Scenario } from '../../scenario/scenario';
import type { Trace } from '../../trace/trace';
import type { Arrivals } from '../arrivals';
import { ROWS_A_SLICE } from '../spark';
import { wholeTruth } from '../truth';
import { goOnAlike } from './alike';
import { isSameInAnyOrder } from './anyOrder';
import { MarkedQuery, type QueryMark } from './markedQuery';
import type { Written, WrittenPieces } from './markedRun';
import { movedArrivals } from './movedArrivals';
import { type Cut, inPlace, type Lasting, lastingOf, orderOfGroups, spliced, standsBehind } from './splice';

/** Entries between two marks, at least; more where the state is large, so that marks never outweigh the run. */
const MARK_SPACING = 256;

export interface MarkedRun {
  readonly trace: Trace;
  /** Null where a run of this kind cannot be kept. */
  readonly kept: KeptRun | null;
}

/**
 * Runs a scenario on Spark as `runSpark` does, and keeps the run.
 * @param spacing entries between two marks, at least
 */
export function* runMarked(scenario: Scenario, plan: Plan, spacing = MARK_SPACING): Generator<number, MarkedRun> {
  const query = new MarkedQuery(scenario, plan);
  const { trigger } = scenario.engines.spark;
  const arrivals = { ...query.run.arrivals };
  const rows = arrivals.order.length;
  // Of more rows the truth is taken as they come, and not told anew for others.
  const truthStands = (): boolean => rows <= MOST_STEPS || query.run.aggregates.every((a) => isSameInAnyOrder(a, rows));
  const canGoBack =
    scenario.until === null && trigger.kind === 'processingTime' && query.run.canGoBack && truthStands();
  const first = canGoBack ? query.mark() : null;
  const marks: QueryMark[] = [];
  let nextMark = spacing;
  while (query.step()) {
    if (canGoBack && query.run.written().entries >= nextMark) {
      const mark = query.mark();
      marks.push(mark);
      nextMark = markAfter(mark, spacing);
    }
    if (query.slice >= ROWS_A_SLICE) {
      query.slice = 0;
      yield query.done;
    }
  }
  const last = canGoBack && !query.run.failed ? query.mark() : null;
  const trace = query.run.finish(wholeTruth);
  return { trace, kept: first && last && new KeptRun(scenario, trace, query, arrivals, first, marks, last, spacing) };
}

/** The number of entries at which the mark after another one is due. */
const markAfter = ({ run }: QueryMark, spacing: number): number =>
  run.written.entries + Math.max(spacing, 4 * run.pipeline.operator.held.length);

export class KeptRun {
  private lasting: Lasting;
  private readonly end: Written;
  private readonly overAt: number;
  /** How much of the run was worked out anew the last time, from 0 to 1. */
  anew = 0;

  /**
   * @param first where it was before its first batch
   * @param last where it was when nothing was left to run
   */
  constructor(
    private kept: Scenario,
    trace: Trace,
    private readonly query: MarkedQuery,
    private arrivals: Arrivals,
    private readonly first: QueryMark,
    private marks: readonly QueryMark[],
    private readonly last: QueryMark,
    private readonly spacing: number,
  ) {
    this.end = query.run.written();
    this.overAt = query.run.endsAt;
    this.lasting = lastingOf(trace);
  }

  /** What was run. */
  get scenario(): Scenario {
    return this.kept;
  }

  /**
   * The trace of a scenario that differs from the one that was run in when rows arrive, and in nothing else. It is the one
   * that was run from now on, where that costs little: a hand goes on from where it is.
   * @returns null where it must be run as a whole: it fails, or other windows come than did
   */
  again(scenario: Scenario): Trace | null {
    const { query, end } = this;
    const [read] = this.arrivals.sources;
    const [was, now] = [this.kept, scenario].map(({ sources }) => sources[read?.source ?? 0]?.arrivesAt);
    if (!was || !now) return null;
    const moved = movedArrivals(this.arrivals, was, now);
    // All that a query knows of at a mark lies before the mark's tick.
    const mark = this.marks.findLast(({ tick, run }) => Math.max(tick, run.endsAt) < moved.from);
    if (mark) query.rewind(mark, moved.arrivals);
    else query.beginAgain(this.first, moved.arrivals);
    const parted = mark ?? this.first;
    try {
      const fresh: QueryMark[] = [];
      const met = this.untilItMeets(moved.behind, fresh);
      const cut = met && this.cutAt(parted, met);
      if (!cut) return null;
      const stands = standsBehind(cut);
      const endsAt = cut.isOver ? query.run.endsAt : this.overAt;
      const trace = spliced(this.lasting, this.pieces(cut), cut, stands, moved.arrivals.order.slice(), endsAt);
      this.anew = (cut.otherEnd.entries - end.entries) / end.entries;
      if (stands && !cut.isOver) {
        query.run.replace(cut.parted, end, cut.otherEnd, trace);
        this.become(scenario, moved.arrivals, trace, this.marksOver(parted, fresh, met));
      }
      return trace;
    } finally {
      query.run.cut(end);
    }
  }

  private become(scenario: Scenario, arrivals: Arrivals, { keyframes }: Trace, marks: readonly QueryMark[]): void {
    this.kept = scenario;
    this.arrivals = arrivals;
    this.marks = marks;
    // A copy: the trace is given away.
    this.lasting = { ...this.lasting, keyframes: structuredClone(keyframes) };
    this.anew = 0;
  }

  /** The marks of the run that this one becomes: between two marks fresh ones, by the numbers that what was written has there. */
  private marksOver(parted: QueryMark, fresh: readonly QueryMark[], met: QueryMark): readonly QueryMark[] {
    const { end, marks } = this;
    const now = (of: keyof Written, number: number): number => inPlace({ parted: parted.run.written, end }, of, number);
    const renumbered = fresh.map((mark): QueryMark => {
      const { written, pipeline } = mark.run;
      const { operator } = pipeline;
      return {
        ...mark,
        run: {
          ...mark.run,
          written: {
            entries: now('entries', written.entries),
            batches: now('batches', written.batches),
            versions: now('versions', written.versions),
            outputs: now('outputs', written.outputs),
          },
          pipeline: {
            ...pipeline,
            operator: {
              ...operator,
              held: operator.held.map((held) => ({ ...held, version: now('versions', held.version) })),
            },
          },
        },
      };
    });
    return [...marks.slice(0, marks.indexOf(parted) + 1), ...renumbered, ...marks.slice(marks.indexOf(met))];
  }

  /**
   * @param fresh takes marks of the way there
   * @returns where the kept run was at the same place; null where there is no such place
   */
  private untilItMeets(behind: number, fresh: QueryMark[]): QueryMark | null {
    const { query, marks, last, end } = this;
    let k = 0;
    let nextMark = end.entries + this.spacing;
    while (query.step()) {
      while (k < marks.length && (marks[k] as QueryMark).tick < query.tick) k++;
      const mark = marks[k];
      const mayMeet = mark?.tick === query.tick && (mark.next[0] as number) >= behind && mark.next[0] === query.next[0];
      const isDue = query.run.written().entries >= nextMark;
      if (!mayMeet && !isDue) continue;
      const here = query.mark();
      if (mayMeet && goOnAlike(mark, here)) return mark;
      if (!isDue) continue;
      fresh.push(here);
      nextMark = markAfter(here, this.spacing);
    }
    const { run } = query;
    if (run.failed || run.mark().pipeline.readTo[0] !== last.run.pipeline.readTo[0]) return null;
    run.arriveUntil(Number.POSITIVE_INFINITY);
    return { ...last, run: { ...last.run, written: this.end } };
  }

  /** @returns null where other groups appear between the two marks than did */
  private cutAt(parted: QueryMark, met: QueryMark): Cut | null {
    const { end } = this;
    const { run } = this.query;
    const otherEnd = run.written();
    const isOver = met.run.written === end;
    const own = isOver ? [] : run.mark().pipeline.operator.held;
    const groups = [parted.run.pipeline.operator.groups, met.run.pipeline.operator.groups] as const;
    const { kinds, refs } = run.entries([[end.entries, otherEnd.entries]]);
    const order = orderOfGroups(kinds, refs, groups);
    return (
      order && {
        parted: parted.run.written,
        rejoined: met.run.written,
        end,
        otherEnd,
        groups,
        order,
        held: new Map(
          isOver ? [] : met.run.pipeline.operator.held.map(({ version }, i) => [version, own[i]?.version ?? version]),
        ),
        isOver,
      }
    );
  }

  private pieces({ parted, rejoined, end, otherEnd }: Cut): WrittenPieces {
    return this.query.run.pieces((of) => [
      [0, parted[of]],
      [end[of], otherEnd[of]],
      [rejoined[of], end[of]],
    ]);
  }
}

/** Whether two scenarios differ in when rows arrive at most. Columns are compared by identity: an edit shares what it leaves alone. */
export function differInArrivalsAlone(a: Scenario, b: Scenario): boolean {
  const rest = ({ until, query, engines, crashes, timeZone, sources }: Scenario): string =>
    JSON.stringify({
      ...{ until, query, engines, crashes, timeZone },
      sources: sources.map(({ name, partitions, rows: { specs, count } }) => ({ name, partitions, specs, count })),
    });
  return (
    a.sources.length === b.sources.length &&
    a.sources.every((source, s) => {
      const other = b.sources[s] as (typeof b.sources)[number];
      return (
        source.rows.columns.length === other.rows.columns.length &&
        source.rows.columns.every((column, c) => column === other.rows.columns[c]) &&
        (source.partition === other.partition ||
          (source.partition?.length === other.partition?.length &&
            source.partition?.every((p, row) => p === other.partition?.[row]) === true))
      );
    }) &&
    rest(a) === rest(b)
  );
}
