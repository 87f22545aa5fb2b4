/**
 * `#/compare`: the scenario on the stage on every engine, or on its own engine with two values of one setting, on one clock;
 * who was right, and where they first part.
 */
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ENGINES } from '../../engine/engines/names';
import { sessionGap } from '../../engine/measure/answers';
import type { Scenario } from '../../engine/scenario/scenario';
import { type CompareWords, figureName, figureText, time } from '../../i18n/compareText';
import { faultSentence } from '../../i18n/faultText';
import { announce } from '../announce';
import { Select } from '../controls/Select';
import { Frame } from '../frame/Frame';
import { actionOf, KEYS } from '../keys/keys';
import { useKeyDown } from '../keys/useKeyDown';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { useSize } from '../views/rails/useSize';
import { axisOf } from './axis';
import { BackToStage } from './BackToStage';
import { useClock } from './clock';
import { DifferencePanel } from './DifferencePanel';
import { Figures } from './Figures';
import type { Wanted } from './runAll';
import { Score } from './Score';
import { AxisMarks, RailsStrip, StripPicture } from './Strips';
import { openSample } from './sample';
import { keysOf, laneHeight, lanesInSight, lanesOf, leastHeight, stripOf } from './strips';
import { Timeline } from './Timeline';
import { TwoSettings, type TwoSettingsState, useTwoSettings } from './TwoSettings';
import { type Compared, useCompared } from './useCompared';
import { useWords } from './words';
import '../stage/stage.css';
import '../views/transport/transport.css';
import './compare.css';

export default function ComparePage() {
  const t = useTexts().compare.screen;
  useEffect(() => {
    if (!useRun.getState().scenario) void openSample();
  }, []);
  useTitle(t.title);
  return (
    <Frame title={t.title} place={t.place} actions={<BackToStage />}>
      <CompareStage settings />
    </Frame>
  );
}

/** The scenario on the stage on every engine: two regions of a frame. `onStage` goes to the stage, if that is no page. */
export function CompareStage({ onStage, settings = false }: { onStage?: () => void; settings?: boolean }) {
  const t = useTexts().compare.screen;
  const scenario = useRun((s) => s.scenario);
  const engine = useRun((s) => s.engine);
  const two = useTwoSettings(scenario, engine);
  const [mode, setMode] = useState<'engines' | 'settings'>('engines');
  const bySetting = mode === 'settings' && two.wanted !== null;
  const onEngines = useMemo(() => scenario && ENGINES.map((name): Wanted => ({ scenario, engine: name })), [scenario]);
  const { compared, busy } = useCompared(bySetting ? two.wanted : onEngines);
  const words = useWords(compared);
  const chooser = settings && two.settings.length > 0 && (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className="seg" role="group" aria-label={t.modes}>
        {(['engines', 'settings'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={mode === name} onClick={() => setMode(name)}>
            {t.mode[name]}
          </button>
        ))}
      </div>
      {bySetting && <TwoSettings two={two} />}
    </>
  );
  // What stands there until the new runs have come is still what it was.
  const shownBySetting = compared !== null && compared.places.length + compared.refused.length === 2;
  if (compared && words)
    return (
      <Live
        key={shownBySetting ? 'settings' : 'engines'}
        compared={compared}
        words={words}
        busy={busy}
        onStage={onStage}
        chooser={chooser}
        two={shownBySetting ? two : null}
      />
    );
  return (
    <>
      <main className="stage compare" id="content" tabIndex={-1} aria-busy={busy}>
        {compared ? (
          <Refused compared={compared} />
        ) : (
          <p className="notice" role="status">
            {t.running}
          </p>
        )}
      </main>
      <footer className="transport" />
    </>
  );
}

/** Why engines do not take the scenario. */
function Refused({ compared }: { compared: Compared }) {
  const t = useTexts().compare;
  const language = useLanguage();
  if (compared.refused.length === 0) return null;
  return (
    <ul className="compare-refused">
      {compared.refused.map(({ engine, faults }) => (
        <li key={engine}>
          <b>{t.cannotRun(t.engine[engine])}</b>{' '}
          {[...new Set(faults.map((fault) => faultSentence(fault, language)))].join(' ')}
        </li>
      ))}
    </ul>
  );
}

function Live({
  compared,
  words,
  busy,
  onStage,
  chooser,
  two,
}: {
  compared: Compared;
  words: CompareWords;
  busy: boolean;
  onStage: (() => void) | undefined;
  /** What is compared. */
  chooser: ReactNode;
  /** Null: engines are compared. */
  two: TwoSettingsState | null;
}) {
  const texts = useTexts();
  const t = texts.compare;
  const language = useLanguage();
  const title = compared.scenario.title[language];
  const strips = useRef<HTMLDivElement>(null);
  const size = useSize(strips);
  const room = useRef<HTMLDivElement>(null);
  const space = useSize(room);
  const [twin, setTwin] = useState(false);
  const [column, setColumn] = useState(0);
  const keys = useMemo(() => keysOf(compared), [compared]);
  const [key, setKey] = useState<string | null>(null);
  const shownKey = key !== null && keys.includes(key) ? key : (keys[0] ?? null);
  const lanes = useMemo(() => lanesOf(compared, shownKey), [compared, shownKey]);
  const axis = useMemo(() => {
    const { reader } = compared.runs[0]?.answers ?? {};
    const rows = reader ? [...reader.trace.arrivalOrder] : [];
    const arrivals = rows.map((row) => reader?.arrivesAt(row) as number);
    const said = compared.runs.flatMap((r) => [...r.answers.byName.values()].flatMap((a) => a.said.map((s) => s.at)));
    const starts = [...(lanes[0]?.start == null ? [] : [lanes[0].start]), ...arrivals];
    return axisOf([...arrivals, ...said], Math.min(...starts), Math.max(200, size?.width ?? 760));
  }, [compared, lanes, size]);
  const clock = useClock(axis);
  const { now } = clock;

  const [index, setIndex] = useState(0);
  const { differences } = compared;
  const difference = differences[Math.min(index, differences.length - 1)] ?? null;
  const [chosen, setChosen] = useState<{ run: number; name: string } | null>(null);
  const nameOf = (run: number): string =>
    two ? two.nameOf(compared.places[run] ?? 0) : t.engine[compared.runs[run]?.engine ?? 'spark'];
  const step = useCallback(
    (direction: 1 | -1) => {
      if (differences.length === 0) return;
      const next = (index + direction + differences.length) % differences.length;
      setIndex(next);
      setChosen(null);
      const to = differences[next];
      if (to) {
        clock.seek(to.at);
        announce(`${t.screen.nth(next + 1, differences.length)}: ${time(to.at, words)}, ${figureName(to, words)}`);
      }
    },
    [differences, index, words, clock.seek, t],
  );
  useKeys({ next: () => step(1), previous: () => step(-1), play: clock.toggle });

  const howOf = ({ engine, trace, answers }: (typeof compared.runs)[number]): string =>
    sessionGap(trace, answers.reader.scenario) > 0 ? `${t.screen.how[engine]} ${t.sessions}` : t.screen.how[engine];
  const sight = lanesInSight(lanes, now);
  const lane = laneHeight(space?.height ?? null, compared.runs.length, sight.length);
  const reader = compared.runs[0]?.answers.reader;
  const columns = compared.runs[0]?.answers.columns ?? [];
  return (
    <>
      <main className="stage compare" id="content" tabIndex={-1} aria-busy={busy}>
        <div className="compare-head">
          <h1>{title}</h1>
          <p>
            {two
              ? t.screen.leadTwo(reader?.trace.arrivalOrder.length ?? 0, t.engine[compared.runs[0]?.engine ?? 'spark'])
              : t.screen.lead(reader?.trace.arrivalOrder.length ?? 0, compared.runs.length)}
          </p>
          <div className="compare-choices">
            {chooser}
            {keys.length > 1 && <Choice label={t.screen.key} value={shownKey ?? ''} options={keys} onChange={setKey} />}
            {columns.length > 1 && (
              <Choice
                label={t.screen.column}
                value={columns[column] ?? ''}
                options={columns}
                onChange={(name) => setColumn(Math.max(0, columns.indexOf(name)))}
              />
            )}
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <div className="seg" role="group" aria-label={texts.stage.view}>
              <button type="button" aria-pressed={!twin} onClick={() => setTwin(false)}>
                {texts.stage.picture}
              </button>
              <button type="button" aria-pressed={twin} onClick={() => setTwin(true)}>
                {texts.stage.table}
              </button>
            </div>
          </div>
        </div>
        {twin ? (
          <Figures compared={compared} words={words} now={now} nameOf={nameOf} />
        ) : (
          <div
            className="compare-room"
            ref={room}
            style={
              {
                '--least': `${leastHeight(compared.runs.length, sight.length)}px`,
                '--lane': `${lane}px`,
              } as React.CSSProperties
            }
          >
            <div className="compare-grid">
              <div className="compare-name rails-name" aria-hidden="true">
                <span className="l-event">{t.screen.eventTime}</span>
                <span className="l-proc">{t.screen.arrived}</span>
              </div>
              <div className="compare-strip" ref={strips}>
                {reader && (
                  <RailsStrip
                    compared={compared}
                    reader={reader}
                    lanes={sight}
                    axis={axis}
                    now={now}
                    words={words}
                    column={column}
                  />
                )}
              </div>
              <div className="compare-score-head" aria-hidden="true">
                <b>{t.screen.against(time(now, words))}</b>
                <span className="heads">
                  <span>{t.complete}</span>
                  <span>{t.screen.waitHead}</span>
                  <span>{t.corrections}</span>
                  <span>{t.state}</span>
                  <span>{t.runs}</span>
                </span>
              </div>
              {compared.runs.map((run, i) => (
                <EngineRow
                  key={nameOf(i)}
                  name={nameOf(i)}
                  how={two ? two.howOf(compared.places[i] ?? 0) : howOf(run)}
                  compared={compared}
                  index={i}
                  lanes={sight}
                  lane={lane}
                  axis={axis}
                  now={now}
                  column={column}
                  words={words}
                  difference={difference}
                  chosen={chosen}
                  onChoose={(name) => {
                    setChosen({ run: i, name });
                    const found = differences.findIndex((d) => d.name === name);
                    if (found >= 0) setIndex(found);
                  }}
                />
              ))}
              <div className="compare-name" />
              <div className="compare-strip marks">
                <AxisMarks
                  axis={axis}
                  differences={differences}
                  current={difference}
                  words={words}
                  onGo={(i) => {
                    setIndex(i);
                    setChosen(null);
                    clock.seek(differences[i]?.at ?? now);
                  }}
                />
              </div>
              <div />
            </div>
          </div>
        )}
        <Refused compared={compared} />
        <DifferencePanel
          compared={compared}
          difference={difference}
          index={Math.min(index, Math.max(0, differences.length - 1))}
          chosen={chosen}
          words={words}
          nameOf={nameOf}
          two={two !== null}
          ruleWhy={two ? { ...t.ruleWhy, ...t.screen.ruleWhyTwo } : t.ruleWhy}
          onStep={step}
          onStage={(run, at) => {
            const { engine } = compared.runs[run] as (typeof compared.runs)[number];
            const { scenario } = (compared.runs[run] as (typeof compared.runs)[number]).answers.reader;
            void showOnStage(scenario, engine, at, onStage ?? go);
          }}
        />
      </main>
      <Timeline axis={axis} clock={clock} differences={differences} words={words} onNext={() => step(1)} />
    </>
  );
}

/** Where the stage with this scenario is: the page from which one came. */
async function showOnStage(
  scenario: Scenario,
  engine: Parameters<ReturnType<typeof useRun.getState>['setEngine']>[0],
  at: number,
  go: (to: string) => void,
) {
  const { stageAddress } = await import('./place');
  const { usePlayback } = await import('../stores/playback');
  const stop = useRun.subscribe((run, before) => {
    if (run.reader === before.reader) return;
    stop();
    usePlayback.getState().seekTime(at);
  });
  const run = useRun.getState();
  // The other value of a setting comes onto the stage as an edit, which can be taken back.
  if (run.scenario !== scenario) run.edit(() => scenario);
  else if (run.engine === engine) {
    stop();
    usePlayback.getState().seekTime(at);
  } else run.setEngine(engine);
  go(stageAddress());
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly string[];
  onChange: (value: string) => void;
}) {
  return (
    <Select label={label} value={value} onChange={onChange}>
      {options.map((option) => (
        <option key={option}>{option}</option>
      ))}
    </Select>
  );
}

function EngineRow({
  name: shownName,
  how,
  compared,
  index,
  lanes,
  lane: high,
  axis,
  now,
  column,
  words,
  difference,
  chosen,
  onChoose,
}: {
  name: string;
  how: string;
  compared: Compared;
  index: number;
  lanes: ReturnType<typeof lanesInSight>;
  /** Pixels of a lane. */
  lane: number;
  axis: ReturnType<typeof axisOf>;
  now: number;
  column: number;
  words: CompareWords;
  difference: (typeof compared.differences)[number] | null;
  chosen: { run: number; name: string } | null;
  onChoose: (name: string) => void;
}) {
  const t = useTexts().compare;
  const run = compared.runs[index] as (typeof compared.runs)[number];
  const strip = useMemo(() => stripOf(run, lanes, column, now, axis), [run, lanes, column, now, axis]);
  const plates = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(plates.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const go = (to: HTMLButtonElement | undefined) => {
      event.preventDefault();
      to?.focus();
    };
    if (event.key === 'ArrowRight') go(all[at + 1]);
    else if (event.key === 'ArrowLeft') go(all[at - 1]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const rows = [...document.querySelectorAll<HTMLUListElement>('.plates')];
      const row = rows[rows.indexOf(plates.current as HTMLUListElement) + (event.key === 'ArrowDown' ? 1 : -1)];
      const buttons = row?.querySelectorAll('button');
      go(buttons?.[Math.min(at, (buttons.length ?? 1) - 1)]);
    }
  };
  const current = difference?.sides[0].run === index ? difference : null;
  const failed = run.trace.failure;
  return (
    <>
      <div className="compare-name">
        <b>{shownName}</b>
        <span>{failed ? t.failed(shownName, failed.error) : how}</span>
      </div>
      <div className="compare-strip">
        <StripPicture strip={strip} lanes={lanes} axis={axis} now={now} difference={difference} lane={high} />
        {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: arrows go from button to button, which do the rest */}
        <ul className="plates" ref={plates} onKeyDown={onKeyDown} aria-label={t.screen.answersOf(shownName)}>
          {strip.plates.map((plate, i) => {
            const lane = lanes[plate.lane] as (typeof lanes)[number];
            const truth = lane.truth?.[column] ?? null;
            const not = lane.truth === null ? t.screen.notThere : t.screen.not(figureText(truth, column, words));
            const isChosen = chosen?.run === index && chosen.name === plate.name;
            const name = t.screen.plate(
              figureName(lane, words),
              figureText(plate.value, column, words),
              time(plate.at, words),
              plate.kind === 'update' ? t.screen.replaced : plate.kind === 'right' ? t.screen.isRight : not,
            );
            return (
              <li key={plate.output} style={{ left: plate.x, top: `calc(${plate.lane} * var(--lane))` }}>
                <button
                  type="button"
                  className={`plate ${plate.kind}${plate.final ? ' final' : ''}${isChosen ? ' chosen' : ''}${current?.name === plate.name && current.at === plate.at ? ' first' : ''}`}
                  tabIndex={i === 0 ? 0 : -1}
                  aria-label={name}
                  aria-pressed={isChosen}
                  onClick={() => onChoose(plate.name)}
                >
                  {figureText(plate.value, column, words)}
                </button>
                {plate.kind === 'wrong' && (
                  <span className="not" aria-hidden="true">
                    {not}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      <Score run={run} compared={compared} now={now} />
    </>
  );
}

/** Keys of this page, where nothing else has a use for them. */
function useKeys(keys: Readonly<Record<keyof typeof KEYS.compare, () => void>>): void {
  useKeyDown((event, target) => {
    const action = actionOf(KEYS.compare, event);
    if (action === null || target?.closest('input, textarea, select')) return;
    if (action === 'play' && target?.closest('button, a')) return;
    event.preventDefault();
    keys[action]();
  });
}
