/** A small scenario file for tests, and the same with one thing (or several) in it changed. */
import type { ScenarioFile } from './file';

/** Any part of a file may be wrong in a test. */
// biome-ignore lint/suspicious/noExplicitAny: a test writes what no file may hold
export type Loose = any;

export const pickups = (): ScenarioFile => ({
  format: 'arus/1',
  name: 'pickups',
  title: { en: 'Pickups', id: 'Penjemputan' },
  timeZone: 'Asia/Jakarta',
  sources: {
    pickups: {
      columns: {
        pickupTime: 'timestamp',
        driver: 'string',
        zone: 'string',
        fare: 'double',
        seats: 'long',
        shared: 'boolean',
      },
      arrivals: [
        arrival('14:00:40', '14:00:10', 'd1', 'Kota', 42000),
        arrival('14:02:10', '14:01:50', 'd2', 'Gambir', 31000),
        arrival('14:06:20', '14:06:00', 'd1', 'Kota', 18000.5),
        arrival('14:12:00', '14:11:50', 'd3', 'Kota', 27000),
      ],
    },
  },
  query: {
    from: 'pickups',
    steps: [
      { watermark: 'pickupTime', delay: '5 minutes' },
      { filter: 'fare > 0' },
      {
        groupBy: { window: { on: 'pickupTime', size: '5 minutes' }, keys: ['zone'] },
        aggregate: { pickups: 'count(*)', revenue: 'sum(fare)' },
      },
    ],
  },
  engines: { spark: { trigger: { processingTime: '1 minute' } } },
});

function arrival(arrivesAt: string, happened: string, driver: string, zone: string, fare: number) {
  const row = { pickupTime: `2026-03-02T${happened}+07:00`, driver, zone, fare, seats: 1, shared: false };
  return { arrivesAt: `2026-03-02T${arrivesAt}+07:00`, row };
}

export function changed(change: (file: Loose) => void): Loose {
  const file = pickups() as Loose;
  change(file);
  return file;
}

export const arrivalsOf = (file: Loose): Loose[] => file.sources.pickups.arrivals;
