import { describe, expect, test } from 'vitest';
import { lookedBack } from '../lesson/lookedBack';
import { createLearner, type Keeper } from './learner';
import { NOT_BEGUN, readProgress, toAskAgain } from './progress';
import { createWholeProgress } from './wholeProgress';

function memory(kept: Record<string, string> = {}) {
  return {
    kept,
    read: (key: string) => kept[key] ?? null,
    write(key: string, text: string) {
      kept[key] = text;
      return true;
    },
    forget(key: string) {
      delete kept[key];
    },
  };
}

const refusing: Keeper = { read: () => null, write: () => false };

describe('progress', () => {
  test('is there again after the page was closed', () => {
    const browser = memory();
    const first = createLearner(browser).getState();
    first.reach('watermark', '4', 4);
    first.answer('watermark', 'tunnel', { chosen: ['counted'], right: false });
    first.doTask('watermark', 'edge');
    first.passCheck('watermark', 'check', ['check']);
    const again = createLearner(browser).getState();
    expect(again.lessons.watermark).toEqual({
      at: '4',
      furthest: 4,
      answers: { tunnel: { chosen: ['counted'], right: false } },
      tasks: ['edge'],
      checkPassed: true,
      checks: ['check'],
      missed: ['tunnel'],
      again: [],
      votes: {},
      words: {},
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
    here.getState().passCheck('watermark', 'check', ['check']);
    const carried = memory();
    const from = createLearner(carried);
    from.getState().reach('fraud', '4', 3);
    from.getState().answer('fraud', 'alone', { chosen: ['all'], right: false });
    from.getState().answer('fraud', 'night', { chosen: ['none'], right: true });
    from.getState().passCheck('loop', 'check', ['check']);

    expect(
      createWholeProgress(here, browser)
        .getState()
        .take(carried.kept['arus.progress'] ?? ''),
    ).toBe(null);
    const { lessons } = createLearner(browser).getState();
    expect(lessons.fraud).toEqual({
      at: '4',
      furthest: 3,
      answers: { alone: { chosen: ['unknown'], right: true }, night: { chosen: ['none'], right: true } },
      tasks: [],
      checkPassed: false,
      checks: [],
      missed: ['alone'],
      again: [],
      votes: {},
      words: {},
    });
    expect([lessons.watermark?.checkPassed, lessons.loop?.checkPassed]).toEqual([true, true]);
  });

  test('a file that cannot be read changes nothing', () => {
    const browser = memory();
    const learner = createLearner(browser);
    learner.getState().passCheck('fraud', 'check', ['check']);
    const { lessons } = learner.getState();
    const { take } = createWholeProgress(learner, browser).getState();
    expect(take('{"name":"a scenario"}')).toBe('broken');
    expect(take('{"version":7,"lessons":{}}')).toBe('newer');
    expect(learner.getState().lessons).toBe(lessons);
  });
});

describe('predictions looked back on', () => {
  test('are right at once, right later, or still contradicted', () => {
    const learner = createLearner(memory());
    const { answer, forgetAnswer } = learner.getState();
    answer('fraud', 'one', { chosen: ['a'], right: true });
    answer('fraud', 'two', { chosen: ['a'], right: false });
    forgetAnswer('fraud', 'two');
    answer('fraud', 'two', { chosen: ['b'], right: true });
    answer('fraud', 'three', { chosen: ['a'], right: false });
    forgetAnswer('fraud', 'three');
    expect(lookedBack(learner.getState().lessons.fraud)).toEqual({ atOnce: 1, later: 1, open: 1 });
    expect(lookedBack(undefined)).toEqual({ atOnce: 0, later: 0, open: 0 });
  });
});

describe('the whole course begun anew', () => {
  test('can be taken back, also after a reload, and loses nothing that was reached since', () => {
    const browser = memory();
    const learner = createLearner(browser);
    learner.getState().passCheck('fraud', 'check', ['check']);
    createWholeProgress(learner, browser).getState().reset();
    const later = createLearner(browser);
    expect(later.getState().lessons).toEqual({});
    later.getState().passCheck('loop', 'check', ['check']);
    createWholeProgress(later, browser).getState().bringBack();
    expect(Object.keys(later.getState().lessons).sort()).toEqual(['fraud', 'loop']);
    expect(createWholeProgress(createLearner(browser), browser).getState().before).toBe(null);
  });
});

describe('what was missed, voted and written', () => {
  test('a question that was answered wrong is asked again until it is right, also when it was taken back', () => {
    const learner = createLearner(memory());
    const again = () => toAskAgain(learner.getState().lessons.fraud ?? NOT_BEGUN);
    learner.getState().answer('fraud', 'alone', { chosen: ['petrol'], right: false });
    learner.getState().miss('fraud', 'moment');
    expect(again()).toEqual(['alone', 'moment']);
    learner.getState().forgetAnswer('fraud', 'alone');
    expect(again()).toEqual(['alone', 'moment']);
    learner.getState().answer('fraud', 'alone', { chosen: ['unknown'], right: true });
    expect(again()).toEqual(['moment']);
  });
  test('is kept, and read where an earlier Arus had kept none of it', () => {
    const browser = memory();
    const first = createLearner(browser).getState();
    first.vote('misconceptions', 'late', 'sure');
    first.vote('misconceptions', 'late', 'doubt');
    first.write('reflect', 'uses.stream', 'Kartu');
    const { lessons } = createLearner(browser).getState();
    expect(lessons.misconceptions?.votes).toEqual({ late: { before: 'sure', after: 'doubt' } });
    expect(lessons.reflect?.words).toEqual({ 'uses.stream': 'Kartu' });
    const old = {
      at: '2',
      furthest: 2,
      answers: { a: { chosen: ['x'], right: false } },
      tasks: [],
      checkPassed: false,
    };
    const read = readProgress(JSON.stringify({ version: 1, lessons: { fraud: old } }));
    expect(read.progress?.lessons.fraud).toEqual({
      ...old,
      checks: [],
      missed: ['a'],
      again: [],
      votes: {},
      words: {},
    });
    const done = readProgress(JSON.stringify({ version: 1, lessons: { fraud: { ...old, checkPassed: true } } }));
    expect(done.progress?.lessons.fraud).toMatchObject({ checkPassed: true, checks: ['check'] });
    const spoilt = { ...old, votes: { late: { before: 'maybe' } } };
    expect(readProgress(JSON.stringify({ version: 1, lessons: { fraud: spoilt } })).unread).toBe('broken');
  });
  test('a question that was answered wrong is asked once more about other rows, also after the page was closed', () => {
    const browser = memory();
    const first = createLearner(browser).getState();
    first.answer('loop', 'closed', { chosen: ['nine'], right: false });
    first.answer('loop', 'late', { chosen: ['one'], right: true });
    first.forgetAnswer('loop', 'closed');
    first.forgetAnswer('loop', 'late');
    const later = createLearner(browser);
    expect(later.getState().lessons.loop?.again).toEqual(['closed']);
    later.getState().answer('loop', 'closed', { chosen: ['more'], right: true });
    const again = createLearner(browser).getState().lessons.loop;
    expect([again?.again, again?.answers.closed?.again]).toEqual([[], true]);
  });
  test('what was written outlives starting over', () => {
    const learner = createLearner(memory());
    learner.getState().reach('reflect', '2', 1);
    learner.getState().write('reflect', 'uses.stream', 'Kartu');
    learner.getState().startOver('reflect');
    expect(learner.getState().lessons.reflect).toEqual({ ...NOT_BEGUN, words: { 'uses.stream': 'Kartu' } });
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

describe('exercises', () => {
  test('passed once stay passed, and are there again after the page was closed', () => {
    const browser = memory();
    const learner = createLearner(browser);
    learner.getState().tryExercise('delay', { handed: { delay: 6, mode: 'append', rows: [1, 2] }, passes: 5 }, true);
    learner.getState().openHint('delay');
    learner.getState().tryExercise('delay', { handed: { delay: 2, mode: 'append', rows: [] }, passes: 2 }, false);
    const again = createLearner(browser).getState();
    expect(again.exercises.delay).toMatchObject({ passed: true, attempts: 2, hints: 1, hintsAt: 1 });
    expect(again.exercises.delay?.tries.map((t) => t.passes)).toEqual([5, 2]);
  });

  test('passed in either of two browsers are passed in both together', () => {
    const [here, there] = [memory(), memory()];
    const learner = createLearner(here);
    learner.getState().tryExercise('delay', { handed: { delay: 2 }, passes: 2 }, false);
    const other = createLearner(there).getState();
    other.tryExercise('delay', { handed: { delay: 6 }, passes: 5 }, true);
    other.tryExercise('loop', { handed: { arrivals: [1] }, passes: 1 }, false);
    const whole = createWholeProgress(learner, here);
    expect(whole.getState().take(there.kept['arus.progress'] ?? '')).toBe(null);
    const { exercises } = createLearner(here).getState();
    expect([exercises.delay?.passed, exercises.loop?.attempts]).toEqual([true, 1]);
    whole.getState().reset();
    expect(createLearner(here).getState().exercises).toEqual({});
    whole.getState().bringBack();
    expect(createLearner(here).getState().exercises.delay?.passed).toBe(true);
  });

  test('stand beside progress that was kept before there were any', () => {
    expect(readProgress('{"version":1,"lessons":{}}')).toMatchObject({ progress: { exercises: {} }, unread: null });
    expect(readProgress('{"version":1,"lessons":{},"exercises":{"delay":{"passed":1}}}').unread).toBe('broken');
  });
});
