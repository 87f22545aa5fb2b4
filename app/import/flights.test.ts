import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { valueAt } from '../../engine/values';
import { packedFlights } from '../../scripts/flightsPlugin';
import { type Flight, flightsOf, flightsScenario, isFlights } from './flights';
import { foldedScenario, readFolded } from './foldedFlights';

const read = (size: '2k' | '20k'): Flight[] =>
  JSON.parse(
    readFileSync(new URL(`../../node_modules/vega-datasets/data/flights-${size}.json`, import.meta.url), 'utf8'),
  );
const title = { en: 'Flights', id: 'Penerbangan' };

describe.each([
  ['2k', 2_000],
  ['20k', 20_000],
] as const)('flights-%s.json', (size, count) => {
  const flights = read(size);
  const scenario = flightsScenario(flights, size, title);
  const { rows, arrivesAt } = scenario.sources[0] ?? { rows: null, arrivesAt: null };

  it('becomes a row for each flight that happened when it was due and arrived its delay later', () => {
    expect(isFlights(flights)).toBe(true);
    expect(rows?.count).toBe(count);
    const columns = Object.fromEntries((rows?.specs ?? []).map((spec, i) => [spec.name, rows?.columns[i]]));
    const value = (name: string, row: number) => {
      const column = columns[name];
      return column && valueAt(column, row);
    };
    // The plain way, by a clock that JavaScript brings along.
    const wrong = flights.filter((flight, row) => {
      const due = Date.parse(`${flight.date.replaceAll('/', '-').replace(' ', 'T')}:00Z`) * 1_000;
      return (
        value('scheduled', row) !== due ||
        arrivesAt?.[row] !== due + flight.delay * 60_000_000 ||
        value('delay', row) !== flight.delay ||
        value('distance', row) !== flight.distance ||
        value('origin', row) !== flight.origin ||
        value('destination', row) !== flight.destination
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has planes that are early, and their rows arrive before they happen', () => {
    const early = flights.filter((flight) => flight.delay < 0).length;
    expect(early).toBeGreaterThan(count / 3);
    const scheduled = rows?.columns[0];
    const before = flights.filter(
      (_, row) => scheduled && (arrivesAt?.[row] as number) < (valueAt(scheduled, row) as number),
    );
    expect(before.length).toBe(early);
  });

  it('runs, and every row is either counted in the hour it was due or dropped as late', () => {
    const reader = openTrace(simulate(scenario, 'spark'), scenario);
    const end = reader.at(reader.length);
    const statuses = flights.map((_, row) => end.rowStatus(row));
    expect(statuses.filter((s) => s !== 'counted' && s !== 'late')).toEqual([]);
    // Each answer that was given holds as many flights as counted in its hour.
    const counted = new Map<number, number>();
    flights.forEach((flight, row) => {
      if (statuses[row] !== 'counted') return;
      const hour = Date.parse(`${flight.date.slice(0, 13).replaceAll('/', '-').replace(' ', 'T')}:00Z`) * 1_000;
      counted.set(hour, (counted.get(hour) ?? 0) + 1);
    });
    for (const pane of end.panes()) {
      if (pane.status !== 'final') continue;
      expect(pane.values?.[0]).toBe(counted.get(pane.start ?? Number.NaN));
    }
    expect(end.panes().filter((pane) => pane.status === 'final').length).toBeGreaterThan(1_000);
  });
});

it('one day is the flights that were due on it', () => {
  const day = flightsOf(read('20k'), '2001-02-24');
  expect(day.length).toBe(207);
  expect(new Set(day.map((flight) => flight.date.slice(0, 10)))).toEqual(new Set(['2001/02/24']));
});

it.each([
  ['no list', { flights: [] }],
  ['an empty list', []],
  ['a time that is none', [{ date: '2001/02/30 06:55', delay: 0, distance: 1, origin: 'A', destination: 'B' }]],
  ['a delay in words', [{ date: '2001/02/20 06:55', delay: '3', distance: 1, origin: 'A', destination: 'B' }]],
])('%s is no file of flights', (_, json) => {
  expect(isFlights(json)).toBe(false);
});

describe('the 200,000 flights of which only the hour is known', () => {
  const file: { time: number; delay: number; distance: number }[] = JSON.parse(
    readFileSync(new URL('../../node_modules/vega-datasets/data/flights-200k.json', import.meta.url), 'utf8'),
  );
  const bytes = packedFlights();
  const folded = readFolded(Uint8Array.from(bytes).buffer);

  it('lose nothing when they are packed into an eighth of the bytes', () => {
    expect(bytes.length).toBe(200_000 * 6);
    const wrong = file.filter(
      ({ time, delay, distance }, row) =>
        folded.minute[row] !== Math.round(time * 60) ||
        folded.delay[row] !== delay ||
        folded.distance[row] !== distance,
    );
    expect(wrong).toEqual([]);
  });

  it('lie on one day, and each arrives its delay after it was due', () => {
    const { sources } = foldedScenario(folded, 'folded', title);
    const scheduled = sources[0]?.rows.columns[0];
    const day = Date.UTC(2001, 0, 1) * 1000;
    const wrong = file.filter(({ time, delay }, row) => {
      const due = scheduled && (valueAt(scheduled, row) as number);
      return due !== day + Math.round(time * 60) * 60e6 || sources[0]?.arrivesAt[row] !== due + delay * 60e6;
    });
    expect(wrong).toEqual([]);
  });

  it('are no flights where the bytes are cut off', () => {
    expect(() => readFolded(new ArrayBuffer(0))).toThrow('no flights');
    expect(() => readFolded(new ArrayBuffer(7))).toThrow('no flights');
  });
});
