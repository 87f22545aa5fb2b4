/**
 * The day's payments, and two cuts of it: the three of the first question, and the day without the traveller, whom the
 * picture must not give away before the last question asks for them. A cut changes no row that it keeps.
 */
import { keepRows } from '../../engine/scenario/keepRows';
import type { BothLanguages, Scenario } from '../../engine/scenario/scenario';
import { columnIndex, type NumberColumn } from '../../engine/values';
import { microseconds } from '../facts';
import type { LessonScenario } from '../schema';
import fraud from './fraud.json?scenario';

const paidAt = (time: string) => ({ payTime: `2026-03-02T${time}+07:00` });

const three = {
  minimarket: paidAt('08:15:23.147'),
  singapore: paidAt('08:15:23.891'),
  petrol: paidAt('08:15:24.234'),
};
const morning = {
  ...three,
  coffee: paidAt('06:58:12'),
  hotelJakarta: paidAt('06:10:05'),
  firstPlace: paidAt('08:31:00'),
};
const traveller = { hotelSingapore: paidAt('13:05:40') };

/** The scenario with some of its payments, under another name. */
function cut(name: string, title: BothLanguages, keeps: (payTime: number) => boolean): Scenario {
  const payTimes = fraud.sources[0]?.rows.columns[columnIndex(fraud.sources[0].rows, 'payTime')] as NumberColumn;
  return { ...keepRows(fraud, 0, (row) => keeps(payTimes.values[row] as number)), name, title };
}

const threeTimes = Object.values(three).map((row) => microseconds(row.payTime));
const keys = { c1: { key: ['c1'] }, c2: { key: ['c2'] }, c3: { key: ['c3'] }, c6: { key: ['c6'] } };

export const scenarios = {
  three: {
    scenario: cut(
      'fraud-three',
      { en: 'Three payments in one second', id: 'Tiga pembayaran dalam satu detik' },
      (time) => threeTimes.includes(time),
    ),
    rows: three,
    groups: {},
  },
  thief: {
    scenario: cut('fraud-thief', fraud.title, (time) => time !== microseconds(traveller.hotelSingapore.payTime)),
    rows: morning,
    groups: keys,
  },
  fraud: { scenario: fraud, rows: { ...morning, ...traveller }, groups: keys },
} satisfies Record<string, LessonScenario>;
