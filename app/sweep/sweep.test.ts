import { describe, expect, test } from 'vitest';
import { frontier, keeps, type SweepPoint, sweepOf, sweepValues, sweptBy } from '../../engine/measure/sweep';
import { settingOf } from '../../engine/scenario/knobs';
import { parseScenario } from '../../engine/scenario/parse';
import { MINUTE, SECOND } from '../../engine/time';
import tunnelSweep from '../../lessons/06-watermark/tunnel-sweep.json';
import { besideHandle, curvesChart, downTo, frontierChart, nameOfCurve, outcomeOf, stretches } from './charts';
import { LATENESS, PATTERNS, type Pattern, PROMPT_WITHIN, scenarioOf } from './patterns';

const parsed = parseScenario(tunnelSweep);
if (!parsed.ok) throw new Error('the lesson has no scenario');
const { scenario } = parsed;
const delays = sweepOf(scenario, 'spark', 'delay');
const minutes = (n: number): SweepPoint => delays.at(n * MINUTE);

describe('the tunnel, a run for each delay', () => {
  test('loses four rows, one, none: as Spark was measured to do', () => {
    // Of 25 rows, the closing ones among them.
    const lost = [0, 1, 2, 5, 10, 13, 13 + 11 / 60, 20].map((n) =>
      Math.round((1 - (minutes(n).completeness ?? 0)) * 25),
    );
    expect(lost).toEqual([4, 4, 1, 1, 1, 1, 0, 0]);
  });
  test('makes everyone wait longer, and holds more', () => {
    const runs = [0, 2, 5, 10, 15].map(minutes);
    expect(runs.map((p) => p.wait)).toEqual(runs.map((p) => p.wait).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect([runs[0]?.state, runs.at(-1)?.state]).toEqual([2, 5]);
  });
  test('runs from none to where the latest row is waited for, its own delay among the values', () => {
    const values = sweepValues(scenario, 'delay');
    expect(values[0]).toBe(0);
    expect(values).toContain(settingOf(scenario, 'delay'));
    expect(values.at(-1)).toBeGreaterThanOrEqual(16 * MINUTE + 40 * SECOND);
    expect(values.length).toBeLessThanOrEqual(42);
  });
});

test('the line down from a run goes through no words at the foot of the picture', () => {
  const box = { x: 50, y: 20, width: 400, height: 200 };
  // Words of 250 pixels end at the right edge, ten pixels above the foot.
  expect(downTo(box, { x: 100, y: 60 }, 250)).toBe('M50,60H100V220');
  const parts = downTo(box, { x: 300, y: 60 }, 250).split('M').slice(1);
  expect(parts).toHaveLength(2);
  expect(Number(parts[0]?.split('V')[1])).toBeLessThanOrEqual(220 - 10 - 12);
  expect(Number(parts[1]?.match(/,(\d+)V/)?.[1])).toBeGreaterThan(220 - 10 + 3);
});

test('the figure of a handle and the name of a curve stand on no line and not on each other, and in the picture', () => {
  const within = { x: 0, y: 0, width: 200, height: 100 };
  const rising = {
    curve: {
      pieces: [
        [
          { x: 0, y: 90 },
          { x: 100, y: 50 },
          { x: 200, y: 10 },
        ],
      ],
    },
    level: 0,
    words: [],
    within,
  };
  const handle = { x: 100, y: 50 };
  expect(besideHandle(handle, 40, rising)).toEqual({ x: 111, y: 68, anchor: 'start' });
  // Below on the right there is a name, and before it the curve comes up from below.
  const name = { x: 110, y: 55, width: 60, height: 15 };
  expect(besideHandle(handle, 40, { ...rising, words: [name] })).toEqual({ x: 89, y: 41, anchor: 'end' });
  expect(besideHandle({ x: 180, y: 18 }, 40, rising).anchor).toBe('end');
  const falling = {
    ...rising,
    curve: {
      pieces: [
        [
          { x: 0, y: 10 },
          { x: 200, y: 90 },
        ],
      ],
    },
  };
  expect(besideHandle(handle, 40, falling)).toEqual({ x: 111, y: 41, anchor: 'start' });
  expect(nameOfCurve(8, 'start', 10, 40, rising)).toMatchObject({ y: 21 });
  // The line of the promise is there.
  expect(nameOfCurve(8, 'start', 10, 40, { ...rising, level: 20 })).toMatchObject({ y: 35 });
});

test('each engine is turned by what it has', () => {
  expect(sweptBy(scenario, 'spark')).toEqual(['delay', 'window', 'trigger']);
  expect(sweptBy(scenario, 'flink')).toEqual(['delay', 'window', 'allowedLateness']);
  expect(sweptBy(scenario, 'kafkaStreams')).toEqual(['window', 'grace']);
  const grace = sweepOf(scenario, 'kafkaStreams', 'grace');
  expect(grace.at(30 * MINUTE).completeness).toBe(1);
  expect(grace.at(0).completeness).toBeLessThan(1);
});

test('a value that the engine refuses is a point without figures, with the reason', () => {
  const point = sweepOf(scenario, 'spark', 'window').at(0);
  expect(point.faults.length).toBeGreaterThan(0);
  expect(point.completeness).toBeNull();
});

const made = (value: number, completeness: number, wait: number, state = 1): SweepPoint => ({
  value,
  completeness,
  wait,
  state,
  faults: [],
  right: 0,
  figures: 0,
  runs: 1,
});

test('the frontier holds what no other point beats', () => {
  const [a, b, c, d] = [made(0, 0.9, 10), made(1, 0.8, 20), made(2, 0.95, 30), made(3, 0.95, 40)];
  expect(frontier([d, b, c, a])).toEqual([a, c]);
});

test('a promise is kept in stretches of the setting', () => {
  const points = [0.9, 1, 1, 0.9, 1].map((share, i) => made(i, share, i, i));
  const promised = { completeness: 1, wait: 4, state: 4 };
  expect(points.map((p) => keeps(p, promised))).toEqual([false, true, true, false, true]);
  expect(stretches(points, promised)).toEqual([
    [1, 2],
    [4, 4],
  ]);
  expect(stretches(points, { ...promised, state: 3 })).toEqual([[1, 2]]);
});

test('pictures place a fuller answer higher, a longer wait further right, and draw what they are given', () => {
  const points = [made(0, 0.5, 10 * SECOND), made(60 * SECOND, 1, 90 * SECOND, 5)];
  const promised = { completeness: 0.9, wait: 60 * SECOND, state: 5 };
  const front = frontierChart(points, promised, 600, 400);
  const [low, high] = front?.dots ?? [];
  expect(high?.y).toBeLessThan(low?.y as number);
  expect(high?.x).toBeGreaterThan(low?.x as number);
  expect(high?.r).toBeGreaterThan(low?.r as number);
  const curves = curvesChart(points, [0, 60 * SECOND], promised, 600, 400);
  expect(curves?.valueAt(curves.x(30 * SECOND))).toBeCloseTo(30 * SECOND);
  expect(frontierChart([{ ...made(0, 1, 1), completeness: null }], promised, 600, 400)).toBeNull();
});

describe('other arrivals', () => {
  const promised = { completeness: 0.99, wait: 12 * MINUTE, state: 10 };
  const outcome = (pattern: Pattern, delay: number) => {
    const runs = sweepOf(scenarioOf(pattern), 'spark', 'delay');
    const points = [0, 4, 8, 11, 60, 240].map((n) => runs.at(n * MINUTE));
    return outcomeOf(points, runs.at(delay * MINUTE), promised);
  };
  test('decide what waiting buys: nothing, the promise, or never enough', () => {
    expect(outcome('prompt', 8)).toEqual({ kind: 'nothing', sooner: 8 * MINUTE });
    expect(outcome('prompt', 0)).toEqual({ kind: 'nothing', sooner: 0 });
    expect(outcome('tunnel', 8)).toMatchObject({ kind: 'kept', from: 8 * MINUTE });
    expect(outcome('offline', 8)).toMatchObject({ kind: 'never' });
  });
  test('and where not waiting keeps a smaller promise, it says so', () => {
    const runs = sweepOf(scenarioOf('offline'), 'spark', 'delay');
    const points = [0, 8, 240].map((n) => runs.at(n * MINUTE));
    const said = outcomeOf(points, points[1] as SweepPoint, { ...promised, completeness: 0.95 });
    expect(said).toMatchObject({ kind: 'free' });
    if (said.kind === 'free') expect(said.sooner / MINUTE).toBeCloseTo(8, 1);
  });
  test('are as late as they are said to be', () => {
    for (const pattern of PATTERNS) {
      const [source] = scenarioOf(pattern).sources;
      const happened = source?.rows.columns[0];
      if (!source || happened?.type !== 'timestamp') throw new Error('no event time');
      const late = Array.from(source.arrivesAt, (at, row) => at - (happened.values[row] as number));
      const { share = 0, upTo = PROMPT_WITHIN } = LATENESS[pattern] ?? {};
      expect(Math.max(...late)).toBeLessThanOrEqual(upTo * MINUTE);
      expect(Math.max(...late)).toBeGreaterThan(upTo * 0.9 * MINUTE);
      expect(late.filter((l) => l > PROMPT_WITHIN * MINUTE).length / late.length).toBeCloseTo(share, 1.5);
    }
  });
});
