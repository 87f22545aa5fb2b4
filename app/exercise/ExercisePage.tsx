/** `#/exercise/SLUG`: an exercise beside the stage. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import { passes as countPasses, streamsOf } from '../../lessons/exercises/grade';
import { fits } from '../../lessons/exercises/handed';
import { type CourseExercise, exerciseBySlug } from '../../lessons/exercises/index';
import type { Exercise, Handed, HandedValue, Mark } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { announce } from '../announce';
import { Frame } from '../frame/Frame';
import { Unknown } from '../frame/Unknown';
import { KeepButton } from '../keep/KeepButton';
import { useLanguage, useTexts } from '../language/language';
import { plainWords, type Quoted } from '../lesson/Prose';
import { Sheet } from '../lesson/Sheet';
import { useHash } from '../router';
import { Stage } from '../stage/Stage';
import { useFocus } from '../stores/focus';
import { useLearner } from '../stores/learner';
import { usePlayback } from '../stores/playback';
import { NOT_TRIED } from '../stores/progress';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { useLoaded } from '../useLoaded';
import { attemptIn } from './attemptLink';
import { ExercisePanel } from './ExercisePanel';
import { mayOpenHint } from './Hints';
import { Marks, NarrowMarks, streamName } from './Marks';
import { useExerciseKeys } from './useExerciseKeys';
import { useGrading } from './useGrading';
import { useNarrow } from './useNarrow';
import { Why } from './Why';
import '../lesson/lesson.css';
import './exercise.css';

export default function ExercisePage({ slug }: { slug: string }) {
  const course = exerciseBySlug(slug);
  const link = useHash();
  if (!course) return <Unknown address={`#/exercise/${slug}`} />;
  return <Loaded key={`${slug} ${link}`} course={course} link={link} />;
}

function Loaded({ course, link }: { course: CourseExercise; link: string }) {
  const language = useLanguage();
  const { app, exercise: t } = useTexts();
  const exercise = useLoaded(course.load);
  const text = useLoaded(useCallback(() => course.text(language), [course, language]));
  const title = t.crumb(course.card.number, course.card.title[language]);
  useTitle(title);
  // Where streams give their answer away, each attempt has others.
  const [round, setRound] = useState(() => useLearner.getState().exercises[course.card.slug]?.attempts ?? 0);
  const now = useMemo(() => exercise?.again?.(round) ?? exercise, [exercise, round]);
  if (now && text)
    return (
      <Live
        key={now.again ? round : 0}
        exercise={now}
        text={text}
        title={title}
        link={link}
        onAgain={now.again ? () => setRound(round + 1) : null}
      />
    );
  return (
    <Frame
      title={title}
      place={t.place}
      lesson={
        <Sheet label={t.region} busy>
          <p className="heard" role="status">
            {app.loading}
          </p>
        </Sheet>
      }
    >
      <main className="stage" id="content" tabIndex={-1} aria-busy="true" />
      <footer className="transport" />
    </Frame>
  );
}

/** Puts the newest stream on the stage; one that was asked for before it and comes later does not take its place. */
let newest = 0;

async function open(scenario: Scenario, engine: Parameters<ReturnType<typeof useRun.getState>['setEngine']>[0]) {
  const mine = ++newest;
  usePlayback.getState().pause();
  await useRun.getState().open(scenario, engine);
  return mine === newest;
}

interface LiveProps {
  readonly exercise: Exercise;
  readonly text: ExerciseText;
  readonly title: string;
  /** The address, which may bring an attempt along. */
  readonly link: string;
  /** Begins anew with other streams; null where the streams stay. */
  readonly onAgain: (() => void) | null;
}

function Live({ exercise, text, title, link, onAgain }: LiveProps) {
  const { card, own } = exercise;
  const texts = useTexts();
  const { exercise: t } = texts;
  const narrow = useNarrow();
  const made = useMemo(() => new Map(streamsOf(exercise).map(({ id, make }) => [id, make()])), [exercise]);
  const ownStream = made.get(own.id) as Scenario;
  const { timeZone } = ownStream;
  const quoted = useMemo((): Extract<Quoted, { figures: unknown }> => {
    return { figures: exercise.figures, timeZone };
  }, [exercise, timeZone]);

  const [brought] = useState(() => attemptIn(link, exercise));
  const [handed, setHanded] = useState<Handed>(() => {
    if (typeof brought === 'object') return brought;
    const last = useLearner.getState().exercises[card.slug]?.tries.at(-1)?.handed;
    return last && !exercise.again && fits(exercise, last) ? last : exercise.start;
  });
  const [predicted, setPredicted] = useState<number | null>(null);
  const [shown, setShown] = useState(own.id);
  /** Of a stream with several runs the one on the stage. */
  const [runId, setRunId] = useState<string | null>(null);
  // Before, the stage still has what another page left there.
  const [staged, setStaged] = useState(false);
  const { grading, run, cancel, forget } = useGrading(exercise);
  const verdict = useRef<HTMLParagraphElement>(null);
  const current = grading !== null && grading.handed === handed;
  const running = grading?.status === 'running';

  // What each scenario on the stage was made of: undo on the stage takes an answer back.
  const known = useRef(new WeakMap<Scenario, Handed>());
  const live = useRef({ handed, shown, runId });
  live.current = { handed, shown, runId };

  /** The learner's own stream under an answer. */
  const put = useCallback(
    (next: Handed, gesture?: string) => {
      const runs = exercise.staged(ownStream, next, own.id);
      const { scenario, engine } = runs.find((r) => r.id === live.current.runId) ?? runs[0];
      known.current.set(scenario, next);
      const store = useRun.getState();
      const here = store.scenario !== null && known.current.has(store.scenario);
      if (here && store.engine === engine) store.edit(() => scenario, gesture);
      else
        void open(scenario, engine).then((mine) => {
          const { reader } = useRun.getState();
          if (mine && reader) usePlayback.getState().seek(reader.length);
          if (mine) setStaged(true);
        });
    },
    [exercise, ownStream, own.id],
  );

  // The stage begins with the learner's own stream, whatever another page left there.
  const first = useRef(handed);
  useEffect(() => put(first.current), [put]);
  useEffect(
    () =>
      useRun.subscribe((now, before) => {
        if (now.scenario === before.scenario || !now.scenario) return;
        const answer = known.current.get(now.scenario);
        if (answer && answer !== live.current.handed && live.current.shown === own.id) {
          setHanded(answer);
          setPredicted(null);
        }
      }),
    [own.id],
  );

  const hand = useCallback(
    (next: Handed, gesture?: string) => {
      setHanded(next);
      setPredicted(null);
      setShown(own.id);
      put(next, gesture);
    },
    [own.id, put],
  );
  const change = useCallback(
    (part: string, value: HandedValue, gesture: string) => hand({ ...live.current.handed, [part]: value }, gesture),
    [hand],
  );

  const gradedOf = (id: string) => grading?.graded.find((g) => g.stream === id);
  const pointing = exercise.parts.some((p) => p.kind === 'rows');
  const openable = (id: string): boolean => id === own.id || pointing || gradedOf(id)?.passed === false;
  const lookAt = useCallback(
    async (id: string, at: Mark['at'] | undefined, ask: boolean) => {
      const stream = made.get(id);
      const of = grading?.handed ?? live.current.handed;
      if (!stream) return;
      const runs = exercise.staged(stream, of, id);
      const { id: run, scenario, engine } = runs.find((r) => r.id === (at?.run ?? live.current.runId)) ?? runs[0];
      setShown(id);
      setRunId(run);
      if (!(await open(scenario, engine))) return;
      const { reader } = useRun.getState();
      if (!reader) return;
      usePlayback.getState().seek(at ? Math.min(at.cursor, reader.length) : reader.length);
      if (ask) useFocus.getState().ask(at?.subject ?? null);
      else useFocus.getState().hover(at?.subject ?? null);
    },
    [made, grading, exercise],
  );
  const openStream = (id: string): void => {
    if (!openable(id) || running) return;
    if (id === own.id) {
      setShown(own.id);
      put(handed);
      return;
    }
    const unmet = Object.values(gradedOf(id)?.marks ?? {}).find((m) => !m.met && m.at);
    void lookAt(id, unmet?.at, false);
  };

  const refused = useRun((s) => s.status.kind === 'refused') && shown === own.id;
  const mayRun = predicted !== null && !refused && !running && !(current && grading.status === 'done');
  const hiddenName = (id: string): string =>
    streamName(
      streamsOf(exercise).findIndex((s) => s.id === id),
      t,
    );
  const start = async (): Promise<void> => {
    if (!mayRun) return;
    const done = await run(handed);
    if (done?.status !== 'done') return;
    const passed = countPasses(exercise, done.graded);
    useLearner.getState().tryExercise(card.slug, { handed, passes: passed }, passed === exercise.hidden.length);
    const failed = done.graded
      .filter((g) => !g.passed && g.stream !== own.id)
      .map((g) => {
        const measures = Object.entries(g.marks).flatMap(([id, m]) => (m.met ? [] : [text.columns[id] ?? []]));
        return t.failedFor(hiddenName(g.stream), measures.map((spans) => plainWords(spans)).join(', '));
      });
    announce(t.announce(passed, failed.join('; ')));
    // The button that was pressed is gone: focus goes to what came of it.
    requestAnimationFrame(() => verdict.current?.focus());
  };
  const hint = (): void => {
    const progress = useLearner.getState().exercises[card.slug] ?? NOT_TRIED;
    if (progress.attempts > 0 && mayOpenHint(progress)) useLearner.getState().openHint(card.slug);
  };
  useExerciseKeys({
    run: () => void start(),
    hint,
    open: (n) => {
      const stream = streamsOf(exercise)[n];
      if (stream) openStream(stream.id);
    },
  });

  const arrivals = exercise.parts.find((p) => p.kind === 'arrivals');
  const moveRow = useCallback(
    (row: number, arrived: number, gesture: string) => {
      if (!arrivals) return;
      const value = [...(live.current.handed[arrivals.id] as readonly number[])];
      value[row] = within(ownStream, row, arrived, arrivals);
      change(arrivals.id, value, gesture);
    },
    [arrivals, ownStream, change],
  );
  const movable = arrivals && shown === own.id && (!arrivals.when || handed[arrivals.when.part] === arrivals.when.is);
  const onMove = movable ? moveRow : null;

  const runs = useMemo(() => {
    const stream = made.get(shown);
    const of = shown === own.id ? handed : (grading?.handed ?? handed);
    return stream ? exercise.staged(stream, of, shown).map((r) => r.id) : [];
  }, [made, shown, own.id, handed, grading, exercise]);
  const chooseRun = (run: string): void => {
    live.current = { ...live.current, runId: run };
    setRunId(run);
    if (shown === own.id) put(handed);
    else void lookAt(shown, { cursor: Number.MAX_SAFE_INTEGER, subject: null, run }, false);
  };
  const runChoice = runs.length > 1 && (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="seg run-choice" role="group" aria-label={t.runOf}>
      {runs.map((id, i) => (
        <button
          key={id}
          type="button"
          aria-pressed={runId === id || (i === 0 && !runs.some((r) => r === runId))}
          onClick={() => chooseRun(id)}
        >
          {plainWords(text.runs[id] ?? [])}
        </button>
      ))}
    </div>
  );
  const graded = grading?.status === 'done';
  const mark = useCallback((row: number) => {
    const { shown: stream, handed: before } = live.current;
    const marked = (before[stream] ?? []) as readonly number[];
    const next = marked.includes(row) ? marked.filter((r) => r !== row) : [...marked, row];
    setHanded({ ...before, [stream]: next });
  }, []);
  const marking = pointing && shown !== own.id && !graded && !running;
  const withheld = pointing && shown !== own.id && !graded ? UNTOLD : NOTHING_WITHHELD;
  const shownGraded = shown === own.id ? undefined : gradedOf(shown);
  const why = shownGraded && !shownGraded.passed && (
    <Why
      graded={shownGraded}
      name={hiddenName(shown)}
      text={text}
      quoted={quoted}
      onAsk={(at) => void lookAt(shown, at, true)}
      onBack={() => {
        setShown(own.id);
        put(handed);
      }}
    />
  );
  const note = pointing
    ? (id: string): string => t.rowsMarked(((handed[id] ?? []) as readonly number[]).length)
    : undefined;
  const marks = { note, exercise, text, quoted, timeZone, grading, shown, openable, onOpen: openStream };
  return (
    <Frame
      title={title}
      place={t.place}
      actions={<KeepButton withheld={withheld} />}
      lesson={
        <Sheet label={t.region} busy={false}>
          <ExercisePanel
            exercise={exercise}
            text={text}
            quoted={quoted}
            timeZone={timeZone}
            handed={handed}
            onChange={change}
            onPut={(next) => hand(next)}
            stream={ownStream}
            onArrival={moveRow}
            pointing={
              pointing
                ? {
                    shown,
                    stream: made.get(shown) ?? ownStream,
                    disabled: !marking,
                    onOpen: openStream,
                    onMark: mark,
                  }
                : null
            }
            grading={grading}
            current={current}
            predicted={predicted}
            onPredict={setPredicted}
            refused={refused || (current && grading.status === 'refused')}
            mayRun={mayRun}
            onRun={() => void start()}
            onCancel={cancel}
            onStartOver={() => {
              if (onAgain) return onAgain();
              forget();
              hand(exercise.start);
            }}
            onHint={hint}
            verdict={verdict}
            badLink={brought === 'unreadable'}
          >
            {narrow && (
              <>
                {(grading || pointing) && <NarrowMarks {...marks} />}
                {why}
                {runChoice}
              </>
            )}
          </ExercisePanel>
        </Sheet>
      }
    >
      {staged ? (
        <Stage
          beside={{ name: t.region, back: t.toPanel }}
          withheld={withheld}
          exercised={{
            above: narrow ? null : (
              <div className="exercise-above">
                <Marks {...marks} />
                {why}
                {runChoice}
              </div>
            ),
            onMove,
            onRow: marking ? mark : undefined,
            marked: pointing && shown !== own.id ? ((handed[shown] ?? []) as readonly number[]) : undefined,
            history: shown === own.id,
          }}
        />
      ) : (
        <>
          <main className="stage" id="content" tabIndex={-1} aria-busy="true" />
          <footer className="transport" />
        </>
      )}
    </Frame>
  );
}

/** What a stream does not say before its rows were handed in. The water is there to be read. */
const UNTOLD: Withheld = { rows: 'all', groups: 'all', watermark: false, state: true, results: true };

/** A row arrives on a whole second, neither before it happened nor after the stretch that the part has. */
function within(stream: Scenario, row: number, arrived: number, { to }: { readonly to: number }): number {
  const [source] = stream.sources;
  const column = source?.rows.columns.find((c) => c.type === 'timestamp');
  const happened = column?.type === 'timestamp' ? (column.values[row] as number) : arrived;
  return Math.max(happened, Math.min(to, Math.round(arrived / SECOND) * SECOND));
}
