/** What a hand on a row does: it moves it, or asks about it; an exercise may take both for itself. */
import { useCallback } from 'react';
import type { Subject } from '../../engine/explain/subject';
import { moveRow } from '../../engine/scenario/move';
import { useFocus } from '../stores/focus';
import { useRun } from '../stores/run';
import { prepareAnswers } from '../views/inspector/useAnswer';
import type { Exercised } from './Stage';

export interface RowHand {
  /** Undefined: rows stay where they are. */
  readonly move: ((row: number, rail: 'event' | 'arrival', time: number, gesture: string) => void) | undefined;
  readonly moveTo: (row: number, happened: number, arrived: number, gesture: string) => void;
  readonly ask: (subject: Subject) => void;
}

/** The same functions as long as the exercise is. */
export function useRowHand(exercised: Pick<Exercised, 'onMove' | 'onRow'> | undefined): RowHand {
  const { edit } = useRun.getState();
  const onMove = exercised?.onMove;
  const onRow = exercised?.onRow;
  const move = useCallback(
    (row: number, rail: 'event' | 'arrival', time: number, gesture: string) => {
      if (onMove === undefined) edit((scenario) => moveRow(scenario, row, rail, time), gesture);
      else if (rail === 'arrival') onMove?.(row, time, gesture);
    },
    [edit, onMove],
  );
  const moveTo = useCallback(
    (row: number, happened: number, arrived: number, gesture: string) => {
      if (onMove === undefined)
        edit((s) => moveRow(moveRow(s, row, 'event', happened), row, 'arrival', arrived), gesture);
      else onMove?.(row, arrived, gesture);
    },
    [edit, onMove],
  );
  const ask = useCallback(
    (asked: Subject) => {
      if (onRow && asked.kind === 'row') onRow(asked.row);
      else useFocus.getState().ask(asked);
    },
    [onRow],
  );
  return { move: onMove === null ? undefined : move, moveTo, ask };
}

export function hover(at: Subject | null): void {
  prepareAnswers();
  useFocus.getState().hover(at);
}
