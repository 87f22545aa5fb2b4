/** Where the lab's crash is, and how it is moved: pure. */
import type { CrashingEngine } from '../../engine/engines/names';
import { CRASH_POINTS } from '../../engine/scenario/crashPoints';
import type { Crash, CrashPoint, Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';

/** The engine's crash that the lab shows: its first; null if it has none. */
export const crashOf = (scenario: Scenario, engine: CrashingEngine): Crash | null =>
  (scenario.crashes ?? []).find((c) => c.engine === engine) ?? null;

export const pointsOf = (engine: CrashingEngine): readonly CrashPoint[] => CRASH_POINTS[engine];

/** The batch of a run without crashes that stands nearest to an instant; -1 if there is none. */
export function batchNear(plain: TraceReader, at: number): number {
  const { endedAt, count } = plain.trace.batches;
  let best = -1;
  for (let b = 0; b < count; b++)
    if (best < 0 || Math.abs((endedAt[b] as number) - at) < Math.abs((endedAt[best] as number) - at)) best = b;
  return best;
}

/** The instant at which a crash strikes, or would; NaN if nothing tells it. */
export function instantOf(crash: Crash, plain: TraceReader): number {
  const { where } = crash;
  if (where.kind === 'at') return where.at;
  const { batches, arrivalOrder } = plain.trace;
  if (where.kind === 'batch') return (batches.endedAt[where.batchId] as number | undefined) ?? Number.NaN;
  if (where.kind === 'checkpoint')
    return plain.trace.records?.checkpoints?.find((c) => c.id === where.checkpoint)?.alignedAt ?? Number.NaN;
  if (where.kind === 'commit')
    return plain.trace.records?.commits?.find((c) => c.id === where.commit)?.at ?? Number.NaN;
  const row = arrivalOrder[where.arrival];
  return row === undefined ? Number.NaN : plain.arrivesAt(row);
}

/** To whole seconds where the run is long enough, so that a dragged crash can be read. */
export function snapped(at: number, span: number): number {
  const step = span > 120 * SECOND ? SECOND : span > 12 * SECOND ? SECOND / 10 : SECOND / 1000;
  return Math.round(at / step) * step;
}
