/** What 'why' says a row was tested by is so in every recorded case: late is what lies at or below, counted what does not. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makePlan } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { SECOND } from '../time';
import { lateBy } from '../trace/lateBy';
import { openTrace, type TraceReader } from '../trace/reader';
import { explain } from './explain';

const cases = new URL('../conformance/cases/', import.meta.url);

function caseOf(name: string): TraceReader {
  const parsed = parseScenario(JSON.parse(readFileSync(new URL(`${name}.json`, cases), 'utf8')));
  if (!parsed.ok) throw new Error(name);
  return openTrace(simulate(parsed.scenario, 'spark'), parsed.scenario);
}

/** How late a row is said to be, in seconds; null: it is not said to be dropped. */
function saidLate(reader: TraceReader, row: number): number | null {
  const dropped = explain(reader, { kind: 'row', row }, reader.length).steps.find(({ code }) => code === 'dropped');
  return dropped?.code === 'dropped' ? dropped.params.lateBy / SECOND : null;
}

test('behind a join it is late by what that lets through', () => {
  const reader = caseOf('join-three-late-by-second-join');
  // W is 12:30, and the first join lets 12:24:59.999 through: 12:26 is taken, 12:24 and 12:24:59 are late.
  for (const [row, late] of [
    [8, null],
    [9, 59.999],
    [10, 0.999],
  ] as const) {
    expect(saidLate(reader, row)).toBe(late);
    const [verdict] = reader.rowEntries(row).verdicts;
    const { group, kind, batch } = reader.entry(verdict as number);
    expect(kind).toBe(late === null ? 'rowGrouped' : 'rowLate');
    if (late !== null)
      expect(lateBy(reader.trace, group as number, batch as number, reader.eventTime(row))).toBe(late * SECOND);
  }
});

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
        } else if (code === 'wasInTime' && engine === 'spark' && !Number.isNaN(params.eventTime))
          expect(params.eventTime + (params.behind ?? 0), said).toBeGreaterThan(params.tested);
      }
  }
  expect(late).toBeGreaterThan(30);
  expect(counted).toBeGreaterThan(100);
});
