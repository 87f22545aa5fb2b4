/** Flink with checkpoints and crashes: what each sink ends with, and what a trace with them keeps to. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuresOf } from '../measure/measures';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { json } from '../trace/json';
import { brokenLaws } from '../trace/laws';
import { outputRow } from '../trace/outputRow';
import { openTrace } from '../trace/reader';
import { KIND, NONE } from '../trace/trace';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NOON = Date.UTC(2026, 2, 2, 12);
const iso = (ms: number): string => new Date(ms).toISOString();

interface Row {
  readonly at: number;
  readonly partition: number;
  readonly minute: number;
  readonly key: string;
  readonly amount: number;
}
const row: fc.Arbitrary<Row> = fc.record({
  at: fc.integer({ min: 0, max: 60 }),
  partition: fc.nat(1),
  minute: fc.integer({ min: 0, max: 30 }),
  key: fc.constantFrom('a', 'b'),
  amount: fc.integer({ min: -2, max: 9 }),
});

const aggregate = { n: 'count(*)', sum: 'sum(v)', most: 'max(v)', kinds: 'count(distinct v)' };
const QUERIES = {
  rows: [{ filter: 'v > 0' }],
  running: [{ groupBy: { keys: ['k'] }, aggregate }],
  windows: [{ groupBy: { window: { on: 't', size: '6 minutes', slide: '4 minutes' }, keys: ['k'] }, aggregate }],
  sessions: [{ groupBy: { window: { on: 't', gap: '2 minutes' }, keys: ['k'] }, aggregate }],
  visits: [{ process: 'sessionize', keys: ['k'], parameters: { gap: '2 minutes' } }],
  totals: [{ process: 'runningTotal', keys: ['k'], parameters: { column: 'v' } }],
  once: [{ dropDuplicates: ['k', 't'] }],
  onceThenWindows: [
    { dropDuplicatesWithinWatermark: ['k', 'v'] },
    { groupBy: { window: { on: 't', size: '6 minutes' }, keys: ['k'] }, aggregate },
  ],
  joined: [
    {
      join: {
        with: {
          from: 'rows',
          steps: [{ watermark: 't', delay: '45 minutes' }, { select: { u: 't', j: 'k', w: 'v' } }],
        },
        on: 'k = j and u between t and t + interval 3 minutes',
      },
    },
  ],
} as const;
const crash = fc.record({
  engine: fc.constant('flink'),
  crash: fc.oneof(
    fc.record({
      arrival: fc.nat(8),
      after: fc.constantFrom('row', 'row', 'barrier-injected', 'state-snapshotted', 'checkpoint-completed'),
    }),
    fc.record({
      checkpoint: fc.integer({ min: 1, max: 6 }),
      after: fc.constantFrom('barrier-injected', 'state-snapshotted', 'checkpoint-completed'),
    }),
    fc.integer({ min: 0, max: 80 }).map((s) => ({ at: iso(NOON + s * SECOND) })),
  ),
  restartAfter: fc.constantFrom('0 seconds', '3 seconds', '30 seconds'),
});
const run = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 14 }),
  query: fc.constantFrom(...(Object.keys(QUERIES) as (keyof typeof QUERIES)[])),
  faults: fc.array(crash, { minLength: 1, maxLength: 4 }),
  interval: fc.constantFrom('3 seconds', '10 seconds'),
  barrierTravel: fc.constantFrom('0 seconds', '2 seconds', '4 seconds'),
  watermarkInterval: fc.constantFrom('0 seconds', '200 milliseconds', '7 seconds'),
});
type Run = typeof run extends fc.Arbitrary<infer R> ? R : never;

/** Nothing is late: what comes out depends on the rows and not on the clock. The last rows let every window come out. */
function scenario({ rows, query, ...s }: Run, sink: string, crashes = true, delay = '45 minutes'): Scenario {
  // No watermark comes back with a checkpoint: rows behind the last crash tell it again.
  const last = [62, 62, 600, 600].map((at, i) => ({ at, partition: i % 2, minute: 200, key: 'end', amount: 1 }));
  const faults = s.faults.map((f) =>
    'arrival' in f.crash ? { ...f, crash: { ...f.crash, arrival: Math.min(f.crash.arrival, rows.length + 1) } } : f,
  );
  const parsed = parseScenario({
    format: 'arus/1',
    sources: {
      rows: {
        columns: { t: 'timestamp', k: 'string', v: 'long' },
        partitions: 2,
        arrivals: [...rows, ...last].map(({ at, partition, minute, key, amount }) => ({
          arrivesAt: iso(NOON + at * SECOND),
          partition,
          row: { t: iso(NOON + minute * MINUTE), k: key, v: amount },
        })),
      },
    },
    query: { from: 'rows', steps: [{ watermark: 't', delay }, ...QUERIES[query]] },
    engines: {
      flink: {
        sink,
        checkpointInterval: s.interval,
        barrierTravel: s.barrierTravel,
        watermarkInterval: s.watermarkInterval,
      },
    },
    faults: crashes ? faults : [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** The rows that a reader of the sink finds at the end. */
function inSink(made: Scenario): string[] {
  const trace = simulate(made, 'flink');
  const moment = openTrace(trace, made).at(trace.length);
  return moment
    .sinkRows()
    .map(({ output }) => json(outputRow(trace.output, output)))
    .sort();
}

describe('whatever crashes come, where nothing depends on the clock', () => {
  test('a sink with two-phase commit ends with each result once', () => {
    fc.assert(
      fc.property(run, (made) => {
        expect(inSink(scenario(made, 'transactional'))).toEqual(inSink(scenario(made, 'transactional', false)));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('so does one that upserts by key', () => {
    fc.assert(
      fc.property(run, (made) => {
        expect(inSink(scenario(made, 'idempotent'))).toEqual(inSink(scenario(made, 'idempotent', false)));
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('one that only appends loses nothing, and says of each row too many that it is there again', () => {
    fc.assert(
      fc.property(run, (made) => {
        const found = inSink(scenario(made, 'append'));
        const left = [...found];
        for (const result of inSink(scenario(made, 'append', false))) {
          expect(left).toContain(result);
          left.splice(left.indexOf(result), 1);
        }
        const crashed = scenario(made, 'append');
        const trace = simulate(crashed, 'flink');
        expect(measuresOf(openTrace(trace, crashed).at(trace.length)).doubled).toBe(left.length);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('a trace with checkpoints and crashes', () => {
  const any = fc.tuple(
    run,
    fc.constantFrom('append', 'idempotent', 'transactional'),
    fc.constantFrom('0 seconds', '5 minutes'),
  );

  test('keeps the laws of traces, and is the same when made again', () => {
    fc.assert(
      fc.property(any, ([made, sink, delay]) => {
        const crashed = scenario(made, sink, true, delay);
        const trace = simulate(crashed, 'flink');
        expect(simulate(crashed, 'flink')).toEqual(trace);
        expect(brokenLaws(trace, crashed)).toEqual([]);
      }),
      { numRuns: 80, seed: 4 },
    );
  });

  test('holds after a crash what the checkpoint held', () => {
    fc.assert(
      fc.property(any, ([made, sink, delay]) => {
        const crashed = scenario(made, sink, true, delay);
        const trace = simulate(crashed, 'flink');
        const reader = openTrace(trace, crashed);
        const heldAt = (cursor: number): number =>
          reader
            .at(cursor)
            .state()
            .filter((x) => x.status !== 'freed').length;
        for (const { restarted, restoredFrom = NONE } of trace.crashes) {
          const checkpoint = trace.records?.checkpoints?.[restoredFrom];
          // What a picture shows of state is that of the last operator; a checkpoint has all of it.
          if (trace.upstream.length === 0) expect(heldAt(restarted + 1)).toBe(checkpoint?.stateRows ?? 0);
          expect(reader.at(restarted + 1).watermark).toBe(Number.NEGATIVE_INFINITY);
        }
      }),
      { numRuns: 80, seed: 5 },
    );
  });

  test('processes no row behind a barrier before all barriers have come, and reads on from where the checkpoint stood', () => {
    fc.assert(
      fc.property(any, ([made, sink, delay]) => {
        const crashed = scenario(made, sink, true, delay);
        const trace = simulate(crashed, 'flink');
        for (const { injected, snapshotted, at, alignedAt } of trace.records?.checkpoints ?? []) {
          const end = snapshotted === NONE ? injected : snapshotted;
          for (let i = injected; i < end; i++) expect(trace.kinds[i]).not.toBe(KIND.rowRead);
          for (let step = 0; step < trace.batches.count; step++) {
            if ((trace.batches.firstEntry[step] as number) < injected || snapshotted === NONE) continue;
            expect(trace.batches.startedAt[step] as number).toBeGreaterThanOrEqual(alignedAt);
          }
          expect(alignedAt).toBeGreaterThanOrEqual(at);
        }
        for (const { restarted, restoredFrom = NONE } of trace.crashes) {
          const step = trace.batches.firstEntry.findIndex((first) => first > restarted);
          const held = trace.records?.checkpoints?.[restoredFrom]?.offsets ?? [0, 0];
          if (step < 0 || trace.records?.row[step] === NONE) continue;
          const read = [0, 1].map((p) => trace.batches.offsetEnd[step * 2 + p] as number);
          expect(read.reduce((a, b) => a + b)).toBe(held.reduce((a, b) => a + b) + 1);
        }
      }),
      { numRuns: 80, seed: 6 },
    );
  });
});
