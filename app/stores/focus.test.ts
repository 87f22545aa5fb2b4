import { beforeEach, describe, expect, test } from 'vitest';
import { setDelay } from '../../engine/scenario/edit';
import type { TraceReader } from '../../engine/trace/reader';
import { at, runOf, scenarioOf } from '../views/panel/runs';
import { useFocus } from './focus';
import { usePlayback } from './playback';
import { useRun } from './run';

const scenario = scenarioOf('tunnel');
const tunnel = runOf(scenario);
const put = (reader: TraceReader, another = false) =>
  useRun.setState((s) => ({ reader, opened: s.opened + (another ? 1 : 0) }));
const focus = () => useFocus.getState();
const stage = () => usePlayback.getState();
const cursorAt = (time: string) => tunnel.cursorAt(at(time));

beforeEach(() => {
  put(tunnel, true);
  stage().seekTime(at('14:22:00'));
});

describe('an answer is as of the furthest that has been seen since it was asked', () => {
  test('going back takes nothing of it away, going on adds to it', () => {
    focus().ask({ kind: 'row', row: 12 });
    expect(focus().asOf).toBe(cursorAt('14:22:00'));
    stage().seekTime(at('14:05:00'));
    expect(focus().asOf).toBe(cursorAt('14:22:00'));
    stage().seekTime(at('14:30:00'));
    expect(focus().asOf).toBe(cursorAt('14:30:00'));
  });

  test('but of the watermark, which is about now, it goes where the stage goes', () => {
    focus().ask({ kind: 'watermark' });
    stage().seekTime(at('14:05:00'));
    expect(focus().asOf).toBe(cursorAt('14:05:00'));
  });

  test('and walking its causes moves the stage alone', () => {
    focus().ask({ kind: 'watermark' });
    focus().walk({ time: at('14:03:50') });
    expect(stage().now).toBe(at('14:03:50'));
    expect(focus().asOf).toBe(cursorAt('14:22:00'));
  });
});

test('walking to what is known to come tells what came', () => {
  stage().seekTime(at('14:21:00'));
  focus().ask({ kind: 'row', row: 12 });
  focus().walk({ cursor: cursorAt('14:22:00') });
  expect(focus().asOf).toBe(cursorAt('14:22:00'));
});

test('asking on leaves a way back, to the question as it was', () => {
  focus().ask({ kind: 'row', row: 12 });
  focus().askOn({ kind: 'watermark' }, cursorAt('14:18:00'));
  expect(focus()).toMatchObject({ subject: { kind: 'watermark' }, asOf: cursorAt('14:18:00') });
  expect(stage().now).toBe(at('14:18:00'));
  focus().askOn({ kind: 'row', row: 9 });
  expect(focus().trail.map((t) => t.subject.kind)).toEqual(['row', 'watermark']);
  focus().back();
  focus().back();
  expect(focus()).toMatchObject({ subject: { kind: 'row', row: 12 }, asOf: cursorAt('14:22:00'), trail: [] });
});

test('a question from somewhere else begins anew', () => {
  focus().ask({ kind: 'row', row: 12 });
  focus().askOn({ kind: 'watermark' });
  focus().ask({ kind: 'batch', batch: 3 });
  expect(focus().trail).toEqual([]);
});

test('time stands still for a question', () => {
  globalThis.requestAnimationFrame ??= () => 0;
  globalThis.cancelAnimationFrame ??= () => {};
  stage().play();
  focus().ask({ kind: 'row', row: 12 });
  expect(stage().playing).toBe(false);
});

describe('an edit', () => {
  test('keeps the question and its moment', () => {
    focus().ask({ kind: 'group', group: 0 });
    const edited = runOf(setDelay(scenario, 0));
    put(edited);
    expect(focus().subject).toEqual({ kind: 'group', group: 0 });
    expect(focus().asOf).toBe(edited.cursorAt(at('14:22:00')));
  });

  test('that leaves no such batch closes it', () => {
    focus().ask({ kind: 'batch', batch: 16 });
    put(runOf({ ...scenario, until: at('14:20:00') }));
    expect(focus().subject).toBeNull();
  });
});
