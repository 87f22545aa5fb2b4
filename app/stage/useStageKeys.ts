/** What each key of the stage does; `app/keys/keys.ts` says which they are. */
import { useMemo, useRef } from 'react';
import { announce } from '../announce';
import { tellNotLoaded } from '../frame/notLoaded';
import { currentTexts, withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { canAddRow, type KeptRows, withChosenRow } from './chosenRow';
import type { ViewName } from './StageHead';
import { takeBack } from './takeBack';
import { loadBar } from './useOldFuture';
import { useShortcuts } from './useShortcuts';
import type { Steps } from './useSteps';

const loadPins = () => withTexts('all', import('./pinMoments'));
function act(on: (moments: Awaited<ReturnType<typeof loadPins>>) => void): void {
  loadPins().then(on, tellNotLoaded);
}

interface Wired {
  readonly jump: Steps['jump'];
  readonly onView: (view: ViewName) => void;
  /** Undo and redo are of use. */
  readonly ownHistory: boolean;
  readonly kept: KeptRows;
  readonly onFind: () => void;
  readonly onAddRow: () => void;
  /** Takes back that a form or the search was asked for; null: none was. One that is there takes Escape itself. */
  readonly cancel: (() => void) | null;
}

/** All but `kept`, `ownHistory` and `cancel` must be the same functions each time. */
export function useStageKeys({ jump, onView, ownHistory, kept, onFind, onAddRow, cancel }: Wired): void {
  const keeps = useRef(kept);
  keeps.current = kept;
  const cancels = useRef(cancel);
  cancels.current = cancel;
  const shortcuts = useMemo(
    () => ({
      play: () => {
        const { playing, play, pause } = usePlayback.getState();
        if (playing) pause();
        else play();
      },
      row: (direction: 1 | -1) => jump('row', direction),
      batch: (direction: 1 | -1) => jump('batch', direction),
      late: () => jump('late', 1),
      output: () => jump('output', 1),
      why: () => {
        const { hovered, ask } = useFocus.getState();
        if (hovered) ask(hovered);
        else announce(currentTexts().stage.said.nothingAsked);
      },
      forget: () => {
        // What is still on its way is not waited for.
        if (cancels.current) {
          cancels.current();
          return true;
        }
        // A question is closed first: it lies on top.
        if (useFocus.getState().subject || useRun.getState().before === null) return false;
        loadBar().then(({ forgetOldFuture }) => forgetOldFuture(), tellNotLoaded);
        return true;
      },
      find: () => onFind(),
      pin: () => act(({ togglePin }) => togglePin()),
      goToPin: (n: number) => act(({ goToPin }) => goToPin(n)),
      addRow: () => canAddRow(keeps.current) && onAddRow(),
      copyRow: () =>
        keeps.current !== 'all' &&
        withChosenRow((row, rows, scenario) => {
          if (rows.rowLimits(scenario, row, keeps.current === 'numbers').copies) rows.copyRow(row);
        }),
      deleteRow: () =>
        keeps.current !== 'all' &&
        withChosenRow((row, rows, scenario, say) => {
          if (!rows.rowLimits(scenario, row, keeps.current === 'numbers').deletes) return announce(say.keeps);
          useFocus.getState().ask(null);
          rows.deleteRow(row);
        }),
      view: (name: ViewName) => {
        onView(name);
        announce(currentTexts().stage[name]);
      },
      undo: () => ownHistory && takeBack('undo'),
      redo: () => ownHistory && takeBack('redo'),
    }),
    [jump, onView, ownHistory, onFind, onAddRow],
  );
  useShortcuts(shortcuts);
}
