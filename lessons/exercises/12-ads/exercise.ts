import type { Query, Step } from '../../../engine/scenario/scenario';
import { MINUTE } from '../../../engine/time';
import { count, duration, peakState, time } from '../measure';
import { saidBy, withSteps } from '../said';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { hidden, own, WITHIN } from './streams';

const STATE = 30;

/** The condition of the join beyond `adId = clickAdId`. */
const RANGES: Readonly<Record<string, string>> = {
  key: '',
  two: " and clickTime between adTime and adTime + interval '2 minutes'",
  ten: " and clickTime between adTime and adTime + interval '10 minutes'",
  hour: " and clickTime between adTime and adTime + interval '1 hour'",
};
const WATERMARKS = ['none', 'ads', 'clicks', 'both'];

const set = (range: string, watermark: string): Handed => ({ range, watermark });
const water = (column: string): Step => ({ kind: 'watermark', column, delay: MINUTE });

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'range', options: Object.keys(RANGES) },
    { kind: 'choice', id: 'watermark', options: WATERMARKS },
  ],
  start: set('key', 'both'),
  staged: (stream, { range, watermark }) => {
    const clicks: Query = {
      from: 'clicks',
      steps: watermark === 'clicks' || watermark === 'both' ? [water('clickTime')] : [],
    };
    const join: Step = {
      kind: 'join',
      with: clicks,
      type: 'inner',
      on: `adId = clickAdId${RANGES[range as string]}`,
    };
    const ads = watermark === 'ads' || watermark === 'both' ? [water('adTime')] : [];
    return [{ id: 'main', scenario: withSteps(stream, [...ads, join]), engine: 'spark' }];
  },
  measures: [
    { id: 'pairs', tone: 'final', limit: { kind: 'share', value: 1 }, exact: true },
    { id: 'extra', tone: 'late', limit: count(0) },
    { id: 'state', tone: 'state', limit: count(STATE) },
  ],
  figures: { within: duration(WITHIN), state: count(STATE), delay: duration(MINUTE), short: duration(2 * MINUTE) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const rows = [...reader.trace.arrivalOrder];
    const ads = new Map(rows.map((row) => [reader.value(row, 'adId'), reader.value(row, 'adTime') as number]));
    const due = new Map<string, number>();
    for (const row of rows) {
      const shown = ads.get(reader.value(row, 'clickAdId'));
      const clicked = reader.value(row, 'clickTime') as number | null;
      if (shown === undefined || clicked === null || reader.value(row, 'clickAdId') === null) continue;
      if (clicked >= shown && clicked <= shown + WITHIN) due.set(`${reader.value(row, 'clickAdId')} ${clicked}`, row);
    }
    const said = saidBy(reader);
    const name = ({ clickAdId, clickTime }: Readonly<Record<string, unknown>>): string => `${clickAdId} ${clickTime}`;
    const found = new Set(said.map(({ values }) => name(values)));
    const extra = said.filter(({ values }) => !due.has(name(values)));
    const missing = [...due].filter(([pair]) => !found.has(pair));
    const lost = missing[0]?.[1];
    const peak = peakState(reader);
    const strange = extra[0];
    return {
      marks: {
        pairs: {
          met: missing.length === 0,
          figure: count(due.size - missing.length),
          of: count(due.size),
          ...(lost !== undefined && {
            at: { cursor: reader.cursorAt(reader.arrivesAt(lost)), subject: { kind: 'row', row: lost } },
          }),
        },
        extra: {
          met: extra.length === 0,
          figure: count(extra.length),
          ...(strange && { at: { cursor: strange.cursor, subject: { kind: 'output', output: strange.output } } }),
        },
        state: {
          met: peak.rows <= STATE,
          figure: count(peak.rows),
          at: { cursor: peak.cursor, subject: { kind: 'measure', measure: 'state' } },
        },
      },
      figures: {
        missing: count(missing.length),
        extra: count(extra.length),
        peak: count(peak.rows),
        clicked: lost === undefined ? { kind: 'none' } : time(reader.value(lost, 'clickTime') as number),
        after:
          lost === undefined
            ? { kind: 'none' }
            : duration(
                (reader.value(lost, 'clickTime') as number) - (ads.get(reader.value(lost, 'clickAdId')) as number),
              ),
        extraAfter: strange
          ? duration((strange.values.clickTime as number) - (strange.values.adTime as number))
          : { kind: 'none' },
      },
    };
  },
  best: set('ten', 'both'),
  solutions: [],
  wrong: [
    { id: 'key', handed: set('key', 'both'), passes: 0 },
    { id: 'oneSide', handed: set('ten', 'clicks'), passes: 0 },
    { id: 'short', handed: set('two', 'both'), passes: 1 },
    { id: 'hour', handed: set('hour', 'both'), passes: 0 },
  ],
};
