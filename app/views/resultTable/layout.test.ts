import { describe, expect, test } from 'vitest';
import { setOutputMode } from '../../../engine/scenario/edit';
import type { TraceReader } from '../../../engine/trace/reader';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { at, runOf, scenarioOf } from '../panel/runs';
import { resultLayout } from './layout';

const panel = (reader: TraceReader, time: string, withheld = NOTHING_WITHHELD) =>
  resultLayout(reader, reader.at(reader.cursorAt(at(time))), withheld);
const tunnel = runOf(scenarioOf('tunnel'));

describe('append', () => {
  test('an answer without a row that has happened is final and wrong, before that row has arrived', () => {
    expect(panel(tunnel, '14:14:00').lines[0]).toMatchObject({
      values: [3],
      truth: [4],
      status: 'wrong',
      differs: [true],
      step: 6,
    });
  });
  test('what stays right is final', () => {
    expect(panel(tunnel, '14:22:00').lines[1]).toMatchObject({ values: [4], truth: [4], status: 'final', step: 9 });
  });
  test('nothing is written before the first window closes', () => {
    expect(panel(tunnel, '14:13:59').lines).toEqual([]);
  });
});

describe('update', () => {
  const update = runOf(setOutputMode(scenarioOf('tunnel'), 'update'));
  test('the last answer stands in the line, those before it in its history, each with its batch', () => {
    const line = panel(update, '14:12:00').lines.find((l) => l.history.length > 0);
    const batches = [...(line?.history.map((h) => h.step) ?? []), line?.step ?? 0];
    expect(batches).toEqual([...batches].sort((a, b) => a - b));
    const values = [...(line?.history.map((h) => h.values[0]) ?? []), line?.values?.[0]];
    expect(values).toEqual([...values].sort((a, b) => Number(a) - Number(b)));
  });
  test('an answer that may still change is not red, however far from the truth', () => {
    for (const line of panel(update, '14:12:00').lines)
      if (line.status === 'open') expect(line.status).not.toBe('wrong');
    expect(panel(update, '14:12:00').lines.some((l) => l.status === 'open')).toBe(true);
  });
});

test('a withheld window gives away neither its answer nor its truth', () => {
  const [line] = panel(tunnel, '14:22:00', { ...NOTHING_WITHHELD, groups: 'all' }).lines;
  expect(line).toMatchObject({ values: null, truth: null, history: [], status: 'final' });
  expect(line?.differs).toEqual([false]);
});

test('while any verdict is withheld, completeness and wait are: they would give it away', () => {
  expect(panel(tunnel, '14:22:00').withholdsMeasures).toBe(false);
  expect(panel(tunnel, '14:22:00', { ...NOTHING_WITHHELD, rows: new Set([12]) }).withholdsMeasures).toBe(true);
  expect(panel(tunnel, '14:22:00', { ...NOTHING_WITHHELD, groups: new Set([0]) }).withholdsMeasures).toBe(true);
});

test('a doctored trace is drawn as doctored', () => {
  const doctored = runOf(scenarioOf('tunnel'), 'spark', (t) => {
    const pickups = t.output.table.columns.at(-1);
    if (pickups?.type === 'long') pickups.values[1] = 77;
    t.output.batch[1] = 3;
    return t;
  });
  const line = panel(doctored, '14:22:00').lines[1];
  expect(line?.values).toEqual([77]);
});

test('the fraud’s alerts have columns of their own, and no truth beside them', () => {
  const fraud = runOf(scenarioOf('fraud'));
  const layout = panel(fraud, '23:00:00');
  expect(layout.lines.length).toBeGreaterThan(0);
  expect(layout.columns.length).toBeGreaterThan(0);
});
