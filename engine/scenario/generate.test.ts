import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../time';
import { valueAt } from '../values';
import type { GenerateFile } from './file';
import { parseScenario } from './parse';
import { changed, type Loose } from './pickups.fixture';
import type { Source } from './scenario';

const RULE: GenerateFile = {
  rows: 5_000,
  seed: 7,
  from: '2026-03-02T00:00:00Z',
  rate: 10,
  eventTime: 'pickupTime',
  disorder: '20 seconds',
  keys: { driver: 5 },
  values: { zone: { oneOf: ['Kota', 'Gambir', null] }, fare: { between: [10, 20] } },
};
const parse = (rule: Loose, change: (file: Loose) => void = () => {}) =>
  parseScenario(
    changed((f) => {
      delete f.sources.pickups.arrivals;
      f.sources.pickups.generate = rule;
      change(f);
    }),
  );
const made = (rule: Loose, change?: (file: Loose) => void): Source => {
  const parsed = parse(rule, change);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario.sources[0] as Source;
};
const column = (source: Source, name: string) => {
  const index = source.rows.specs.findIndex((spec) => spec.name === name);
  const cells = source.rows.columns[index];
  return Array.from({ length: source.rows.count }, (_, row) => cells && valueAt(cells, row));
};

describe('a generated source', () => {
  const source = made(RULE);
  const happened = column(source, 'pickupTime') as number[];
  const delays = happened.map((t, i) => (source.arrivesAt[i] as number) - t);

  it('is the same for the same seed, and another for another', () => {
    expect(made(RULE)).toEqual(source);
    expect(made({ ...RULE, seed: 8 }).arrivesAt).not.toEqual(source.arrivesAt);
  });

  it('is the same on every machine: the first rows of seed 7', () => {
    expect(column(source, 'driver').slice(0, 6)).toMatchInlineSnapshot(`
      [
        "driver3",
        "driver3",
        "driver2",
        "driver4",
        "driver2",
        "driver3",
      ]
    `);
    expect(column(source, 'fare').slice(0, 3)).toMatchInlineSnapshot(`
      [
        17.29,
        11.35,
        17.57,
      ]
    `);
    expect(delays.slice(0, 3)).toMatchInlineSnapshot(`
      [
        19839000,
        1637000,
        18752000,
      ]
    `);
  });

  it('has as many rows a second as the rate says, to the millisecond', () => {
    expect(source.rows.count).toBe(5_000);
    expect((happened.at(-1) as number) - (happened[0] as number)).toBe(4_999 * (SECOND / 10));
  });

  it('arrives out of order by no more than the disorder', () => {
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(20 * SECOND);
    expect(Math.max(...delays)).toBeGreaterThan(19 * SECOND);
  });

  it('holds what its rule says, each value about as often', () => {
    const drivers = column(source, 'driver');
    expect(new Set(drivers)).toEqual(new Set(['driver1', 'driver2', 'driver3', 'driver4', 'driver5']));
    expect(new Set(column(source, 'zone'))).toEqual(new Set(['Kota', 'Gambir', null]));
    const kota = column(source, 'zone').filter((zone) => zone === 'Kota').length;
    expect(Math.abs(kota / 5_000 - 1 / 3)).toBeLessThan(0.03);
    for (const fare of column(source, 'fare') as number[]) expect(fare >= 10 && fare <= 20).toBe(true);
    expect(new Set(column(source, 'shared'))).toEqual(new Set([true, false]));
  });

  it('has stragglers, an outage and a burst where the rule has them', () => {
    const late = made({ ...RULE, stragglers: { share: 0.1, upTo: '10 minutes' } });
    const lateness = (column(late, 'pickupTime') as number[]).map((t, i) => (late.arrivesAt[i] as number) - t);
    const share = lateness.filter((d) => d > 20 * SECOND).length / 5_000;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
    expect(Math.max(...lateness)).toBeGreaterThan(9 * MINUTE);

    const from = Date.UTC(2026, 2, 2, 0, 2) * 1_000;
    const out = made({ ...RULE, outages: [{ from: '2026-03-02T00:02:00Z', for: '1 minute' }] });
    expect(out.arrivesAt.some((t) => t >= from && t < from + MINUTE)).toBe(false);
    expect(out.arrivesAt.filter((t) => t === from + MINUTE).length).toBeGreaterThan(300);

    const burst = made({ ...RULE, bursts: [{ from: '2026-03-02T00:02:00Z', for: '1 minute', times: 4 }] });
    const inBurst = (column(burst, 'pickupTime') as number[]).filter((t) => t >= from && t < from + MINUTE).length;
    expect(inBurst).toBe(2_400);
  });

  it('another column changes none of the others', () => {
    const wider = made(RULE, (f) => {
      f.sources.pickups.columns.extra = 'long';
    });
    expect(column(wider, 'fare')).toEqual(column(source, 'fare'));
    expect(wider.arrivesAt).toEqual(source.arrivesAt);
  });

  it('spreads over the partitions in turn', () => {
    const spread = made(RULE, (f) => {
      f.sources.pickups.partitions = 3;
    });
    expect([...(spread.partition as Uint16Array).slice(0, 4)]).toEqual([0, 1, 2, 0]);
  });
});

it.each([
  ['eventTime', { eventTime: 'zone' }, 'sources.pickups.generate.eventTime', 'notTimeColumn'],
  ['an unknown column', { eventTime: 'pickuptime' }, 'sources.pickups.generate.eventTime', 'unknownColumn'],
  ['keys of a double', { keys: { fare: 3 } }, 'sources.pickups.generate.keys.fare', 'notKeyColumn'],
  [
    'a range the wrong way round',
    { values: { fare: { between: [9, 1] } } },
    'sources.pickups.generate.values.fare.between',
    'notRange',
  ],
  [
    'a value of another type',
    { values: { seats: { oneOf: [1, 'two'] } } },
    'sources.pickups.generate.values.seats.oneOf[1]',
    'wrongValue',
  ],
  [
    'no value to choose from',
    { values: { seats: { oneOf: [] } } },
    'sources.pickups.generate.values.seats.oneOf',
    'emptyList',
  ],
  ['no rate', { rate: 0 }, 'sources.pickups.generate.rate', 'outOfRange'],
  ['too many rows', { rows: 1e12 }, 'sources.pickups.generate.rows', 'outOfRange'],
  [
    'a share above all',
    { stragglers: { share: 2, upTo: '1 minute' } },
    'sources.pickups.generate.stragglers.share',
    'outOfRange',
  ],
  ['a field of another name', { count: 3 }, 'sources.pickups.generate.count', 'unknownField'],
])('a rule with a fault is refused: %s', (_, change, path, code) => {
  const parsed = parse({ ...RULE, ...change });
  expect(parsed).toMatchObject({ ok: false, faults: [{ path, code }] });
});
