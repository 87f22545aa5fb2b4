/** Rows that are added, copied and deleted by a key: which one is meant, and what must stay. */
import type { Subject } from '../../engine/explain/subject';
import type { Scenario } from '../../engine/scenario/scenario';
import type { Texts } from '../../i18n';
import { announce } from '../announce';
import { tellNotLoaded } from '../frame/notLoaded';
import { currentTexts, withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { useRun } from '../stores/run';

type RowEdits = typeof import('../controls/rows/editRows');
const loadRows = () => withTexts('all', import('../controls/rows/editRows'));

/** What of the rows must stay: an exercise's are its own, a lesson knows its rows by their numbers. */
export type KeptRows = 'none' | 'numbers' | 'all';

/** A new row comes last: where rows are known by number, only into the last source. */
export const canAddRow = (kept: KeptRows): boolean =>
  kept === 'none' || (kept === 'numbers' && (useRun.getState().scenario?.sources.length ?? 0) === 1);

/** The row in focus, else the one under the pointer, else the one that is asked about. */
export function withChosenRow(
  act: (row: number, rows: RowEdits, scenario: Scenario, say: Texts['rowForm']) => void,
): void {
  const { hovered, subject } = useFocus.getState();
  const { scenario } = useRun.getState();
  const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
  const chosen: Subject | null =
    held !== undefined ? { kind: 'row', row: Number(held) } : hovered?.kind === 'row' ? hovered : subject;
  loadRows().then((rows) => {
    const say = currentTexts().rowForm;
    if (chosen?.kind !== 'row' || !scenario) announce(say.noRow);
    else act(chosen.row, rows, scenario, say);
  }, tellNotLoaded);
}
