import { describe, expect, test } from 'vitest';
import chainFile from '../../../engine/conformance/cases/chain-window-of-window.json';
import joinFile from '../../../engine/conformance/cases/join-left-outer-inclusive-bound.json';
import { setDelay } from '../../../engine/scenario/edit';
import { parseScenario } from '../../../engine/scenario/parse';
import { MINUTE, SECOND } from '../../../engine/time';
import adsFile from '../../../engine/trace/adsAndClicks.fixture.json';
import type { TraceReader } from '../../../engine/trace/reader';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { at, runOf, scenarioOf } from '../panel/runs';
import { type BatchLayout, batchLayout } from './layout';

const tunnel = runOf(scenarioOf('tunnel'));
const TUNNEL = 12;

function panel(reader: TraceReader, time: string, withheld = NOTHING_WITHHELD): BatchLayout {
  const layout = batchLayout(reader, reader.at(reader.cursorAt(at(time))), withheld);
  if (!layout) throw new Error('no batch has run');
  return layout;
}
const verdict = (layout: BatchLayout, row: number) => layout.rows.find((r) => r.row === row)?.verdict;

describe('batch 10 of the tunnel', () => {
  const layout = panel(tunnel, '14:22:00');
  test('reads the two rows that arrived since the tick before', () => {
    expect(layout).toMatchObject({
      batch: 10,
      planned: 2,
      done: true,
      since: at('14:20:00'),
      startedAt: at('14:22:00'),
    });
    expect(layout.rows.map((r) => [r.eventTime, r.arrivesAt])).toEqual([
      [at('14:03:50'), at('14:20:30')],
      [at('14:20:15'), at('14:20:50')],
    ]);
  });
  test('drops the tunnel row, late by the watermark for late rows less the end of its window', () => {
    expect(verdict(layout, TUNNEL)).toMatchObject({ kind: 'late', late: { by: 6 * MINUTE + 30 * SECOND } });
    expect(layout.watermark).toEqual({ late: at('14:11:30'), closes: at('14:13:10') });
  });
  test('ends with the next watermark: the newest event time less the delay', () => {
    expect(layout.next).toEqual({ newest: at('14:20:15'), delay: 5 * MINUTE, watermark: at('14:15:15'), rose: true });
  });
  test('tells each stage what it did', () => {
    expect(Object.fromEntries(layout.stages.map((s) => [s.stage, s.figure]))).toEqual({
      offsets: 14,
      read: 2,
      late: 1,
      state: 1,
      sink: 0,
      commit: 1,
    });
    expect(layout.stages.every((s) => s.status === 'done')).toBe(true);
  });
});

test('step by step, a batch shows only what it has done, and each stage leads to the place where it is done', () => {
  const { stages, rows } = panel(tunnel, '14:22:00');
  expect(rows).toHaveLength(2);
  for (const [i, stage] of stages.entries()) {
    const then = batchLayout(tunnel, tunnel.at(stage.cursor), NOTHING_WITHHELD);
    expect(then?.batch).toBe(10);
    if (stage.stage !== 'read') expect(then?.stages[i]?.figure).toBe(stage.figure);
    for (const later of then?.stages.slice(i + 2) ?? [])
      if (stage.stage !== 'commit') expect(later.status).toBe('coming');
  }
  const read = batchLayout(tunnel, tunnel.at(stages[0]?.cursor ?? 0), NOTHING_WITHHELD);
  expect(read?.rows.map((r) => r.verdict.kind)).toEqual(['waiting', 'waiting']);
  expect(read?.next).toBeNull();
});

test('a no-data batch has no rows, and says that it ran', () => {
  const last = panel(tunnel, '14:40:00');
  expect(last).toMatchObject({ planned: 0, rows: [], since: null, done: true });
});

test('before the first batch there is nothing to say', () => {
  expect(batchLayout(tunnel, tunnel.at(0), NOTHING_WITHHELD)).toBeNull();
});

test('a withheld verdict is not given away: not by its row, not by the figure of its stage', () => {
  const layout = panel(tunnel, '14:22:00', { ...NOTHING_WITHHELD, rows: new Set([TUNNEL]), watermark: true });
  expect(verdict(layout, TUNNEL)).toEqual({ kind: 'read' });
  expect(layout.stages.find((s) => s.stage === 'late')?.figure).toBeNull();
  expect(layout.watermark).toBeNull();
  expect(layout.next).toBeNull();
});

test('a doctored trace is drawn as doctored', () => {
  const doctored = runOf(scenarioOf('tunnel'), 'spark', (t) => {
    t.batches.numInputRows[10] = 99;
    t.batches.lateWatermark[10] = at('14:06:00');
    t.batches.nextWatermark[10] = at('14:59:00');
    return t;
  });
  const layout = panel(doctored, '14:22:00');
  expect(layout.planned).toBe(99);
  expect(verdict(layout, TUNNEL)).toMatchObject({ kind: 'late', late: { by: MINUTE } });
  expect(layout.next?.watermark).toBe(at('14:59:00'));
});

test('rows of a join show a column of their own source, and how far they themselves lie under water', () => {
  const parsed = parseScenario(adsFile);
  if (!parsed.ok) throw new Error('the fixture is no scenario');
  const layout = panel(runOf(parsed.scenario), '21:10:10');
  expect(layout.columns.map((c) => c.name)).toEqual(['ad', 'clickedAd']);
  expect(layout.rows.map((r) => r.values)).toEqual([
    ['a7', undefined],
    [undefined, 'a3'],
  ]);
  expect(layout.rows[1]?.verdict).toMatchObject({ kind: 'late', late: { by: MINUTE } });
});

test('with a delay long enough the tunnel row goes into its window', () => {
  const patient = runOf(setDelay(scenarioOf('tunnel'), 12 * MINUTE));
  const layout = panel(patient, '14:22:00');
  expect(verdict(layout, TUNNEL)).toMatchObject({ kind: 'counted', late: null });
});

describe('the fraud', () => {
  const fraud = runOf(scenarioOf('fraud'));
  test('marks the payment that raised the alert, once the alert is written', () => {
    const layout = panel(fraud, '08:15:24.200');
    const alert = layout.rows.find((r) => r.values.includes('c2'));
    expect(alert?.verdict).toMatchObject({ kind: 'counted', alert: true });
    expect(layout.columns.map((c) => c.name)).toEqual(['cardId', 'city']);
    expect(layout.endedAt - layout.startedAt).toBe(200_000);
  });
  test('rows that came at once need no column that repeats it', () => {
    expect(panel(fraud, '08:15:24.200').showsArrival).toBe(false);
    expect(panel(tunnel, '14:22:00').showsArrival).toBe(true);
  });
});

test('a daily batch reads all that has arrived, and no watermark judges it', () => {
  const daily = runOf(scenarioOf('tunnel'), 'dailyBatch');
  const layout = panel(daily, '23:59:59');
  expect(layout).toMatchObject({ planned: 19, watermark: null, next: null });
  expect(layout.rows.every((r) => r.verdict.kind === 'counted')).toBe(true);
});

test('a job, which changes no state, says how many groups it computed: of two aggregates those that come out', () => {
  const daily = (file: object): BatchLayout => {
    const parsed = parseScenario({ ...file, engines: { dailyBatch: {} } });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const reader = runOf(parsed.scenario, 'dailyBatch');
    return batchLayout(reader, reader.at(reader.length), NOTHING_WITHHELD) as BatchLayout;
  };
  const state = (layout: BatchLayout) => layout.stages.find((s) => s.stage === 'state');
  const layout = panel(runOf(scenarioOf('tunnel'), 'dailyBatch'), '23:59:59');
  expect(state(layout)).toMatchObject({ figure: 7, computes: 'groups', status: 'done' });
  expect(state(daily(chainFile))).toMatchObject({ figure: 3, computes: 'groups' });
  expect(state(daily(joinFile))).toMatchObject({ figure: 7, computes: 'compared' });
  expect(state(panel(tunnel, '14:22:00'))).not.toHaveProperty('computes');
});
