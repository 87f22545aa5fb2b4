/**
 * Twelve sales of a shop. As a stream they are the file as it is. For the job they carry their date (a watermark step
 * that a job has no use for tells the picture when a sale happened), and `ten` is the closed file of the first step.
 */
import { keepRows } from '../../engine/scenario/keepRows';
import type { Scenario } from '../../engine/scenario/scenario';
import { microseconds } from '../facts';
import type { LessonScenario } from '../schema';
import january from './january.json?scenario';

const soldAt = (time: string) => ({ soldAt: `2026-${time}+07:00` });
const names: Omit<LessonScenario, 'scenario'> = {
  rows: {
    first: soldAt('01-02T10:00:00'),
    sixth: soldAt('01-17T16:05:00'),
    smaller: soldAt('01-24T20:15:00'),
    tenth: soldAt('01-31T21:40:00'),
  },
  groups: { january: { key: ['2026-01'] } },
};
const all: typeof names = {
  rows: { ...names.rows, lastMinute: soldAt('01-31T23:50:00'), february: soldAt('02-01T09:10:00') },
  groups: { ...names.groups, february: { key: ['2026-02'] } },
};

const dated: Scenario = {
  ...january,
  name: 'january-dated',
  query: { ...january.query, steps: [{ kind: 'watermark', column: 'soldAt', delay: 0 }, ...january.query.steps] },
};
const END = microseconds('2026-02-01T00:00:00+07:00');
const ten: Scenario = {
  ...keepRows(dated, 0, (row) => (dated.sources[0]?.arrivesAt[row] as number) <= END),
  name: 'january-ten',
  title: { en: 'January sales, a closed file', id: 'Penjualan Januari, file yang sudah ditutup' },
};

export const scenarios = {
  ten: { scenario: ten, ...names },
  january: { scenario: january, ...all },
  dated: { scenario: dated, ...all },
} satisfies Record<string, LessonScenario>;
