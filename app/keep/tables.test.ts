import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { texts } from '../../i18n';
import { runOf, TUNNEL } from '../gallery/fixtures';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { wordsOf } from '../views/rails/words';
import { resultsCsv, rowsCsv } from './tables';

/** Zones that a sheet would take for formulas, or that a careless program would cut; fares below nothing. */
const ZONES = ['=SUM(A1:A9)', '+62 812', '-5', '@x', 'Kota, "Tua"', 'two\nlines', '=1\n+2', ' space '];
const pickups = TUNNEL.sources.pickups;
const reader = runOf({
  ...TUNNEL,
  sources: {
    pickups: {
      ...pickups,
      columns: { ...pickups.columns, fare: 'long' },
      arrivals: pickups.arrivals.map((a, i) => ({
        ...a,
        row: { ...a.row, zone: ZONES[i % ZONES.length], fare: -5 - i },
      })),
    },
  },
  query: {
    ...TUNNEL.query,
    steps: TUNNEL.query.steps.map((step) =>
      'groupBy' in step
        ? {
            groupBy: { ...step.groupBy, keys: ['zone'] },
            aggregate: { pickups: 'count(*)', least: 'min(fare)', newest: 'max(pickupTime)' },
          }
        : step,
    ),
  },
});
const moment = reader.at(reader.length);
const words = wordsOf(reader, 'en', texts.en.rails);
const lines = (csv: string): Record<string, string>[] => {
  const { data, errors } = Papa.parse<Record<string, string>>(csv, { header: true });
  expect(errors).toEqual([]);
  return data;
};

describe('the tables as CSV, read by another program', () => {
  it('gives each text back as it was, and none as a formula', () => {
    const rows = lines(rowsCsv(reader, moment, NOTHING_WITHHELD, words));
    expect(rows).toHaveLength(pickups.arrivals.length);
    const zones = new Set(rows.map(({ zone }) => zone));
    expect(zones).toEqual(new Set(ZONES.map((zone) => (/^[=+@-]/.test(zone) ? `'${zone}` : zone))));
  });

  it('has numbers as numbers, below nothing as well', () => {
    expect(lines(rowsCsv(reader, moment, NOTHING_WITHHELD, words)).map(({ fare }) => fare)).toContain('-5');
    const answers = lines(resultsCsv(reader, moment, NOTHING_WITHHELD, words)).filter(({ pickups }) => pickups !== '');
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter(({ least }) => !(Number(least) <= -5))).toEqual([]);
  });

  it('has every time with its zone, those of windows and of answers as well', () => {
    const [first] = lines(resultsCsv(reader, moment, NOTHING_WITHHELD, words));
    expect(first).toMatchObject({
      windowStart: '2026-03-02T14:00:00+07:00',
      windowEnd: '2026-03-02T14:05:00+07:00',
      newest: expect.stringMatching(/^2026-03-02T14:0\d:\d\d\+07:00$/),
      'truth: newest': expect.stringMatching(/\+07:00$/),
    });
  });
});
