import { from, groupBy, mergeMap, scan } from 'rxjs';
import { simulate } from '../engine/simulate';
import { openTrace } from '../engine/trace/reader';
import { traceBytes } from '../engine/trace/transferables';
import { benchScenario, SIZE } from './arrivals';
import type { Bench } from './bench';
import { beside, milliseconds, percentile } from './beside';

const ROWS = 1_000_000;
const SEEKS = 2000;

interface Row {
  readonly payTime: number;
  readonly card: string;
  readonly amount: number;
}
type Groups = Map<string, { n: number; sum: number }>;

/** The engine with its full trace beside a plain `Map` loop and RxJS, which keep none. */
const bench: Bench = {
  title: `Engine, ${ROWS.toLocaleString('en')} rows, batches of 1,000, full trace`,
  async run() {
    const scenario = benchScenario(ROWS);
    const rows = objectsOf(scenario);
    const run = () => simulate(scenario, 'spark');
    const times = await beside(
      {
        Arus: () => answerOf(truthOf(run())),
        Map: () => answerOf(mapLoop(rows)),
        RxJS: () => answerOf(rx(rows)),
      },
      5,
    );
    const against = (rival: 'Map' | 'RxJS', least: number) => {
      const ratio = times[rival].median / times.Arus.median;
      return {
        what: `speed against ${rival}`,
        value: `${ratio.toFixed(2)} × (${milliseconds(times.Arus.median)} against ${milliseconds(times[rival].median)})`,
        budget: `${least} ×`,
        kept: ratio >= least,
      };
    };

    const trace = run();
    const bytes = traceBytes(trace);
    const reader = openTrace(trace, scenario);
    reader.at(1).state();
    const seeks: number[] = [];
    let place = 12345;
    for (let i = 0; i < SEEKS; i++) {
      place = (place * 1103515245 + 12345) % trace.length;
      const began = performance.now();
      reader.at(place).state();
      seeks.push(performance.now() - began);
    }
    const seek = percentile(seeks, 95);
    return [
      against('Map', 0.5),
      against('RxJS', 1.5),
      {
        what: 'trace',
        value: `${(bytes / 1e6).toFixed(1)} MB, ${(bytes / trace.length).toFixed(2)} bytes for each of ${trace.length.toLocaleString('en')} entries`,
        budget: '35 MB, 8 bytes',
        kept: bytes <= 35e6 && bytes / trace.length <= 8,
      },
      {
        what: 'seek to any moment and read the state',
        value: `p95 ${seek.toFixed(3)} ms, p50 ${percentile(seeks, 50).toFixed(3)} ms`,
        budget: 'p95 0.3 ms',
        kept: seek <= 0.3,
      },
    ];
  },
};
export default bench;

/** What a programmer has before an engine comes: an object for each row. */
function objectsOf(scenario: ReturnType<typeof benchScenario>): Row[] {
  const [times, keys, amounts] = (scenario.sources[0] as (typeof scenario.sources)[number]).rows.columns as unknown as [
    { values: Float64Array },
    { ids: Int32Array; dictionary: string[] },
    { values: Float64Array },
  ];
  return Array.from({ length: ROWS }, (_, i) => ({
    payTime: times.values[i] as number,
    card: keys.dictionary[keys.ids[i] as number] as string,
    amount: amounts.values[i] as number,
  }));
}

/** What a programmer writes first: no watermark, no trace, one entry of a Map for each window and key. */
function mapLoop(rows: readonly Row[]): Groups {
  const groups: Groups = new Map();
  for (const row of rows) {
    const key = `${Math.floor(row.payTime / SIZE)} ${row.card}`;
    const group = groups.get(key);
    if (group) {
      group.n++;
      group.sum += row.amount;
    } else groups.set(key, { n: 1, sum: row.amount });
  }
  return groups;
}

function rx(rows: readonly Row[]): Groups {
  const groups: Groups = new Map();
  from(rows)
    .pipe(
      groupBy((row) => `${Math.floor(row.payTime / SIZE)} ${row.card}`),
      mergeMap((group) =>
        group.pipe(
          scan((a, row) => ({ key: group.key, n: a.n + 1, sum: a.sum + row.amount }), { key: '', n: 0, sum: 0 }),
        ),
      ),
    )
    .subscribe((a) => groups.set(a.key, a));
  return groups;
}

/** The answer if every row had arrived on time, which is what the rivals compute. */
function truthOf(trace: ReturnType<typeof simulate>): Groups {
  const operator = trace.operator as NonNullable<typeof trace.operator>;
  const numbers = (column: unknown) => (column as { values: Float64Array }).values;
  const [start, , card] = operator.groups.columns;
  const { ids, dictionary } = card as unknown as { ids: Int32Array; dictionary: string[] };
  const [n, sum] = operator.truth.columns.map(numbers);
  const groups: Groups = new Map();
  for (let g = 0; g < operator.groups.count; g++) {
    groups.set(`${(numbers(start)[g] as number) / SIZE} ${dictionary[ids[g] as number]}`, {
      n: n?.[g] as number,
      sum: sum?.[g] as number,
    });
  }
  return groups;
}

/** All groups in one text. Sums of whole numbers are exact in any order. */
function answerOf(groups: Groups): string {
  return [...groups]
    .map(([key, { n, sum }]) => `${key}: ${n} ${sum}`)
    .sort()
    .join('\n');
}
