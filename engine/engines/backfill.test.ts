/** A nightly job that runs a day again: what its table says is what a plain recomputation, run by run, leaves in it. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Fault } from '../faults';
import { dayBounds, localDate } from '../localTime';
import { answersOf } from '../measure/answers';
import { referenceFrom } from '../measure/reference';
import { scoreOf } from '../measure/score';
import { truthRuns } from '../measure/truthRuns';
import { planFaults } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { writeScenario } from '../scenario/write';
import { simulate } from '../simulate';
import { openTrace } from '../trace/reader';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST = Date.UTC(2026, 2, 2);
const iso = (ms: number): string => new Date(ms).toISOString();

interface Row {
  /** Hours since the first midnight (UTC). */
  readonly happened: number;
  readonly arrives: number;
  readonly key: string;
}
interface Again {
  readonly day: number;
  readonly at: number;
}

function scenario(rows: readonly Row[], again: readonly Again[], timeZone = 'UTC', size = '6 hours'): Scenario {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'days',
    sources: {
      sales: {
        columns: { soldAt: 'timestamp', shop: 'string' },
        arrivals: rows.map((r) => ({
          arrivesAt: iso(FIRST + r.arrives * HOUR),
          row: { soldAt: iso(FIRST + r.happened * HOUR), shop: r.key },
        })),
      },
    },
    query: {
      from: 'sales',
      steps: [{ groupBy: { window: { on: 'soldAt', size }, keys: ['shop'] }, aggregate: { sold: 'count(*)' } }],
    },
    engines: {
      dailyBatch: {
        at: '01:00:00',
        timeZone,
        backfill: again.map(({ day, at }) => ({
          day: iso(FIRST + day * DAY).slice(0, 10),
          at: iso(FIRST + at * HOUR),
        })),
      },
    },
    until: iso(FIRST + 7 * DAY),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

const rows = fc.array(
  fc.record({
    happened: fc.integer({ min: 0, max: 71 }),
    late: fc.constantFrom(0, 0, 1, 5, 20, 50),
    key: fc.constantFrom('a', 'b'),
  }),
  { minLength: 1, maxLength: 12 },
);
const again = fc.array(fc.record({ day: fc.nat(2), after: fc.integer({ min: 0, max: 60 }) }), { maxLength: 3 });

test('the table holds, window by window, what the last run that read it found', () => {
  fc.assert(
    fc.property(rows, again, (drawn, wanted) => {
      const given: Row[] = drawn.map((r) => ({ ...r, arrives: r.happened + r.late }));
      const days = new Set(given.map((r) => Math.floor(r.happened / 24)));
      const asked = wanted.flatMap(({ day, after }) => (days.has(day) ? [{ day, at: (day + 1) * 24 + after }] : []));
      const of = scenario(given, asked);
      const trace = simulate(of, 'dailyBatch');

      // Nights at one o'clock, as long as something is new to them; a night goes before a day that is run again.
      const runs: { at: number; day: number | null }[] = asked.map(({ day, at }) => ({ at, day }));
      for (let night = 1, seen = 0; night <= 7 * 24; night += 24) {
        const arrived = given.filter((r) => r.arrives <= night).length;
        if (arrived > seen) runs.push({ at: night, day: null });
        seen = Math.max(seen, arrived);
      }
      runs.sort((a, b) => a.at - b.at || Number(a.day !== null) - Number(b.day !== null));
      const table = new Map<string, number>();
      for (const { at, day } of runs) {
        const found = new Map<string, number>();
        for (const r of given) {
          if (r.arrives > at || (day !== null && Math.floor(r.happened / 24) !== day)) continue;
          const name = `${Math.floor(r.happened / 6)} ${r.key}`;
          found.set(name, (found.get(name) ?? 0) + 1);
        }
        for (const [name, n] of found) table.set(name, n);
      }

      const said = new Map<string, number>();
      for (const { values } of openTrace(trace, of).at(trace.length).results()) {
        const [start, , shop, sold] = values;
        said.set(`${(Number(start) / 1000 - FIRST) / (6 * HOUR)} ${shop}`, Number(sold));
      }
      expect(said).toEqual(table);
      expect(trace.batches.count).toBe(runs.length);
      expect([...trace.batches.startedAt]).toEqual(runs.map((r) => (FIRST + r.at * HOUR) * 1000));
    }),
    { numRuns: 200 },
  );
});

describe('a day that is run again', () => {
  const LATE: Row[] = [
    { happened: 10, arrives: 10, key: 'a' },
    { happened: 11, arrives: 30, key: 'a' },
    { happened: 30, arrives: 30, key: 'a' },
  ];

  it('corrects what a late row made wrong, before the next night, and is counted as a correction', () => {
    const score = (of: Scenario) => {
      const trace = simulate(of, 'dailyBatch');
      const truth = truthRuns(of);
      if (!truth) throw new Error('no truth');
      return scoreOf(trace, answersOf(trace, of), referenceFrom(of, truth));
    };
    const [without, corrected] = [scenario(LATE, []), scenario(LATE, [{ day: 0, at: 31 }])].map(score);
    expect([without?.runs, corrected?.runs]).toEqual([2, 3]);
    expect([without?.corrections, corrected?.corrections]).toEqual([1, 1]);
    // From the end of [6, 12) to the night of the third day at 1, and to 7 in the morning of the second.
    expect([without?.worstWait, corrected?.worstWait].map((w) => (w ?? 0) / 1000 / HOUR)).toEqual([37, 19]);
  });

  it('reads the local day: what is half of a day in UTC is a whole one in Jakarta', () => {
    // 2026-03-03 in Jakarta begins at 17:00 UTC on the second.
    const given: Row[] = [16, 17, 40, 41].map((happened) => ({ happened, arrives: happened, key: 'a' }));
    const trace = simulate(scenario(given, [{ day: 1, at: 60 }], 'Asia/Jakarta', '1 hour'), 'dailyBatch');
    expect(trace.batches.numInputRows.at(-1)).toBe(2);
    expect(trace.batches.readFrom?.at(-1)).toBe((FIRST + 17 * HOUR) * 1000);
  });

  it('answers a window that goes past midnight from the part of it that lies on the day: wrong, as it is there', () => {
    const given: Row[] = [23, 25].map((happened) => ({ happened, arrives: happened, key: 'a' }));
    const shifted = scenario(given, [{ day: 0, at: 60 }], 'UTC', '4 hours');
    const windowed = {
      ...shifted.query.steps[0],
      window: { on: 'soldAt', size: 4 * HOUR * 1000, slide: 4 * HOUR * 1000, start: 2 * HOUR * 1000 },
    };
    const of = { ...shifted, query: { ...shifted.query, steps: [windowed] } } as Scenario;
    const [result] = openTrace(simulate(of, 'dailyBatch'), of).at(Number.MAX_SAFE_INTEGER).results();
    expect([result?.values.at(-1), result?.right]).toEqual([1, false]);
  });

  it('that dies in the middle is run again when the job is back', () => {
    const of = scenario(LATE, [{ day: 0, at: 31 }]);
    const crashed: Scenario = {
      ...of,
      crashes: [
        {
          engine: 'dailyBatch',
          where: { kind: 'batch', batchId: 1, after: 'half-written' },
          restartAfter: HOUR * 1000,
          checkpoint: 'kept',
          place: 0,
        },
      ],
    };
    const { batches } = simulate(crashed, 'dailyBatch');
    const hours = [...batches.startedAt].map((at) => (at / 1000 - FIRST) / HOUR);
    expect(hours).toEqual([25, 31, 32, 49]);
    expect([...batches.numInputRows]).toEqual([1, 2, 2, 3]);
  });

  it('stands in the file as it was read', () => {
    const of = scenario(LATE, [{ day: 0, at: 31 }]);
    expect(writeScenario(of).engines?.dailyBatch).toMatchObject({
      backfill: [{ day: '2026-03-02', at: '2026-03-03T07:00:00Z' }],
    });
  });

  it.each([
    [
      'a day without rows',
      [{ day: 5, at: 150 }],
      'backfillEmptyDay',
      { day: '2026-03-07', first: '2026-03-02', last: '2026-03-03' },
    ],
    ['before the day is over', [{ day: 0, at: 20 }], 'backfillTooEarly', { ends: '2026-03-03T00:00:00Z' }],
    ['behind the end of the run', [{ day: 0, at: 200 }], 'backfillTooLate', { until: '2026-03-09T00:00:00Z' }],
  ] as const)('is refused: %s', (_, wanted, code, params) => {
    const faults: readonly Fault[] = planFaults(scenario(LATE, wanted), 'dailyBatch');
    expect(faults).toMatchObject([{ code, params }]);
    expect(planFaults(scenario(LATE, wanted), 'kafkaStreams')).toEqual([]);
  });
});

test('days begin and end with the local date, also where the clocks change', () => {
  for (const zone of ['Asia/Jakarta', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'UTC'])
    for (const day of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-07-01']) {
      const { from, to } = dayBounds(day, zone);
      expect([localDate(from, zone), localDate(from - 1000, zone) < day], `${day} ${zone}`).toEqual([day, true]);
      expect([localDate(to - 1000, zone), localDate(to, zone) > day], `${day} ${zone}`).toEqual([day, true]);
    }
});
