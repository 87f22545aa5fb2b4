/** Whatever the random scenarios hold, Arus answers with lines or with why it refuses: nothing in it breaks. */
import { expect, test } from 'vitest';
import type { ScenarioFile } from '../../scenario/file';
import { answer } from '../answer';
import { Dice } from './dice';
import { randomFlinkScenario } from './flinkScenarios';
import { randomKafkaScenario } from './perRecordScenarios';
import { randomScenario } from './scenarios';

const MAKERS = { spark: randomScenario, flink: randomFlinkScenario, kafkaStreams: randomKafkaScenario };

test.each(['spark', 'flink', 'kafkaStreams'] as const)('random scenarios of %s run or are refused', (engine) => {
  const make: (name: string, dice: Dice) => ScenarioFile = MAKERS[engine];
  let ran = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const scenario = JSON.stringify(make(`seed ${seed}`, new Dice(seed)));
    let given: ReturnType<typeof answer>;
    try {
      given = answer(scenario, engine);
    } catch (error) {
      throw new Error(`${scenario}\n${String((error as Error).stack)}`);
    }
    if ('lines' in given) ran++;
    else expect(given.refused.length, scenario).toBeGreaterThan(0);
  }
  expect(ran).toBeGreaterThan(100);
});
