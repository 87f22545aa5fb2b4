import { expect, test } from 'vitest';
import joinFile from '../../engine/conformance/cases/join-available-now.json';
import { Dice } from '../../engine/conformance/fuzz/dice';
import { moveRow } from '../../engine/scenario/move';
import type { Scenario } from '../../engine/scenario/scenario';
import { simulate } from '../../engine/simulate';
import { MINUTE } from '../../engine/time';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { scenarioOf } from '../gallery/fixtures';
import { flightsScenario } from '../import/flights';
import { FIXTURES } from '../views/rails/fixtures';
import { factsNearBy } from './nearRun';
import { rowFacts } from './rowFacts';

const ran = (scenario: Scenario): TraceReader => openTrace(simulate(scenario, 'spark'), scenario);

/** Flights of a day, a few each minute; every tenth is very late. */
function flights(dice: Dice, count: number): Scenario {
  const rows = Array.from({ length: count }, () => {
    const minute = dice.below(24 * 60);
    const pad = (n: number): string => String(n).padStart(2, '0');
    return {
      date: `2001/01/24 ${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`,
      delay: dice.chance(0.1) ? 20 + dice.below(200) : dice.below(30) - 10,
      distance: 100,
      origin: 'A',
      destination: 'B',
    };
  });
  return flightsScenario(rows, 'test', { en: '', id: '' });
}

test('of a run in which a row arrives at another time the facts are those that a whole reading gives', () => {
  let near = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const dice = new Dice(seed);
    const scenario = flights(dice, 120 + dice.below(200));
    let before = ran(scenario);
    for (let move = 0; move < 6; move++) {
      const row = dice.below(rowFacts(before).count);
      const by = dice.pick([1, 5, 20, 60, 300]) * MINUTE * (dice.chance(0.5) ? 1 : -1);
      const other = moveRow(before.scenario, row, 'arrival', before.arrivesAt(row) + by);
      const reader = ran(other);
      const facts = factsNearBy({ reader: before, facts: rowFacts(before) }, reader);
      const whole = rowFacts(reader);
      if (facts) {
        near++;
        expect(facts, `seed ${seed}, move ${move}`).toStrictEqual(whole);
      }
      before = reader;
    }
  }
  // Else there was nothing to compare.
  expect(near).toBeGreaterThan(100);
});

test('a run of another kind is read as a whole: of a join, after a crash, or where a row happens at another time', () => {
  const read = (before: TraceReader, scenario: Scenario): unknown =>
    factsNearBy({ reader: before, facts: rowFacts(before) }, ran(scenario));
  const { reader } = FIXTURES.tunnel();
  expect(read(reader, reader.scenario)).not.toBeNull();
  expect(read(reader, moveRow(reader.scenario, 3, 'event', reader.eventTime(3) + MINUTE))).toBeNull();
  const [crash, join] = [FIXTURES.crash().reader, ran(scenarioOf(joinFile))];
  for (const { trace, scenario } of [crash, join]) expect(read(openTrace(trace, scenario), scenario)).toBeNull();
});
