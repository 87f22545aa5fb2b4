/**
 * Each function of the library, batch by batch, against a plain recomputation: after every batch the whole history of a
 * key is gone over again, without state, timers or versions.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario } from '../../scenario/parse';
import { simulate } from '../../simulate';
import { openTrace } from '../../trace/reader';
import type { Trace } from '../../trace/trace';
import { type Value, valueAt } from '../../values';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const BASE = Date.UTC(2026, 2, 2, 12) * 1000;

interface Row {
  readonly arrivesAt: number;
  readonly time: number | null;
  readonly key: string | null;
  readonly value: number | null;
}
const row: fc.Arbitrary<Row> = fc.record({
  arrivesAt: fc.integer({ min: 1, max: 60 }).map((n) => BASE + n * 20 * SECOND),
  time: fc.option(
    fc.integer({ min: -30, max: 60 }).map((n) => BASE + n * 20 * SECOND),
    { freq: 9 },
  ),
  key: fc.option(fc.constantFrom('a', 'b', ''), { freq: 6 }),
  value: fc.option(fc.integer({ min: -3, max: 9 }), { freq: 6 }),
});

interface Settings {
  readonly delay: number;
  readonly maxRows: number | null;
  readonly noData: boolean;
  /** Minutes: of a gap, a span, a time to live; 0: none. */
  readonly length: number;
}
const settings: fc.Arbitrary<Settings> = fc.record({
  delay: fc.integer({ min: 0, max: 3 }),
  maxRows: fc.option(fc.integer({ min: 1, max: 4 })),
  noData: fc.boolean(),
  length: fc.integer({ min: 0, max: 4 }),
});

/** What a batch did, as a function of the library is to be compared. */
interface Did {
  readonly total: number;
  readonly updated: number;
  readonly removed: number;
  readonly dropped: number;
  readonly output: readonly string[];
}
/** A batch as a plain function sees it. */
interface Batch {
  readonly now: number;
  readonly watermark: number;
  /** The rows by key, late ones left out where the function goes by event time. */
  readonly rows: ReadonlyMap<string | null, readonly Row[]>;
}
type Plain = (batch: Batch) => Omit<Did, 'dropped'>;

/** One of two places, by the number. */
const placeOf = (r: Row): string | null => (r.value === null ? null : r.value % 2 === 0 ? 'here' : 'there');

const time = (at: number): string => new Date(at / 1000).toISOString();

function run(rows: readonly Row[], s: Settings, name: string, parameters: Record<string, unknown>): Trace {
  const parsed = parseScenario({
    format: 'arus/1',
    sources: {
      s: {
        columns: { t: 'timestamp', k: 'string', n: 'long', place: 'string' },
        arrivals: rows.map((r) => ({
          arrivesAt: time(r.arrivesAt),
          row: { t: r.time === null ? null : time(r.time), k: r.key, n: r.value, place: placeOf(r) },
        })),
      },
    },
    query: {
      from: 's',
      steps: [
        { watermark: 't', delay: `${s.delay} minutes` },
        { process: name, keys: ['k'], parameters },
      ],
    },
    engines: {
      spark: {
        trigger: { processingTime: '1 minute' },
        noDataBatches: s.noData,
        ...(s.maxRows && { maxRowsPerBatch: s.maxRows }),
      },
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const trace = simulate(parsed.scenario, 'spark');
  for (let b = 0; b < trace.batches.count; b++) {
    const held = openTrace(trace, parsed.scenario)
      .at((trace.batches.lastEntry[b] as number) + 1)
      .state()
      .filter((x) => x.status !== 'freed');
    expect(held.length).toBe(trace.batches.stateTotal[b]);
  }
  return trace;
}

const outputOf = (trace: Trace, batch: number): string[] =>
  [...trace.output.batch.keys()]
    .filter((o) => trace.output.batch[o] === batch)
    .map((o) => JSON.stringify(trace.output.table.columns.map((c) => valueAt(c, o))))
    .sort();

/** The batches that a trace has, each recomputed from the rows of all batches so far. */
function expectPlain(trace: Trace, rows: readonly Row[], byEventTime: boolean, plain: Plain): void {
  const { batches } = trace;
  const queue = rows.map((r, i) => ({ ...r, i })).sort((a, b) => a.arrivesAt - b.arrivesAt || a.i - b.i);
  for (let b = 0; b < batches.count; b++) {
    const late = batches.lateWatermark[b] as number;
    const read = queue.splice(0, batches.numInputRows[b]);
    const kept = read.filter((r) => !byEventTime || r.time === null || r.time > late);
    const byKey = new Map<string | null, Row[]>();
    for (const r of kept) byKey.set(r.key, [...(byKey.get(r.key) ?? []), r]);
    const did = plain({
      now: batches.startedAt[b] as number,
      watermark: batches.watermark[b] as number,
      rows: byKey,
    });
    expect({
      total: batches.stateTotal[b],
      updated: batches.stateUpdated[b],
      removed: batches.stateRemoved[b],
      dropped: batches.stateDropped[b],
      output: outputOf(trace, b),
    }).toEqual({ ...did, dropped: read.length - kept.length, output: [...did.output].sort() });
  }
  expect(queue).toEqual([]);
}

const check = (property: (rows: Row[], s: Settings) => void): void =>
  fc.assert(fc.property(fc.array(row, { maxLength: 25 }), settings, property), { numRuns: 150, seed: 1 });

test('velocityCheck alerts on rows elsewhere and too soon, and forgets by the watermark', () => {
  check((rows, s) => {
    const within = (s.length + 1) * MINUTE;
    const trace = run(rows, s, 'velocityCheck', { within: `${s.length + 1} minutes`, column: 'place' });
    const remembered = new Map<string | null, { place: string; at: number }>();
    expectPlain(trace, rows, true, ({ watermark, rows: byKey }) => {
      let updated = 0;
      let removed = 0;
      const output: string[] = [];
      for (const [key, list] of byKey)
        for (const r of list) {
          const place = placeOf(r);
          if (place === null || r.time === null) continue;
          const before = remembered.get(key);
          if (before && before.place !== place && Math.abs(r.time - before.at) < within)
            output.push(JSON.stringify([key, r.time, r.value, place, before.place, before.at]));
          if (before && r.time < before.at) continue;
          remembered.set(key, { place, at: r.time });
          updated++;
        }
      for (const [key, { at }] of remembered) if (at + within <= watermark && remembered.delete(key)) removed++;
      return { total: remembered.size, updated, removed, output };
    });
  });
});

test('sessionize gives the visits of the rows that were not late, each once it is over', () => {
  check((rows, s) => {
    const gap = (s.length + 1) * MINUTE;
    const trace = run(rows, s, 'sessionize', { gap: `${s.length + 1} minutes` });
    const open = new Map<string | null, number[]>();
    expectPlain(trace, rows, true, ({ watermark, rows: byKey }) => {
      let updated = 0;
      let removed = 0;
      const output: string[] = [];
      for (const [key, list] of byKey) {
        const times = list.flatMap((r) => (r.time === null ? [] : [r.time]));
        updated += times.length;
        if (times.length > 0)
          open.set(
            key,
            [...(open.get(key) ?? []), ...times].sort((a, b) => a - b),
          );
      }
      for (const [key, times] of [...open]) {
        const visits: number[][] = [];
        for (const t of times) {
          const last = visits.at(-1);
          if (last && t - (last.at(-1) as number) <= gap) last.push(t);
          else visits.push([t]);
        }
        const over = visits.filter((v) => (v.at(-1) as number) + gap <= watermark);
        let left = times.length;
        for (const v of over) {
          output.push(JSON.stringify([key, v[0], v.at(-1), v.length]));
          removed += left;
          left -= v.length;
          updated += left;
        }
        if (left === 0) open.delete(key);
        else open.set(key, visits.filter((v) => !over.includes(v)).flat());
      }
      return { total: open.size, updated, removed, output };
    });
  });
});

test('runningTotal adds up what was written since the total last expired', () => {
  check((rows, s) => {
    const ttl = s.length === 0 ? Number.POSITIVE_INFINITY : s.length * MINUTE;
    const trace = run(rows, s, 'runningTotal', { column: 'n', ...(s.length > 0 && { ttl: `${s.length} minutes` }) });
    const written = new Map<string | null, { now: number; value: number }[]>();
    const held = new Set<string | null>();
    const total = (key: string | null, now: number): number | null => {
      let sum: number | null = null;
      let last = Number.NEGATIVE_INFINITY;
      for (const w of written.get(key) ?? []) {
        sum = (w.now - last >= ttl ? 0 : (sum ?? 0)) + w.value;
        last = w.now;
      }
      return now - last >= ttl ? null : sum;
    };
    expectPlain(trace, rows, false, ({ now, rows: byKey }) => {
      let updated = 0;
      const output: string[] = [];
      for (const [key, list] of byKey)
        for (const r of list) {
          if (r.value !== null) {
            written.set(key, [...(written.get(key) ?? []), { now, value: r.value }]);
            held.add(key);
            updated++;
          }
          output.push(JSON.stringify([key, r.time, r.value, placeOf(r), total(key, now)]));
        }
      let removed = 0;
      for (const key of held) if (total(key, now) === null && held.delete(key)) removed++;
      return { total: held.size, updated, removed, output };
    });
  });
});

test('thresholdAlert gives the first row of a span above the threshold', () => {
  check((rows, s) => {
    const span = (s.length + 1) * MINUTE;
    const trace = run(rows, s, 'thresholdAlert', { column: 'n', above: 8, span: `${s.length + 1} minutes` });
    const written = new Map<string | null, { now: number; value: number }[]>();
    const held = new Set<string | null>();
    /** The key's span at an instant, all spans gone over from the first. */
    const spanOf = (key: string | null): { from: number; sums: number[] } => {
      let from = Number.NEGATIVE_INFINITY;
      let sums: number[] = [];
      for (const { now, value } of written.get(key) ?? []) {
        if (now - from >= span) [from, sums] = [now, []];
        sums.push((sums.at(-1) ?? 0) + value);
      }
      return { from, sums };
    };
    expectPlain(trace, rows, false, ({ now, rows: byKey }) => {
      let updated = 0;
      const output: string[] = [];
      for (const [key, list] of byKey)
        for (const r of list) {
          if (r.value === null) continue;
          written.set(key, [...(written.get(key) ?? []), { now, value: r.value }]);
          held.add(key);
          updated++;
          const { sums } = spanOf(key);
          if (sums.findIndex((sum) => sum > 8) === sums.length - 1)
            output.push(JSON.stringify([key, r.time, r.value, placeOf(r), sums.at(-1)]));
        }
      let removed = 0;
      for (const key of held) if (now - spanOf(key).from >= span && held.delete(key)) removed++;
      return { total: held.size, updated, removed, output };
    });
  });
});

test('distinctUsers counts those seen within the time to live', () => {
  check((rows, s) => {
    const ttl = s.length === 0 ? Number.POSITIVE_INFINITY : s.length * MINUTE;
    const trace = run(rows, s, 'distinctUsers', { column: 'n', ...(s.length > 0 && { ttl: `${s.length} minutes` }) });
    const seen = new Map<string | null, Map<Value, number>>();
    expectPlain(trace, rows, false, ({ now, rows: byKey }) => {
      let updated = 0;
      let removed = 0;
      const output: string[] = [];
      for (const [key, list] of byKey) {
        const users = list.flatMap((r) => (r.value === null ? [] : [r.value]));
        updated += users.length;
        const all = seen.get(key) ?? new Map<Value, number>();
        for (const user of users) all.set(user, now);
        seen.set(key, all);
        if (users.length > 0) output.push(JSON.stringify([key, [...all].filter(([, at]) => now - at < ttl).length]));
      }
      for (const all of seen.values()) for (const [user, at] of all) if (now - at >= ttl && all.delete(user)) removed++;
      return { total: [...seen.values()].reduce((n, all) => n + all.size, 0), updated, removed, output };
    });
  });
});
