/** A part of a page whose fault is its own: it says that it could not be shown, and what stands around it stays. */
import type { ReactNode } from 'react';
import { useTexts } from '../language/language';
import { FailureBoundary } from './Failure';
import './guard.css';

interface GuardProps {
  /** What the part shows: another one is a new attempt. */
  readonly of?: unknown;
  readonly children: ReactNode;
}

export function Guard({ of, children }: GuardProps) {
  return (
    <FailureBoundary address={of} whatever={(error, again) => <Broken error={error} again={again} />}>
      {children}
    </FailureBoundary>
  );
}

function Broken({ error, again }: { readonly error: unknown; readonly again: () => void }) {
  const { brokenPart: t, app } = useTexts();
  return (
    <div className="card broken-part" role="alert">
      <b>{t.title}</b>
      <p>{t.text}</p>
      <p className="mono">
        {app.broken.said}: {error instanceof Error ? `${error.name}: ${error.message}` : String(error)}
      </p>
      <button type="button" className="btn" onClick={again}>
        {t.again}
      </button>
    </div>
  );
}
