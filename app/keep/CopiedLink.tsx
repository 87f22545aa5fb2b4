/** A link that is copied, and what came of that: where the browser does not let it be copied, the link is shown. */
import { announce } from '../announce';
import './keep.css';

export interface Said {
  readonly words: string;
  /** To copy by hand. */
  readonly link?: string;
}

/** The whole address of what stands behind the app's `#`; `after` begins with it. */
export const wholeLink = (after: string): string => `${location.href.split('#')[0]}${after}`;

/** Copies it and has a screen reader say how that went. */
export async function copyLink(link: string, words: { readonly copied: string; readonly here: string }): Promise<Said> {
  let said: Said = { words: words.copied };
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Forbidden, or the page was not served safely enough for there to be a clipboard.
    said = { words: words.here, link };
  }
  announce(said.words);
  return said;
}

export function CopiedLink({ said, className }: { readonly said: Said; readonly className: string }) {
  return (
    <p className={className}>
      {said.words}
      {said.link !== undefined && <output className="kept-link mono">{said.link}</output>}
    </p>
  );
}
