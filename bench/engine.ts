/** The engine with its full trace beside a plain `Map` loop and RxJS, on the same rows, answers compared first. */
import { performance } from 'node:perf_hooks';
import { from, groupBy, mergeMap, scan } from 'rxjs';
import { simulate } from '../engine/simulate';
import { openTrace } from '../engine/trace/reader';
import { traceBytes } from '../engine/trace/transferables';
import { benchScenario, SIZE } from './arrivals';

const ROWS = Number(process.env.ROWS ?? 1_000_000);
const scenario = benchScenario(ROWS);
const source = scenario.sources[0] as (typeof scenario.sources)[number];
const [times, keys, amounts] = source.rows.columns as unknown as [
  { values: Float64Array },
  { ids: Int32Array; dictionary: string[] },
  { values: Float64Array },
];

interface Row {
  readonly payTime: number;
  readonly card: string;
  readonly amount: number;
}
const objects: Row[] = Array.from({ length: ROWS }, (_, i) => ({
  payTime: times.values[i] as number,
  card: keys.dictionary[keys.ids[i] as number] as string,
  amount: amounts.values[i] as number,
}));

/** What a programmer writes first: no watermark, no trace, one entry of a Map for each window and key. */
function mapLoop(): Map<string, { n: number; sum: number }> {
  const groups = new Map<string, { n: number; sum: number }>();
  for (const row of objects) {
    const key = `${Math.floor(row.payTime / SIZE)} ${row.card}`;
    const group = groups.get(key);
    if (group) {
      group.n++;
      group.sum += row.amount;
    } else groups.set(key, { n: 1, sum: row.amount });
  }
  return groups;
}

function rx(): Map<string, { n: number; sum: number }> {
  const groups = new Map<string, { n: number; sum: number }>();
  from(objects)
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

const time = <T>(f: () => T): [number, T] => {
  const start = performance.now();
  const value = f();
  return [performance.now() - start, value];
};
const median = (xs: number[]): number => xs.sort((a, b) => a - b)[xs.length >> 1] as number;

// The answers first: the truth of the run against the Map's groups.
const expected = mapLoop();
const trace = simulate(scenario, 'spark');
const operator = trace.operator as NonNullable<typeof trace.operator>;
for (let g = 0; g < operator.groups.count; g++) {
  const [start, , card] = operator.groups.columns.map((c) =>
    c.type === 'string' ? c.dictionary[c.ids[g] as number] : (c.values as Float64Array)[g],
  );
  const group = expected.get(`${(start as number) / SIZE} ${card}`);
  const n = (operator.truth.columns[0] as { values: Float64Array }).values[g];
  if (group?.n !== n) throw new Error(`the answers differ: ${start} ${card}: ${group?.n} and ${n}`);
}

const runs = { engine: [] as number[], map: [] as number[], rx: [] as number[] };
for (let i = 0; i < 5; i++) {
  runs.engine.push(time(() => simulate(scenario, 'spark'))[0]);
  runs.map.push(time(mapLoop)[0]);
  runs.rx.push(time(rx)[0]);
}
const ms = { engine: median(runs.engine), map: median(runs.map), rx: median(runs.rx) };
const rate = (m: number): string => `${(ROWS / m / 1000).toFixed(2)} M rows/s`;
console.log(`engine, full trace   ${ms.engine.toFixed(0)} ms  ${rate(ms.engine)}`);
console.log(
  `plain Map loop       ${ms.map.toFixed(0)} ms  ${rate(ms.map)}  engine is ${(ms.map / ms.engine).toFixed(2)} times as fast`,
);
console.log(
  `RxJS groupBy + scan  ${ms.rx.toFixed(0)} ms  ${rate(ms.rx)}  engine is ${(ms.rx / ms.engine).toFixed(2)} times as fast`,
);
console.log(
  `trace: ${trace.length} entries, ${(traceBytes(trace) / 1e6).toFixed(1)} MB, ${(traceBytes(trace) / trace.length).toFixed(2)} bytes an entry`,
);

const reader = openTrace(trace, scenario);
reader.at(1).state();
let place = 12345;
const seeks: number[] = [];
for (let i = 0; i < 2000; i++) {
  place = (place * 1103515245 + 12345) % trace.length;
  seeks.push(time(() => reader.at(place).state())[0]);
}
seeks.sort((a, b) => a - b);
console.log(
  `seek and read the state: p50 ${(seeks[1000] as number).toFixed(3)} ms, p95 ${(seeks[1900] as number).toFixed(3)} ms`,
);
