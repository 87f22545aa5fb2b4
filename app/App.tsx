import { lazy, type ReactNode, Suspense } from 'react';
import { COURSE } from '../lessons/course';
import { Announcer } from './announce';
import { OWN_STAGE } from './compare/place';
import { prepareThread } from './engineThread';
import { FailureBoundary } from './frame/Failure';
import { Loading } from './frame/Loading';
import { NotLoadedNote } from './frame/Part';
import { Unknown } from './frame/Unknown';
import { currentLanguage, withTexts } from './language/language';
import { useAddress } from './router';
import { TOOLS } from './tools';

const HomePage = lazy(() => withTexts('home', import('./home/HomePage')));
const TermsPage = lazy(() => withTexts('home', import('./terms/TermsPage')));
const OwnStage = lazy(() => withTexts('all', import('./compare/OwnStage')));
const SharedPage = lazy(() => withTexts('all', import('./keep/SharedPage')));
/** Every view with named fixtures: in a development build, and in no other. */
const GalleryPage =
  import.meta.env.MODE === 'production'
    ? null
    : lazy(() => withTexts('all', withTexts('home', import('./gallery/GalleryPage'))));
const ReceiptPage = lazy(() => withTexts('all', import('./receipts/ReceiptPage')));
const LessonPage = lazy(() => {
  // The lesson that the address names and the engine come together with the page's code, and not after it.
  prepareThread();
  const slug = /^#\/lesson\/([^/?]+)/.exec(location.hash)?.[1];
  const course = COURSE.find((lesson) => lesson.slug === slug);
  for (const part of [course?.load(), course?.text(currentLanguage())]) part?.catch(() => {});
  return withTexts('stage', import('./lesson/LessonPage'));
});
const ExercisePage = lazy(() => {
  prepareThread();
  return withTexts('exercise', withTexts('panels', withTexts('stage', import('./exercise/ExercisePage'))));
});

export function App() {
  return (
    <>
      <Pages />
      <Announcer />
      <NotLoadedNote />
    </>
  );
}

/**
 * The page of an address; where an address has parts (which lesson, which step of it), they are its own. Typed by hand it
 * may end in a slash or begin a word with a capital.
 */
function pageOf(address: string): ReactNode {
  const parts = (pattern: RegExp): readonly string[] | undefined => pattern.exec(address)?.slice(1);
  const whole = address.replace(/\/$/, '').toLowerCase();
  const tool = TOOLS.find((t) => t.address === whole);
  if (whole === '') return <HomePage />;
  if (tool) return <tool.Page />;
  if (whole === '/terms') return <TermsPage />;
  if (whole === OWN_STAGE) return <OwnStage />;
  const lesson = parts(/^\/lesson\/([^/]+)(?:\/([^/]+))?\/?$/i);
  if (lesson) return <LessonPage slug={lesson[0] as string} step={lesson[1]} />;
  const exercise = parts(/^\/exercise\/([^/]+)\/?$/i);
  if (exercise) return <ExercisePage slug={exercise[0] as string} />;
  const receipt = parts(/^\/receipt\/([^/]+)\/([^/]+)\/?$/i);
  if (receipt) return <ReceiptPage key={receipt[1]} engine={receipt[0] as string} name={receipt[1] as string} />;
  const shared = parts(/^\/s=(.*)$/);
  if (shared) return <SharedPage key={shared[0]} letters={shared[0] as string} />;
  if (GalleryPage && whole === '/gallery') return <GalleryPage />;
  return <Unknown address={`#${address}`} />;
}

function Pages() {
  const address = useAddress();
  return (
    <FailureBoundary address={address}>
      <Suspense fallback={<Loading />}>{pageOf(address)}</Suspense>
    </FailureBoundary>
  );
}
