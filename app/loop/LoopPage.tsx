/** `#/loop`: batch in a loop, line by line: its code, what each run reads and misses, and every figure beside the truth. */
import { type ReactNode, useCallback, useEffect, useId, useMemo, useState } from 'react';
import { type CodeLine, type LoopRole, loopCode, roleAt, runsWith } from '../../engine/engines/loopCode';
import { answersOf } from '../../engine/measure/answers';
import { type Figure, type Ledger, ledgerOf } from '../../engine/measure/ledger';
import { CRASH_POINTS } from '../../engine/scenario/crashPoints';
import { eventTimeColumn } from '../../engine/scenario/edit';
import { setCrash, setCrashAt } from '../../engine/scenario/editCrash';
import { setKeys } from '../../engine/scenario/editKeys';
import { moveRow } from '../../engine/scenario/move';
import type { BatchLoopSettings, Crash, CrashPoint, Scenario } from '../../engine/scenario/scenario';
import { MINUTE, SECOND } from '../../engine/time';
import type { ColumnarReader } from '../../engine/trace/columnarReader';
import type { TraceReader } from '../../engine/trace/reader';
import { valueAt } from '../../engine/values';
import { type CompareWords, figureName, figureText, rowText, time, valueText } from '../../i18n/compareText';
import { duration } from '../../i18n/format';
import { announce } from '../announce';
import { stageAddress } from '../compare/place';
import { wordsOf } from '../compare/words';
import { Choice, Knob } from '../controls/Knob';
import { Select } from '../controls/Select';
import { Settings } from '../controls/Settings';
import { Frame } from '../frame/Frame';
import { actionOf, KEYS } from '../keys/keys';
import { useKeyDown } from '../keys/useKeyDown';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { AbleEngines } from '../stage/AbleEngines';
import { Notice } from '../stage/Notice';
import { verdictOfAll } from '../stage/verdict';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { nextPlace, type StepTo } from '../views/transport/jump';
import { Transport } from '../views/transport/Transport';
import { CauseLinks } from './CauseLinks';
import { LedgerPicture } from './LedgerPicture';
import { LedgerTable } from './LedgerTable';
import { LETTERS, type Letter, lettersOf } from './layout';
import { openLoopSample } from './sample';
import { mended } from './streaming';
import { useTruth } from './useTruth';
import '../stage/stage.css';
import './loop.css';

/** When a row arrives, by its number over all sources. */
function arrivalIn({ sources }: Scenario, row: number): number {
  let place = row;
  for (const { arrivesAt } of sources) {
    if (place < arrivesAt.length) return arrivesAt[place] as number;
    place -= arrivesAt.length;
  }
  return 0;
}

const wholeSecond = (at: number): number => Math.round(at / SECOND) * SECOND;

/** Which line of the code makes which mistake. */
const LINE_OF: Readonly<Record<Letter, readonly LoopRole[]>> = {
  a: ['sleep'],
  b: ['since'],
  c: ['write'],
  d: ['process'],
};

export default function LoopPage() {
  const t = useTexts().compare.loop;
  useTitle(t.title);
  const reader = useRun((s) => s.reader);
  const status = useRun((s) => s.status);
  const engine = useRun((s) => s.engine);
  const language = useLanguage();
  useEffect(() => {
    const run = useRun.getState();
    if (!run.scenario) void openLoopSample();
    else run.setEngine('batchLoop');
  }, []);
  const ready = reader?.trace.engine === 'batchLoop';
  if (ready && reader)
    return (
      <LoopStage reader={reader} onPage>
        {(side, stage) => (
          <Frame
            title={reader.scenario.title[language]}
            place={t.title}
            lesson={
              <aside className="loop-side" aria-label={t.code}>
                {side}
              </aside>
            }
          >
            {stage(null)}
          </Frame>
        )}
      </LoopStage>
    );
  return (
    <Frame title={t.title} place={t.place}>
      <main
        className="stage loop"
        id="content"
        tabIndex={-1}
        aria-busy={status.kind === 'running' || engine !== 'batchLoop'}
      >
        {status.kind === 'refused' ? (
          <div className="loop-refused">
            <Refusal />
            <button type="button" className="btn" onClick={() => void openLoopSample()}>
              {t.openSample}
            </button>
          </div>
        ) : (
          <Notice />
        )}
      </main>
      <footer className="transport" />
    </Frame>
  );
}

/** Why the loop does not take the scenario, and the way to the stage with an engine that does. */
function Refusal() {
  const texts = useTexts();
  const status = useRun((s) => s.status);
  if (status.kind !== 'refused') return null;
  return (
    <>
      <p className="notice refused" role="alert">
        <span>
          <b>{texts.stage.refused.title(texts.stage.engine.batchLoop)}.</b> {verdictOfAll(texts, status.faults)}
        </span>
      </p>
      <AbleEngines
        able={status.able}
        onChoose={(engine) => {
          useRun.getState().setEngine(engine);
          go(stageAddress());
        }}
      />
    </>
  );
}

/**
 * A loop's run in two parts: its code with what it holds, and its picture in two regions of a frame. The page stands the
 * one beside the other; where a lesson has that place, the code stands on the picture (`stage(side)`).
 */
export function LoopStage({
  reader,
  onPage = false,
  children,
}: {
  reader: TraceReader;
  /** It is the page's own, and no lesson's: there is a way from it to the stage. */
  onPage?: boolean;
  children: (side: ReactNode, stage: (above: ReactNode) => ReactNode) => ReactNode;
}) {
  const texts = useTexts();
  const t = texts.compare.loop;
  const language = useLanguage();
  const scenario = useRun((s) => s.scenario);
  const status = useRun((s) => s.status);
  const cursor = usePlayback((s) => s.cursor);
  const now = usePlayback((s) => s.now);
  const { edit } = useRun.getState();
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const way = useMemo(() => (onPage ? mended(reader.scenario, reader) : null), [onPage, reader]);
  const reference = useTruth(reader.scenario);
  const dies = useId();
  const [twin, setTwin] = useState(false);
  const [picked, setPicked] = useState<{ name: string; column: number } | null>(null);
  const words = useMemo((): CompareWords => {
    const { instants } = answersOf(reader.trace, reader.scenario, reader.timeAt(0), reader as ColumnarReader);
    return wordsOf(reader, instants, language, texts.compare);
  }, [reader, language, texts]);
  const ledger = useMemo((): Ledger | null => {
    if (!reference) return null;
    const answers = answersOf(reader.trace, reader.scenario, now, reader as ColumnarReader);
    return ledgerOf(answers, reference, reader.scenario);
  }, [reader, reference, now]);
  const whole = useMemo(() => (ledger ? saidBy(ledger) : null), [ledger]);
  const keys = useMemo(() => keysOf(whole), [whole]);
  const [chosenKey, chooseKey] = useState<string | null>(null);
  const key = chosenKey !== null && keys.includes(chosenKey) ? chosenKey : (keys[0] ?? null);
  const said = useMemo(() => whole && ofKey(whole, key), [whole, key]);
  const code = useMemo(() => loopCode(reader.scenario.engines.batchLoop, eventTimeColumn(reader.scenario)), [reader]);
  const role = reader.at(cursor).down === null ? roleAt(reader, cursor, now) : null;
  const letters = lettersOf([...(said?.figures ?? []), ...(said?.totals ?? [])].flatMap((f) => f.causes));
  const faults = status.kind === 'refused' ? status.faults : [];
  const verdict = faults.length > 0 ? verdictOfAll(texts, faults) : null;

  const nextLine = useCallback(() => {
    const { cursor: at, pause, seek } = usePlayback.getState();
    pause();
    const before = roleAt(reader, at);
    let next = at;
    while (next < reader.length && (next === at || roleAt(reader, next) === before)) next++;
    seek(next);
    announce(`${t.role[roleAt(reader, next)]}. ${labels.instant(reader.timeAt(next))}`);
  }, [reader, labels, t]);
  const nextWrong = useCallback(
    (letter?: Letter) => {
      if (!reference) return;
      const whole = ledgerOf(
        answersOf(reader.trace, reader.scenario, undefined, reader as ColumnarReader),
        reference,
        reader.scenario,
      );
      const wrong = whole.figures.filter(
        (f) => !f.right && !f.open && f.at !== null && (!letter || lettersOf(f.causes).includes(letter)),
      );
      wrong.sort((a, b) => (a.at as number) - (b.at as number));
      const from = picked ? wrong.findIndex((f) => f.name === picked.name && f.column === picked.column) : -1;
      const next = wrong[(from + 1) % Math.max(1, wrong.length)];
      if (!next) {
        announce(t.noneWrong);
        return;
      }
      setPicked({ name: next.name, column: next.column });
      usePlayback.getState().pause();
      if (usePlayback.getState().now < (next.at as number)) usePlayback.getState().seekTime(next.at as number);
      announce(
        `${figureName(next, words)}: ${figureText(next.said, next.column, words)}, ${texts.compare.screen.not(figureText(next.truth, next.column, words))}`,
      );
    },
    [reader, reference, picked, words, t, texts],
  );
  useLoopKeys(nextLine, nextWrong);

  const crash = (scenario?.crashes ?? []).find((c) => c.engine === 'batchLoop') ?? null;
  const crashAt = (where: Crash['where']): void => {
    const { restartAfter = MINUTE / 2, checkpoint = 'kept' } = crash ?? {};
    edit((s) => setCrashAt(s, 'batchLoop', { where, restartAfter, checkpoint }), 'loop crash');
  };
  /** Where a line of the code is when it dies: reading it has read, writing it has written half. */
  const lineCrash = (line: LoopRole | null, run: number | null): Crash['where'] => {
    const id = run === null ? undefined : reader.trace.batches.batchId[run];
    if (id === undefined || line === null || line === 'sleep') return { kind: 'at', at: wholeSecond(now) };
    return {
      kind: 'batch',
      batchId: id,
      after: line === 'write' ? 'half-written' : line === 'save' ? 'remembered' : 'read',
    };
  };
  /** The same run, and another point of it. */
  const pointCrash = (point: CrashPoint | 'at'): Crash['where'] => {
    const [struck] = reader.trace.crashes;
    if (point === 'at') return { kind: 'at', at: wholeSecond(struck?.at ?? now) };
    if (crash?.where.kind === 'batch') return { ...crash.where, after: point };
    const before = reader.trace.batches.startedAt.findLastIndex((at) => at <= (struck?.at ?? now));
    return { kind: 'batch', batchId: reader.trace.batches.batchId[Math.max(0, before)] ?? 0, after: point };
  };

  const jump = useCallback(
    (to: StepTo, direction: 1 | -1) => {
      const next = nextPlace(reader, usePlayback.getState().cursor, to, direction, NOTHING_WITHHELD);
      if (next === null) return;
      usePlayback.getState().pause();
      usePlayback.getState().seek(next);
    },
    [reader],
  );
  const chosen = said?.figures.find((f) => f.name === picked?.name && f.column === picked?.column) ?? null;
  const side = (
    <>
      <h1>{t.heading(letters.length)}</h1>
      <Code code={code} role={role} settings={reader.scenario.engines.batchLoop} letters={letters} />
      <Variables reader={reader} cursor={cursor} words={words} />
      {chosen ? (
        <WhyFigure
          figure={chosen}
          reader={reader}
          words={words}
          columns={said?.columns ?? []}
          onClose={() => setPicked(null)}
        />
      ) : (
        <p className="loop-hint">{said && letters.length === 0 && now >= reader.trace.endsAt ? t.allRight : t.hint}</p>
      )}
      <div className="loop-steps">
        <p className="keys">
          <kbd>→</kbd> {t.keyLine} <kbd>w</kbd> {t.keyFigure} <kbd>a</kbd>–<kbd>d</kbd> {t.keyCause}
        </p>
        {reader.trace.crashes.length === 0 ? (
          <button type="button" className="btn" onClick={() => crashAt(lineCrash(role, reader.at(cursor).batch))}>
            {t.crashHere}
          </button>
        ) : (
          <>
            <label className="dies" htmlFor={dies}>
              {t.dies}
              <Select
                id={dies}
                value={crash?.where.kind === 'at' ? 'at' : (crash?.where.after ?? 'at')}
                onChange={(point) => crashAt(pointCrash(point as CrashPoint | 'at'))}
              >
                {([...CRASH_POINTS.batchLoop, 'at'] as const).map((point) => (
                  <option key={point} value={point}>
                    {t.diesWhile[point as keyof typeof t.diesWhile]}
                  </option>
                ))}
              </Select>
            </label>
            <button type="button" className="btn" onClick={() => edit((s) => setCrash(s, 'batchLoop', null))}>
              {t.noCrash}
            </button>
          </>
        )}
        <button type="button" className="btn solid" onClick={nextLine} disabled={cursor >= reader.length}>
          {t.nextLine}
        </button>
      </div>
    </>
  );
  return children(side, (above) => (
    <>
      <main className="stage loop" id="content" tabIndex={-1} aria-label={t.title}>
        <div className="stage-head">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div className="seg" role="group" aria-label={texts.stage.view}>
            <button type="button" aria-pressed={!twin} onClick={() => setTwin(false)}>
              {texts.stage.picture}
            </button>
            <button type="button" aria-pressed={twin} onClick={() => setTwin(true)}>
              {texts.stage.table}
            </button>
          </div>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div className="knobs" role="group" aria-label={texts.stage.settings.label}>
            {scenario && (
              <>
                <Settings scenario={scenario} engine="batchLoop" faults={faults} verdict={verdict} onEdit={edit} />
                <KeysKnob scenario={scenario} verdict={verdict} onEdit={edit} />
              </>
            )}
            {keys.length > 1 && (
              <Select label={texts.compare.screen.key} value={key ?? ''} onChange={chooseKey}>
                {keys.map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </div>
        </div>
        {above}
        <ul className="loop-causes">
          {LETTERS.map((letter) => (
            <li key={letter}>
              <button type="button" disabled={!letters.includes(letter)} onClick={() => nextWrong(letter)}>
                <i className="bad" aria-hidden="true">
                  {letter}
                </i>
                <span>
                  <b>{t.letter[letter]}</b>
                  <small>{effectText(said, letter, t)}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div className="card loop-picture">
          {!said ? (
            <p className="loop-wait">{t.waiting}</p>
          ) : twin ? (
            <LedgerTable ledger={said} reader={reader} words={words} />
          ) : (
            <LedgerPicture
              reader={reader}
              ledger={said}
              now={now}
              words={words}
              picked={picked}
              onPick={setPicked}
              onCrash={(at, restartAfter, gesture) =>
                edit((s) => setCrash(s, 'batchLoop', { at, restartAfter }), gesture)
              }
              onNudge={(row, by, gesture) => edit((s) => moveRow(s, row, 'arrival', arrivalIn(s, row) + by), gesture)}
              onMove={(row, at, gesture) => edit((s) => moveRow(s, row, 'arrival', at), gesture)}
            />
          )}
          <Notice verdict={verdict} labels={labels} onGo={(to) => usePlayback.getState().seek(to)} />
        </div>
        {way && (
          <p className="loop-way">
            <span>{t.way(reader.trace.arrivalOrder.length, duration(way.delay, language))}</span>
            <button
              type="button"
              className="btn"
              onClick={() => {
                useRun.getState().edit(() => way.scenario);
                useRun.getState().setEngine('spark');
                go(stageAddress());
              }}
            >
              {t.runOn(texts.stage.engine.spark)}
            </button>
          </p>
        )}
      </main>
      <Transport reader={reader} withheld={NOTHING_WITHHELD} labels={labels} onJump={jump} />
    </>
  ));
}

/** What the answers are counted for, as a setting: all together, or each value of a column by itself. */
function KeysKnob({
  scenario,
  verdict,
  onEdit,
}: {
  scenario: Scenario;
  verdict: string | null;
  onEdit: (change: (scenario: Scenario) => Scenario, gesture: string) => void;
}) {
  const t = useTexts().compare.loop;
  const last = scenario.query.steps.at(-1);
  const columns = (scenario.sources[0]?.rows.specs ?? []).flatMap(({ name, type }) =>
    type === 'string' ? [name] : [],
  );
  if (last?.kind !== 'aggregate' || columns.length === 0 || last.keys.length > 1) return null;
  const [key = ''] = last.keys;
  const options = ['', ...columns].map((value) => ({
    value,
    name: value === '' ? t.together : value,
    says: value === '' ? t.togetherSays : t.eachSays(value),
  }));
  return (
    <Knob
      name={t.countedFor}
      value={key === '' ? t.together : key}
      hint={() => t.countedForHint}
      verdict={verdict}
      refused={false}
    >
      <Choice
        name={t.countedFor}
        value={key}
        options={options}
        onChange={(value) => onEdit((s) => setKeys(s, value === '' ? [] : [value]), `keys ${value}`)}
      />
    </Knob>
  );
}

/** The keys that figures have, as they are shown; none for a query without keys. */
const keysOf = (ledger: Ledger | null): string[] => [
  ...new Set((ledger?.figures ?? []).flatMap((f) => (f.keys.length > 0 ? [f.keys.map(String).join(', ')] : []))),
];

/** The figures of one key; what all keys add up to is no sum of these. */
function ofKey(ledger: Ledger, key: string | null): Ledger {
  if (key === null) return ledger;
  return { ...ledger, figures: ledger.figures.filter((f) => f.keys.map(String).join(', ') === key), totals: [] };
}

/** What the loop has said by now; a window whose run is still to come is not wrong yet. */
function saidBy(ledger: Ledger): Ledger {
  const reached = Math.max(...ledger.figures.map((f) => (f.silent ? Number.NEGATIVE_INFINITY : (f.start ?? 0))));
  const figures = ledger.figures.map((f) =>
    f.silent && (f.start ?? Number.POSITIVE_INFINITY) > reached ? { ...f, open: true, causes: [] } : f,
  );
  const over = figures.every((f) => !f.open);
  // A sum is a sum once everything is in it.
  return { ...ledger, figures, totals: over ? ledger.totals : [] };
}

/** By how many rows a kind of mistake is to blame. */
function effectText(
  ledger: Ledger | null,
  letter: Letter,
  t: { effect: (more: number, less: number) => string; none: string; sum: (n: number) => string },
): string {
  if (!ledger) return t.none;
  const first = ledger.figures.filter((f) => f.column === 0);
  const causes = (letter === 'd' ? ledger.totals : first)
    .flatMap((f) => f.causes)
    .filter((c) => lettersOf([c]).includes(letter));
  if (causes.length === 0) return t.none;
  if (letter === 'd') return t.sum(causes.reduce((n, c) => n + c.effect, 0));
  const sum = (sign: 1 | -1) => causes.reduce((n, c) => n + (Math.sign(c.effect) === sign ? Math.abs(c.effect) : 0), 0);
  return t.effect(sum(1), sum(-1));
}

function Code({
  code,
  role,
  settings,
  letters,
}: {
  code: readonly CodeLine[];
  role: LoopRole | null;
  settings: BatchLoopSettings;
  letters: readonly Letter[];
}) {
  const t = useTexts().compare.loop;
  return (
    <ol className="loop-code">
      {code.map((line, i) => {
        const badges = letters.filter((letter) => line.role !== null && LINE_OF[letter].includes(line.role));
        const on = role !== null && runsWith(role, line.role, settings);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <li key={i} className={on ? 'on' : undefined} aria-current={on ? 'step' : undefined}>
            <i aria-hidden="true">{i + 1}</i>
            <code>
              {line.text}
              {line.remark && (
                <span className="remark">{`${line.text === '' ? '' : '  '}# ${t.remark[line.remark]}`}</span>
              )}
            </code>
            <span className="badges">
              {badges.map((letter) => (
                <i key={letter} className="bad" title={t.letter[letter]}>
                  {letter}
                </i>
              ))}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** What the loop holds in its hands: the rows read, the answer, the place it will read on from. */
function Variables({ reader, cursor, words }: { reader: TraceReader; cursor: number; words: CompareWords }) {
  const t = useTexts().compare.loop;
  const { trace, scenario } = reader;
  const moment = reader.at(cursor);
  const run = moment.batch;
  const rows: string[] = [];
  const results: string[] = [];
  let done = false;
  if (run !== null) {
    for (
      let i = trace.batches.firstEntry[run] as number;
      i < cursor && i <= (trace.batches.lastEntry[run] as number);
      i++
    ) {
      const entry = reader.entry(i);
      if (entry.kind === 'rowRead' && entry.row !== null) rows.push(time(reader.arrivesAt(entry.row), words));
      if (entry.kind === 'outputWritten' && entry.version !== null) {
        const { specs, columns } = trace.operator?.versions ?? { specs: [], columns: [] };
        const version = entry.version;
        results.push(
          specs
            .map(({ name, type }, c) => {
              const value = valueAt(columns[c] as never, version);
              const said =
                type === 'timestamp' && typeof value === 'number'
                  ? time(value, words)
                  : valueText(value, words.language);
              return `${said} ${name}`;
            })
            .join(', '),
        );
      }
      if (entry.kind === 'batchCommitted') done = true;
    }
  }
  const saves = scenario.engines.batchLoop.remember !== 'nothing';
  return (
    <dl className="loop-variables">
      <div>
        <dt>data</dt>
        <dd className="mono">
          {rows.length === 0 ? '–' : `[${rows.slice(0, 4).join(', ')}${rows.length > 4 ? `, … ${rows.length}` : ''}]`}
        </dd>
      </div>
      <div>
        <dt>result</dt>
        <dd className="mono">{results.length === 0 ? '–' : results.slice(0, 3).join(' · ')}</dd>
      </div>
      <div>
        <dt>{t.remembers}</dt>
        <dd>{saves && run !== null && done ? time(trace.batches.readTo?.[run] as number, words) : t.nothing}</dd>
      </div>
    </dl>
  );
}

function WhyFigure({
  figure,
  reader,
  words,
  columns,
  onClose,
}: {
  figure: Figure;
  reader: TraceReader;
  words: CompareWords;
  columns: readonly string[];
  onClose: () => void;
}) {
  const t = useTexts().compare;
  return (
    <section className="loop-why" aria-label={t.screen.why}>
      <h2>
        {figureName(figure, words)}, {columns[figure.column]}
      </h2>
      <p>
        {t.screen.saidAndTrue(
          figureText(figure.said, figure.column, words),
          figureText(figure.truth, figure.column, words),
        )}
      </p>
      <ul>
        {figure.causes.length === 0 && <li>{t.screen.nothingWrong}</li>}
        {figure.causes.slice(0, 6).map((cause) => (
          <li key={`${cause.code} ${cause.row} ${cause.effect}`}>
            {cause.row !== null && `${rowText(cause.row, words)}: `}
            {t.cause[cause.code]} <CauseLinks cause={cause} reader={reader} words={words} />
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={onClose}>
        {t.loop.close}
      </button>
    </section>
  );
}

const CAUSE_KEYS = { causeA: 'a', causeB: 'b', causeC: 'c', causeD: 'd' } as const satisfies Record<string, Letter>;

/** Keys of this screen, wherever the focus is but in something that has its own use for them. */
function useLoopKeys(nextLine: () => void, nextWrong: (letter?: Letter) => void): void {
  useKeyDown((event, target) => {
    if (target?.closest('input, textarea, select, [role="slider"], [role="dialog"], [role="menu"]')) return;
    const action = actionOf(KEYS.loop, event);
    if (action === 'line') nextLine();
    else if (action === 'figure') nextWrong();
    else if (action && action !== 'play') nextWrong(CAUSE_KEYS[action]);
    else if (action === 'play' && !target?.closest('button, a')) {
      const { playing, play, pause } = usePlayback.getState();
      if (playing) pause();
      else play();
    } else return;
    event.preventDefault();
  });
}
