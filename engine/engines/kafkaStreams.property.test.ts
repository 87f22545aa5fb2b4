/**
 * Kafka Streams beside plain recomputations: arrays of objects, written from the rules alone. What the library itself does
 * is held by `engine/conformance`; here each answer must be the sum of its rows, whatever the order they came in.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFaults } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { progressLines } from '../trace/progress';
import type { Trace } from '../trace/trace';

const EIGHT = Date.UTC(2027, 0, 5, 8);
const NINE = Date.UTC(2027, 0, 5, 9);
const iso = (ms: number): string => new Date(ms).toISOString();
const SIZE = 60_000;
const GAP = 20_000;

interface Row {
  /** Seconds of event time. */
  readonly time: number;
  readonly key: string | null;
  readonly amount: number;
  readonly side: 'left' | 'right';
}
const row: fc.Arbitrary<Row> = fc.record({
  time: fc.integer({ min: 0, max: 400 }),
  key: fc.constantFrom('a', 'b', null),
  amount: fc.integer({ min: -3, max: 3 }),
  side: fc.constantFrom('left' as const, 'right' as const),
});
const rows = fc.array(row, { maxLength: 30 });
const at = ({ time }: Row): number => EIGHT + time * 1000;

interface Line {
  readonly output: readonly Record<string, unknown>[];
  readonly late: readonly unknown[];
}

/** Runs rows that arrive two seconds apart; the last one, far in the future, closes everything before it. */
function traceOf(given: readonly Row[], steps: object[], settings: object): Trace {
  const last: Row = { time: 1_000_000, key: 'z', amount: 0, side: 'left' };
  const all = [...given, last, { ...last, side: 'right' as const }, { ...last, time: 2_000_000 }];
  const arrivals = (side: Row['side'], p: string): object[] =>
    all.flatMap((r, i) =>
      r.side === side
        ? [{ arrivesAt: iso(NINE + i * 2000), row: { [`${p}t`]: iso(at(r)), [`${p}k`]: r.key, [`${p}v`]: r.amount } }]
        : [],
    );
  const columns = (p: string) => ({ [`${p}t`]: 'timestamp', [`${p}k`]: 'string', [`${p}v`]: 'long' });
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'rows',
    sources: {
      left: { columns: columns('l'), arrivals: arrivals('left', 'l') },
      right: { columns: columns('r'), arrivals: arrivals('right', 'r') },
    },
    query: { from: 'left', steps: [{ watermark: 'lt', delay: '0 seconds' }, ...steps] },
    engines: { kafkaStreams: settings },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  expect(planFaults(parsed.scenario, 'kafkaStreams')).toEqual([]);
  return simulate(parsed.scenario, 'kafkaStreams');
}

const run = (given: readonly Row[], steps: object[], settings: object): Line[] =>
  [...progressLines(traceOf(given, steps, settings))].map((line) => JSON.parse(line));

const lefts = (given: readonly Row[]): Row[] => given.filter((r) => r.side === 'left' && r.key !== null);
const texts = (given: readonly object[]): string[] => given.map((g) => JSON.stringify(g)).sort();
const outputs = (lines: readonly Line[]): Record<string, unknown>[] => lines.flatMap((l) => l.output);

const groupBy = (window: object): object => ({
  groupBy: { window: { on: 'lt', ...window }, keys: ['lk'] },
  aggregate: { n: 'count(*)', sum: 'sum(lv)' },
});
const result = (start: number, end: number, key: string | null, of: readonly Row[]): object => ({
  window: { start: iso(start), end: iso(end) },
  lk: key,
  n: of.length,
  sum: of.reduce((sum, r) => sum + r.amount, 0),
});

/** The windows of rows, by hand. */
function windows(of: readonly Row[]): object[] {
  const found = new Map<string, Row[]>();
  for (const r of of) {
    const name = `${Math.floor(at(r) / SIZE)} ${r.key}`;
    found.set(name, [...(found.get(name) ?? []), r]);
  }
  return [...found].map(([name, own]) => {
    const start = Number(name.split(' ')[0]) * SIZE;
    return result(start, start + SIZE, own[0]?.key ?? null, own);
  });
}

/** The sessions of rows, by hand. */
function sessions(of: readonly Row[]): object[] {
  return ['a', 'b'].flatMap((key) => {
    const found: Row[][] = [];
    for (const r of of.filter((o) => o.key === key).sort((a, b) => a.time - b.time)) {
      const open = found.at(-1);
      if (open && at(r) - at(open.at(-1) as Row) <= GAP) open.push(r);
      else found.push([r]);
    }
    return found.map((own) => result(at(own[0] as Row), at(own.at(-1) as Row), key, own));
  });
}

const notLast = (given: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  given.filter((o) => o.lk !== 'z' && o.rk !== 'z');

describe('windows', () => {
  test.each(['suppress', 'onWindowClose'])(
    'with grace for all, %s gives each window once, with all its rows',
    (emit) => {
      fc.assert(
        fc.property(rows, (given) => {
          const lines = run(given, [groupBy({ size: '1 minute' })], { emit, grace: '1 hour' });
          expect(texts(notLast(outputs(lines)))).toEqual(texts(windows(lefts(given))));
        }),
      );
    },
  );

  test('each row makes one update; the last update of a window has all its rows', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const updates = notLast(outputs(run(given, [groupBy({ size: '1 minute' })], { grace: '1 hour' })));
        expect(updates).toHaveLength(lefts(given).length);
        const last = new Map(updates.map((u) => [JSON.stringify([u.window, u.lk]), u]));
        expect(texts([...last.values()])).toEqual(texts(windows(lefts(given))));
      }),
    );
  });

  test('whatever the grace, a row is late exactly when its window ended that long before the newest row', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 90 }), (given, grace) => {
        const lines = run(given, [groupBy({ size: '1 minute' })], { emit: 'suppress', grace: `${grace} seconds` });
        let newest = Number.NEGATIVE_INFINITY;
        const onTime = lefts(given).filter((r) => {
          newest = Math.max(newest, at(r));
          return Math.floor(at(r) / SIZE) * SIZE + SIZE > newest - grace * 1000;
        });
        expect(texts(notLast(outputs(lines)))).toEqual(texts(windows(onTime)));
        const nulls = given.filter((r) => r.side === 'left' && r.key === null).length;
        expect(lines.flatMap((l) => l.late)).toHaveLength(lefts(given).length - onTime.length + nulls);
      }),
    );
  });
});

describe('sessions', () => {
  test('with grace for all, suppress gives the sessions of all rows', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const lines = run(given, [groupBy({ gap: '20 seconds' })], { emit: 'suppress', grace: '1 hour' });
        expect(texts(notLast(outputs(lines)))).toEqual(texts(sessions(lefts(given))));
      }),
    );
  });

  test('what updates say and have not taken back is the sessions of all rows', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const said = new Map<string, object>();
        for (const { tombstone, ...update } of notLast(
          outputs(run(given, [groupBy({ gap: '20 seconds' })], { grace: '1 hour' })),
        )) {
          const name = JSON.stringify([update.window, update.lk]);
          if (tombstone) expect(said.delete(name), name).toBe(true);
          else said.set(name, update);
        }
        expect(texts([...said.values()])).toEqual(texts(sessions(lefts(given))));
      }),
    );
  });
});

describe('joins', () => {
  const on = "lk = rk and rt between lt - interval '30 seconds' and lt + interval '60 seconds'";
  const pairs = (given: readonly Row[]): [Row, Row][] =>
    lefts(given).flatMap((l) =>
      given
        .filter((r) => r.side === 'right' && r.key === l.key && r.time >= l.time - 30 && r.time <= l.time + 60)
        .map((r): [Row, Row] => [l, r]),
    );
  const shown = (l: Row | null, r: Row | null): object => ({
    lt: l && iso(at(l)),
    lk: l?.key ?? null,
    lv: l?.amount ?? null,
    rt: r && iso(at(r)),
    rk: r?.key ?? null,
    rv: r?.amount ?? null,
  });
  const joined = (given: readonly Row[], type: string): Record<string, unknown>[] =>
    notLast(
      outputs(
        run(
          given,
          [{ join: { with: { from: 'right', steps: [{ watermark: 'rt', delay: '0 seconds' }] }, type, on } }],
          { grace: '1 hour' },
        ),
      ),
    );

  test('an inner join has every pair once', () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(texts(joined(given, 'inner'))).toEqual(texts(pairs(given).map(([l, r]) => shown(l, r))));
      }),
    );
  });

  test('an outer join of rows in order has every pair, and every other row once', () => {
    fc.assert(
      fc.property(rows, (unsorted) => {
        const given = [...unsorted].sort((a, b) => a.time - b.time);
        const all = pairs(given);
        const alone = given.filter((r) => !all.some(([l, o]) => l === r || o === r));
        expect(texts(joined(given, 'fullOuter'))).toEqual(
          texts([
            ...all.map(([l, r]) => shown(l, r)),
            ...alone.map((r) => (r.side === 'left' ? shown(r, null) : shown(null, r))),
          ]),
        );
      }),
    );
  });
});

test('the same scenario gives the same trace, to the last byte', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const once = traceOf(given, [groupBy({ gap: '20 seconds' })], {});
      expect(traceOf(given, [groupBy({ gap: '20 seconds' })], {})).toEqual(once);
    }),
    { numRuns: 20 },
  );
});
