/**
 * The stage: engine and settings, the picture, and what the engine did. Two regions of the frame (`stage` and
 * `transport`), and a third for the question that is asked.
 */
import { type ComponentProps, memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Subject } from '../../engine/explain/subject';
import type { OldFuture } from '../../engine/measure/oldFuture';
import { moveRow } from '../../engine/scenario/move';
import type { Scenario } from '../../engine/scenario/scenario';
import type { Moment, TraceReader } from '../../engine/trace/reader';
import { stepKindOf, writtenBySteps } from '../../engine/trace/steps';
import type { Texts } from '../../i18n';
import { announce } from '../announce';
import { leaveStage } from '../compare/place';
import { IconButton } from '../controls/IconButton';
import { Settings } from '../controls/Settings';
import { ExportButton } from '../export/ExportButton';
import { tellNotLoaded, told } from '../frame/notLoaded';
import { Part, part } from '../frame/Part';
import { currentTexts, useLanguage, useTexts, withTexts } from '../language/language';
import { StageBadge } from '../receipts/StageBadge';
import { Link } from '../router';
import { useFocus } from '../stores/focus';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { type Labels, labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { useIdle, useTouched } from '../useIdle';
import { useLoaded } from '../useLoaded';
import type { Answer } from '../views/inspector/answer';
import { askedOf, prepareAnswers, scrubberPinsOf, useAnswer } from '../views/inspector/useAnswer';
import type { Asking } from '../views/panel/Panel';
import type { Asked } from '../views/rails/pins';
import { Rails } from '../views/rails/Rails';
import { nextPlace, type StepTo } from '../views/transport/jump';
import { Transport } from '../views/transport/Transport';
import { EngineChoice } from './EngineChoice';
import { Notice } from './Notice';
import { useBehind } from './useBehind';
import { useCalm } from './useCalm';
import { useHurried } from './useHurried';
import { useOldFuture } from './useOldFuture';
import { useShortcuts } from './useShortcuts';
import './stage.css';

/** The map is loaded when it is first looked at, the inspector when the first question is asked, the table and the words of a refusal when they are wanted. */
const loadMap = () => withTexts('saves', import('../views/map/MapView'));
const MapView = part(async () => ({ default: (await loadMap()).MapView }));
/** From one picture to the other. */
let crossing: typeof import('../views/crossing/crossing') | null = null;
/** Both are there before they are asked for, so that the picture changes with the key or the click that changes it. */
function prepareMap(): void {
  Promise.all([import('../views/crossing/crossing'), loadMap()]).then(
    ([loaded]) => {
      crossing = loaded;
    },
    () => {},
  );
}
const Inspector = part(async () => ({ default: (await import('../views/inspector/Inspector')).Inspector }));
const RailsTable = part(() => withTexts('saves', import('../views/rails/RailsTable')));
const PrintedTwin = part(() => withTexts('saves', import('./PrintedTwin')));
const Backlog = part(() => withTexts('all', import('../views/backlog/Backlog')));
/** The panels when the picture stands; the words for those who hear the stage when it moves. */
const Panels = part(() => withTexts('panels', import('./Panels')));
const PanelsToCome = ({ busy }: { readonly busy: boolean }) =>
  PANELS.map((name) => <section key={name} id={name} className="card panel" aria-busy={busy} />);
/** Where a lesson's text lies over all of the stage but its picture, as `stage.css` has it. */
const isNarrow = (): boolean => matchMedia('(max-width: 899.98px)').matches;
/** After an edit: what it changed. */
const loadBar = () => withTexts('all', import('../views/oldFuture/OldFutureBar'));
const OldFutureBar = part(async () => ({ default: (await loadBar()).OldFutureBar }));
/** Rows are added, copied and deleted. */
type RowEdits = typeof import('../controls/rows/editRows');
const loadRows = () => withTexts('all', import('../controls/rows/editRows'));
const FindBar = part(async () => ({ default: (await withTexts('all', import('./FindBar'))).FindBar }));
const RowForm = part(async () => ({ default: (await withTexts('all', import('../controls/rows/RowForm'))).RowForm }));
function say(reader: TraceReader, from: number, to: number, labels: Labels, withheld: Withheld): void {
  withTexts('panels', import('./said')).then(
    ({ whatHappened }) => {
      const words = whatHappened(reader, from, to, labels, currentTexts(), withheld);
      if (words) announce(words);
    },
    () => {},
  );
}
const loadVerdict = told(() => withTexts('all', import('./verdict')));

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

const PANELS = ['batch', 'state', 'result'] as const;
type PanelName = (typeof PANELS)[number];

/** Two pictures of the same rows, their facts as a table, and how many of them wait. */
const VIEWS = ['rails', 'map', 'table', 'backlog'] as const;
type ViewName = (typeof VIEWS)[number];
/** What stands for a word where the head is narrow. */
const SIGNS = {
  table: 'M1 1.500h14v11H1zM1 5.500h14M1 9h14M6 1.500v11',
  backlog: 'M1 12.500h3V9h3V4h3v5h3v-3h2',
} as const;

function LiveStage({
  reader,
  withheld,
  beside,
  exercised,
  keepsRows,
}: {
  reader: TraceReader;
  withheld: Withheld;
  beside: Beside | undefined;
  exercised: Exercised | undefined;
  keepsRows: boolean;
}) {
  const language = useLanguage();
  const texts = useTexts();
  const { stage } = texts;
  const empty = useRun((s) => s.scenario === null);
  const engine = useRun((s) => s.engine);
  const canUndo = useRun((s) => s.canUndo);
  const canRedo = useRun((s) => s.canRedo);
  const canReset = useRun((s) => s.canReset);
  const hovered = useFocus((s) => s.hovered);
  const [view, setShown] = useState<ViewName>('rails');
  const picture = useRef<HTMLDivElement>(null);
  const setView = useCallback((next: ViewName) => {
    const show = (): void => setShown(next);
    if (crossing) crossing.changeView(picture.current, next, show);
    else show();
  }, []);
  const toRails = useCallback(() => setShown('rails'), []);
  const [tab, setTab] = useState<PanelName>('batch');
  const [narrow] = useState(isNarrow);
  const touched = useTouched();
  const covered = narrow && beside !== undefined && !touched;
  const idle = useIdle() && !covered;
  useEffect(() => {
    if (idle && touched) prepareMap();
  }, [idle, touched]);
  const ownHistory = exercised?.history ?? true;
  const [finding, setFinding] = useState(false);
  const [found, setFound] = useState<readonly number[] | null>(null);
  const matching = useMemo(() => (found === null ? null : new Set(found)), [found]);
  const [form, setForm] = useState<{ readonly row: number | null } | null>(null);
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const { edit, setEngine } = useRun.getState();

  const faults = useRun((s) => (s.status.kind === 'refused' ? s.status.faults : NO_FAULTS));
  const words = useLoaded(faults.length > 0 ? loadVerdict : null, false);
  const verdict = faults.length > 0 && words ? words.verdictOfAll(texts, faults) : null;
  useEffect(() => {
    if (verdict !== null) announce(currentTexts().stage.said.refused(verdict));
  }, [verdict]);

  const kept: KeptRows = exercised ? 'all' : keepsRows ? 'numbers' : 'none';
  const keeps = useRef(kept);
  keeps.current = kept;
  const place = useRef({ reader, labels, withheld });
  place.current = { reader, labels, withheld };
  const go = useCallback((to: number) => {
    const { reader, labels, withheld } = place.current;
    const from = usePlayback.getState().cursor;
    usePlayback.getState().pause();
    usePlayback.getState().seek(to);
    say(reader, from, to, labels, withheld);
  }, []);
  const jump = useCallback(
    (to: StepTo, direction: 1 | -1) => {
      const { reader, withheld } = place.current;
      const next = nextPlace(reader, usePlayback.getState().cursor, to, direction, withheld);
      if (next === null) announce(noMore(reader, to));
      else go(next);
    },
    [go],
  );
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
        // A question is closed first: it lies on top.
        if (useFocus.getState().subject || useRun.getState().before === null) return false;
        loadBar().then(({ forgetOldFuture }) => forgetOldFuture(), tellNotLoaded);
        return true;
      },
      find: () => setFinding(true),
      pin: () => act(({ togglePin }) => togglePin()),
      goToPin: (n: number) => act(({ goToPin }) => goToPin(n)),
      addRow: () => canAddRow(keeps.current) && setForm({ row: null }),
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
        setView(name);
        announce(currentTexts().stage[name]);
      },
      undo: () => {
        if (!ownHistory) return;
        takeBack('undo');
      },
      redo: () => {
        if (!ownHistory) return;
        takeBack('redo');
      },
    }),
    [jump, ownHistory, setView],
  );
  useShortcuts(shortcuts);
  useHeardWhilePlaying(place);

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

  const run = useMemo(() => ({ reader, withheld, labels }), [reader, withheld, labels]);
  const shown = useCalm(run);
  const answer = useAnswer(reader, withheld, labels);
  const old = useOldFuture(reader, withheld === NOTHING_WITHHELD && !exercised);
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
                onClick={() => setView(name)}
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
              onClick={() => setFinding(true)}
              path="M6 10.500a4.500 4.500 0 1 1 0-9a4.500 4.500 0 0 1 0 9M9.300 9.300L12.500 12.500"
            />
            {canAddRow(kept) && (
              <IconButton
                label={stage.addRow}
                disabled={empty}
                onClick={() => setForm({ row: null })}
                path="M7 2.500V11.500M2.500 7H11.500"
              />
            )}
            <ExportButton />
            {withheld === NOTHING_WITHHELD && !exercised && (
              <Link
                href="/crash"
                className="icon"
                aria-label={stage.crashLab}
                title={stage.crashLab}
                onClick={leaveStage}
              >
                <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                  <path d="M8 1L2.500 8H6.500L5.500 13L11.500 5.800H7.500z" fill="currentColor" />
                </svg>
              </Link>
            )}
          </span>
        </div>
        <div ref={picture} className={`card picture${view === 'table' ? ' twin' : ''}`}>
          {view === 'table' ? (
            <Part fallback={COMING} onFailed={toRails}>
              <RailsTableNow reader={reader} withheld={withheld} ask={ask} hover={hover} old={old} only={matching} />
            </Part>
          ) : view === 'backlog' ? (
            <Part fallback={COMING} onFailed={toRails}>
              <BacklogNow reader={reader} />
            </Part>
          ) : (
            <Picture
              map={view === 'map'}
              onNoMap={toRails}
              reader={reader}
              withheld={withheld}
              onMove={onMove === null ? undefined : move}
              onMoveTo={moveTo}
              ask={ask}
              hover={hover}
              hovered={hovered}
              answer={answer}
              marked={exercised?.marked}
              old={old}
              matching={matching}
            />
          )}
          {finding && (
            <Part onFailed={() => setFinding(false)}>
              <FindBar reader={reader} labels={labels} onFound={setFound} onClose={() => setFinding(false)} />
            </Part>
          )}
          {old && (
            <Part>
              <OldFutureBar old={old} />
            </Part>
          )}
          <Notice verdict={verdict} labels={labels} onGo={go} onEngine={exercised ? null : setEngine} />
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <div className="seg panel-tabs" role="group" aria-label={stage.panels}>
          {PANELS.map((name) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {name === 'batch' ? stage.titles[stepKindOf(reader.trace)] : stage.titles[name]}
            </button>
          ))}
        </div>
        <div className="panels">
          {idle ? (
            <Part here fallback={<PanelsToCome busy />}>
              <PanelsNow {...run} onGo={go} />
            </Part>
          ) : (
            <PanelsToCome busy={!covered} />
          )}
        </div>
        {idle && touched && view !== 'table' && (
          <Part>
            <PrintedTwinNow reader={reader} withheld={withheld} only={matching} />
          </Part>
        )}
      </main>
      {answer && (
        <>
          <aside className="inspector" aria-label={stage.inspector}>
            <Part onFailed={() => useFocus.getState().ask(null)}>
              <Inspector
                answer={answer}
                reader={reader}
                labels={labels}
                tellsWhatIf={withheld === NOTHING_WITHHELD && !exercised}
                keepsRows={keepsRows}
                onChangeRow={exercised ? null : (row) => setForm({ row })}
              />
            </Part>
          </aside>
          <button type="button" className="lesson-rail" onClick={() => useFocus.getState().ask(null)}>
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <path
                d="M6 3l5 5-5 5"
                className="f-none s-ink"
                strokeWidth="2"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
            <b>{beside?.name ?? stage.lesson}</b>
            {beside?.place && <span>{beside.place}</span>}
            <span className="heard">{beside?.back ?? stage.toLesson}</span>
          </button>
        </>
      )}
      {form && (
        <Part onFailed={() => setForm(null)}>
          <RowFormNow row={form.row} reader={reader} onClose={() => setForm(null)} />
        </Part>
      )}
      <Transport reader={shown.reader} withheld={shown.withheld} labels={shown.labels} onJump={jump} pins={pins} />
    </>
  );
}

function hover(at: Subject | null): void {
  prepareAnswers();
  useFocus.getState().hover(at);
}

const loadPins = () => withTexts('all', import('./pinMoments'));
function act(on: (moments: Awaited<ReturnType<typeof loadPins>>) => void): void {
  loadPins().then(on, tellNotLoaded);
}

/** Undo, redo, or undo all; it is heard which, and that there was nothing to take back. */
function takeBack(what: 'undo' | 'redo' | 'reset'): void {
  const run = useRun.getState();
  const { said } = currentTexts().stage;
  if (what === 'redo') announce(run.canRedo ? said.redone : said.nothingRedone);
  else if (what === 'undo') announce(run.canUndo ? said.undone : said.nothingUndone);
  else announce(said.allUndone);
  run[what]();
}

/** What of the rows must stay: an exercise's are its own, a lesson knows its rows by their numbers. */
type KeptRows = 'none' | 'numbers' | 'all';

/** A new row comes last: where rows are known by number, only into the last source. */
const canAddRow = (kept: KeptRows): boolean =>
  kept === 'none' || (kept === 'numbers' && (useRun.getState().scenario?.sources.length ?? 0) === 1);

/** The row in focus, else the one under the pointer, else the one that is asked about. */
function withChosenRow(act: (row: number, rows: RowEdits, scenario: Scenario, say: Texts['rowForm']) => void): void {
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

/** That there is nothing further to step to. */
function noMore(reader: TraceReader, to: StepTo): string {
  const { noMore: none, run, record } = currentTexts().stage.transport;
  const kind = stepKindOf(reader.trace);
  if (kind !== 'record') return kind === 'run' && to === 'batch' ? run.noBatch : none[to];
  return to === 'row' ? record.noStep : to === 'batch' || to === 'output' ? record.noResult : none[to];
}

const NO_FAULTS: readonly never[] = [];

/** What shows the scenario as it is now, before its run is there. The stage around it waits for the run. */
function SettingsNow(props: Omit<Parameters<typeof Settings>[0], 'scenario' | 'onEdit'>) {
  const scenario = useRun((s) => s.scenario);
  return scenario && <Settings {...props} scenario={scenario} onEdit={useRun.getState().edit} />;
}
function RowFormNow({
  reader,
  ...props
}: { readonly reader: TraceReader } & Omit<ComponentProps<typeof RowForm>, 'scenario' | 'now'>) {
  const scenario = useRun((s) => s.scenario);
  const { now } = useMoment(reader);
  return scenario && <RowForm {...props} scenario={scenario} now={now} />;
}

/** The moment at which the stage stands. What draws it asks for it: what does not is not drawn anew with each step. */
function useMoment(reader: TraceReader): Moment {
  const cursor = usePlayback((s) => s.cursor);
  return useMemo(() => reader.at(cursor), [reader, cursor]);
}

const RailsTableNow = (props: Omit<ComponentProps<typeof RailsTable>, 'moment'>) => (
  <RailsTable {...props} moment={useMoment(props.reader)} />
);
const PrintedTwinNow = (props: Omit<ComponentProps<typeof PrintedTwin>, 'moment'>) => (
  <PrintedTwin {...props} moment={useMoment(props.reader)} />
);

/** The panels stand at the picture's moment, a frame behind it: what a key or a hand asks for is the picture. */
const PanelsNow = memo(function PanelsNow({
  reader,
  withheld,
  labels,
  onGo,
}: Omit<ComponentProps<typeof Panels>, 'moment' | 'asking'>) {
  const moment = useMoment(reader);
  const subject = useFocus((s) => s.subject);
  const hovered = useFocus((s) => s.hovered);
  const asking = useMemo<Asking>(() => {
    const { ask } = useFocus.getState();
    return { subject, hovered, ask, hover };
  }, [subject, hovered]);
  const panel = useMemo(
    () => ({ reader, moment, withheld, labels, asking }),
    [reader, moment, withheld, labels, asking],
  );
  return <Panels {...useBehind(useCalm(panel))} onGo={onGo} />;
});

/** Time flows through the backlog as it does through the rails. */
function BacklogNow({ reader }: { reader: TraceReader }) {
  const now = usePlayback((s) => s.now);
  return <Backlog reader={reader} now={now} />;
}
/** Where a view is not loaded yet. */
const COMING = <i aria-busy="true" />;
const NOTHING_ASKED: Omit<Asked, 'rows'> = { pins: [], batches: new Set(), groups: new Set() };

/** The rails and the map follow time itself; everything else on the stage only what happens in it. */
const Picture = memo(function Picture({
  map,
  onNoMap,
  reader,
  withheld,
  onMove,
  onMoveTo,
  ask,
  hover,
  hovered,
  answer,
  marked,
  old,
  matching,
}: {
  map: boolean;
  /** The map could not be loaded. */
  onNoMap: () => void;
  reader: TraceReader;
  withheld: Withheld;
  onMoveTo: (row: number, happened: number, arrived: number, gesture: string) => void;
  onMove: ((row: number, rail: 'event' | 'arrival', time: number, gesture: string) => void) | undefined;
  ask: (subject: Subject) => void;
  hover: (subject: Subject | null) => void;
  hovered: Subject | null;
  answer: Answer | null;
  marked: readonly number[] | undefined;
  old: OldFuture | null;
  /** Rows that were found; null: nothing is sought. */
  matching: ReadonlySet<number> | null;
}) {
  const now = usePlayback((s) => s.now);
  const cursor = usePlayback((s) => s.cursor);
  const moment = useMoment(reader);
  const hurried = useHurried(cursor);
  const asked = useMemo(
    () => askedOf(answer, { cursor, now }) ?? (matching && { ...NOTHING_ASKED, rows: matching }),
    [answer, cursor, now, matching],
  );
  if (map)
    return (
      <Part fallback={COMING} onFailed={onNoMap}>
        <MapView
          reader={reader}
          moment={moment}
          now={now}
          withheld={withheld}
          onMoveTo={onMoveTo}
          onTakeBack={useRun.getState().takeBack}
          ask={ask}
          hover={hover}
          hovered={hovered}
          old={old}
          matching={matching}
        />
      </Part>
    );
  return (
    <Rails
      reader={reader}
      moment={moment}
      now={now}
      withheld={withheld}
      {...(onMove && { onMove })}
      onTakeBack={useRun.getState().takeBack}
      ask={ask}
      hover={hover}
      hovered={hovered}
      {...(marked && { marked })}
      asked={asked}
      old={old}
      hurried={hurried}
    />
  );
});

const isNews = ({ trace }: TraceReader, step: number): boolean =>
  (writtenBySteps(trace)[step] as number) > 0 || (trace.batches.stateDropped[step] as number) > 0;

/** While time passes no faster than at speed 1, the end of each batch is heard; steps by hand are told where they happen. */
function useHeardWhilePlaying(place: {
  readonly current: { reader: TraceReader; labels: Labels; withheld: Withheld };
}): void {
  useEffect(
    () =>
      usePlayback.subscribe((now, before) => {
        if (!now.playing || now.speed > 1 || now.cursor <= before.cursor) return;
        const { reader, labels, withheld } = place.current;
        const { kind, batch } = reader.entry(now.cursor - 1);
        if (kind !== 'batchCommitted' && kind !== 'watermarkAdvanced') return;
        // Row by row only what comes out, or is dropped, is worth a word.
        if (reader.trace.records && (kind !== 'batchCommitted' || batch === null || !isNews(reader, batch))) return;
        say(reader, before.cursor, now.cursor, labels, withheld);
      }),
    [place],
  );
}
