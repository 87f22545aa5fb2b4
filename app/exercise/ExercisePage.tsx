/** `#/exercise/SLUG`: an exercise beside the stage. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
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
import { Stage } from '../stage/Stage';
import { useFocus } from '../stores/focus';
import { useLearner } from '../stores/learner';
import { usePlayback } from '../stores/playback';
import { NOT_TRIED } from '../stores/progress';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { useLoaded } from '../useLoaded';
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
  if (!course) return <Unknown address={`#/exercise/${slug}`} />;
  return <Loaded key={slug} course={course} />;
}

function Loaded({ course }: { course: CourseExercise }) {
  const language = useLanguage();
  const { app, exercise: t } = useTexts();
  const exercise = useLoaded(course.load);
  const text = useLoaded(useCallback(() => course.text(language), [course, language]));
  const title = t.crumb(course.card.number, course.card.title[language]);
  useTitle(title);
  if (exercise && text) return <Live exercise={exercise} text={text} title={title} />;
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

function Live({ exercise, text, title }: { exercise: Exercise; text: ExerciseText; title: string }) {
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

  const [handed, setHanded] = useState<Handed>(() => {
    const last = useLearner.getState().exercises[card.slug]?.tries.at(-1)?.handed;
    return last && fits(exercise, last) ? last : exercise.start;
  });
  const [predicted, setPredicted] = useState<number | null>(null);
  const [shown, setShown] = useState(own.id);
  // Before, the stage still has what another page left there.
  const [staged, setStaged] = useState(false);
  const { grading, run, cancel, forget } = useGrading(exercise);
  const verdict = useRef<HTMLParagraphElement>(null);
  const current = grading !== null && grading.handed === handed;
  const running = grading?.status === 'running';

  // What each scenario on the stage was made of: undo on the stage takes an answer back.
  const known = useRef(new WeakMap<Scenario, Handed>());
  const live = useRef({ handed, shown });
  live.current = { handed, shown };

  /** The learner's own stream under an answer. */
  const put = useCallback(
    (next: Handed, gesture?: string) => {
      const [{ scenario, engine }] = exercise.staged(ownStream, next, own.id);
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
  const openable = (id: string): boolean => id === own.id || gradedOf(id)?.passed === false;
  const lookAt = useCallback(
    async (id: string, at: Mark['at'] | undefined, ask: boolean) => {
      const stream = made.get(id);
      const of = grading?.handed;
      if (!stream || !of) return;
      const runs = exercise.staged(stream, of, id);
      const { scenario, engine } = runs.find((r) => r.id === at?.run) ?? runs[0];
      setShown(id);
      if (!(await open(scenario, engine))) return;
      const { reader } = useRun.getState();
      if (!reader) return;
      usePlayback.getState().seek(at ? at.cursor : reader.length);
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
  const onMove = useMemo(() => {
    if (!arrivals || shown !== own.id) return null;
    return (row: number, arrived: number, gesture: string) => {
      const value = [...(live.current.handed[arrivals.id] as readonly number[])];
      value[row] = earliest(ownStream, row, arrived);
      change(arrivals.id, value, gesture);
    };
  }, [arrivals, shown, own.id, ownStream, change]);

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
  const marks = { exercise, text, quoted, timeZone, grading, shown, openable, onOpen: openStream };
  return (
    <Frame
      title={title}
      place={t.place}
      actions={<KeepButton />}
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
            grading={grading}
            current={current}
            predicted={predicted}
            onPredict={setPredicted}
            refused={refused || (current && grading.status === 'refused')}
            mayRun={mayRun}
            onRun={() => void start()}
            onCancel={cancel}
            onStartOver={() => {
              forget();
              hand(exercise.start);
            }}
            onHint={hint}
            verdict={verdict}
          >
            {narrow && (
              <>
                {grading && <NarrowMarks {...marks} />}
                {why}
              </>
            )}
          </ExercisePanel>
        </Sheet>
      }
    >
      {staged ? (
        <Stage
          beside={{ name: t.region, back: t.toPanel }}
          exercised={{
            above: narrow ? null : (
              <div className="exercise-above">
                <Marks {...marks} />
                {why}
              </div>
            ),
            onMove,
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

/** A row does not arrive before it happened. */
function earliest(stream: Scenario, row: number, arrived: number): number {
  const [source] = stream.sources;
  const column = source?.rows.columns.find((c) => c.type === 'timestamp');
  const happened = column?.type === 'timestamp' ? (column.values[row] as number) : arrived;
  return Math.max(happened, arrived);
}
