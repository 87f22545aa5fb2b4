/** Steps in which a row is moved: round lengths of time, chosen by how close the picture is. */
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';

const STEPS = [
  MILLISECOND,
  10 * MILLISECOND,
  100 * MILLISECOND,
  SECOND,
  10 * SECOND,
  MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
] as const;

/** The step that a hand can place: about half a pixel or more. In a picture of half an hour, a second. */
export function stepFor(timePerPixel: number): number {
  return STEPS.find((s) => s >= timePerPixel * 0.4) ?? (STEPS[STEPS.length - 1] as number);
}

/** The next finer step: for a hand that holds Alt. */
export function finer(step: number): number {
  const i = STEPS.indexOf(step as (typeof STEPS)[number]);
  return i > 0 ? (STEPS[i - 1] as number) : MILLISECOND;
}

/** To whole steps, and never finer than a scenario file can say. */
export const snapped = (time: number, step: number): number => Math.round(time / step) * step;
