import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { COURSE } from '../lessons/course';
import { Announcer } from './announce';
import { prepareThread } from './engineThread';
import { FailureBoundary } from './frame/Failure';
import { Loading } from './frame/Loading';
import { NotLoadedNote } from './frame/Part';
import { currentLanguage, withTexts } from './language/language';
import { useAddress } from './router';
import { useTouched } from './useIdle';

const HomePage = lazy(() => withTexts('home', import('./home/HomePage')));
const LessonPage = lazy(() => {
  // The lesson that the address names and the engine come together with the page's code, and not after it.
  prepareThread();
  const slug = /^#\/lesson\/([^/?]+)/.exec(location.hash)?.[1];
  const course = COURSE.find((lesson) => lesson.slug === slug);
  for (const part of [course?.load(), course?.text(currentLanguage())]) part?.catch(() => {});
  return withTexts('stage', import('./lesson/LessonPage'));
});
const loadOthers = () => import('./pages');
const OtherPage = lazy(loadOthers);

export function App() {
  const touched = useTouched();
  useEffect(() => {
    // A touch may be on the way to another page.
    if (touched) loadOthers().catch(() => {});
  }, [touched]);
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
  if (address === '/') return <HomePage />;
  const lesson = /^\/lesson\/([^/]+)(?:\/([^/]+))?\/?$/i.exec(address);
  if (lesson) return <LessonPage slug={lesson[1] as string} step={lesson[2]} />;
  return <OtherPage address={address} />;
}

function Pages() {
  const address = useAddress();
  return (
    <FailureBoundary address={address}>
      <Suspense fallback={<Loading />}>{pageOf(address)}</Suspense>
    </FailureBoundary>
  );
}
