/** Where in the run the stage stands: see `contract.ts`. Time passes only while playing; nothing runs while idle. */
import { create } from 'zustand';
import type { TraceReader } from '../../engine/trace/reader';
import type { PlaybackStore } from './contract';
import { paceFor } from './pace';
import { useRun } from './run';

export const SPEEDS = [0.5, 1, 2, 4] as const;

/** Seconds of playing that have passed (at speed 1) and the frame at which that was so. */
let playhead = 0;
let lastFrame: number | null = null;
let frame: number | null = null;

const reader = (): TraceReader | null => useRun.getState().reader;

function stopFrames(): void {
  if (frame !== null) cancelAnimationFrame(frame);
  frame = null;
  lastFrame = null;
}

function onFrame(at: number): void {
  const run = reader();
  const { speed } = usePlayback.getState();
  if (!run) {
    usePlayback.getState().pause();
    return;
  }
  const pace = paceFor(run);
  // A tab that was hidden does not leap: a frame counts for a tenth of a second at most.
  if (lastFrame !== null) playhead += (Math.min(at - lastFrame, 100) / 1000) * speed;
  lastFrame = at;
  usePlayback.setState(pace.at(playhead));
  if (playhead >= pace.seconds) usePlayback.getState().pause();
  else frame = requestAnimationFrame(onFrame);
}

/** Where playing goes on from, after the place has changed in any other way. */
function placePlayhead(): void {
  const run = reader();
  if (run) playhead = paceFor(run).secondsOf(usePlayback.getState());
}

export const usePlayback = create<PlaybackStore>()((set, get) => ({
  cursor: 0,
  now: 0,
  playing: false,
  speed: 1,
  seek(cursor) {
    const run = reader();
    if (!run) return;
    const at = Math.min(run.length, Math.max(0, Math.round(cursor)));
    set({ cursor: at, now: run.timeAt(at) });
    if (get().playing) placePlayhead();
  },
  seekTime(now) {
    const run = reader();
    if (!run) return;
    const at = Math.round(Math.min(Math.max(now, run.timeAt(0)), Math.max(run.trace.endsAt, run.timeAt(run.length))));
    set({ cursor: run.cursorAt(at), now: at });
    if (get().playing) placePlayhead();
  },
  play() {
    const run = reader();
    if (!run || get().playing) return;
    placePlayhead();
    if (playhead >= paceFor(run).seconds) {
      playhead = 0;
      set(paceFor(run).at(0));
    }
    set({ playing: true });
    frame = requestAnimationFrame(onFrame);
  },
  pause() {
    stopFrames();
    if (get().playing) set({ playing: false });
  },
  setSpeed(speed) {
    set({ speed });
  },
  step(to, direction) {
    const run = reader();
    const next = run?.step(get().cursor, to, direction);
    if (next === null || next === undefined) return false;
    get().pause();
    get().seek(next);
    return true;
  },
}));

useRun.subscribe((run, before) => {
  if (!run.reader || (run.reader === before.reader && run.opened === before.opened)) return;
  if (run.opened !== before.opened) {
    usePlayback.getState().pause();
    usePlayback.setState({ cursor: 0, now: run.reader.timeAt(0) });
    return;
  }
  // After an edit the stage stands at the same processing time, whatever now happens at it.
  usePlayback.setState(({ now }) => ({ cursor: run.reader?.cursorAt(now) ?? 0 }));
  if (usePlayback.getState().playing) placePlayhead();
});
