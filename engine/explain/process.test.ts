import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measuresOf } from '../measure/measures';
import { parseScenario } from '../scenario/parse';
import type { EngineName } from '../scenario/scenario';
import { simulate } from '../simulate';
import { causesOf } from '../trace/causes';
import { openTrace, type TraceReader } from '../trace/reader';
import { NONE } from '../trace/trace';
import { valueAt } from '../values';
import { explain } from './explain';
import type { Explanation, StepCode } from './explanation';

function run(name: string, engine: EngineName = 'spark'): TraceReader {
  const file = new URL(`../conformance/cases/${name}.json`, import.meta.url);
  const parsed = parseScenario(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, engine), parsed.scenario);
}
const codes = (e: Explanation): StepCode[] => e.steps.map((s) => s.code);
const step = <C extends StepCode>(e: Explanation, code: C) =>
  e.steps.find((s) => s.code === code) as Extract<Explanation['steps'][number], { code: C }> | undefined;
const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`) * 1000;
/** The groups of a run by their keys, as text. */
const groupOf = (reader: TraceReader, ...keys: unknown[]): number => {
  const { groups } = reader.trace.operator as NonNullable<TraceReader['trace']['operator']>;
  for (let g = 0; g < groups.count; g++) if (groups.columns.every((c, i) => valueAt(c, g) === keys[i])) return g;
  throw new Error(`no group ${keys}`);
};
const whyRow = (reader: TraceReader, row: number, cursor = reader.length) =>
  explain(reader, { kind: 'row', row }, cursor);
const whyState = (reader: TraceReader, group: number, cursor = reader.length) =>
  explain(reader, { kind: 'state', group }, cursor);

test('a visit that came out: its rows, the timer that the water passed', () => {
  const reader = run('sessionize-visit');
  const output = [...reader.trace.output.row.keys()].find((o) => reader.trace.output.row[o] === NONE) as number;
  const why = explain(reader, { kind: 'output', output }, reader.length);
  expect(codes(why)).toEqual(['visitOver', 'timerFired', 'wrote']);
  expect(step(why, 'visitOver')?.params).toMatchObject({ rows: 1, start: at('12:02:00'), end: at('12:02:00') });
});

test('each row of a batch is shown with the state that it itself made', () => {
  const reader = run('sessionize-visit');
  expect(codes(whyRow(reader, 1))).toEqual(['happened', 'arrived', 'batchRead', 'wasInTime', 'counted']);
  expect(step(whyRow(reader, 0), 'counted')?.params.values).toEqual([1, at('12:00:00'), at('12:00:00')]);
  expect(step(whyRow(reader, 1), 'counted')?.params.values).toEqual([2, at('12:00:00'), at('12:04:00')]);
});

test('an open visit waits for the water at its last row and the gap', () => {
  const reader = run('sessionize-visit');
  const why = whyState(reader, groupOf(reader, 'a'), reader.cursorAt(at('12:01:00')));
  expect(codes(why)).toEqual(['rowsOf', 'held', 'waitsForWater']);
  expect(step(why, 'waitsForWater')?.params.over).toBe(at('12:14:00'));
});

test('a late row is dropped before the function, and no window is spoken of', () => {
  const reader = run('sessionize-late');
  const late = [...reader.trace.arrivalOrder].filter((row) => reader.at(reader.length).rowStatus(row) === 'late');
  expect(late.length).toBeGreaterThan(0);
  for (const row of late)
    expect(codes(whyRow(reader, row))).toEqual(['happened', 'arrived', 'batchRead', 'waterWasPast', 'dropped']);
});

test('a row of a running total came out with it, and no row is late for the function', () => {
  const reader = run('running-total-ttl');
  const why = whyRow(reader, 1);
  expect(codes(why)).toEqual(['happened', 'arrived', 'batchRead', 'neverLate', 'counted', 'ranTo']);
  expect(step(why, 'ranTo')?.params).toEqual({ total: 3 });
});

test('a row without value changed nothing, and came out with the total as it was', () => {
  const why = whyRow(run('running-total-nulls'), 2);
  expect(codes(why).slice(-3)).toEqual(['neverLate', 'changedNothing', 'ranTo']);
  expect(step(why, 'ranTo')?.params).toEqual({ total: 4 });
});

test('what will expire says when, and what has expired says that nothing wrote it again', () => {
  const reader = run('running-total-ttl');
  const group = groupOf(reader, 'a');
  const held = whyState(reader, group, reader.cursorAt(at('12:02:00')));
  expect(codes(held)).toEqual(['rowsOf', 'held', 'waitsForClock']);
  expect(step(held, 'waitsForClock')?.params).toMatchObject({ until: at('12:04:00'), expires: true });
  const gone = whyState(reader, group);
  expect(codes(gone)).toEqual(['rowsOf', 'timeWasUp', 'freed']);
  expect(step(gone, 'timeWasUp')?.params).toMatchObject({ expired: true });
});

test('an alert says which sum it passed, and its span waits for a timer of the clock', () => {
  const reader = run('threshold-alert');
  expect(step(whyRow(reader, 1), 'passedThreshold')?.params).toEqual({ total: 12, above: 10 });
  const held = whyState(reader, groupOf(reader, 'a'), reader.cursorAt(at('12:01:00')));
  expect(step(held, 'waitsForClock')?.params).toMatchObject({ until: at('12:03:00'), expires: false });
  const gone = whyState(reader, groupOf(reader, 'b'), reader.cursorAt(at('12:03:00')));
  expect(step(gone, 'timeWasUp')?.params).toMatchObject({ expired: false, until: at('12:03:00') });
});

test('users are counted by the batch, and each is a row of state', () => {
  const reader = run('distinct-users');
  expect(step(whyRow(reader, 2), 'usersCounted')?.params).toEqual({ users: 2 });
  expect(step(whyState(reader, groupOf(reader, 'x', 'ani')), 'neverOver')?.params).toEqual({ reason: 'noTimer' });
});

test('a batch without rows says that its tick came, where the water had not risen', () => {
  const reader = run('threshold-alert');
  const { numInputRows } = reader.trace.batches;
  const empty = numInputRows.indexOf(0);
  expect(codes(explain(reader, { kind: 'batch', batch: empty }, reader.length))).toEqual([
    'tick',
    'noRowsButClock',
    'batchDid',
  ]);
});

test('what a function gives is never judged: no truth, no completeness, no wait', () => {
  for (const name of ['sessionize-visit', 'distinct-users', 'running-total', 'threshold-alert'])
    for (const engine of ['spark', 'dailyBatch'] as const) {
      const reader = run(name, engine);
      const end = reader.at(reader.length);
      expect(end.results().length).toBe(reader.trace.output.table.count);
      expect(end.results().every((r) => r.final && r.right && r.truth === null)).toBe(true);
      expect(measuresOf(end)).toMatchObject({ completeness: null, medianWait: null, neverRight: 0, due: 0 });
      expect(codes(explain(reader, { kind: 'measure', measure: 'completeness' }, reader.length))).toEqual([
        'notJudged',
      ]);
    }
});

test('the most that was held counts rows of state, and not the items of their lists', () => {
  const reader = run('sessionize-several-visits-in-a-batch');
  expect(measuresOf(reader.at(reader.length))).toMatchObject({ peakDuringBatch: 2, peakAfterBatch: 2 });
});

test('a version comes from the row that made it, and what expired from the tick', () => {
  const reader = run('running-total-ttl');
  const entries = Array.from({ length: reader.length }, (_, i) => reader.entry(i));
  const puts = entries.flatMap((e, i) => (e.kind === 'statePut' ? [i] : []));
  expect(reader.entry(causesOf(reader, puts[1] as number)[0] as number)).toMatchObject({ kind: 'rowGrouped', row: 1 });
  const evicted = entries.findIndex((e) => e.kind === 'stateEvicted');
  expect(causesOf(reader, evicted).map((c) => reader.entry(c).kind)).toEqual(['statePut', 'batchPlanned']);
});

test('a daily batch has every visit, also those that no water has passed', () => {
  const { output } = run('sessionize-visit', 'dailyBatch').trace;
  const rows = output.table.columns[output.table.specs.findIndex((s) => s.name === 'rows')];
  const last = Math.max(...output.batch);
  const counted = [...output.batch.keys()]
    .filter((o) => output.batch[o] === last)
    .map((o) => valueAt(rows as never, o));
  expect(counted.reduce((a: number, b) => a + Number(b), 0)).toBe(7);
});

test.each([
  ['flink', 'flink-velocity-late-row-is-seen'],
  ['kafkaStreams', 'kafka-velocity-late-row-is-seen'],
] as const)(
  '%s drops no row before a function: a late one is told to have been seen, and gave its alert',
  (engine, name) => {
    const reader = run(name, engine);
    // 8:12 of key a, behind 8:30 of key b.
    const why = whyRow(reader, 2);
    expect(codes(why)).toEqual(['happened', 'arrived', 'batchRead', 'notTested', 'counted', 'suspicious']);
    expect(step(why, 'notTested')?.params).toEqual({ function: 'velocityCheck', late: true });
    expect(step(whyRow(reader, 1), 'notTested')?.params.late).toBe(false);
  },
);

test.each([
  ['flink', 'flink-sessionize', '08:04:59.999'],
  ['kafkaStreams', 'kafka-sessionize', '08:05:00.000'],
] as const)('%s: a visit comes out at its timer, by the water that was there', (engine, name, water) => {
  const reader = run(name, engine);
  const output = [...reader.trace.output.row.keys()].find((o) => reader.trace.output.row[o] === NONE) as number;
  const why = explain(reader, { kind: 'output', output }, reader.length);
  expect(codes(why)).toEqual(['visitOver', 'timerFired', 'wrote']);
  expect(step(why, 'timerFired')?.params.watermark).toBe(Date.parse(`2027-01-05T${water}Z`) * 1000);
});

test('a timer by the clock ends a span on Flink at its instant; the punctuator of Kafka Streams comes by once a second', () => {
  for (const [engine, name, at] of [
    ['flink', 'flink-threshold-alert', '09:00:30.000'],
    ['kafkaStreams', 'kafka-threshold-alert', '09:00:30.000'],
  ] as const) {
    const reader = run(name, engine);
    const why = whyState(reader, groupOf(reader, 'a'), reader.cursorAt(Date.parse('2027-01-05T09:00:35Z') * 1000));
    expect(codes(why)).toEqual(['rowsOf', 'timeWasUp', 'freed']);
    expect(reader.entry((why.steps.at(-1)?.cursor as number) - 1).processingTime).toBe(
      Date.parse(`2027-01-05T${at}Z`) * 1000,
    );
    const batch = reader.entry((why.steps.at(-1)?.cursor as number) - 1).batch as number;
    const tick = explain(reader, { kind: 'batch', batch }, reader.length);
    expect(step(tick, 'processed')?.params.by).toBe('function');
  }
});

test('a key that nothing frees tests no row; one that event time frees says until when, and who came too late', () => {
  const kept = run('flink-dedup', 'flink');
  expect(codes(whyRow(kept, 4))).toEqual(['happened', 'arrived', 'batchRead', 'notTested', 'counted']);
  const freed = run('flink-dedup-event-time', 'flink');
  expect(codes(whyRow(freed, 5))).toEqual(['happened', 'arrived', 'batchRead', 'waterWasPast', 'dropped']);
  expect(codes(whyRow(freed, 1))).toEqual(['happened', 'arrived', 'batchRead', 'duplicate']);
});
