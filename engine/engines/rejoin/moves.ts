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

  /**
   * Runs a scenario in slices, or only what is other than in the run that is kept.
   * @param before what was run before it
   */
  *run(scenario: Scenario, plan: Plan, before: Scenario): Generator<number, Trace> {
    const { kept } = this;
    this.kept = null;
    if (!differInArrivalsAlone(kept?.scenario ?? before, scenario)) return yield* runSpark(scenario, plan);
    const moved = kept?.again(scenario);
    if (kept && moved) {
      if (kept.anew <= FAR) this.kept = kept;
      return moved;
    }
    const marked = yield* runMarked(scenario, plan);
    this.kept = marked.kept;
    return marked.trace;
  }
}
