/**
 * Hands on the map: a row is moved in both of its times at once; the field is moved and scaled. A finger rests on a row a
 * moment before it takes it up, so that a swipe stays a swipe.
 */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { OWN_DRAG } from '../../controls/ownDrag';
import { spread } from '../rails/useHand';
import { useMoves } from '../rails/useMoves';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Milliseconds that a finger rests on a row to take it up. */
const HOLD = 260;
/** Pixels that a pointer may tremble. */
const STILL = 4;

interface MapHand {
  readonly root: RefObject<HTMLElement | null>;
  readonly movable: boolean;
  pick(at: Place, reach: number): number | null;
  placeOf(row: number): Place | null;
  hover(row: number | null): void;
  choose(row: number): void;
  move(row: number, to: Place, gesture: string): void;
  /** `cancelled`: the row is to be where it was, as if the gesture had never been. */
  end(row: number, gesture: string, cancelled: boolean): void;
  pan(by: Place): void;
  zoom(factor: number, about: Place): void;
}

type Gesture =
  | { kind: 'press'; id: number; start: Place; row: number | null; timer?: ReturnType<typeof setTimeout> }
  | { kind: 'move'; id: number; row: number; from: Place; offset: Place; gesture: string }
  | { kind: 'pan'; id: number; last: Place }
  | { kind: 'pinch'; distance: number }
  | null;

let gestures = 0;

export function useMapHand(input: MapHand) {
  const now = useRef(input);
  now.current = input;
  const gesture = useRef<Gesture>(null);
  const pointers = useRef(new Map<number, Place>());
  const swallow = useRef(false);
  const [held, setHeld] = useState<number | null>(null);

  const moves = useMoves(input.root);

  const finish = useRef((cancelled: boolean): void => {
    const g = gesture.current;
    if (g?.kind === 'press') clearTimeout(g.timer);
    if (g?.kind !== 'move') {
      gesture.current = null;
      return;
    }
    // The last place of a gesture counts.
    if (cancelled) moves.drop();
    else moves.flush();
    moves.quiet();
    gesture.current = null;
    setHeld(null);
    now.current.end(g.row, g.gesture, cancelled);
  }).current;

  useEffect(() => {
    const root = now.current.root.current;
    if (!root) return;
    const onTouchMove = (e: TouchEvent): void => {
      if (gesture.current && gesture.current.kind !== 'press') e.preventDefault();
    };
    const onWheel = (e: WheelEvent): void => {
      if (!e.ctrlKey && !e.metaKey) return;
      e.preventDefault();
      const box = root.getBoundingClientRect();
      const at = { x: e.clientX - box.left, y: e.clientY - box.top };
      now.current.zoom(Math.exp(-e.deltaY * (e.deltaMode === 1 ? 0.05 : 0.01)), at);
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

  const follow = (at: Place): void => {
    const g = gesture.current;
    if (g?.kind !== 'move') return;
    moves.atOnce(() => {
      if (gesture.current !== g) return false;
      now.current.move(g.row, { x: at.x - g.offset.x, y: at.y - g.offset.y }, g.gesture);
      return true;
    });
  };
  const take = (id: number, row: number, at: Place): void => {
    const from = now.current.placeOf(row);
    if (!from) return;
    gesture.current = {
      kind: 'move',
      id,
      row,
      from,
      offset: { x: at.x - from.x, y: at.y - from.y },
      gesture: `map-${++gestures}`,
    };
    now.current.root.current?.setPointerCapture(id);
    moves.listen(id, follow);
    setHeld(row);
  };

  return {
    held,
    handlers: {
      ...OWN_DRAG,
      onPointerDown(e: PointerEvent) {
        if (e.button !== 0 || (e.target as Element).closest('[data-beside]')) return;
        const at = moves.placeOf(e);
        const touch = e.pointerType === 'touch';
        pointers.current.set(e.pointerId, at);
        swallow.current = false;
        if (pointers.current.size === 2) {
          finish(true);
          gesture.current = { kind: 'pinch', distance: spread(pointers.current) };
          return;
        }
        if (gesture.current) return;
        const row = now.current.pick(at, touch ? 24 : 12);
        const press: Gesture = { kind: 'press', id: e.pointerId, start: at, row };
        gesture.current = press;
        if (touch && row !== null && now.current.movable)
          press.timer = setTimeout(() => {
            if (gesture.current !== press) return;
            take(press.id, row, at);
            navigator.vibrate?.(10);
          }, HOLD);
      },
      onPointerMove(e: PointerEvent) {
        const at = moves.placeOf(e);
        const g = gesture.current;
        if (pointers.current.has(e.pointerId)) pointers.current.set(e.pointerId, at);
        if (!g) {
          if (e.pointerType !== 'touch') moves.inFrame(() => now.current.hover(now.current.pick(at, 10)));
          return;
        }
        if (g.kind === 'pinch') {
          const distance = spread(pointers.current);
          const factor = distance / g.distance;
          if (Math.abs(factor - 1) < 0.01) return;
          g.distance = distance;
          now.current.zoom(factor, at);
          return;
        }
        if (g.id !== e.pointerId) return;
        if (g.kind === 'press') {
          if (Math.hypot(at.x - g.start.x, at.y - g.start.y) < STILL) return;
          clearTimeout(g.timer);
          if (g.row !== null && e.pointerType !== 'touch' && now.current.movable) take(g.id, g.row, g.start);
          else {
            gesture.current = { kind: 'pan', id: g.id, last: g.start };
            now.current.root.current?.setPointerCapture(g.id);
          }
          swallow.current = true;
        }
        const next = gesture.current;
        if (next?.kind === 'move') follow(at);
        else if (next?.kind === 'pan') {
          const { last } = next;
          next.last = at;
          now.current.pan({ x: at.x - last.x, y: at.y - last.y });
        }
      },
      onPointerUp(e: PointerEvent) {
        pointers.current.delete(e.pointerId);
        const g = gesture.current;
        if (g?.kind === 'press') {
          clearTimeout(g.timer);
          gesture.current = null;
          if (g.row !== null) {
            swallow.current = true;
            now.current.choose(g.row);
          }
        } else if (g?.kind === 'pinch') {
          if (pointers.current.size === 0) gesture.current = null;
        } else finish(false);
      },
      onPointerCancel(e: PointerEvent) {
        pointers.current.delete(e.pointerId);
        finish(true);
      },
      onPointerLeave(e: PointerEvent) {
        if (e.pointerType !== 'touch' && !gesture.current) moves.inFrame(() => now.current.hover(null));
      },
      onClickCapture(e: React.MouseEvent) {
        if (!swallow.current) return;
        swallow.current = false;
        if ((e.target as Element).closest('[data-beside]')) return;
        e.stopPropagation();
        e.preventDefault();
      },
    },
  };
}
