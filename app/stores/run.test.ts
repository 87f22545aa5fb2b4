import { beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../engine/faults';
import type { Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import type { Trace } from '../../engine/trace/trace';
import type { EngineAnswer, EngineClient } from '../engineClient';
import { createRunStore, MOST_PATIENCE, PATIENCE } from './run';

const named = (name: string) => ({ name }) as Scenario;
const to = (name: string) => () => named(name);

/** An engine that answers when told to. */
function desk() {
  const runs: { scenario: Scenario; stopped: boolean; answer: (a?: EngineAnswer | Error) => Promise<void> }[] = [];
  let now = 0;
  const client: EngineClient = {
    run: (scenario, _engine, { signal } = {}) =>
      new Promise((resolve, reject) => {
        const run = {
          scenario,
          stopped: false,
          async answer(a: EngineAnswer | Error = { trace: { of: scenario } as unknown as Trace }) {
            if (a instanceof Error) reject(a);
            else resolve(a);
            await new Promise((r) => setTimeout(r));
          },
        };
        signal?.addEventListener('abort', () => {
          run.stopped = true;
          reject(new DOMException('ended', 'AbortError'));
        });
        runs.push(run);
      }),
  };
  const read = (trace: Trace, scenario: Scenario) => ({ trace, scenario }) as unknown as TraceReader;
  const store = createRunStore({ client, read, clock: () => now });
  return {
    store,
    runs,
    pass: (ms: number) => (now += ms),
    get: () => store.getState(),
    shown: () => store.getState().reader?.scenario.name,
  };
}

let d: ReturnType<typeof desk>;
beforeEach(async () => {
  d = desk();
  void d.get().open(named('a'));
  await d.runs[0]?.answer();
});

test('a scenario that is opened is run, and is where reset returns to', async () => {
  expect(d.shown()).toBe('a');
  expect(d.get()).toMatchObject({ status: { kind: 'ready' }, opened: 1, canUndo: false, canRedo: false });
  d.get().edit(to('b'));
  await d.runs[1]?.answer();
  d.get().reset();
  await d.runs[2]?.answer();
  expect(d.shown()).toBe('a');
  expect(d.get().opened).toBe(1);
});

test('the run before a gesture stays to compare with, until it is forgotten, taken back, or another engine runs', async () => {
  const before = () => d.get().before?.scenario.name;
  expect(before()).toBeUndefined();
  for (let i = 0; i < 3; i++) {
    d.get().edit(to(`drag ${i}`), 'drag 1');
    await d.runs.at(-1)?.answer();
    expect(before()).toBe('a');
  }
  d.get().edit(to('b'));
  await d.runs.at(-1)?.answer();
  expect(before()).toBe('drag 2');
  d.get().undo();
  expect(before()).toBeUndefined();
  await d.runs.at(-1)?.answer();
  d.get().redo();
  expect(before()).toBe('drag 2');
  d.get().forget();
  expect(before()).toBeUndefined();
  d.get().edit(to('c'));
  d.get().setEngine('flink');
  expect(before()).toBeUndefined();
});

describe('undo', () => {
  test('goes back as far as there were edits, and redo goes on again', async () => {
    for (const name of ['b', 'c', 'd']) {
      d.get().edit(to(name));
      await d.runs.at(-1)?.answer();
    }
    for (const name of ['c', 'b', 'a']) {
      d.get().undo();
      await d.runs.at(-1)?.answer();
      expect(d.get().scenario?.name).toBe(name);
    }
    expect(d.get().canUndo).toBe(false);
    d.get().undo();
    expect(d.get().scenario?.name).toBe('a');
    for (const name of ['b', 'c', 'd']) {
      d.get().redo();
      await d.runs.at(-1)?.answer();
      expect(d.shown()).toBe(name);
    }
    expect(d.get().canRedo).toBe(false);
  });
  test('takes a whole gesture back at once, and the next gesture by itself', async () => {
    for (let i = 0; i < 20; i++) d.get().edit(to(`drag ${i}`), 'drag 1');
    d.get().edit(to('second'), 'drag 2');
    d.get().undo();
    expect(d.get().scenario?.name).toBe('drag 19');
    d.get().undo();
    expect(d.get().scenario?.name).toBe('a');
  });
  test('a gesture after an undo is a step of its own, even if it has the name of the one before', () => {
    d.get().edit(to('b'), 'drag');
    d.get().undo();
    d.get().edit(to('c'), 'drag');
    d.get().undo();
    expect(d.get().scenario?.name).toBe('a');
  });
  test('an edit ends what could be redone; reset can itself be undone', () => {
    d.get().edit(to('b'));
    d.get().undo();
    // Back at home there is nothing to reset, though there is to redo.
    expect(d.get()).toMatchObject({ canRedo: true, canReset: false });
    d.get().edit(to('c'));
    expect(d.get().canRedo).toBe(false);
    expect(d.get().canReset).toBe(true);
    d.get().reset();
    expect(d.get()).toMatchObject({ scenario: { name: 'a' }, canUndo: true, canReset: false });
    d.get().undo();
    expect(d.get()).toMatchObject({ scenario: { name: 'c' }, canReset: true });
  });
  test('a gesture that is taken back has never been: not to undo, and what could be redone still can', async () => {
    const compared = () => d.get().before?.scenario.name;
    for (const name of ['b', 'c']) {
      d.get().edit(to(name));
      await d.runs.at(-1)?.answer();
    }
    d.get().undo();
    await d.runs.at(-1)?.answer();
    for (let i = 0; i < 3; i++) d.get().edit(to(`drag ${i}`), 'drag');
    expect(d.get().takeBack('drag')).toBe(true);
    expect(d.get()).toMatchObject({ scenario: { name: 'b' }, status: { kind: 'ready' }, canRedo: true });
    expect(compared()).toBeUndefined();
    expect(d.get().takeBack('drag')).toBe(false);
    d.get().redo();
    await d.runs.at(-1)?.answer();
    expect(d.shown()).toBe('c');
    d.get().edit(to('drag'), 'second drag');
    d.get().takeBack('second drag');
    // The run that was there to compare with is there again.
    expect(compared()).toBe('b');
    d.get().edit(to('drag'), 'third drag');
    d.get().undo();
    expect(d.get().takeBack('third drag')).toBe(false);
    d.get().undo();
    d.get().undo();
    expect(d.get()).toMatchObject({ scenario: { name: 'a' }, canUndo: false });
  });
  test('another scenario begins a history of its own', async () => {
    d.get().edit(to('b'));
    void d.get().open(named('z'));
    expect(d.get().canUndo).toBe(false);
    await d.runs.at(-1)?.answer();
    expect(d.get()).toMatchObject({ opened: 2, canUndo: false });
  });
});

describe('while edits come faster than runs', () => {
  test('what was on the stage stays until the new run is there', async () => {
    d.get().edit(to('b'));
    expect(d.get().status.kind).toBe('running');
    expect(d.shown()).toBe('a');
    await d.runs[1]?.answer();
    expect(d.shown()).toBe('b');
  });
  test('an edit of another gesture ends the run before it', () => {
    d.get().edit(to('b'));
    d.get().edit(to('c'));
    expect(d.runs[1]?.stopped).toBe(true);
    expect(d.runs[2]?.scenario.name).toBe('c');
  });
  test('a drag shows a young run when it is done, then runs the newest edit and none between', async () => {
    for (let i = 0; i < 5; i++) d.get().edit(to(`drag ${i}`), 'drag');
    expect(d.runs).toHaveLength(2);
    await d.runs[1]?.answer();
    expect(d.shown()).toBe('drag 0');
    expect(d.runs).toHaveLength(3);
    await d.runs[2]?.answer();
    expect(d.shown()).toBe('drag 4');
    expect(d.get().status.kind).toBe('ready');
  });
  test('a drag does not wait for a run that takes long', () => {
    d.get().edit(to('b'), 'drag');
    d.pass(PATIENCE);
    d.get().edit(to('c'), 'drag');
    expect(d.runs[1]?.stopped).toBe(true);
    expect(d.runs[2]?.scenario.name).toBe('c');
  });
  test('where runs take long a drag waits for one as long as they take, so that something is seen', async () => {
    d.get().edit(to('slow'));
    d.pass(3 * PATIENCE);
    await d.runs[1]?.answer();
    d.get().edit(to('b'), 'drag');
    d.pass(4 * PATIENCE);
    d.get().edit(to('c'), 'drag');
    await d.runs[2]?.answer();
    expect(d.shown()).toBe('b');
    d.pass(MOST_PATIENCE);
    d.get().edit(to('d'), 'drag');
    expect(d.runs[3]?.stopped).toBe(true);
    expect(d.runs[4]?.scenario.name).toBe('d');
  });
});

describe('a run that does not end well', () => {
  const faults = [{ path: 'engines.spark.outputMode', code: 'refused' }] as unknown as Fault[];
  test('refused settings leave the last valid run on the stage; undo makes it all well without a run', async () => {
    d.get().edit(to('bad'));
    await d.runs[1]?.answer({ faults, able: ['flink'] });
    expect(d.get().status).toEqual({ kind: 'refused', faults, able: ['flink'] });
    expect(d.shown()).toBe('a');
    d.get().undo();
    expect(d.get()).toMatchObject({ status: { kind: 'ready' }, scenario: { name: 'a' } });
    expect(d.runs).toHaveLength(2);
  });
  test('cancel returns to the last finished run, its settings and its history', async () => {
    d.get().edit(to('b'));
    await d.runs[1]?.answer();
    d.get().edit(to('slow'));
    d.get().cancel();
    expect(d.runs[2]?.stopped).toBe(true);
    expect(d.get()).toMatchObject({ scenario: { name: 'b' }, status: { kind: 'ready' }, canUndo: true });
    d.get().undo();
    expect(d.get().scenario?.name).toBe('a');
  });
  test('cancel while another scenario is opened returns to the one before', () => {
    void d.get().open(named('huge'));
    d.get().cancel();
    expect(d.get()).toMatchObject({ scenario: { name: 'a' }, status: { kind: 'ready' }, opened: 1 });
  });
  test('an engine that broke says so, and the same scenario can be run again', async () => {
    d.get().edit(to('b'));
    await d.runs[1]?.answer(new Error('out of memory'));
    expect(d.get().status).toEqual({ kind: 'broken', message: 'out of memory' });
    d.get().edit((s) => ({ ...s }));
    await d.runs[2]?.answer();
    expect(d.shown()).toBe('b');
  });
});

test('an edit that changes nothing runs nothing', () => {
  d.get().edit((s) => s);
  expect(d.runs).toHaveLength(1);
  expect(d.get().canUndo).toBe(false);
});

test('a scenario that is opened with its run is shown at once, and reset returns to it', async () => {
  const reader = { trace: {}, scenario: named('b') } as unknown as TraceReader;
  const { opened } = d.get();
  await d.get().open(reader.scenario, 'spark', reader);
  expect(d.runs).toHaveLength(1);
  expect(d.get()).toMatchObject({ reader, status: { kind: 'ready' }, opened: opened + 1, canUndo: false });
  d.get().edit(to('c'));
  await d.runs[1]?.answer();
  expect(d.shown()).toBe('c');
  d.get().reset();
  await d.runs[2]?.answer();
  expect(d.shown()).toBe('b');
});
