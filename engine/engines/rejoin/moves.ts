/** Runs of Spark for a hand that moves rows along the time of their arrival: each is kept for the one after it. */
import type { Plan } from '../../query/plan';
import type { Scenario } from '../../scenario/scenario';
import type { Trace } from '../../trace/trace';
import { runSpark } from '../spark';
import { differInArrivalsAlone, type KeptRun, runMarked } from './keptRun';

/** Of a run that was worked out anew to more than this the next one is better kept as a whole: the hand has gone far. */
const FAR = 0.25;

export class Moves {
  private kept: KeptRun | null = null;

  /** The trace of a scenario, of which only what is other than in the run that is kept is worked out; null: run it. */
  again(scenario: Scenario): Trace | null {
    const { kept } = this;
    const moved = kept && differInArrivalsAlone(kept.scenario, scenario) ? kept.again(scenario) : null;
    this.kept = moved && kept && kept.anew <= FAR ? kept : null;
    return moved;
  }

  /**
   * Runs a scenario in slices.
   * @param before what was run before it: if rows have moved since, they may go on to, and the run is kept
   */
  *run(scenario: Scenario, plan: Plan, before: Scenario): Generator<number, Trace> {
    if (!differInArrivalsAlone(before, scenario)) return yield* runSpark(scenario, plan);
    const marked = yield* runMarked(scenario, plan);
    this.kept = marked.kept;
    return marked.trace;
  }
}
