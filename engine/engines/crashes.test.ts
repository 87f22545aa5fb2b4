import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crashEverywhere } from '../crashEverywhere';
import { measuresOf } from '../measure/measures';
import { parseScenario } from '../scenario/parse';
import type { Scenario, SparkCrashPoint } from '../scenario/scenario';
import { simulate } from '../simulate';
import { json } from '../trace/json';
import { outputRow } from '../trace/outputRow';
import { progressLines } from '../trace/progress';
import { openTrace } from '../trace/reader';
import { KIND, NONE, type Trace } from '../trace/trace';
import { unmetCrashes } from './unmetCrashes';

type Loose = Record<string, unknown>;
const at = (second: number): string => new Date(Date.UTC(2026, 2, 2, 12) + second * 1_000).toISOString();

function read(file: Loose): Scenario {
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

interface Row {
  readonly arrives: number;
  readonly event: number;
  readonly key: string;
}
const STEPS = {
  tumbling: [
    { groupBy: { window: { on: 't', size: '30 seconds' }, keys: ['k'] }, aggregate: { n: 'count(*)', sum: 'sum(v)' } },
  ],
  sliding: [
    { groupBy: { window: { on: 't', size: '40 seconds', slide: '20 seconds' } }, aggregate: { n: 'count(*)' } },
  ],
  session: [
    { groupBy: { window: { on: 't', gap: '15 seconds' }, keys: ['k'] }, aggregate: { n: 'count(*)', max: 'max(v)' } },
  ],
  dedup: [{ dropDuplicates: ['k', 't'] }],
  dedupWithin: [{ dropDuplicatesWithinWatermark: ['k'] }],
  chain: [
    { dropDuplicates: ['k', 't'] },
    { groupBy: { window: { on: 't', size: '30 seconds' } }, aggregate: { n: 'count(*)' } },
  ],
  stateless: [{ select: { k: 'k', twice: 'v * 2' } }],
  process: [{ process: 'velocityCheck', keys: ['v'], parameters: { within: '1 minute', column: 'k' } }],
} as const;
type Shape = keyof typeof STEPS;

const scenario = (shape: Shape, rows: readonly Row[], spark: Loose, faults: readonly Loose[] = []): Scenario =>
  read({
    format: 'arus/1',
    sources: {
      s: {
        columns: { t: 'timestamp', k: 'string', v: 'long' },
        partitions: 2,
        arrivals: rows.map(({ arrives, event, key }, i) => ({
          arrivesAt: at(arrives),
          partition: i % 2,
          row: { t: at(event), k: key, v: (event % 3) + 1 },
        })),
      },
    },
    query: { from: 's', steps: [{ watermark: 't', delay: '5 seconds' }, ...STEPS[shape]] },
    engines: { spark: { trigger: { processingTime: '20 seconds' }, ...spark } },
    faults,
  });

const rows = fc.array(
  fc.record({
    arrives: fc.integer({ min: 0, max: 100 }),
    event: fc.integer({ min: -20, max: 100 }),
    key: fc.constantFrom('a', 'b'),
  }),
  { minLength: 1, maxLength: 12 },
);
const shape = fc.constantFrom(...(Object.keys(STEPS) as Shape[]));
const sink = fc.constantFrom('append', 'idempotent', 'transactional');

const contents = (trace: Trace, of: Scenario, cursor = trace.length): string[] =>
  openTrace(trace, of)
    .at(cursor)
    .sinkRows()
    .map(({ output }) => json(outputRow(trace.output, output)));

const crash = (batchId: number, after: SparkCrashPoint, more: Loose = {}): Loose => ({
  engine: 'spark',
  crash: { batchId, after },
  restartAfter: '0 seconds',
  ...more,
});

describe('a crash at every point of every batch', () => {
  it('loses nothing; only a sink that appends doubles, and just what the batch had written', () => {
    fc.assert(
      fc.property(shape, rows, sink, (of, given, into) => {
        const plain = scenario(of, given, { sink: into });
        const { output, batches } = simulate(plain, 'spark');
        const written = (batchId: number): number => output.batch.filter((b) => batches.batchId[b] === batchId).length;
        for (const { where, lost, doubled, other } of crashEverywhere(plain)) {
          if (where.kind !== 'batch') throw new Error('a crash of Spark is in a batch');
          const { batchId, after } = where;
          const seen = `batch ${batchId} after ${after}`;
          // After a commit a batch without rows that was due is not run: what it would have let go waits, or counts more.
          if (after !== 'commit-logged') expect([lost, other], seen).toEqual([[], []]);
          const n = doubled.reduce((sum, d) => sum + d.count, 0);
          const all = written(batchId);
          const again = after === 'sink-written' ? all : after === 'sink-half-written' ? all >> 1 : 0;
          if (after !== 'commit-logged') expect(n, seen).toBe(into === 'append' ? again : 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts as doubled what a reader of the sink finds twice', () => {
    fc.assert(
      fc.property(shape, rows, sink, fc.integer({ min: 0, max: 4 }), (of, given, into, batchId) => {
        const crashed = scenario(of, given, { sink: into }, [crash(batchId, 'sink-written')]);
        const trace = simulate(crashed, 'spark');
        if (trace.crashes.length === 0) return;
        const { doubled, skipped } = measuresOf(openTrace(trace, crashed).at(trace.length));
        const [first] = trace.crashes;
        const attempt = trace.output.batch.filter((b) => b === first?.batch).length;
        expect([doubled, skipped]).toEqual([into === 'append' ? attempt : 0, 0]);
      }),
    );
  });
});

const NO_KEYFRAMES = { at: new Uint32Array(), start: new Uint32Array([0]), live: new Uint32Array() };

const THREE: readonly Row[] = [
  { arrives: 5, event: 1, key: 'a' },
  { arrives: 6, event: 2, key: 'b' },
  { arrives: 25, event: 22, key: 'a' },
  { arrives: 26, event: 23, key: 'b' },
  { arrives: 45, event: 100, key: 'a' },
];

describe('the trace through a crash', () => {
  it('holds at every cursor just the state that was held: after a crash that of the last commit', () => {
    fc.assert(
      fc.property(
        shape,
        rows,
        fc.constantFrom<SparkCrashPoint>('rows-read', 'state-written', 'sink-written'),
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        (of, given, after, batchId, lost) => {
          const checkpoint = lost ? 'lost' : 'kept';
          const run = scenario(of, given, {}, [crash(batchId, after, { checkpoint })]);
          const trace = simulate(run, 'spark');
          const [died] = trace.crashes;
          if (!died) return;
          const reader = openTrace(trace, run);
          const state = (cursor: number): string =>
            json(
              reader
                .at(cursor)
                .state()
                .filter((s) => s.status !== 'freed')
                .map((s) => [s.group, s.version])
                .sort(),
            );
          const begun = trace.batches.firstEntry[died.batch] as number;
          const restarted = lost ? '[]' : state(begun);
          expect(state(died.restarted)).toBe(restarted);
          // Rows that the dead batch had read wait again.
          for (let row = 0; row < given.length; row++) {
            const before = lost ? null : reader.at(begun).rowStatus(row);
            const now = reader.at(died.restarted).rowStatus(row);
            if (before === null) expect(['coming', 'waiting']).toContain(now);
            else if (before !== 'coming') expect(now).toBe(before);
          }
          // And a run without the crash ends with the same state.
          const plain = scenario(of, given, {});
          const end = openTrace(simulate(plain, 'spark'), plain);
          const values = (r: typeof reader): string =>
            json(
              r
                .at(r.length)
                .state()
                .map((s) => json(s.values))
                .sort(),
            );
          if (!lost) expect(values(reader)).toBe(values(end));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is the same sought by snapshots and read from the start, and has its truth, in a run of many rows', () => {
    const large = (faults: readonly Loose[]): Scenario =>
      read({
        format: 'arus/1',
        sources: {
          s: {
            columns: { t: 'timestamp', k: 'string', v: 'long' },
            generate: { rows: 60_000, from: at(0), rate: 100, eventTime: 't', disorder: '20 seconds', keys: { k: 40 } },
          },
        },
        query: { from: 's', steps: [{ watermark: 't', delay: '10 seconds' }, ...STEPS.tumbling] },
        engines: { spark: { trigger: { processingTime: '20 seconds' } } },
        faults,
      });
    const run = large([crash(9, 'state-written'), crash(20, 'sink-written', { restartAfter: '5 seconds' })]);
    const trace = simulate(run, 'spark');
    const [sought, read0] = [openTrace(trace, run), openTrace({ ...trace, keyframes: NO_KEYFRAMES }, run)];
    const state = (reader: typeof sought, cursor: number): string =>
      json(
        reader
          .at(cursor)
          .state()
          .map((s) => [s.group, s.version, s.status])
          .sort(),
      );
    for (const { entry, restarted } of trace.crashes)
      for (const cursor of [entry, entry + 5, restarted, restarted + 2_000, trace.length])
        expect(state(sought, cursor)).toBe(state(read0, cursor));
    const plain = large([]);
    const { completeness, due } = measuresOf(openTrace(simulate(plain, 'spark'), plain).at(Number.MAX_SAFE_INTEGER));
    expect(measuresOf(sought.at(trace.length))).toMatchObject({ completeness, due });
  });

  it('has both attempts, the line of progress only of the one that was done', () => {
    const run = scenario('tumbling', THREE, {}, [crash(1, 'sink-written')]);
    const trace = simulate(run, 'spark');
    expect([...trace.batches.batchId]).toEqual([0, 1, 1, 2, 3]);
    expect([...trace.batches.attempt]).toEqual([0, 0, 1, 0, 0]);
    expect([...trace.batches.crash].map((c) => c !== NONE)).toEqual([false, true, false, false, false]);
    const lines = [...progressLines(trace)].map((line) => JSON.parse(line));
    expect(lines.map((line) => line.batchId)).toEqual([0, 1, 2, 3]);
    expect(lines[1]).toMatchObject({ timestamp: at(40).replace('.000Z', '.000Z'), numInputRows: 2 });
  });

  it('shows of each sink what its reader sees while the query is down', () => {
    const held = (into: string, after: SparkCrashPoint) => {
      const run = scenario('stateless', THREE, { sink: into }, [crash(0, after, { restartAfter: '5 seconds' })]);
      const trace = simulate(run, 'spark');
      const [died] = trace.crashes;
      return [contents(trace, run, died?.restarted).length, contents(trace, run).length];
    };
    expect(held('append', 'sink-half-written')).toEqual([1, 6]);
    expect(held('append', 'sink-written')).toEqual([2, 7]);
    expect(held('append', 'commit-logged')).toEqual([2, 5]);
    expect(held('idempotent', 'sink-half-written')).toEqual([1, 5]);
    expect(held('idempotent', 'sink-written')).toEqual([2, 5]);
    expect(held('transactional', 'sink-half-written')).toEqual([0, 5]);
    expect(held('transactional', 'sink-written')).toEqual([0, 5]);
    expect(held('transactional', 'commit-logged')).toEqual([2, 5]);
  });

  it('reads of an arrival that crashes the rows up to it', () => {
    const faults = [{ engine: 'spark', crash: { arrival: 3 } }];
    const trace = simulate(scenario('tumbling', THREE, {}, faults), 'spark');
    const [died] = trace.crashes;
    const before = [...trace.kinds.subarray(0, died?.entry)];
    const reads = before.flatMap((kind, i) => (kind === KIND.rowRead ? [trace.refs[i]] : []));
    expect(reads.at(-1)).toBe(3);
    expect(died).toMatchObject({ batch: 1, after: 'rows-read' });
  });

  it('strikes in a batch that takes time where its processing time falls, and else between batches', () => {
    const batchTime = { fixed: '4 seconds' };
    const one = (second: number) =>
      simulate(scenario('tumbling', THREE, { batchTime }, [{ engine: 'spark', crash: { at: at(second) } }]), 'spark');
    expect(one(22).crashes).toMatchObject([{ after: 'state-written', batch: 0 }]);
    expect(one(24).crashes).toMatchObject([{ after: null, batch: NONE }]);
  });
});

describe('a crash that the run has no place for', () => {
  const unmet = (spark: Loose, ...faults: Loose[]) => {
    const run = scenario('tumbling', THREE, spark, faults);
    return unmetCrashes(run, simulate(run, 'spark'));
  };
  const then = (second: number): Loose => ({ engine: 'spark', crash: { at: at(second) } });

  it('is told with what there is', () => {
    expect(unmet({}, crash(1, 'sink-written'))).toEqual([]);
    expect(unmet({}, crash(9, 'sink-written'))).toEqual([
      { path: 'faults[0].crash.batchId', code: 'noSuchBatch', params: { batchId: 9, last: 3, step: 'batch' } },
    ]);
    expect(unmet({}, crash(0, 'sink-written'), { engine: 'spark', crash: { arrival: 5 } })).toEqual([
      { path: 'faults[1].crash.arrival', code: 'arrivalNotRead', params: { arrival: 5, last: 4, step: 'batch' } },
    ]);
  });

  it('is told why the query was not running', () => {
    const once = { trigger: { once: true } };
    expect(unmet(once, then(200))).toMatchObject([{ code: 'notRunningThen', params: { why: 'ended' } }]);
    expect(unmet(once, then(2))).toMatchObject([{ code: 'notRunningThen', params: { why: 'notYet' } }]);
    expect(unmet({}, then(30), then(35))).toMatchObject([
      { path: 'faults[1].crash.at', code: 'notRunningThen', params: { why: 'down' } },
    ]);
  });
});
