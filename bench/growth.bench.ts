import type { Scenario, Source, Step } from '../engine/scenario/scenario';
import { simulate } from '../engine/simulate';
import { SECOND } from '../engine/time';
import { benchScenario, START } from './arrivals';
import type { Bench, Figure } from './bench';
import { percentile } from './beside';

const SIZES = [10_000, 100_000, 1_000_000] as const;
/** How often each size is timed. The longest run comes last, on a warm machine, and takes as long as all the others. */
const TURNS = [3, 3, 1] as const;
/** Of the time that a row costs in the longest run to what it costs in the shortest. */
const MOST = 1.5;
const KEYS = 1000;

/** An aggregate of the bench's rows, over windows that close a few seconds after they began. */
const counted = (window: (Step & { kind: 'aggregate' })['window']): Step => ({
  kind: 'aggregate',
  window,
  keys: ['card'],
  aggregates: [{ name: 'payments', expression: 'count(*)' }],
});

const QUERIES: Readonly<Record<string, readonly Step[]>> = {
  'tumbling window': [counted({ on: 'payTime', size: SECOND, slide: SECOND, start: 0 })],
  'sliding window': [counted({ on: 'payTime', size: 2 * SECOND, slide: SECOND, start: 0 })],
  session: [counted({ on: 'payTime', gap: SECOND / 4 })],
  dropDuplicates: [{ kind: 'dropDuplicates', columns: ['card', 'payTime'], withinWatermark: false }],
  dropDuplicatesWithinWatermark: [{ kind: 'dropDuplicates', columns: ['card'], withinWatermark: true }],
  'inner join': [],
  'left outer join': [],
};

/**
 * What a row costs as more and more rows have been seen, where the state stays as large as it was. The rate is the same
 * in every run (a row each millisecond, batches of a thousand), only the stream lasts longer.
 */
const bench: Bench = {
  title: `Engine, what a row costs after ${SIZES.map((n) => n.toLocaleString('en')).join(', ')} rows`,
  async run() {
    const figures: Figure[] = [];
    for (const name of Object.keys(QUERIES)) {
      const costs: number[] = [];
      for (const [i, rows] of SIZES.entries()) {
        const turns = TURNS[i] as number;
        const scenario = scenarioOf(name, rows);
        // The same number of rows is timed at every size, so that none is favoured by a warm machine.
        const runs = Math.max(1, SIZES[1] / rows);
        const times: number[] = [];
        for (let turn = i === 0 ? -1 : 0; turn < turns; turn++) {
          globalThis.gc?.();
          const began = performance.now();
          for (let run = 0; run < runs; run++) simulate(scenario, 'spark');
          // The first one warms up.
          if (turn >= 0) times.push(((performance.now() - began) * 1e6) / (rows * runs));
        }
        costs.push(percentile(times, 50));
      }
      const [first = Number.NaN, ...others] = costs;
      const growth = (others.at(-1) as number) / first;
      figures.push({
        what: name,
        value: `${costs.map((c) => `${c.toFixed(0)} ns`).join(', ')} a row, ${growth.toFixed(2)} ×`,
        budget: `at most ${MOST} ×`,
        kept: growth <= MOST,
      });
    }
    return figures;
  },
};
export default bench;

function scenarioOf(name: string, rows: number): Scenario {
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
