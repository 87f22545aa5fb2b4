import { expect, it } from 'vitest';
import { BATCH_LOOP_DEFAULTS } from '../scenario/defaults';
import { simulate } from '../simulate';
import { openTrace } from '../trace/reader';
import { clicks } from './clicks.fixture';
import { type LoopRole, loopCode, roleAt, runsWith } from './loopCode';

it('the code says what the settings do', () => {
  const text = (change: Partial<typeof BATCH_LOOP_DEFAULTS>) =>
    loopCode({ ...BATCH_LOOP_DEFAULTS, ...change }, 'clickedAt')
      .map((l) => l.text)
      .join('\n');
  expect(text({})).toContain('since <= row.arrived < now');
  expect(text({})).toContain('sleep(5 * 60)');
  expect(text({ boundary: 'closed', readBy: 'eventTime' })).toContain('since <= row.clickedAt <= now');
  expect(text({ drift: false })).toContain('sleep_until(now + 5 * 60)');
  expect(text({ remember: 'nothing' })).not.toContain('last');
  // Saved before or after it writes: the order of the lines is what a crash finds.
  const before = text({ remember: 'lastReadBeforeWrite' });
  expect(before.indexOf('save')).toBeLessThan(before.indexOf('write_results'));
  const after = text({ remember: 'lastReadAfterWrite' });
  expect(after.indexOf('save')).toBeGreaterThan(after.indexOf('write_results'));
});

it('walking a run entry by entry runs the lines in their order, and every line that the code has', () => {
  const scenario = clicks(['A 01:00', 'B 02:00', 'C 05:10', 'D 07:00']);
  const reader = openTrace(simulate(scenario, 'batchLoop'), scenario);
  const roles: string[] = [];
  for (let cursor = 0; cursor <= reader.length; cursor++) {
    const role = roleAt(reader, cursor);
    if (roles.at(-1) !== role) roles.push(role);
  }
  expect(roles.join(' ')).toBe('sleep since read process write sleep since read process write sleep');
  const lines = loopCode(scenario.engines.batchLoop, null).map((l) => l.role);
  for (const role of roles) expect(lines).toContain(role);
});

it.each([
  ['lastReadBeforeWrite', 'sleep since read process write sleep since read process write sleep'],
  ['lastReadAfterWrite', 'sleep since read process write save sleep since read process write save'],
] as const)('a loop that saves its place (%s): every line of its code runs', (remember, expected) => {
  const scenario = clicks(['A 01:00', 'B 02:00', 'C 05:10', 'D 07:00'], { remember });
  const reader = openTrace(simulate(scenario, 'batchLoop'), scenario);
  const roles: string[] = [];
  for (let cursor = 0; cursor <= reader.length; cursor++) {
    const role = roleAt(reader, cursor);
    if (roles.at(-1) !== role) roles.push(role);
  }
  expect(roles.join(' ')).toBe(expected);
  const { batchLoop } = scenario.engines;
  for (const { role: line } of loopCode(batchLoop, null))
    if (line !== null && line !== 'load')
      expect(roles.some((role) => runsWith(role as LoopRole, line, batchLoop))).toBe(true);
  // Once time passes it sleeps.
  expect(roleAt(reader, reader.length, reader.timeAt(reader.length) + 1)).toBe('sleep');
});
