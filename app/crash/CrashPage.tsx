/** `#/crash`: kill an engine at any instant of processing time, watch it come back, and count what its sink ends with. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CrashTrial } from '../../engine/crashEverywhere';
import type { CrashPlace } from '../../engine/crashPlaces';
import type { RunningEngine } from '../../engine/engines/names';
import { addCrash, moveCrash, setSinkOf, sinkOf } from '../../engine/scenario/editCrash';
import { setFlink } from '../../engine/scenario/editRecords';
import type { Crash, CrashPoint, Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { stepKindOf } from '../../engine/trace/steps';
import { duration, number } from '../../i18n/format';
import { announce } from '../announce';
import { stageAddress } from '../compare/place';
import { openSample } from '../compare/sample';
import { Choice, Knob, Length } from '../controls/Knob';
import { Frame } from '../frame/Frame';
import { Guard } from '../frame/Guard';
import { Part, part } from '../frame/Part';
import { ALL_KEYS } from '../keys/allKeys';
import { actionOf } from '../keys/keys';
import { useKeyDown } from '../keys/useKeyDown';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { Link } from '../router';
import { AbleEngines } from '../stage/AbleEngines';
import { EngineChoice } from '../stage/EngineChoice';
import { Notice } from '../stage/Notice';
import { verdictOfAll } from '../stage/verdict';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD } from '../trace/withheld';
import { Disk } from '../views/disk/Disk';
import { Rails } from '../views/rails/Rails';
import type { StepTo } from '../views/transport/jump';
import { jumpTo } from '../views/transport/jumpTo';
import { Transport } from '../views/transport/Transport';
import { CrashStrip } from './CrashStrip';
import { Everywhere } from './Everywhere';
import { SavingKnob, usualInterval } from './SavingKnob';
import { SinkCard, SinkCardToCome } from './SinkCard';
import { worstAt } from './trials';
import { usePlain } from './usePlain';
import { SINKS, sinkTexts, useSinks } from './useSinks';
import {
  crashesOf,
  crashOf,
  firstInstant,
  instantOf,
  placeBeside,
  placeName,
  placeNear,
  placeOfNext,
  placesOf,
  pointsOf,
} from './where';
import '../stage/stage.css';
import '../views/panel/panel.css';
import './crash.css';

const RailsTable = part(() => withTexts('saves', import('../views/rails/RailsTable')));

const OUTAGE = 30 * SECOND;
/** What is on disk, or the rails, or what they say as tables. */
const VIEWS = ['disk', 'rails', 'table'] as const;
type View = (typeof VIEWS)[number];

/** The point that a crash is put at first: what was given to the sink has not been recorded by then. */
const FIRST_POINT: Readonly<Record<RunningEngine, CrashPoint | null>> = {
  spark: 'sink-written',
  // A timer makes rows come out, and not a row.
  flink: null,
  kafkaStreams: 'row',
  batchLoop: 'written',
  dailyBatch: 'written',
};

export default function CrashPage() {
  const { crashLab: t, stage, ...texts } = useTexts();
  useTitle(t.title);
  const reader = useRun((s) => s.reader);
  const engine = useRun((s) => s.engine);
  const status = useRun((s) => s.status);
  // It stays when another engine's run takes the place of the one before.
  const [view, setView] = useState<View>('disk');
  useEffect(() => {
    if (!useRun.getState().scenario) void openSample();
  }, []);
  if (reader && reader.trace.engine === engine)
    return <Live reader={reader} engine={engine} view={view} onView={setView} />;
  return (
    <Frame title={t.title} place={t.place}>
      <main className="stage crash-lab" id="content" tabIndex={-1} aria-busy={status.kind === 'running'}>
        {status.kind === 'refused' ? (
          <>
            <EngineChoice engine={engine} onChoose={useRun.getState().setEngine} />
            <p className="notice refused" role="alert">
              <b>{t.refused(stage.engine[engine])}</b> {verdictOfAll({ crashLab: t, stage, ...texts }, status.faults)}
            </p>
            <AbleEngines able={status.able} onChoose={useRun.getState().setEngine} />
            <button type="button" className="btn" onClick={() => void openSample()}>
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

interface LiveProps {
  readonly reader: TraceReader;
  readonly engine: RunningEngine;
  readonly view: View;
  readonly onView: (view: View) => void;
}

function Live({ reader, engine, view, onView }: LiveProps) {
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
  const all = crashesOf(scenario, engine);
  const crash = crashOf(scenario, engine);
  const [outage, setOutage] = useState(OUTAGE);
  const restartAfter = crash?.restartAfter ?? outage;
  const checkpoint = crash?.checkpoint ?? 'kept';
  const sink = sinkOf(scenario, engine);
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
        return moveCrash(s, engine, { where: next, restartAfter, checkpoint });
      }, gesture);
    },
    [edit, engine],
  );
  const fresh = crash ? {} : { restartAfter: outage };
  /** To an instant; at a point it goes to the place of that point which is nearest. */
  const move = (to: number, gesture: string): void => {
    const place = point && placeNear(known, point, to);
    put(place ? place.where : { kind: 'at', at: to }, fresh, gesture);
  };
  const toStep = (direction: 1 | -1): void => {
    const from = at === null || Number.isNaN(at) ? firstInstant(known) : at;
    const place = placeBeside(known, point, from, direction);
    if (place) move(place.at, 'crash step');
  };
  const choosePoint = (after: CrashPoint | null): void => {
    const near = at === null || Number.isNaN(at) ? firstInstant(known) : at;
    const place = after && placeNear(known, after, near);
    put(place ? place.where : { kind: 'at', at: near }, fresh, 'crash point');
  };

  // What a crash does is seen at the end; what it is to be seen doing, by playing.
  useEffect(() => {
    const { playing, seek } = usePlayback.getState();
    if (!playing) seek(reader.length);
  }, [reader]);

  const jump = useCallback(
    (to: StepTo, direction: 1 | -1) => {
      const next = jumpTo(reader, to, direction);
      if (next !== null) announce(labels.instant(reader.timeAt(next)));
    },
    [reader, labels],
  );
  const sinks = useSinks(scenario, engine, reader, plain);
  const places = placesOf(known);
  const comesTo = useMemo(() => new Set(places.map((p) => p.where.after)), [places]);
  const choices = [null, ...pointsOf(engine)].map((after) => ({
    after,
    possible: after === null || comesTo.has(after),
  }));
  const further = useMemo(
    () => (at !== null && !Number.isNaN(at) ? placeOfNext(known, point, at + restartAfter) : null),
    [known, point, at, restartAfter],
  );
  usePointKeys((nth) => {
    const chosen = choices[nth - 1];
    if (chosen?.possible) choosePoint(chosen.after);
  });
  const marks = useMemo(() => [...new Set(places.map((p) => p.at))], [places]);
  const [trials, setTrials] = useState<readonly CrashTrial[] | null>(null);
  const tried = useMemo(() => trials && worstAt(trials), [trials]);
  const stops = useRef<HTMLFieldSetElement>(null);
  // On a phone the stops are pushed along: the chosen one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another one where the point is
  useEffect(() => {
    const box = stops.current;
    const chosen = box?.querySelector('label:has(:checked)');
    if (box && chosen instanceof HTMLElement)
      box.scrollLeft = chosen.offsetLeft + chosen.offsetWidth / 2 - box.clientWidth / 2;
  }, [point, engine]);
  const says = saysOf();
  const struck = reader.trace.crashes[0];
  // A job that takes no checkpoints has no points of one.
  const without = engine === 'flink' && scenario.engines.flink.checkpointInterval === null;
  return (
    <Frame title={scenario.title[language]} place={t.title}>
      <main className="stage crash-lab" id="content" tabIndex={-1} aria-label={t.title}>
        <h1 className="heard">{t.heading}</h1>
        <div className="stage-head">
          <EngineChoice engine={engine} onChoose={useRun.getState().setEngine} />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
          <div className="knobs" role="group" aria-label={stage.settings.label}>
            <Knob
              name={t.outage}
              value={duration(restartAfter, language)}
              hint={() => t.outageHint}
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
            <SavingKnob scenario={scenario} engine={engine} verdict={verdict} onEdit={edit} />
            {crash && (
              <Knob
                name={t.kept[engine].name}
                value={t.checkpoints[checkpoint]}
                hint={() => t.kept[engine].hint}
                verdict={verdict}
                refused={false}
              >
                <Choice
                  name={t.kept[engine].name}
                  value={checkpoint}
                  options={(['kept', 'lost'] as const).map((value) => ({
                    value,
                    name: t.checkpoints[value],
                    says: t.checkpointSays[value],
                  }))}
                  onChange={(kind) => put(null, { checkpoint: kind }, `checkpoint ${kind}`)}
                />
              </Knob>
            )}
            <Knob
              name={t.sinkOf}
              value={sinkTexts(t, engine, sink).name}
              hint={() => t.sinkHint}
              verdict={verdict}
              refused={false}
            >
              <Choice
                name={t.sinkOf}
                value={sink}
                options={SINKS.map((value) => ({ value, ...sinkTexts(t, engine, value) }))}
                onChange={(kind) => edit((s) => setSinkOf(s, engine, kind), `sink ${kind}`)}
              />
            </Knob>
          </div>
        </div>
        <div className="card crash-picture">
          <div className="crash-does">
            <p className={crash ? 'says struck' : 'says'} id="crash-strip-says">
              {crash && at !== null && !Number.isNaN(at) ? says : t.noCrash}
            </p>
            <button
              type="button"
              className={crash ? 'btn' : 'btn solid'}
              onClick={() =>
                crash ? edit((s) => moveCrash(s, engine, null), 'no crash') : choosePoint(FIRST_POINT[engine])
              }
            >
              {all.length > 1 ? t.noneOfLast : crash ? t.none : t.put}
            </button>
            {further && (
              <button
                type="button"
                className="btn"
                onClick={() => edit((s) => addCrash(s, engine, { where: further, restartAfter, checkpoint: 'kept' }))}
              >
                {t.more}
              </button>
            )}
            <button type="button" className="btn" disabled={!canUndo} onClick={undo}>
              {stage.undo}
            </button>
            <Link href={stageAddress()} className="btn">
              {t.onStage}
            </Link>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
            <span className="seg" role="group" aria-label={stage.view}>
              {VIEWS.map((name) => (
                <button key={name} type="button" aria-pressed={view === name} onClick={() => onView(name)}>
                  {t.views[name]}
                </button>
              ))}
            </span>
          </div>
          <Guard of={reader}>
            <CrashStrip
              plain={known}
              labels={labels}
              at={at === null || Number.isNaN(at) ? null : at}
              others={all.slice(0, -1).map((c) => instantOf(c, known))}
              says={says}
              marks={marks}
              tried={tried}
              onMove={move}
              onTakeBack={useRun.getState().takeBack}
              onStep={toStep}
            />
          </Guard>
          <fieldset className="crash-points" ref={stops}>
            <legend>
              <b>{t.where}</b>
              <small>{t.whereKeys(choices.length)}</small>
            </legend>
            {choices.map(({ after, possible }, i) => (
              <label key={after ?? 'any'}>
                <input
                  type="radio"
                  name="crash-point"
                  checked={crash !== null && point === after}
                  disabled={!possible}
                  onChange={() => choosePoint(after)}
                />
                <span>
                  {after === null ? t.anywhere[stepKindOf(known.trace)] : t.points[after]}
                  <small aria-hidden="true"> {number(i + 1, language)}</small>
                </span>
              </label>
            ))}
          </fieldset>
          {without && (
            <p className="crash-without">
              {t.noCheckpoints}{' '}
              <button
                type="button"
                className="btn"
                onClick={() => edit((s) => setFlink(s, { checkpointInterval: usualInterval(s) }), 'take checkpoints')}
              >
                {t.takeCheckpoints(duration(usualInterval(scenario), language))}
              </button>
            </p>
          )}
          <Guard key={view} of={reader}>
            {view === 'disk' ? (
              <Disk reader={reader} cursor={cursor} labels={labels} />
            ) : view === 'rails' ? (
              <div className="crash-rails">
                <Rails reader={reader} moment={moment} now={now} withheld={NOTHING_WITHHELD} interactive={false} />
              </div>
            ) : (
              <Part>
                <div className="crash-table">
                  <RailsTable reader={reader} moment={moment} withheld={NOTHING_WITHHELD} />
                </div>
              </Part>
            )}
          </Guard>
          <Notice verdict={verdict} labels={labels} />
          {struck && (
            <p className="heard" aria-live="polite">
              {says}
            </p>
          )}
        </div>
        <div className="sinks">
          {sinks.map(({ kind, reader: own, plain: expected, hasNoSuchPoint }) =>
            own ? (
              <Guard key={kind} of={own}>
                <SinkCard
                  kind={kind}
                  engine={engine}
                  chosen={kind === sink}
                  reader={own}
                  plain={expected}
                  hasNoSuchPoint={hasNoSuchPoint}
                  now={now}
                  cursor={own.trace === reader.trace ? cursor : null}
                  labels={labels}
                />
              </Guard>
            ) : (
              <SinkCardToCome key={kind} kind={kind} engine={engine} />
            ),
          )}
        </div>
        {plain && (
          <Guard of={plain}>
            <Everywhere
              scenario={scenario}
              engine={engine}
              plain={plain}
              restartAfter={restartAfter}
              sink={sink}
              labels={labels}
              chosen={crash && crash.where.kind !== 'at' ? crash.where : null}
              onChoose={(where: CrashPlace) => put(where, fresh, `trial ${JSON.stringify(where)}`)}
              onTried={setTrials}
            />
          </Guard>
        )}
      </main>
      <Guard of={reader}>
        <Transport reader={reader} withheld={NOTHING_WITHHELD} labels={labels} onJump={jump} />
      </Guard>
    </Frame>
  );
  function saysOf(): string {
    if (!crash || at === null || Number.isNaN(at)) return '';
    const time = labels.instant(at);
    const { where } = crash;
    if (where.kind === 'at') return t.at(time);
    const name = placeName(where, known, labels, texts);
    return where.after === 'row' ? t.atRow(time, name) : t.atBatch(time, name, t.points[where.after]);
  }
}

/** The keys by which a point is chosen, wherever one does not type. */
function usePointKeys(choose: (nth: number) => void): void {
  useKeyDown((event, target) => {
    if (target?.closest('input[type="text"], textarea, select, [role="dialog"]')) return;
    if (actionOf(ALL_KEYS.crash, event) !== 'point') return;
    event.preventDefault();
    choose(Number(event.key));
  });
}
