/** A lesson's scenario with settings changed, as a learner's hand would change them. */
import { lengthOf, parseInterval } from '../engine/interval';
import { moveArrival, setDailyBatch, setDelay, setOutputMode, setParameter, setTrigger } from '../engine/scenario/edit';
import type { Scenario } from '../engine/scenario/scenario';
import type { Duration } from '../engine/time';
import { microseconds, rowNumber } from './facts';
import type { Change, LessonScenario } from './schema';

/** A test holds each to what the reader of files makes of the file with the same change: a lesson sets nothing that a
 * person could not write. */
export function changed(lesson: LessonScenario, changes: readonly Change[]): Scenario {
  return changes.reduce((scenario, change) => apply(scenario, change, lesson), lesson.scenario);
}

function apply(scenario: Scenario, change: Change, lesson: LessonScenario): Scenario {
  switch (change.set) {
    case 'delay':
      return setDelay(scenario, duration(change.to));
    case 'trigger':
      return setTrigger(scenario, { kind: 'processingTime', interval: duration(change.to) });
    case 'outputMode':
      return setOutputMode(scenario, change.to);
    case 'every':
      return setDailyBatch(scenario, { every: duration(change.to) });
    case 'parameter':
      return setParameter(scenario, change.name, change.to);
    case 'arrival': {
      let row = rowNumber(lesson, change.row);
      let source = 0;
      for (; row >= (scenario.sources[source]?.rows.count ?? Number.POSITIVE_INFINITY); source++) {
        row -= scenario.sources[source]?.rows.count as number;
      }
      return moveArrival(scenario, source, row, microseconds(change.to));
    }
  }
}

function duration(text: string): Duration {
  const interval = parseInterval(text);
  if (!interval) throw new Error(`"${text}" is no length of time`);
  return lengthOf(interval);
}
