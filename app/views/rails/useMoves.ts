/** Where a hand moves, and when its moves are taken: of one that holds a row as they come, of any other once a frame. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Point } from './frame';

/** Milliseconds between two moves of a held row that are taken as they come: twice a frame is enough. */
const APART = 8;

export interface Moves {
  /** Where in the picture a pointer is that was told of with a frame. */
  placeOf(event: Pointed): Point;
  /** Work for the next frame; the newest takes the place of what waits. */
  inFrame(work: () => void): void;
  /**
   * Work for now; for the next frame where what came of the last is not drawn yet or that was a moment ago.
   *
   * @param work false: nothing came of it
   */
  atOnce(work: () => boolean): void;
  /** What waits for the next frame is done now. */
  flush(): void;
  /** What waits for the next frame is left. */
  drop(): void;
  /**
   * Tells of moves before the frame that hands them on, until `quiet`: a run is mostly there by that frame then, and the
   * row a frame sooner where the hand is (`pointerrawupdate`; browsers that have none tell of moves with the frame).
   *
   * @param pointer its id
   */
  listen(pointer: number, onMove: (at: Point, event: PointerEvent) => void): void;
  quiet(): void;
}

type Pointed = Pick<PointerEvent, 'clientX' | 'clientY'>;

export function useMoves(root: RefObject<HTMLElement | null>): Moves {
  const drawn = useRef(true);
  useLayoutEffect(() => {
    drawn.current = true;
  });
  const moves = useMemo(() => {
    let frame = 0;
    let waiting: (() => void) | null = null;
    let last = Number.NEGATIVE_INFINITY;
    let listening: AbortController | null = null;
    /** As of the last frame that told of a pointer: to look again for each move between frames is dear. */
    let box: DOMRect | undefined;
    const placeIn = ({ left, top }: DOMRect, e: Pointed): Point => ({ x: e.clientX - left, y: e.clientY - top });
    const flush = (): void => {
      const work = waiting;
      waiting = null;
      work?.();
    };
    const take = (work: () => boolean): void => {
      waiting = null;
      if (!work()) return;
      drawn.current = false;
      last = performance.now();
    };
    const inFrame = (work: () => void): void => {
      waiting = work;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        flush();
      });
    };
    const quiet = (): void => {
      listening?.abort();
      listening = null;
    };
    return {
      inFrame,
      atOnce: (work: () => boolean): void =>
        drawn.current && performance.now() - last >= APART ? take(work) : inFrame(() => take(work)),
      flush,
      drop: (): void => {
        waiting = null;
      },
      placeOf(event: Pointed): Point {
        box = root.current?.getBoundingClientRect() ?? new DOMRect();
        return placeIn(box, event);
      },
      listen(pointer: number, onMove: (at: Point, event: PointerEvent) => void): void {
        quiet();
        listening = new AbortController();
        const tell = (event: Event): void => {
          const e = event as PointerEvent;
          if (e.pointerId === pointer && box) onMove(placeIn(box, e), e);
        };
        root.current?.addEventListener('pointerrawupdate', tell, { signal: listening.signal });
      },
      quiet,
      end(): void {
        cancelAnimationFrame(frame);
        frame = 0;
        quiet();
      },
    };
  }, [root]);
  useEffect(() => moves.end, [moves]);
  return moves;
}
