/** Where stepping and jumping lead, past what must not show yet: "next late" would else answer an open prediction. */
import type { TraceReader } from '../../../engine/trace/reader';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';

export type StepTo = 'row' | 'batch' | 'late' | 'output' | 'crash';

/** The cursor after the next (or previous) entry of a kind that may be shown; null if there is none. */
export function nextPlace(
  reader: TraceReader,
  cursor: number,
  to: StepTo,
  direction: 1 | -1,
  withheld: Withheld,
): number | null {
  if (to === 'output' && withheld.results) return null;
  let at = reader.step(cursor, to, direction);
  while (at !== null && (to === 'late' || to === 'output') && hides(reader, at - 1, to, withheld)) {
    const next = reader.step(at, to, direction);
    if (next === at) return null;
    at = next;
  }
  return at;
}

function hides(reader: TraceReader, index: number, to: 'late' | 'output', withheld: Withheld): boolean {
  const entry = reader.entry(index);
  if (to === 'late') return entry.row === null ? withheld.rows === 'all' : withholdsRow(withheld, entry.row);
  return entry.group === null ? withheld.groups === 'all' : withholdsGroup(withheld, entry.group);
}
