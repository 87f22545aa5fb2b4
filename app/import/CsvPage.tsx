/** From a table to a scenario: what its columns mean, what is wrong in its cells, and what to run over it. */
import { useMemo } from 'react';
import { useTexts } from '../language/language';
import { CellFaults } from './CellFaults';
import { convert } from './csv/convert';
import { guessMapping, type Mapping, unsaidIn } from './csv/mapping';
import { propose } from './csv/propose';
import { csvScenario, type Lengths } from './csv/scenario';
import { readTable } from './csv/table';
import { Editor } from './Editor';
import { FaultList } from './FaultList';
import { Meaning } from './Meaning';
import { type Draft, useOpening } from './opening';
import { QueryChoices } from './QueryChoices';
import { OpenFrame, SourceBar } from './SourcePage';
import { DayOrMonth, Preview, TableForm } from './TableView';

export default function CsvPage({ draft }: { readonly draft: Draft }) {
  const { open: say } = useTexts();
  const t = say.csv;
  const csv = useOpening((s) => s.csv);
  const refused = useOpening((s) => s.faults);
  const { choose, open, setText } = useOpening.getState();
  const table = useMemo(() => readTable(draft.text, csv.table), [draft.text, csv.table]);
  const guessed = useMemo(() => guessMapping(table, 'UTC'), [table]);
  // What was chosen for other columns says nothing about these.
  const mapping = csv.mapping?.columns.length === table.names.length ? csv.mapping : guessed;
  const unsaid = unsaidIn(mapping);
  const title = (draft.name ?? say.own.pasted).replace(/\.[^.]+$/, '');
  const converted = useMemo(
    () => (unsaidIn(mapping).length === 0 && table.rows.length > 0 ? convert(table, mapping, sourceName(title)) : null),
    [table, mapping, title],
  );
  const usable = converted && converted.source.rows.count > 0 ? converted : null;
  const proposal = useMemo(() => {
    if (!usable) return null;
    const { rows, arrivesAt } = usable.source;
    const event = rows.specs.findIndex((spec) => spec.name === table.names[mapping.event as number]);
    const column = rows.columns[event];
    return column?.type === 'timestamp' ? propose(column.values.subarray(0, rows.count), arrivesAt) : null;
  }, [usable, table, mapping.event]);
  const lengths: Lengths | null = proposal && {
    window: csv.lengths.window ?? proposal.window,
    delay: csv.lengths.delay ?? proposal.delay,
    trigger: csv.lengths.trigger ?? proposal.trigger,
  };
  const map = (next: Mapping): void => choose({ mapping: next, lengths: {} });

  const faulty = converted?.faulty ?? 0;
  const blocked = faulty > 0 && !csv.leaveOut;
  const scenario = usable && lengths && !blocked ? csvScenario(title, table, mapping, usable.source, lengths) : null;

  return (
    <OpenFrame>
      <SourceBar draft={draft}>
        <span className="quiet">{t.size(table.rows.length, table.names.length)}</span>
      </SourceBar>
      <details className="source-text">
        <summary>{say.own.editText}</summary>
        <Editor label={say.own.textOf(draft.name ?? say.own.pasted)} text={draft.text} onText={setText} />
      </details>
      {refused && refused.length > 0 && <FaultList faults={refused} />}
      <TableForm table={table} mapping={mapping} onMap={map} />
      {table.rows.length === 0 ? (
        <p className="note wrong" role="alert">
          {t.noRows}
        </p>
      ) : (
        <>
          {table.names.length === 1 && (
            <p className="note wrong" role="alert">
              {t.oneColumn}
            </p>
          )}
          <Preview table={table} mapping={mapping} faults={converted?.faults ?? []} onMap={map} />
          <DayOrMonth table={table} mapping={mapping} onMap={map} />
          <Meaning table={table} mapping={mapping} onMap={map} />
          {converted && converted.faults.length > 0 && (
            <CellFaults
              table={table}
              mapping={mapping}
              faults={converted.faults}
              faulty={converted.faulty}
              leaveOut={csv.leaveOut}
              onLeaveOut={(leaveOut) => choose({ leaveOut })}
            />
          )}
          {proposal && lengths && (
            <QueryChoices
              proposal={proposal}
              lengths={lengths}
              cut={converted?.cut ?? false}
              onLengths={(change) => choose({ lengths: { ...csv.lengths, ...change } })}
            />
          )}
          <div className="run">
            <button
              type="button"
              className="btn solid"
              disabled={!scenario}
              onClick={() => scenario && void open(scenario, faulty)}
            >
              {t.run(usable?.source.rows.count ?? 0)}
            </button>
            {!scenario && (
              <p role="status">
                {unsaid.length > 0
                  ? unsaid.map((what) => t.unsaid[what]).join(' ')
                  : blocked
                    ? t.mendFirst
                    : t.noRowLeft}
              </p>
            )}
          </div>
        </>
      )}
    </OpenFrame>
  );
}

/** The source's name, as a query says it. */
const sourceName = (title: string): string => title.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)|^$/, 'rows_');
