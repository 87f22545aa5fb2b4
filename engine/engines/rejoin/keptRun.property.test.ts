import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Dice } from '../../conformance/fuzz/dice';
import { randomScenario } from '../../conformance/fuzz/scenarios';
import { makePlan } from '../../query/plan';
import { parseScenario } from '../../scenario/parse';
import type { Scenario } from '../../scenario/scenario';
import { simulate } from '../../simulate';
import { atOnce } from '../../slices';
import { MINUTE, SECOND } from '../../time';
import { runMarked } from './keptRun';

/** A mark after every batch: then a run parts and meets wherever it can. */
const EVERYWHERE = 1;

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 2, 12) + seconds * 1_000).toISOString();

/** A query of the kind that is kept, over rows enough that a moved one leaves most of the run alone. */
function randomAggregate(dice: Dice): unknown {
  const partitions = dice.chance(0.3) ? 2 : 1;
  const arrivals = Array.from({ length: 20 + dice.below(60) }, () => {
    const arrivesAt = dice.below(1_800);
    const row = {
      t: dice.chance(0.04) ? null : at(arrivesAt - dice.below(dice.pick([20, 60, 400])) + (dice.chance(0.05) ? 90 : 0)),
      k: dice.pick(['a', 'b', 'c', '', null]),
      n: dice.pick([1, 2, 3, -4, 0, null, '9007199254740993']),
      x: dice.pick([0.1, 0.2, 0.7, 1e16, -0.5, null]),
    };
    return { arrivesAt: at(arrivesAt), ...(partitions > 1 && { partition: dice.below(partitions) }), row };
  });
  const size = dice.pick([30, 60, 300]);
  const window = {
    on: 't',
    size: `${size} seconds`,
    ...(dice.chance(0.3) && { slide: `${size / dice.pick([2, 3])} seconds` }),
  };
  const isWindowed = dice.chance(0.85);
  const keys = dice.some(['k', 'n'], 0.3);
  const aggregates = {
    rows: 'count(*)',
    ...(dice.chance(0.5) && { mean: 'avg(x)' }),
    ...(dice.chance(0.5) && { total: 'sum(n)' }),
    ...(dice.chance(0.4) && { first: 'min(k)' }),
    ...(dice.chance(0.4) && { last: 'max(t)' }),
    ...(dice.chance(0.2) && { different: 'approx_count_distinct(n)' }),
  };
  return {
    format: 'arus/1',
    name: 'random',
    title: { en: 'random', id: 'random' },
    sources: {
      events: { columns: { t: 'timestamp', k: 'string', n: 'long', x: 'double' }, partitions, arrivals },
    },
    query: {
      from: 'events',
      steps: [
        ...(dice.chance(0.3) ? [{ filter: dice.pick(['n > 0', 'k is not null', "k in ('a', 'b') or x > 0"]) }] : []),
        ...(dice.chance(0.9) ? [{ watermark: 't', delay: dice.pick(['0 seconds', '30 seconds', '5 minutes']) }] : []),
        { groupBy: { ...(isWindowed && { window }), keys }, aggregate: aggregates },
        ...(dice.chance(0.2) ? [{ filter: 'rows > 1' }] : []),
      ],
    },
    engines: {
      spark: {
        trigger: { processingTime: dice.pick(['0 seconds', '7 seconds', '20 seconds', '1 minute']) },
        outputMode: dice.pick(['append', 'append', 'update', 'complete']),
        ...(dice.chance(0.2) && { maxRowsPerBatch: 1 + dice.below(3) }),
        ...(dice.chance(0.3) && { batchTime: { fixed: '9 seconds', perRow: '500 milliseconds' } }),
        ...(dice.chance(0.2) && { noDataBatches: false }),
      },
    },
  };
}

/** Some rows arrive earlier or later. */
function moved(scenario: Scenario, dice: Dice): Scenario {
  const sources = scenario.sources.map((source) => {
    const arrivesAt = source.arrivesAt.slice();
    for (let n = dice.below(3); n > 0 && arrivesAt.length > 0; n--) {
      const row = dice.below(arrivesAt.length);
      const by = dice.pick([SECOND, 10 * SECOND, MINUTE, 7 * MINUTE]) * (dice.chance(0.5) ? 1 : -1);
      arrivesAt[row] = (arrivesAt[row] as number) + by;
    }
    return { ...source, arrivesAt };
  });
  return { ...scenario, sources };
}

interface Compared {
  /** Of how many runs little was run anew. */
  readonly met: number;
  /** How many were kept in place of the one before. */
  readonly became: number;
}

/** Moves rows of a kept run and compares each trace with that of a whole run. */
function compared(file: unknown, dice: Dice, name: string): Compared {
  const parsed = parseScenario(file);
  if (!parsed.ok) return NOTHING;
  const scenario = { ...parsed.scenario, until: null };
  const made = makePlan(scenario, 'spark');
  if (!made.ok) return NOTHING;
  const marked = atOnce(runMarked(scenario, made.plan, EVERYWHERE));
  expect(marked.trace, name).toStrictEqual(simulate(scenario, 'spark'));
  let met = 0;
  let became = 0;
  for (let move = 0; move < 8 && marked.kept; move++) {
    const other = moved(dice.chance(0.5) ? scenario : marked.kept.scenario, dice);
    const again = marked.kept.again(other);
    if (!again) continue;
    if (marked.kept.anew < 0.5) met++;
    if (marked.kept.scenario === other) became++;
    expect(again, `${name}, move ${move}`).toStrictEqual(simulate(other, 'spark'));
  }
  return { met, became };
}

const NOTHING: Compared = { met: 0, became: 0 };

/** So many rows that the truth is taken as they come, and that keyframes are taken. */
function large(aggregate: Record<string, string>, dice: Dice): Scenario {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'large',
    title: { en: 'large', id: 'large' },
    sources: { events: { columns: { t: 'timestamp', k: 'long', n: 'long', x: 'double' }, arrivals: [] } },
    query: {
      from: 'events',
      steps: [
        { watermark: 't', delay: '30 seconds' },
        { groupBy: { window: { on: 't', size: '1 minute' }, keys: ['k'] }, aggregate },
      ],
    },
    engines: { spark: { trigger: { processingTime: '20 seconds' }, outputMode: 'append' } },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const [source] = parsed.scenario.sources as [Scenario['sources'][number]];
  const count = 60_000;
  const arrivesAt = Float64Array.from({ length: count }, () => dice.below(3_600) * SECOND);
  const columns = [
    { type: 'timestamp', values: arrivesAt.map((t) => t - dice.below(50) * SECOND) },
    { type: 'long', values: Float64Array.from({ length: count }, () => dice.below(5)) },
    { type: 'long', values: Float64Array.from({ length: count }, () => dice.below(100) - 50) },
    { type: 'double', values: Float64Array.from({ length: count }, () => dice.below(100) / 10) },
  ] as const;
  return { ...parsed.scenario, sources: [{ ...source, arrivesAt, rows: { ...source.rows, columns, count } }] };
}

describe('a run that parts from another one and meets it again gives the trace of a whole run', () => {
  test('for aggregates of every kind that it is kept of', () => {
    let met = 0;
    let became = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const dice = new Dice(seed);
      const one = compared(randomAggregate(dice), dice, `seed ${seed}`);
      met += one.met;
      became += one.became;
    }
    // Else there was nothing to compare.
    expect(met).toBeGreaterThan(200);
    expect(became).toBeGreaterThan(50);
  });

  test('also for so many rows that their truth is taken as they come, where it hangs on no order', () => {
    const dice = new Dice(1);
    const exact = { rows: 'count(*)', mean: 'avg(n)', total: 'sum(n)', least: 'min(n)' };
    const first = large(exact, dice);
    const made = makePlan(first, 'spark');
    if (!made.ok) throw new Error();
    const { kept } = atOnce(runMarked(first, made.plan));
    let became = 0;
    for (let move = 0; move < 20; move++) {
      const scenario = moved(kept?.scenario ?? first, dice);
      const again = kept?.again(scenario);
      if (!again) continue;
      if (kept?.scenario === scenario) became++;
      expect(isDeepStrictEqual(again, simulate(scenario, 'spark')), `move ${move}`).toBe(true);
    }
    expect(became).toBeGreaterThan(3);
  });

  test('but not where the truth is a sum that comes out otherwise in another order', () => {
    const scenario = large({ mean: 'avg(x)' }, new Dice(1));
    const made = makePlan(scenario, 'spark');
    if (!made.ok) throw new Error();
    expect(atOnce(runMarked(scenario, made.plan)).kept).toBeNull();
  });

  test('for all other queries, of which most are not kept', () => {
    for (let seed = 1; seed <= 400; seed++) {
      const dice = new Dice(seed);
      compared(randomScenario(`random ${seed}`, dice), dice, `seed ${seed}`);
    }
  });
});
