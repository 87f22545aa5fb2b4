import { describe, expect, test } from 'vitest';
import { createLearner, type Keeper } from './learner';
import { readProgress } from './progress';

function memory(kept: Record<string, string> = {}): Keeper & { kept: Record<string, string> } {
  return {
    kept,
    read: (key) => kept[key] ?? null,
    write(key, text) {
      kept[key] = text;
      return true;
    },
    forget(key) {
      delete kept[key];
    },
  };
}

const refusing: Keeper = { read: () => null, write: () => false, forget: () => {} };

describe('progress', () => {
  test('is there again after the page was closed', () => {
    const browser = memory();
    const first = createLearner(browser).getState();
    first.reach('watermark', '4', 4);
    first.answer('watermark', 'tunnel', { chosen: ['counted'], right: false });
    first.doTask('watermark', 'edge');
    first.passCheck('watermark');
    const again = createLearner(browser).getState();
    expect(again.lessons.watermark).toEqual({
      at: '4',
      furthest: 4,
      answers: { tunnel: { chosen: ['counted'], right: false } },
      tasks: ['edge'],
      checkPassed: true,
    });
    expect(again.unread).toBe(null);
  });

  test('going back to an earlier step keeps the furthest one', () => {
    const learner = createLearner(memory());
    learner.getState().reach('fraud', '4', 3);
    learner.getState().reach('fraud', '2', 1);
    expect(learner.getState().lessons.fraud).toMatchObject({ at: '2', furthest: 3 });
  });

  test('an answer taken back leaves the question open, and its task undone', () => {
    const learner = createLearner(memory());
    learner.getState().answer('fraud', 'alone', { chosen: ['unknown'], right: true });
    learner.getState().doTask('fraud', 'alone');
    learner.getState().forgetAnswer('fraud', 'alone');
    expect(learner.getState().lessons.fraud).toMatchObject({ answers: {}, tasks: [] });
  });

  test('a lesson started over is as if it had not been begun; others stay', () => {
    const learner = createLearner(memory());
    learner.getState().reach('fraud', '2', 1);
    learner.getState().reach('watermark', '3', 3);
    learner.getState().startOver('fraud');
    expect(Object.keys(learner.getState().lessons)).toEqual(['watermark']);
  });
});

describe('progress taken to another browser', () => {
  test('joins what is there: nothing either had reached is lost, and what was answered here stands', () => {
    const browser = memory();
    const here = createLearner(browser);
    here.getState().reach('fraud', '2', 1);
    here.getState().answer('fraud', 'alone', { chosen: ['unknown'], right: true });
    here.getState().passCheck('watermark');
    const carried = memory();
    const from = createLearner(carried);
    from.getState().reach('fraud', '4', 3);
    from.getState().answer('fraud', 'alone', { chosen: ['all'], right: false });
    from.getState().answer('fraud', 'night', { chosen: ['none'], right: true });
    from.getState().passCheck('loop');

    expect(here.getState().take(carried.kept['arus.progress'] ?? '')).toBe(null);
    const { lessons } = createLearner(browser).getState();
    expect(lessons.fraud).toEqual({
      at: '4',
      furthest: 3,
      answers: { alone: { chosen: ['unknown'], right: true }, night: { chosen: ['none'], right: true } },
      tasks: [],
      checkPassed: false,
    });
    expect([lessons.watermark?.checkPassed, lessons.loop?.checkPassed]).toEqual([true, true]);
  });

  test('a file that cannot be read changes nothing', () => {
    const learner = createLearner(memory());
    learner.getState().passCheck('fraud');
    const { lessons } = learner.getState();
    expect(learner.getState().take('{"name":"a scenario"}')).toBe('broken');
    expect(learner.getState().take('{"version":7,"lessons":{}}')).toBe('newer');
    expect(learner.getState().lessons).toBe(lessons);
  });
});

describe('the whole course begun anew', () => {
  test('can be taken back, also after a reload, and loses nothing that was reached since', () => {
    const browser = memory();
    const learner = createLearner(browser).getState();
    learner.passCheck('fraud');
    learner.reset();
    const later = createLearner(browser);
    expect(later.getState().lessons).toEqual({});
    later.getState().passCheck('loop');
    later.getState().bringBack();
    expect(Object.keys(later.getState().lessons).sort()).toEqual(['fraud', 'loop']);
    expect(createLearner(browser).getState().before).toBe(null);
  });
});

describe('a browser that keeps nothing', () => {
  test('is worked with, and said', () => {
    const learner = createLearner(refusing);
    expect(learner.getState().kept).toBe(true);
    learner.getState().reach('fraud', '2', 1);
    expect(learner.getState().lessons.fraud?.at).toBe('2');
    expect(learner.getState().kept).toBe(false);
  });
});

describe('progress that cannot be read', () => {
  test('is set aside word for word and said, and the learner begins anew', () => {
    for (const text of [
      '{"version":1,"lessons":{"fraud":',
      '[]',
      '{"version":1,"lessons":{"fraud":{"at":7}}}',
      '"x"',
    ]) {
      const browser = memory({ 'arus.progress': text });
      const learner = createLearner(browser).getState();
      expect(learner.unread).toBe('broken');
      expect(learner.lessons).toEqual({});
      expect(browser.kept['arus.progress.unread']).toBe(text);
    }
  });

  test('by a newer Arus is told apart from broken', () => {
    const text = '{"version":2,"course":[]}';
    const browser = memory({ 'arus.progress': text });
    const learner = createLearner(browser);
    expect(learner.getState().unread).toBe('newer');
    learner.getState().reach('fraud', '1', 0);
    expect(browser.kept['arus.progress.unread']).toBe(text);
  });

  test('a name that every object has is no lesson of its own', () => {
    expect(readProgress('{"version":1,"lessons":{"__proto__":{}}}').unread).toBe('broken');
  });
});
