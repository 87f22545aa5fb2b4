/** What can be done with the row that is asked about. */
import { useTexts } from '../../language/language';
import { useRun } from '../../stores/run';
import { copyRow, deleteRow, nameOfRow, rowLimits } from './editRows';
import './rows.css';

interface Props {
  readonly row: number;
  /** Who stands beside the stage knows rows by their numbers: none may be left out, or come before another. */
  readonly keepsRows: boolean;
  readonly onChange: (row: number) => void;
  /** The row is gone: what was asked about it is closed. */
  readonly onDeleted: () => void;
}

export function RowDeeds({ row, keepsRows, onChange, onDeleted }: Props) {
  const { rowForm: say } = useTexts();
  const scenario = useRun((s) => s.scenario);
  if (!scenario) return null;
  const name = nameOfRow(scenario, row);
  const { copies, deletes } = rowLimits(scenario, row, keepsRows);
  return (
    <div className="row-deeds">
      <button type="button" className="btn" aria-label={say.edit(name)} onClick={() => onChange(row)}>
        {say.change}
      </button>
      {copies && (
        <button type="button" className="btn" aria-label={say.copyOf(name)} onClick={() => copyRow(row)}>
          {say.copy}
        </button>
      )}
      {deletes && (
        <button
          type="button"
          className="btn"
          aria-label={say.deleteOf(name)}
          onClick={() => {
            onDeleted();
            deleteRow(row);
          }}
        >
          {say.delete}
        </button>
      )}
    </div>
  );
}
