import { expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { EngineName, Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { waterSteps } from './waterSteps';

const NOON = Date.UTC(2026, 2, 2, 12);
const iso = (seconds: number): string => new Date(NOON + seconds * 1000).toISOString();

/** Rows at 10, 20, 30 and 40 s, one by one in two partitions; each happened two seconds before. */
function scenario(faults: readonly object[] = []): Scenario {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'two',
    sources: {
      rows: {
        columns: { t: 'timestamp' },
        partitions: 2,
        arrivals: [10, 20, 30, 40].map((s, i) => ({ arrivesAt: iso(s), partition: i % 2, row: { t: iso(s - 2) } })),
      },
    },
    query: {
      from: 'rows',
      steps: [
        { watermark: 't', delay: '5 seconds' },
        { groupBy: { window: { on: 't', size: '1 minute' } }, aggregate: { n: 'count(*)' } },
      ],
    },
    engines: { flink: { watermarkInterval: '0 seconds' }, kafkaStreams: { grace: '3 seconds' } },
    faults,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** By task, at which second the water came to which (null: there was none any more). */
const ways = (of: Scenario, engine: EngineName) =>
  Object.fromEntries(
    [...waterSteps(simulate(of, engine))].map(([name, steps]) => [
      name,
      steps.map(({ from, at }) => [
        (from - NOON * 1000) / 1e6,
        at === Number.NEGATIVE_INFINITY ? null : (at - NOON * 1000) / 1e6,
      ]),
    ]),
  );

test('in Kafka Streams each task has its own: the stream time of its operator less the grace', () => {
  expect(ways(scenario(), 'kafkaStreams')).toEqual({
    '0': [
      [10, 5],
      [30, 25],
    ],
    '1': [
      [20, 15],
      [40, 35],
    ],
  });
});

test('in Flink it is the smallest of the partitions, and begins anew after a crash', () => {
  const crash = { engine: 'flink', crash: { at: iso(35) }, restartAfter: '1 second' };
  expect(ways(scenario([crash]), 'flink')['']).toEqual([
    [20, 2.999],
    [30, 12.999],
    [35, null],
    [36, 2.999],
    [36, 12.999],
    [40, 22.999],
  ]);
});

test('in Spark it rises when a batch ends, and stands in the offset log', () => {
  const crash = { engine: 'spark', crash: { at: iso(35) }, restartAfter: '1 second' };
  const rises = ways(scenario([crash]), 'spark')[''] ?? [];
  expect(rises.map(([, at]) => at)).toEqual([3, 13, 23, 33]);
});
