import { expect, test } from 'vitest';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { at, runOf, scenarioOf } from '../panel/runs';
import { nextPlace } from '../transport/jump';
import { type Deed, deedsOf } from './deeds';

const deedsAt = (engine: 'flink' | 'kafkaStreams', time: string, withheld = NOTHING_WITHHELD): readonly Deed[] => {
  const run = runOf(scenarioOf('tunnel'), engine);
  const moment = run.at(run.cursorAt(at(time)));
  return deedsOf(run, moment, withheld, moment.batch as number);
};
const kinds = (deeds: readonly Deed[]): string[] => deeds.map((d) => d.kind);

test('in Flink a tick lets the window out that the watermark has passed, the rise first', () => {
  const deeds = deedsAt('flink', '14:11:50');
  expect(kinds(deeds)).toEqual(['rises', 'gives', 'frees']);
  expect(deeds[1]).toMatchObject({ values: expect.arrayContaining([3]) });
});

test('in Kafka Streams the row moves stream time first, then counts, comes out, and closes what is behind the grace', () => {
  expect(kinds(deedsAt('kafkaStreams', '14:30:40'))).toEqual(['rises', 'puts', 'gives', 'frees']);
});

test('the late row is told as late by its window, and to nobody who has still to say it', () => {
  for (const engine of ['flink', 'kafkaStreams'] as const) {
    const late = deedsAt(engine, '14:20:30');
    expect(late).toMatchObject([{ kind: 'late', by: (8 * 60 + 10) * 1_000_000 }]);
    expect(deedsAt(engine, '14:20:30', { ...NOTHING_WITHHELD, rows: 'all' })).toEqual([]);
  }
});

test('a step on is a row or a tick, and the larger step leads from result to result', () => {
  const flink = runOf(scenarioOf('tunnel'), 'flink');
  const { records, batches } = flink.trace;
  const first = nextPlace(flink, 0, 'row', 1, NOTHING_WITHHELD) as number;
  expect(flink.at(first).batch).toBe(0);
  const result = nextPlace(flink, first, 'batch', 1, NOTHING_WITHHELD) as number;
  expect(flink.timeAt(result)).toBe(at('14:11:50'));
  expect(records?.row[flink.at(result).batch as number]).toBe(0xffffffff);
  expect(nextPlace(flink, result, 'batch', -1, NOTHING_WITHHELD)).toBeNull();
  expect(result).toBe((batches.lastEntry[flink.at(result).batch as number] as number) + 1);
});
