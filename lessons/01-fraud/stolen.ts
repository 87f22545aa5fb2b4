/** What a stolen card pays for between the first charge and the moment at which anyone can know. */
import { columnIndex, valueAt } from '../../engine/values';
import { alertAbout } from '../facts';
import type { Facts } from '../schema';

/** The charge that the rule can know to be suspicious: 08:15:23.891 on c2. */
const CHARGE = 'singapore';

/** When the first alert about a row could be seen (the batch that wrote it had ended), microseconds; null: never. */
export function alertSeenAt(facts: Facts, row: string): number | null {
  const { trace } = facts.reader;
  const output = alertAbout(facts.reader, facts.row(row));
  return output === null ? null : (trace.batches.endedAt[trace.output.batch[output] as number] as number);
}

/** From the charge to the moment at which the alert could be seen, microseconds; infinite if it never could. */
export function knownAfter(facts: Facts): number {
  return (alertSeenAt(facts, CHARGE) ?? Number.POSITIVE_INFINITY) - facts.happened(CHARGE);
}

export interface Charges {
  readonly rows: readonly number[];
  /** Rupiah. */
  readonly amount: number;
}

/** Later payments on the card: those that went through before the alert, and those that an alert could have blocked. */
export function chargesAfter(facts: Facts): { readonly stolen: Charges; readonly blocked: Charges } {
  const { reader } = facts;
  const first = facts.row(CHARGE);
  const card = reader.value(first, 'cardId');
  const seen = alertSeenAt(facts, CHARGE) ?? Number.POSITIVE_INFINITY;
  const later = [...reader.trace.arrivalOrder].filter(
    (row) => reader.value(row, 'cardId') === card && reader.eventTime(row) > reader.eventTime(first),
  );
  const charges = (rows: readonly number[]): Charges => ({
    rows,
    amount: rows.reduce((sum, row) => sum + Number(reader.value(row, 'amount')), 0),
  });
  return {
    stolen: charges(later.filter((row) => reader.eventTime(row) < seen)),
    blocked: charges(later.filter((row) => reader.eventTime(row) >= seen)),
  };
}

/** How long after the suspicious charge each later place on the card is paid, and how much. */
function placesAfter(facts: Facts): readonly { readonly after: number; readonly amount: number }[] {
  const { stolen, blocked } = chargesAfter(facts);
  return [...stolen.rows, ...blocked.rows].map((row) => ({
    after: facts.reader.eventTime(row) - facts.happened(CHARGE),
    amount: Number(facts.reader.value(row, 'amount')),
  }));
}

/** From the suspicious charge to the next place on the card. */
export const firstPlaceAfter = (facts: Facts): number => Math.min(...placesAfter(facts).map(({ after }) => after));

/** What is not stolen any more if it is known so long after the charge; rupiah. */
export const savedAt = (facts: Facts, age: number): number =>
  placesAfter(facts).reduce((sum, { after, amount }) => sum + (after >= age ? amount : 0), 0);

/** Whether the alert about a row was raised because of another: same card, its place and time are what was remembered. */
export function raisedBy(facts: Facts, alerted: string, remembered: string): boolean {
  const { reader } = facts;
  const output = alertAbout(reader, facts.row(alerted));
  const { table } = reader.trace.output;
  const column = table.columns[columnIndex(table, 'previousTime')];
  if (output === null || !column) return false;
  const sameCard = reader.value(facts.row(alerted), 'cardId') === reader.value(facts.row(remembered), 'cardId');
  return sameCard && valueAt(column, output) === facts.happened(remembered);
}

/** Cards of which a payment was flagged, in the order in which their payments arrived. */
export function flaggedCards(facts: Facts): readonly string[] {
  const { reader } = facts;
  const alerted = [...reader.trace.arrivalOrder].filter((row) => alertAbout(reader, row) !== null);
  return [...new Set(alerted.map((row) => String(reader.value(row, 'cardId'))))];
}

export const flagged = (facts: Facts, card: string): boolean => flaggedCards(facts).includes(card);
