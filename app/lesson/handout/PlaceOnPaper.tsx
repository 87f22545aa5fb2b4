/** One place of a lesson as it stands on paper: what is read, the picture, and what is to be written. */
import { useId, useMemo } from 'react';
import { timeOfDay } from '../../../i18n/format';
import { numberOf } from '../../../lessons/course';
import type { LessonBehind, LessonWords, StepWords } from '../../../lessons/text';
import { useTexts } from '../../language/language';
import { type Answered, VOTES } from '../../stores/progress';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { Rails } from '../../views/rails/Rails';
import { Prose, type Quoted, Words } from '../Prose';
import { answerText, questionText } from '../places';
import type { LessonRun } from '../useLessonRun';

interface PlaceProps {
  readonly run: LessonRun;
  readonly text: LessonWords;
  readonly behind: LessonBehind;
  /** How many steps the lesson has. */
  readonly steps: number;
  /** The learner's answer, if it is to be shown; then what the run says is, too. */
  readonly answered: Answered | undefined;
}

export function PlaceOnPaper({ run, text, behind, steps, answered }: PlaceProps) {
  const { handout: t, lessonPanel: say } = useTexts();
  const heading = useId();
  const { place } = run;
  const quoted = useMemo((): Quoted => ({ lesson: run.lesson, runs: run.runs }), [run]);
  const question = questionText(text, place);
  const check = place.kind === 'check' ? behind.checks[place.id] : undefined;
  const answer = answerText(behind, place);
  const eyebrow =
    place.kind === 'check'
      ? say.checkEyebrow(place.number, place.of)
      : place.kind === 'recall'
        ? say.recallFrom(numberOf(place.step.from))
        : say.stepOf(place.number, steps);
  const again = place.kind !== 'check' && place.again && answer ? answer.again : [];
  return (
    <section className="on-paper" aria-labelledby={heading}>
      <p className="eyebrow">{eyebrow}</p>
      <h2 id={heading}>
        <Words spans={question?.title ?? check?.title ?? []} quoted={quoted} />
      </h2>
      <Prose paragraphs={question?.body ?? check?.body ?? []} quoted={quoted} />
      <Pictured run={run} answered={answered !== undefined} />
      {question && <Asked run={run} words={question} quoted={quoted} answered={answered} />}
      {place.kind === 'step' &&
        place.step.words?.map(({ id }) => (
          <Lines key={id} count={3}>
            <Words spans={text.steps[place.question]?.words[id] ?? []} quoted={quoted} />
          </Lines>
        ))}
      {check && <Lines count={3}>{t.yourTurn}</Lines>}
      {answered && answer && (
        <div className="told">
          <Prose paragraphs={again.length > 0 ? again : answer.after} quoted={quoted} />
          <p className="rule">
            <Words spans={answer.rule} quoted={quoted} />
          </p>
        </div>
      )}
    </section>
  );
}

/** The picture where the question is asked, without what it would give away; or where its answer stands. */
function Pictured({ run, answered }: { readonly run: LessonRun; readonly answered: boolean }) {
  const { handout: t, stage } = useTexts();
  const { reader, engine } = run.ran.main;
  const look = answered ? run.resolved?.after : run.resolved?.open;
  const cursor = look?.cursor ?? run.cursor;
  const moment = useMemo(() => reader.at(cursor), [reader, cursor]);
  return (
    <figure>
      <div className="drawn">
        <Rails
          reader={reader}
          moment={moment}
          now={moment.now}
          withheld={answered ? NOTHING_WITHHELD : (run.resolved?.withheld ?? NOTHING_WITHHELD)}
          hovered={look?.subject ?? null}
          interactive={false}
          orientation="horizontal"
        />
      </div>
      <figcaption>{t.pictured(stage.engine[engine], timeOfDay(moment.now, reader.scenario.timeZone))}</figcaption>
    </figure>
  );
}

/** What is asked: boxes to tick, a place to write beside each, or a moment to find. */
function Asked({
  run,
  words,
  quoted,
  answered,
}: {
  readonly run: LessonRun;
  readonly words: NonNullable<ReturnType<typeof questionText>> & Partial<Pick<StepWords, 'runs' | 'claim'>>;
  readonly quoted: Quoted;
  readonly answered: Answered | undefined;
}) {
  const { handout: t, find, lessonPanel: say } = useTexts();
  const { place, resolved } = run;
  if (place.kind === 'check' || !resolved) return null;
  const { kind } = place.step.prediction;
  const options = Object.keys(words.options);
  const rightOf = (item: number): string | undefined => resolved.items[item]?.options.find((o) => o.right)?.id;
  return (
    <div className="asked">
      {kind === 'find' && (words.claim?.length ?? 0) > 0 && (
        <>
          <h3>{find.claim}</h3>
          <blockquote>
            <Prose paragraphs={words.claim ?? []} quoted={quoted} />
          </blockquote>
          <p>{find.vote}</p>
          <ul className="boxes in-line">
            {VOTES.map((vote) => (
              <li key={vote}>
                <Box /> {find.votes[vote]}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>
        <Words spans={words.question} quoted={quoted} />
      </h3>
      {kind === 'choice' && (
        <ul className="boxes">
          {options
            .filter((id) => resolved.items[0]?.options.some((o) => o.id === id))
            .map((id) => {
              const mine = answered?.chosen[0] === id;
              const right = answered !== undefined && rightOf(0) === id;
              return (
                <li key={id} className={right ? 'right' : undefined}>
                  <Box ticked={mine} />
                  <span>
                    <Words spans={words.options[id] ?? []} quoted={quoted} />
                    {mine && <small> {say.yourAnswer}</small>}
                    {right && <small className="said"> ✓ {say.runSays}</small>}
                  </span>
                </li>
              );
            })}
        </ul>
      )}
      {kind === 'match' && (
        <>
          <dl className="beside">
            {resolved.items.map((item, i) => {
              const right = rightOf(i);
              return (
                <div key={item.run}>
                  <dt>
                    <Words spans={words.runs?.[item.run] ?? []} quoted={quoted} />
                  </dt>
                  <dd>{answered && right && <Words spans={words.options[right] ?? []} quoted={quoted} />}</dd>
                </div>
              );
            })}
          </dl>
          <p className="quiet">
            {t.fill}{' '}
            {options.map((id, i) => (
              <span key={id}>
                {i > 0 && ' · '}
                <Words spans={words.options[id] ?? []} quoted={quoted} />
              </span>
            ))}
          </p>
        </>
      )}
      {!answered && <Lines count={kind === 'find' ? 2 : 1}>{kind === 'find' ? t.moment : t.because}</Lines>}
    </div>
  );
}

function Box({ ticked = false }: { readonly ticked?: boolean }) {
  return (
    <svg className="box" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <rect x="1" y="1" width="14" height="14" rx="2" className="f-card s-ink" strokeWidth="1.4" />
      {ticked && <path d="M4 8.4l2.8 3L12 5" className="f-none s-ink" strokeWidth="2" strokeLinecap="round" />}
    </svg>
  );
}

/** Where a hand writes. */
function Lines({ count, children }: { readonly count: number; readonly children: React.ReactNode }) {
  return (
    <div className="lines">
      <p>{children}</p>
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <i key={i} />
      ))}
    </div>
  );
}
