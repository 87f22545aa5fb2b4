/** Crashes of a scenario that never struck: what they name does not exist in the run. It is known once it has run. */
import { at, type Fault, fault } from '../faults';
import { formatInZone } from '../instant';
import type { Crash, Scenario } from '../scenario/scenario';
import { stepKindOf } from '../trace/steps';
import { KIND, NONE, type Trace } from '../trace/trace';

/** A fault for each crash of the scenario that the run had no place for. After a failure of the query there is none. */
export function unmetCrashes(scenario: Scenario, trace: Trace): Fault[] {
  if (trace.failure) return [];
  return (scenario.crashes ?? []).flatMap((crash, i) => {
    if (crash.engine !== trace.engine || trace.crashes.some((c) => c.fault === i)) return [];
    return [unmet(crash, scenario, trace)];
  });
}

/** The same scenario without those crashes: the run is what it was. */
export const withoutUnmet = (scenario: Scenario, { engine, crashes }: Trace): Scenario => ({
  ...scenario,
  crashes: (scenario.crashes ?? []).filter((c, i) => c.engine !== engine || crashes.some(({ fault }) => fault === i)),
});

/** From when to when an engine runs, microseconds; -Infinity: it has been running since before the first row. */
function lifeOf(scenario: Scenario, { engine, batches, endsAt }: Trace): { begins: number; ends: number } {
  const { startAt, trigger } = scenario.engines.spark;
  const first = batches.startedAt[0] ?? 0;
  const ends = scenario.until ?? endsAt;
  // A loop sleeps at first, an interval long: what names an instant of that, or later, strikes.
  if (engine === 'batchLoop') return { begins: first, ends };
  if (engine !== 'spark') return { begins: Number.NEGATIVE_INFINITY, ends };
  const bounded = trigger.kind !== 'processingTime';
  return { begins: startAt ?? (bounded ? first : Number.NEGATIVE_INFINITY), ends: bounded ? endsAt : ends };
}

function unmet({ where, place }: Crash, scenario: Scenario, trace: Trace): Fault {
  const { batches } = trace;
  const path = at(at('faults', place), 'crash');
  switch (where.kind) {
    case 'batch': {
      const last = batches.count === 0 ? null : Math.max(...batches.batchId);
      return fault(at(path, 'batchId'), 'noSuchBatch', { batchId: where.batchId, last, step: stepKindOf(trace) });
    }
    case 'checkpoint': {
      const last = Math.max(0, ...(trace.records?.checkpoints ?? []).map((c) => c.id));
      return fault(at(path, 'checkpoint'), 'noSuchCheckpoint', {
        checkpoint: where.checkpoint,
        after: where.after,
        last,
      });
    }
    case 'commit': {
      const last = trace.records?.commits?.at(-1)?.id ?? 0;
      return fault(at(path, 'commit'), 'noSuchCommit', { commit: where.commit, after: where.after, last });
    }
    case 'arrival': {
      const read = new Set<number>();
      for (const [i, kind] of trace.kinds.entries()) if (kind === KIND.rowRead) read.add(trace.refs[i] as number);
      const last = trace.arrivalOrder.findLastIndex((row) => read.has(row));
      if (trace.engine === 'flink' && where.arrival <= last)
        return fault(at(path, 'after'), 'noCheckpointBehind', { arrival: where.arrival, after: where.after });
      if (trace.engine === 'kafkaStreams' && where.arrival <= last)
        return fault(at(path, 'after'), 'noCommitBehind', { arrival: where.arrival, after: where.after });
      return fault(at(path, 'arrival'), 'arrivalNotRead', {
        arrival: where.arrival,
        last: last < 0 ? null : last,
        step: stepKindOf(trace),
      });
    }
    case 'at': {
      const time = (t: number): string => formatInZone(t, scenario.timeZone);
      const down = trace.crashes.find((c) => c.at <= where.at && (where.at < c.restartsAt || c.restarted === NONE));
      const { begins, ends } = lifeOf(scenario, trace);
      const [why, since] = down
        ? (['down', down.at] as const)
        : where.at < begins
          ? (['notYet', begins] as const)
          : (['ended', ends] as const);
      const { engine } = trace;
      return fault(at(path, 'at'), 'notRunningThen', { at: time(where.at), why, since: time(since), engine });
    }
  }
}
