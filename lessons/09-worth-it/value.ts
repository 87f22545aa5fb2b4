/** What an answer is worth when it comes: read off a run, with the assumptions that its lesson states. */
import { columnIndex, valueAt } from '../../engine/values';
import { microseconds } from '../facts';
import { firstAt, said } from '../said';
import type { Facts } from '../schema';

/** She leaves the shop (an assumption). */
export const LEAVES = microseconds('2026-03-02T19:04:00+07:00');
/** The payment service begins to fail; from then on each minute of not knowing costs this much, in dollars. */
export const FAILS = microseconds('2026-03-02T14:02:10+07:00');
export const DOLLARS_A_MINUTE = 10_000;
/** At 95 degrees the bearing is damaged. */
export const DAMAGE = microseconds('2026-03-02T10:01:00+07:00');
/** When the screen on the wall is looked at. */
export const LOOKS = ['09:07', '10:31', '14:52', '16:05'].map((t) => microseconds(`2026-03-02T${t}:00+07:00`));

function cell({ reader }: Facts, output: number, name: string): unknown {
  const { table } = reader.trace.output;
  const column = table.columns[columnIndex(table, name)];
  return column ? valueAt(column, output) : null;
}

/** What a run says of a user by a time: the item of its last answer; null if it has none. */
export function itemShown(facts: Facts, user: string, by: number): string | null {
  const of = said(facts).filter(({ at, output }) => at <= by && cell(facts, output, 'userId') === user);
  const last = of.at(-1);
  return last ? String(cell(facts, last.output, 'item')) : null;
}

/** When a run first names an item to a user; NaN if it never does. */
export const shownAt = (facts: Facts, user: string, item: string): number =>
  said(facts).find(({ output }) => cell(facts, output, 'userId') === user && cell(facts, output, 'item') === item)
    ?.at ?? Number.NaN;

/** Dollars until somebody knows, to the dollar. */
export const costOf = (facts: Facts): number => Math.round(((firstAt(facts) - FAILS) / 60_000_000) * DOLLARS_A_MINUTE);

/** What the screen shows at an instant, and what was really sold by then; rupiah. */
export function looked(facts: Facts, at: number): { readonly shown: number; readonly sold: number } {
  const { reader } = facts;
  const last = said(facts)
    .filter((s) => s.at <= at)
    .at(-1);
  const sold = [...reader.trace.arrivalOrder]
    .filter((row) => reader.arrivesAt(row) <= at)
    .reduce((sum, row) => sum + Number(reader.value(row, 'amount')), 0);
  return { shown: last ? Number(cell(facts, last.output, 'total')) : 0, sold };
}

/** The look at which most is missing on the screen. */
export function worstLook(facts: Facts): { readonly at: number; readonly missing: number } {
  const all = LOOKS.map((at) => {
    const { shown, sold } = looked(facts, at);
    return { at, missing: sold - shown };
  });
  return all.reduce((worst, look) => (look.missing > worst.missing ? look : worst));
}

/** What share of the sales a screen shows whose newest figure is so old, at the look at which that is least. */
export function shownShare({ reader }: Facts, age: number): number {
  const soldBy = (at: number): number =>
    [...reader.trace.arrivalOrder]
      .filter((row) => reader.arrivesAt(row) <= at)
      .reduce((sum, row) => sum + Number(reader.value(row, 'amount')), 0);
  return Math.min(...LOOKS.map((at) => soldBy(at - age) / soldBy(at)));
}
