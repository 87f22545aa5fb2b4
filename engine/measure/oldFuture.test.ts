import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { setDelay } from '../scenario/edit';
import { keepRows } from '../scenario/keepRows';
import { moveRow } from '../scenario/move';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { differencesAt, oldFuture } from './oldFuture';

const file = JSON.parse(readFileSync(new URL('../conformance/cases/tunnel.json', import.meta.url), 'utf8'));
const parsed = parseScenario(file);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
const scenario: Scenario = parsed.scenario;
const run = (of: Scenario): TraceReader => openTrace(simulate(of, 'spark'), of);
const at = (time: string): number => Date.parse(`2026-03-02T${time}+07:00`) * 1000;
const TUNNEL_ROW = 12;
const was = run(scenario);

describe('the tunnel row is dragged to where it counts', () => {
  const is = run(moveRow(scenario, TUNNEL_ROW, 'arrival', at('14:14:00')));
  const future = oldFuture(was, is);
  if (!future) throw new Error('not comparable');

  test('one row and one answer differ; all else is the same run', () => {
    expect(future.rows).toEqual([{ was: TUNNEL_ROW, is: TUNNEL_ROW }]);
    expect(future.answers).toHaveLength(1);
    const end = differencesAt(future, at('14:35:00'));
    expect(end.rows).toMatchObject([{ was: { status: 'late' }, is: { status: 'counted' }, moved: true }]);
    expect(end.windows).toMatchObject([
      {
        start: at('14:00:00'),
        was: { pane: { values: [3], right: false } },
        is: { pane: { values: [4], right: true } },
      },
    ]);
    expect(end.emissions).toMatchObject([
      { start: at('14:00:00'), end: at('14:05:00'), at: at('14:14:00'), values: [3], is: { values: [4] } },
    ]);
    expect(end.water).toBeNull();
  });

  test('nothing of either run is told before its time', () => {
    const before = differencesAt(future, at('14:13:00'));
    expect(before.windows).toEqual([]);
    expect(before.emissions).toEqual([]);
    // Where it would have been is known from the start: the row was dragged there by hand.
    expect(before.rows).toMatchObject([{ was: { status: 'coming' }, is: { status: 'coming' }, moved: true }]);
  });
});

test('a longer delay: the water stands elsewhere, and answers are missing until they come', () => {
  const future = oldFuture(was, run(setDelay(scenario, 691_000_000)));
  if (!future) throw new Error('not comparable');
  const now = differencesAt(future, at('14:20:00'));
  expect(now.water).toEqual({ was: at('14:13:10'), is: at('14:06:39') });
  expect(now.windows).toMatchObject([
    {
      start: at('14:00:00'),
      was: { pane: { status: 'final' }, saidAt: at('14:14:00') },
      is: { pane: { status: 'open' } },
    },
    { start: at('14:05:00'), was: { pane: { status: 'final' } }, is: { pane: { status: 'open' }, saidAt: null } },
  ]);
  expect(now.emissions).toHaveLength(2);
  expect(now.rows).toEqual([]);
});

test('a row left out is told as gone, and the rows behind it are still themselves', () => {
  const is = run(keepRows(scenario, 0, (row) => row !== 3));
  const future = oldFuture(was, is);
  expect(future?.rows).toEqual([{ was: 3, is: null }]);
  expect(oldFuture(is, was)?.rows).toEqual([{ was: null, is: 3 }]);
});

test('runs of two engines, and a run and itself, are not set beside each other', () => {
  expect(oldFuture(was, openTrace(simulate(scenario, 'flink'), scenario))).toBeNull();
  expect(oldFuture(was, was)).toBeNull();
});
