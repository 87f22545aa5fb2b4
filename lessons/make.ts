/** Small words with which lessons are written: figures of their own, changes to a run, the latency of rows. */
import type { Figure } from './figure';
import { placeOf } from './place';
import type { BatchRef, Change, CursorRef, Facts, LoopChange, Spot } from './schema';

export const NO_FIGURE: Figure = { kind: 'none' };
/** None where there is no number. */
export const count = (value: number | null | undefined): Figure =>
  value === null || value === undefined || Number.isNaN(value) ? NO_FIGURE : { kind: 'count', value };
/** Rupiah. */
export const money = (value: number): Figure => ({ kind: 'money', value });
/** A length of time in microseconds, rounded to `parts` of its largest units. */
export const length = (value: number, parts?: number): Figure => ({ kind: 'duration', value, parts });
export const time = (value: number | null | undefined): Figure =>
  value === null || value === undefined || !Number.isFinite(value) ? NO_FIGURE : { kind: 'time', value };
export const clock = (value: number): Figure => ({ kind: 'clock', value });
export const share = (value: number, digits?: number): Figure => ({ kind: 'share', value, digits });

/** Changes by the setting that they set. */
export const set = {
  delay: (to: string): Change => ({ set: 'delay', to }),
  trigger: (to: string): Change => ({ set: 'trigger', to }),
  every: (to: string): Change => ({ set: 'every', to }),
  at: (to: string): Change => ({ set: 'at', to }),
  mode: (to: 'append' | 'update' | 'complete'): Change => ({ set: 'outputMode', to }),
  sink: (to: 'append' | 'idempotent' | 'transactional'): Change => ({ set: 'sink', to }),
  loop: (to: LoopChange): Change => ({ set: 'loop', to }),
  arrival: (row: string, to: string): Change => ({ set: 'arrival', row, to }),
};

/** Rows that a run gave to its sink; NaN for a run that is not there. */
export const written = (facts: Facts | undefined): number => facts?.reader.trace.output.table.count ?? Number.NaN;

/** Whether the learner stands in a batch: it has begun, and the next thing after it has not happened. */
export function during({ facts, cursor }: Spot, ref: BatchRef): boolean {
  const batch = facts.batch(ref);
  if (batch === null) return false;
  const { firstEntry } = facts.reader.trace.batches;
  return cursor > (firstEntry[batch] as number) && cursor <= placeOf({ at: 'committed', batch: ref }, facts);
}

/** Whether the learner stands before a place, or at it. */
export const upTo = ({ facts, cursor }: Spot, place: CursorRef): boolean => cursor <= placeOf(place, facts);
