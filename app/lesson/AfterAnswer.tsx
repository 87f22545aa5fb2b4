/** What a place says once its question is answered: what happened, the rule, and what there is to look at and to do. */
import { Suspense, useEffect, useId, useMemo, useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { runOf, taskDone } from '../../lessons/resolve';
import type { Beside, Lesson, Step } from '../../lessons/schema';
import type { AnswerWords, LessonWords, Paragraphs, Spans, StepAnswerWords } from '../../lessons/text';
import { useTexts } from '../language/language';
import { useCalm } from '../stage/useCalm';
import { useLearner } from '../stores/learner';
import { useRun } from '../stores/run';
import { compare } from './answerMoves';
import type { Screens } from './LessonPage';
import { Prose, type Quoted, Words } from './Prose';
import { OwnUseTask, VoteAgain, WorthPart } from './parts';
import type { Place } from './places';
import type { Ran } from './runs';
import { ScreenChoice } from './ScreenChoice';
import { TaskBox } from './TaskBox';
import { trialsOf } from './useCheck';
import { type LessonRun, readersOf } from './useLessonRun';

export { travel } from './answerMoves';
export { seeVerdict } from './seeVerdict';

interface AfterAnswerProps {
  readonly lesson: Lesson;
  readonly text: LessonWords;
  readonly place: Exclude<Place, { readonly kind: 'check' }>;
  readonly answer: AnswerWords | StepAnswerWords;
  readonly run: LessonRun;
  readonly screens: Screens;
  readonly quoted: Quoted;
  readonly onAgain: () => void;
}

export function AfterAnswer({ lesson, text, place, answer, run, screens, quoted, onAgain }: AfterAnswerProps) {
  const { lessonPanel: say } = useTexts();
  const finding = place.kind === 'step' && place.step.prediction.kind === 'find' ? place.step : null;
  const again = place.again ? answer.again : [];
  const task = 'task' in answer ? answer.task : [];
  const votes = useLearner((s) => (finding ? s.lessons[lesson.card.slug]?.votes[finding.id] : undefined));
  return (
    <>
      <Prose paragraphs={again.length > 0 ? again : answer.after} quoted={quoted} />
      <p className="rule">
        <span className="heard">{say.rule}: </span>
        <Words spans={answer.rule} quoted={quoted} />
      </p>
      {place.kind === 'step' && (
        <>
          <ScreenChoice screens={screens} />
          {!finding && (
            <Offers step={place.step} run={run} labels={text.steps[place.question]?.runs ?? {}} quoted={quoted} />
          )}
          <TaskPart lesson={lesson} step={place.step} run={run} text={task} quoted={quoted} />
          {place.step.ownUse && (
            <Suspense fallback={null}>
              <OwnUseTask slug={lesson.card.slug} step={place.id} text={task} quoted={quoted} />
            </Suspense>
          )}
          {finding?.vote && votes && (
            <Suspense fallback={null}>
              <VoteAgain
                votes={votes}
                onVote={(vote) => useLearner.getState().vote(lesson.card.slug, finding.id, vote)}
              />
            </Suspense>
          )}
          {place.step.worth && 'worth' in answer && (
            <Suspense fallback={null}>
              <WorthPart
                key={place.id}
                slug={lesson.card.slug}
                step={{ ...place.step, worth: place.step.worth }}
                labels={text.steps[place.question]?.runs ?? {}}
                text={answer.worth}
                run={run}
                quoted={quoted}
              />
            </Suspense>
          )}
        </>
      )}
      <button type="button" className="why again" onClick={onAgain}>
        {say.again}
      </button>
    </>
  );
}

/** Other runs of the step, one setting apart, to put on the stage. */
export function Offers({
  step,
  run,
  labels,
  quoted,
}: {
  step: Step;
  run: LessonRun;
  labels: Readonly<Record<string, Spans>>;
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
  text: Paragraphs;
  quoted: Quoted;
}) {
  const { lessonPanel: say } = useTexts();
  const reader = useRun((s) => (s.status.kind === 'ready' ? s.reader : null));
  const { task } = step;
  const tried = useTrials(task?.everywhere && reader?.trace.engine === run.ran.main.engine ? reader : null);
  const doneNow = useMemo(() => {
    if (!task || !reader || reader.scenario.name !== run.ran.main.scenario.name) return false;
    try {
      return taskDone(lesson, step, reader, readersOf(run.ran), tried?.reader === reader ? tried : {});
    } catch {
      // The learner's own settings can make a run without the window or batch that the task speaks of.
      return false;
    }
  }, [lesson, step, task, reader, run.ran, tried]);
  if (!task) return null;
  function showMe(): void {
    if (!task) return;
    const { scenario } = runOf(lesson, { ...step.main, changes: [...(step.main.changes ?? []), ...task.solution] });
    useRun.getState().edit(() => scenario);
  }
  return (
    <TaskBox slug={lesson.card.slug} step={step.id} doneNow={doneNow} text={text} quoted={quoted}>
      {!doneNow && (
        <button type="button" className="why" onClick={showMe}>
          {say.showMe}
        </button>
      )}
    </TaskBox>
  );
}

/** What came of a crash at every place of a run, once all were tried; null: not yet, or not asked for. */
function useTrials(now: TraceReader | null): (Beside & { readonly reader: TraceReader }) | null {
  // Each trial has a thread of its own: not one for each frame of a drag.
  const { reader } = useCalm({ reader: now });
  const [tried, setTried] = useState<(Beside & { readonly reader: TraceReader }) | null>(null);
  useEffect(() => {
    if (!reader) return;
    const stop = new AbortController();
    trialsOf(reader, stop.signal).then(
      (trials) => trials && !stop.signal.aborted && setTried({ reader, trials }),
      // The task stays open; another edit tries again.
      () => {},
    );
    return () => stop.abort();
  }, [reader]);
  return tried;
}
