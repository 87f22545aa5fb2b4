import { type CSSProperties, lazy, Suspense, useMemo } from 'react';
import { EXERCISES } from '../../lessons/exercises/index';
import { LESSONS } from '../../lessons/index';
import { FailureBoundary } from '../frame/Failure';
import { Logo } from '../frame/Logo';
import { Part, part } from '../frame/Part';
import { LanguageSelect, ThemeChoice } from '../language/Choices';
import { useLanguage, useTexts } from '../language/language';
import { go, Link } from '../router';
import { useLearner } from '../stores/learner';
import { useNotes } from '../stores/notes';
import { useTitle } from '../title';
import { TOOLS } from '../tools';
import { mediaHook } from '../useMedia';
import { CourseRails, courseHeight, isLeft, lessonTops } from './CourseRails';
import { askAgain, type CourseRow, courseOf } from './course';
import {
  BuildFigure,
  CompareFigure,
  CrashFigure,
  DecideFigure,
  FlightsFigure,
  LessonFigure,
  LoopFigure,
  OwnDataFigure,
  SweepFigure,
} from './figures';
import { LanguageChoice } from './LanguageChoice';
import '../frame/frame.css';
import './home.css';

const Hero = lazy(() => import('./Hero'));
const ProgressFile = part(async () => ({ default: (await import('./ProgressFile')).ProgressFile }));
const CARDS = LESSONS.map((lesson) => lesson.card);

/** Room for lessons on both sides of the rails; the same width stands in `home.css`. */
const useTwoSides = mediaHook('(min-width: 83.75em)', true);

/**
 * The rails run at once, bend, and become the course. Tab order: the pause button, the start button, the lessons, the
 * exercises, the tools, teaching; the bar, with the page's parts, comes last in the document and stands on top.
 */
export default function HomePage() {
  const { home } = useTexts();
  const lessons = useLearner((s) => s.lessons);
  const unread = useLearner((s) => s.unread);
  const course = useMemo(() => courseOf(CARDS, lessons), [lessons]);
  const twoSides = useTwoSides();
  const tops = useMemo(() => lessonTops(course.rows, twoSides), [course.rows, twoSides]);
  useTitle(null);
  return (
    <div className="home" style={{ minHeight: `max(100vh, ${courseHeight(course.rows, twoSides)}px)` }}>
      <main id="content" tabIndex={-1}>
        <CourseRails course={course} twoSides={twoSides} />
        <section className="hero" aria-label={home.hero.label}>
          <FailureBoundary address="/" instead={<p className="hero-failed">{home.hero.failed}</p>}>
            <Suspense fallback={null}>
              <Hero />
            </Suspense>
          </FailureBoundary>
        </section>
        <Intro course={course} />
        <ol className="course" id="lessons" tabIndex={-1} aria-label={home.lessons}>
          {course.rows.map((row, i) => (
            <LessonRow
              key={row.card.slug}
              row={row}
              top={tops[i] ?? 0}
              next={row === course.next}
              left={isLeft(i, twoSides)}
            />
          ))}
        </ol>
        <AskAgain />
        <Exercises />
        <Tools />
        <Terms />
        <Teach />
        <Part here>
          <ProgressFile done={course.done} all={course.rows.length} />
        </Part>
        {unread && (
          <p className="unread" role="status">
            {home.unread[unread]}
          </p>
        )}
      </main>
      <header className="bar">
        <Logo />
        <span className="space" />
        <PageParts />
        <ThemeChoice />
        <LanguageChoice />
        <LanguageSelect />
      </header>
    </div>
  );
}

/**
 * The parts of this long page, each a press away. Buttons, since a link's hash would be an address of the router; the
 * keyboard goes on from there.
 */
function PageParts() {
  const { parts } = useTexts().home;
  function show(id: string): void {
    const part = document.getElementById(id);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    (part?.querySelector('a') ?? part)?.scrollIntoView({ behavior: still ? 'auto' : 'smooth', block: 'center' });
    part?.focus({ preventScroll: true });
  }
  return (
    <nav className="page-parts" aria-label={parts.label}>
      {(['lessons', 'exercises', 'tools', 'teach'] as const).map((id) => (
        <button key={id} type="button" onClick={() => show(id)}>
          {parts[id]}
        </button>
      ))}
    </nav>
  );
}

function Intro({ course }: { course: ReturnType<typeof courseOf> }) {
  const { home } = useTexts();
  const language = useLanguage();
  const { intro } = home;
  const { next } = course;
  return (
    <section className="intro">
      <p className="eyebrow">{home.lessonsAndTime(course.rows.length, course.minutes)}</p>
      <h1>{home.title}</h1>
      <p className="lead">
        {intro.before}
        <span className="t event">{intro.happen}</span>
        {intro.between}
        <span className="t processing">{intro.arrive}</span>
        {intro.after}
      </p>
      <div className="cta">
        {next ? (
          <Link href={`/lesson/${next.card.slug}`} className="go">
            <svg width="15" height="17" viewBox="0 0 16 18" aria-hidden="true">
              <path d="M1 1l14 8L1 17z" fill="currentColor" />
            </svg>
            {next.state === 'begun' || course.done > 0 ? home.goOn(next.card.number) : home.start(next.card.number)}
          </Link>
        ) : (
          <Link href={TOOLS[0].address} className="go">
            {home[TOOLS[0].name]}
          </Link>
        )}
        <p>
          {next ? home.lessonAndTime(next.card.title[language], next.card.minutes) : home.allDone}
          <br />
          {next &&
            (course.done > 0 ? home.doneAndToGo(course.done, course.rows.length, course.minutesToGo) : home.startSays)}
        </p>
      </div>
    </section>
  );
}

function LessonRow({ row, top, next, left }: { row: CourseRow; top: number; next: boolean; left: boolean }) {
  const { home } = useTexts();
  const language = useLanguage();
  const { card, state } = row;
  // The slant of the thread is the lesson's length.
  const slant = card.minutes * 1.9;
  const teasers: Readonly<Record<string, string>> = home.teasers;
  return (
    <li
      className={`${state}${next ? ' next' : ''}${left ? ' left' : ''}`}
      style={{ '--top': `${top}px` } as CSSProperties}
    >
      <span className="node" aria-hidden="true">
        <svg width="1" height="1" overflow="visible" aria-hidden="true">
          <path
            d={`M0,0C-27,0 -27,${slant} -54,${slant}`}
            className={`f-none ${state === 'done' ? 's-threadlate' : 's-thread'}`}
            strokeWidth="1.7"
            strokeDasharray={state === 'done' ? undefined : '3 3.5'}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <s style={{ top: slant }} />
        <i>{card.number}</i>
      </span>
      <Link href={`/lesson/${card.slug}`}>
        <b>
          <span className="heard">{card.number}. </span>
          {card.title[language]}
        </b>
        <span className="says">
          {state !== 'ahead' && <em className={state}>{state === 'done' ? home.done : home.begun}</em>}
          {state !== 'ahead' && ', '}
          {home.minutes(card.minutes)}. {teasers[card.slug] ?? card.idea[language]}
        </span>
        <LessonFigure slug={card.slug} />
      </Link>
    </li>
  );
}

/** What the run has contradicted is offered once more, the first of it first. */
function AskAgain() {
  const { home } = useTexts();
  const lessons = useLearner((s) => s.lessons);
  const open = askAgain(CARDS, lessons);
  const [first] = open;
  if (!first) return null;
  return (
    <section className="teach ask-again">
      <div>
        <h2>{home.askAgain}</h2>
        <p>{home.askAgainSays(open.length)}</p>
      </div>
      <Link
        href={`/lesson/${first.slug}/${first.question}`}
        className="btn"
        onClick={() => useLearner.getState().forgetAnswer(first.slug, first.question)}
      >
        {home.askAgainOpen}
      </Link>
    </section>
  );
}

/** Exercises to be done by oneself; none is locked. */
function Exercises() {
  const { home } = useTexts();
  const language = useLanguage();
  const exercises = useLearner((s) => s.exercises);
  return (
    <section className="exercises" id="exercises" tabIndex={-1} aria-labelledby="exercises-name">
      <h2 id="exercises-name">{home.exercises}</h2>
      <p>{home.exercisesSay}</p>
      <ol>
        {EXERCISES.map(({ card }) => {
          const progress = exercises[card.slug];
          return (
            <li key={card.slug} className={progress?.passed ? 'done' : undefined}>
              <Link href={`/exercise/${card.slug}`}>
                <i aria-hidden="true">{progress?.passed ? '✓' : card.number}</i>
                <span>
                  <b>
                    <span className="heard">{card.number}. </span>
                    {card.title[language]}
                  </b>
                  {progress?.passed ? (
                    <em>{home.exercisePassed}</em>
                  ) : progress && progress.attempts > 0 ? (
                    <em className="tried">{home.exerciseTried}</em>
                  ) : null}
                  {card.goal[language]}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const TOOL_FIGURES = {
  openData: OwnDataFigure,
  flights: FlightsFigure,
  compare: CompareFigure,
  loop: LoopFigure,
  crash: CrashFigure,
  sweep: SweepFigure,
  decide: DecideFigure,
  build: BuildFigure,
};

function Tools() {
  const { home } = useTexts();
  const says = {
    openData: home.openDataSays,
    flights: home.flightsSays,
    compare: home.compareSays,
    loop: home.loopSays,
    crash: home.crashSays,
    sweep: home.sweepSays,
    decide: home.decideSays,
    build: home.buildSays,
  };
  return (
    <section className="tools" id="tools" tabIndex={-1} aria-labelledby="tools-name">
      <h2 id="tools-name">{home.tools}</h2>
      <ul>
        {TOOLS.map(({ name, address }) => {
          const Figure = TOOL_FIGURES[name];
          return (
            <li key={name}>
              <Link href={address}>
                <Figure />
                <span>
                  <b>{home[name]}</b>
                  {says[name]}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Terms() {
  const { terms } = useTexts().home;
  return (
    <section className="teach">
      <div>
        <h2>{terms.head}</h2>
        <p>{terms.about}</p>
      </div>
      <Link href="/terms" className="btn">
        {terms.open}
      </Link>
    </section>
  );
}

function Teach() {
  const { home } = useTexts();
  const show = useNotes((s) => s.show);
  const first = CARDS[0];
  if (!first) return null;
  return (
    <section className="teach" id="teach" tabIndex={-1} aria-labelledby="teach-name">
      <div>
        <h2 id="teach-name">{home.teach}</h2>
        <p>{home.teachSays}</p>
      </div>
      <button
        type="button"
        className="btn"
        onClick={() => {
          show(true);
          go(`/lesson/${first.slug}`);
        }}
      >
        {home.teachOpen}
      </button>
    </section>
  );
}
