/** The streams that `growth` measures: one rate, one size of state, however long they last. */
import type { Scenario, Source, Step } from '../engine/scenario/scenario';
import { SECOND } from '../engine/time';
import { benchScenario, START } from './arrivals';

const KEYS = 1000;

/** An aggregate of the bench's rows, over windows that close a few seconds after they began. */
const counted = (window: (Step & { kind: 'aggregate' })['window']): Step => ({
  kind: 'aggregate',
  window,
  keys: ['card'],
  aggregates: [{ name: 'payments', expression: 'count(*)' }],
});

export const QUERIES: Readonly<Record<string, readonly Step[]>> = {
  'tumbling window': [counted({ on: 'payTime', size: SECOND, slide: SECOND, start: 0 })],
  'sliding window': [counted({ on: 'payTime', size: 2 * SECOND, slide: SECOND, start: 0 })],
  session: [counted({ on: 'payTime', gap: SECOND / 4 })],
  dropDuplicates: [{ kind: 'dropDuplicates', columns: ['card', 'payTime'], withinWatermark: false }],
  dropDuplicatesWithinWatermark: [{ kind: 'dropDuplicates', columns: ['card'], withinWatermark: true }],
  'inner join': [],
  'left outer join': [],
};

/** @param name of `QUERIES` */
export function scenarioOf(name: string, rows: number): Scenario {
  const joins = name.endsWith('join');
  const payments = streamOf(joins ? rows / 2 : rows, joins ? 2000 : 1000, 7);
  const watermark = (column: string): Step => ({ kind: 'watermark', column, delay: 2 * SECOND });
  if (!joins)
    return { ...payments, query: { from: 'payments', steps: [watermark('payTime'), ...(QUERIES[name] as Step[])] } };
  const [left] = payments.sources as [Source];
  const [right] = streamOf(rows / 2, 2000, 8).sources as [Source];
  const names = ['refundTime', 'refundCard', 'refundAmount'];
  const refunds: Source = {
    ...right,
    name: 'refunds',
    rows: { ...right.rows, specs: right.rows.specs.map((s, i) => ({ ...s, name: names[i] as string })) },
  };
  return {
    ...payments,
    sources: [left, refunds],
    query: {
      from: 'payments',
      steps: [
        watermark('payTime'),
        {
          kind: 'join',
          with: { from: 'refunds', steps: [watermark('refundTime')] },
          type: name.startsWith('inner') ? 'inner' : 'leftOuter',
          on: "card = refundCard and refundTime between payTime and payTime + interval '1 second'",
        },
      ],
    },
  };
}

/** The bench's rows, a row each `every` microseconds, with events at most two seconds old. */
function streamOf(rows: number, every: number, seed: number): Scenario {
  const made = benchScenario(rows, KEYS, seed);
  const [source] = made.sources as [Source];
  const [time, ...others] = source.rows.columns;
  const arrivesAt = source.arrivesAt.map((_, i) => START + (i + 1) * every);
  const values = (time as unknown as { values: Float64Array }).values.map((t, i) => {
    const age = Math.min((source.arrivesAt[i] as number) - t, 2 * SECOND);
    return Math.floor(((arrivesAt[i] as number) - age) / 1000) * 1000;
  });
  return {
    ...made,
    sources: [
      { ...source, arrivesAt, rows: { ...source.rows, columns: [{ type: 'timestamp', values }, ...others] as never } },
    ],
  };
}

/**
 * What any program pays for more rows: a loop that counts by card and second in a `Map`, lets go what is over and writes
 * five numbers a row to arrays that grow, as a trace does.
 */
export function mapLoop(scenario: Scenario): number {
  const [{ rows }] = scenario.sources as [Source];
  const [times, cards] = rows.columns as unknown as [{ values: Float64Array }, { ids: Int32Array }];
  const counts = new Map<number, number>();
  const bySecond = new Map<number, number[]>();
  let written = new Float64Array(1024);
  let length = 0;
  let newest = 0;
  for (let row = 0; row < rows.count; row++) {
    const second = Math.floor((times.values[row] as number) / SECOND);
    const group = second * KEYS + (cards.ids[row] as number);
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    if (count === 1) bySecond.set(second, [...(bySecond.get(second) ?? []), group]);
    if (second > newest) {
      newest = second;
      for (const [old, groups] of bySecond) {
        if (old >= second - 3) continue;
        for (const one of groups) counts.delete(one);
        bySecond.delete(old);
      }
    }
    if (length + 5 > written.length) {
      const larger = new Float64Array(written.length * 2);
      larger.set(written);
      written = larger;
    }
    for (const value of [row, group, count, second, newest]) written[length++] = value;
  }
  return length + counts.size;
}
