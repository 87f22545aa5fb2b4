/**
 * Whether a batch would have counted a row, had it read it: the scenario is run with the row's arrival moved into that
 * batch's reading, once for each batch. Nothing is inferred: what no run has that batch read is not judged.
 */
import type { EngineName, Scenario } from '../scenario/scenario';
import { simulateSteps } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { KIND } from '../trace/trace';
import type { Trial } from './batchesBy';
import { applyChange } from './change';

/** Plain data. */
export type Taken =
  /** With no arrival that was tried did the batch read the row. */
  | { readonly kind: 'notRead' }
  | {
      /** `duplicate`: it is known already and goes no further. */
      readonly kind: 'counted' | 'late' | 'duplicate' | 'neither';
      /** When it arrived in the run that has it so, microseconds. */
      readonly arrivesAt: number;
      /** The watermark that it was tested against there. */
      readonly tested: number;
      /** In how many groups it counts, and for how many it is late. */
      readonly counted: number;
      readonly late: number;
    };

/** In the order of `trials`; yields the fraction done between runs and inside of long ones. */
export function* takenBySteps(
  scenario: Scenario,
  engine: EngineName,
  row: number,
  trials: readonly Trial[],
): Generator<number, readonly Taken[]> {
  const taken: Taken[] = [];
  for (const [i, trial] of trials.entries()) {
    let found: Taken = { kind: 'notRead' };
    for (const time of trial.arrivals) {
      const moved = applyChange(scenario, { kind: 'arrival', row, time });
      const steps = simulateSteps(moved, engine);
      for (;;) {
        const step = steps.next();
        if (step.done) {
          found = takenIn(openTrace(step.value, moved), row, trial);
          break;
        }
        yield i / trials.length;
      }
      if (found.kind !== 'notRead') break;
    }
    taken.push(found);
    yield (i + 1) / trials.length;
  }
  return taken;
}

const JUDGED: ReadonlySet<string> = new Set(['counted', 'late', 'duplicate']);

function takenIn(reader: TraceReader, row: number, { startedAt, nth }: Trial): Taken {
  const { trace } = reader;
  const { batches } = trace;
  const batch = batches.startedAt.indexOf(startedAt) + nth;
  const read = reader.readings(row).find((reading) => reader.entry(reading).batch === batch);
  if (read === undefined || batches.startedAt[batch] !== startedAt) return { kind: 'notRead' };
  // Before its last entry, which may be a crash that undoes it: until then it has said what it makes of the row.
  const status = reader.at(batches.lastEntry[batch] as number).rowStatus(row);
  const { verdicts } = reader.rowEntries(row, read + 1);
  const count = (kind: number): number => verdicts.filter((entry) => trace.kinds[entry] === kind).length;
  return {
    kind: JUDGED.has(status) ? (status as 'counted' | 'late' | 'duplicate') : 'neither',
    arrivesAt: reader.arrivesAt(row),
    tested: batches.lateWatermark[batch] as number,
    counted: count(KIND.rowGrouped),
    late: count(KIND.rowLate),
  };
}
