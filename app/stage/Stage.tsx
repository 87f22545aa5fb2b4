/**
 * The stage: engine and settings, the picture, and what the engine did. Two regions of the frame (`stage` and
 * `transport`), and a third for the question that is asked. Here its parts are put together:
 *
 * - `StageHead`: engine, picture, settings, undo and what else is done to the scenario as a whole
 * - `Picture`: rails, map, table or backlog; `useStageView` goes from one to the other, `useRowHand` moves rows in them
 * - `PanelsPart`: micro-batch, state store, result table
 * - `Question`: the inspector and its answer
 * - `useSteps`, `useStageKeys`: going through the run, by hand and by keys
 */
import { type ComponentProps, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { Part, part } from '../frame/Part';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { useRun } from '../stores/run';
import { labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { useIdle, useTouched } from '../useIdle';
import { scrubberPinsOf, useAnswer } from '../views/inspector/useAnswer';
import { Transport } from '../views/transport/Transport';
import type { KeptRows } from './chosenRow';
import { Notice } from './Notice';
import { type PanelName, PanelsPart } from './PanelsPart';
import { Picture } from './Picture';
import { Question } from './Question';
import { StageHead } from './StageHead';
import { useCalm } from './useCalm';
import { useMoment } from './useMoment';
import { loadBar, useOldFuture } from './useOldFuture';
import { useRowHand } from './useRowHand';
import { useStageKeys } from './useStageKeys';
import { useStageView } from './useStageView';
import { type Place, useSteps } from './useSteps';
import { useVerdict } from './useVerdict';
import './stage.css';

/** What is loaded when it is wanted. */
const PrintedTwin = part(() => withTexts('saves', import('./PrintedTwin')));
/** After an edit: what it changed. */
const OldFutureBar = part(async () => ({ default: (await loadBar()).OldFutureBar }));
/** Only while a row is asked about. */
const TakenByCard = part(async () => ({ default: (await import('../views/takenBy/TakenByCard')).TakenByCard }));
const FindBar = part(async () => ({ default: (await withTexts('all', import('./FindBar'))).FindBar }));
const RowForm = part(async () => ({ default: (await withTexts('all', import('../controls/rows/RowForm'))).RowForm }));

/** Where a lesson's text lies over all of the stage but its picture, as `stage.css` has it. */
const isNarrow = (): boolean => matchMedia('(max-width: 56.24875em)').matches;

interface StageProps {
  /** What must not show because a prediction about it is open. */
  readonly withheld?: Withheld;
  /** What stands beside the stage, if it is no lesson. */
  readonly beside?: Beside;
  /** Who stands beside the stage knows rows by their numbers: none is deleted. */
  readonly keepsRows?: boolean;
  /** An exercise says what may be changed, and how. */
  readonly exercised?: Exercised;
}

/** A stage on which only an exercise's own parts change the run: engine and settings stand where the exercise has them. */
export interface Exercised {
  /** What stands above the picture. */
  readonly above?: ReactNode;
  /** Moves a row's arrival; null: rows stay where they are. */
  readonly onMove: ((row: number, arrived: number, gesture: string) => void) | null;
  /** A row is pressed, instead of asked about. */
  readonly onRow?: ((row: number) => void) | undefined;
  /** Rows that are ringed. */
  readonly marked?: readonly number[] | undefined;
  /** Undo and redo are of use: the stage shows the learner's own stream. */
  readonly history: boolean;
}

/** The name of a text beside the stage, and of the way back to it from a question. */
export interface Beside {
  readonly name: string;
  readonly back: string;
  /** Where in it one is, as `step 5 of 7`. */
  readonly place?: string | undefined;
}

export function Stage({ withheld = NOTHING_WITHHELD, beside, keepsRows = false, exercised }: StageProps) {
  const reader = useRun((s) => s.reader);
  return reader ? (
    <LiveStage reader={reader} withheld={withheld} beside={beside} keepsRows={keepsRows} exercised={exercised} />
  ) : (
    <StageWithoutRun />
  );
}

/** Before the first run, and when there is nothing to run. The regions stand where they will stand. */
function StageWithoutRun() {
  const { stage } = useTexts();
  return (
    <>
      <main className="stage" id="content" tabIndex={-1} aria-label={stage.label}>
        <Notice />
      </main>
      <footer className="transport" />
    </>
  );
}

interface LiveStageProps extends Required<Pick<StageProps, 'withheld' | 'keepsRows'>> {
  readonly reader: TraceReader;
  readonly beside: Beside | undefined;
  readonly exercised: Exercised | undefined;
}

function LiveStage({ reader, withheld, beside, exercised, keepsRows }: LiveStageProps) {
  const language = useLanguage();
  const { stage } = useTexts();
  const hovered = useFocus((s) => s.hovered);
  const [narrow] = useState(isNarrow);
  const touched = useTouched();
  const covered = narrow && beside !== undefined && !touched;
  const idle = useIdle() && !covered;
  const { view, picture, show, toRails } = useStageView(idle && touched);
  const [tab, setTab] = useState<PanelName>('batch');
  const [finding, setFinding] = useState(false);
  /** Null: nothing is asked; undefined: nothing can be, the bar is not there. */
  const [found, setFound] = useState<readonly number[] | null>();
  const matching = useMemo(() => (found ? new Set(found) : null), [found]);
  const [form, setForm] = useState<{ readonly row: number | null } | null>(null);
  const find = useCallback(() => setFinding(true), []);
  const closeFind = useCallback(() => setFinding(false), []);
  const addRow = useCallback(() => setForm({ row: null }), []);
  const closeForm = useCallback(() => setForm(null), []);
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const { faults, verdict } = useVerdict();

  const ownHistory = exercised?.history ?? true;
  const kept: KeptRows = exercised ? 'all' : keepsRows ? 'numbers' : 'none';
  const place = useRef<Place>({ reader, labels, withheld });
  place.current = { reader, labels, withheld };
  const { go, jump } = useSteps(place);
  const cancel = form ? closeForm : finding && found === undefined ? closeFind : null;
  useStageKeys({ jump, onView: show, ownHistory, kept, onFind: find, onAddRow: addRow, cancel });

  const hand = useRowHand(exercised);
  const run = useMemo(() => ({ reader, withheld, labels }), [reader, withheld, labels]);
  const shown = useCalm(run);
  const answer = useAnswer(reader, withheld, labels);
  const tellsAll = withheld === NOTHING_WITHHELD && !exercised;
  const old = useOldFuture(reader, tellsAll);
  const pins = useMemo(() => scrubberPinsOf(answer), [answer]);
  return (
    <>
      <main
        className={exercised ? 'stage exercised' : 'stage'}
        id="content"
        tabIndex={-1}
        aria-label={stage.label}
        data-panel={tab}
        data-view={view}
      >
        {exercised?.above}
        <StageHead
          reader={reader}
          withheld={withheld}
          view={view}
          onView={show}
          exercised={exercised !== undefined}
          ownHistory={ownHistory}
          kept={kept}
          onFind={find}
          onAddRow={addRow}
          idle={idle}
          faults={faults}
          verdict={verdict}
        />
        <section
          ref={picture}
          className={`card picture${view === 'table' ? ' twin' : ''}`}
          aria-label={stage.picture}
          tabIndex={-1}
        >
          <Picture
            view={view}
            reader={reader}
            withheld={withheld}
            {...hand}
            hovered={hovered}
            answer={answer}
            marked={exercised?.marked}
            old={old}
            matching={matching}
            onNotLoaded={toRails}
          />
          {finding && (
            <Part onFailed={closeFind}>
              <FindBar reader={reader} labels={labels} onFound={setFound} onClose={closeFind} />
            </Part>
          )}
          {old && (
            <Part>
              <OldFutureBar old={old} />
            </Part>
          )}
          <Notice
            verdict={verdict}
            labels={labels}
            onGo={go}
            onEngine={exercised ? null : useRun.getState().setEngine}
          />
        </section>
        <PanelsPart {...run} onGo={go} tab={tab} onTab={setTab} ready={covered ? null : idle} />
        {tellsAll && answer?.subject.kind === 'row' && (
          <Part>
            <TakenByCard reader={reader} row={answer.subject.row} labels={labels} view={view} />
          </Part>
        )}
        {idle && touched && view !== 'table' && (
          <Part>
            <PrintedTwinNow reader={reader} withheld={withheld} only={matching} />
          </Part>
        )}
      </main>
      {answer && (
        <Question
          answer={answer}
          reader={reader}
          labels={labels}
          tellsWhatIf={tellsAll}
          keepsRows={keepsRows}
          onChangeRow={exercised ? null : (row) => setForm({ row })}
          beside={beside}
        />
      )}
      {form && (
        <Part onFailed={closeForm}>
          <RowFormNow row={form.row} reader={reader} onClose={closeForm} />
        </Part>
      )}
      <Transport reader={shown.reader} withheld={shown.withheld} labels={shown.labels} onJump={jump} pins={pins} />
    </>
  );
}

/** What shows the scenario as it is now, before its run is there. */
function RowFormNow({
  reader,
  ...props
}: { readonly reader: TraceReader } & Omit<ComponentProps<typeof RowForm>, 'scenario' | 'now'>) {
  const scenario = useRun((s) => s.scenario);
  const { now } = useMoment(reader);
  return scenario && <RowForm {...props} scenario={scenario} now={now} />;
}
const PrintedTwinNow = (props: Omit<ComponentProps<typeof PrintedTwin>, 'moment'>) => (
  <PrintedTwin {...props} moment={useMoment(props.reader)} />
);
