/** What holds of every trace, whatever the scenario and the engine. For tests. */
import { measuresOf } from '../measure/measures';
import type { Scenario } from '../scenario/scenario';
import { causesOf } from './causes';
import { type Moment, openTrace } from './reader';
import { NONE, type Trace } from './trace';

/** Cursors, as parts of a run, that are jumped to in this order by one reader. */
const JUMPS = [0.9, 0.1, 0.5, 1, 0.4, 0.97, 0, 0.6];

/** Each law that a trace breaks, with the place where it first does; none: empty. */
export function brokenLaws(trace: Trace, scenario: Scenario): readonly string[] {
  const broken: string[] = [];
  const first = (law: string, places: Iterable<string>): void => {
    for (const place of places) {
      broken.push(`${law}: ${place}`);
      return;
    }
  };
  first('time goes forward, and a cursor at a time has all that happened by it', timeGoesBack(trace, scenario));
  first('a cause lies before what it caused', causesAfter(trace, scenario));
  first('after each batch that commits as many rows are held as it counts', miscounted(trace, scenario));
  first('a moment is the same however its cursor was reached', unlikeMoments(trace, scenario));
  return broken;
}

function* timeGoesBack(trace: Trace, scenario: Scenario): Iterable<string> {
  const reader = openTrace(trace, scenario);
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < trace.length; i++) {
    const { processingTime } = reader.entry(i);
    if (processingTime < before) yield `entry ${i} at ${processingTime}, after ${before}`;
    if (reader.cursorAt(processingTime) <= i) yield `entry ${i} comes after the cursor of its own time`;
    before = processingTime;
  }
}

function* causesAfter(trace: Trace, scenario: Scenario): Iterable<string> {
  const reader = openTrace(trace, scenario);
  for (let i = 0; i < trace.length; i++)
    for (const cause of causesOf(reader, i)) if (!(cause < i)) yield `entry ${i} is caused by ${cause}`;
}

function* miscounted(trace: Trace, scenario: Scenario): Iterable<string> {
  if (!trace.operator) return;
  const reader = openTrace(trace, scenario);
  const { count, crash, lastEntry, stateTotal } = trace.batches;
  // The last batch of a query that failed counts nothing either.
  for (let batch = 0; batch < count - (trace.failure ? 1 : 0); batch++) {
    // A micro-batch that a crash cut off was about to count; a step of an engine that works row by row has counted.
    if (crash[batch] !== NONE && !trace.records) continue;
    const held = heldAt(reader.at((lastEntry[batch] as number) + 1));
    const counted = stateTotal[batch];
    if (held !== counted) yield `batch ${batch} counts ${counted}, ${held} are held`;
  }
}

const heldAt = (moment: Moment): number => moment.state().filter((row) => row.status !== 'freed').length;

function* unlikeMoments(trace: Trace, scenario: Scenario): Iterable<string> {
  const jumping = openTrace(trace, scenario);
  for (const part of JUMPS) {
    const cursor = Math.round(part * trace.length);
    const reached = facts(jumping.at(cursor));
    if (reached !== facts(openTrace(trace, scenario).at(cursor))) yield `cursor ${cursor}`;
  }
}

/** All that a moment says, as text in which no two values look alike. */
const facts = (moment: Moment): string =>
  JSON.stringify(
    [
      moment.state(),
      moment.results(),
      moment.panes(),
      measuresOf(moment),
      moment.watermark,
      moment.lateWatermark,
      moment.arrived,
      moment.batch,
    ],
    (_, value) =>
      typeof value === 'bigint'
        ? `${value}n`
        : typeof value === 'number'
          ? Object.is(value, -0)
            ? '-0'
            : `${value}`
          : value,
  );
