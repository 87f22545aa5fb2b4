/** Where the columns of the strip stand: under the blocks of their batches, where the rails show those as wide as what is said. */
import type { TraceReader } from '../../../engine/trace/reader';
import { blockSince } from '../rails/batches';
import { alongOf, frameOf, type Stretch, textWidth } from '../rails/frame';
import type { View } from '../rails/view';

/** Pixels. */
const LETTERS = 12.5;
const BESIDE = 2;
/** Time flows down in a narrower picture. */
const UPRIGHT = 600;

/** The longest word of these, in pixels: a time may break before its seconds. */
function widest(texts: readonly string[]): number {
  const words = texts.flatMap((text) => text.split(/ |(?=:\d+(?:\.\d+)?$)/));
  return Math.max(0, ...words.map((word) => textWidth(word, LETTERS)));
}

/**
 * Pixels from the left edge of the rails; null: there is no such picture, or not every batch has room there.
 * @param texts what the cells say
 */
export function underBlocks(
  reader: TraceReader,
  batches: readonly number[],
  texts: readonly string[],
  view: View,
  width: number,
): readonly Stretch[] | null {
  if (width <= UPRIGHT) return null;
  const frame = frameOf({ width, height: width }, 'horizontal', false, view, 1);
  const columns = batches.map((batch) => ({
    from: alongOf(frame, blockSince(reader, batch)),
    to: alongOf(frame, reader.trace.batches.startedAt[batch] as number),
  }));
  const { from, to } = frame.along;
  const least = widest(texts) + BESIDE;
  return columns.every((c) => c.from >= from - 1 && c.to <= to + 1 && c.to - c.from >= least) ? columns : null;
}
