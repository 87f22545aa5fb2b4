/**
 * A part of a page that is loaded when it is wanted. Where it cannot be loaded the page goes on without it and says so:
 * with the connection gone a new start would lose what is on the page, and bring nothing.
 */
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTexts } from '../language/language';
import { FailureBoundary } from './Failure';
import { tellNotLoaded, useNotLoaded } from './notLoaded';

/** Like `lazy`, which remembers a failure for ever: this asks again when the part is next drawn anew. */
export function part<P extends object>(
  load: () => Promise<{ readonly default: (props: P) => ReactNode }>,
): (props: P) => ReactNode {
  /** When it failed; null: it has not. */
  let failed: number | null = null;
  const begin = () =>
    lazy(async () => {
      try {
        return await load();
      } catch (error) {
        failed = useNotLoaded.getState().times;
        throw error;
      }
    });
  let Now = begin();
  return function LoadedPart(props: P) {
    const [Loaded] = useState(() => {
      // Not before the failure was shown: until then this is drawn again and again.
      if (failed !== null && useNotLoaded.getState().times > failed) {
        failed = null;
        Now = begin();
      }
      return Now;
    });
    return <Loaded {...props} />;
  };
}

interface PartProps {
  readonly fallback?: ReactNode;
  /** It is said where the part would stand, with a way to try again; else over the page. */
  readonly here?: boolean;
  /** Where it is said over the page: whoever opened the part takes that back, and it can be opened again. */
  readonly onFailed?: () => void;
  readonly children: ReactNode;
}

export function Part({ fallback = null, here = false, onFailed, children }: PartProps) {
  return (
    <FailureBoundary
      address=""
      instead={(again) => (here ? <NotLoadedHere again={again} /> : null)}
      onFailed={() => {
        if (here) return;
        tellNotLoaded();
        onFailed?.();
      }}
    >
      <Suspense fallback={fallback}>{children}</Suspense>
    </FailureBoundary>
  );
}

/** That something could not be loaded, where it would stand. */
export function NotLoadedHere({ again }: { readonly again: () => void }) {
  const { notLoaded } = useTexts().app;
  return (
    <div className="not-loaded" role="alert">
      <b>{notLoaded.title}</b>
      <p>{notLoaded.text}</p>
      <button type="button" className="btn" onClick={again}>
        {notLoaded.once}
      </button>
    </div>
  );
}

/** That a part could not be loaded, over the page; the app draws it once. */
export function NotLoadedNote() {
  const { notLoaded } = useTexts().app;
  const told = useNotLoaded((s) => s.told);
  return told ? (
    <div className="not-loaded over" role="alert">
      <b>{notLoaded.title}</b>
      <p>{notLoaded.text}</p>
      <button type="button" className="btn" onClick={() => useNotLoaded.setState({ told: false })}>
        {notLoaded.close}
      </button>
    </div>
  ) : null;
}
