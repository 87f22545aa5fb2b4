/** A loop's run: its code with what it holds, and its picture. */
import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react';
import { loopCode, roleAt } from '../../engine/engines/loopCode';
import { answersOf } from '../../engine/measure/answers';
import { type Ledger, ledgerOf } from '../../engine/measure/ledger';
import { CRASH_POINTS } from '../../engine/scenario/crashPoints';
import { eventTimeColumn } from '../../engine/scenario/edit';
import { setCrash, setCrashAt } from '../../engine/scenario/editCrash';
import { moveRow } from '../../engine/scenario/move';
import type { Crash, CrashPoint, Scenario } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import type { ColumnarReader } from '../../engine/trace/columnarReader';
import type { TraceReader } from '../../engine/trace/reader';
import { type CompareWords, figureName, figureText } from '../../i18n/compareText';
import { duration } from '../../i18n/format';
import { announce } from '../announce';
import { stageAddress } from '../compare/place';
import { wordsOf } from '../compare/words';
import { PictureOrTable } from '../controls/PictureOrTable';
import { Select } from '../controls/Select';
import { Settings } from '../controls/Settings';
import { useLanguage, useTexts } from '../language/language';
import { go } from '../router';
import { Notice } from '../stage/Notice';
import { verdictOfAll } from '../stage/verdict';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD } from '../trace/withheld';
import type { StepTo } from '../views/transport/jump';
import { jumpTo } from '../views/transport/jumpTo';
import { Transport } from '../views/transport/Transport';
import { Code } from './Code';
import { crashAtPoint, crashInLine } from './crashWhere';
import { KeysKnob } from './KeysKnob';
import { LedgerPicture } from './LedgerPicture';
import { LedgerTable } from './LedgerTable';
import { LETTERS, type Letter, lettersOf } from './layout';
import { effectText, keysOf, ofKey, saidBy } from './said';
import { mended } from './streaming';
import { useLoopKeys } from './useLoopKeys';
import { useTruth } from './useTruth';
import { Variables } from './Variables';
import { WhyFigure } from './WhyFigure';
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
  // The run before stays in the picture until the truth of this one is there: whoever drags a row of it would let go of it.
  const opened = useRun((s) => s.opened);
  const pictured = useRef<{ opened: number; reader: TraceReader; ledger: Ledger; words: CompareWords; now: number }>(
    null,
  );
  if (said) pictured.current = { opened, reader, ledger: said, words, now };
  else if (reference !== undefined || pictured.current?.opened !== opened) pictured.current = null;
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
  const jump = useCallback((to: StepTo, direction: 1 | -1) => void jumpTo(reader, to, direction), [reader]);
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
          <button
            type="button"
            className="btn"
            onClick={() => crashAt(crashInLine(reader, role, reader.at(cursor).batch, now))}
          >
            {t.crashHere}
          </button>
        ) : (
          <>
            <label className="dies" htmlFor={dies}>
              {t.dies}
              <Select
                id={dies}
                value={crash?.where.kind === 'at' ? 'at' : (crash?.where.after ?? 'at')}
                onChange={(point) => crashAt(crashAtPoint(reader, crash, point as CrashPoint | 'at', now))}
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
          <PictureOrTable table={twin} onTable={setTwin} />
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
        <div className="card loop-picture" aria-busy={!said && pictured.current !== null}>
          {reference === null ? (
            <p className="loop-wait">{t.noTruth(texts.stage.engine.dailyBatch)}</p>
          ) : !pictured.current ? (
            <p className="loop-wait">{t.waiting}</p>
          ) : twin ? (
            <LedgerTable {...pictured.current} />
          ) : (
            <LedgerPicture
              {...pictured.current}
              picked={picked}
              onPick={setPicked}
              onCrash={(at, restartAfter, gesture) =>
                edit((s) => setCrash(s, 'batchLoop', { at, restartAfter }), gesture)
              }
              onNudge={(row, by, gesture) => edit((s) => moveRow(s, row, 'arrival', arrivalIn(s, row) + by), gesture)}
              onMove={(row, at, gesture) => edit((s) => moveRow(s, row, 'arrival', at), gesture)}
              onTakeBack={useRun.getState().takeBack}
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
