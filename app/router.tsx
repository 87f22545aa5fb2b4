/**
 * Where in the app one is: the address after the `#`, since the built folder runs from any path, also from a file server
 * that knows one page.
 */
import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react';

/** What an address asks for besides its page (`?notes`) is read by those whom it concerns. */
function addressNow(): string {
  const address = `/${location.hash.replace(/^#?\/?/, '').split('?')[0]}`;
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function onChange(tell: () => void): () => void {
  addEventListener('hashchange', tell);
  return () => removeEventListener('hashchange', tell);
}

/** The address of the page (`/lesson/fraud`); the component draws again when it changes. */
export const useAddress = (): string => useSyncExternalStore(onChange, addressNow);

/** All that stands in the address from `#` on, for a page that is asked for something (`#/flights?20000`). */
export const useHash = (): string => useSyncExternalStore(onChange, () => location.hash);

/** Goes to an address of the app (`/lesson/fraud`); with `replace`, the way back leads past the one before. */
export function go(to: string, { replace = false } = {}): void {
  const oldURL = location.href;
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  // The browser tells of what people do, not of what a page does itself.
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** An address of the app. */
  readonly href: string;
};

/** A link to an address of the app. With a key held down it does what links do in this browser. */
export function Link({ href, onClick, ...others }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    onClick?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    go(href);
  };
  return <a href={`#${href}`} onClick={follow} {...others} />;
}
