/** Which batches would have taken a row: checked against whole runs, and against what Spark was measured to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planFaults } from '../query/plan';
import { moveArrival } from '../scenario/edit';
import { placeOfRow } from '../scenario/move';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { atOnce } from '../slices';
import { openTrace, type TraceReader } from '../trace/reader';
import { KIND, NONE } from '../trace/trace';
import { batchesBy, MOST_BATCHES, type Trial } from './batchesBy';
import { type Taken, takenBySteps } from './takenBy';

const CASES = new URL('../conformance/cases/', import.meta.url);

function scenarioOf(name: string, change: (file: ReturnType<typeof JSON.parse>) => void = () => {}): Scenario {
  const file = JSON.parse(readFileSync(new URL(`${name}.json`, CASES), 'utf8'));
  change(file);
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

const run = (scenario: Scenario): TraceReader => openTrace(simulate(scenario, 'spark'), scenario);
const at = (time: string): number => Date.parse(`2026-03-02T${time}+07:00`) * 1000;
const time = (micros: number): string => new Date(micros / 1000 + 7 * 3_600_000).toISOString().slice(11, 19);

function asked(scenario: Scenario, row: number, cursor?: number) {
  const reader = run(scenario);
  const by = batchesBy(reader, row, cursor ?? reader.length);
  if (!by) throw new Error('the row was not dropped');
  const trials = by.batches.flatMap(({ trial }) => trial ?? []);
  const answers = atOnce(takenBySteps(scenario, 'spark', row, trials));
  const taken = by.batches.map(({ trial }) => (trial ? (answers[trials.indexOf(trial)] as Taken) : null));
  return { reader, by, taken };
}

describe('the row from the tunnel', () => {
  const scenario = scenarioOf('tunnel');
  const whole = run(scenario);
  const late = whole.step(0, 'late', 1) as number;
  const { by, taken } = asked(scenario, 12, late);

  test('each batch up to the one that dropped it has the water that it tested late rows against', () => {
    expect(by.batches.map(({ batch }) => batch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(by.batches.map(({ tested }) => (tested > 0 ? time(tested) : 'none'))).toEqual([
      ...['none', 'none', '13:56:10', '13:58:20', '13:58:20', '14:01:05', '14:03:50', '14:06:15', '14:06:15'],
      ...['14:08:55', '14:11:30'],
    ]);
    expect(by.batches.findIndex(({ own }) => own)).toBe(10);
  });

  test('its window is open until batch 6 closes it', () => {
    expect(by.batches.map(({ windows }) => windows.map((w) => w.kind).join())).toEqual([
      ...['open', 'open', 'open', 'open', 'open', 'open', 'closes', 'final', 'final', 'final', 'final'],
    ]);
    expect(by.batches[6]?.windows).toEqual([{ kind: 'closes', values: [3] }]);
    expect(by.due).toEqual([at('14:05:00')]);
  });

  test('batches 1 to 6 would have counted it, 7 to 10 not, and before batch 0 it had not happened', () => {
    expect(taken.map((t) => t?.kind ?? 'not yet')).toEqual([
      ...['not yet', 'counted', 'counted', 'counted', 'counted', 'counted', 'counted'],
      ...['late', 'late', 'late', 'late'],
    ]);
  });

  test('what comes after the moment is not told', () => {
    expect(batchesBy(whole, 12, late - 1)).toBeNull();
    // In the midst of batch 10 its window, and all else, is as it was then.
    expect(by.batches.at(-1)?.batch).toBe(10);
    expect(batchesBy(whole, 12, whole.length)?.batches.length).toBeGreaterThan(11);
    expect(batchesBy(whole, 11, whole.length)).toBeNull();
  });
});

test('with sliding windows an earlier batch counts the row in some windows, one before it in all', () => {
  const { by, taken } = asked(scenarioOf('window-sliding-partly-late'), 4);
  expect(by.windows.length).toBe(2);
  const seen = taken.flatMap((t) => (t && t.kind !== 'notRead' ? [`${t.counted} of ${t.counted + t.late}`] : []));
  expect(new Set(seen)).toContain('2 of 2');
  expect(seen.at(-1)).toBe('0 of 2');
});

test('a batch that no arrival brings to read the row is not judged: the one without rows that runs at once behind another', () => {
  const { by, taken } = asked(scenarioOf('batch-interval-zero'), 4);
  const none = by.batches.filter((_, i) => taken[i]?.kind === 'notRead');
  expect(none.length).toBeGreaterThan(0);
  const { numInputRows } = run(scenarioOf('batch-interval-zero')).trace.batches;
  expect(none.every(({ batch }) => numInputRows[batch] === 0)).toBe(true);
});

test('with a row limit the row arrives in time to be among those that the batch reads', () => {
  const limited = scenarioOf('tunnel', (file) => {
    file.engines.spark.maxRowsPerBatch = 1;
  });
  const { reader, by, taken } = asked(limited, 12);
  const { kinds, refs, batches } = reader.trace;
  let brought = 0;
  for (const [i, { batch, trial }] of by.batches.entries()) {
    let last = batches.lastEntry[batch] as number;
    while (kinds[last] !== KIND.rowRead && last > (batches.firstEntry[batch] as number)) last--;
    // What waited for its turn before the row had happened stands before it, however soon it arrives.
    if (!trial || kinds[last] !== KIND.rowRead || reader.arrivesAt(refs[last] as number) <= reader.eventTime(12))
      continue;
    expect(taken[i]?.kind, `batch ${batch}`).not.toBe('notRead');
    const answer = taken[i];
    if (answer?.kind !== 'notRead' && batches.startedAt[batch] !== answer?.arrivesAt) brought++;
  }
  expect(brought).toBeGreaterThan(5);
});

test('batches that a crash has cut off are no columns; the one that was run again is, and is tried', () => {
  const scenario = scenarioOf('crash-no-interval');
  const { reader, by, taken } = asked(scenario, 6);
  const { batches } = reader.trace;
  const again = by.batches.findIndex(({ batch }) => (batches.attempt[batch] as number) > 0);
  expect(again).toBeGreaterThanOrEqual(0);
  expect(new Set(by.batches.map(({ batch }) => batches.batchId[batch])).size).toBe(by.batches.length);
  expect(taken[again]?.kind).toBeDefined();
});

test('in the midst of a batch that will die it is told as of any other, and not any more once it is undone', () => {
  const scenario = scenarioOf('tunnel', (file) => {
    file.faults = [{ engine: 'spark', crash: { batchId: 10, after: 'state-written' }, restartAfter: '60 seconds' }];
  });
  const reader = run(scenario);
  const late = reader.step(0, 'late', 1) as number;
  const { by, taken } = asked(scenario, 12, late);
  expect(reader.trace.batches.crash[10]).not.toBe(NONE);
  expect(by.batches.at(-1)).toMatchObject({ batch: 10, own: true });
  expect(taken.at(-1)?.kind).toBe('late');
  const crash = reader.trace.crashes[0]?.entry as number;
  expect(batchesBy(reader, 12, crash + 1)).toBeNull();
  // Once it is run again it is one column.
  const after = batchesBy(reader, 12, reader.length)?.batches.filter((b) => b.own);
  expect(after?.map((b) => b.batch)).toEqual([11]);
});

test('of very many batches those around the one that read the row are looked at, and how many there were is told', () => {
  const later = (time: string, seconds: number) => new Date(Date.parse(time) + seconds * 1000).toISOString();
  const reader = run(
    scenarioOf('tunnel', (file) => {
      file.engines.spark.trigger = { processingTime: '5 seconds' };
      const { arrivals } = file.sources.pickups;
      const last = arrivals.at(-1);
      for (let i = 1; i <= 100; i++)
        arrivals.push({
          arrivesAt: later(last.arrivesAt, 10 * i),
          row: { ...last.row, pickupTime: later(last.row.pickupTime, 10 * i) },
        });
    }),
  );
  const by = batchesBy(reader, 12, reader.length);
  expect(by?.ran).toBe(reader.trace.batches.count);
  expect(by?.ran).toBeGreaterThan(100);
  expect(by?.batches.length).toBe(MOST_BATCHES);
  expect(by?.batches.some(({ own }) => own)).toBe(true);
});

test('every verdict is that of a whole run in which the row arrives so, whatever the query', () => {
  let judged = 0;
  const kinds = new Set<string>();
  for (const name of readdirSync(CASES)) {
    if (/^(kafka|flink)/.test(name)) continue;
    const parsed = parseScenario(JSON.parse(readFileSync(new URL(name, CASES), 'utf8')));
    if (!parsed.ok || planFaults(parsed.scenario, 'spark').length > 0) continue;
    const { scenario } = parsed;
    const reader = run(scenario);
    const rows = scenario.sources.reduce((n, s) => n + s.rows.count, 0);
    const row = Array.from({ length: rows }, (_, r) => r).find((r) => batchesBy(reader, r, reader.length));
    if (row === undefined) continue;
    const { by, taken } = asked(scenario, row);
    const own = by.batches.findIndex((b) => b.own);
    expect(taken[own]?.kind, name).toBe('late');
    for (const [i, answer] of taken.entries()) {
      if (!answer) continue;
      kinds.add(answer.kind);
      if (answer.kind === 'notRead') continue;
      judged++;
      const { trial } = by.batches[i] as { trial: Trial };
      const place = placeOfRow(scenario, row) as { source: number; place: number };
      const alone = run(moveArrival(scenario, place.source, place.place, answer.arrivesAt));
      const { read } = alone.rowEntries(row);
      expect(alone.trace.batches.startedAt[alone.entry(read as number).batch as number], name).toBe(trial.startedAt);
      const status = alone.at(alone.length).rowStatus(row);
      expect(answer.kind, `${name} ${i}`).toBe(status);
      expect(answer.tested, name).toBe(by.batches[i]?.tested);
    }
  }
  expect([...kinds].sort()).toEqual(['counted', 'duplicate', 'late', 'notRead']);
  expect(judged).toBeGreaterThan(100);
});
