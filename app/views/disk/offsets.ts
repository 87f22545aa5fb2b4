/** Offsets as the picture of the disk says them: what was read, and where reading goes on. Read off the trace. */
import type { Trace } from '../../../engine/trace/trace';
import type { Chip, Drawing } from './model';

/** Up to so many offsets of one partition stand one by one. */
const MOST_CELLS = 4;
/** Of more partitions than this only how many there are is said. */
const MOST_PARTITIONS = 3;

/** By partition (all of all sources): the offset after the last row that was read. */
export type Positions = readonly number[];

export const startOf = ({ batches }: Trace): Positions => batches.partitionNames.map(() => 0);

/** Behind a batch or a step; -1: before the first. */
export function behind(trace: Trace, step: number): Positions {
  if (step < 0) return startOf(trace);
  const n = trace.batches.partitionNames.length;
  return [...trace.batches.offsetEnd.subarray(step * n, (step + 1) * n)];
}

/** `18–20`; of several partitions `p0 18–20, p2 4`. Empty where nothing was read. */
export function rangeText(from: Positions, to: Positions, { n, t }: Drawing): string {
  const parts = to.flatMap((end, p) => {
    const begin = from[p] ?? 0;
    if (end <= begin) return [];
    const range = end - begin === 1 ? n(begin) : `${n(begin)}–${n(end - 1)}`;
    return [to.length === 1 ? range : `p${p} ${range}`];
  });
  return parts.length > MOST_PARTITIONS ? t.ofPartitions(parts.length) : parts.join(', ');
}

/** The offsets of a range one by one, of which `done` have been read; undefined where they are many. */
export function cellsOf(from: Positions, to: Positions, done: number, { n }: Drawing): Chip['cells'] {
  const [begin, end] = [from[0] ?? 0, to[0] ?? 0];
  if (to.length !== 1 || end - begin > MOST_CELLS || end <= begin) return undefined;
  return Array.from({ length: end - begin }, (_, i) => ({ text: n(begin + i), done: i < done }));
}

/** `next 21`; of several partitions `next 21, 4`. */
export function nextText(at: Positions, { n, t }: Drawing): string {
  return at.length > MOST_PARTITIONS ? t.nextOf(at.length) : t.next(at.map(n).join(', '));
}

/** The offset at which reading goes on, within a sentence: `18`; of several partitions `18, 4`. */
export const placeText = (at: Positions, { n, t }: Drawing): string =>
  at.length > MOST_PARTITIONS ? t.ofPartitions(at.length) : at.map(n).join(', ');
