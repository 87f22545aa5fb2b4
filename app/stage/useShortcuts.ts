/** Keys of the page, wherever the focus is but in something that has its own use for them. */
import { useEffect } from 'react';

/** What has its own use for letters and arrows. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role="slider"], [role="menu"], [role="dialog"], [role="radiogroup"]';
/** What Space presses. */
const TAKES_SPACE = 'button, a, summary, [role="button"], [role="tab"]';

export interface Shortcuts {
  play(): void;
  row(direction: 1 | -1): void;
  batch(direction: 1 | -1): void;
  late(): void;
  output(): void;
  why(): void;
  view(name: 'rails' | 'map' | 'table'): void;
  undo(): void;
  redo(): void;
}

/** Keys are handled after every view, so that one which has used a key keeps it. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(TAKES_KEYS)) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey) {
        const key = event.key.toLowerCase();
        if (key === 'z') event.shiftKey ? shortcuts.redo() : shortcuts.undo();
        else if (key === 'y') shortcuts.redo();
        else return;
        event.preventDefault();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      switch (event.key) {
        case ' ':
          if (target?.closest(TAKES_SPACE)) return;
          shortcuts.play();
          break;
        case 'ArrowRight':
        case 'ArrowLeft': {
          const direction = event.key === 'ArrowRight' ? 1 : -1;
          if (event.shiftKey) shortcuts.batch(direction);
          else shortcuts.row(direction);
          break;
        }
        case 'l':
        case 'L':
          shortcuts.late();
          break;
        case 'o':
        case 'O':
          shortcuts.output();
          break;
        case 'r':
        case 'R':
          shortcuts.view('rails');
          break;
        case 'm':
        case 'M':
          shortcuts.view('map');
          break;
        case 't':
        case 'T':
          shortcuts.view('table');
          break;
        case 'w':
        case 'W':
          shortcuts.why();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}
