/**
 * Kafka Streams through crashes: exactly once gives what a run without crashes gives; at least once loses nothing, and what is
 * there too often comes of rows that were processed since the last commit. What the library does is held by the cases
 * `kafka-crash-*`.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../explain/explain';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { outputRow } from '../trace/outputRow';
import { progressLines } from '../trace/progress';
import { openTrace } from '../trace/reader';
import type { Trace } from '../trace/trace';
import { unmetCrashes } from './unmetCrashes';

const NINE = Date.UTC(2027, 0, 5, 9);
const iso = (second: number): string => new Date(NINE + second * 1000).toISOString();
const ROWS = 24;

const WINDOW = { window: { on: 't', size: '10 seconds' }, keys: ['k'] };
const QUERIES: Record<string, object> = {
  running: { groupBy: { keys: ['k'] }, aggregate: { n: 'count(*)', v: 'sum(v)' } },
  windows: { groupBy: WINDOW, aggregate: { n: 'count(*)', v: 'sum(v)' } },
  sessions: { groupBy: { window: { on: 't', gap: '3 seconds' }, keys: ['k'] }, aggregate: { n: 'count(*)' } },
  visits: { process: 'sessionize', keys: ['k'], parameters: { gap: '1 second' } },
  totals: { process: 'runningTotal', keys: ['k'], parameters: { column: 'v' } },
  once: { dropDuplicates: ['k', 't'] },
  rows: { filter: 'v >= 0' },
};

/** A row each 2.5 seconds, in order, so that no clock has a say in what comes out. */
function scenarioOf(query: object, settings: object, faults: object[]): Scenario {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'rows',
    sources: {
      s: {
        columns: { t: 'timestamp', k: 'string', v: 'long' },
        partitions: 2,
        arrivals: Array.from({ length: ROWS }, (_, i) => ({
          arrivesAt: iso(i * 2.5),
          partition: i % 2,
          row: { t: iso(i * 2.5), k: i % 2 ? 'a' : 'b', v: i },
        })),
      },
    },
    query: { from: 's', steps: [{ watermark: 't', delay: '0 seconds' }, query] },
    engines: { kafkaStreams: settings },
    faults: faults.map((crash) => ({ engine: 'kafkaStreams', ...crash })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

/** What a reader of the output finds at the end. */
function inTopic(scenario: Scenario, trace = simulate(scenario, 'kafkaStreams')): string[] {
  const found = openTrace(trace, scenario).at(trace.length).sinkRows();
  return found.map(({ output }) => JSON.stringify(outputRow(trace.output, output))).sort();
}

const crash = fc.record({
  crash: fc.oneof(
    fc.record({
      arrival: fc.integer({ min: 0, max: ROWS - 1 }),
      after: fc.constantFrom('row', 'outputs-flushed', 'offsets-committed'),
    }),
    fc.record({
      commit: fc.integer({ min: 1, max: 8 }),
      after: fc.constantFrom('outputs-flushed', 'offsets-committed'),
    }),
    fc.integer({ min: 0, max: 70 }).map((second) => ({ at: iso(second) })),
  ),
  restartAfter: fc.constantFrom('0 seconds', '4 seconds', '30 seconds'),
  checkpoint: fc.constantFrom('kept', 'lost'),
});
const crashes = fc.array(crash, { minLength: 1, maxLength: 4 });

describe.each(Object.entries(QUERIES))('%s', (_, query) => {
  test('exactly once is what it is without a crash', () => {
    const settings = { processingGuarantee: 'exactly_once_v2', commitInterval: '8 seconds', sink: 'append' };
    const expected = inTopic(scenarioOf(query, settings, []));
    fc.assert(
      fc.property(crashes, (faults) => {
        expect(inTopic(scenarioOf(query, settings, faults))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('at least once loses nothing of what a row made come out before', () => {
    const settings = { commitInterval: '8 seconds', sink: 'append' };
    fc.assert(
      fc.property(crashes, (faults) => {
        const scenario = scenarioOf(query, settings, faults);
        const trace = simulate(scenario, 'kafkaStreams');
        const processed = new Map<number, number>();
        for (const row of trace.records?.row ?? []) processed.set(row, (processed.get(row) ?? 0) + 1);
        expect(processed.size).toBe(ROWS);
        // What is processed again was not committed when the process died.
        for (const { entry, restoredFrom = -1, restarted } of trace.crashes) {
          if (restarted > trace.length) continue;
          const commit = trace.records?.commits?.[restoredFrom];
          expect(commit === undefined || commit.committed < entry).toBe(true);
        }
        if (trace.crashes.length === 0) expect([...processed.values()].every((n) => n === 1)).toBe(true);
        expect(inTopic(scenario, trace).length).toBe(trace.output.batch.length);
      }),
      { numRuns: 60 },
    );
  });
});

const counts = (trace: Trace): number[] =>
  trace.output.batch.length === 0
    ? []
    : Array.from({ length: trace.output.batch.length }, (_, o) => Number(outputRow(trace.output, o).n));

describe('a crash behind a row', () => {
  const fault = { crash: { arrival: 5 }, restartAfter: '1 second' };
  const settings = { commitInterval: '8 seconds' };

  test('at least once: rows since the last commit count twice, for good', () => {
    const trace = simulate(scenarioOf(QUERIES.running as object, settings, [fault]), 'kafkaStreams');
    // Commits at 0, 8, 16, 24 … seconds: rows 0 to 3 are committed, 4 (10 s) and 5 (12.5 s) are not.
    const again = [...(trace.records?.row ?? [])].filter((row, i, all) => all.indexOf(row) < i);
    expect(again).toEqual([4, 5]);
    expect(Math.max(...counts(trace))).toBe(ROWS / 2 + 1);
  });

  test('a commit, a crash and a restart have lines of their own', () => {
    const trace = simulate(scenarioOf(QUERIES.running as object, settings, [fault]), 'kafkaStreams');
    const lines = [...progressLines(trace)].map((line) => JSON.parse(line));
    expect(lines.find((l) => l.commit === 2)).toEqual({
      commit: 2,
      timestamp: iso(8),
      status: 'committed',
      offsets: { 's-0': 2, 's-1': 2 },
      changelog: 4,
    });
    expect(lines.find((l) => 'crash' in l)).toEqual({ crash: 'row', timestamp: iso(12.5), checkpoint: 'kept' });
    expect(lines.find((l) => 'restored' in l)).toEqual({
      restored: 2,
      timestamp: iso(13.5),
      offsets: { 's-0': 2, 's-1': 2 },
      changelogRead: 2,
    });
    expect(lines.filter((l) => l.attempt === 1).map((l) => l.arrival)).toEqual([4, 5]);
  });

  test.each(['at_least_once', 'exactly_once_v2'] as const)('%s: the changelog read is what the stores lack', (g) => {
    const read = (checkpoint: string): number | undefined => {
      const scenario = scenarioOf(QUERIES.running as object, { ...settings, processingGuarantee: g }, [
        { ...fault, checkpoint },
      ]);
      const trace = simulate(scenario, 'kafkaStreams');
      const { steps } = explain(openTrace(trace, scenario), { kind: 'crash', crash: 0 }, trace.length);
      const again = steps.find((s) => s.code === 'readsAgain');
      expect(again?.params).toEqual({ rows: 2, commit: 2, counted: g === 'at_least_once' });
      return trace.crashes[0]?.changelog;
    };
    expect([read('kept'), read('lost')]).toEqual(g === 'at_least_once' ? [2, 6] : [4, 4]);
  });

  test('a window that came out since the last commit comes out again', () => {
    const last = { arrival: 4, after: 'row' };
    const final = { ...settings, emit: 'onWindowClose' };
    const trace = simulate(scenarioOf(QUERIES.windows as object, final, [{ crash: last }]), 'kafkaStreams');
    const starts = Array.from({ length: trace.output.batch.length }, (_, o) =>
      JSON.stringify(outputRow(trace.output, o).window),
    );
    expect(starts.filter((s) => s === starts[0]).length).toBe(2);
  });

  test('a commit that the run does not have is told, with the way out', () => {
    const scenario = scenarioOf(QUERIES.running as object, settings, [
      { crash: { commit: 99, after: 'outputs-flushed' } },
    ]);
    expect(unmetCrashes(scenario, simulate(scenario, 'kafkaStreams'))).toMatchObject([
      { path: 'faults[0].crash.commit', code: 'noSuchCommit', params: { commit: 99 } },
    ]);
  });
});
