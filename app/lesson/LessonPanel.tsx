/** The lesson beside the stage: one place of it at a time. */
import { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { factsOf } from '../../lessons/facts';
import { LESSONS } from '../../lessons/index';
import { placeFound, runOf, scenarioOf, specsOf, taskDone } from '../../lessons/resolve';
import type { Lesson, Step } from '../../lessons/schema';
import type { LessonText, StepText } from '../../lessons/text';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { useLearner } from '../stores/learner';
import { useNotes } from '../stores/notes';
import { usePlayback } from '../stores/playback';
import { NOT_BEGUN, type Vote } from '../stores/progress';
import { useRun } from '../stores/run';
import { AskAgain } from './AskAgain';
import { CheckTask, useCheck } from './CheckTask';
import type { Screens } from './LessonPage';
import { Prose, plainWords, type Quoted, Words } from './Prose';
import { FindQuestion, SaveWords, VoteAgain, VotesPart, WordsPart, WorthPart } from './parts';
import { addressOf, type Place, questionText } from './places';
import { Question } from './Question';
import type { Ran } from './runs';
import { ask, compare, prefersCuts, stand, travel } from './stageMoves';
import { type LessonRun, readersOf } from './useLessonRun';
import './lesson.css';

const PresenterNotes = lazy(async () => ({ default: (await import('./PresenterNotes')).PresenterNotes }));
interface LessonPanelProps {
  readonly lesson: Lesson;
  readonly text: LessonText;
  readonly places: readonly Place[];
  readonly run: LessonRun;
  readonly screens: Screens;
}

export function LessonPanel({ lesson, text, places, run, screens }: LessonPanelProps) {
  const { slug } = lesson.card;
  const { place } = run;
  const { lessonPanel: say } = useTexts();
  const [, go] = useLocation();
  const progress = useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN;
  const kept = useLearner((s) => s.kept);
  const startOver = useLearner((s) => s.startOver);
  const notes = useNotes((s) => s.shown);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [hint, setHint] = useState<string | null>(null);
  const [, setTried] = useState(0);
  const check = useCheck(lesson);
  const quoted = useMemo((): Quoted => ({ lesson, runs: run.runs }), [lesson, run.runs]);
  const heading = useRef<HTMLHeadingElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const before = useRef(run);
  const spoken = useRef(false);
  const form = useId();

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

  // The button that was pressed is gone: focus goes to what the run says, with its question at the top.
  useEffect(() => {
    if (!spoken.current) return;
    spoken.current = false;
    const box = scroll.current;
    const verdict = box?.querySelector<HTMLElement>('.verdict');
    const question = verdict?.closest('.predict');
    if (box && question) {
      const by = question.getBoundingClientRect().top - box.getBoundingClientRect().top - 14;
      box.scrollBy({ top: by, behavior: prefersCuts() ? 'auto' : 'smooth' });
    }
    verdict?.focus({ preventScroll: true });
  });

  const index = places.findIndex((p) => p.id === place.id);
  const previous = places[index - 1];
  const next = places[index + 1];
  const question = questionText(text, place);
  const title = place.kind === 'check' ? text.check.title : (question?.title ?? []);
  const answered = place.kind === 'check' ? undefined : progress.answers[place.question];
  const finding = place.kind === 'step' && place.step.prediction.kind === 'find' ? place.step : null;
  const votes = finding ? progress.votes[finding.id] : undefined;
  const voting = finding?.vote === true && !votes;
  const complete =
    (!voting || chosen[0] !== undefined) &&
    (run.resolved?.items.every((_, i) => chosen[i] !== undefined && chosen[i] !== '') ?? false);

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
    void travel(run.ran.main, run.resolved.after.cursor, run.resolved.after.subject);
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
    spoken.current = true;
    if (found === step.prediction.finds) {
      useLearner.getState().answer(slug, step.id, { chosen: [found], right: true });
      return;
    }
    if (found !== 'otherRun') useLearner.getState().miss(slug, step.id);
    setHint(found);
    setTried((n) => n + 1);
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

  const offers = place.kind === 'step' && (
    <Offers step={place.step} run={run} labels={text.steps[place.question]?.runs ?? {}} quoted={quoted} />
  );
  return (
    <>
      <div className="lesson-text" ref={scroll}>
        <header>
          <p className="eyebrow">{eyebrow(place, places, say)}</p>
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
                  text={text.steps[place.question] as StepText}
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
                    text={text.steps[finding.id] as StepText}
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
                  kind={place.step.prediction.kind === 'match' ? 'match' : 'choice'}
                  items={run.resolved.items}
                  quoted={quoted}
                  chosen={chosen}
                  onChoose={(item, option) => {
                    const next = [...chosen];
                    next[item] = option;
                    setChosen(next);
                  }}
                  answered={answered}
                  onWhy={why}
                />
              )}
            </form>
            {finding && !voting && offers}
            {answered && (
              <>
                <Prose paragraphs={question.after} quoted={quoted} />
                <p className="rule">
                  <span className="heard">{say.rule}: </span>
                  <Words spans={question.rule} quoted={quoted} />
                </p>
                {place.kind === 'step' && (
                  <>
                    {screens.offered.length > 0 && (
                      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
                      <div className="seg" role="group" aria-label={say.screens}>
                        {screens.offered.map((name) => (
                          <button
                            key={name}
                            type="button"
                            aria-pressed={screens.shown === name}
                            onClick={() => screens.show(name)}
                          >
                            {say.screen[name]}
                          </button>
                        ))}
                      </div>
                    )}
                    {!finding && offers}
                    <TaskPart lesson={lesson} step={place.step} run={run} text={text} quoted={quoted} />
                    {finding?.vote && votes && (
                      <Suspense fallback={null}>
                        <VoteAgain
                          votes={votes}
                          onVote={(vote) => useLearner.getState().vote(slug, finding.id, vote)}
                        />
                      </Suspense>
                    )}
                    {place.step.worth && (
                      <Suspense fallback={null}>
                        <WorthPart
                          key={place.id}
                          slug={slug}
                          step={{ ...place.step, worth: place.step.worth }}
                          text={text.steps[place.question] as StepText}
                          run={run}
                          quoted={quoted}
                        />
                      </Suspense>
                    )}
                  </>
                )}
                <button type="button" className="why again" onClick={answerAgain}>
                  {say.again}
                </button>
              </>
            )}
          </>
        )}
        {place.kind === 'check' && (
          <>
            <CheckTask
              lesson={lesson}
              text={text.check}
              reader={
                check.reader && scenarioFits(run, check.reader.scenario.name) ? check.reader : run.ran.main.reader
              }
              handedIn={check.handedIn}
              passedBefore={progress.checkPassed}
              onTryAgain={() => {
                check.forget();
                void stand(run.ran.main, run.cursor, null);
              }}
            />
            <AskAgain lesson={lesson} text={text} places={places} />
            {lesson.steps.some((step) => step.vote) && (
              <Suspense fallback={null}>
                <VotesPart lesson={lesson} text={text} />
              </Suspense>
            )}
            {lesson.steps.some((step) => step.words) && (
              <Suspense fallback={null}>
                <SaveWords lesson={lesson} text={text} />
              </Suspense>
            )}
            <Reference text={text} quoted={quoted} terms={lesson.terms} />
            <button
              type="button"
              className="why again"
              onClick={() => {
                startOver(slug);
                const first = places[0];
                if (first) go(addressOf(slug, first));
              }}
            >
              {say.startOver}
            </button>
          </>
        )}
        {!kept && <p className="quiet">{say.notKept}</p>}
        {notes && <Notes text={text} place={place} quoted={quoted} />}
      </div>
      <div className="steps">
        {previous ? (
          <Link href={addressOf(slug, previous)} className="btn">
            {say.back}
          </Link>
        ) : (
          <Link href="/" className="btn">
            {say.back}
          </Link>
        )}
        <Progress lesson={lesson} text={text} places={places} place={place} />
        {place.kind === 'check' ? (
          check.handedIn?.grade.passed && check.handedIn.reader === check.reader ? (
            <Onward number={lesson.card.number} />
          ) : (
            <button type="button" className="btn solid" disabled={!check.ready} onClick={check.handIn}>
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
      </div>
    </>
  );
}

const scenarioFits = (run: LessonRun, name: string): boolean => run.ran.main.scenario.name === name;

type Say = ReturnType<typeof useTexts>['lessonPanel'];

function eyebrow(place: Place, places: readonly Place[], say: Say): string {
  if (place.kind === 'check') return say.checkEyebrow;
  if (place.kind === 'recall') {
    const from = LESSONS.find((l) => l.card.slug === place.step.from);
    return from ? say.recallFrom(from.card.number) : say.recall;
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
  text: LessonText;
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
        const name = p.kind === 'check' ? say.check : p.kind === 'recall' ? say.recall : say.stepOf(p.number, steps);
        const title = p.kind === 'check' ? text.check.title : (questionText(text, p)?.title ?? []);
        const answer = p.kind === 'check' ? undefined : progress.answers[p.question];
        const state =
          p.kind === 'check'
            ? progress.checkPassed
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
            aria-label={spoken}
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
  const next = LESSONS.find((l) => l.card.number > number);
  return next ? (
    <Link href={`/lesson/${next.card.slug}`} className="btn solid">
      {say.nextLesson(next.card.number)}
    </Link>
  ) : (
    <Link href="/" className="btn solid">
      {say.finish}
    </Link>
  );
}

/** Other runs of the step, one setting apart, to put on the stage. */
function Offers({
  step,
  run,
  labels,
  quoted,
}: {
  step: Step;
  run: LessonRun;
  labels: Readonly<Record<string, LessonText['check']['title']>>;
  quoted: Quoted;
}) {
  const { lessonPanel: say } = useTexts();
  const scenario = useRun((s) => s.scenario);
  const engine = useRun((s) => s.engine);
  const heading = useId();
  if (!step.offers || step.offers.length === 0) return null;
  const shown = (r: Ran | undefined): boolean => r !== undefined && r.scenario === scenario && r.engine === engine;
  return (
    <section className="offers" aria-labelledby={heading}>
      <h2 id={heading}>{say.offers}</h2>
      <div className="choices">
        {step.offers.map((name) => {
          const offered = run.ran[name];
          return offered ? (
            <button
              key={name}
              type="button"
              className="btn"
              aria-pressed={shown(offered)}
              onClick={() => void compare(offered)}
            >
              <span>
                <Words spans={labels[name] ?? []} quoted={quoted} />
              </span>
            </button>
          ) : null;
        })}
      </div>
    </section>
  );
}

/** Something to do on the stage; done as soon as the run there shows it. */
function TaskPart({
  lesson,
  step,
  run,
  text,
  quoted,
}: {
  lesson: Lesson;
  step: Step;
  run: LessonRun;
  text: LessonText;
  quoted: Quoted;
}) {
  const { lessonPanel: say } = useTexts();
  const { slug } = lesson.card;
  const doneBefore = useLearner((s) => s.lessons[slug]?.tasks.includes(step.id) ?? false);
  const reader = useRun((s) => (s.status.kind === 'ready' ? s.reader : null));
  const { task } = step;
  const doneNow = useMemo(() => {
    if (!task || !reader || reader.scenario.name !== run.ran.main.scenario.name) return false;
    try {
      return taskDone(lesson, step, reader, readersOf(run.ran));
    } catch {
      // The learner's own settings can make a run without the window or batch that the task speaks of.
      return false;
    }
  }, [lesson, step, task, reader, run.ran]);
  useEffect(() => {
    if (!doneNow || doneBefore) return;
    useLearner.getState().doTask(slug, step.id);
    announce(`${say.task}: ${say.taskDone}`);
  }, [doneNow, doneBefore, slug, step.id, say]);
  if (!task) return null;
  const done = doneNow || doneBefore;
  function showMe(): void {
    if (!task) return;
    const { scenario } = runOf(lesson, { ...step.main, changes: [...(step.main.changes ?? []), ...task.solution] });
    useRun.getState().edit(() => scenario);
  }
  return (
    <section className={done ? 'task done' : 'task'}>
      <h2>
        {say.task}
        <span className={done ? 'tag final' : 'tag'}>{done ? `✓ ${say.taskDone}` : say.taskOpen}</span>
      </h2>
      <Prose paragraphs={text.steps[step.id]?.task ?? []} quoted={quoted} />
      {!doneNow && (
        <button type="button" className="why" onClick={showMe}>
          {say.showMe}
        </button>
      )}
    </section>
  );
}

/** What stands behind the lesson: what it turns around, where the course's words and the facts part, its terms. */
function Reference({ text, quoted, terms }: { text: LessonText; quoted: Quoted; terms: readonly string[] }) {
  const { lessonPanel: say } = useTexts();
  const { misconceptions, courseAndFact, terms: explained } = text.lesson;
  return (
    <div className="reference">
      {misconceptions.length > 0 && (
        <details>
          <summary>{say.turns}</summary>
          <ul>
            {misconceptions.map((spans) => (
              <li key={plainWords(spans)}>
                <Words spans={spans} quoted={quoted} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {courseAndFact.length > 0 && (
        <details>
          <summary>{say.courseAndFact}</summary>
          <Prose paragraphs={courseAndFact} quoted={quoted} />
        </details>
      )}
      {terms.length > 0 && (
        <details>
          <summary>{say.terms}</summary>
          <dl>
            {terms.map((term) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>
                  <Words spans={explained[term] ?? []} quoted={quoted} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}

function Notes({ text, place, quoted }: { text: LessonText; place: Place; quoted: Quoted }) {
  const note =
    place.kind === 'check'
      ? text.check.presenter
      : place.kind === 'step'
        ? text.steps[place.question]?.presenter
        : undefined;
  if (!note) return null;
  const last = place.kind === 'check';
  return (
    <Suspense fallback={null}>
      <PresenterNotes
        note={note}
        minutes={place.kind === 'step' ? place.step.minutes : null}
        quoted={quoted}
        askTheRoom={last ? text.lesson.askTheRoom : null}
      />
    </Suspense>
  );
}
