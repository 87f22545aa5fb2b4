/** Edits of rows on the stage, each an ordinary edit with a step of undo, and what is said of it. */

import { placeOfRow } from '../../../engine/scenario/move';
import { addRow, nextRow, type RowValues, removeRow, rowAt, writeRow } from '../../../engine/scenario/rows';
import type { Scenario } from '../../../engine/scenario/scenario';
import { arrivalSpan } from '../../../engine/scenario/span';
import { MINUTE, SECOND } from '../../../engine/time';
import { number, timeOfDay } from '../../../i18n/format';
import { announce } from '../../announce';
import { currentLanguage, currentTexts } from '../../language/language';
import { useFocus } from '../../stores/focus';
import { useRun } from '../../stores/run';

/** As many rows as can be drawn and run while a hand moves. */
export const MOST_ROWS = 250_000;

/** A row's name, as it is called on the stage. */
export function nameOfRow(scenario: Scenario, row: number): string {
  const { who } = currentTexts().explain;
  const at = placeOfRow(scenario, row);
  const n = number((at?.place ?? row) + 1, currentLanguage());
  return at && scenario.sources.length > 1 ? who.rowOf(scenario.sources[at.source]?.name ?? '', n) : who.row(n);
}

export function putRow(source: number, row: RowValues): void {
  const { scenario } = useRun.getState();
  if (!scenario) return;
  const number = nextRow(scenario, source);
  change((s) => addRow(s, source, row), number);
  announce(currentTexts().rowForm.added(nameOfRow(useRun.getState().scenario as Scenario, number), timeText(row)));
}

export function rewriteRow(row: number, written: RowValues): void {
  change((s) => writeRow(s, row, written), row);
  announce(currentTexts().rowForm.changed(nameOfRow(useRun.getState().scenario as Scenario, row)));
}

/** A copy at the end of its source, which arrives a little later: as a sender that tries again would send it. */
export function copyRow(row: number): void {
  const { scenario } = useRun.getState();
  const values = scenario && rowAt(scenario, row);
  const at = scenario && placeOfRow(scenario, row);
  if (!scenario || !values || !at) return;
  const copy = { ...values, arrivesAt: values.arrivesAt + shift(scenario) };
  const number = nextRow(scenario, at.source);
  const of = nameOfRow(scenario, row);
  change((s) => addRow(s, at.source, copy), number);
  const after = useRun.getState().scenario as Scenario;
  announce(currentTexts().rowForm.copied(nameOfRow(after, number), of, timeText(copy)));
}

export function deleteRow(row: number): void {
  const { scenario } = useRun.getState();
  if (!scenario) return;
  const name = nameOfRow(scenario, row);
  change((s) => removeRow(s, row), null);
  announce(currentTexts().rowForm.deleted(name));
}

/**
 * What may be done with rows where someone beside the stage (a lesson) knows them by their numbers: then none goes, and a
 * new one only comes behind all of them.
 */
export function rowLimits(
  scenario: Scenario,
  row: number,
  keepsRows: boolean,
): { readonly copies: boolean; readonly deletes: boolean } {
  const last = placeOfRow(scenario, row)?.source === scenario.sources.length - 1;
  return { copies: !isFull(scenario) && (!keepsRows || last), deletes: !keepsRows };
}

const rowCount = ({ sources }: Scenario): number => sources.reduce((n, s) => n + s.rows.count, 0);
export const isFull = (scenario: Scenario): boolean => rowCount(scenario) >= MOST_ROWS;

/** Far enough apart to be told from the row itself on the picture. */
function shift(scenario: Scenario): number {
  const span = arrivalSpan(scenario);
  for (const step of [SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE])
    if (span / step <= 80) return step;
  return 60 * MINUTE;
}

const timeText = ({ arrivesAt }: RowValues): string =>
  timeOfDay(arrivesAt, useRun.getState().scenario?.timeZone ?? 'UTC');

/** Edits, and has the row that came of it lit once its run is there. */
function change(edit: (scenario: Scenario) => Scenario, lit: number | null): void {
  useRun.getState().edit(edit);
  const { scenario } = useRun.getState();
  if (lit === null) return;
  const stop = useRun.subscribe((run) => {
    if (run.scenario !== scenario) stop();
    else if (run.reader?.scenario === scenario) {
      stop();
      useFocus.getState().hover({ kind: 'row', row: lit });
    }
  });
}
