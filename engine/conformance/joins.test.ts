/** What a trace says of who met whom, held to what the real engines put out: every recorded case that ends with a join. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { givesTies, makePlan } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import type { OutputMode } from '../scenario/scenario';
import { simulate } from '../simulate';
import { joinsOf } from '../trace/joins';
import { openTrace, type TraceReader } from '../trace/reader';
import { evictingWatermark, KIND, NONE, numberOfRef, operatorOfRef, type Trace } from '../trace/trace';
import { valueAt } from '../values';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const names = readdirSync(new URL('cases/', import.meta.url)).map((file) => file.slice(0, -'.json'.length));

/** A line of a recording, as far as it is read here. */
interface Recorded {
  readonly batchId?: number;
  readonly arrival?: number;
  readonly output?: readonly unknown[];
}

/** The batch, or the step, that a line is about; -1 where it is about none. */
function placeOf({ trace }: TraceReader, { batchId, arrival }: Recorded): number {
  const { batches, records, arrivalOrder } = trace;
  if (records) return arrival === undefined ? -1 : records.row.indexOf(arrivalOrder[arrival] as number);
  // A batch that crashed and was tried again has one line: of the time that it came about.
  return batches.batchId.findLastIndex((id, b) => id === batchId && batches.crash[b] === NONE);
}

/** How many ties came about in a batch, or a step. */
function tiesIn({ trace }: TraceReader, place: number): number {
  const [first, last] = [trace.batches.firstEntry[place] as number, trace.batches.lastEntry[place] as number];
  return trace.operator?.join?.ties.entry.filter((e) => e >= first && e <= last).length ?? 0;
}

/** A row that came out is what its tie says: on each side the values of that row, or nulls. */
function expectValues(reader: TraceReader, name: string): void {
  const { table } = reader.trace.output;
  for (let o = 0; o < table.count; o++) {
    const made = joinsOf(reader)?.behind(o);
    for (const [side, { rows }] of reader.scenario.sources.entries())
      for (const { name: column } of rows.specs) {
        const values = table.columns[table.specs.findIndex((s) => s.name === column)];
        const row = made?.rows[side] ?? NONE;
        // What another operator gave is no row of a source.
        if (!values || (row === NONE && made?.groups[side] !== NONE)) continue;
        const told = row === NONE ? null : reader.value(row, column);
        expect(valueAt(values, o), `${name}, output ${o}, ${column}`).toEqual(told);
      }
  }
}

/** The runs of the recorded cases of Spark with a join and without a crash. */
function* sparkJoins(): Generator<{ readonly name: string; readonly trace: Trace; readonly outputMode: OutputMode }> {
  for (const name of names) {
    const file = JSON.parse(read(`cases/${name}.json`));
    if (!('spark' in file.engines) || !JSON.stringify(file.query).includes('"join"')) continue;
    const parsed = parseScenario(file);
    if (!parsed.ok || !makePlan(parsed.scenario, 'spark').ok || parsed.scenario.crashes?.length) continue;
    const { outputMode } = parsed.scenario.engines.spark;
    yield { name, trace: simulate(parsed.scenario, 'spark'), outputMode };
  }
}

test.each(['spark', 'flink', 'kafkaStreams'] as const)(
  'each row that %s put out is a tie, and no tie is more',
  (engine) => {
    let cases = 0;
    for (const name of names) {
      const file = JSON.parse(read(`cases/${name}.json`));
      if (!(engine in file.engines) || !file.query.steps.at(-1)?.join) continue;
      const parsed = parseScenario(file);
      const made = parsed.ok ? makePlan(parsed.scenario, engine) : null;
      // A semi join over a union is one in each of its arms.
      if (!parsed.ok || !made?.ok || !givesTies(made.plan)) continue;
      const { crashes = [], sources } = parsed.scenario;
      // Which attempt a line is about is plain only where a batch that is tried again has its old id, and no row a second step.
      if (engine === 'spark' ? crashes.some((c) => c.checkpoint === 'lost') : crashes.length > 0) continue;
      const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
      cases++;
      for (const text of read(`recorded/${engine}/${name}.jsonl`).trim().split('\n')) {
        const line: Recorded = JSON.parse(text);
        const place = placeOf(reader, line);
        if (place >= 0 && line.output) expect(tiesIn(reader, place), `${name}: ${text}`).toBe(line.output.length);
      }
      if (sources.length === 2) expectValues(reader, name);
    }
    expect(cases).toBeGreaterThan(15);
  },
);

test('what a join of Spark keeps goes with the first watermark that comes to what its state says, and not before', () => {
  let gone = 0;
  for (const { name, trace } of sparkJoins()) {
    for (const [place, operator] of [trace.operator, ...trace.upstream].entries()) {
      if (!operator?.join) continue;
      const [column] = operator.versions.columns;
      const held = new Map<number, number>();
      for (let i = 0, batch = 0; i < trace.length; i++) {
        const ref = trace.refs[i] as number;
        const version = numberOfRef(ref);
        const until = (): number => (column && (valueAt(column, version) as number | null)) ?? Number.POSITIVE_INFINITY;
        if (trace.kinds[i] === KIND.batchPlanned) batch = ref;
        // Behind another join, too, whose own watermark comes later: the state says it of the query's.
        else if (trace.kinds[i] === KIND.batchCommitted)
          for (const kept of held.values())
            expect(kept <= evictingWatermark(trace, batch), `${name}: kept by batch ${batch}`).toBe(false);
        if (operatorOfRef(ref) !== place) continue;
        if (trace.kinds[i] === KIND.statePut) held.set(version, until());
        // A left semi join lets a row go that has matched, too.
        else if (trace.kinds[i] === KIND.stateEvicted && held.delete(version) && operator.join.type !== 'leftSemi') {
          gone++;
          expect(until(), `${name}: let go by batch ${batch}`).toBeLessThanOrEqual(evictingWatermark(trace, batch));
        }
      }
    }
  }
  expect(gone).toBeGreaterThan(50);
});

test('a window behind a join of Spark goes with the first watermark that is as far beyond its end as the join holds back', () => {
  let gone = 0;
  for (const { name, trace, outputMode } of sparkJoins()) {
    const { operator } = trace;
    if (!operator?.windowed || operator.overBy || outputMode === 'complete') continue;
    const ends = operator.groups.columns[1];
    const over = (group: number): number => (ends ? Number(valueAt(ends, group)) : Number.NaN) + (operator.behind ?? 0);
    const held = new Set<number>();
    for (let i = 0, batch = 0; i < trace.length; i++) {
      const ref = trace.refs[i] as number;
      const kind = trace.kinds[i];
      if (kind === KIND.batchPlanned) batch = ref;
      else if (kind === KIND.batchCommitted)
        for (const group of held)
          expect(over(group) <= evictingWatermark(trace, batch), `${name}: kept by batch ${batch}`).toBe(false);
      else if (kind === KIND.statePut && operatorOfRef(ref) === 0) held.add(groupOf(numberOfRef(ref)));
      else if (kind === KIND.stateEvicted && operatorOfRef(ref) === 0 && held.delete(groupOf(numberOfRef(ref)))) {
        gone++;
        expect(over(groupOf(numberOfRef(ref))), `${name}: let go by batch ${batch}`).toBeLessThanOrEqual(
          evictingWatermark(trace, batch),
        );
      }
    }
    function groupOf(version: number): number {
      return operator?.versionGroup[version] as number;
    }
  }
  expect(gone).toBeGreaterThan(20);
});
