import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planFaults } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import type { EngineName, Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import { atOnce } from '../slices';
import { openTrace, type TraceReader } from '../trace/reader';
import { applyChange, type Change } from './change';
import type { Subject } from './subject';
import { type WhatIf, whatIfSteps } from './whatIf';
import { comesTrue, otherwise, type Wish } from './wish';

function scenarioOf(name: string, change: (file: ReturnType<typeof JSON.parse>) => void = () => {}): Scenario {
  const file = JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
  change(file);
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

const run = (scenario: Scenario, engine: EngineName): TraceReader => openTrace(simulate(scenario, engine), scenario);

function search(scenario: Scenario, engine: EngineName, wish: Wish, most?: number): WhatIf {
  return atOnce(whatIfSteps(scenario, engine, wish, most));
}
const at = (time: string): number => Date.parse(`2026-03-02T${time}+07:00`) * 1000;
const SECOND = 1_000_000;

/** What was found, by its lever. */
const changes = ({ found }: WhatIf) => found.map((f) => f.change);

describe('a row dropped as late', () => {
  const scenario = scenarioOf('tunnel');
  const reader = run(scenario, 'spark');
  const wish = otherwise(reader, { kind: 'row', row: 12 }, reader.length) as Wish;
  const answer = search(scenario, 'spark', wish);

  test('counts if it had arrived by 14:14:00, or with a delay of 11 min 31 s, and not with a second less', () => {
    expect(wish).toEqual({ kind: 'counted', row: 12 });
    expect(answer.found.slice(0, 3)).toMatchObject([
      { change: { kind: 'arrival', time: at('14:14:00') }, short: { time: at('14:14:01') } },
      { change: { kind: 'event', time: at('14:10:00') }, short: { time: at('14:09:59') } },
      { change: { setting: 'delay', value: 691 * SECOND }, short: { value: 690 * SECOND } },
    ]);
  });

  test('and each change says its price: a longer delay holds more state and answers later', () => {
    const delay = answer.found.find((f) => f.change.kind === 'length' && f.change.setting === 'delay');
    expect(delay).toMatchObject({ state: [3, 5], answeredAt: [at('14:14:00'), at('14:22:00')] });
  });

  test('a choice that does it is told, one that does not is told as tried in vain', () => {
    expect(changes(answer)).toContainEqual({ kind: 'choice', setting: 'outputMode', value: 'complete' });
    expect(changes(answer)).not.toContainEqual({ kind: 'choice', setting: 'outputMode', value: 'update' });
    expect(answer.inVain).toEqual([{ kind: 'setting', setting: 'noDataBatches' }]);
  });

  test('a search is bounded, and says that it was', () => {
    const short = search(scenario, 'spark', wish, 10);
    expect(short).toMatchObject({ runs: 10, cutShort: true });
  });
});

test('what was run along a setting says where it turns, and goes on beyond', () => {
  const scenario = scenarioOf('tunnel');
  const { found } = search(scenario, 'spark', { kind: 'counted', row: 12 });
  const delay = found.find((f) => f.change.kind === 'length' && f.change.setting === 'delay');
  const values = delay?.along?.tried.map((a) => a.value) ?? [];
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(values[0]).toBe(300 * SECOND);
  expect(delay?.along?.tried.filter((a) => !a.does).at(-1)?.value).toBe(690 * SECOND);
  expect(delay?.along?.tried.find((a) => a.does)?.value).toBe(691 * SECOND);
  expect(values.at(-1)).toBe(1081 * SECOND);
});

test.each(['spark', 'flink', 'kafkaStreams'] as const)(
  'a clock that runs ahead makes others late, and is found as what did it (%s)',
  (engine) => {
    const scenario = scenarioOf('tunnel', (file) => {
      const row = (minute: number, event = minute) => ({
        arrivesAt: `2026-03-02T14:${String(minute).padStart(2, '0')}:30+07:00`,
        row: { pickupTime: `2026-03-02T14:${String(event).padStart(2, '0')}:00+07:00`, zone: 'Kota' },
      });
      // The third one's clock is half an hour ahead.
      file.sources.pickups.arrivals = [row(1), row(3), row(5, 35), row(8), row(10), row(12)];
    });
    const reader = run(scenario, engine);
    const late = [3, 4, 5].find((r) => reader.at(reader.length).rowStatus(r) === 'late') as number;
    const wish = otherwise(reader, { kind: 'row', row: late }, reader.length) as Wish;
    expect(wish).toEqual({ kind: 'counted', row: late });
    const moved = changes(search(scenario, engine, wish)).filter((c) => 'row' in c && c.row === 2);
    expect(moved.map((c) => c.kind).sort()).toEqual(['arrival', 'event']);
  },
);

test('a tick without a batch has one if the next row comes in time for it', () => {
  const scenario = scenarioOf('tunnel', (file) => {
    const { arrivals } = file.sources.pickups;
    file.sources.pickups.arrivals = [arrivals[0], arrivals[12]];
  });
  const reader = run(scenario, 'spark');
  const ticks = [...reader.trace.batches.startedAt];
  const missed = ticks.map((t) => t + 120 * SECOND).find((t) => !ticks.includes(t) && t < (ticks.at(-1) as number));
  expect(missed).toBeDefined();
  const wish = otherwise(reader, { kind: 'noBatch', at: missed as number }, reader.length) as Wish;
  expect(changes(search(scenario, 'spark', wish))).toContainEqual(
    expect.objectContaining({ kind: 'arrival', time: missed }),
  );
});

test('between the runs of a loop a row is missed for seconds only: the nearest arrival is found, be it later or earlier', () => {
  const scenario = scenarioOf('late-1015-append-5');
  const reader = run(scenario, 'batchLoop');
  for (const row of [0, 7]) {
    const wish = otherwise(reader, { kind: 'row', row }, reader.length) as Wish;
    const from = reader.arrivesAt(row);
    // A row does not arrive before it happened.
    const does = (time: number) =>
      time >= reader.eventTime(row) &&
      comesTrue(run(applyChange(scenario, { kind: 'arrival', row, time }), 'batchLoop'), wish);
    let nearest = 1;
    while (nearest < 600 && ![1, -1].some((way) => does(from + way * nearest * SECOND))) nearest++;
    const found = changes(search(scenario, 'batchLoop', wish)).flatMap((c) => (c.kind === 'arrival' ? [c.time] : []));
    expect(
      found.map((time) => Math.abs(time - from) / SECOND),
      JSON.stringify(wish),
    ).toEqual([nearest]);
  }
});

/** Cases in which rows come late, windows stay open, or state goes, on every engine that has one. */
const CASES: readonly (readonly [string, EngineName])[] = [
  ...(['spark', 'flink', 'kafkaStreams', 'dailyBatch', 'batchLoop'] as const).map((e) => ['tunnel', e] as const),
  ['tunnel-clock', 'batchLoop'],
  ['late-1015-append-5', 'spark'],
  ['late-1015-append-5', 'kafkaStreams'],
  ['late-by-previous-watermark', 'spark'],
  ['late-counts-groups-not-rows', 'spark'],
  ['dedup-within-late', 'spark'],
  ['window-sliding-partly-late', 'spark'],
  ['flink-late-keys', 'flink'],
  ['flink-window-sliding-partly-late', 'flink'],
  ['kafka-close-jump', 'kafkaStreams'],
  ['kafka-session-late', 'kafkaStreams'],
  ['crash-append-rows-read', 'spark'],
  ['session-bridge', 'spark'],
  ['session-many-sessions-of-a-key', 'spark'],
  ['crash-lost-session', 'spark'],
  ['crash-session-rows-read', 'flink'],
  ['join-inner-range', 'spark'],
  ['velocity-alert', 'spark'],
  ['threshold-alert', 'spark'],
  ['distinct-users-ttl', 'spark'],
];

/** Everything of a run that a wish can be about. */
function subjectsOf(reader: TraceReader): Subject[] {
  const rows = reader.scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  const groups = reader.trace.operator?.groups.count ?? 0;
  return [
    ...Array.from({ length: rows }, (_, row): Subject => ({ kind: 'row', row })),
    ...Array.from({ length: groups }, (_, group): Subject => ({ kind: 'group', group })),
    ...Array.from({ length: groups }, (_, group): Subject => ({ kind: 'state', group })),
    ...Array.from({ length: reader.trace.batches.count }, (_, batch): Subject => ({ kind: 'batch', batch })),
    ...Array.from({ length: reader.trace.output.table.count }, (_, output): Subject => ({ kind: 'output', output })),
    ...reader.trace.crashes.map((_, crash): Subject => ({ kind: 'crash', crash })),
    { kind: 'watermark' },
    { kind: 'measure', measure: 'completeness' },
    { kind: 'measure', measure: 'wait' },
    { kind: 'measure', measure: 'state' },
  ];
}

test('whatever is found does it, and one step less does not: both are run again here', () => {
  let held = 0;
  const kinds = new Map<string, string[]>();
  for (const [name, engine] of CASES) {
    const scenario = scenarioOf(name);
    if (planFaults(scenario, engine).length > 0) throw new Error(`${engine} refuses ${name}`);
    const reader = run(scenario, engine);
    for (const subject of subjectsOf(reader)) {
      const wish = otherwise(reader, subject, reader.length);
      if (wish.kind === 'none') continue;
      // One of each kind on each engine.
      const kind = `${engine} ${wish.kind}`;
      const seen = kinds.get(kind) ?? [];
      if (seen.includes(name) || seen.length >= 1) continue;
      kinds.set(kind, [...seen, name]);
      expect(comesTrue(reader, wish)).toBe(false);
      const { found } = search(scenario, engine, wish, 60);
      for (const { change, short, along } of found) {
        held++;
        for (const { value, does } of along?.tried ?? []) {
          const so = (
            change.kind === 'arrival' || change.kind === 'event' ? { ...change, time: value } : { ...change, value }
          ) as Change;
          expect(comesTrue(run(applyChange(scenario, so), engine), wish), JSON.stringify({ name, wish, so })).toBe(
            does,
          );
        }
        expect(
          comesTrue(run(applyChange(scenario, change), engine), wish),
          JSON.stringify({ name, wish, change }),
        ).toBe(true);
        if (short)
          expect(
            comesTrue(run(applyChange(scenario, short), engine), wish),
            JSON.stringify({ name, wish, short }),
          ).toBe(false);
      }
    }
  }
  expect(new Set([...kinds.keys()].map((k) => k.split(' ')[1]))).toEqual(
    new Set([
      ...['counted', 'late', 'missed', 'alert', 'silent', 'right', 'wrong', 'answered', 'held', 'freed'],
      ...['joined', 'parted', 'risen', 'noBatch', 'alive', 'complete', 'sooner', 'smaller'],
    ]),
  );
  expect(held).toBeGreaterThan(20);
});

test('whatever is asked about, at any moment, could be otherwise than it is or is said why not', () => {
  for (const [name, engine] of CASES) {
    const reader = run(scenarioOf(name), engine);
    for (const share of [0, 0.3, 0.6, 1])
      for (const subject of subjectsOf(reader)) {
        const wish = otherwise(reader, subject, Math.round(reader.length * share));
        if (wish.kind !== 'none')
          expect(comesTrue(reader, wish), JSON.stringify({ name, engine, subject })).toBe(false);
      }
  }
});

test('an alert is silent with less time to travel in, and a session is two with a shorter gap', () => {
  const velocity = scenarioOf('velocity-alert');
  const alerted = run(velocity, 'spark');
  const row = alerted.trace.output.row[0] as number;
  const silent = search(velocity, 'spark', { kind: 'silent', row });
  expect(changes(silent)).toContainEqual(expect.objectContaining({ kind: 'length', setting: 'within' }));

  const sessions = scenarioOf('session-bridge');
  const reader = run(sessions, 'spark');
  // The row in between made one of two.
  const [taken] = reader.groupsOf(0);
  const wish = otherwise(reader, { kind: 'group', group: taken as number }, reader.length) as Wish;
  expect(wish).toMatchObject({ kind: 'parted', row: 0, other: 1 });
  expect(changes(search(sessions, 'spark', wish))).toContainEqual(
    expect.objectContaining({ kind: 'length', setting: 'sessionGap' }),
  );
});

test('a crash is undone by leaving it out, and by nothing else', () => {
  const scenario = scenarioOf('crash-append-rows-read');
  const reader = run(scenario, 'spark');
  const wish = otherwise(reader, { kind: 'crash', crash: 0 }, reader.length) as Wish;
  expect(search(scenario, 'spark', wish)).toMatchObject({ found: [{ change: { kind: 'noCrash' } }], inVain: [] });
});

test('an event time that is tried up to the arrival only says so: a clock that runs ahead would do it', () => {
  const scenario = scenarioOf('tunnel');
  const wish: Wish = { kind: 'risen', to: at('14:30:00'), by: at('14:34:00') };
  const row = 18;
  const { found, inVain } = search(scenario, 'spark', wish);
  expect(inVain).toContainEqual({ kind: 'event', row, upToArrival: true });
  const arrival = run(scenario, 'spark').arrivesAt(row);
  const risenWith = (time: number) =>
    comesTrue(run(applyChange(scenario, { kind: 'event', row, time }), 'spark'), wish);
  expect(risenWith(arrival)).toBe(false);
  expect(risenWith(arrival + 270 * SECOND)).toBe(true);
  expect(found.some((f) => f.change.kind === 'event')).toBe(false);
});

test('of a length that is no range to halve only those in common use were tried, and that is told', () => {
  const { inVain } = search(scenarioOf('tunnel'), 'spark', { kind: 'risen', to: at('14:30:00'), by: at('14:34:00') });
  expect(inVain).toContainEqual({ kind: 'setting', setting: 'trigger', inCommonUse: true });
});

test('an event time that is tried earlier only has no such bound', () => {
  const scenario = scenarioOf('tunnel');
  const { inVain } = search(scenario, 'dailyBatch', { kind: 'late', row: 0 });
  expect(inVain).toContainEqual({ kind: 'event', row: 0 });
});
