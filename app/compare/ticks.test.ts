import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../engine/time';
import { axisOf } from './axis';
import { ticksOf } from './ticks';

const words = { zone: 'Asia/Jakarta', language: 'en' } as const;
const nine = Date.UTC(2026, 2, 2, 2) * 1000;
/** Windows in a row, each as long as the others. */
const windows = (from: number, length: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ start: from + i * length, end: from + (i + 1) * length }));

it('labels of the shared axis that stand beside each other never read the same, be they seconds or days apart', () => {
  const labels = (lanes: { start: number | null; end: number | null }[], long: number, width: number) =>
    ticksOf(axisOf([nine, nine + long], nine, width), lanes, words).map((tick) => tick.text);
  const noWindow = [{ start: null, end: null }];
  for (const width of [320, 400, 900]) {
    for (const long of [2 * SECOND, 30 * SECOND, 5 * MINUTE, 3 * HOUR, 2 * DAY, 40 * DAY]) {
      const even = labels(noWindow, long, width);
      expect(even.length).toBeGreaterThan(1);
      expect(even.join(' ').length * 7.75, even.join(' ')).toBeLessThan(width + 20);
      expect(even.filter((text, i) => text === even[i - 1])).toEqual([]);
    }
    for (const length of [10 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, DAY]) {
      const edges = labels(windows(nine, length, 6), 6 * length, width);
      expect(edges.filter((text, i) => text === edges[i - 1])).toEqual([]);
    }
  }
  expect(labels(noWindow, 30 * SECOND, 400)).toContain('09:00:10');
  expect(labels(windows(nine, 5 * MINUTE, 6), 30 * MINUTE, 900)).toContain('09:05');
});
