/** The grade of a handed-in run. */
import type { TraceReader } from '../engine/trace/reader';
import { differsOnlyIn } from './alone';
import { factsOf } from './facts';
import { runOf, scenarioOf } from './resolve';
import type { Beside, Check, Facts, Grade, Lesson } from './schema';

/** What a check asks of the run on the stage (whatever the learner made of the start), and what goes with it. */
export const factsOfCheck = (lesson: Lesson, check: Check, reader: TraceReader, beside: Beside): Facts => ({
  ...factsOf(scenarioOf(lesson, check.start), reader),
  beside,
});

/** A handed-in run against a check. */
export function gradeCheck(lesson: Lesson, check: Check, facts: Facts): Grade {
  const { reader } = facts;
  const alone =
    (check.engines ?? [check.start.engine]).includes(reader.trace.engine) &&
    differsOnlyIn(check.knobs, runOf(lesson, check.start).scenario, reader.scenario);
  const unmet = Object.entries(check.demands).flatMap(([id, met]) => (meets(met, facts) ? [] : [id]));
  if (!alone) unmet.unshift('alone');
  return { passed: unmet.length === 0, unmet };
}

/** A run that has not even the window or batch that a demand speaks of does not meet it. */
function meets(demand: (facts: Facts) => boolean, facts: Facts): boolean {
  try {
    return demand(facts);
  } catch {
    return false;
  }
}
