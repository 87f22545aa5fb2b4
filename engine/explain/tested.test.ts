/** What 'why' says a row was tested by is so in every recorded case: late is what lies at or below, counted what does not. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makePlan } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { openTrace } from '../trace/reader';
import { explain } from './explain';

const cases = new URL('../conformance/cases/', import.meta.url);
/** Rows asked about of each case; those of the first batches are like those of the last. */
const MOST = 60;

test.each(['spark', 'flink', 'kafkaStreams'] as const)('of rows of %s', (engine) => {
  let [late, counted] = [0, 0];
  for (const name of readdirSync(cases)) {
    const file = JSON.parse(readFileSync(new URL(name, cases), 'utf8'));
    const parsed = engine in file.engines ? parseScenario(file) : null;
    if (!parsed?.ok || !makePlan(parsed.scenario, engine).ok) continue;
    const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
    const rows = parsed.scenario.sources.reduce((sum, source) => sum + source.rows.count, 0);
    for (let row = 0; row < Math.min(rows, MOST); row++)
      for (const { code, params } of explain(reader, { kind: 'row', row }, reader.length).steps) {
        const said = `${name}, row ${row}: ${code}`;
        if (code === 'dropped') {
          late++;
          expect(params.lateBy, said).toBeGreaterThanOrEqual(0);
        } else if (code === 'waterWasBelow' && params.end !== null) {
          counted++;
          // Kafka Streams takes what lies at the very instant, where it keeps sessions or a key.
          const least = engine === 'kafkaStreams' ? params.tested : params.tested + 1;
          expect(params.end, said).toBeGreaterThanOrEqual(least);
        }
      }
  }
  expect(late).toBeGreaterThan(30);
  expect(counted).toBeGreaterThan(100);
});
