/** Micro-batches that can go back to a mark. */
import type { Plan } from '../../query/plan';
import type { Scenario } from '../../scenario/scenario';
import type { Arrivals } from '../arrivals';
import { MicroBatches } from '../spark';
import { MarkedRun, type RunMark } from './markedRun';

/** Where a query stands between two batches. */
export interface QueryMark {
  readonly next: readonly number[];
  readonly watermark: number;
  readonly moved: boolean;
  readonly ran: boolean;
  readonly begunAt: number;
  readonly tick: number;
  readonly idleSince: number;
  readonly read: number;
  readonly run: RunMark;
}

export class MarkedQuery extends MicroBatches<MarkedRun> {
  constructor(scenario: Scenario, plan: Plan) {
    super(scenario, plan, MarkedRun);
  }

  /** Where the query stands before a step. */
  mark(): QueryMark {
    const { next, watermark, moved, ran, begunAt, tick, idleSince, read } = this;
    return { next, watermark, moved, ran, begunAt, tick, idleSince, read, run: this.run.mark() };
  }

  /** Back to where it was, and on with rows that arrive otherwise from there on. */
  rewind({ run, ...own }: QueryMark, arrivals: Arrivals): void {
    Object.assign(this, own, { unfinished: null });
    this.run.rewind(run, arrivals);
  }

  /** Back to before its first batch, which starts when the first row is there. @param first the mark of then */
  beginAgain(first: QueryMark, arrivals: Arrivals): void {
    this.rewind(first, arrivals);
    this.tick = this.firstTick() ?? Number.POSITIVE_INFINITY;
    this.run.endsAt = arrivals.times[0] ?? 0;
  }
}
