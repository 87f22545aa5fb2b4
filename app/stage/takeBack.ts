import { announce } from '../announce';
import { currentTexts } from '../language/language';
import { useRun } from '../stores/run';

/** Undo, redo, or undo all; it is heard which, and that there was nothing to take back. */
export function takeBack(what: 'undo' | 'redo' | 'reset'): void {
  const run = useRun.getState();
  const { said } = currentTexts().stage;
  if (what === 'redo') announce(run.canRedo ? said.redone : said.nothingRedone);
  else if (what === 'undo') announce(run.canUndo ? said.undone : said.nothingUndone);
  else announce(said.allUndone);
  run[what]();
}
