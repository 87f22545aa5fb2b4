import { expect, it } from 'vitest';
import { MINUTE } from '../time';
import { addCrash, moveCrash } from './editCrash';
import { parseScenario } from './parse';
import { pickups } from './pickups.fixture';
import type { EngineName, Scenario } from './scenario';

const crash = (minute: number) =>
  ({ where: { kind: 'at', at: minute * MINUTE }, restartAfter: 0, checkpoint: 'kept' }) as const;

it('each crash has a place of its own, also where one of another engine is taken out: "without it" means one', () => {
  const read = parseScenario(pickups());
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const add = (s: Scenario, [engine, minute]: readonly [EngineName, number]) => addCrash(s, engine, crash(minute));
  const three = (
    [
      ['spark', 1],
      ['flink', 2],
      ['spark', 3],
    ] as const
  ).reduce(add, read.scenario);
  const { crashes = [] } = addCrash(moveCrash(three, 'flink', null), 'spark', crash(4));
  expect(crashes.map(({ where }) => where)).toEqual([1, 3, 4].map((minute) => crash(minute).where));
  expect(crashes.map(({ place }) => place)).toEqual([0, 1, 2]);
});
