/**
 * Every key of the app, by where it works. The sheet of keys (`KeySheet.tsx`) lists this table: a key that is not here does
 * nothing, and one that is here is told.
 */
import { KEYS, type Keys } from './keys';

export const ALL_KEYS = {
  stage: KEYS.stage,
  picture: KEYS.picture,
  row: KEYS.row,
  /** The focus is on a row of the map. */
  mapRow: {
    earlier: ['ArrowLeft'],
    later: ['ArrowRight'],
    arriveLater: ['ArrowUp'],
    arriveEarlier: ['ArrowDown'],
    before: ['['],
    after: [']'],
    ask: ['Enter', 'w'],
    restore: ['Escape'],
  },
  scrubber: KEYS.scrubber,
  /** Something has been asked. */
  why: {
    up: ['ArrowUp'],
    down: ['ArrowDown'],
    ask: ['w'],
    close: ['Escape'],
  },
  compare: {
    next: ['n'],
    previous: ['p'],
    play: [' '],
  },
  loop: {
    line: ['ArrowRight'],
    figure: ['w'],
    causeA: ['a'],
    causeB: ['b'],
    causeC: ['c'],
    causeD: ['d'],
    play: [' '],
  },
  /** The focus is on the line along which a crash is dragged. */
  crash: {
    earlier: ['ArrowLeft', 'ArrowDown'],
    later: ['ArrowRight', 'ArrowUp'],
    batch: ['PageUp'],
    batchBack: ['PageDown'],
    point: ['1', '2', '3', '4', '5', '6', '7'],
  },
} as const satisfies Keys;
export type KeyGroup = keyof typeof ALL_KEYS;
