/** The last places of a lesson: its checks, and after them what one may look up. */
import { Suspense, useId } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { EXERCISES } from '../../lessons/exercises/index';
import { LESSONS } from '../../lessons/index';
import type { Beside, Lesson } from '../../lessons/schema';
import type { LessonBehind, LessonWords } from '../../lessons/text';
import { useLanguage, useTexts } from '../language/language';
import { Link } from '../router';
import { useLearner } from '../stores/learner';
import { AskAgain } from './AskAgain';
import { CheckTask } from './CheckTask';
import { CourseMap } from './CourseMap';
import type { Screens } from './LessonPage';
import { Prose, plainWords, type Quoted, Words } from './Prose';
import { QueryBuilder, SaveWords, VotesPart } from './parts';
import type { Place } from './places';
import { ScreenChoice } from './ScreenChoice';
import type { HandedIn } from './useCheck';

type Behind = LessonBehind['lesson'];

interface EndOfLessonProps {
  readonly lesson: Lesson;
  readonly text: LessonWords;
  readonly behind: LessonBehind;
  readonly places: readonly Place[];
  readonly place: Extract<Place, { readonly kind: 'check' }>;
  /** The run on the stage. */
  readonly reader: TraceReader;
  readonly beside: Beside;
  readonly handedIn: HandedIn | null;
  readonly passedBefore: boolean;
  readonly trying: boolean;
  readonly screens: Screens;
  readonly quoted: Quoted;
  readonly onTryAgain: () => void;
  readonly onStartOver: () => void;
}

/** A check, and after the last of a lesson what stands at its end. */
export function EndOfLesson({ text, behind, places, place, quoted, screens, onStartOver, ...task }: EndOfLessonProps) {
  const { lesson } = task;
  const { check } = place;
  const words = behind.checks[check.id];
  if (!words) return null;
  return (
    <>
      <CheckTask {...task} check={check} text={words} />
      <ScreenChoice screens={screens} />
      <Suspense fallback={null}>
        {check.knobs.includes('query') && <QueryBuilder />}
        {place.number === place.of && (
          <End
            lesson={lesson}
            text={text}
            behind={behind.lesson}
            places={places}
            quoted={quoted}
            onStartOver={onStartOver}
          />
        )}
      </Suspense>
    </>
  );
}

function End({
  lesson,
  text,
  behind,
  places,
  quoted,
  onStartOver,
}: Pick<EndOfLessonProps, 'lesson' | 'text' | 'places' | 'quoted' | 'onStartOver'> & { behind: Behind }) {
  const { lessonPanel: say } = useTexts();
  return (
    <>
      {lesson.card.number === LESSONS.length && <CourseMap />}
      <Practise slug={lesson.card.slug} />
      <AskAgain lesson={lesson} text={text} places={places} />
      {lesson.steps.some((step) => step.vote) && <VotesPart lesson={lesson} text={text} />}
      {lesson.steps.some((step) => step.words) && <SaveWords lesson={lesson} text={text} />}
      <Reference behind={behind} quoted={quoted} terms={lesson.terms} />
      <button type="button" className="why again" onClick={onStartOver}>
        {say.startOver}
      </button>
    </>
  );
}

/** What stands behind the lesson: what it turns around, where the course's words and the facts part, its terms. */
function Reference({ behind, quoted, terms }: { behind: Behind; quoted: Quoted; terms: readonly string[] }) {
  const { lessonPanel: say } = useTexts();
  const { misconceptions, courseAndFact, terms: explained } = behind;
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
          <ul className="terms">
            {terms.map((term) => (
              <li key={term}>
                <Words spans={explained[term] ?? []} quoted={quoted} />
              </li>
            ))}
          </ul>
          <p>
            <Link href="/terms">{say.allTerms}</Link>
          </p>
        </details>
      )}
    </div>
  );
}

/** The exercises that practise this lesson. */
function Practise({ slug }: { slug: string }) {
  const { lessonPanel: say } = useTexts();
  const language = useLanguage();
  const done = useLearner((s) => s.exercises);
  const heading = useId();
  const exercises = EXERCISES.filter(({ card }) => card.lesson === slug);
  if (exercises.length === 0) return null;
  return (
    <section className="practise" aria-labelledby={heading}>
      <h2 id={heading}>{say.practise}</h2>
      <ul>
        {exercises.map(({ card }) => (
          <li key={card.slug}>
            <Link href={`/exercise/${card.slug}`}>
              {say.exercise(card.number, card.title[language])}
              {done[card.slug]?.passed && <span className="tag final">✓ {say.passed}</span>}
            </Link>
            <p className="quiet">{card.goal[language]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
