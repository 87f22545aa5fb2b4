/** `#/crash`: kill an engine at any instant of processing time, watch it come back, and count what its sink ends with. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { CRASHING_ENGINES, type CrashingEngine } from '../../engine/engines/names';
import { setBatchLoop, setCrashAt, setSink } from '../../engine/scenario/edit';
import type { Crash, CrashPoint, Scenario, SinkKind } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { writtenBySteps } from '../../engine/trace/steps';
import { NONE } from '../../engine/trace/trace';
import { duration, number } from '../../i18n/format';
import { announce } from '../announce';
import { stageAddress } from '../compare/place';
import { openSample } from '../compare/sample';
import { Knob, Length } from '../controls/Knob';
import { Frame } from '../frame/Frame';
import { useLanguage, useTexts } from '../language/language';
import { Notice } from '../stage/Notice';
import { verdictOfAll } from '../stage/verdict';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { labelsOf } from '../trace/labels';
import { stepName } from '../trace/steps';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { Rails } from '../views/rails/Rails';
import { nextPlace, type StepTo } from '../views/transport/jump';
import { Transport } from '../views/transport/Transport';
import { CrashStrip } from './CrashStrip';
import { Everywhere } from './Everywhere';
import { SinkCard } from './SinkCard';
import { usePlain } from './usePlain';
import { batchNear, crashOf, instantOf, pointsOf } from './where';
import '../stage/stage.css';
import '../views/panel/panel.css';
import './crash.css';

const SINKS = ['append', 'idempotent', 'transactional'] as const;
const OUTAGE = 30 * SECOND;

const isCrashing = (engine: string): engine is CrashingEngine =>
  (CRASHING_ENGINES as readonly string[]).includes(engine);

export default function CrashPage() {
  const { crashLab: t, stage, ...texts } = useTexts();
  useTitle(t.title);
  const reader = useRun((s) => s.reader);
  const engine = useRun((s) => s.engine);
  const status = useRun((s) => s.status);
  useEffect(() => {
    const run = useRun.getState();
    if (!run.scenario) void openSample();
    else if (!isCrashing(run.engine)) run.setEngine('spark');
  }, []);
  if (reader && isCrashing(engine) && reader.trace.engine === engine) return <Live reader={reader} engine={engine} />;
  return (
    <Frame title={t.title} place={t.place}>
      <main className="stage crash-lab" id="content" tabIndex={-1} aria-busy={status.kind === 'running'}>
        {status.kind === 'refused' ? (
          <>
            <EngineTabs engine={engine} />
            <p className="notice refused" role="alert">
              <b>{t.refused(isCrashing(engine) ? stage.engine[engine] : '')}</b>{' '}
              {verdictOfAll({ crashLab: t, stage, ...texts }, status.faults)}
            </p>
            <button type="button" className="btn solid" onClick={() => void openSample()}>
              {t.sample}
            </button>
          </>
        ) : (
          <Notice />
        )}
      </main>
      <footer className="transport" />
    </Frame>
  );
}

function EngineTabs({ engine }: { engine: string }) {
  const { stage } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="tabs" role="group" aria-label={stage.engines}>
      {CRASHING_ENGINES.map((name) => (
        <button
          key={name}
          type="button"
          className="tab"
          aria-pressed={engine === name}
          onClick={() => useRun.getState().setEngine(name)}
        >
          {stage.engine[name]}
        </button>
      ))}
    </div>
  );
}

/** A run as another kind of sink has it: what was given to a sink does not hang on its kind. */
function withSink(reader: TraceReader, engine: CrashingEngine, kind: SinkKind): TraceReader {
  const { scenario } = reader;
  return openTrace(reader.trace, engine === 'spark' ? setSink(scenario, kind) : setBatchLoop(scenario, { sink: kind }));
}

function Live({ reader, engine }: { reader: TraceReader; engine: CrashingEngine }) {
  const texts = useTexts();
  const { crashLab: t, stage } = texts;
  const language = useLanguage();
  const scenario = useRun((s) => s.scenario) as Scenario;
  const status = useRun((s) => s.status);
  const canUndo = useRun((s) => s.canUndo);
  const { edit, undo } = useRun.getState();
  const cursor = usePlayback((s) => s.cursor);
  const now = usePlayback((s) => s.now);
  const plain = usePlain(scenario, engine);
  const labels = useMemo(() => labelsOf(reader, language), [reader, language]);
  const moment = useMemo(() => reader.at(cursor), [reader, cursor]);
  const crash = crashOf(scenario, engine);
  const [outage, setOutage] = useState(OUTAGE);
  const restartAfter = crash?.restartAfter ?? outage;
  const checkpoint = crash?.checkpoint ?? 'kept';
  const sink = engine === 'spark' ? scenario.engines.spark.sink : scenario.engines.batchLoop.sink;
  const known = plain ?? reader;
  const at = crash && instantOf(crash, known);
  const point = crash && crash.where.kind !== 'at' ? crash.where.after : null;
  const faults = status.kind === 'refused' ? status.faults : [];
  const verdict = faults.length > 0 ? verdictOfAll(texts, faults) : null;

  const put = useCallback(
    (where: Crash['where'] | null, change: Partial<Pick<Crash, 'restartAfter' | 'checkpoint'>>, gesture: string) => {
      edit((s) => {
        const before = crashOf(s, engine);
        const next = where ?? before?.where;
        if (!next) return s;
        const { restartAfter = OUTAGE, checkpoint = 'kept' } = { ...before, ...change };
        return setCrashAt(s, engine, { where: next, restartAfter, checkpoint });
      }, gesture);
    },
    [edit, engine],
  );
  /** To an instant; at a point of a batch it goes with the batch nearest to that. */
  const move = (to: number, gesture: string): void => {
    const batchId = point === null ? -1 : batchNear(known, to);
    const fresh = crash ? {} : { restartAfter: outage };
    if (point !== null && batchId >= 0) put({ kind: 'batch', batchId, after: point }, fresh, gesture);
    else put({ kind: 'at', at: to }, fresh, gesture);
  };
  const toBatch = (direction: 1 | -1): void => {
    const { endedAt, count } = known.trace.batches;
    const from = at === null || Number.isNaN(at) ? -1 : batchNear(known, at);
    const next = Math.min(count - 1, Math.max(0, from + direction));
    if (count > 0) move(endedAt[next] as number, 'crash batch');
  };
  const choosePoint = (after: CrashPoint | null): void => {
    const place = at === null || Number.isNaN(at) ? firstPlace(known) : at;
    const batchId = batchNear(known, place);
    const fresh = crash ? {} : { restartAfter: outage };
    if (after === null || batchId < 0) put({ kind: 'at', at: place }, fresh, 'crash point');
    else put({ kind: 'batch', batchId, after }, fresh, 'crash point');
  };

  // What a crash does is seen at the end; what it is to be seen doing, by playing.
  useEffect(() => {
    const { playing, seek } = usePlayback.getState();
    if (!playing) seek(reader.length);
  }, [reader]);

  const jump = useCallback(
    (to: StepTo, direction: 1 | -1) => {
      const next = nextPlace(reader, usePlayback.getState().cursor, to, direction, NOTHING_WITHHELD);
      if (next === null) return;
      usePlayback.getState().pause();
      usePlayback.getState().seek(next);
      announce(labels.instant(reader.timeAt(next)));
    },
    [reader, labels],
  );
  const sinks = useMemo(
    () =>
      SINKS.map((kind) => ({
        kind,
        reader: withSink(reader, engine, kind),
        plain: plain && withSink(plain, engine, kind),
      })),
    [reader, plain, engine],
  );
  const says =
    at === null || Number.isNaN(at)
      ? ''
      : point === null
        ? t.at(labels.instant(at))
        : t.atBatch(labels.instant(at), stepName(known, batchNear(known, at), labels, stage.step), t.points[point]);
  const struck = reader.trace.crashes[0];
  return (
    <Frame title={scenario.title[language]} place={t.title}>
      <main className="stage crash-lab" id="content" tabIndex={-1} aria-label={t.title}>
        <div className="crash-head">
          <h1>{t.heading}</h1>
          <p>{t.lead}</p>
        </div>
        <div className="stage-head">
          <EngineTabs engine={engine} />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div className="knobs" role="group" aria-label={stage.settings.label}>
            <Knob
              name={t.outage}
              value={duration(restartAfter, language)}
              hint={t.outageHint}
              verdict={verdict}
              refused={false}
            >
              <Length
                name={t.outage}
                value={restartAfter}
                span={Math.max(OUTAGE * 20, reader.trace.endsAt - reader.timeAt(0))}
                zero="allowed"
                onChange={(value, gesture) => (crash ? put(null, { restartAfter: value }, gesture) : setOutage(value))}
              />
            </Knob>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <span
              className="seg"
              role="group"
              aria-label={engine === 'spark' ? t.checkpoint : t.memory}
              title={t.checkpointHint}
            >
              {(['kept', 'lost'] as const).map((kind) => (
                <button
                  key={kind}
                  type="button"
                  aria-pressed={checkpoint === kind}
                  disabled={!crash}
                  onClick={() => put(null, { checkpoint: kind }, `checkpoint ${kind}`)}
                >
                  {engine === 'spark' ? t.checkpoint : t.memory} {t.checkpoints[kind]}
                </button>
              ))}
            </span>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <span className="seg" role="group" aria-label={t.sinkOf}>
              {SINKS.map((kind) => (
                <button
                  key={kind}
                  type="button"
                  aria-pressed={sink === kind}
                  onClick={() =>
                    edit(
                      (s) => (engine === 'spark' ? setSink(s, kind) : setBatchLoop(s, { sink: kind })),
                      `sink ${kind}`,
                    )
                  }
                >
                  {t.sinks[kind].name}
                </button>
              ))}
            </span>
            <button
              type="button"
              className="btn"
              onClick={() =>
                crash
                  ? edit((s) => setCrashAt(s, engine, null), 'no crash')
                  : choosePoint(engine === 'spark' ? 'sink-written' : 'written')
              }
            >
              {crash ? t.none : t.put}
            </button>
            <button type="button" className="btn" disabled={!canUndo} onClick={undo}>
              {stage.undo}
            </button>
            <Link href={stageAddress()} className="btn">
              {t.onStage}
            </Link>
          </div>
        </div>
        <fieldset className="crash-points">
          <legend>{t.where}</legend>
          {[null, ...pointsOf(engine)].map((after, i) => (
            <label key={after ?? 'any'}>
              <input
                type="radio"
                name="crash-point"
                checked={crash !== null && point === after}
                onChange={() => choosePoint(after)}
              />
              <span>
                {after === null ? t.anywhere : t.points[after]}
                {after !== null && <small aria-hidden="true"> {number(i, language)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="card crash-picture">
          <CrashStrip
            plain={known}
            labels={labels}
            at={at === null || Number.isNaN(at) ? null : at}
            says={says}
            onMove={move}
            onBatch={toBatch}
          />
          <div className="crash-rails">
            <Rails reader={reader} moment={moment} now={now} withheld={NOTHING_WITHHELD} interactive={false} />
          </div>
          <Notice verdict={verdict} labels={labels} />
          {struck && struck.batch !== NONE && (
            <p className="heard" aria-live="polite">
              {says}
            </p>
          )}
        </div>
        <div className="sinks">
          {sinks.map(({ kind, reader: own, plain: expected }) => (
            <SinkCard
              key={kind}
              kind={kind}
              chosen={kind === sink}
              reader={own}
              plain={expected}
              cursor={cursor}
              labels={labels}
            />
          ))}
        </div>
        {plain && (
          <Everywhere
            scenario={scenario}
            engine={engine}
            plain={plain}
            restartAfter={restartAfter}
            sink={sink}
            labels={labels}
            chosen={crash?.where.kind === 'batch' ? { batchId: crash.where.batchId, after: crash.where.after } : null}
            onChoose={(batchId, after) =>
              put({ kind: 'batch', batchId, after }, crash ? {} : { restartAfter: outage }, `trial ${batchId} ${after}`)
            }
          />
        )}
      </main>
      <Transport reader={reader} withheld={NOTHING_WITHHELD} labels={labels} onJump={jump} />
    </Frame>
  );
}

/** Where a crash is put first: at the end of the first batch that writes something, which tells the sinks apart. */
function firstPlace(reader: TraceReader): number {
  const { trace } = reader;
  const written = writtenBySteps(trace).findIndex((n) => n > 0);
  return written < 0 ? (reader.timeAt(0) + trace.endsAt) / 2 : (trace.batches.endedAt[written] as number);
}
