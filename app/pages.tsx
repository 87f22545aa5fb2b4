/**
 * All pages but home and lessons. The ways to them, which a first picture does without, are a file of their own: it comes
 * with the first touch, or at once where the address names such a page. Each page is loaded when it is opened.
 */
import { type ComponentType, lazy } from 'react';
import { OWN_STAGE } from './compare/place';
import { prepareThread } from './engineThread';
import { Unknown } from './frame/Unknown';
import { withTexts } from './language/language';
import { TOOLS, type Tool } from './tools';

const page = (load: () => Promise<{ readonly default: ComponentType }>) => lazy(() => withTexts('all', load()));

const TOOL_PAGES: Readonly<Record<Tool['name'], ReturnType<typeof page>>> = {
  openData: page(() => import('./import/OpenData')),
  flights: page(() => import('./import/RealFlights')),
  compare: page(() => import('./compare/ComparePage')),
  loop: page(() => import('./loop/LoopPage')),
  crash: page(() => import('./crash/CrashPage')),
  sweep: page(() => import('./sweep/SweepPage')),
  decide: page(() => import('./decide/DecidePage')),
  build: page(() => import('./build/BuildPage')),
};
const TermsPage = lazy(() => withTexts('home', import('./terms/TermsPage')));
const OwnStage = page(() => import('./compare/OwnStage'));
const SharedPage = lazy(() => withTexts('all', import('./keep/SharedPage')));
/** Every view with named fixtures: in a development build, and in no other. */
const GalleryPage =
  import.meta.env.MODE === 'production'
    ? null
    : lazy(() => withTexts('all', withTexts('home', import('./gallery/GalleryPage'))));
const ReceiptPage = lazy(() => withTexts('all', import('./receipts/ReceiptPage')));
const ExercisePage = lazy(() => {
  prepareThread();
  return withTexts('exercise', withTexts('panels', withTexts('stage', import('./exercise/ExercisePage'))));
});

/** The page of an address that is neither home's nor a lesson's; `App.tsx` says how addresses are read. */
export default function Page({ address }: { readonly address: string }) {
  const parts = (pattern: RegExp): readonly string[] | undefined => pattern.exec(address)?.slice(1);
  const whole = address.replace(/\/$/, '').toLowerCase();
  const tool = TOOLS.find((t) => t.address === whole);
  if (tool) {
    const ToolPage = TOOL_PAGES[tool.name];
    return <ToolPage />;
  }
  if (whole === '/terms') return <TermsPage />;
  if (whole === OWN_STAGE) return <OwnStage />;
  const exercise = parts(/^\/exercise\/([^/]+)\/?$/i);
  if (exercise) return <ExercisePage slug={exercise[0] as string} />;
  const receipt = parts(/^\/receipt\/([^/]+)\/([^/]+)\/?$/i);
  if (receipt) return <ReceiptPage key={receipt[1]} engine={receipt[0] as string} name={receipt[1] as string} />;
  const shared = parts(/^\/s=(.*)$/);
  if (shared) return <SharedPage key={shared[0]} letters={shared[0] as string} />;
  if (GalleryPage && whole === '/gallery') return <GalleryPage />;
  return <Unknown address={`#${address}`} />;
}
