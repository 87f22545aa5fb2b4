import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measuresOf } from '../measure/measures';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { explain } from './explain';
import type { Explanation, StepCode } from './explanation';
import { otherwise } from './wish';

const TUNNEL = new URL('../conformance/cases/tunnel.json', import.meta.url);

function tunnel(change: (file: ReturnType<typeof JSON.parse>) => void = () => {}): TraceReader {
  const file = JSON.parse(readFileSync(TUNNEL, 'utf8'));
  change(file);
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const scenario: Scenario = parsed.scenario;
  return openTrace(simulate(scenario, 'spark'), scenario);
}

function recorded(name: string): TraceReader {
  const parsed = parseScenario(
    JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8')),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, 'spark'), parsed.scenario);
}

const codes = (e: Explanation): StepCode[] => e.steps.map((s) => s.code);
const step = <C extends StepCode>(e: Explanation, code: C) =>
  e.steps.find((s) => s.code === code) as Extract<Explanation['steps'][number], { code: C }> | undefined;
/** Microseconds of a time of day of the tunnel's afternoon. */
const at = (time: string): number => Date.parse(`2026-03-02T${time}+07:00`) * 1000;
const TUNNEL_ROW = 12;

describe('why a row was dropped', () => {
  const reader = tunnel();
  const why = explain(reader, { kind: 'row', row: TUNNEL_ROW }, reader.length);

  test('the chain goes from its event to the drop, by way of the watermark of the batch before', () => {
    expect(codes(why)).toEqual(['happened', 'arrived', 'batchRead', 'waterWasPast', 'windowWasOver', 'dropped']);
    expect(step(why, 'batchRead')?.params).toMatchObject({ batch: 10, others: 1 });
    expect(step(why, 'waterWasPast')?.params).toMatchObject({
      tested: at('14:11:30'),
      testedBatch: 9,
      newest: at('14:16:30'),
      newestBatch: 8,
      current: at('14:13:10'),
    });
    expect(step(why, 'windowWasOver')?.params).toMatchObject({ over: at('14:05:00'), answeredIn: 6, answer: [3] });
    expect(step(why, 'dropped')?.params).toMatchObject({ lateBy: 390_000_000, truth: [4] });
  });

  test('each step leads to a moment at which it has just happened', () => {
    for (const s of why.steps) expect(s.cursor).not.toBeNull();
    expect(reader.timeAt(step(why, 'windowWasOver')?.cursor as number)).toBe(at('14:14:00'));
    expect(reader.timeAt(step(why, 'dropped')?.cursor as number)).toBe(at('14:22:00'));
  });

  test('before it is read nothing of its fate is told', () => {
    const before = reader.cursorAt(at('14:21:00'));
    expect(codes(explain(reader, { kind: 'row', row: TUNNEL_ROW }, before))).toEqual(['happened', 'arrived', 'waits']);
    // While batch 10 is at its first row, the second waits for it, and for no later one.
    const first = reader.step(reader.cursorAt(at('14:21:00')), 'late', 1) as number;
    const beside = explain(reader, { kind: 'row', row: TUNNEL_ROW + 1 }, first);
    expect(step(beside, 'waits')?.params).toMatchObject({ batch: 10 });
    expect(step(explain(reader, { kind: 'row', row: TUNNEL_ROW }, before), 'waits')?.params).toMatchObject({
      batch: null,
    });
    expect(codes(explain(reader, { kind: 'row', row: TUNNEL_ROW }, 0))).toEqual(['happened', 'notArrived']);
  });

  test('a row that counts says into what, and no answer that is still to come', () => {
    const whyCounted = (cursor: number) => codes(explain(reader, { kind: 'row', row: 0 }, cursor));
    expect(whyCounted(reader.cursorAt(at('14:04:00')))).toEqual([
      'happened',
      'arrived',
      'batchRead',
      'waterWasBelow',
      'counted',
      'waitsForWater',
    ]);
    expect(whyCounted(reader.length)).toEqual([
      'happened',
      'arrived',
      'batchRead',
      'waterWasBelow',
      'counted',
      'answered',
    ]);
  });
});

test('a wrong answer names the rows that it misses', () => {
  const reader = tunnel();
  const why = explain(reader, { kind: 'group', group: 0 }, reader.length);
  expect(codes(why)).toEqual(['rowsOf', 'waterReached', 'freed', 'answered', 'wrong', 'missingRow']);
  expect(step(why, 'wrong')?.params).toMatchObject({ values: [3], truth: [4], lateRows: 1 });
  expect(step(why, 'missingRow')?.about).toEqual({ kind: 'row', row: TUNNEL_ROW });
});

test('an open window says how far the water is from its end', () => {
  const reader = tunnel();
  const why = explain(reader, { kind: 'group', group: 0 }, reader.cursorAt(at('14:10:00')));
  expect(codes(why)).toEqual(['rowsOf', 'held', 'waitsForWater']);
  // Batch 4 has ended: the water stands at 14:08:50 less 5 minutes.
  expect(step(why, 'waitsForWater')?.params).toEqual({ over: at('14:05:00'), watermark: at('14:03:50') });
});

test('a window whose rows were all late never gets an answer, and says so', () => {
  const reader = tunnel((file) => {
    const late = file.sources.pickups.arrivals[12];
    late.row.pickupTime = '2026-03-02T13:03:50+07:00';
  });
  const lost = reader
    .at(reader.length)
    .panes()
    .find((p) => p.status === 'lost');
  expect(codes(explain(reader, { kind: 'group', group: lost?.group as number }, reader.length))).toContain('lost');
});

test('the watermark names the newest event, and says that older ones do not lower it', () => {
  const reader = tunnel();
  // Batch 6 read only 14:09:40, older than 14:11:15.
  const why = explain(reader, { kind: 'watermark' }, reader.cursorAt(at('14:14:00')));
  expect(codes(why)).toEqual(['newestEvent', 'lessDelay', 'neverFalls']);
  expect(step(why, 'lessDelay')?.params).toEqual({
    newest: at('14:11:15'),
    delay: 300_000_000,
    watermark: at('14:06:15'),
  });
  expect(codes(explain(reader, { kind: 'watermark' }, 0))).toEqual(['watermarkStart']);
});

test('a batch says why it ran: rows that waited, or water that had risen', () => {
  const reader = tunnel();
  expect(codes(explain(reader, { kind: 'batch', batch: 10 }, reader.length))).toEqual([
    'tick',
    'rowsWaited',
    'judgedBy',
    'batchDid',
    'waterRose',
  ]);
  const noData = explain(reader, { kind: 'batch', batch: 14 }, reader.length);
  expect(codes(noData)).toContain('noRowsButWater');
  expect(step(noData, 'batchDid')?.params).toMatchObject({ read: 0, removed: 1, written: 1 });
});

test('of a batch nothing is told that has not happened by the cursor', () => {
  const reader = tunnel();
  const { firstEntry, lastEntry } = reader.trace.batches;
  const whyTenth = (cursor: number) => codes(explain(reader, { kind: 'batch', batch: 10 }, cursor));
  expect(whyTenth(firstEntry[10] as number)).toEqual(['notYetRun']);
  expect(whyTenth((firstEntry[10] as number) + 1)).toEqual(['tick', 'rowsWaited', 'judgedBy']);
  expect(whyTenth((lastEntry[10] as number) + 1).at(-1)).toBe('batchDid');
});

test('an answer that was replaced since is explained as of the moment it was written', () => {
  const reader = tunnel((file) => {
    file.engines.spark.outputMode = 'update';
  });
  const outputs = reader
    .groupEntries(0)
    .map((e) => reader.entry(e))
    .flatMap((e) => (e.kind === 'outputWritten' && e.output !== null ? [e.output] : []));
  expect(outputs.length).toBeGreaterThan(1);
  const first = explain(reader, { kind: 'output', output: outputs[0] as number }, reader.length);
  expect(step(first, 'held')?.params.values).toEqual([1]);
});

test('a tick without a batch says what was missing', () => {
  const reader = tunnel();
  const why = explain(reader, { kind: 'noBatch', at: at('14:36:00') }, reader.length);
  expect(codes(why)).toEqual(['nothingToRead', 'noReasonToRun']);
  expect(step(why, 'noReasonToRun')?.params).toEqual({ reason: 'waterStill' });
});

test('figures are explained by the rows and windows behind them', () => {
  const reader = tunnel();
  const ask = (measure: 'completeness' | 'wait' | 'state'): Explanation =>
    explain(reader, { kind: 'measure', measure }, reader.length);
  expect(step(ask('completeness'), 'completeness')?.params).toEqual({ counted: 15, due: 16 });
  expect(codes(ask('completeness'))).toEqual(['completeness', 'missingRow']);
  expect(step(ask('wait'), 'waitNever')?.params).toEqual({ windows: 1 });
  expect(step(ask('state'), 'stateNow')?.params).toEqual({ rows: 2, peakDuring: 3, peakAfter: 3 });
});

describe('a crash', () => {
  const crashed = (after: string, sink: string, more: object = {}): TraceReader =>
    tunnel((file) => {
      file.engines.spark.sink = sink;
      file.faults = [{ engine: 'spark', crash: { batchId: 6, after }, restartAfter: '20 seconds', ...more }];
    });
  const of = (reader: TraceReader, cursor = reader.length) => explain(reader, { kind: 'crash', crash: 0 }, cursor);

  test('tells how far the batch was, what counts no more, what the sink holds, and what the logs say', () => {
    const why = of(crashed('sink-written', 'append'));
    expect(codes(why)).toEqual(['died', 'stateUndone', 'sinkHolds', 'outage', 'recovered']);
    expect(step(why, 'died')?.params).toEqual({ batch: 6, after: 'sink-written' });
    expect(step(why, 'sinkHolds')?.params).toEqual({ sink: 'append', written: 1, seen: 1 });
    expect(step(why, 'outage')?.params).toEqual({ length: 20_000_000, arrived: 1 });
    expect(step(why, 'recovered')?.params).toMatchObject({ offsets: 6, commit: 5 });
    expect(step(why, 'recovered')?.about).toEqual({ kind: 'batch', batch: 7 });
  });

  test('after the commit repeats nothing, and without its checkpoint everything', () => {
    const kept = of(crashed('commit-logged', 'idempotent'));
    expect(codes(kept)).not.toContain('stateUndone');
    expect(step(kept, 'recovered')?.params).toMatchObject({ offsets: 6, commit: 6 });
    const lost = of(crashed('sink-written', 'idempotent', { checkpoint: 'lost' }));
    expect(codes(lost)).toContain('checkpointLost');
    expect(step(lost, 'recovered')?.params).toMatchObject({ offsets: null, commit: null });
  });

  test('is not told before it happens, nor the restart before it is back', () => {
    const reader = crashed('sink-written', 'append');
    const { entry, restarted } = reader.trace.crashes[0] as { entry: number; restarted: number };
    expect(codes(of(reader, entry))).toEqual(['notCrashedYet']);
    expect(codes(of(reader, restarted))).toEqual(['died', 'stateUndone', 'sinkHolds']);
  });

  test('of a batch that runs again: why, with which rows, and what the sink makes of it', () => {
    const again = (sink: string) => {
      const reader = crashed('sink-written', sink);
      return explain(reader, { kind: 'batch', batch: 7 }, reader.length);
    };
    const why = again('append');
    expect(codes(why).slice(0, 2)).toEqual(['repeated', 'judgedBy']);
    expect(step(why, 'doubledBy')?.params).toEqual({ sink: 'append', again: 1 });
    expect(step(again('transactional'), 'doubledBy')?.params).toEqual({ sink: 'transactional', again: 0 });
    const reader = crashed('sink-written', 'append');
    expect(codes(explain(reader, { kind: 'batch', batch: 6 }, reader.length)).at(-1)).toBe('cutOff');
  });

  test('that loses the watermark: a window was reached by the water of the life that freed it', () => {
    const reader = recorded('crash-lost-commit-logged');
    const { restarted } = reader.trace.crashes[0] as { restarted: number };
    const reached = step(explain(reader, { kind: 'group', group: 0 }, reader.length), 'waterReached');
    expect(reached?.cursor).toBeGreaterThan(restarted);
  });

  test('a row that was read in vain says so', () => {
    const reader = crashed('sink-written', 'append');
    const { undoneFrom } = reader.trace.crashes[0] as { undoneFrom: number };
    const row = Array.from(reader.trace.arrivalOrder).find((r) => reader.readings(r).some((i) => i >= undoneFrom));
    const why = explain(reader, { kind: 'row', row: row as number }, reader.length);
    expect(codes(why)).toContain('readInVain');
  });
});

test('in a query of several steps what a row did is told with the values of the step that took it', () => {
  const reader = recorded('chain-dedup-then-session');
  const counted = step(explain(reader, { kind: 'row', row: 0 }, reader.length), 'counted');
  const happened = reader.eventTime(0);
  expect(counted?.params).toMatchObject({ group: { operator: 1, keys: ['a', happened] }, values: [happened] });
});

test('a row that was read before a crash and after it is told as it stood at the moment', () => {
  const reader = recorded('crash-process-sink-written');
  const row = Array.from(reader.trace.arrivalOrder).find((r) => reader.readings(r).length > 1) as number;
  const [first] = reader.readings(row) as [number];
  const told = explain(reader, { kind: 'row', row }, first + 3);
  expect(codes(told)).toContain('batchRead');
  expect(told.steps.filter(({ cursor }) => (cursor ?? 0) > first + 3)).toEqual([]);
});

test.each([
  ['division-by-zero-fails', 1],
  ['cast-of-bad-text-fails', 2],
])('a batch that fails leads to the row it failed at (%s)', (name, row) => {
  const reader = recorded(name);
  const { failure } = reader.trace;
  expect(failure?.row).toBe(row);
  const failed = step(explain(reader, { kind: 'batch', batch: failure?.batch ?? -1 }, reader.length), 'batchFailed');
  expect(failed?.about).toEqual({ kind: 'row', row });
});

describe('a session that rows have joined', () => {
  for (const [engine, name] of [
    ['kafkaStreams', 'kafka-session-bridges'],
    ['flink', 'flink-session-bridge'],
    ['spark', 'session-bridge'],
  ] as const)
    test(`counts the rows of all that it took up: ${engine}`, () => {
      const file = JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
      const parsed = parseScenario(file);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
      const groups = reader.trace.operator?.groups.count ?? 0;
      const of = (group: number) =>
        step(explain(reader, { kind: 'state', group }, reader.length), 'rowsOf')?.params as {
          counted: number;
          coming: number;
        };
      const rows = Array.from({ length: groups }, (_, group) => of(group));
      expect(Math.max(...rows.map((r) => r.counted))).toBeGreaterThanOrEqual(3);
      expect(rows.every((r) => r.coming === 0)).toBe(true);
    });

  test('waits, where the explanation says so, exactly as the measure does', () => {
    for (const engine of ['spark', 'flink', 'kafkaStreams', 'batchLoop'] as const) {
      const parsed = parseScenario(JSON.parse(readFileSync(TUNNEL, 'utf8')));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
      const measures = measuresOf(reader.at(reader.length));
      const waits = explain(reader, { kind: 'measure', measure: 'wait' }, reader.length).steps.flatMap((s) =>
        s.code === 'waitOf' ? [s.params.wait] : [],
      );
      const all = [...waits, ...Array.from({ length: measures.neverRight }, () => Number.POSITIVE_INFINITY)];
      expect(Math.max(...all)).toBe(measures.worstWait);
    }
  });
});

describe('a row that an outer join gave out by itself', () => {
  for (const [engine, name, row, freed] of [
    ['spark', 'join-left-outer-range', 1, true],
    ['kafkaStreams', 'kafka-join-left-waits', 0, false],
  ] as const)
    test(`is told from its own event to the nulls, and not as a window without rows: ${engine}`, () => {
      const file = JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
      const parsed = parseScenario(file);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
      const output = reader.trace.output.table.count - 1;
      const why = explain(reader, { kind: 'output', output }, reader.length);
      expect(codes(why)).toEqual([
        'happened',
        'arrived',
        'keptForPartner',
        ...(freed ? (['waterReached'] as const) : []),
        'noPartner',
      ]);
      expect(why.rows).toEqual([row]);
      expect(reader.entry((why.steps.at(-1)?.cursor as number) - 1)).toMatchObject({ kind: 'outputWritten', output });
      expect(otherwise(reader, { kind: 'output', output }, reader.length)).toMatchObject({
        kind: 'none',
        why: 'ofPartner',
      });
    });

  test('where nothing is answered for a window, nothing is said of how complete it is', () => {
    for (const measure of ['completeness', 'wait'] as const)
      expect(codes(explain(recorded('dedup-within-expiry'), { kind: 'measure', measure }, 5))).toEqual(['notJudged']);
  });
});
