import { expect, it } from 'vitest';
import { compare } from '../../engine/measure/comparison';
import { truthRuns } from '../../engine/measure/truthRuns';
import { simulate } from '../../engine/simulate';
import { FIXTURES } from '../gallery/fixtures';
import { axisOf } from './axis';
import { besidePlate, lanesOf, lanesThatFit, type Plate, setBacks, sightOf, stripOf } from './strips';

it('a picture of a few of many windows has their time alone: their rows and what is new of what was said of them', () => {
  const { scenario } = FIXTURES.rows2000().reader;
  const traces = (['spark', 'dailyBatch'] as const).map((engine) => simulate(scenario, engine));
  const compared = compare(scenario, traces, truthRuns(scenario));
  const lanes = lanesOf(compared, null);
  const sight = lanes.slice(3, 11);
  const part = sightOf(compared, sight);
  if (!part) throw new Error('windows have a begin');
  const [from, to] = [sight[0]?.start as number, sight.at(-1)?.end as number];
  const { reader } = (compared.runs[0] as (typeof compared.runs)[number]).answers;
  const times = [...reader.trace.arrivalOrder].map((row) => reader.eventTime(row));
  expect(part.rows.length).toBe(times.filter((at) => at >= from && at < to).length);
  expect(part.rows.length).toBeLessThan(times.length);
  const axis = axisOf(part.times, part.from, 900);
  const whole = axisOf([...times, reader.trace.endsAt], Math.min(...times), 900);
  expect(axis.to - axis.from).toBeLessThan((whole.to - whole.from) / 2);
  // All that the streaming engine said of them is in it, and apart.
  const run = compared.runs[0] as (typeof compared.runs)[number];
  const strip = stripOf(run, sight, 0, Number.POSITIVE_INFINITY, axis);
  expect(strip.plates.length).toBeGreaterThan(0);
  for (const plate of strip.plates) {
    expect(plate.x).toBeGreaterThanOrEqual(0);
    expect(plate.x).toBeLessThan(axis.breakAt);
    expect(part.times).toContain(plate.at);
  }
  // Water from before stands at the begin, and not to the left of it.
  for (const water of strip.waters) for (const step of water.steps) expect(step.x).toBeGreaterThanOrEqual(0);
});

it('draws of thousands of dropped rows and of answers that others took the place of those of which something is seen', () => {
  const { scenario } = FIXTURES.rows2000().reader;
  const compared = compare(scenario, [simulate(scenario, 'kafkaStreams')], truthRuns(scenario));
  const lanes = lanesOf(compared, null);
  const run = compared.runs[0] as (typeof compared.runs)[number];
  const { reader } = run.answers;
  const axis = axisOf(
    [...reader.trace.arrivalOrder].map((row) => reader.arrivesAt(row)),
    lanes[0]?.start ?? 0,
    400,
  );
  const strip = stripOf(run, lanes, 0, Number.POSITIVE_INFINITY, axis);
  for (const [i, lane] of lanes.entries()) {
    const said = run.answers.byName.get(lane.name)?.said ?? [];
    const plates = strip.plates.filter((plate) => plate.lane === i);
    expect(plates.length).toBeLessThanOrEqual(said.length);
    // The last word is never left out.
    expect(plates.at(-1)?.output).toBe(said.at(-1)?.output);
    for (let n = 1; n < plates.length; n++)
      expect((plates[n] as Plate).x - (plates[n - 1] as Plate).x).toBeGreaterThanOrEqual(2);
  }
  const said = [...run.answers.byName.values()].flatMap((answer) => answer.said);
  expect(strip.plates.length).toBeLessThan(said.length / 2);
  const rings = strip.dropped.map(({ lane, x }) => `${lane} ${Math.round(x / 3)}`);
  expect(rings.length).toBeGreaterThan(0);
  expect(new Set(rings).size).toBe(rings.length);
});

it('says what would have been right where there is room: behind the plate, before it, behind dropped rows, else not', () => {
  const plate = { from: 100, to: 140 };
  const none = { plates: [], marks: [] };
  expect(besidePlate(plate, 60, none, 700)).toBe(144);
  const ring = { plates: [], marks: [{ from: 150, to: 210 }] };
  expect(besidePlate(plate, 60, ring, 700)).toBe(37);
  // Beyond the edge on the left there are the names of the engines.
  expect(besidePlate(plate, 120, ring, 700)).toBe(216);
  expect(besidePlate(plate, 120, ring, 300)).toBeNull();
});

it('leaves out the words beside a plate where they would stand far from it, or behind another plate', () => {
  const plate = { from: 100, to: 140 };
  const far = { plates: [], marks: [{ from: 150, to: 300 }] };
  expect(besidePlate(plate, 120, far, 700)).toBeNull();
  // Rings follow one another: the words stand in the first gap, not behind the last of them.
  const two = { from: 290, to: 350 };
  expect(besidePlate(plate, 60, { plates: [], marks: [{ from: 20, to: 200 }, two] }, 700)).toBe(206);
  const other = { from: 175, to: 195 };
  expect(
    besidePlate(
      plate,
      120,
      {
        plates: [other],
        marks: [
          { from: 150, to: 170 },
          { from: 198, to: 210 },
        ],
      },
      700,
    ),
  ).toBeNull();
});

it('sets plates of one moment back together where they would lie on the figures beside the strip', () => {
  const [early, a, b] = [10, 690, 690].map((x): Plate => ({ x }) as Plate) as [Plate, Plate, Plate];
  expect(setBacks([early, a, b], [0, 670, 700], [48, 48, 48], 700)).toEqual([0, 48, 48]);
});

it('draws all lanes low where that lets them all in; of more than fit, as many as leave room for words', () => {
  expect(lanesThatFit(550, 5, 7)).toBe(7);
  expect(lanesThatFit(550, 5, 24)).toBe(5);
  expect(lanesThatFit(700, 4, 24)).toBe(9);
});
