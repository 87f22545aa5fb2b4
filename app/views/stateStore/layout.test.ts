import { expect, test } from 'vitest';
import mergedFile from '../../../engine/conformance/cases/chain-merged-sum-of-counts.json';
import chainFile from '../../../engine/conformance/cases/chain-window-of-window.json';
import { explain } from '../../../engine/explain/explain';
import { parseScenario } from '../../../engine/scenario/parse';
import { labelsOf } from '../../trace/labels';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { at, runOf, scenarioOf } from '../panel/runs';
import { stateLayout } from './layout';

const tunnel = runOf(scenarioOf('tunnel'));
const panel = (time: string, withheld = NOTHING_WITHHELD) =>
  stateLayout(tunnel, tunnel.at(tunnel.cursorAt(at(time))), withheld);

test('after batch 10 three windows are held, and two have been let go', () => {
  const layout = panel('14:22:00');
  expect(layout).toMatchObject({
    held: 3,
    freed: 2,
    figures: { batch: 10, total: 3, updated: 1, removed: 0, dropped: 1 },
  });
  expect(layout?.tables[0]?.lines.map((l) => [l.values, l.status])).toEqual([
    [[3], 'held'],
    [[2], 'held'],
    [[1], 'new'],
  ]);
});

test('what a batch lets go stands first, with the batch that did', () => {
  const layout = panel('14:20:00');
  expect(layout?.tables[0]?.lines[0]).toMatchObject({ status: 'freed', values: [4], step: 9 });
  expect(layout?.freed).toBe(2);
});

test('the figures are those of the last batch that is done, also while another works', () => {
  const planned = tunnel.trace.batches.firstEntry[10] ?? 0;
  expect(stateLayout(tunnel, tunnel.at(planned + 1), NOTHING_WITHHELD)?.figures?.batch).toBe(9);
});

test('while a verdict is withheld the number of dropped rows is too', () => {
  expect(panel('14:22:00', { ...NOTHING_WITHHELD, rows: new Set([12]) })?.figures?.dropped).toBeNull();
  expect(
    panel('14:22:00', { ...NOTHING_WITHHELD, groups: 'all' })?.tables[0]?.lines.every((l) => l.values === null),
  ).toBe(true);
});

test('a batch job keeps no state between its runs', () => {
  const daily = runOf(scenarioOf('tunnel'), 'dailyBatch');
  expect(stateLayout(daily, daily.at(daily.length), NOTHING_WITHHELD)).toBeNull();
});

test('a doctored trace is drawn as doctored', () => {
  const doctored = runOf(scenarioOf('tunnel'), 'spark', (t) => {
    t.batches.stateTotal[10] = 41;
    t.batches.stateDropped[10] = 7;
    return t;
  });
  const moment = doctored.at(doctored.cursorAt(at('14:22:00')));
  expect(stateLayout(doctored, moment, NOTHING_WITHHELD)?.figures).toMatchObject({ total: 41, dropped: 7 });
});

test('the fraud holds a city and a time for each card', () => {
  const fraud = runOf(scenarioOf('fraud'));
  const layout = stateLayout(fraud, fraud.at(fraud.cursorAt(at('08:15:23.000'))), NOTHING_WITHHELD);
  expect(layout?.tables[0]?.columns.map((c) => c.type)).toEqual(['string', 'timestamp']);
  expect(layout?.tables[0]?.lines.some((l) => l.values?.includes('Jakarta') && l.values.includes(at('06:58:12')))).toBe(
    true,
  );
});

test('of a count in two steps both operators are shown, the users before their number, and the figures are those of both', () => {
  const users = runOf(scenarioOf('users'));
  const { batches } = users.trace;
  // The batch that lets Monday go.
  const batch = batches.stateRemoved.findIndex((n) => n > 0);
  const layout = stateLayout(users, users.at((batches.lastEntry[batch] as number) + 1), NOTHING_WITHHELD);
  expect(layout?.tables.map(({ keys, windowed, columns }) => [windowed, keys, columns.map((c) => c.name)])).toEqual([
    [true, ['userId'], ['visits']],
    [true, [], ['users']],
  ]);
  const statuses = layout?.tables.map(({ lines }) => lines.map((l) => l.status));
  expect(statuses).toEqual([[...Array<string>(6).fill('freed'), 'held', 'held'], ['freed']]);
  expect(layout).toMatchObject({ held: 2, freed: 7, figures: { batch, total: 2, removed: 7 }, climb: null });
  const day = layout?.tables[0]?.lines[0]?.group as number;
  expect(labelsOf(users, 'en').group(day)).toBe('2 Mar, A');
  expect(explain(users, { kind: 'state', group: day }, users.length).steps.length).toBeGreaterThan(0);
});

test('aggregates of which Spark made one have one state, and it says how many they were; others have one each', () => {
  const merged = (file: object): readonly number[] | undefined => {
    const parsed = parseScenario(file);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const reader = runOf(parsed.scenario);
    return stateLayout(reader, reader.at(reader.length), NOTHING_WITHHELD)?.tables.map((table) => table.merged);
  };
  expect(merged(mergedFile)).toEqual([2]);
  expect(merged(chainFile)).toEqual([0, 0]);
});
