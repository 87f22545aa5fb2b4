import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveArrival, setDelay } from '../../engine/scenario/edit';
import { MINUTE } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { at, runOf, scenarioOf } from '../views/panel/runs';
import { useFocus } from './focus';
import { paceFor } from './pace';
import { usePlayback } from './playback';
import { useRun } from './run';

const scenario = scenarioOf('tunnel');
const tunnel = runOf(scenario);
const put = (reader: TraceReader, another = false) =>
  useRun.setState((s) => ({ reader, opened: s.opened + (another ? 1 : 0) }));
const place = () => {
  const { cursor, now } = usePlayback.getState();
  return { cursor, now };
};

/** Frames come when the test says so. */
let frames: ((at: number) => void)[] = [];
let clock = 0;
function pass(milliseconds: number): void {
  for (const end = clock + milliseconds; clock < end; ) {
    clock += 16;
    const due = frames;
    frames = [];
    for (const frame of due) frame(clock);
  }
}

beforeEach(() => {
  frames = [];
  clock = 0;
  vi.stubGlobal('requestAnimationFrame', (f: (at: number) => void) => frames.push(f));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  put(tunnel, true);
});
afterEach(() => {
  usePlayback.getState().pause();
  vi.unstubAllGlobals();
});

test('another scenario starts at its beginning, and what was asked is forgotten', () => {
  usePlayback.getState().seek(50);
  useFocus.getState().ask({ kind: 'row', row: 3 });
  put(tunnel, true);
  expect(place()).toEqual({ cursor: 0, now: tunnel.timeAt(0) });
  expect(useFocus.getState().subject).toBeNull();
});

describe('after an edit', () => {
  test('the stage stands at the same processing time, whatever now happens at it', () => {
    usePlayback.getState().seekTime(at('14:15:07'));
    const edited = runOf(setDelay(scenario, 0));
    put(edited);
    expect(place()).toEqual({ cursor: edited.cursorAt(at('14:15:07')), now: at('14:15:07') });
  });
  test('a drag that makes the run shorter for a moment does not move now', () => {
    usePlayback.getState().seekTime(at('14:30:00'));
    const short = { ...scenario, until: at('14:20:00') };
    put(runOf(short));
    expect(place().now).toBe(at('14:30:00'));
    put(tunnel);
    expect(place()).toEqual({ cursor: tunnel.cursorAt(at('14:30:00')), now: at('14:30:00') });
  });
  test('what is asked about a row is still asked', () => {
    useFocus.getState().ask({ kind: 'row', row: 12 });
    put(runOf(moveArrival(scenario, 0, 12, at('14:14:00'))));
    expect(useFocus.getState().subject).toEqual({ kind: 'row', row: 12 });
  });
});

describe('seeking', () => {
  test('by cursor, by time, and never out of the run', () => {
    usePlayback.getState().seek(10_000);
    expect(place().cursor).toBe(tunnel.length);
    usePlayback.getState().seek(-1);
    expect(place().cursor).toBe(0);
    usePlayback.getState().seekTime(at('14:20:30'));
    expect(tunnel.entry(place().cursor - 1)).toMatchObject({ kind: 'arrived', row: 12 });
    usePlayback.getState().seekTime(0);
    expect(place().now).toBe(tunnel.timeAt(0));
  });
  test('step by row and batch and to what is late, and say when there is no more', () => {
    const { step } = usePlayback.getState();
    expect(step('row', 1)).toBe(true);
    expect(tunnel.entry(place().cursor - 1).kind).toBe('arrived');
    expect(step('late', 1)).toBe(true);
    expect(tunnel.entry(place().cursor - 1)).toMatchObject({ kind: 'rowLate', row: 12 });
    const there = place();
    expect(step('late', 1)).toBe(false);
    expect(place()).toEqual(there);
    expect(step('batch', -1)).toBe(true);
    expect(place().now).toBe(at('14:20:00'));
  });
});

describe('playing', () => {
  test('asks for frames only while it plays', () => {
    expect(frames).toHaveLength(0);
    usePlayback.getState().play();
    expect(frames).toHaveLength(1);
    usePlayback.getState().pause();
    expect(frames).toHaveLength(0);
  });
  test('goes on from where the stage stands, to the end, and stops there', () => {
    usePlayback.getState().seekTime(at('14:30:00'));
    usePlayback.getState().play();
    pass(500);
    expect(place().now).toBeGreaterThan(at('14:30:00'));
    pass(40_000);
    expect(place().cursor).toBe(tunnel.length);
    expect(usePlayback.getState().playing).toBe(false);
    expect(frames).toHaveLength(0);
  });
  test('starts over from the end', () => {
    usePlayback.getState().seek(tunnel.length);
    usePlayback.getState().play();
    expect(place().cursor).toBe(0);
  });
  test('at speed 4 a run takes a quarter of its time', () => {
    usePlayback.getState().setSpeed(4);
    usePlayback.getState().play();
    pass((paceFor(tunnel).seconds / 4) * 1000 - 200);
    expect(usePlayback.getState().playing).toBe(true);
    pass(400);
    expect(usePlayback.getState().playing).toBe(false);
    usePlayback.getState().setSpeed(1);
  });
  test('a seek while playing goes on from there', () => {
    usePlayback.getState().play();
    pass(100);
    usePlayback.getState().seekTime(at('14:25:00'));
    pass(100);
    expect(place().now).toBeGreaterThanOrEqual(at('14:25:00'));
    expect(place().now).toBeLessThan(at('14:27:00'));
  });
  test('an edit while playing does not stop it', () => {
    usePlayback.getState().play();
    pass(5_000);
    const { now } = place();
    put(runOf(setDelay(scenario, 2 * MINUTE)));
    pass(500);
    expect(usePlayback.getState().playing).toBe(true);
    expect(place().now).toBeGreaterThan(now);
  });
});
