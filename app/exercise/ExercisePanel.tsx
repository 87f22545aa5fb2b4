/** The exercise beside the stage: what is asked for, what may be changed, the prediction, hints, and what came of it. */
import { type ReactNode, type RefObject, useId, useState } from 'react';
import type { Scenario } from '../../engine/scenario/scenario';
import { passes as countPasses } from '../../lessons/exercises/grade';
import { EXERCISES } from '../../lessons/exercises/index';
import type { Exercise, Handed, HandedValue } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { lessonBySlug } from '../../lessons/index';
import { CopiedLink, copyLink, type Said, wholeLink } from '../keep/CopiedLink';
import { useLanguage, useTexts } from '../language/language';
import { Prose, type Quoted, Words } from '../lesson/Prose';
import { Link } from '../router';
import { useLearner } from '../stores/learner';
import { attemptLink } from './attemptLink';
import { Hints } from './Hints';
import { Parts, type Pointing } from './Parts';
import { figureWords, handedWords } from './say';
import type { Grading } from './useGrading';

interface Props {
  readonly exercise: Exercise;
  readonly text: ExerciseText;
  readonly quoted: Quoted;
  readonly timeZone: string;
  readonly handed: Handed;
  readonly onChange: (part: string, value: HandedValue, gesture: string) => void;
  readonly onPut: (handed: Handed) => void;
  /** The learner's own stream, and a row of it that arrives at another time. */
  readonly stream: Scenario;
  readonly onArrival: (row: number, arrivesAt: number, gesture: string) => void;
  readonly pointing: Pointing | null;
  readonly grading: Grading | null;
  /** The grading is of what is handed in now. */
  readonly current: boolean;
  readonly predicted: number | null;
  readonly onPredict: (passes: number) => void;
  readonly refused: boolean;
  readonly mayRun: boolean;
  readonly onRun: () => void;
  readonly onCancel: () => void;
  readonly onStartOver: () => void;
  readonly onHint: () => void;
  /** The measures of the streams, where the stage has no room for them. */
  readonly children?: ReactNode;
  readonly verdict: RefObject<HTMLParagraphElement | null>;
  /** The address brought an attempt that this exercise cannot have. */
  readonly badLink: boolean;
}

export function ExercisePanel(props: Props) {
  const { exercise, text, quoted, timeZone, handed, grading, current, predicted } = props;
  const { card } = exercise;
  const lesson = lessonBySlug(card.lesson);
  const texts = useTexts();
  const { exercise: t } = texts;
  const language = useLanguage();
  const saying = { texts, language, timeZone };
  const progress = useLearner((s) => s.exercises[card.slug]);
  const kept = useLearner((s) => s.kept);
  const group = useId();
  const running = grading?.status === 'running';
  const done = current && grading?.status === 'done';
  const passed = done ? countPasses(exercise, grading.graded) : null;
  const ownPassed = grading?.graded[0]?.passed === true;
  const tries = progress?.tries ?? [];
  return (
    <>
      <div className="lesson-text exercise-text">
        <header>
          <p className="eyebrow">
            {t.eyebrow(card.number, EXERCISES.length)}
            {progress?.passed && <span className="tag final">✓ {t.passedTag}</span>}
          </p>
          <h1 tabIndex={-1}>
            <Words spans={text.title} quoted={quoted} />
          </h1>
        </header>
        {lesson && (
          <p className="quiet">
            <Link href={`/lesson/${card.lesson}`}>{t.ofLesson(lesson.card.number, lesson.card.title[language])}</Link>
          </p>
        )}
        <Prose paragraphs={text.body} quoted={quoted} />
        {props.badLink && (
          <p className="fault" role="alert">
            {t.badLink}
          </p>
        )}
        <dl className="asked" aria-label={t.asked}>
          {exercise.measures.map((measure) => (
            <div key={measure.id} className={measure.tone}>
              <dt>
                <Words spans={text.measures[measure.id] ?? []} quoted={quoted} />
              </dt>
              <dd>{measure.limit && figureWords(measure.limit, saying)}</dd>
            </div>
          ))}
        </dl>
        <section className="parts" aria-label={t.settings}>
          <Parts
            exercise={exercise}
            text={text}
            quoted={quoted}
            handed={handed}
            tries={tries}
            disabled={running}
            onChange={props.onChange}
            stream={props.stream}
            onArrival={props.onArrival}
            pointing={props.pointing}
          />
        </section>
        <fieldset className={done ? 'predict answered' : 'predict'} disabled={running || done}>
          <legend>{t.predict}</legend>
          <div className="of-five">
            {[0, 1, 2, 3, 4, 5].map((n) => (
              <label key={n} className={`${n === predicted ? 'said' : ''}${n === passed ? ' was' : ''}`}>
                <input
                  type="radio"
                  name={group}
                  value={n}
                  checked={n === predicted}
                  onChange={() => props.onPredict(n)}
                />
                {n}
              </label>
            ))}
          </div>
          {passed !== null && (
            <p className="outcome" tabIndex={-1} ref={props.verdict}>
              <b className={passed === 5 ? 'right' : 'wrong'}>{passed === 5 ? t.allPassed : t.somePassed(passed)}.</b>{' '}
              {predicted !== null && t.said(predicted, passed)} {passed < 5 && ownPassed && t.easiest}
            </p>
          )}
        </fieldset>
        {props.children}
        {props.refused && (
          <p className="fault" role="alert">
            {t.refused}
          </p>
        )}
        {grading && typeof grading.status === 'object' && (
          <p className="fault" role="alert">
            {t.broken(grading.status.broken)}
          </p>
        )}
        {progress?.passed && <Passed {...props} saying={saying} />}
        {progress && <Hints text={text} quoted={quoted} progress={progress} onOpen={props.onHint} />}
        {tries.length > 0 && !exercise.again && (
          <details className="tries">
            <summary>{t.tries}</summary>
            <ol>
              {[...tries].reverse().map((attempt, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its head
                <li key={tries.length - i}>
                  <span>{handedWords(exercise, text, attempt.handed, saying)}</span>
                  <b>{t.tryPassed(attempt.passes)}</b>
                  <button type="button" className="why" disabled={running} onClick={() => props.onPut(attempt.handed)}>
                    {t.takeBack}
                  </button>
                </li>
              ))}
            </ol>
          </details>
        )}
        {!exercise.again && <ShareAttempt key={JSON.stringify(handed)} slug={card.slug} handed={handed} />}
        {!kept && <p className="quiet">{t.notKept}</p>}
      </div>
      <div className="steps exercise-steps">
        <button type="button" className="btn" disabled={running} onClick={props.onStartOver}>
          {t.startOver}
        </button>
        {running ? (
          <>
            <p className="quiet" role="status">
              {t.running(Math.min(6, grading.graded.length + 1), 6)}
            </p>
            <button type="button" className="btn" onClick={props.onCancel}>
              {t.cancel}
            </button>
          </>
        ) : done && passed !== null && passed < 5 ? (
          exercise.again ? (
            <button type="button" className="btn solid" onClick={props.onStartOver}>
              {t.otherRows}
            </button>
          ) : (
            <p className="quiet">{t.runAgain}</p>
          )
        ) : done ? (
          <Onward number={card.number} />
        ) : (
          <>
            {predicted === null && <p className="quiet first">{t.predictFirst}</p>}
            <button
              type="button"
              className="btn solid"
              disabled={!props.mayRun}
              aria-keyshortcuts="R"
              onClick={props.onRun}
            >
              {t.run}
              <span className="key" aria-hidden="true">
                R
              </span>
            </button>
          </>
        )}
      </div>
    </>
  );
}

/** The best answer and the plausible wrong ones; only after one's own has passed. */
function Passed({ exercise, text, quoted, saying, onPut }: Props & { saying: Parameters<typeof figureWords>[1] }) {
  const { exercise: t } = useTexts();
  return (
    <div className="reference">
      <details>
        <summary>{t.best}</summary>
        <div>
          <Prose paragraphs={text.best} quoted={quoted} />
          {!exercise.again && (
            <button type="button" className="why" onClick={() => onPut(exercise.best)}>
              {t.tryBest}
            </button>
          )}
        </div>
      </details>
      <details>
        <summary>{t.wrongOnes}</summary>
        <dl>
          {exercise.wrong.map(({ id, handed, passes }) => (
            <div key={id}>
              <dt>
                {handedWords(exercise, text, handed, saying)} {t.wrongPasses(passes)}
              </dt>
              <dd>
                <Words spans={text.wrong[id] ?? []} quoted={quoted} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function Onward({ number }: { number: number }) {
  const { exercise: t } = useTexts();
  const language = useLanguage();
  const next = EXERCISES.find(({ card }) => card.number > number);
  return next ? (
    <Link href={`/exercise/${next.card.slug}`} className="btn solid">
      {t.next(next.card.number, next.card.title[language])}
    </Link>
  ) : (
    <Link href="/" className="btn solid">
      {t.toCourse}
    </Link>
  );
}

/** A link to what stands in the panel now; who opens it predicts and runs it for themselves. */
function ShareAttempt({ slug, handed }: { slug: string; handed: Handed }) {
  const { exercise: t } = useTexts();
  const [said, setSaid] = useState<Said | null>(null);
  async function share(): Promise<void> {
    setSaid(await copyLink(wholeLink(attemptLink(slug, handed)), { copied: t.shared, here: t.sharedHere }));
  }
  return (
    <div>
      <button type="button" className="why" onClick={() => void share()}>
        {t.share}
      </button>
      {said && <CopiedLink said={said} className="quiet" />}
    </div>
  );
}
