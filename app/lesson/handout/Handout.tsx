/**
 * `#/lesson/SLUG/handout`: a whole lesson on paper, for a room without screens. Each place with its text, the picture at
 * its moment and its question with boxes to tick; what was answered stands there only if it is asked for.
 */
import { useEffect, useMemo, useState } from 'react';
import type { LessonSource } from '../../../lessons/course';
import type { Lesson } from '../../../lessons/schema';
import type { LessonBehind, LessonWords } from '../../../lessons/text';
import { isLoadFailure } from '../../frame/notLoaded';
import { NotLoadedHere } from '../../frame/Part';
import { Plain } from '../../frame/Plain';
import { useLanguage, useTexts } from '../../language/language';
import { Link } from '../../router';
import { useLearner } from '../../stores/learner';
import { NOT_BEGUN } from '../../stores/progress';
import { useTitle } from '../../title';
import { type Place, placeAgain, placesOf } from '../places';
import { type LessonRun, prepare } from '../useLessonRun';
import { PlaceOnPaper } from './PlaceOnPaper';
import './handout.css';

interface Loaded {
  readonly lesson: Lesson;
  readonly text: LessonWords;
  readonly behind: LessonBehind;
  readonly places: readonly Place[];
  /** Of each place, in their order; fewer while they are simulated. */
  readonly runs: readonly LessonRun[];
}

export function Handout({ course }: { readonly course: LessonSource }) {
  const language = useLanguage();
  const { handout: t, lessonPanel: say } = useTexts();
  const { loaded, again } = useWholeLesson(course);
  const progress = useLearner((s) => s.lessons[course.slug]) ?? NOT_BEGUN;
  const [answers, setAnswers] = useState(false);
  const card = loaded?.lesson.card;
  const name = card ? say.crumb(card.number, card.title[language]) : '';
  useTitle(card ? t.title(name) : null);
  const answered = Object.keys(progress.answers).length > 0;
  const ready = loaded !== null && loaded.runs.length === loaded.places.length;
  return (
    <Plain>
      <div className="handout" aria-busy={!ready && again === null}>
        <header>
          <h1>{name}</h1>
          <p className="idea">{card?.idea[language]}</p>
          <p className="who" aria-hidden="true">
            <span>{t.name}</span>
            <span>{t.date}</span>
          </p>
          <p className="how">{t.tick}</p>
        </header>
        <div className="ways">
          <p>{t.says}</p>
          {answered && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
            <div className="seg" role="group" aria-label={t.answers}>
              {[false, true].map((shown) => (
                <button
                  key={String(shown)}
                  type="button"
                  aria-pressed={answers === shown}
                  onClick={() => setAnswers(shown)}
                >
                  {shown ? t.mine : t.blank}
                </button>
              ))}
            </div>
          )}
          <button type="button" className="btn solid" disabled={!ready} onClick={() => print()}>
            {t.print}
          </button>
          <Link className="btn" href={`/lesson/${course.slug}`}>
            {t.toLesson}
          </Link>
        </div>
        {again && <NotLoadedHere again={again} />}
        {loaded?.runs.map((run) => (
          <PlaceOnPaper
            key={run.place.id}
            run={run}
            text={loaded.text}
            behind={loaded.behind}
            steps={loaded.lesson.steps.length}
            answered={answers && run.place.kind !== 'check' ? progress.answers[run.place.question] : undefined}
          />
        ))}
        {!ready && !again && (
          <p role="status">{t.preparing((loaded?.runs.length ?? 0) + 1, loaded?.places.length ?? 1)}</p>
        )}
      </div>
    </Plain>
  );
}

/** All of a lesson, its runs one after the other. `again` where some of it could not be loaded. Throws what else went wrong. */
function useWholeLesson(course: LessonSource): { loaded: Loaded | null; again: (() => void) | null } {
  const language = useLanguage();
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ loaded: Loaded | null; failed: unknown }>({ loaded: null, failed: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try prepares it anew
  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      const [lesson, text] = await Promise.all([course.load(), course.text(language)]);
      const behind = await text.behind();
      const { answers } = useLearner.getState().lessons[course.slug] ?? NOT_BEGUN;
      // A question that was answered about other rows is shown with those.
      const places = placesOf(lesson).map((place) =>
        place.kind !== 'check' && answers[place.question]?.again ? placeAgain(place) : place,
      );
      const runs: LessonRun[] = [];
      for (const place of places) {
        if (!current) return;
        setState({ loaded: { lesson, text, behind, places, runs: [...runs] }, failed: null });
        runs.push(await prepare(lesson, place));
      }
      if (current) setState({ loaded: { lesson, text, behind, places, runs }, failed: null });
    };
    load().catch((failed) => current && setState(({ loaded }) => ({ loaded, failed })));
    return () => {
      current = false;
    };
  }, [course, language, tries]);
  if (state.failed && !isLoadFailure(state.failed)) throw state.failed;
  const again = useMemo(() => (state.failed ? () => setTries((n) => n + 1) : null), [state.failed]);
  return { loaded: state.loaded, again };
}
