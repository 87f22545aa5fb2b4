import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { EngineName } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { valueAt } from '../values';
import { explain } from './explain';
import type { Subject } from './subject';

const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
const run = (name: string, engine: EngineName): TraceReader => opened(recorded(name), engine);
function opened(file: unknown, engine: EngineName): TraceReader {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, engine), parsed.scenario);
}
/** What is told behind when it happened, arrived and was read. */
const told = (reader: TraceReader, subject: Subject): string[] =>
  explain(reader, subject, reader.length)
    .steps.map((s) => s.code)
    .filter((code) => !['happened', 'arrived', 'batchRead'].includes(code));

describe('what became of a row in a join', () => {
  test('Kafka Streams tests none: one that its own store refuses still meets what the other store has', () => {
    const reader = run('kafka-join-store-refuses', 'kafkaStreams');
    expect(told(reader, { kind: 'row', row: 1 })).toEqual(['storeRefused', 'met']);
    expect(told(reader, { kind: 'row', row: 3 })).toEqual(['joinTestsNone', 'keptForPartner', 'met', 'waitsForStore']);
    expect(told(reader, { kind: 'row', row: 4 })).toEqual(['joinTestsNone', 'keptForPartner', 'waitsForStore']);
    expect(explain(reader, { kind: 'row', row: 3 }, reader.length).rows).toEqual([3, 1, 2]);
  });

  test('a row without a key comes out of an outer side at once, and of no other', () => {
    const outer = run('kafka-join-outer-null-keys', 'kafkaStreams');
    for (const row of [0, 2]) expect(told(outer, { kind: 'row', row })).toEqual(['meetsNothing', 'noPartner']);
    for (const output of [0, 1]) expect(told(outer, { kind: 'output', output })).toEqual(['meetsNothing', 'noPartner']);
    expect(told(run('kafka-join-null-key', 'kafkaStreams'), { kind: 'row', row: 0 })).toEqual(['withoutKey']);
  });

  test('Flink takes a row that is exactly at the watermark, and says so', () => {
    const reader = run('flink-join-bounds', 'flink');
    const { steps } = explain(reader, { kind: 'row', row: 3 }, reader.length);
    const tested = steps.find((s) => s.code === 'wasInTime')?.params;
    expect(tested).toEqual({ tested: reader.eventTime(3), eventTime: reader.eventTime(3) });
  });

  test('in Spark a row tells of its partners, or of the nulls, and not of how long it is kept as of an answer', () => {
    const reader = run('join-left-outer-inclusive-bound', 'spark');
    expect(told(reader, { kind: 'row', row: 0 })).toEqual(['wasInTime', 'keptForPartner', 'noPartner']);
    expect(told(reader, { kind: 'row', row: 1 })).toEqual(['wasInTime', 'keptForPartner', 'met']);
    expect(told(run('join-full-outer-late', 'spark'), { kind: 'row', row: 3 })).toContain('dropped');
  });

  test('a pair is told by its two rows', () => {
    for (const [name, engine] of [
      ['flink-join-bounds', 'flink'],
      ['join-left-outer-inclusive-bound', 'spark'],
    ] as const) {
      const reader = run(name, engine);
      const { steps, rows } = explain(reader, { kind: 'output', output: 0 }, reader.length);
      expect(steps.map((s) => s.code)).toEqual(['madeOf', 'madeOf', 'wrote']);
      expect(steps.slice(0, 2).map((s) => s.about)).toEqual(rows.map((row) => ({ kind: 'row', row })));
    }
  });

  test('what a join asks of one side alone has taken a row out, and no filter that the query does not have', () => {
    const reader = run('join-left-outer-null-keys', 'spark');
    const out = [5, 7].map((row) => told(reader, { kind: 'row', row }));
    expect(out).toEqual([['filteredByJoin'], ['filteredByJoin']]);
  });

  test('a filter on the other side of a join is not said to have taken a row out', () => {
    const file = recorded('join-left-outer-null-keys');
    file.query.steps.splice(1, 0, { filter: 'n > 0' });
    const reader = opened(file, 'spark');
    const out = [5, 7].map((row) => told(reader, { kind: 'row', row }));
    expect(out).toEqual([['filteredByJoin'], ['filteredByJoin']]);
  });

  test('a row whose join Spark took out is told so, and the watermark that waits for it for ever', () => {
    const reader = run('join-taken-out-min', 'spark');
    const last = reader.scenario.sources[0]?.rows.count ?? 0;
    expect(told(reader, { kind: 'row', row: last })).toEqual(['joinTakenOut']);
    expect(reader.at(reader.length).watermark).toBe(0);
  });
});

test.each([
  ['join-different-delays', 'spark', 0],
  ['crash-join-leftouter-sink-half-written', 'spark', 0],
  ['flink-join-delays', 'flink', 1000],
  ['flink-union-delays', 'flink', 1000],
] as const)('the watermark is the newest event less the delay of its own input: %s', (name, engine, below) => {
  const reader = run(name, engine);
  let checked = 0;
  for (const entry of reader.trace.batches.lastEntry)
    for (const { code, params } of explain(reader, { kind: 'watermark' }, entry + 1).steps)
      if (code === 'lessDelay') {
        checked++;
        expect(params.newest - params.delay - below).toBe(params.watermark);
      }
  expect(checked).toBeGreaterThan(1);
});

test('a window behind a join waits for a watermark beyond its end: the join may still give rows that are so much older', () => {
  const reader = run('chain-join-then-window-left-time', 'spark');
  const { trace } = reader;
  const cursor = (trace.batches.lastEntry[1] as number) + 1;
  const [starts, ends] = trace.operator?.groups.columns ?? [];
  const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`) * 1000;
  const group = Array.from({ length: trace.operator?.groups.count ?? 0 }, (_, g) => g).find(
    (g) => starts && valueAt(starts, g) === at('12:00:00'),
  ) as number;
  expect(ends && valueAt(ends, group)).toBe(at('12:01:00'));
  const waits = explain(reader, { kind: 'state', group }, cursor).steps.find((s) => s.code === 'waitsForWater');
  // The ad may be ten minutes older than the click, both ends included: to the millisecond.
  expect(waits?.params).toEqual({
    over: at('12:11:00.001'),
    watermark: at('12:02:00'),
    behind: at('12:11:00.001') - at('12:01:00'),
  });
});
