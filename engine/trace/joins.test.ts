import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { EngineName, JoinType } from '../scenario/scenario';
import { simulate } from '../simulate';
import { MINUTE } from '../time';
import { valueAt } from '../values';
import adsAndClicks from './adsAndClicks.fixture.json';
import { inputsAt, type Joins, joinsOf } from './joins';
import ordersPaidAndShipped from './ordersPaidAndShipped.fixture.json';
import { openTrace, type TraceReader } from './reader';
import { NONE } from './trace';

function run(file: unknown, engine: EngineName): TraceReader {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(parsed.faults.map((f) => f.code).join());
  return openTrace(simulate(parsed.scenario, engine), parsed.scenario);
}
const joined = (reader: TraceReader): Joins => joinsOf(reader) as Joins;
const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../conformance/cases/${name}.json`), 'utf8'));

function ofType(type: JoinType): typeof adsAndClicks {
  const file = structuredClone(adsAndClicks);
  const step = file.query.steps[1];
  if (step?.join) step.join.type = type;
  return file;
}

/** Output by output, the rows that it says it was made of, and those that the trace ties to it. */
function expectTiesToSayWhatCameOut(reader: TraceReader): number {
  const { table, tie } = reader.trace.output;
  const ties = new Map(
    joined(reader)
      .tiesAt(reader.length)
      .map((t) => [t.number, t]),
  );
  let checked = 0;
  for (let o = 0; o < table.count; o++) {
    const t = ties.get(tie?.[o] as number);
    // What a crash has undone came out all the same.
    if (!t) continue;
    const [left, right] = reader.scenario.sources;
    for (const [source, row] of [
      [left, t.left],
      [right, t.right],
    ] as const)
      for (const { name } of source?.rows.specs ?? []) {
        const column = table.specs.findIndex((s) => s.name === name);
        if (column < 0) continue;
        expect(valueAt(table.columns[column] as never, o)).toEqual(row === NONE ? null : reader.value(row, name));
        checked++;
      }
  }
  return checked;
}

describe('what a trace says of a join', () => {
  test.each([
    ['spark', 'inner'],
    ['spark', 'leftOuter'],
    ['spark', 'rightOuter'],
    ['spark', 'fullOuter'],
    ['flink', 'inner'],
    ['kafkaStreams', 'leftOuter'],
    ['kafkaStreams', 'fullOuter'],
  ] as const)('each row that came out is tied to the rows that it was made of: %s, %s', (engine, type) => {
    expect(expectTiesToSayWhatCameOut(run(ofType(type), engine))).toBeGreaterThan(20);
  });

  test.each([
    ['crash-join-leftouter-state-written', 'spark'],
    ['crash-join-leftouter-sink-written', 'spark'],
    ['crash-lost-join', 'spark'],
    ['flink-crash-join', 'flink'],
    ['kafka-crash-join', 'kafkaStreams'],
    ['flink-join-partitions', 'flink'],
    ['kafka-join-left-of-tasks', 'kafkaStreams'],
    ['kafka-join-outer-null-keys', 'kafkaStreams'],
  ] as const)('the same after a crash, with several partitions, and of rows without a key: %s', (name, engine) => {
    expect(expectTiesToSayWhatCameOut(run(recorded(name), engine))).toBeGreaterThan(0);
  });

  test('a left semi join names what its left row met, of which nothing comes out', () => {
    const reader = run(recorded('join-left-semi-first-match'), 'spark');
    const ties = joined(reader).tiesAt(reader.length);
    expect(ties.length).toBe(reader.trace.output.table.count);
    for (const { left, right } of ties) {
      expect(right).not.toBe(NONE);
      expect(reader.value(left, 'a')).toBe(reader.value(right, 'b'));
    }
  });

  test('a row waits, is met, and is let go, each at its cursor', () => {
    const reader = run(ofType('leftOuter'), 'spark');
    // The second ad has one click, which comes too late for it: six minutes and forty seconds behind the ad.
    const story: string[] = [];
    for (let cursor = 0; cursor <= reader.length; cursor++) {
      const [ad] = joined(reader).of(1, cursor);
      const says = ad ? `${ad.held ? 'held' : 'gone'} ${ad.ties.length} ${ad.alone ? 'alone' : '-'}` : 'none';
      if (says !== story.at(-1)) story.push(says);
    }
    expect(story).toEqual(['none', 'gone 0 -', 'held 0 -', 'gone 0 alone']);
    const [met] = joined(reader).of(0, reader.length);
    expect(met).toMatchObject({ side: 'left', held: false, alone: null, ties: [{ left: 0, right: 11 }] });
    expect(met?.freed).not.toBeNull();
  });

  test('the range of the condition is there, inclusive, and infinite where nothing bounds it', () => {
    const range = (name: string) => {
      const { lower, upper } = run(recorded(name), 'spark').trace.operator?.join ?? {};
      return [lower, upper];
    };
    expect(range('join-inner-range')).toEqual([0, 10 * MINUTE]);
    expect(range('join-inner-strict-bounds')[1]).toBe(10 * MINUTE - 1000);
    expect(range('join-inner-upper-bound-only')).toEqual([Number.NEGATIVE_INFINITY, 10 * MINUTE]);
    expect(range('join-equal-times')).toEqual([0, 0]);
    expect(range('join-inner-without-bound')).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  test.each([
    ['join-slow-side-max', 'max'],
    ['join-different-delays', 'min'],
    ['join-silent-side', 'min'],
  ] as const)('in Spark the watermark of a batch is the %s of the inputs’ as they stand then', (name, policy) => {
    const { trace, length } = run(recorded(name), 'spark');
    const { batches } = trace;
    let highest = 0;
    for (let b = 0; b < batches.count; b++) {
      const inputs = inputsAt(trace, (batches.lastEntry[b] as number) + 1).map((i) => i.clock);
      expect(inputs).toHaveLength(2);
      highest = Math.max(highest, Math[policy](...inputs));
      expect(batches.nextWatermark[b]).toBe(highest);
    }
    expect(inputsAt(trace, length)).toHaveLength(2);
  });

  test('in Flink the watermark of the join is the smaller of the inputs’, an idle one left out', () => {
    for (const name of ['flink-join-delays', 'flink-join-idle', 'flink-join-partitions']) {
      const reader = run(recorded(name), 'flink');
      const { batches } = reader.trace;
      let sawIdle = false;
      let highest = Number.NEGATIVE_INFINITY;
      for (let step = 0; step < batches.count; step++) {
        const inputs = inputsAt(reader.trace, (batches.lastEntry[step] as number) + 1);
        const active = inputs.filter((i) => !i.idle).map((i) => i.clock);
        sawIdle ||= active.length === 1;
        // If all are idle the largest counts; it never goes back.
        const decided = active.length > 0 ? Math.min(...active) : Math.max(...inputs.map((i) => i.clock));
        highest = Math.max(highest, decided);
        expect(batches.nextWatermark[step]).toBe(highest);
      }
      expect(sawIdle).toBe(name === 'flink-join-idle');
    }
  });
});

test('a row that went through two joins is known by the three rows that it was made of, and no join of them stands alone', () => {
  const reader = run(ordersPaidAndShipped, 'spark');
  const { table } = reader.trace.output;
  const joins = joined(reader);
  const key = (source: string, row: number): unknown =>
    reader.value(row, { orders: 'order', payments: 'paidOrder', shipments: 'shippedOrder' }[source] as string);
  expect(table.count).toBeGreaterThan(3);
  for (let o = 0; o < table.count; o++) {
    const made = joins.sourcesOf(o) as number[];
    const sources = made.map(
      (row) => reader.scenario.sources[reader.trace.rowStart.findLastIndex((s) => s <= row)]?.name,
    );
    expect(sources).toEqual(['orders', 'payments', 'shipments']);
    const order = valueAt(table.columns[0] as never, o);
    expect(made.map((row, i) => key(sources[i] as string, row))).toEqual([order, order, order]);
  }
  const last = joins.tiesAt(reader.length).filter((tie) => tie.place === 0);
  expect(last.map((tie) => [tie.alone, tie.made.left.length, tie.made.right.length])).toEqual(
    last.map(() => [false, 2, 1]),
  );
  // A shipment is bound by the time of its order, and not by that of the payment.
  const of = Uint8Array.from({ length: 20 }, (_, row) => reader.trace.rowStart.findLastIndex((s) => s <= row));
  expect([...joins.streamsOf(0, 'left', of)]).toEqual([0, 1]);
  expect([...joins.streamsOf(0, 'left', of, true)]).toEqual([0]);
});
