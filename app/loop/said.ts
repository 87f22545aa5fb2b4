/** What the loop has said so far, for one key, and what each kind of mistake did to it. */
import type { Ledger } from '../../engine/measure/ledger';
import { type Letter, lettersOf } from './layout';

/** The keys that figures have, as they are shown; none for a query without keys. */
export const keysOf = (ledger: Ledger | null): string[] => [
  ...new Set((ledger?.figures ?? []).flatMap((f) => (f.keys.length > 0 ? [f.keys.map(String).join(', ')] : []))),
];

/** The figures of one key; what all keys add up to is no sum of these. */
export function ofKey(ledger: Ledger, key: string | null): Ledger {
  if (key === null) return ledger;
  return { ...ledger, figures: ledger.figures.filter((f) => f.keys.map(String).join(', ') === key), totals: [] };
}

/** What the loop has said by now; a window whose run is still to come is not wrong yet. */
export function saidBy(ledger: Ledger): Ledger {
  const reached = Math.max(...ledger.figures.map((f) => (f.silent ? Number.NEGATIVE_INFINITY : (f.start ?? 0))));
  const figures = ledger.figures.map((f) =>
    f.silent && (f.start ?? Number.POSITIVE_INFINITY) > reached ? { ...f, open: true, causes: [] } : f,
  );
  const over = figures.every((f) => !f.open);
  // A sum is a sum once everything is in it.
  return { ...ledger, figures, totals: over ? ledger.totals : [] };
}

/** By how many rows a kind of mistake is to blame. */
export function effectText(
  ledger: Ledger | null,
  letter: Letter,
  t: { effect: (more: number, less: number) => string; none: string; sum: (n: number) => string },
): string {
  if (!ledger) return t.none;
  const first = ledger.figures.filter((f) => f.column === 0);
  const causes = (letter === 'd' ? ledger.totals : first)
    .flatMap((f) => f.causes)
    .filter((c) => lettersOf([c]).includes(letter));
  if (causes.length === 0) return t.none;
  if (letter === 'd') return t.sum(causes.reduce((n, c) => n + c.effect, 0));
  const sum = (sign: 1 | -1) => causes.reduce((n, c) => n + (Math.sign(c.effect) === sign ? Math.abs(c.effect) : 0), 0);
  return t.effect(sum(1), sum(-1));
}
