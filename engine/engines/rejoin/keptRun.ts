/**
 * A run that is kept, so that one in which some rows arrive at another time need not be worked out from the beginning: it
 * parts from the kept one before the first of these rows, and from where it holds the same again all goes on as it did.
 * A hand that drags a row makes such a run for each frame. The trace is the one that a whole run gives, byte for byte.
 */
import type { Plan } from '../../query/plan';
import type { Scenario } from '../../scenario/scenario';
import type { Trace } from '../../trace/trace';
import type { Arrivals } from '../arrivals';
import type { Written } from '../batches/batchRun';
import { MicroBatches, type QueryMark, ROWS_A_SLICE } from '../spark';
import { wholeTruth } from '../truth';
import { goOnAlike } from './alike';
import { movedArrivals } from './movedArrivals';
import { type Cut, type Lasting, lastingOf, orderOfGroups, spliced } from './splice';

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
  const query = new MicroBatches(scenario, plan);
  const { trigger } = scenario.engines.spark;
  const canGoBack = scenario.until === null && trigger.kind === 'processingTime' && query.run.canGoBack;
  const arrivals = { ...query.run.arrivals };
  const marks: QueryMark[] = [];
  let nextMark = spacing;
  while (query.step()) {
    if (canGoBack && query.run.written().entries >= nextMark) {
      const mark = query.mark();
      marks.push(mark);
      nextMark = mark.run.written.entries + Math.max(spacing, 4 * mark.run.pipeline.operator.held.length);
    }
    if (query.slice >= ROWS_A_SLICE) {
      query.slice = 0;
      yield query.done;
    }
  }
  const last = canGoBack && !query.run.failed ? query.mark() : null;
  const trace = query.run.finish(wholeTruth);
  return { trace, kept: last && new KeptRun(scenario, trace, query, arrivals, marks, last) };
}

export class KeptRun {
  private readonly lasting: Lasting;
  private readonly end: Written;
  private readonly overAt: number;
  /** How much of the run was worked out anew the last time, from 0 to 1. */
  anew = 0;

  /** @param last where it was when nothing was left to run */
  constructor(
    readonly scenario: Scenario,
    trace: Trace,
    private readonly query: MicroBatches,
    private readonly arrivals: Arrivals,
    private readonly marks: readonly QueryMark[],
    private readonly last: QueryMark,
  ) {
    this.end = query.run.written();
    this.overAt = query.run.endsAt;
    this.lasting = lastingOf(trace);
  }

  /**
   * The trace of a scenario that differs from the one that was run in when rows arrive, and in nothing else.
   * @returns null where it must be run as a whole: its first rows have moved, or what comes of it never meets the kept run
   */
  again(scenario: Scenario): Trace | null {
    const { query, end } = this;
    const [read] = this.arrivals.sources;
    const arrivesAt = scenario.sources[read?.source ?? 0]?.arrivesAt;
    if (!read || !arrivesAt) return null;
    const moved = movedArrivals(this.arrivals, arrivesAt);
    // All that a query knows of at a mark lies before the mark's tick.
    const parted = this.marks.findLast(({ tick, run }) => Math.max(tick, run.endsAt) < moved.from);
    if (!parted) return null;
    query.rewind(parted, moved.arrivals);
    try {
      const met = this.untilItMeets(moved.behind);
      return met && this.splice(parted, met, moved.arrivals);
    } finally {
      query.run.cut(end);
    }
  }

  /** @returns where the kept run was at the same place; null where there is no such place */
  private untilItMeets(behind: number): QueryMark | null {
    const { query, marks, last } = this;
    let k = 0;
    while (query.step()) {
      while (k < marks.length && (marks[k] as QueryMark).tick < query.tick) k++;
      const mark = marks[k];
      if (mark?.tick !== query.tick || (mark.next[0] as number) < behind || mark.next[0] !== query.next[0]) continue;
      if (goOnAlike(mark, query.mark())) return mark;
    }
    const { run } = query;
    if (run.failed || run.mark().pipeline.readTo[0] !== last.run.pipeline.readTo[0]) return null;
    run.arriveUntil(Number.POSITIVE_INFINITY);
    return { ...last, run: { ...last.run, written: this.end } };
  }

  private splice(parted: QueryMark, met: QueryMark, arrivals: Arrivals): Trace | null {
    const { query, end } = this;
    const { run } = query;
    const isOver = met.run.written === end;
    const otherEnd = run.written();
    this.anew = (otherEnd.entries - end.entries) / end.entries;
    const own = isOver ? [] : run.mark().pipeline.operator.held;
    const cut: Cut = {
      parted: parted.run.written,
      rejoined: met.run.written,
      end,
      otherEnd,
      groups: [parted.run.pipeline.operator.groups, met.run.pipeline.operator.groups],
      held: new Map(
        isOver ? [] : met.run.pipeline.operator.held.map(({ version }, i) => [version, own[i]?.version ?? version]),
      ),
    };
    const written = run.pieces((of) => [
      [0, cut.parted[of]],
      [end[of], otherEnd[of]],
      [cut.rejoined[of], end[of]],
    ]);
    const from = cut.parted.entries;
    const order = orderOfGroups(written.kinds, written.refs, [from, from + otherEnd.entries - end.entries], cut.groups);
    if (!order) return null;
    return spliced(this.lasting, written, cut, order, arrivals.order.slice(), isOver ? run.endsAt : this.overAt);
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
