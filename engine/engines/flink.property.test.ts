import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { brokenLaws } from '../trace/laws';
import { progressLines } from '../trace/progress';
import { openTrace } from '../trace/reader';
import { partitionClocksAt } from '../trace/steps';
import { NONE } from '../trace/trace';
import { type PlainFlinkRow, type PlainFlinkSettings, type PlainLine, plainFlink } from './plainFlink';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 2, 2, 12);

const window: fc.Arbitrary<PlainFlinkSettings['window']> = fc.oneof(
  fc.constantFrom(
    { size: 5 * MINUTE, slide: 5 * MINUTE, start: 0 },
    { size: 4 * MINUTE, slide: 4 * MINUTE, start: -MINUTE },
    { size: 6 * MINUTE, slide: 2 * MINUTE, start: MINUTE },
    { size: 5 * MINUTE, slide: 3 * MINUTE, start: 0 },
  ),
  fc.constantFrom({ gap: MINUTE }, { gap: 4 * MINUTE }),
);
const settings: fc.Arbitrary<PlainFlinkSettings> = fc.record({
  partitions: fc.constantFrom(1, 1, 2, 3),
  delay: fc.constantFrom(0, 1, MINUTE, 5 * MINUTE),
  interval: fc.constantFrom(0, 0, 200, 1000, 7000),
  lateness: fc.constantFrom(0, 0, 1, 2 * MINUTE, 10 * MINUTE),
  idle: fc.constantFrom(null, null, 100, 1000, 5000),
  window,
});
const row = (partitions: number): fc.Arbitrary<PlainFlinkRow> =>
  fc
    .record({
      after: fc.integer({ min: 0, max: 60 }),
      step: fc.constantFrom(0, 0, 1, -1),
      partition: fc.nat(partitions - 1),
      minute: fc.integer({ min: 0, max: 40 }),
      fine: fc.constantFrom(0, 0, 30_000, 1, -1),
      key: fc.constantFrom('a', 'b', null),
      amount: fc.constantFrom(null, 1, 2, 3, -4),
    })
    .map(({ after, step, partition, minute, fine, key, amount }) => ({
      arrivesAt: NOON + after * 500 + step,
      partition,
      time: NOON - 45 * MINUTE + minute * MINUTE + fine,
      key,
      amount,
    }));
const random = settings.chain((s) =>
  fc.tuple(fc.array(row(s.partitions), { minLength: 1, maxLength: 25 }), fc.constant(s)),
);

const iso = (ms: number): string => new Date(ms).toISOString();
const length = (ms: number): string => `${ms} milliseconds`;

function scenario(rows: readonly PlainFlinkRow[], s: PlainFlinkSettings): Scenario {
  const own =
    'gap' in s.window
      ? { on: 't', gap: length(s.window.gap) }
      : { on: 't', size: length(s.window.size), slide: length(s.window.slide), start: length(s.window.start) };
  const parsed = parseScenario({
    format: 'arus/1',
    sources: {
      rows: {
        columns: { t: 'timestamp', k: 'string', v: 'long' },
        partitions: s.partitions,
        arrivals: rows.map(({ arrivesAt, partition, time, key, amount }) => ({
          arrivesAt: iso(arrivesAt),
          partition,
          row: { t: iso(time), k: key, v: amount },
        })),
      },
    },
    query: {
      from: 'rows',
      steps: [
        { watermark: 't', delay: length(s.delay) },
        { groupBy: { window: own, keys: ['k'] }, aggregate: { n: 'count(*)', sum: 'sum(v)' } },
      ],
    },
    engines: {
      flink: {
        watermarkInterval: length(s.interval),
        allowedLateness: length(s.lateness),
        ...(s.idle !== null && { idleTimeout: length(s.idle) }),
      },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

interface Output {
  readonly window: { readonly start: string; readonly end: string };
  readonly k: string | null;
  readonly n: number;
  readonly sum: number | null;
}

/** The lines of `--json` in the form of the plain ones. */
function linesOf(made: Scenario): PlainLine[] {
  return [...progressLines(simulate(made, 'flink'))].map((text) => {
    const line = JSON.parse(text);
    return {
      arrival: line.arrival ?? null,
      at: Date.parse(line.timestamp),
      watermark: line.watermark === null ? null : Date.parse(line.watermark),
      output: (line.output as Output[])
        .map(({ window: w, k, n, sum }) => JSON.stringify([Date.parse(w.start), Date.parse(w.end), k, n, sum]))
        .sort(),
      late: line.late.length > 0,
    };
  });
}

test('line by line as a plain recomputation has it: watermark, windows, sessions, lateness, idle partitions', () => {
  fc.assert(
    fc.property(random, ([rows, s]) => {
      expect(linesOf(scenario(rows, s))).toEqual(plainFlink(rows, s));
    }),
    { numRuns: 500, seed: 1 },
  );
});

describe('a trace of steps', () => {
  test('is the same, byte for byte, when it is made again', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        expect(simulate(scenario(rows, s), 'flink')).toEqual(simulate(scenario(rows, s), 'flink'));
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  test('keeps the laws of traces', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, s);
        expect(brokenLaws(simulate(made, 'flink'), made)).toEqual([]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('has no step for a tick without effect, one for each arrival, and a rise where the watermark moved', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const { batches, records, output } = simulate(scenario(rows, s), 'flink');
        expect(records?.row.filter((r) => r !== NONE)).toHaveLength(rows.length);
        for (let step = 0; step < batches.count; step++) {
          const [from, to] = [batches.watermark[step] as number, batches.nextWatermark[step] as number];
          expect(to).toBeGreaterThanOrEqual(from);
          expect(records?.rise[step] !== NONE).toBe(to > from);
          if (records?.row[step] === NONE) expect(to > from || output.batch.includes(step)).toBe(true);
        }
      }),
      { numRuns: 100, seed: 6 },
    );
  });

  test('gives at every step the smallest watermark of the partitions, where none is idle', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, { ...s, idle: null });
        const trace = simulate(made, 'flink');
        for (let step = 0; step < trace.batches.count; step++) {
          const clocks = partitionClocksAt(trace, trace.batches.lastEntry[step] as number);
          expect(Math.min(...clocks.map(({ clock }) => clock))).toBe(trace.batches.nextWatermark[step]);
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test('counts a row late where the side output has it, and nowhere else', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, s);
        const trace = simulate(made, 'flink');
        const moment = openTrace(trace, made).at(trace.length);
        const late = rows.flatMap((_, i) => (moment.rowStatus(i) === 'late' ? [i] : []));
        expect([...(trace.records?.late.row ?? [])].sort((a, b) => a - b)).toEqual(late);
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  test('knows the truth: with a lateness that takes every row each window’s last answer is right', () => {
    fc.assert(
      fc.property(random, ([rows, s]) => {
        const made = scenario(rows, { ...s, lateness: 90 * MINUTE });
        const trace = simulate(made, 'flink');
        const results = openTrace(trace, made).at(trace.length).results();
        // A session that grew after it came out is not taken back: it stays, and is not as the truth has it.
        for (const result of results) if (!('gap' in s.window)) expect(result.right).toBe(true);
        const said = new Set(trace.output.version);
        const sessions = 'gap' in s.window ? new Set([...said].map((v) => trace.operator?.versionGroup[v])) : null;
        if (sessions) expect(results).toHaveLength(sessions.size);
      }),
      { numRuns: 100, seed: 9 },
    );
  });
});
