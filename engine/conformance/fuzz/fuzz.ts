/** Random scenarios on real Spark and on Arus: where they differ, the smallest scenario found that still shows it. */
import type { ScenarioFile } from '../../scenario/file';
import { answer } from '../answer';
import { difference, type Line } from '../lines';
import { Dice } from './dice';
import { RealSpark } from './realSpark';
import { randomScenario } from './scenarios';
import { smaller } from './shrink';

export { RealSpark };

export interface Finding {
  readonly seed: number;
  readonly difference: string;
  readonly scenario: ScenarioFile;
}

/** How often Spark may be asked to make one finding smaller. */
const MOST_CUTS = 120;

/** Runs `count` scenarios; scenario i follows from `seed + i` alone. `tell` hears of each. */
export async function fuzz(
  spark: RealSpark,
  count: number,
  seed: number,
  tell: (seed: number, verdict: 'same' | 'refused' | 'failed' | 'notModelled' | Finding) => void,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (let i = seed; i < seed + count; i++) {
    const scenario = randomScenario(`fuzz-${i}`, new Dice(i));
    const lines = await spark.run(scenario);
    const found = compare(lines, scenario);
    if (found === null) tell(i, verdict(lines));
    else if (found === NOT_MODELLED) tell(i, 'notModelled');
    else {
      const finding = { seed: i, ...(await shrink(spark, scenario, found)) };
      findings.push(finding);
      tell(i, finding);
    }
  }
  return findings;
}

function verdict(lines: readonly Line[]): 'same' | 'refused' | 'failed' {
  const last = lines.at(-1) ?? {};
  return 'refused' in last ? 'refused' : 'failed' in last ? 'failed' : 'same';
}

const NOT_MODELLED = Symbol('Arus says that it does not model this');

function compare(spark: readonly Line[], scenario: ScenarioFile): string | null | typeof NOT_MODELLED {
  const given = answer(JSON.stringify(scenario), 'spark');
  const refused = spark[0]?.refused;
  if ('lines' in given)
    return refused === undefined ? difference(spark, given.lines) : `Spark refuses: ${String(refused)}, Arus runs`;
  if (refused !== undefined && given.refused.includes(refused as string)) return null;
  if (given.refused.includes(null)) return NOT_MODELLED;
  return `Arus refuses: ${given.refused.join(', ')}, Spark ${refused === undefined ? 'runs' : `says ${String(refused)}`}`;
}

async function shrink(
  spark: RealSpark,
  scenario: ScenarioFile,
  found: string,
): Promise<Pick<Finding, 'scenario' | 'difference'>> {
  let best = { scenario, difference: found };
  let asked = 0;
  search: for (;;) {
    for (const candidate of smaller(best.scenario)) {
      if (asked++ >= MOST_CUTS) return best;
      let left: ReturnType<typeof compare>;
      try {
        left = compare(await spark.run(candidate), candidate);
      } catch {
        continue;
      }
      if (typeof left !== 'string') continue;
      best = { scenario: candidate, difference: left };
      continue search;
    }
    return best;
  }
}
