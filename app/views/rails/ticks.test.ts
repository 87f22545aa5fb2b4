import { expect, test } from 'vitest';
import { roundTimes } from './ticks';

const at = (iso: string): number => Date.parse(iso) * 1000;
const shown = (from: string, to: string, wanted: number): string[] =>
  roundTimes(at(from), at(to), wanted).map((t) => new Date(t / 1000).toISOString().replace('.000Z', ''));

test.each([
  ['2026-03-02T08:15:23.147Z', '2026-03-02T08:15:24.234Z', 5, ['08:15:23.200', '08:15:23.400', '08:15:23.600']],
  ['2026-03-02T14:01:00Z', '2026-03-02T14:31:00Z', 6, ['14:05:00', '14:10:00', '14:15:00']],
  ['2026-03-02T06:00:00Z', '2026-03-02T23:00:00Z', 6, ['06:00:00', '09:00:00', '12:00:00']],
])('from %s to %s: round times within, about as many as wanted', (from, to, wanted, first) => {
  const times = shown(from, to, wanted).map((t) => t.slice(11).replace('Z', ''));
  expect(times.slice(0, first.length)).toEqual(first);
  expect(times.length).toBeGreaterThanOrEqual(wanted / 2);
  expect(times.length).toBeLessThanOrEqual(wanted * 2);
});

test('weeks begin on Monday, months on their first', () => {
  expect(shown('2026-03-01T00:00:00Z', '2026-03-24T00:00:00Z', 4)).toEqual([
    '2026-03-02T00:00:00',
    '2026-03-09T00:00:00',
    '2026-03-16T00:00:00',
    '2026-03-23T00:00:00',
  ]);
  expect(shown('2025-11-20T00:00:00Z', '2026-03-24T00:00:00Z', 4)).toEqual([
    '2025-12-01T00:00:00',
    '2026-01-01T00:00:00',
    '2026-02-01T00:00:00',
    '2026-03-01T00:00:00',
  ]);
  expect(shown('1990-05-01T00:00:00Z', '2026-03-24T00:00:00Z', 4).map((t) => t.slice(0, 4))).toEqual([
    '2000',
    '2010',
    '2020',
  ]);
});
