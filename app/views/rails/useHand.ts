/**
 * Hands on the rails: pointing, choosing, moving a row along its rail, moving and scaling what is shown. Mouse, pen and
 * fingers; a finger holds a row a moment before it moves it, so that a swipe stays a swipe.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { OWN_DRAG } from '../../controls/ownDrag';
import type { Point } from './frame';
import type { Held } from './layout';
import type { Pick, WouldEnd } from './pick';
import { useMoves } from './useMoves';

/** Milliseconds that a finger rests on a row to take it up. */
const HOLD = 260;
/** Pixels that a pointer may tremble. */
const STILL = 4;
/** Milliseconds that a row in hand may wait for its run, where runs come within that: two frames. */
const SOON = 33;

export interface HandInput {
  readonly root: RefObject<HTMLElement | null>;
  readonly interactive: boolean;
  /** The row meant by a place; `touch` reaches farther. */
  pick(at: Point, touch: boolean, onMark: boolean): Pick | WouldEnd | null;
  /** Time of a row's end, microseconds. */
  timeOfEnd(row: number, rail: 'event' | 'arrival'): number;
  /** The snapped time for a place of the pointer, `offset` pixels from the dot's middle when it was taken. */
  timeAt(at: Point, offset: number, fine: boolean): number;
  /** Pixels from the end that was met to the place, along the picture. */
  offsetTo(pick: Pick | WouldEnd, rail: 'event' | 'arrival', at: Point): number;
  hover(row: number | null): void;
  choose(pick: Pick | WouldEnd): void;
  move(held: Held, gesture: string): void;
  /** `cancelled`: the row is to be where it was, as if the gesture had never been. */
  end(held: Held, gesture: string, cancelled: boolean): void;
  /** Moves what is shown by pixels along the picture; false if there is nothing beyond. */
  pan(pixels: number): void;
  zoom(factor: number, about: Point): void;
}

type Gesture =
  | {
      kind: 'press';
      id: number;
      start: Point;
      pick: Pick | WouldEnd | null;
      touch: boolean;
      timer?: ReturnType<typeof setTimeout>;
    }
  | { kind: 'move'; id: number; held: Held; from: number; offset: number; gesture: string }
  | { kind: 'pan'; id: number; last: Point }
  | { kind: 'pinch'; distance: number }
  | null;

let gestures = 0;

export function useHand(input: HandInput): {
  readonly held: Held | null;
  /** Takes what a keyboard moved, as one gesture until it rests. */
  cancel(): boolean;
  readonly handlers: Handlers;
} {
  const [, draw] = useState<Held | null>(null);
  const now = useRef(input);
  now.current = input;
  const gesture = useRef<Gesture>(null);
  // Where the hand is, whatever it is drawn for: a run that has come shows the row where it is by then.
  const held = gesture.current?.kind === 'move' ? gesture.current.held : null;
  const drawn = useRef(held);
  /** When the row was moved last, and how long its run took to be drawn, milliseconds. */
  const run = useRef({ since: 0, took: 0, alone: false });
  useLayoutEffect(() => {
    if (held !== drawn.current && !run.current.alone) run.current.took = performance.now() - run.current.since;
    drawn.current = held;
  });
  const pointers = useRef(new Map<number, Point>());
  const swallowClick = useRef(false);
  const moves = useMoves(input.root);

  const finish = useCallback(
    (cancelled: boolean): boolean => {
      const g = gesture.current;
      if (g?.kind === 'press') clearTimeout(g.timer);
      gesture.current = null;
      if (g?.kind !== 'move') return false;
      moves.drop();
      moves.quiet();
      draw(null);
      // A row that is laid down where it was taken up was not moved.
      now.current.end(g.held, g.gesture, cancelled || g.held.time === g.from);
      return true;
    },
    [moves],
  );

  /** The row in hand goes to a place of the pointer. */
  const follow = useCallback(
    (at: Point, fine: boolean) => {
      const g = gesture.current;
      if (g?.kind !== 'move') return;
      moves.atOnce(() => {
        if (gesture.current !== g) return false;
        const time = now.current.timeAt(at, g.offset, fine);
        if (time === g.held.time) return false;
        g.held = { ...g.held, time };
        now.current.move(g.held, g.gesture);
        // Where runs come before the next frame or the one after, the row is drawn once with its run; else it goes before.
        const since = performance.now();
        run.current.since = since;
        const patience = run.current.took < SOON ? run.current.took : 0;
        requestAnimationFrame(function draws(at) {
          if (gesture.current !== g || drawn.current === g.held) return;
          if (at - since < patience) return void requestAnimationFrame(draws);
          run.current.alone = true;
          flushSync(() => draw(g.held));
          run.current.alone = false;
        });
        return true;
      });
    },
    [moves],
  );

  const take = useCallback(
    (id: number, pick: Pick | WouldEnd, at: Point) => {
      const { rail, row } = pick;
      if (rail === null) return;
      const from = now.current.timeOfEnd(row, rail);
      if (Number.isNaN(from)) return;
      const first = { row, rail, time: from };
      gesture.current = {
        kind: 'move',
        id,
        held: first,
        from,
        offset: now.current.offsetTo(pick, rail, at),
        gesture: `rails-${++gestures}`,
      };
      now.current.root.current?.setPointerCapture(id);
      moves.listen(id, (to, e) => follow(to, e.altKey));
      draw(first);
    },
    [moves, follow],
  );

  useEffect(() => {
    const root = now.current.root.current;
    if (!root) return;
    // A row in hand must not scroll the page away beneath it; only a listener that is not passive can say so.
    const onTouchMove = (e: TouchEvent): void => {
      if (gesture.current && gesture.current.kind !== 'press') e.preventDefault();
    };
    const onWheel = (e: WheelEvent): void => {
      const box = root.getBoundingClientRect();
      const at = { x: e.clientX - box.left, y: e.clientY - box.top };
      if (e.ctrlKey || e.metaKey) {
        e.preventDefault();
        now.current.zoom(Math.exp(-e.deltaY * (e.deltaMode === 1 ? 0.05 : 0.01)), at);
        return;
      }
      const sideways = e.shiftKey ? e.deltaY || e.deltaX : e.deltaX;
      if (Math.abs(sideways) <= Math.abs(e.shiftKey ? 0 : e.deltaY)) return;
      e.preventDefault();
      now.current.pan(sideways);
    };
    const onKey = (e: KeyboardEvent): void => {
      if (e.key !== 'Escape' || gesture.current?.kind !== 'move') return;
      e.preventDefault();
      e.stopPropagation();
      finish(true);
    };
    root.addEventListener('touchmove', onTouchMove, { passive: false });
    root.addEventListener('wheel', onWheel, { passive: false });
    window.addEventListener('keydown', onKey, true);
    return () => {
      root.removeEventListener('touchmove', onTouchMove);
      root.removeEventListener('wheel', onWheel);
      window.removeEventListener('keydown', onKey, true);
      finish(true);
    };
  }, [finish]);

  const handlers: Handlers = {
    ...OWN_DRAG,
    onPointerDown(e) {
      if (e.button !== 0 || (e.target as Element).closest('[data-beside]')) return;
      const at = moves.placeOf(e);
      const touch = e.pointerType === 'touch';
      pointers.current.set(e.pointerId, at);
      swallowClick.current = false;
      if (pointers.current.size === 2) {
        finish(true);
        gesture.current = { kind: 'pinch', distance: spread(pointers.current) };
        return;
      }
      if (gesture.current) return;
      const onMark = (e.target as Element).closest('.askable') !== null;
      // The number of a heap stands among its dots and is meant when it is hit.
      const pick = (e.target as Element).closest('.heap') ? null : now.current.pick(at, touch, onMark);
      const press: Gesture = { kind: 'press', id: e.pointerId, start: at, pick, touch };
      gesture.current = press;
      if (touch && pick?.rail && now.current.interactive)
        press.timer = setTimeout(() => {
          if (gesture.current !== press) return;
          take(press.id, pick, at);
          navigator.vibrate?.(10);
        }, HOLD);
    },
    onPointerMove(e) {
      const at = moves.placeOf(e);
      const fine = e.altKey;
      const g = gesture.current;
      if (pointers.current.has(e.pointerId)) pointers.current.set(e.pointerId, at);
      if (!g) {
        if (e.pointerType !== 'touch')
          moves.inFrame(() => now.current.hover(now.current.pick(at, false, false)?.row ?? null));
        return;
      }
      if (g.kind === 'pinch') {
        const distance = spread(pointers.current);
        const middle = middleOf(pointers.current);
        const factor = distance / g.distance;
        if (Math.abs(factor - 1) < 0.01) return;
        g.distance = distance;
        now.current.zoom(factor, middle);
        return;
      }
      if (g.id !== e.pointerId) return;
      if (g.kind === 'press') {
        if (Math.hypot(at.x - g.start.x, at.y - g.start.y) < STILL + (g.touch ? 4 : 0)) return;
        clearTimeout(g.timer);
        if (g.pick?.rail && !g.touch && now.current.interactive) take(g.id, g.pick, g.start);
        else {
          gesture.current = { kind: 'pan', id: g.id, last: g.start };
          swallowClick.current = true;
          now.current.root.current?.setPointerCapture(g.id);
        }
      }
      const next = gesture.current;
      if (next?.kind === 'move') follow(at, fine);
      else if (next?.kind === 'pan') {
        const { last } = next;
        next.last = at;
        now.current.pan(pixelsBetween(now.current.root.current, at, last));
      }
    },
    onPointerUp(e) {
      pointers.current.delete(e.pointerId);
      const g = gesture.current;
      if (g?.kind === 'pinch') {
        if (pointers.current.size === 0) gesture.current = null;
        swallowClick.current = true;
        return;
      }
      if (!g || g.id !== e.pointerId) return;
      if (g.kind === 'press') {
        clearTimeout(g.timer);
        gesture.current = null;
        if (g.pick) {
          swallowClick.current = true;
          now.current.choose(g.pick);
        }
        return;
      }
      if (g.kind === 'move') {
        moves.flush();
        swallowClick.current = true;
      }
      finish(false);
    },
    onPointerCancel(e) {
      pointers.current.delete(e.pointerId);
      finish(true);
    },
    onPointerLeave(e) {
      if (e.pointerType !== 'touch' && !gesture.current) moves.inFrame(() => now.current.hover(null));
    },
    onClickCapture(e) {
      if (!swallowClick.current) return;
      swallowClick.current = false;
      if ((e.target as Element).closest('[data-beside]')) return;
      e.stopPropagation();
      e.preventDefault();
    },
  };
  return { held, cancel: () => finish(true), handlers };
}

interface Handlers {
  onDragStart(e: React.DragEvent): void;
  onPointerDown(e: React.PointerEvent): void;
  onPointerMove(e: React.PointerEvent): void;
  onPointerUp(e: React.PointerEvent): void;
  onPointerCancel(e: React.PointerEvent): void;
  onPointerLeave(e: React.PointerEvent): void;
  onClickCapture(e: React.MouseEvent): void;
}

/** Pixels between two fingers. */
export const spread = (points: ReadonlyMap<number, Point>): number => {
  const [a, b] = [...points.values()];
  return a && b ? Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)) : 1;
};

const middleOf = (points: ReadonlyMap<number, Point>): Point => {
  const [a, b] = [...points.values()];
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : { x: 0, y: 0 };
};

/** Along the picture, as its root says which way that is. */
const pixelsBetween = (root: HTMLElement | null, at: Point, last: Point): number =>
  root?.dataset.orientation === 'vertical' ? last.y - at.y : last.x - at.x;
