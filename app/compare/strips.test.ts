import { expect, it } from 'vitest';
import { compare } from '../../engine/measure/comparison';
import { truthRuns } from '../../engine/measure/truthRuns';
import { simulate } from '../../engine/simulate';
import { FIXTURES } from '../gallery/fixtures';
import { axisOf } from './axis';
import { lanesOf, sightOf, stripOf } from './strips';

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
