import { expect, test } from 'vitest';
import type { Scenario } from '../../engine/scenario/scenario';
import { HOUR, MINUTE } from '../../engine/time';
import {
  withArrival,
  withDelay,
  withEventTime,
  withOutputMode,
  withParameter,
  withTrigger,
  withWindowSize,
} from './edits';

const scenario = {
  sources: [
    {
      name: 'a',
      rows: {
        specs: [{ name: 'x', type: 'long' }],
        columns: [{ type: 'long', values: Float64Array.of(1, 2) }],
        count: 2,
      },
      arrivesAt: Float64Array.of(10, 20),
    },
    {
      name: 'b',
      rows: {
        specs: [{ name: 't', type: 'timestamp' }],
        columns: [{ type: 'timestamp', values: Float64Array.of(5, 0), nulls: Uint8Array.of(0, 1) }],
        count: 2,
      },
      arrivesAt: Float64Array.of(30, 40),
    },
  ],
  query: {
    from: 'b',
    steps: [
      { kind: 'watermark', column: 't', delay: 5 * MINUTE },
      {
        kind: 'aggregate',
        window: { on: 't', size: 10 * MINUTE, slide: 10 * MINUTE, start: 0 },
        keys: [],
        aggregates: [],
      },
      { kind: 'process', function: 'velocityCheck', keys: [], parameters: { within: '8 hours', other: 1 } },
    ],
  },
  engines: { spark: { outputMode: 'append', trigger: { kind: 'once' } }, dailyBatch: {} },
} as unknown as Scenario;

test('an edit leaves the scenario before it as it was, and shares what it does not touch', () => {
  const after = withArrival(2, 99)(scenario);
  expect(after.sources[1]?.arrivesAt[0]).toBe(99);
  expect(scenario.sources[1]?.arrivesAt[0]).toBe(30);
  expect(after.sources[0]).toBe(scenario.sources[0]);
  expect(after.sources[1]?.rows).toBe(scenario.sources[1]?.rows);
  expect(after.query).toBe(scenario.query);
});

test('moving when a row happened writes the column of the watermark, and a null becomes a time', () => {
  const after = withEventTime(3, 77)(scenario);
  const column = after.sources[1]?.rows.columns[0] as { values: Float64Array; nulls: Uint8Array };
  expect(column.values[1]).toBe(77);
  expect(column.nulls[1]).toBe(0);
});

test('a row of a source without that column cannot be moved in event time', () => {
  expect(withEventTime(0, 77)(scenario)).toBe(scenario);
});

test('a row that does not exist changes nothing', () => {
  expect(withArrival(9, 1)(scenario)).toBe(scenario);
});

test('a tumbling window stays tumbling, a sliding one keeps its slide', () => {
  const tumbling = withWindowSize(7 * MINUTE)(scenario).query.steps[1];
  expect(tumbling).toMatchObject({ window: { size: 7 * MINUTE, slide: 7 * MINUTE } });
  const sliding = {
    ...scenario,
    query: {
      ...scenario.query,
      steps: [{ ...scenario.query.steps[1], window: { on: 't', size: 10, slide: 5, start: 0 } }],
    },
  } as unknown as Scenario;
  expect(withWindowSize(20)(sliding).query.steps[0]).toMatchObject({ window: { size: 20, slide: 5 } });
});

test('settings go where the file has them', () => {
  expect(withDelay(0)(scenario).query.steps[0]).toMatchObject({ delay: 0 });
  expect(withTrigger(MINUTE)(scenario).engines.spark.trigger).toEqual({ kind: 'processingTime', interval: MINUTE });
  expect(withOutputMode('update')(scenario).engines.spark.outputMode).toBe('update');
  expect(withParameter('within', 6 * HOUR)(scenario).query.steps[2]).toMatchObject({
    parameters: { within: '6 hours', other: 1 },
  });
});
