/** The steps of a slider over lengths of time: values that mean something, as people say them. */
import { DAY, type Duration, HOUR, MILLISECOND, MINUTE, SECOND } from '../../engine/time';

const ALL: readonly number[] = [
  ...[100, 200, 500].map((n) => n * MILLISECOND),
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((n) => n * SECOND),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 25, 30, 45].map((n) => n * MINUTE),
  ...[1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 7, 14].map((n) => n * DAY),
];

/**
 * Ascending lengths for a scenario whose rows span `span`: none so short that nothing could show it, none longer than
 * twice the span, and `kept` (the values that the scenario came with) in any case.
 */
export function ladder(span: Duration, withZero: boolean, kept: readonly Duration[]): number[] {
  const shortest = Math.min(span / 400, ...kept.filter((k) => k > 0));
  const longest = Math.max(span * 2, ...kept);
  const rungs = new Set([...ALL.filter((d) => d >= shortest && d <= longest), ...kept.filter((k) => k > 0)]);
  if (withZero) rungs.add(0);
  if (rungs.size < 2) for (const d of ALL) rungs.add(d);
  return [...rungs].sort((a, b) => a - b);
}

/** The index of the nearest rung. */
export function rungOf(rungs: readonly number[], value: Duration): number {
  let best = 0;
  for (let i = 1; i < rungs.length; i++) {
    if (Math.abs((rungs[i] as number) - value) < Math.abs((rungs[best] as number) - value)) best = i;
  }
  return best;
}
