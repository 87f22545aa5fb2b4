/** A loop that dies and is started anew: the course's second run, which wrote two of its four rows. */
import { describe, expect, it } from 'vitest';
import { compare } from '../measure/comparison';
import { truthRuns } from '../measure/truthRuns';
import type { ScenarioFile } from '../scenario/file';
import { simulate } from '../simulate';
import { KIND } from '../trace/trace';
import { CRASH, clicks } from './clicks.fixture';

type Crash = { batchId?: number; at?: string; after?: string };

/** Which clicks a reader of the sink finds never (`-`) or twice (`+`), as `D+ A-`. */
function wrong(
  crash: Crash,
  restartAfter: string,
  loop: NonNullable<ScenarioFile['engines']>['batchLoop'] = {},
  sums = false,
): string {
  const scenario = clicks(CRASH, { drift: false, ...loop }, (file) => {
    if (!sums) file.query.steps = [{ select: { clickedAt: 'clickedAt', userId: 'userId' } }];
    file.faults = [{ engine: 'batchLoop', crash, restartAfter }] as ScenarioFile['faults'];
  });
  const { runs } = compare(scenario, [simulate(scenario, 'batchLoop')], truthRuns(scenario));
  const causes = runs[0]?.ledger?.figures.flatMap((f) => f.causes) ?? [];
  return causes.map((c) => `${CRASH[c.row as number]?.split(' ')[0]}${c.effect > 0 ? '+' : '-'}`).join(' ');
}

describe('the second run dies when two of its four rows are written', () => {
  const halfWay = { batchId: 1, after: 'half-written' };
  it.each([
    ['90 seconds', 'D+', 'looks back over one of the two'],
    ['2 minutes', '', 'is lucky'],
    ['3 minutes 10 seconds', '', 'is lucky to the last moment'],
    ['3 minutes 11 seconds', 'A-', 'looks back less far than the first unwritten row'],
    ['4 minutes 31 seconds', 'A- B-', 'misses both'],
  ])('started anew after %s: %s, it %s', (restartAfter, expected) => {
    expect(wrong(halfWay, restartAfter)).toBe(expected);
  });
  it('remembering before it writes loses what was not written, remembering after doubles what was', () => {
    expect(wrong(halfWay, '90 seconds', { remember: 'lastReadBeforeWrite' })).toBe('A- B-');
    expect(wrong(halfWay, '90 seconds', { remember: 'lastReadAfterWrite' })).toBe('C+ D+');
  });
  it('a sink that can tell takes the doubles away', () => {
    expect(wrong(halfWay, '90 seconds', { remember: 'lastReadAfterWrite', sink: 'idempotent' })).toBe('');
    expect(wrong(halfWay, '90 seconds', { remember: 'lastReadAfterWrite', sink: 'transactional' })).toBe('');
  });
});

it('at every other point of a run it does as much as it had done', () => {
  const remember = 'lastReadAfterWrite';
  expect(wrong({ batchId: 1, after: 'read' }, '90 seconds', { remember })).toBe('');
  expect(wrong({ batchId: 1, after: 'written' }, '90 seconds', { remember })).toBe('C+ D+ A+ B+');
  expect(wrong({ batchId: 1, after: 'remembered' }, '90 seconds', { remember })).toBe('');
  expect(wrong({ batchId: 1, after: 'sleeping' }, '90 seconds', { remember })).toBe('');
});

it('a crash in its sleep, by the clock: a window is answered twice, and the two answers add up', () => {
  const scenario = clicks(CRASH, { drift: false }, (file) => {
    file.faults = [
      { engine: 'batchLoop', crash: { at: '2026-03-02T00:11:00Z' }, restartAfter: '30 seconds' },
    ] as ScenarioFile['faults'];
  });
  const trace = simulate(scenario, 'batchLoop');
  expect([...trace.kinds].filter((k) => k === KIND.crashed || k === KIND.restarted)).toHaveLength(2);
  const { runs } = compare(scenario, [trace], truthRuns(scenario));
  const second = runs[0]?.ledger?.figures[1];
  expect(second).toMatchObject({ said: 8, parts: [4, 4], truth: 4, right: false });
  expect(second?.causes.map((c) => c.code)).toContain('restartDuplicate');
});
