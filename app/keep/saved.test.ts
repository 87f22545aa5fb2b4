import { expect, test } from 'vitest';
import { scenarioOf } from '../views/panel/runs';
import { createSaved } from './saved';

const tunnel = scenarioOf('tunnel');
const at = { engine: 'flink', cursor: 3, now: 5 } as const;

function memory(kept: Record<string, string> = {}, refuses = false) {
  return {
    kept,
    read: (key: string) => kept[key] ?? null,
    write: (key: string, text: string) => {
      if (!refuses) kept[key] = text;
      return !refuses;
    },
    forget: (key: string) => {
      delete kept[key];
    },
  };
}

test('what was kept is there the next time, newest first, one of a name', () => {
  const browser = memory();
  const first = createSaved(browser).getState();
  for (const [i, name] of ['a', 'b', 'a'].entries()) expect(first.save(name, tunnel, at, i)).toBe(true);
  expect(first.noteLast('c', { text: '{}' }, at, 9)).toBe(true);
  const again = createSaved(browser);
  expect(again.getState().saved.map((s) => [s.name, s.savedAt])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(again.getState().last).toMatchObject({ name: 'c', ...at });
  again.getState().forget('a');
  again.getState().forgetLast();
  expect(createSaved(browser).getState()).toMatchObject({ saved: [{ name: 'b' }], last: null });
});

test('a browser that keeps nothing says so, and what it has is what it had', () => {
  const store = createSaved(memory({}, true));
  expect(store.getState().save('a', tunnel, at, 1)).toBe(false);
  expect(store.getState().saved).toEqual([]);
});

test('what is broken or of another version is passed over, and what is whole is not', () => {
  for (const text of ['{', '[]', '{"v":2,"kept":[]}', '{"v":1,"kept":{}}'])
    expect(createSaved(memory({ 'arus.saved': text })).getState().saved).toEqual([]);
  const whole = { name: 'a', text: '{}', engine: 'spark', cursor: 0, now: 0, savedAt: 1 };
  const kept = { v: 1, kept: [whole, { ...whole, name: 3 }, null] };
  expect(createSaved(memory({ 'arus.saved': JSON.stringify(kept) })).getState().saved).toEqual([whole]);
});
