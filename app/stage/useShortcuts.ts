/** Keys of the page, wherever the focus is but in something that has its own use for them. */
import { useEffect } from 'react';
import { actionOf, KEYS } from '../keys/keys';
import { TAKES_KEYS } from '../keys/useKeyDown';

/** What Space presses. */
const TAKES_SPACE = 'button, a, summary, [role="button"], [role="tab"]';

/** What Escape closes. */
const TAKES_ESCAPE = 'dialog[open], [role="dialog"], [role="menu"], [popover]:popover-open:not(.bar-menu)';

export interface Shortcuts {
  play(): void;
  row(direction: 1 | -1): void;
  batch(direction: 1 | -1): void;
  late(): void;
  output(): void;
  why(): void;
  /** False: there is nothing to forget. */
  forget(): boolean;
  find(): void;
  pin(): void;
  /** From 1 on. */
  goToPin(pin: number): void;
  addRow(): void;
  copyRow(): void;
  deleteRow(): void;
  view(name: 'rails' | 'map' | 'table' | 'backlog'): void;
  undo(): void;
  redo(): void;
}

/** Keys are handled after every view, so that one which has used a key keeps it. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (event.key === 'Escape') {
        if (!document.querySelector(TAKES_ESCAPE) && shortcuts.forget()) event.preventDefault();
        return;
      }
      if (target?.closest(TAKES_KEYS)) return;
      switch (actionOf(KEYS.stage, event)) {
        case 'play':
          if (target?.closest(TAKES_SPACE)) return;
          shortcuts.play();
          break;
        case 'row':
          shortcuts.row(1);
          break;
        case 'rowBack':
          shortcuts.row(-1);
          break;
        case 'batch':
          shortcuts.batch(1);
          break;
        case 'batchBack':
          shortcuts.batch(-1);
          break;
        case 'late':
          shortcuts.late();
          break;
        case 'output':
          shortcuts.output();
          break;
        case 'rails':
          shortcuts.view('rails');
          break;
        case 'map':
          shortcuts.view('map');
          break;
        case 'table':
          shortcuts.view('table');
          break;
        case 'backlog':
          shortcuts.view('backlog');
          break;
        case 'why':
          shortcuts.why();
          break;
        case 'find':
          shortcuts.find();
          break;
        case 'pin':
          shortcuts.pin();
          break;
        case 'goToPin':
          shortcuts.goToPin(Number(event.key));
          break;
        case 'addRow':
          shortcuts.addRow();
          break;
        case 'copyRow':
          shortcuts.copyRow();
          break;
        case 'deleteRow':
          shortcuts.deleteRow();
          break;
        case 'undo':
          shortcuts.undo();
          break;
        case 'redo':
          shortcuts.redo();
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
