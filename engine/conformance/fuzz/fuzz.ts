/** Random scenarios on a real engine and on Arus: where they differ, the smallest scenario found that still shows it. */
import type { ScenarioFile } from '../../scenario/file';
import type { RunningEngine } from '../../simulate';
import { answer } from '../answer';
import { difference, type Line } from '../lines';
import { Dice } from './dice';
import { randomFlinkScenario } from './flinkScenarios';
import { randomKafkaScenario } from './perRecordScenarios';
import { RealEngine } from './realEngine';
import { randomScenario } from './scenarios';
import { smaller } from './shrink';

export { RealEngine };

/** Who makes random scenarios of an engine. */
type Maker = (name: string, dice: Dice) => ScenarioFile;
const MAKERS: Readonly<Partial<Record<RunningEngine, Maker>>> = {
  spark: randomScenario,
  flink: randomFlinkScenario,
  kafkaStreams: randomKafkaScenario,
};

/** The engines that random scenarios are made for. */
export const FUZZED = Object.keys(MAKERS) as RunningEngine[];

export interface Finding {
  readonly seed: number;
  readonly difference: string;
  readonly scenario: ScenarioFile;
}

/** How often the real engine may be asked to make one finding smaller. */
const MOST_CUTS = 120;

/** Runs `count` scenarios; scenario i follows from `seed + i` alone. `tell` hears of each. */
export async function fuzz(
  real: RealEngine,
  engine: RunningEngine,
  count: number,
  seed: number,
  tell: (seed: number, verdict: 'same' | 'refused' | 'failed' | 'notModelled' | Finding) => void,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const random = MAKERS[engine] as Maker;
  for (let i = seed; i < seed + count; i++) {
    const scenario = random(`fuzz-${i}`, new Dice(i));
    const lines = await real.run(scenario);
    const found = compare(engine, lines, scenario);
    if (found === null) tell(i, verdict(lines));
    else if (found === NOT_MODELLED) tell(i, 'notModelled');
    else {
      const finding = { seed: i, ...(await shrink(real, engine, scenario, found)) };
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

function compare(
  engine: RunningEngine,
  lines: readonly Line[],
  scenario: ScenarioFile,
): string | null | typeof NOT_MODELLED {
  const given = answer(JSON.stringify(scenario), engine);
  const refused = lines[0]?.refused;
  if ('lines' in given)
    return refused === undefined ? difference(lines, given.lines) : `${engine} refuses: ${String(refused)}, Arus runs`;
  if (refused !== undefined && given.refused.includes(refused as string)) return null;
  // Spark looks at a query when it plans a batch; Arus does not wait for a row that never comes.
  if (given.refused.includes(null) || (refused === undefined && lines.length === 0)) return NOT_MODELLED;
  return `Arus refuses: ${given.refused.join(', ')}, ${engine} ${refused === undefined ? 'runs' : `says ${String(refused)}`}`;
}

/** `batch`, `failure`, `refusal`, or who refuses: a smaller scenario must differ in the same way. */
const kindOf = (difference: string): string => /^\w+/.exec(difference)?.[0] ?? '';
const aboutRefusal = (difference: string): boolean => ['Arus', 'Spark'].includes(kindOf(difference));

async function shrink(
  real: RealEngine,
  engine: RunningEngine,
  scenario: ScenarioFile,
  found: string,
): Promise<Pick<Finding, 'scenario' | 'difference'>> {
  let best = { scenario, difference: found };
  let asked = 0;
  search: for (;;) {
    for (const candidate of smaller(best.scenario)) {
      // A cut that Arus refuses shows nothing of a difference between two runs.
      if (!aboutRefusal(found) && 'refused' in answer(JSON.stringify(candidate), engine)) continue;
      if (asked++ >= MOST_CUTS) return best;
      let left: ReturnType<typeof compare>;
      try {
        left = compare(engine, await real.run(candidate), candidate);
      } catch {
        continue;
      }
      if (typeof left !== 'string' || kindOf(left) !== kindOf(found)) continue;
      best = { scenario: candidate, difference: left };
      continue search;
    }
    return best;
  }
}
