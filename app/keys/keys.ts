/**
 * The keys that work in a first picture, by where they do; `allKeys.ts` has those of other pages and parts besides. Those
 * who handle keys ask here which action one means.
 *
 * A combination is a `KeyboardEvent.key`, with `Shift+` or `Mod+` (Ctrl, or ⌘) before it where it is needed. Letters are
 * the same in both cases. The first combination that fits counts, so those with Shift stand first.
 */

/** Combinations by action, by where they work. */
export type Keys = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export const KEYS = {
  /** Wherever the focus is, but where one types. */
  stage: {
    play: [' '],
    batchBack: ['Shift+ArrowLeft'],
    batch: ['Shift+ArrowRight'],
    rowBack: ['ArrowLeft'],
    row: ['ArrowRight'],
    late: ['l'],
    output: ['o'],
    rails: ['r'],
    map: ['m'],
    table: ['t'],
    backlog: ['b'],
    why: ['w'],
    find: ['/', 'f'],
    addRow: ['a'],
    copyRow: ['c'],
    deleteRow: ['Delete', 'Backspace'],
    pin: ['p'],
    goToPin: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    forget: ['Escape'],
    redo: ['Mod+Shift+z', 'Mod+y'],
    undo: ['Mod+z'],
    sheet: ['?'],
  },
  /** Wherever the focus is, but where one types: what the rails or the map show of time. */
  picture: {
    closer: ['+', '='],
    wider: ['-'],
    back: [','],
    on: ['.'],
    fit: ['0'],
  },
  /** The focus is on a row of the rails. */
  row: {
    earlier: ['ArrowLeft'],
    later: ['ArrowRight'],
    eventEnd: ['ArrowUp'],
    arrivalEnd: ['ArrowDown'],
    before: ['['],
    after: [']'],
    ask: ['Enter', 'w'],
    restore: ['Escape'],
  },
  /** The focus is on the scrubber. */
  scrubber: {
    batchBack: ['Shift+ArrowLeft', 'Shift+ArrowDown', 'PageDown'],
    batch: ['Shift+ArrowRight', 'Shift+ArrowUp', 'PageUp'],
    rowBack: ['ArrowLeft', 'ArrowDown'],
    row: ['ArrowRight', 'ArrowUp'],
    start: ['Home'],
    end: ['End'],
  },
} as const satisfies Keys;

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The action that a pressed key means in a group; null for none. */
export function actionOf<A extends string>(group: Readonly<Record<A, readonly string[]>>, pressed: Pressed): A | null {
  for (const action in group) if (group[action].some((combination) => fits(combination, pressed))) return action;
  return null;
}

/** The keys of a combination, those to hold first; `+` is a key, too. */
export const partsOf = (combination: string): readonly string[] =>
  combination === '+' ? [combination] : combination.split('+');

function fits(combination: string, { key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): boolean {
  const parts = partsOf(combination);
  const wanted = parts.at(-1);
  if (parts.includes('Mod') !== (ctrlKey || metaKey) || altKey) return false;
  // Without `Shift+` the key may be shifted: that makes steps finer, or is how `?` is typed.
  if (parts.includes('Shift') && !shiftKey) return false;
  return key === wanted || (key.length === 1 && key.toLowerCase() === wanted);
}
