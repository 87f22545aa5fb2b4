import { type ReactNode, startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import { COURSE, type LessonSource } from '../../lessons/course';
import type { Answers } from '../../lessons/decide/verdict';
import { factsOf } from '../../lessons/facts';
import { withheldIn } from '../../lessons/place';
import { scenarioOf, wholeLesson } from '../../lessons/resolve';
import { Frame } from '../frame/Frame';
import { Loading } from '../frame/Loading';
import { NotLoadedHere, Part, part } from '../frame/Part';
import { Unknown } from '../frame/Unknown';
import { Waiting } from '../frame/Waiting';
import { KeepButton } from '../keep/KeepButton';
import { useLanguage, useTexts, withTexts } from '../language/language';
import { go } from '../router';
import { Stage } from '../stage/Stage';
import { useLearner } from '../stores/learner';
import { useNotes } from '../stores/notes';
import { useRun } from '../stores/run';
import { useTitle } from '../title';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { useTouched } from '../useIdle';
import { useLoaded } from '../useLoaded';
import { LessonPanel } from './LessonPanel';
import { addressOf, HANDOUT, type Place, placeAgain, placeIndex, placesOf } from './places';
import { Sheet } from './Sheet';
import { stand } from './stageMoves';
import { type LessonRun, useLessonRun } from './useLessonRun';
import './lesson.css';

const CompareStage = part(async () => ({
  default: (await withTexts('all', import('../compare/CompareStage'))).CompareStage,
}));
const LoopStage = part(async () => ({ default: (await withTexts('all', import('../loop/LoopStage'))).LoopStage }));
const LessonGuide = part(async () => ({
  default: (await withTexts('all', import('../decide/LessonGuide'))).LessonGuide,
}));

const Handout = part(async () => ({
  default: (await withTexts('lessonParts', import('./handout/Handout'))).Handout,
}));

/** A lesson's page: the address says which lesson and which place of it. */
export default function LessonPage({ slug, step }: { slug: string; step: string | undefined }) {
  const course = COURSE.find((lesson) => lesson.slug === slug);
  if (!course) return <Unknown address={`#/lesson/${slug}${step ? `/${step}` : ''}`} />;
  if (step === HANDOUT)
    return (
      <Part here fallback={<Loading />}>
        <Handout key={slug} course={course} />
      </Part>
    );
  return <LoadedLesson key={slug} course={course} step={step} />;
}

function LoadedLesson({ course, step }: { course: LessonSource; step: string | undefined }) {
  const { slug } = course;
  const language = useLanguage();
  const { lessonPanel: say, stage } = useTexts();
  const lesson = useLoaded(course.load);
  const text = useLoaded(useCallback(() => course.text(language), [course, language]));
  const places = useMemo(() => (lesson ? placesOf(lesson) : []), [lesson]);
  const index = placeIndex(places, step);
  const place = useAskedPlace(slug, places[index] ?? null);
  const { run, again } = useLessonRun(lesson, place);
  const title = lesson && say.crumb(lesson.card.number, lesson.card.title[language]);
  useTitle(title);
  const staged = useStageFollowsLesson(slug, run);
  const withheld = useWithheld(run);
  const screens = useScreens(slug, run);
  const beside = {
    name: stage.lesson,
    back: stage.toLesson,
    place:
      place?.kind === 'step' ? say.stepOf(place.number, places.filter((p) => p.kind === 'step').length) : undefined,
  };

  // What later places run on is there before one goes there; if not, the place asks for it, and says so.
  const touched = useTouched();
  useEffect(() => {
    if (lesson && touched) wholeLesson(lesson).catch(() => {});
  }, [lesson, touched]);

  // An address without a place goes to where the learner was, else to the start.
  useEffect(() => {
    if (places.length === 0 || step !== undefined) return;
    const at = useLearner.getState().lessons[slug]?.at;
    const there = places.find((p) => p.id === at) ?? places[0];
    if (there) go(addressOf(slug, there), { replace: true });
  }, [places, step, slug]);
  useEffect(() => {
    if (place && step !== undefined) useLearner.getState().reach(slug, place.id, index);
  }, [place, step, slug, index]);

  if (lesson && step !== undefined && index < 0) return <Unknown address={`#/lesson/${slug}/${step}`} />;
  return (
    <Frame
      title={title ?? ''}
      actions={
        <>
          <NotesToggle />
          <KeepButton withheld={withheld} handout={addressOf(slug, { id: HANDOUT })} />
        </>
      }
      lesson={
        <Sheet label={say.region} busy={!run && !again}>
          {again ? (
            <NotLoadedHere again={again} />
          ) : lesson && text && run && place ? (
            <Part here>
              <LessonPanel lesson={run.lesson} text={text} places={places} run={run} screens={screens} />
            </Part>
          ) : (
            <Waiting />
          )}
        </Sheet>
      }
    >
      {staged ? (
        <Screen
          shown={screens.shown}
          guide={place?.kind === 'step' ? place.step.guide : undefined}
          onStage={() => screens.show('stage')}
        >
          <Stage withheld={withheld} beside={beside} keepsRows />
        </Screen>
      ) : (
        <>
          <main className="stage" id="content" tabIndex={-1} aria-busy="true" />
          <footer className="transport" />
        </>
      )}
    </Frame>
  );
}

/** The place as it is asked: once more and about other rows, if that is how its question stands. */
function useAskedPlace(slug: string, place: Place | null): Place | null {
  const again = useLearner((s) => {
    const progress = s.lessons[slug];
    if (!place || place.kind === 'check' || !progress) return false;
    const answer = progress.answers[place.question];
    return answer ? answer.again === true : progress.again.includes(place.question);
  });
  return useMemo(() => (place && again ? placeAgain(place) : place), [place, again]);
}

/**
 * A place that is opened puts its run on the stage, and stands it where the question is (or was answered). True from the
 * first time on: before, the stage still has what another page left there, which may answer this lesson's question.
 */
function useStageFollowsLesson(slug: string, run: LessonRun | null): boolean {
  const [staged, setStaged] = useState(false);
  useEffect(() => {
    if (!run) return;
    const { place, resolved } = run;
    const answered = place.kind !== 'check' && useLearner.getState().lessons[slug]?.answers[place.question];
    const look =
      answered && resolved ? resolved.after : { cursor: run.cursor, subject: resolved?.open.subject ?? null };
    void stand(run.ran.main, look.cursor, look.subject).then(() => startTransition(() => setStaged(true)));
  }, [slug, run]);
  return staged;
}

/** What the picture must not say while the prediction is open, in the numbers of the run on the stage. */
function useWithheld(run: LessonRun | null): Withheld {
  const slug = run?.lesson.card.slug ?? '';
  const question = run && run.place.kind !== 'check' ? run.place.question : null;
  const answered = useLearner((s) => (question === null ? true : s.lessons[slug]?.answers[question] !== undefined));
  const open = run !== null && !answered && run.place.kind !== 'check';
  const reader = useRun((s) => (open ? s.reader : null));
  return useMemo(() => {
    if (!open) return NOTHING_WITHHELD;
    const { step } = run.place;
    // Rows keep their numbers under an edit, groups do not.
    if (reader && reader.scenario !== run.ran.main.scenario && reader.scenario.name === run.ran.main.scenario.name) {
      try {
        return withheldIn(step.withhold, factsOf(scenarioOf(run.lesson, step.main), reader));
      } catch {
        return { ...(run.resolved?.withheld ?? NOTHING_WITHHELD), groups: 'all' };
      }
    }
    return run.resolved?.withheld ?? NOTHING_WITHHELD;
  }, [run, open, reader]);
}

export type ScreenName = 'stage' | 'loop' | 'compare' | 'decide';

export interface Screens {
  /** What the step is looked at on. */
  readonly shown: ScreenName;
  /** What it may be looked at on by now; the stage alone while the question is open. */
  readonly offered: readonly ScreenName[];
  readonly show: (screen: ScreenName) => void;
}

/** A step with a screen of its own opens it once the answer is committed, a check at once; the learner may go back to the stage. */
function useScreens(slug: string, run: LessonRun | null): Screens {
  const place = run?.place;
  const own = place?.kind === 'step' ? place.step.screen : place?.kind === 'check' ? place.check.screen : undefined;
  const answered = useLearner(
    (s) =>
      place?.kind === 'check' || (place?.kind === 'step' && s.lessons[slug]?.answers[place.question] !== undefined),
  );
  const [chosen, setChosen] = useState<{ readonly place: string; readonly screen: ScreenName } | null>(null);
  const id = place?.id ?? '';
  return useMemo(() => {
    const show = (screen: ScreenName): void => setChosen({ place: id, screen });
    if (!own || !answered) return { shown: 'stage', offered: [], show };
    return { shown: chosen?.place === id ? chosen.screen : own, offered: ['stage', own], show };
  }, [own, answered, chosen, id]);
}

/** The stage (`children`), or what the step is looked at on instead. */
function Screen({
  shown,
  guide,
  onStage,
  children,
}: {
  shown: ScreenName;
  guide: Answers | undefined;
  onStage: () => void;
  children: ReactNode;
}) {
  const reader = useRun((s) => (shown === 'loop' ? s.reader : null));
  const loading = (
    <>
      <main className="stage" id="content" tabIndex={-1} aria-busy="true" />
      <footer className="transport" />
    </>
  );
  if (shown === 'compare')
    return (
      <Part here fallback={loading}>
        <CompareStage onStage={onStage} />
      </Part>
    );
  if (shown === 'decide' && guide)
    return (
      <Part here fallback={loading}>
        <LessonGuide answers={guide} />
      </Part>
    );
  // A run of another engine, put there to compare, is none that the loop's screen can show.
  if (shown === 'loop' && reader?.trace.engine === 'batchLoop')
    return (
      <Part here fallback={loading}>
        <LoopStage reader={reader}>{(side, stage) => stage(<div className="card loop-within">{side}</div>)}</LoopStage>
      </Part>
    );
  return children;
}

function NotesToggle() {
  const { lessonPanel: say } = useTexts();
  const { shown, show } = useNotes();
  return (
    <button type="button" className="btn" aria-pressed={shown} title={say.notesOn} onClick={() => show(!shown)}>
      {say.notes}
    </button>
  );
}
