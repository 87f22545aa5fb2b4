import { describe, expect, it } from 'vitest';
import { texts } from '../../i18n';
import { ALL_KEYS } from './allKeys';
import { actionOf, KEYS } from './keys';

const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  ...{ shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  key,
  ...held,
});

describe('keys', () => {
  it('mean one thing each within a group', () => {
    for (const group of Object.values(ALL_KEYS)) {
      const all = Object.values(group).flat();
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('tell Shift and Ctrl apart, and do not care for the case of a letter', () => {
    expect(actionOf(KEYS.stage, press('ArrowRight'))).toBe('row');
    expect(actionOf(KEYS.stage, press('ArrowRight', { shiftKey: true }))).toBe('batch');
    expect(actionOf(KEYS.stage, press('L', { shiftKey: true }))).toBe('late');
    expect(actionOf(KEYS.stage, press('z', { ctrlKey: true }))).toBe('undo');
    expect(actionOf(KEYS.stage, press('Z', { metaKey: true, shiftKey: true }))).toBe('redo');
    expect(actionOf(KEYS.stage, press('?', { shiftKey: true }))).toBe('sheet');
    expect(actionOf(KEYS.picture, press('+', { shiftKey: true }))).toBe('closer');
    expect(actionOf(KEYS.picture, press('+', { ctrlKey: true }))).toBeNull();
  });

  it('leave alone what belongs to the browser', () => {
    expect(actionOf(KEYS.stage, press('r', { ctrlKey: true }))).toBeNull();
    expect(actionOf(KEYS.stage, press('ArrowLeft', { altKey: true }))).toBeNull();
  });

  it.each(['en', 'id'] as const)('are all told on the sheet, and nothing else is: %s', (language) => {
    const told = Object.entries(texts[language].keys.does).map(([group, does]) => [group, Object.keys(does).sort()]);
    const known = Object.entries(ALL_KEYS).map(([group, keys]) => [group, Object.keys(keys).sort()]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
  });
});
