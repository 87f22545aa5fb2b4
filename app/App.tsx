import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { lessonBySlug } from '../lessons/index';
import { Announcer } from './announce';
import { prepareThread } from './engineThread';
import { FailureBoundary } from './frame/Failure';
import { Loading } from './frame/Loading';
import { Unknown } from './frame/Unknown';
import { currentLanguage, withTexts } from './language/language';
import { TOOLS } from './tools';

const HomePage = lazy(() => withTexts('home', import('./home/HomePage')));
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
  const course = slug === undefined ? null : lessonBySlug(slug);
  for (const part of [course?.load(), course?.text(currentLanguage())]) part?.catch(() => {});
  return withTexts('stage', import('./lesson/LessonPage'));
});
const ExercisePage = lazy(() => {
  prepareThread();
  return withTexts('exercise', withTexts('stage', import('./exercise/ExercisePage')));
});

/** What an address asks for besides its page (`?notes`) is read by those whom it concerns. */
const useAddress: typeof useHashLocation = (options) => {
  const [address, go] = useHashLocation(options);
  return [address.split('?')[0] ?? '/', go];
};

/** The address after the `#`: the built folder runs from any path, also from a file server that knows one page. */
export function App() {
  return (
    <Router hook={useAddress} hrefs={(to) => `#${to}`}>
      <Pages />
      <Announcer />
    </Router>
  );
}

function Pages() {
  const [address] = useLocation();
  return (
    <FailureBoundary address={address}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <HomePage />
          </Route>
          <Route path="/lesson/:slug/:step?">
            {({ slug, step }): ReactNode => <LessonPage slug={slug ?? ''} step={step} />}
          </Route>
          <Route path="/exercise/:slug">{({ slug }): ReactNode => <ExercisePage slug={slug ?? ''} />}</Route>
          <Route path="/receipt/:engine/:name">
            {({ engine, name }): ReactNode => <ReceiptPage key={name} engine={engine ?? ''} name={name ?? ''} />}
          </Route>
          <Route path={/^\/s=(?<letters>.*)$/}>
            {({ letters }): ReactNode => <SharedPage key={letters} letters={letters ?? ''} />}
          </Route>
          {GalleryPage && (
            <Route path="/gallery">
              <GalleryPage />
            </Route>
          )}
          {TOOLS.map(({ address: at, Page }) => (
            <Route key={at} path={at}>
              <Page />
            </Route>
          ))}
          <Route>
            <Unknown address={`#${address}`} />
          </Route>
        </Switch>
      </Suspense>
    </FailureBoundary>
  );
}
