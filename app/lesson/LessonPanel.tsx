/** The lesson beside the stage: one place of it at a time. */
import { memo, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { COURSE, numberOf } from '../../lessons/course';
import { factsOf } from '../../lessons/facts';
import { placeFound, scenarioOf, specsOf } from '../../lessons/resolve';
import type { Lesson, Step } from '../../lessons/schema';
import type { LessonBehind, LessonWords, StepWords } from '../../lessons/text';
import { part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { go, Link } from '../router';
import { useLearner } from '../stores/learner';
import { useNotes } from '../stores/notes';
import { usePlayback } from '../stores/playback';
import { type LessonProgress, NOT_BEGUN, type Vote } from '../stores/progress';
import { useRun } from '../stores/run';
import { useTouched } from '../useIdle';
import { useLoaded } from '../useLoaded';
import type { Screens } from './LessonPage';
import { Prose, plainWords, type Quoted, Words } from './Prose';
import { FindQuestion, WordsPart } from './parts';
import { addressOf, answerText, type Place, questionText } from './places';
import { Question } from './Question';
import { ask, stand } from './stageMoves';
import { useCheck } from './useCheck';
import { type LessonRun, runSoon } from './useLessonRun';
import './lesson.css';

/** What a place says only when it is asked, answered or reached comes then. */
const PresenterNotes = part(async () => ({
  default: (await withTexts('lessonParts', import('./PresenterNotes'))).PresenterNotes,
}));
const loadAfterAnswer = () => withTexts('lessonParts', import('./AfterAnswer'));
const AfterAnswer = part(async () => ({ default: (await loadAfterAnswer()).AfterAnswer }));
const Offers = part(async () => ({ default: (await loadAfterAnswer()).Offers }));
const EndOfLesson = part(async () => ({
  default: (await withTexts('lessonParts', import('./EndOfLesson'))).EndOfLesson,
}));

interface LessonPanelProps {
  readonly lesson: Lesson;
  readonly text: LessonWords;
  readonly places: readonly Place[];
  readonly run: LessonRun;
  readonly screens: Screens;
}

/** What the learner reads and answers. It has no part in what a hand does to the picture beside it, and waits for none. */
export const LessonPanel = memo(function LessonPanel({ lesson, text, places, run, screens }: LessonPanelProps) {
  const { slug } = lesson.card;
  const { place } = run;
  const { lessonPanel: say } = useTexts();
  const progress = useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN;
  const kept = useLearner((s) => s.kept);
  const startOver = useLearner((s) => s.startOver);
  const notes = useNotes((s) => s.shown);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [hint, setHint] = useState<string | null>(null);
  const [, setTried] = useState(0);
  const check = useCheck(lesson, place.kind === 'check' ? place.check : null);
  const quoted = useMemo((): Quoted => ({ lesson, runs: run.runs }), [lesson, run.runs]);
  const heading = useRef<HTMLHeadingElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const before = useRef(run);
  const spoken = useRef(false);
  const form = useId();

  // Two browsers' progress, put together, can hold all of a lesson's checks though neither had passed the last.
  const pieced = !progress.checkPassed && lesson.checks.every(({ id }) => progress.checks.includes(id));
  useEffect(() => {
    if (pieced)
      useLearner.getState().passCheck(
        slug,
        'check',
        lesson.checks.map(({ id }) => id),
      );
  }, [pieced, slug, lesson]);

  // Another step begins at its top, and a reader who moves by keyboard stands at its heading.
  useEffect(() => {
    if (before.current === run) return;
    const moved = before.current.place.id !== run.place.id;
    before.current = run;
    if (!moved) return;
    setChosen([]);
    setHint(null);
    check.forget();
    scroll.current?.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (!spoken.current) return;
    spoken.current = false;
    loadAfterAnswer().then(
      ({ seeVerdict }) => seeVerdict(scroll.current),
      () => {},
    );
  });

  const index = places.findIndex((p) => p.id === place.id);
  const previous = places[index - 1];
  const next = places[index + 1];
  const question = questionText(text, place);
  const title = place.kind === 'check' ? (text.checks[place.id]?.title ?? []) : (question?.title ?? []);
  const answered = place.kind === 'check' ? undefined : progress.answers[place.question];
  // What is said then is there before it is asked for: nobody answers without a hand on the page.
  const behindNow = place.kind === 'check' || answered !== undefined || hint !== null || notes;
  const touched = useTouched();
  const behind = useLoaded(behindNow || touched ? text.behind : null, behindNow);
  const answer = behind && answerText(behind, place);
  const finding = place.kind === 'step' && place.step.prediction.kind === 'find' ? place.step : null;
  const votes = finding ? progress.votes[finding.id] : undefined;
  const voting = finding?.vote === true && !votes;
  const complete =
    (!voting || chosen[0] !== undefined) &&
    (run.resolved?.items.every((_, i) => chosen[i] !== undefined && chosen[i] !== '') ?? false);

  // What the next step speaks of is simulated while this answer is read: there may be a hundred thousand rows in it.
  useEffect(() => {
    if (answered && next?.kind === 'step') runSoon(lesson, next.step);
  }, [answered, next, lesson]);

  function commit(): void {
    if (place.kind === 'check' || !run.resolved || !complete) return;
    if (voting) {
      useLearner.getState().vote(slug, place.question, chosen[0] as Vote);
      setChosen([]);
      return;
    }
    if (finding) {
      here(finding);
      return;
    }
    const right = run.resolved.items.every((item, i) => item.options.some((o) => o.id === chosen[i] && o.right));
    useLearner.getState().answer(slug, place.question, { chosen, right });
    spoken.current = true;
    const { cursor, subject } = run.resolved.after;
    loadAfterAnswer().then(
      ({ travel }) => void travel(run.ran.main, cursor, subject),
      () => {},
    );
  }

  /** The learner says that the moment is where the stage stands. */
  function here(step: Step): void {
    if (step.prediction.kind !== 'find') return;
    const { scenario, engine } = useRun.getState();
    const on = Object.entries(run.ran).find(([, r]) => r.scenario === scenario && r.engine === engine);
    const spec = on && specsOf(step)[on[0]];
    const found =
      on && spec
        ? placeFound(step.prediction, {
            run: on[0],
            facts: factsOf(scenarioOf(lesson, spec), on[1].reader),
            cursor: usePlayback.getState().cursor,
          })
        : 'otherRun';
    usePlayback.getState().pause();
    told();
    if (found === step.prediction.finds) {
      useLearner.getState().answer(slug, step.id, { chosen: [found], right: true });
      return;
    }
    if (found !== 'otherRun') useLearner.getState().miss(slug, step.id);
    setHint(found);
  }

  /** Shows the moment; before it was found, that is giving up. */
  function showMoment(): void {
    const find = run.resolved?.find;
    const ran = find && run.ran[find.run];
    if (!finding || !find || !ran) return;
    if (!answered) {
      useLearner.getState().answer(slug, finding.id, { chosen: [], right: false });
      spoken.current = true;
    }
    void stand(ran, find.cursor, run.resolved?.after.subject ?? null);
  }

  function told(): void {
    spoken.current = true;
    setTried((n) => n + 1);
  }

  function answerAgain(): void {
    if (place.kind === 'check') return;
    useLearner.getState().forgetAnswer(slug, place.question);
    setChosen([]);
    setHint(null);
    void stand(run.ran.main, run.cursor, run.resolved?.open.subject ?? null);
    heading.current?.focus({ preventScroll: true });
  }

  function why(item: number, option: string): void {
    const cause = run.resolved?.items[item]?.options.find((o) => o.id === option)?.cause;
    const ran = cause && run.ran[cause.run];
    if (cause && ran) void ask(ran, cause.cursor, cause.subject);
  }

  return (
    <>
      <div className="lesson-text" ref={scroll}>
        <header>
          <p className="eyebrow">
            {eyebrow(place, places, say)}
            {place.kind !== 'check' && place.again && <span className="tag">{say.askedAgain}</span>}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            <Words spans={title} quoted={quoted} />
          </h1>
        </header>
        {question && run.resolved && place.kind !== 'check' && (
          <>
            <Prose paragraphs={question.body} quoted={quoted} />
            {place.kind === 'step' && place.step.words && (
              <Suspense fallback={null}>
                <WordsPart
                  slug={slug}
                  step={{ ...place.step, words: place.step.words }}
                  text={text.steps[place.question] as StepWords}
                />
              </Suspense>
            )}
            <form
              id={form}
              onSubmit={(event) => {
                event.preventDefault();
                commit();
              }}
            >
              {finding ? (
                <Suspense fallback={null}>
                  <FindQuestion
                    text={text.steps[finding.id] as StepWords}
                    because={answer?.because ?? {}}
                    quoted={quoted}
                    vote={finding.vote ? { given: votes, chosen: (chosen[0] as Vote | undefined) ?? null } : null}
                    onVote={(vote) => setChosen([vote])}
                    hint={hint}
                    answered={answered}
                    onShow={showMoment}
                  />
                </Suspense>
              ) : (
                <Question
                  text={question}
                  because={answer?.because ?? {}}
                  kind={place.step.prediction.kind === 'match' ? 'match' : 'choice'}
                  again={place.again === true}
                  items={run.resolved.items}
                  quoted={quoted}
                  chosen={chosen}
                  onChoose={(item, option) => {
                    const next = [...chosen];
                    next[item] = option;
                    setChosen(next);
                    // What is said after the answer is there when it is given.
                    loadAfterAnswer().catch(() => {});
                  }}
                  answered={answered}
                  onWhy={why}
                />
              )}
            </form>
            {finding && !voting && (
              <Suspense fallback={null}>
                <Offers step={finding} run={run} labels={text.steps[finding.id]?.runs ?? {}} quoted={quoted} />
              </Suspense>
            )}
            {answered && answer && (
              <Suspense fallback={null}>
                <AfterAnswer
                  lesson={lesson}
                  text={text}
                  place={place}
                  answer={answer}
                  run={run}
                  screens={screens}
                  quoted={quoted}
                  onAgain={answerAgain}
                />
              </Suspense>
            )}
          </>
        )}
        {place.kind === 'check' && behind && (
          <Suspense fallback={null}>
            <EndOfLesson
              lesson={lesson}
              text={text}
              behind={behind}
              places={places}
              place={place}
              screens={screens}
              beside={check.beside}
              trying={check.trying}
              reader={
                check.reader && scenarioFits(run, check.reader.scenario.name) ? check.reader : run.ran.main.reader
              }
              handedIn={check.handedIn}
              passedBefore={isPassed(progress, place)}
              quoted={quoted}
              onTryAgain={() => {
                check.forget();
                void stand(run.ran.main, run.cursor, null);
              }}
              onStartOver={() => {
                startOver(slug);
                const first = places[0];
                if (first) go(addressOf(slug, first));
              }}
            />
          </Suspense>
        )}
        {!kept && <p className="quiet">{say.notKept}</p>}
        {notes && behind && <Notes behind={behind} place={place} quoted={quoted} />}
      </div>
      <div className="steps">
        {/* What one does next is reached first, and the ten links to other places last; drawn, they stand between. */}
        {place.kind === 'check' ? (
          check.handedIn?.grade.passed && check.handedIn.facts.reader === check.reader ? (
            next ? (
              <Link href={addressOf(slug, next)} className="btn solid">
                {say.nextCheck}
              </Link>
            ) : (
              <Onward number={lesson.card.number} />
            )
          ) : (
            <button
              type="button"
              className="btn solid"
              disabled={!check.ready}
              onClick={() => void check.handIn().then(told)}
            >
              {say.handIn}
            </button>
          )
        ) : answered ? (
          next && (
            <Link href={addressOf(slug, next)} className="btn solid">
              {next.kind === 'check' ? say.toCheck : say.next}
            </Link>
          )
        ) : (
          <button type="submit" form={form} className="btn solid" disabled={!complete}>
            {voting ? say.vote : finding ? say.here : say.checkAnswer}
          </button>
        )}
        <Link href={previous ? addressOf(slug, previous) : '/'} className="btn">
          {say.back}
        </Link>
        <Progress lesson={lesson} text={text} places={places} place={place} />
      </div>
    </>
  );
});

/** A lesson that was done when it had fewer checks stays done. */
const isPassed = (progress: LessonProgress, place: Place): boolean =>
  progress.checkPassed || progress.checks.includes(place.id);

const scenarioFits = (run: LessonRun, name: string): boolean => run.ran.main.scenario.name === name;

type Say = ReturnType<typeof useTexts>['lessonPanel'];

function eyebrow(place: Place, places: readonly Place[], say: Say): string {
  if (place.kind === 'check') return say.checkEyebrow(place.number, place.of);
  if (place.kind === 'recall') {
    const from = numberOf(place.step.from);
    return from > 0 ? say.recallFrom(from) : say.recall;
  }
  return say.stepOf(place.number, places.filter((p) => p.kind === 'step').length);
}

/** The row of places: each a link, filled up to where one stands. */
function Progress({
  lesson,
  text,
  places,
  place,
}: {
  lesson: Lesson;
  text: LessonWords;
  places: readonly Place[];
  place: Place;
}) {
  const { lessonPanel: say } = useTexts();
  const { slug } = lesson.card;
  const progress = useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN;
  const here = places.findIndex((p) => p.id === place.id);
  const steps = places.filter((p) => p.kind === 'step').length;
  return (
    <nav className="prog" aria-label={say.places}>
      {places.map((p, i) => {
        const name =
          p.kind === 'check'
            ? say.checkOf(p.number, p.of)
            : p.kind === 'recall'
              ? say.recall
              : say.stepOf(p.number, steps);
        const title = (p.kind === 'check' ? text.checks[p.id] : questionText(text, p))?.title ?? [];
        const answer = p.kind === 'check' ? undefined : progress.answers[p.question];
        const state =
          p.kind === 'check'
            ? isPassed(progress, p)
              ? 'passed'
              : 'open'
            : answer
              ? answer.right
                ? 'right'
                : 'wrong'
              : 'open';
        const spoken = say.place(name, plainWords(title), state);
        return (
          <Link
            key={p.id}
            href={addressOf(slug, p)}
            className={i <= here ? 'done' : ''}
            aria-current={i === here ? 'step' : undefined}
            title={spoken}
          >
            <i />
          </Link>
        );
      })}
    </nav>
  );
}

/** Where to go after the check: the next lesson that exists, else the course. */
function Onward({ number }: { number: number }) {
  const { lessonPanel: say } = useTexts();
  // The first is at place 0, so the place of the next one is this one's number.
  const next = COURSE[number];
  return next ? (
    <Link href={`/lesson/${next.slug}`} className="btn solid">
      {say.nextLesson(number + 1)}
    </Link>
  ) : (
    <Link href="/" className="btn solid">
      {say.finish}
    </Link>
  );
}

function Notes({ behind, place, quoted }: { behind: LessonBehind; place: Place; quoted: Quoted }) {
  const note =
    place.kind === 'recall' ? undefined : behind.presenter[place.kind === 'check' ? place.id : place.question];
  if (!note) return null;
  return (
    <Suspense fallback={null}>
      <PresenterNotes
        note={note}
        minutes={place.kind === 'step' ? place.step.minutes : null}
        quoted={quoted}
        askTheRoom={place.kind === 'check' ? behind.lesson.askTheRoom : null}
      />
    </Suspense>
  );
}
