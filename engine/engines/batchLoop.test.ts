/** The loop against the figures of its lesson, and against a plain loop over arrays for any rows and settings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFaults } from '../query/plan';
import type { ScenarioFile } from '../scenario/file';
import { parseScenario } from '../scenario/parse';
import type { BatchLoopSettings } from '../scenario/scenario';
import { simulate } from '../simulate';
import { progressLines } from '../trace/progress';
import { BOUNDARY, clicks, LATE, UNIQUE } from './clicks.fixture';

type Line = { readFrom: string; readTo: string; numInputRows: number; output: Record<string, unknown>[] };
const linesOf = (scenario: Parameters<typeof simulate>[0]): Line[] =>
  [...progressLines(simulate(scenario, 'batchLoop'))].map((line) => JSON.parse(line));
const counts = (scenario: Parameters<typeof simulate>[0]) =>
  linesOf(scenario).flatMap((l) => l.output.map((o) => o.clicks ?? o.users));
const clock = (time: string) => time.slice(14, 19);

describe('a loop is wrong where the course says that it is', () => {
  it.each([
    ['closed', [4, 5, 2], 'reads what lies on a boundary twice'],
    ['open', [3, 3, 1], 'never reads what lies on a boundary'],
    ['halfOpen', [3, 4, 2], 'reads everything once'],
  ] as const)('%s: %s, it %s', (boundary, expected, _what) => {
    expect(counts(clicks(BOUNDARY, { boundary, drift: false }))).toEqual(expected);
  });

  it('never reads what arrives while it works, since its sleep follows the work', () => {
    const lines = linesOf(clicks(BOUNDARY, {}));
    expect(lines.map((l) => [clock(l.readFrom), clock(l.readTo)])).toEqual([
      ['00:00', '05:00'],
      ['05:30', '10:30'],
      ['11:00', '16:00'],
    ]);
    expect(lines.map((l) => l.numInputRows)).toEqual([3, 3, 1]);
    expect(counts(clicks(BOUNDARY, { workTime: '1 second' }))).toEqual([3, 3, 1]);
  });

  it('counts a late row in the wrong window, or nowhere', () => {
    expect(counts(clicks(LATE, { drift: false }))).toEqual([3, 2, 4]);
    expect(counts(clicks(LATE, { drift: false, readBy: 'eventTime' }))).toEqual([3, 2, 3]);
  });

  it('counts distinct users run by run, which a stream is refused', () => {
    const unique = clicks(UNIQUE, { drift: false }, (file) => {
      const steps = file.query.steps as { aggregate?: Record<string, string> }[];
      (steps[1] as { aggregate: Record<string, string> }).aggregate = { users: 'count(distinct userId)' };
    });
    expect(counts(unique)).toEqual([3, 2]);
    expect(planFaults(unique, 'spark')).toMatchObject([{ code: 'refused' }]);
    expect(planFaults(unique, 'dailyBatch')).toEqual([]);
  });

  it('a remembered place makes it read on from there: nothing is passed over, and the drift still shifts rows between windows', () => {
    const lines = linesOf(clicks(BOUNDARY, { remember: 'lastReadAfterWrite' }));
    expect(lines.map((l) => l.numInputRows)).toEqual([3, 5, 1]);
  });
});

describe('what a loop cannot answer is refused', () => {
  const refused = (change: (file: ScenarioFile) => void, loop = {}) =>
    planFaults(clicks(LATE, loop, change), 'batchLoop');
  it('windows other than its interval', () => {
    expect(refused(() => {}, { interval: '1 minute' })).toMatchObject([
      {
        path: 'query.steps[1].groupBy.window',
        code: 'loopWindow',
        params: { size: '5 minutes', interval: '1 minute' },
      },
    ]);
    const sliding = (file: ScenarioFile) => {
      const [, step] = file.query.steps as { groupBy?: { window: Record<string, string> } }[];
      Object.assign((step as { groupBy: { window: object } }).groupBy.window, { slide: '1 minute' });
    };
    expect(refused(sliding)).toMatchObject([{ code: 'loopWindow' }]);
  });
  it('steps that need what an earlier run saw', () => {
    expect(refused((f) => void f.query.steps?.splice(1, 1, { dropDuplicates: ['userId'] }))).toMatchObject([
      { code: 'loopStep', params: { step: 'dropDuplicates' } },
    ]);
  });
  it('event time that nothing names', () => {
    const bare = (f: ScenarioFile) => void f.query.steps?.splice(0, 2);
    expect(refused(bare)).toEqual([]);
    expect(refused(bare, { readBy: 'eventTime' })).toMatchObject([{ code: 'loopWithoutEventTime' }]);
  });
});

// A plain loop ---------------------------------------------------------------------------------------------------------

interface Click {
  readonly arrives: number;
  readonly happened: number;
}
/** Seconds; the interval is five minutes. Runs that read nothing are left out. */
function plainLoop(
  rows: readonly Click[],
  s: Pick<BatchLoopSettings, 'readBy' | 'boundary' | 'drift' | 'remember'>,
  work: number,
) {
  const runs: { from: number; to: number; read: number[] }[] = [];
  const first = Math.min(...rows.map((r) => r.arrives));
  const last = Math.max(...rows.flatMap((r) => [r.arrives, r.happened]));
  let saved: number | null = null;
  for (let now = Math.floor(first / 300) * 300 + 300; now <= last + 2000; now += 300 + (s.drift ? work : 0)) {
    const from: number = s.remember === 'nothing' ? now - 300 : (saved ?? now - 300);
    const read = rows.flatMap((r, i) => {
      const at = s.readBy === 'arrivalTime' ? r.arrives : r.happened;
      const after = s.boundary === 'open' ? at > from : at >= from;
      const before = s.boundary === 'closed' ? at <= now : at < now;
      return after && before && r.arrives <= now ? [i] : [];
    });
    if (read.length > 0)
      runs.push({
        from,
        to: now,
        read: read.sort((a, b) => (rows[a] as Click).arrives - (rows[b] as Click).arrives || a - b),
      });
    saved = now;
  }
  return runs;
}

const settings = fc.record({
  readBy: fc.constantFrom('arrivalTime' as const, 'eventTime' as const),
  boundary: fc.constantFrom('closed' as const, 'open' as const, 'halfOpen' as const),
  drift: fc.boolean(),
  remember: fc.constantFrom('nothing' as const, 'lastReadBeforeWrite' as const),
});
/** Mostly near boundaries, and over gaps of hours. */
const instant = fc.oneof(
  fc.integer({ min: 0, max: 2400 }),
  fc.integer({ min: 0, max: 40 }).map((k) => k * 300),
  fc.integer({ min: 0, max: 40_000 }),
);
const rowsOf = fc.array(fc.record({ arrives: instant, happened: instant }), { minLength: 1, maxLength: 25 });

it('reads what a plain loop over arrays reads, run by run, and counts it in the window in which the stretch begins', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  fc.assert(
    fc.property(rowsOf, settings, fc.constantFrom(0, 1, 30, 299), (rows, s, work) => {
      const parsed = parseScenario({
        format: 'arus/1',
        sources: {
          s: {
            columns: { t: 'timestamp', n: 'long' },
            arrivals: rows.map((r, n) => ({ arrivesAt: at(r.arrives), row: { t: at(r.happened), n } })),
          },
        },
        query: {
          from: 's',
          steps: [{ groupBy: { window: { on: 't', size: '5 minutes' } }, aggregate: { n: 'count(*)' } }],
        },
        engines: { batchLoop: { ...s, workTime: `${work} seconds` } },
      });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const said = linesOf(parsed.scenario).map((l) => [l.readFrom, l.readTo, l.output[0]]);
      const plain = plainLoop(rows, s, work).map(({ from, to, read }) => {
        const start = Math.floor(from / 300) * 300;
        return [at(from), at(to), { window: { start: at(start), end: at(start + 300) }, n: read.length }];
      });
      expect(said).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});
