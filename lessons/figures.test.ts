/** The figures that the two lessons turn on, as Spark 4.3.0 gave them. */
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate';
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../engine/time';
import { openTrace } from '../engine/trace/reader';
import { lesson as fraud } from './01-fraud/lesson';
import { alertSeenAt, chargesAfter, flaggedCards, knownAfter } from './01-fraud/stolen';
import { lesson as watermark } from './06-watermark/lesson';
import { sweepPoint } from './06-watermark/sweep';
import { factsOf, lateRows, microseconds } from './facts';
import { runOf, scenarioOf } from './resolve';
import type { Change, Facts, Lesson, RunSpec } from './schema';

function ran(lesson: Lesson, scenario: string, engine: RunSpec['engine'], ...changes: Change[]): Facts {
  const spec: RunSpec = { scenario, engine, changes };
  const run = runOf(lesson, spec);
  return factsOf(scenarioOf(lesson, spec), openTrace(simulate(run.scenario, engine), run.scenario));
}

const at = (time: string): number => microseconds(`2026-03-02T${time}+07:00`);
const delay = (to: string): Change => ({ set: 'delay', to });
const mode = (to: 'update' | 'complete'): Change => ({ set: 'outputMode', to });

describe('the tunnel', () => {
  const tunnel = (...changes: Change[]) => ran(watermark, 'tunnel', 'spark', ...changes);
  const main = tunnel();

  test('the water of each batch is the newest event time before it, less the delay, and never falls', () => {
    expect(main.watermark({ id: 5 })).toBe(at('14:03:50'));
    expect(main.watermark({ id: 6 })).toBe(at('14:06:15'));
    expect(main.watermark({ id: 7 })).toBe(at('14:06:15'));
  });

  test('14:00 comes out at 14:14:00 with 3 of 4, and the pickup of the tunnel is dropped in batch 10, 6 min 30 s late', () => {
    expect(main.answers('w1400')).toMatchObject([{ value: 3, batch: 6, at: at('14:14:00') }]);
    expect(main.truth('w1400')).toBe(4);
    expect(main.batch({ reads: 'tunnel' })).toBe(10);
    expect(main.late('tunnel')).toBe(true);
    const { batches } = main.reader.trace;
    expect(batches.stateDropped[10]).toBe(1);
    expect((batches.lateWatermark[10] as number) - at('14:05:00')).toBe(6 * MINUTE + 30 * SECOND);
  });

  test('it counts if it arrives by 14:14:00, the start of the batch that closes its window', () => {
    const arriving = (time: string) => tunnel({ set: 'arrival', row: 'tunnel', to: `2026-03-02T${time}+07:00` });
    expect(arriving('14:14:00').answers('w1400')[0]).toMatchObject({ value: 4, batch: 6 });
    expect(arriving('14:14:01').answers('w1400')[0]).toMatchObject({ value: 3, batch: 6 });
    expect(at('14:05:00') + 5 * MINUTE).toBe(arriving('14:10:00').arrived('tunnel'));
  });

  test.each([
    ['0 seconds', 15, 5],
    ['5 minutes', 15, 10],
    ['11 minutes 30 seconds', 15, undefined],
    ['11 minutes 31 seconds', 16, 16],
  ])('with a delay of %s it counts %i of 16, after a median of %s min', (to, counted, minutes) => {
    const point = sweepPoint(tunnel(delay(to)));
    expect(point).toMatchObject({ counted, due: 16 });
    if (minutes !== undefined) expect(point.medianWait).toBe(minutes * MINUTE);
  });

  test.each([
    ['0 seconds', 12, Number.POSITIVE_INFINITY],
    ['1 minute', 12, Number.POSITIVE_INFINITY],
    ['2 minutes', 15, 5],
    ['3 minutes', 15, 7],
    ['5 minutes', 15, 8],
    ['10 minutes', 15, 13],
    ['13 minutes 10 seconds', 15, undefined],
    ['13 minutes 11 seconds', 16, 17],
  ])('with a trigger of a minute a delay of %s counts %i of 16, after a median of %s min', (to, counted, minutes) => {
    const point = sweepPoint(ran(watermark, 'tunnel-sweep', 'spark', delay(to)));
    expect(point).toMatchObject({ counted, due: 16 });
    if (minutes !== undefined) expect(point.medianWait).toBe(minutes * MINUTE);
  });

  test('one phone an hour fast drowns the twelve rows from 14:14 on; Spark counts eleven windows', () => {
    const fast = ran(watermark, 'tunnel-clock', 'spark');
    expect(fast.watermark({ id: 5 })).toBe(at('15:03:50'));
    expect(fast.counted('straggler')).toBe(true);
    expect(fast.late('firstLost')).toBe(true);
    expect(lateRows(fast.reader)).toBe(12);
    expect(fast.reader.trace.batches.stateDropped.reduce((a, b) => a + b, 0)).toBe(11);
  });
});

describe('an event of 10:00 that arrives at 10:15', () => {
  const late = (...changes: Change[]) => ran(watermark, 'late-1015', 'spark', ...changes);
  const last = (facts: Facts) => facts.answers('w1000').at(-1);

  test('is ignored by append and by update with a delay of 5 minutes', () => {
    expect(late().answers('w1000')).toMatchObject([{ value: 3, at: at('10:12:00') }]);
    expect(late().late('late')).toBe(true);
    expect(last(late(mode('update')))).toMatchObject({ value: 3, at: at('10:05:00') });
    expect(late(mode('update')).late('late')).toBe(true);
  });

  test('is added at 10:15 by update with 15 minutes and by complete, and waited for until 10:23 by append', () => {
    expect(last(late(mode('update'), delay('15 minutes')))).toMatchObject({ value: 4, at: at('10:15:00') });
    const complete = late(mode('complete')).answers('w1000');
    expect(complete.find((answer) => answer.value === 4)).toMatchObject({ at: at('10:15:00') });
    expect(late(delay('15 minutes')).answers('w1000')).toMatchObject([{ value: 4, at: at('10:23:00') }]);
  });
});

describe('the fraud', () => {
  const spark = ran(fraud, 'fraud', 'spark');
  const daily = (every: string) => ran(fraud, 'fraud', 'dailyBatch', { set: 'every', to: every });

  test('Spark knows after 309 ms, in batch 7; the nightly job after 15 h 43 min 36.109 s', () => {
    expect(alertSeenAt(spark, 'singapore')).toBe(at('08:15:24.200'));
    expect(spark.batch({ alerts: 'singapore' })).toBe(7);
    expect(knownAfter(spark)).toBe(309 * MILLISECOND);
    expect(knownAfter(daily('1 day'))).toBe(15 * HOUR + 43 * MINUTE + 36 * SECOND + 109 * MILLISECOND);
  });

  test.each([
    ['1 day', 10, 25_000_000],
    ['1 hour', 2, 3_550_000],
    ['1 minute', 0, 0],
  ])('with a job every %s, %i more places get Rp %i', (every, places, amount) => {
    const { stolen, blocked } = chargesAfter(daily(every));
    expect(stolen.rows).toHaveLength(places);
    expect(stolen.amount).toBe(amount);
    expect(stolen.amount + blocked.amount).toBe(25_000_000);
  });

  test('Spark and the nightly job flag the same rows: the thief once, the traveller once, nobody else', () => {
    for (const facts of [spark, daily('1 day')]) {
      const { output } = facts.reader.trace;
      // The order within a batch means nothing.
      const alerted = [...output.row.subarray(0, output.table.count)].sort((a, b) => a - b);
      expect(alerted).toEqual([facts.row('singapore'), facts.row('hotelSingapore')]);
      expect(flaggedCards(facts)).toEqual(['c2', 'c6']);
    }
  });
});
