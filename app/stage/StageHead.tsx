/** The head of the stage: the engine, how the rows are shown, the settings, and what is done to the scenario as a whole. */
import type { TraceReader } from '../../engine/trace/reader';
import { leaveStage } from '../compare/place';
import { IconButton } from '../controls/IconButton';
import { Settings } from '../controls/Settings';
import { ExportButton } from '../export/ExportButton';
import { useTexts } from '../language/language';
import { StageBadge } from '../receipts/StageBadge';
import { Link } from '../router';
import { useRun } from '../stores/run';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { canAddRow, type KeptRows } from './chosenRow';
import { EngineChoice } from './EngineChoice';
import { takeBack } from './takeBack';
import type { useVerdict } from './useVerdict';

/** Two pictures of the same rows, their facts as a table, and how many of them wait. */
const VIEWS = ['rails', 'map', 'table', 'backlog'] as const;
export type ViewName = (typeof VIEWS)[number];
/** What stands for a word where the head is narrow. */
const SIGNS = {
  table: 'M1 1.500h14v11H1zM1 5.500h14M1 9h14M6 1.500v11',
  backlog: 'M1 12.500h3V9h3V4h3v5h3v-3h2',
} as const;

interface StageHeadProps extends ReturnType<typeof useVerdict> {
  readonly reader: TraceReader;
  readonly withheld: Withheld;
  readonly view: ViewName;
  readonly onView: (view: ViewName) => void;
  /** An exercise has engine and settings beside the stage. */
  readonly exercised: boolean;
  /** Undo and redo are of use. */
  readonly ownHistory: boolean;
  readonly kept: KeptRows;
  readonly onFind: () => void;
  readonly onAddRow: () => void;
  /** The page has nothing more urgent to do. */
  readonly idle: boolean;
}

export function StageHead(props: StageHeadProps) {
  const { reader, withheld, view, onView, exercised, ownHistory, kept, onFind, onAddRow, idle, faults, verdict } =
    props;
  const { stage } = useTexts();
  const empty = useRun((s) => s.scenario === null);
  const engine = useRun((s) => s.engine);
  const canUndo = useRun((s) => s.canUndo);
  const canRedo = useRun((s) => s.canRedo);
  const canReset = useRun((s) => s.canReset);
  const { setEngine } = useRun.getState();
  return (
    <div className="stage-head">
      {!exercised && (
        <EngineChoice engine={engine} onChoose={setEngine}>
          {withheld === NOTHING_WITHHELD && (
            <Link
              href={engine === 'batchLoop' ? '/loop' : '/compare'}
              className="tab compare-link"
              onClick={leaveStage}
            >
              {engine === 'batchLoop' ? stage.lineByLine : stage.compare}
            </Link>
          )}
        </EngineChoice>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="seg" role="group" aria-label={stage.view}>
        {VIEWS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={view === name}
            title={stage[name]}
            onClick={() => onView(name)}
          >
            {name in SIGNS && (
              <svg className="sign" width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
                <path d={SIGNS[name as keyof typeof SIGNS]} fill="none" stroke="currentColor" strokeWidth="1.6" />
              </svg>
            )}
            <span className={name in SIGNS ? 'word' : undefined}>{stage[name]}</span>
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="knobs" role="group" aria-label={stage.settings.label}>
        {!exercised && <SettingsNow engine={engine} faults={faults} verdict={verdict} />}
      </div>
      <StageBadge scenario={reader.scenario} engine={reader.trace.engine} idle={idle} />
      <span className="history-buttons">
        <IconButton
          label={stage.undo}
          disabled={!canUndo || !ownHistory}
          onClick={() => takeBack('undo')}
          path="M5.500 2L2 5.500L5.500 9M2.500 5.500H9a3.500 3.500 0 0 1 0 7H5"
        />
        <IconButton
          label={stage.redo}
          disabled={!canRedo || !ownHistory}
          onClick={() => takeBack('redo')}
          path="M8.500 2L12 5.500L8.500 9M11.500 5.500H5a3.500 3.500 0 0 0 0 7h4"
        />
        <IconButton
          label={stage.reset}
          disabled={!canReset || !ownHistory}
          onClick={() => takeBack('reset')}
          path="M2.200 2v3.500h3.500M2.600 5.500a5 5 0 1 1-.3 3.300"
        />
        <IconButton
          label={stage.findRows}
          disabled={false}
          onClick={onFind}
          path="M6 10.500a4.500 4.500 0 1 1 0-9a4.500 4.500 0 0 1 0 9M9.300 9.300L12.500 12.500"
        />
        {canAddRow(kept) && (
          <IconButton label={stage.addRow} disabled={empty} onClick={onAddRow} path="M7 2.500V11.500M2.500 7H11.500" />
        )}
        <ExportButton />
        {withheld === NOTHING_WITHHELD && !exercised && (
          <Link href="/crash" className="icon" aria-label={stage.crashLab} title={stage.crashLab} onClick={leaveStage}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
              <path d="M8 1L2.500 8H6.500L5.500 13L11.500 5.800H7.500z" fill="currentColor" />
            </svg>
          </Link>
        )}
      </span>
    </div>
  );
}

/** What shows the scenario as it is now, before its run is there. The stage around it waits for the run. */
function SettingsNow(props: Omit<Parameters<typeof Settings>[0], 'scenario' | 'onEdit'>) {
  const scenario = useRun((s) => s.scenario);
  return scenario && <Settings {...props} scenario={scenario} onEdit={useRun.getState().edit} />;
}
