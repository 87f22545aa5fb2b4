import { type CsvChoices, NOTHING_CHOSEN } from './csv/choices';

/**
 * What this tab keeps until it is closed, so that a reload of the page loses nothing. It may be forbidden, or full. What
 * is kept in another shape needs another key: a tab may outlive a version of the app.
 */
const KEY = 'arus.own';

export interface Kept {
  /** Null: it was pasted. */
  readonly name: string | null;
  readonly text: string;
  readonly kind: 'json' | 'csv';
  readonly csv: CsvChoices;
  /** It was on the stage. */
  readonly opened: boolean;
}

/** @returns whether it was kept */
export function keep(kept: Kept | null): boolean {
  try {
    if (kept === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(kept));
    return true;
  } catch {
    // An older text must not come back in its place.
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Then there is none.
    }
    return false;
  }
}

export function kept(): Kept | null {
  try {
    const text = sessionStorage.getItem(KEY);
    if (text === null) return null;
    const found = JSON.parse(text) as Partial<Kept>;
    return typeof found.text === 'string' && (found.kind === 'json' || found.kind === 'csv')
      ? {
          name: found.name ?? null,
          text: found.text,
          kind: found.kind,
          csv: { ...NOTHING_CHOSEN, ...found.csv },
          opened: found.opened === true,
        }
      : null;
  } catch {
    return null;
  }
}
