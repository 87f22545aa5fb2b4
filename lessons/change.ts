/** A lesson's scenario with settings changed, as a learner's hand would change them. */
import { lengthOf, parseInterval } from '../engine/interval';
import {
  moveArrival,
  setBatchLoop,
  setDailyBatch,
  setDelay,
  setOutputMode,
  setParameter,
  setSink,
  setTrigger,
  setWindow,
} from '../engine/scenario/edit';
import type { Crash, Scenario } from '../engine/scenario/scenario';
import { type Duration, HOUR, MINUTE, SECOND } from '../engine/time';
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
    case 'at':
      return setDailyBatch(scenario, { at: timeOfDay(change.to) });
    case 'window':
      return setWindow(scenario, { size: duration(change.to) });
    case 'sink':
      return setSink(scenario, change.to);
    case 'loop': {
      const { interval, workTime, ...rest } = change.to;
      return setBatchLoop(scenario, {
        ...rest,
        ...(interval !== undefined && { interval: duration(interval) }),
        ...(workTime !== undefined && { workTime: duration(workTime) }),
      });
    }
    case 'crash': {
      const { engine, where } = change;
      const others = (scenario.crashes ?? []).filter((c) => c.engine !== engine);
      const crash: Crash = {
        engine,
        where: 'at' in where ? { kind: 'at', at: microseconds(where.at) } : { kind: 'batch', ...where },
        restartAfter: duration(change.restartAfter),
        checkpoint: 'kept',
        place: others.length,
      };
      return { ...scenario, crashes: [...others, crash] };
    }
    case 'query':
      return { ...scenario, query: change.to };
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

function timeOfDay(text: string): Duration {
  const [hours, minutes, seconds] = text.split(':').map(Number) as [number, number, number];
  return hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

function duration(text: string): Duration {
  const interval = parseInterval(text);
  if (!interval) throw new Error(`"${text}" is no length of time`);
  return lengthOf(interval);
}
