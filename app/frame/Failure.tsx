import { Component, type ReactNode } from 'react';
import { useTexts } from '../language/language';
import { Link } from '../router';
import { useTitle } from '../title';
import { isLoadFailure, useNotLoaded } from './notLoaded';
import { Plain } from './Plain';

function FailurePage({ error, again }: { error: unknown; again: () => void }) {
  const { app } = useTexts();
  useTitle(app.titles.broken);
  const loadFailure = isLoadFailure(error);
  const words = loadFailure ? app.notLoaded : app.broken;
  return (
    <Plain>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {!loadFailure && (
        <>
          <p>{app.broken.said}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable */}
          <pre tabIndex={0}>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</pre>
        </>
      )}
      <div className="ways">
        <button type="button" className="btn solid" onClick={loadFailure ? () => location.reload() : again}>
          {words.again}
        </button>
        <Link href="/" className="btn" onClick={again}>
          {app.toHome}
        </Link>
      </div>
    </Plain>
  );
}

interface FailureBoundaryProps {
  /** A new address is a new attempt; of a part, what it shows. */
  readonly address: unknown;
  /**
   * Stands in for a part that the page can do without; without it the failure takes the page. A function stands in for
   * what could not be loaded only, and is told how to try again.
   */
  readonly instead?: ReactNode | ((again: () => void) => ReactNode);
  /** Stands in for a part, whatever went wrong in it. */
  readonly whatever?: (error: unknown, again: () => void) => ReactNode;
  /** Told of what could not be loaded. */
  readonly onFailed?: () => void;
  readonly children: ReactNode;
}

/** Shows a page with verdict, value and way out instead of a blank one. */
export class FailureBoundary extends Component<
  FailureBoundaryProps,
  { readonly failed: { readonly error: unknown } | null }
> {
  override state = { failed: null as { error: unknown } | null };

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } };
  }

  override componentDidCatch(error: unknown): void {
    if (!isLoadFailure(error)) return;
    useNotLoaded.setState(({ times }) => ({ times: times + 1 }));
    this.props.onFailed?.();
  }

  override componentDidUpdate(before: FailureBoundaryProps): void {
    if (this.state.failed && before.address !== this.props.address) this.setState({ failed: null });
  }

  override render(): ReactNode {
    const { failed } = this.state;
    if (!failed) return this.props.children;
    const { instead, whatever } = this.props;
    const again = (): void => this.setState({ failed: null });
    if (whatever) return whatever(failed.error, again);
    if (typeof instead === 'function') {
      if (!isLoadFailure(failed.error)) throw failed.error;
      return instead(again);
    }
    if (instead !== undefined) return instead;
    return <FailurePage error={failed.error} again={again} />;
  }
}
