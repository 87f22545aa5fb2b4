/** Where the lab's crash is, and how it is moved: pure. */
import { type CrashPlace, crashPlaces, isSamePlace, type PlacedCrash } from '../../engine/crashPlaces';
import { CRASH_POINTS } from '../../engine/scenario/crashPoints';
import type { Crash, CrashPoint, EngineName, Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { writtenBySteps } from '../../engine/trace/steps';
import { NONE, type Trace } from '../../engine/trace/trace';
import type { Texts } from '../../i18n';
import { number } from '../../i18n/format';
import type { Labels } from '../trace/labels';
import { stepName } from '../trace/steps';

/** An engine's crashes, as the file has them. */
export const crashesOf = (scenario: Scenario, engine: EngineName): readonly Crash[] =>
  (scenario.crashes ?? []).filter((c) => c.engine === engine);

/** The one that the lab moves: the last; null if there is none. */
export const crashOf = (scenario: Scenario, engine: EngineName): Crash | null =>
  crashesOf(scenario, engine).at(-1) ?? null;

/** Where one more crash is put: at the same point as the one before, some way behind its restart; null: nothing comes. */
export function placeOfNext(plain: TraceReader, after: CrashPoint | null, back: number): CrashPlace | null {
  const later = placesOf(plain).filter((p) => p.at > back && (after === null || p.where.after === after));
  return later[later.length >> 1]?.where ?? null;
}

export const pointsOf = (engine: EngineName): readonly CrashPoint[] => CRASH_POINTS[engine];

/** All places of a run without crashes, found once. */
export function placesOf({ trace }: TraceReader): readonly PlacedCrash[] {
  let found = known.get(trace);
  if (!found) {
    found = crashPlaces(trace);
    known.set(trace, found);
  }
  return found;
}
const known = new WeakMap<Trace, readonly PlacedCrash[]>();

/** The place of a point that stands nearest to an instant; null if the run never comes to that point. */
export function placeNear(plain: TraceReader, after: CrashPoint, at: number): PlacedCrash | null {
  let best: PlacedCrash | null = null;
  for (const place of placesOf(plain))
    if (place.where.after === after && (best === null || Math.abs(place.at - at) < Math.abs(best.at - at)))
      best = place;
  return best;
}

/** The next place of the same point (of any, where `after` is null) at another instant. */
export function placeBeside(
  plain: TraceReader,
  after: CrashPoint | null,
  at: number,
  direction: 1 | -1,
): PlacedCrash | null {
  const all = placesOf(plain).filter((p) => after === null || p.where.after === after);
  const found = direction > 0 ? all.find((p) => p.at > at) : all.findLast((p) => p.at < at);
  return found ?? null;
}

/** The instant at which a crash strikes, or would; NaN if nothing tells it. */
export function instantOf({ where }: Pick<Crash, 'where'>, plain: TraceReader): number {
  if (where.kind === 'at') return where.at;
  const place = placesOf(plain).find((p) => isSamePlace(p.where, where));
  if (place) return place.at;
  // Row by row the file can also name the checkpoint or the commit that covers a row; of batches that which reads it.
  const row = where.kind === 'arrival' ? plain.trace.arrivalOrder[where.arrival] : undefined;
  if (row === undefined) return Number.NaN;
  const behind = placesOf(plain).find((p) => p.where.after === where.after && p.at >= plain.arrivesAt(row));
  return behind?.at ?? plain.arrivesAt(row);
}

/** Where a crash is put first: at the first step that writes something, which tells the sinks apart. */
export function firstInstant(plain: TraceReader): number {
  const { trace } = plain;
  const written = writtenBySteps(trace).findIndex((n) => n > 0);
  return written < 0 ? (plain.timeAt(0) + trace.endsAt) / 2 : (trace.batches.endedAt[written] as number);
}

/** Within a sentence: `batch 6`, `row 3`, `checkpoint 2`, `commit 4`. */
export function placeName(where: CrashPlace, plain: TraceReader, labels: Labels, t: Texts): string {
  const { records, batches } = plain.trace;
  if (where.kind === 'checkpoint') return t.crashLab.checkpointName(number(where.checkpoint, labels.language));
  if (where.kind === 'commit') return t.crashLab.commitName(number(where.commit, labels.language));
  let step = -1;
  if (where.kind === 'batch') step = where.batchId;
  else if (records) {
    const row = plain.trace.arrivalOrder[where.arrival];
    step = records.row.findIndex((r) => r !== NONE && r === row);
  }
  return step >= 0 && step < batches.count ? stepName(plain, step, labels, t.stage.step) : '';
}

/** To whole seconds where the run is long enough, so that a dragged crash can be read. */
export function snapped(at: number, span: number): number {
  const step = span > 120 * SECOND ? SECOND : span > 12 * SECOND ? SECOND / 10 : SECOND / 1000;
  return Math.round(at / step) * step;
}
