/** The last place of a lesson: its check, and what one may look up. */
import { Suspense } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { LESSONS } from '../../lessons/index';
import type { Lesson } from '../../lessons/schema';
import type { LessonWords } from '../../lessons/text';
import { useTexts } from '../language/language';
import { useLoaded } from '../useLoaded';
import { AskAgain } from './AskAgain';
import { CheckTask } from './CheckTask';
import { CourseMap } from './CourseMap';
import { Prose, plainWords, type Quoted, Words } from './Prose';
import { QueryBuilder, SaveWords, VotesPart } from './parts';
import type { Place } from './places';
import type { HandedIn } from './useCheck';

interface EndOfLessonProps {
  readonly lesson: Lesson;
  readonly text: LessonWords;
  readonly places: readonly Place[];
  /** The run on the stage. */
  readonly reader: TraceReader;
  readonly handedIn: HandedIn | null;
  readonly passedBefore: boolean;
  readonly quoted: Quoted;
  readonly onTryAgain: () => void;
  readonly onStartOver: () => void;
}

export function EndOfLesson({ text, places, quoted, onStartOver, ...task }: EndOfLessonProps) {
  const { lessonPanel: say } = useTexts();
  const { lesson } = task;
  return (
    <>
      <CheckTask {...task} text={text.check} />
      {lesson.check.knobs.includes('query') && (
        <Suspense fallback={null}>
          <QueryBuilder />
        </Suspense>
      )}
      {lesson.card.number === LESSONS.length && <CourseMap />}
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
      <button type="button" className="why again" onClick={onStartOver}>
        {say.startOver}
      </button>
    </>
  );
}

/** What stands behind the lesson: what it turns around, where the course's words and the facts part, its terms. */
function Reference({ text, quoted, terms }: { text: LessonWords; quoted: Quoted; terms: readonly string[] }) {
  const { lessonPanel: say } = useTexts();
  const behind = useLoaded(text.behind);
  if (!behind) return null;
  const { misconceptions, courseAndFact, terms: explained } = behind.lesson;
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
