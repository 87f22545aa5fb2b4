/** Where two engines part over a lesson's rows, a sentence in either language says by which row. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compare } from '../engine/measure/comparison';
import { hasNoTruth } from '../engine/measure/reference';
import { takers } from '../engine/measure/takers';
import { truthRuns } from '../engine/measure/truthRuns';
import { parseScenario } from '../engine/scenario/parse';
import type { Scenario } from '../engine/scenario/scenario';
import { ENGINES, simulate } from '../engine/simulate';
import { texts } from '../i18n';
import { partedText } from '../i18n/compareText';

const root = new URL('./', import.meta.url);
/** More rows than these take long, and part by the same rules. */
const MOST_ROWS = 200;

const scenarios = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^\d\d-[^/]*\/[^/]*\.json$/.test(name))
  .flatMap((name): [string, Scenario][] => {
    const read = parseScenario(JSON.parse(readFileSync(new URL(name, root), 'utf8')));
    const rows = read.ok ? read.scenario.sources.reduce((n, s) => n + s.rows.count, 0) : 0;
    return read.ok && rows <= MOST_ROWS && !hasNoTruth(read.scenario) ? [[name, read.scenario]] : [];
  });

test('there are lessons to look at', () => expect(scenarios.length).toBeGreaterThan(20));

test.each(scenarios)('%s', (_, scenario) => {
  const runs = takers(scenario, ENGINES).runs.map((engine) => simulate(scenario, engine));
  const truth = truthRuns(scenario);
  for (const [i, one] of runs.entries())
    for (const other of runs.slice(i + 1)) {
      const { differences, runs: compared } = compare(scenario, [one, other], truth);
      const [first] = differences;
      const answers = compared[0]?.answers;
      if (!first || !answers) continue;
      const { reader } = answers;
      for (const language of ['en', 'id'] as const) {
        const sentence = partedText(first, {
          language,
          texts: texts[language].compare,
          zone: scenario.timeZone,
          span: [reader.timeAt(0), one.endsAt],
          instants: answers.instants,
          eventTime: (row) => reader.eventTime(row),
          arrivesAt: (row) => reader.arrivesAt(row),
        });
        const said = `${one.engine} and ${other.engine}: ${sentence}`;
        expect(first.rows.length, said).toBeGreaterThan(0);
        expect(sentence, said).toMatch(language === 'en' ? /^The row .+: .+; .+\.$/ : /^Baris .+: .+, sedangkan .+\.$/);
        expect(sentence, said).not.toMatch(/null|NaN|undefined/);
      }
    }
});
