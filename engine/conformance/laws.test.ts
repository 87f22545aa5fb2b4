/** Every case on every engine that takes it, its own or not: what holds of any trace holds of these. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planFaults } from '../query/plan';
import { parseScenarioText } from '../scenario/parse';
import { ENGINES, simulate } from '../simulate';
import { brokenLaws } from '../trace/laws';

const folder = new URL('cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => ({
  file,
  parsed: parseScenarioText(readFileSync(new URL(file, folder), 'utf8')),
}));

test.each(ENGINES)(
  'the traces of %s keep the laws of traces',
  (engine) => {
    const broken: string[] = [];
    let ran = 0;
    for (const { file, parsed } of cases) {
      if (!parsed.ok || planFaults(parsed.scenario, engine).length > 0) continue;
      ran++;
      const trace = simulate(parsed.scenario, engine);
      broken.push(...brokenLaws(trace, parsed.scenario).map((law) => `${file}: ${law}`));
    }
    expect(broken).toEqual([]);
    // The loop takes what counts its rows in windows, and little else.
    expect(ran).toBeGreaterThan(engine === 'batchLoop' ? 100 : 700);
  },
  120_000,
);
