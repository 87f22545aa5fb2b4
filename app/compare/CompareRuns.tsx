/** The runs that came out: their strips under one pair of rails, figures or table, and what tells them apart. */
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { sessionGap } from '../../engine/measure/answers';
import { type CompareWords, figureName, time } from '../../i18n/compareText';
import { announce } from '../announce';
import { PictureOrTable } from '../controls/PictureOrTable';
import { Select } from '../controls/Select';
import { Guard } from '../frame/Guard';
import { SaveButton } from '../keep/SaveButton';
import { ALL_KEYS } from '../keys/allKeys';
import { actionOf } from '../keys/keys';
import { useKeyDown } from '../keys/useKeyDown';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { useSize } from '../views/rails/useSize';
import { axisOf } from './axis';
import { useClock } from './clock';
import { DifferencePanel } from './DifferencePanel';
import { EngineRow } from './EngineRow';
import { Figures } from './Figures';
import { answerLines, scoreLines } from './lines';
import { RailNames } from './RailNames';
import { RailsStrip } from './RailsStrip';
import { Refused } from './Refused';
import { AxisMarks } from './Strips';
import { showOnStage } from './showOnStage';
import {
  beginOf,
  keysOf,
  type Lane,
  laneHeight,
  lanesInSight,
  lanesOf,
  lanesThatFit,
  leastHeight,
  sightOf,
} from './strips';
import { Timeline } from './Timeline';
import type { TwoSettingsState } from './TwoSettings';
import type { Compared } from './useCompared';

export function CompareRuns({
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
  const grid = useRef<HTMLDivElement>(null);
  const space = useSize(room);
  // Plates have figures in them: where a reader's text is larger, so are they.
  const text = textSize();
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
    const from = reader ? beginOf(lanes, reader) : 0;
    return axisOf([...arrivals, ...said], from, Math.max(200, size?.width ?? 760));
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
  // Where the runs stand stacked, the picture is as high as what it holds.
  const height = space && space.width / text > STACKED ? space.height / text : null;
  const isTight = space !== null && space.width / text <= TIGHT;
  const sight = lanesInSight(lanes, now, lanesThatFit(height, compared.runs.length, lanes.length, isTight));
  const lane = text * laneHeight(height, compared.runs.length, sight.length, isTight);
  // Of more windows than stand there, the picture has the time of those that do; the slider goes through all of the run.
  const begins = sight.length < lanes.length ? lanes.indexOf(sight[0] as Lane) : -1;
  const part = useMemo(
    () => (begins < 0 ? null : sightOf(compared, lanes.slice(begins, begins + sight.length))),
    [compared, lanes, begins, sight.length],
  );
  const near = useMemo(() => (part ? axisOf(part.times, part.from, axis.width) : axis), [part, axis]);
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
            {!twin &&
              sight.length < lanes.length &&
              ` ${t.screen.inSight(sight.length, lanes.length, lanes[0]?.row !== null)}`}
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
            <PictureOrTable table={twin} onTable={setTwin} />
            <SaveButton
              scenario={compared.scenario}
              name={t.screen.files.page}
              parts={() => [...(grid.current ? [grid.current] : [])]}
              tables={[
                {
                  text: t.screen.saveAnswers,
                  name: t.screen.files.answers,
                  lines: () => answerLines(compared, words, now, nameOf),
                },
                ...(compared.reference
                  ? [
                      {
                        text: t.screen.saveScores,
                        name: t.screen.files.scores,
                        lines: () => scoreLines(compared, words, now, nameOf),
                      },
                    ]
                  : []),
              ]}
            />
          </div>
        </div>
        {twin ? (
          <Guard of={compared}>
            <Figures compared={compared} words={words} now={now} nameOf={nameOf} />
          </Guard>
        ) : (
          <div
            className="compare-room"
            ref={room}
            style={
              {
                '--least': `${text * leastHeight(compared.runs.length, sight.length, isTight)}px`,
                '--lane': `${lane}px`,
              } as React.CSSProperties
            }
          >
            <div className="compare-grid" ref={grid}>
              {reader && <RailNames reader={reader} hasWindows={lanes.some((one) => one.start !== null)} />}
              <div className="compare-strip" ref={strips}>
                {reader && (
                  <Guard of={compared}>
                    <RailsStrip
                      compared={compared}
                      reader={reader}
                      rows={part?.rows ?? null}
                      lanes={sight}
                      axis={near}
                      now={now}
                      words={words}
                      column={column}
                    />
                  </Guard>
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
                <Guard key={nameOf(i)} of={compared}>
                  <EngineRow
                    name={nameOf(i)}
                    how={two ? two.howOf(compared.places[i] ?? 0) : howOf(run)}
                    compared={compared}
                    index={i}
                    lanes={sight}
                    lane={lane}
                    text={text}
                    axis={near}
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
                </Guard>
              ))}
              <div className="compare-name" />
              <div className="compare-strip marks">
                <Guard of={compared}>
                  <AxisMarks
                    axis={near}
                    lanes={part ? sight : null}
                    differences={differences}
                    current={difference}
                    words={words}
                    onGo={(i) => {
                      setIndex(i);
                      setChosen(null);
                      clock.seek(differences[i]?.at ?? now);
                    }}
                  />
                </Guard>
              </div>
              <div />
            </div>
          </div>
        )}
        <Guard of={compared}>
          <Refused compared={compared} />
        </Guard>
        <Guard of={difference}>
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
              showOnStage(scenario, engine, at, onStage ?? go);
            }}
          />
        </Guard>
      </main>
      <Guard of={compared}>
        <Timeline axis={axis} clock={clock} differences={differences} words={words} onNext={() => step(1)} />
      </Guard>
    </>
  );
}

/** How much larger than usual the text of the page is, as a reader sets it in the browser. */
const textSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** As wide as `compare.css` stacks the runs, in pixels of usual text. */
const STACKED = 760;
/** As wide as it sets them close, with the names of engines alone. */
const TIGHT = 1000;

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

/** Keys of this page, where nothing else has a use for them. */
function useKeys(keys: Readonly<Record<keyof typeof ALL_KEYS.compare, () => void>>): void {
  useKeyDown((event, target) => {
    const action = actionOf(ALL_KEYS.compare, event);
    if (action === null || target?.closest('input, textarea, select')) return;
    if (action === 'play' && target?.closest('button, a')) return;
    event.preventDefault();
    keys[action]();
  });
}
