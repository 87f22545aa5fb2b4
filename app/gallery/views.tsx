/** What the gallery hangs: each view with the fixtures that show what it can show. */
import { type ReactNode, useEffect, useMemo } from 'react';
import type { Subject } from '../../engine/explain/subject';
import { whatIfSteps } from '../../engine/explain/whatIf';
import { otherwise } from '../../engine/explain/wish';
import { answersOf } from '../../engine/measure/answers';
import { compare } from '../../engine/measure/comparison';
import { ledgerOf } from '../../engine/measure/ledger';
import { oldFuture } from '../../engine/measure/oldFuture';
import { type Reference, referenceFrom } from '../../engine/measure/reference';
import { sweepOf, sweepValues } from '../../engine/measure/sweep';
import { takers } from '../../engine/measure/takers';
import { truthRuns } from '../../engine/measure/truthRuns';
import { simulate } from '../../engine/simulate';
import { atOnce } from '../../engine/slices';
import type { ColumnarReader } from '../../engine/trace/columnarReader';
import type { TraceReader } from '../../engine/trace/reader';
import { KIND } from '../../engine/trace/trace';
import { USES } from '../../lessons/decide/uses';
import { verdictOf } from '../../lessons/decide/verdict';
import { QueryBuilder } from '../build/QueryBuilder';
import { axisOf } from '../compare/axis';
import { Figures } from '../compare/Figures';
import { RailsStrip } from '../compare/RailsStrip';
import { StripPicture } from '../compare/Strips';
import { beginOf, lanesInSight, lanesOf, lanesThatFit, sightOf, stripOf } from '../compare/strips';
import type { Compared } from '../compare/useCompared';
import { useWords } from '../compare/words';
import { CrashStrip } from '../crash/CrashStrip';
import { SinkCard } from '../crash/SinkCard';
import { placesOf } from '../crash/where';
import { CostPlot } from '../decide/CostPlot';
import { useDecide } from '../decide/useDecide';
import { useLanguage, useTexts } from '../language/language';
import { LedgerPicture } from '../loop/LedgerPicture';
import { LedgerTable } from '../loop/LedgerTable';
import { useRun } from '../stores/run';
import { Curves, Frontier } from '../sweep/Pictures';
import { labelsOf } from '../trace/labels';
import { NOTHING_WITHHELD } from '../trace/withheld';
import Backlog from '../views/backlog/Backlog';
import { Batch } from '../views/batch/Batch';
import { Disk } from '../views/disk/Disk';
import { answer } from '../views/inspector/answer';
import { Inspector } from '../views/inspector/Inspector';
import { askedOf } from '../views/inspector/useAnswer';
import { wayOf, wouldRow } from '../views/inspector/whatIfWords';
import { MapView } from '../views/map/MapView';
import type { Asking } from '../views/panel/Panel';
import type { Fixture } from '../views/rails/fixtures';
import { Rails } from '../views/rails/Rails';
import RailsTable from '../views/rails/RailsTable';
import { ResultTable } from '../views/resultTable/ResultTable';
import { StateStore } from '../views/stateStore/StateStore';
import { Card as TakenByUnder } from '../views/takenBy/TakenByCard';
import { List as UprightTakenBy } from '../views/takenBy/TakenByList';
import { Transport } from '../views/transport/Transport';
import { Files, Progress } from '../views/written/Written';
import { ExerciseHung } from './ExerciseHung';
import { ADS_FILE, FIXTURES, type FixtureName, LOOPS, ORDERS_FILE, runOf, scenarioOf, TUNNEL } from './fixtures';
import '../stage/stage.css';
import '../views/panel/panel.css';
import '../compare/compare.css';
import '../loop/loop.css';
import '../crash/crash.css';
import '../sweep/sweep.css';
import '../decide/decide.css';

/** One view with one fixture. */
export interface Entry {
  /** `rails/tunnel`. */
  readonly name: string;
  /** Pixels that the view is given; without a height it takes what it needs. */
  readonly width: number;
  readonly height?: number;
  draw(): ReactNode;
}

const WIDE = { width: 1026, height: 400 };
const PHONE = { width: 390, height: 456 };
const PANEL = { width: 620 };

const nothing = (): void => {};
const ASKING: Asking = { subject: null, hovered: null, ask: nothing, hover: nothing };

type Draw = (fixture: Fixture) => ReactNode;

function each(
  view: string,
  size: { width: number; height?: number },
  names: readonly FixtureName[],
  draw: Draw,
): Entry[] {
  return names.map((name) => ({
    name: `${view}/${name}`,
    ...size,
    draw: () => <Hung key={`${view}/${name}`} fixture={FIXTURES[name]} draw={draw} />,
  }));
}

/** Runs its fixture once. */
function Hung({ fixture, draw: Draw }: { fixture: () => Fixture; draw: Draw }) {
  const made = useMemo(fixture, [fixture]);
  return <Draw {...made} />;
}

const rails: Draw = ({ reader, moment, withheld }) => (
  <Rails
    reader={reader}
    moment={moment}
    now={moment.now}
    withheld={withheld}
    onMove={nothing}
    ask={nothing}
    hover={nothing}
  />
);

const map: Draw = ({ reader, moment, withheld }) => (
  <MapView
    reader={reader}
    moment={moment}
    now={moment.now}
    withheld={withheld}
    onMoveTo={nothing}
    onTakeBack={() => false}
    ask={nothing}
    hover={nothing}
    hovered={null}
    old={null}
    matching={null}
  />
);

function useLabels(reader: TraceReader) {
  const language = useLanguage();
  return useMemo(() => labelsOf(reader, language), [reader, language]);
}

const table: Draw = ({ reader, moment, withheld }) => (
  <RailsTable reader={reader} moment={moment} withheld={withheld} ask={nothing} hover={nothing} />
);
const BatchOf: Draw = (f) => <Batch {...f} labels={useLabels(f.reader)} asking={ASKING} onGo={nothing} />;
const StateOf: Draw = (f) => <StateStore {...f} labels={useLabels(f.reader)} asking={ASKING} />;
const ResultOf: Draw = (f) => <ResultTable {...f} labels={useLabels(f.reader)} asking={ASKING} />;
const TransportOf: Draw = ({ reader, withheld }) => (
  <Transport reader={reader} withheld={withheld} labels={useLabels(reader)} onJump={nothing} />
);

/** The picture with the run before an edit as a faint outline: the delay was 5 minutes, and is 12. */
function Outlined({ map }: { map: boolean }) {
  const old = useMemo(() => {
    const patient = { ...TUNNEL, query: { ...TUNNEL.query, steps: TUNNEL.query.steps.map(withDelay) } };
    return oldFuture(runOf(TUNNEL), runOf(patient));
  }, []);
  if (!old) return null;
  const moment = old.is.at(old.is.length);
  const of = { reader: old.is, moment, now: moment.now, withheld: NOTHING_WITHHELD, ask: nothing, hover: nothing, old };
  return map ? (
    <MapView {...of} onMoveTo={nothing} onTakeBack={() => false} hovered={null} matching={null} />
  ) : (
    <Rails {...of} onMove={nothing} />
  );
}
const withDelay = (step: object): object => ('watermark' in step ? { ...step, delay: '12 minutes' } : step);

/** What Spark tells of a batch, and the files of its checkpoint. */
const WrittenOf: Draw = ({ reader, moment }) => (
  <div className="written">
    <Progress reader={reader} moment={moment} batch={moment.batch ?? 0} />
    <Files reader={reader} moment={moment} batch={moment.batch ?? 0} />
  </div>
);

/** At the run's end, when all of it has been written. */
const DiskOf: Draw = ({ reader }) => <Disk reader={reader} cursor={reader.length} labels={useLabels(reader)} />;

/** The builder reads the scenario on the stage. */
function Build() {
  const scenario = useRun((s) => s.scenario);
  const own = useMemo(() => scenarioOf(TUNNEL), []);
  useEffect(() => void useRun.getState().open(own), [own]);
  return scenario === own ? <QueryBuilder /> : null;
}

/** The guide's plot, for a use that it gives. */
function Guide() {
  const { answers, prices, lines } = useDecide();
  useEffect(() => useDecide.getState().lend(USES.stolenCard), []);
  return <CostPlot verdict={verdictOf(answers, prices, lines)} />;
}

/** A row as the nearest change of a time would have it that "what if?" finds. */
function Would({
  reader,
  moment,
  withheld,
  row,
  changed,
  drawn,
}: Fixture & { row: number; changed: 'arrival' | 'event'; drawn: 'rails' | 'map' }) {
  const labels = useLabels(reader);
  const texts = useTexts();
  const subject: Subject = { kind: 'row', row };
  const would = useMemo(() => {
    const wish = otherwise(reader, { kind: 'row', row }, moment.cursor);
    if (wish.kind === 'none') return null;
    const found = atOnce(whatIfSteps(reader.scenario, reader.trace.engine, wish)).found.find(
      ({ change }) => change.kind === changed,
    );
    return found ? wouldRow(wayOf(found, row, reader, labels, texts), wish, reader, labels, texts) : null;
  }, [reader, moment, row, changed, labels, texts]);
  const of = { reader, moment, now: moment.now, withheld, ask: nothing, hover: nothing, hovered: null };
  return drawn === 'map' ? (
    <MapView {...of} onMoveTo={nothing} onTakeBack={() => false} old={null} matching={null} would={would} />
  ) : (
    <Rails
      {...of}
      onMove={nothing}
      asked={askedOf(answer(reader, subject, moment.cursor, withheld, labels, texts), moment, would)}
    />
  );
}

const would = (
  view: 'rails' | 'upright' | 'map',
  size: { width: number; height: number },
  names: Readonly<Record<string, readonly [FixtureName, row: number, 'arrival' | 'event']>>,
): Entry[] =>
  Object.entries(names).map(([name, [fixture, row, changed]]) => ({
    name: `${view}/${name}`,
    ...size,
    draw: () => (
      <Hung
        key={`${view}/${name}`}
        fixture={FIXTURES[fixture]}
        draw={(f) => <Would {...f} row={row} changed={changed} drawn={view === 'map' ? 'map' : 'rails'} />}
      />
    ),
  }));

/** The answer to a question, beside the rails that carry its numbers. */
function Why({ reader, moment, withheld, subject, whatIf }: Fixture & { subject: Subject; whatIf: boolean }) {
  const labels = useLabels(reader);
  const texts = useTexts();
  const found = answer(reader, subject, moment.cursor, withheld, labels, texts);
  return (
    <div className="gallery-why">
      <div className="gallery-frame" style={WIDE}>
        <Rails
          reader={reader}
          moment={moment}
          now={moment.now}
          withheld={withheld}
          ask={nothing}
          hover={nothing}
          asked={askedOf(found, moment)}
        />
      </div>
      <div className="inspector">
        <Inspector answer={found} reader={reader} labels={labels} tellsWhatIf={whatIf} keepsRows onChangeRow={null} />
      </div>
    </div>
  );
}

const questions = (
  view: 'why' | 'whatIf',
  names: Readonly<Record<string, { fixture: FixtureName; subject: (f: Fixture) => Subject }>>,
): Entry[] =>
  Object.entries(names).map(([name, { fixture, subject }]) => ({
    name: `${view}/${name}`,
    width: 1430,
    draw: () => (
      <Hung
        key={`${view}/${name}`}
        fixture={FIXTURES[fixture]}
        draw={(f) => <Why {...f} subject={subject(f)} whatIf={view === 'whatIf'} />}
      />
    ),
  }));

/** What each batch would have done with the first row that was dropped: under the rails, as of the run's end, and upright. */
function TakenByOf({ reader, moment, withheld, end, upright }: Fixture & { end: boolean; upright: boolean }) {
  const labels = useLabels(reader);
  const asOf = end ? reader.length : moment.cursor;
  const { row } = reader.entry(reader.trace.kinds.indexOf(KIND.rowLate));
  const of = { reader, row: row ?? 0, asOf, labels };
  if (upright) return <UprightTakenBy {...of} />;
  return (
    <div className="gallery-taken-by">
      {!end && (
        <div className="gallery-frame" style={WIDE}>
          <Rails reader={reader} moment={moment} now={moment.now} withheld={withheld} ask={nothing} hover={nothing} />
        </div>
      )}
      <TakenByUnder {...of} view="rails" />
    </div>
  );
}

const takenBy = (
  names: Readonly<Record<string, { fixture: FixtureName; end?: boolean; upright?: boolean }>>,
): Entry[] =>
  Object.entries(names).map(([name, { fixture, end = false, upright = false }]) => ({
    name: `takenBy/${name}`,
    width: upright ? 360 : WIDE.width,
    draw: () => (
      <Hung
        key={`takenBy/${name}`}
        fixture={FIXTURES[fixture]}
        draw={(f) => <TakenByOf {...f} end={end} upright={upright} />}
      />
    ),
  }));

/** Engines side by side. */
function Strips({ file, share }: { file: unknown; share: number }) {
  const compared = useMemo((): Compared => {
    const scenario = scenarioOf(file);
    const traces = takers(scenario, ['spark', 'flink', 'kafkaStreams', 'dailyBatch']).runs.map((e) =>
      simulate(scenario, e),
    );
    return { ...compare(scenario, traces, truthRuns(scenario)), refused: [], places: traces.map((_, i) => i) };
  }, [file]);
  const words = useWords(compared);
  const reader = compared.runs[0]?.answers.reader;
  if (!words || !reader) return null;
  const arrivals = [...reader.trace.arrivalOrder].map((row) => reader.arrivesAt(row));
  const said = compared.runs.flatMap((r) => [...r.answers.byName.values()].flatMap((a) => a.said.map((s) => s.at)));
  const lanes = lanesOf(compared, null);
  const first = arrivals[0] as number;
  const now = first + share * ((arrivals.at(-1) as number) - first);
  const sight = lanesInSight(lanes, now, lanesThatFit(null, compared.runs.length, lanes.length));
  const part = sight.length < lanes.length ? sightOf(compared, sight) : null;
  const axis = part ? axisOf(part.times, part.from, 900) : axisOf([...arrivals, ...said], beginOf(lanes, reader), 900);
  return (
    <div className="compare">
      <RailsStrip {...{ compared, reader, axis, now, words }} rows={part?.rows ?? null} lanes={sight} column={0} />
      {compared.runs.map((run) => (
        <StripPicture
          key={run.engine}
          strip={stripOf(run, sight, 0, now, axis)}
          lanes={sight}
          axis={axis}
          now={now}
          difference={compared.differences[0] ?? null}
          lane={15}
        />
      ))}
      <Figures
        compared={compared}
        words={words}
        now={now}
        nameOf={(run) => words.texts.engine[compared.runs[run]?.engine ?? 'spark']}
      />
    </div>
  );
}

/** The loop's ledger, as picture and as table. */
function Loop({ file, twin }: { file: unknown; twin: boolean }) {
  const language = useLanguage();
  const texts = useTexts().compare;
  const { reader, reference } = useMemo(() => {
    const run = runOf(file, 'batchLoop');
    const truth = truthRuns(run.scenario);
    return { reader: run, reference: truth && (referenceFrom(run.scenario, truth) as Reference) };
  }, [file]);
  if (!reference) return null;
  const now = reader.trace.endsAt;
  const ledger = ledgerOf(
    answersOf(reader.trace, reader.scenario, now, reader as ColumnarReader),
    reference,
    reader.scenario,
  );
  const words = {
    language,
    texts,
    zone: reader.scenario.timeZone,
    span: [reader.timeAt(0), now] as const,
    instants: [],
    eventTime: (row: number) => reader.eventTime(row),
    arrivesAt: (row: number) => reader.arrivesAt(row),
  };
  return twin ? (
    <LedgerTable ledger={ledger} reader={reader} words={words} now={now} />
  ) : (
    <LedgerPicture
      {...{ reader, ledger, now, words }}
      picked={null}
      onPick={nothing}
      onCrash={nothing}
      onNudge={nothing}
      onMove={nothing}
      onTakeBack={nothing}
    />
  );
}

/** What is on disk and in three sinks when the query has died. */
function Crash() {
  const { crashed, plain } = useMemo(() => {
    const faults = [{ engine: 'spark', crash: { batchId: 6, after: 'sink-written' }, restartAfter: '70 seconds' }];
    return { crashed: runOf({ ...TUNNEL, faults }), plain: runOf(TUNNEL) };
  }, []);
  const labels = useLabels(crashed);
  return (
    <div className="crash-lab">
      <CrashStrip
        plain={plain}
        labels={labels}
        at={crashed.trace.crashes[0]?.at ?? null}
        says=""
        marks={placesOf(plain).map((p) => p.at)}
        tried={null}
        onMove={nothing}
        onTakeBack={nothing}
        onStep={nothing}
      />
      <div className="sinks">
        {(['append', 'idempotent', 'transactional'] as const).map((kind) => (
          <SinkCard
            key={kind}
            kind={kind}
            engine="spark"
            hasNoSuchPoint={false}
            now={crashed.trace.endsAt}
            chosen={kind === 'append'}
            reader={crashed}
            plain={plain}
            cursor={crashed.length}
            labels={labels}
          />
        ))}
      </div>
    </div>
  );
}

function Sweep() {
  const { sweep: t } = useTexts();
  const { points, values } = useMemo(() => {
    const scenario = scenarioOf(TUNNEL);
    const swept = sweepOf(scenario, 'spark', 'delay');
    const all = sweepValues(scenario, 'delay');
    return { values: all, points: all.map((v) => swept.at(v)) };
  }, []);
  const promised = { completeness: 0.95, wait: 6 * 60e6, state: 4 };
  const point = points[Math.floor(points.length / 2)];
  if (!point) return null;
  const size = { width: 480, height: 320 };
  return (
    <div className="sweep">
      <div className="sweep-picture" style={size}>
        <Frontier {...{ size, points, promised, point }} own={point.value} onPick={nothing} />
      </div>
      <div className="sweep-picture" style={size}>
        <Curves {...{ size, points, values, promised, point }} setting={t.settings.delay} onPick={nothing} />
      </div>
    </div>
  );
}

const alone = (name: string, size: { width: number; height?: number }, node: ReactNode): Entry => ({
  name,
  ...size,
  draw: () => node,
});

const firstLate = ({ reader }: Fixture): number => reader.entry(reader.trace.kinds.indexOf(KIND.rowLate)).row ?? 0;

/** A join, on every engine that has one. */
const ADS = ['orders', 'ads', 'adsOuter', 'adsFlink', 'adsKafka', 'adsSlow', 'adsWindows', 'adsWithheld'] as const;

/** Every view, in the order in which one leafs through them. */
export const ENTRIES: readonly Entry[] = [
  ...each(
    'rails',
    WIDE,
    [
      ...([
        'tunnel',
        'tunnelWithheld',
        'tunnelStart',
        'tunnelEnd',
        'tunnelSliding',
        'tunnelDaily',
        'crash',
        'crashDown',
      ] as const),
      ...(['clock', 'ahead', 'fraud', 'keys', 'withoutWindow', 'filter', 'empty', 'rows10000'] as const),
      ...(['flink', 'flinkIdle', 'flinkCrash', 'kafkaStreams', 'batchLoop', 'join', 'session', 'failed'] as const),
      ...ADS,
      ...(['doctoredVerdict', 'doctoredWater', 'doctoredFigures'] as const),
    ],
    rails,
  ),
  ...would('rails', WIDE, {
    wouldArrive: ['tunnel', 12, 'arrival'],
    wouldHappen: ['tunnel', 12, 'event'],
    wouldBeDropped: ['tunnel', 3, 'event'],
    adsWouldArrive: ['adsFlink', 5, 'arrival'],
  }),
  ...each('upright', PHONE, ['tunnel', 'tunnelStart', 'fraud', 'rows10000', 'flink', 'empty', ...ADS], rails),
  ...would('upright', PHONE, {
    wouldArrive: ['tunnel', 12, 'arrival'],
    wouldBeDropped: ['tunnel', 3, 'event'],
    adsWouldArrive: ['adsFlink', 5, 'arrival'],
  }),
  ...each(
    'map',
    { width: 1026, height: 520 },
    [
      ...([
        'tunnel',
        'tunnelWithheld',
        'tunnelStart',
        'tunnelEnd',
        'tunnelSliding',
        'ahead',
        'keys',
        'empty',
        'rows10000',
      ] as const),
      ...(['flink', 'kafkaStreams', 'session', 'join', 'doctoredVerdict', 'doctoredWater', 'doctoredFigures'] as const),
      ...ADS,
    ],
    map,
  ),
  ...would(
    'map',
    { width: 1026, height: 520 },
    {
      wouldArrive: ['tunnel', 12, 'arrival'],
      wouldHappen: ['tunnel', 12, 'event'],
      wouldBeDropped: ['tunnel', 3, 'event'],
    },
  ),
  ...each(
    'table',
    { width: 1026 },
    ['tunnel', 'tunnelWithheld', 'crash', 'empty', 'flink', 'doctoredVerdict', ...ADS],
    table,
  ),
  ...each(
    'backlog',
    WIDE,
    ['tunnel', 'crashDown', 'flinkCrash', 'join', 'rows10000', 'empty'],
    ({ reader, moment }) => <Backlog reader={reader} now={moment.now} />,
  ),
  ...each(
    'batch',
    PANEL,
    [
      'tunnel',
      'tunnelWithheld',
      'tunnelStart',
      'crashDown',
      'tunnelDaily',
      'flink',
      'kafkaStreams',
      'join',
      'orders',
      'doctoredWater',
    ],
    BatchOf,
  ),
  ...each(
    'state',
    PANEL,
    ['tunnel', 'tunnelWithheld', 'fraud', 'filter', 'session', 'join', 'orders', 'flink', 'doctoredFigures'],
    StateOf,
  ),
  ...each(
    'result',
    PANEL,
    ['tunnel', 'tunnelWithheld', 'tunnelEnd', 'fraud', 'keys', 'filter', 'kafkaStreams', 'doctoredFigures'],
    ResultOf,
  ),
  ...each(
    'transport',
    { width: 1440, height: 76 },
    ['tunnel', 'tunnelWithheld', 'crash', 'fraud', 'flink'],
    TransportOf,
  ),
  ...questions('whatIf', {
    dropped: { fixture: 'tunnel', subject: (f) => ({ kind: 'row', row: firstLate(f) }) },
    watermark: { fixture: 'tunnel', subject: () => ({ kind: 'watermark' }) },
    crash: { fixture: 'crashDown', subject: () => ({ kind: 'crash', crash: 0 }) },
    fixed: { fixture: 'flink', subject: () => ({ kind: 'batch', batch: 0 }) },
  }),
  ...questions('why', {
    dropped: { fixture: 'tunnel', subject: (f) => ({ kind: 'row', row: firstLate(f) }) },
    counted: { fixture: 'tunnel', subject: () => ({ kind: 'row', row: 0 }) },
    withheld: { fixture: 'tunnelWithheld', subject: () => ({ kind: 'row', row: 12 }) },
    watermark: { fixture: 'tunnel', subject: () => ({ kind: 'watermark' }) },
    flink: { fixture: 'flink', subject: (f) => ({ kind: 'row', row: firstLate(f) }) },
    orders: { fixture: 'orders', subject: () => ({ kind: 'output', output: 2 }) },
    ordersRow: { fixture: 'orders', subject: () => ({ kind: 'row', row: 3 }) },
  }),
  ...takenBy({
    tunnel: { fixture: 'tunnel' },
    end: { fixture: 'tunnel', end: true },
    sliding: { fixture: 'tunnelSliding', end: true },
    join: { fixture: 'ads', end: true },
    upright: { fixture: 'tunnel', upright: true },
  }),
  alone('strips/middle', { width: 900 }, <Strips file={TUNNEL} share={0.7} />),
  alone('strips/end', { width: 900 }, <Strips file={TUNNEL} share={1} />),
  alone('strips/orders', { width: 900 }, <Strips file={ORDERS_FILE} share={1} />),
  alone('strips/ads', { width: 900 }, <Strips file={ADS_FILE} share={1} />),
  alone('loop/late', { width: 1026 }, <Loop file={LOOPS.late} twin={false} />),
  alone('loop/crash', { width: 1026 }, <Loop file={LOOPS.crash} twin={false} />),
  alone('loop/table', { width: 1026 }, <Loop file={LOOPS.crash} twin />),
  alone('crash/sinks', { width: 1026 }, <Crash />),
  ...each('disk', { width: 1026 }, ['crash', 'flinkCrash'], DiskOf),
  ...each('written', { width: 940 }, ['tunnel', 'doctoredFigures'], WrittenOf),
  alone('outlines/rails', WIDE, <Outlined map={false} />),
  alone('outlines/map', { width: 1026, height: 520 }, <Outlined map />),
  alone('build/tunnel', { width: 480 }, <Build />),
  alone('guide/stolenCard', { width: 900, height: 520 }, <Guide />),
  alone('sweep/delay', { width: 1026 }, <Sweep />),
  alone('exercise/before', { width: 1300 }, <ExerciseHung slug="choose-the-delay" tried={null} hints={0} />),
  alone('exercise/failed', { width: 1300 }, <ExerciseHung slug="choose-the-delay" tried="start" hints={2} />),
  alone('exercise/arrivals', { width: 1300 }, <ExerciseHung slug="break-the-loop" tried={null} hints={0} />),
  alone('exercise/rows', { width: 1300 }, <ExerciseHung slug="point-at-the-late-rows" tried={null} hints={0} />),
];
