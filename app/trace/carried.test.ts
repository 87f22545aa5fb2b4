import { expect, test } from 'vitest';
import { moveArrival, setDelay, setWindow } from '../../engine/scenario/edit';
import { keepRows } from '../../engine/scenario/keepRows';
import { parseScenario } from '../../engine/scenario/parse';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { simulate } from '../../engine/simulate';
import { MINUTE } from '../../engine/time';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import tunnelFile from '../../lessons/06-watermark/tunnel.json';
import { carried } from './carried';

const parsed = parseScenario(tunnelFile);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
const tunnel = parsed.scenario;
const run = (scenario: Scenario, engine: EngineName = 'spark'): TraceReader =>
  openTrace(simulate(scenario, engine), scenario);
const before = run(tunnel);

const groupAt = (reader: TraceReader, start: number | undefined): number =>
  reader
    .at(reader.length)
    .panes()
    .find((p) => p.start === start)?.group ?? -1;

test('a window stays the same window when an edit has numbered the groups anew', () => {
  // The row of the second window arrives first, so that this window is the first group.
  const after = run(moveArrival(tunnel, 0, 2, tunnel.sources[0]?.arrivesAt[0] as number));
  const start = before.at(0).panes()[0]?.start ?? undefined;
  for (const pane of before.at(before.length).panes()) {
    const same = carried({ kind: 'group', group: pane.group }, before, after);
    expect(same).toEqual({ kind: 'group', group: groupAt(after, pane.start ?? undefined) });
  }
  expect(groupAt(after, start)).not.toBe(-1);
});

test('a window that an edit took away is asked about no longer', () => {
  const after = run(setWindow(tunnel, { size: 7 * MINUTE, slide: 7 * MINUTE }));
  expect(carried({ kind: 'group', group: 1 }, before, after)).toBeNull();
  expect(carried({ kind: 'state', group: 1 }, before, after)).toBeNull();
});

test('rows, the watermark and measures are what they were; a batch only under its own engine', () => {
  const after = run(setDelay(tunnel, 0));
  const daily = run(tunnel, 'dailyBatch');
  expect(carried({ kind: 'row', row: 12 }, before, daily)).toEqual({ kind: 'row', row: 12 });
  expect(carried({ kind: 'watermark' }, before, after)).toEqual({ kind: 'watermark' });
  expect(carried({ kind: 'batch', batch: 3 }, before, after)).toEqual({ kind: 'batch', batch: 3 });
  expect(carried({ kind: 'batch', batch: 0 }, before, daily)).toBeNull();
});

test('an answer is carried as what its window says', () => {
  const after = run(setDelay(tunnel, 12 * MINUTE));
  expect(carried({ kind: 'output', output: 0 }, before, after)).toEqual({
    kind: 'group',
    group: groupAt(after, before.at(before.length).panes()[0]?.start ?? undefined),
  });
});

test('a row that was deleted is asked about no longer, and those behind it are still themselves', () => {
  const after = run(keepRows(tunnel, 0, (row) => row !== 3));
  expect(carried({ kind: 'row', row: 3 }, before, after)).toBeNull();
  expect(carried({ kind: 'row', row: 2 }, before, after)).toEqual({ kind: 'row', row: 2 });
  expect(carried({ kind: 'row', row: 12 }, before, after)).toEqual({ kind: 'row', row: 11 });
  expect(carried({ kind: 'row', row: 11 }, after, before)).toEqual({ kind: 'row', row: 12 });
});
