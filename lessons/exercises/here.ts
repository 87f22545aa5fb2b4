/** The engines on this very thread, for tests and the command line. */
import { crashEverywhere } from '../../engine/crashEverywhere';
import { referenceFrom } from '../../engine/measure/reference';
import { truthRuns } from '../../engine/measure/truthRuns';
import { planFaults } from '../../engine/query/plan';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import { type Engines, Refused } from './schema';

export const enginesHere: Engines = {
  async run(scenario, engine) {
    const faults = planFaults(scenario, engine);
    if (faults.length > 0) throw new Refused(faults.map((f) => `${f.path} ${f.code}`).join('; '));
    return openTrace(simulate(scenario, engine), scenario);
  },
  async truth(scenario) {
    const runs = truthRuns(scenario);
    if (!runs) throw new Error('there is no truth of this query');
    return referenceFrom(scenario, runs);
  },
  async crashes(scenario, restartAfter) {
    const faults = planFaults(scenario, 'spark');
    if (faults.length > 0) throw new Refused(faults.map((f) => `${f.path} ${f.code}`).join('; '));
    return [...crashEverywhere(scenario, restartAfter)];
  },
};
