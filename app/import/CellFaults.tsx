/** Every cell that does not hold what its column says, with its row as a spreadsheet numbers it. */
import { useEffect } from 'react';
import type { Texts } from '../../i18n';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import type { CellFault } from './csv/convert';
import type { Mapping } from './csv/mapping';
import type { CsvTable } from './csv/table';
import { Crossed } from './FaultList';

/** Faults in the list; more are counted. */
const LISTED = 200;

const EXAMPLES = {
  iso: '2026-03-02T14:00:40+07:00',
  isoLocal: '2026-03-02 14:00:40',
  dayMonth: '31/12/2026 14:00',
  monthDay: '12/31/2026 14:00',
  epochSeconds: '1772460040',
  epochMillis: '1772460040000',
} as const;

export function cellSentence(fault: CellFault, mapping: Mapping, table: CsvTable, t: Texts['open']['csv']): string {
  const { problem, value } = fault;
  switch (problem) {
    case 'shape':
      return t.problems.shape(value, EXAMPLES[fault.format ?? 'isoLocal']);
    case 'skipped':
      return t.problems.skipped(value, mapping.wall);
    case 'number':
      return t.problems.number(value, t.decimals[mapping.decimal]);
    case 'cells':
      return t.problems.cells(value, table.names.length);
    case 'missing':
      return t.problems.missing();
    default:
      return t.problems[problem](value);
  }
}

export function CellFaults({
  table,
  mapping,
  faults,
  faulty,
  leaveOut,
  onLeaveOut,
}: {
  readonly table: CsvTable;
  readonly mapping: Mapping;
  readonly faults: readonly CellFault[];
  readonly faulty: number;
  readonly leaveOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}) {
  const { csv: t } = useTexts().open;
  const words = t.faults(faults.length);
  useEffect(() => announce(words), [words]);
  return (
    <section className="faults" data-settled={leaveOut || undefined}>
      <h2>
        <Crossed /> {words}
      </h2>
      <p className="quiet">{t.wayOut}</p>
      <ol>
        {faults.slice(0, LISTED).map((fault) => (
          <li key={`${fault.row} ${fault.column}`}>
            <b className="path">{t.at(fault.row, fault.column)}</b>
            <span className="sentence">{cellSentence(fault, mapping, table, t)}</span>
          </li>
        ))}
      </ol>
      {faults.length > LISTED && <p className="quiet">{t.moreFaults(faults.length - LISTED)}</p>}
      <label className="check">
        <input type="checkbox" checked={leaveOut} onChange={(event) => onLeaveOut(event.target.checked)} />
        {t.leaveOut(faulty)}
      </label>
    </section>
  );
}
