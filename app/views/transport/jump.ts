/** Where stepping and jumping lead, past what must not show yet: "next late" would else answer an open prediction. */
import type { TraceReader } from '../../../engine/trace/reader';
import { stepKindOf } from '../../../engine/trace/steps';
import { type Withheld, withholdsGroup, withholdsRow } from '../../trace/withheld';

/** Where each button and key leads to. Of an engine that works row by row `row` is a step (a row or a tick), `batch` the next result. */
export type StepTo = 'row' | 'batch' | 'late' | 'output' | 'crash';

/** The cursor after the next (or previous) entry of a kind that may be shown; null if there is none. */
export function nextPlace(
  reader: TraceReader,
  cursor: number,
  to: StepTo,
  direction: 1 | -1,
  withheld: Withheld,
): number | null {
  if (stepKindOf(reader.trace) === 'record') {
    if (to === 'row') return reader.step(cursor, 'batch', direction);
    if (to === 'batch') return nextResult(reader, cursor, direction, withheld);
  }
  if (to === 'output' && withheld.results) return null;
  let at = reader.step(cursor, to, direction);
  while (at !== null && (to === 'late' || to === 'output') && hides(reader, at - 1, to, withheld)) {
    const next = reader.step(at, to, direction);
    if (next === at) return null;
    at = next;
  }
  return at;
}

/** The end of the next (or previous) step at which something came out that may be shown. */
function nextResult(reader: TraceReader, cursor: number, direction: 1 | -1, withheld: Withheld): number | null {
  const { lastEntry } = reader.trace.batches;
  for (let at: number | null = cursor; ; ) {
    at = nextPlace(reader, at, 'output', direction, withheld);
    if (at === null) return null;
    const end = (lastEntry[reader.entry(at - 1).batch as number] as number) + 1;
    if (direction > 0 ? end > cursor : end < cursor) return end;
  }
}

function hides(reader: TraceReader, index: number, to: 'late' | 'output', withheld: Withheld): boolean {
  const entry = reader.entry(index);
  if (to === 'late') return entry.row === null ? withheld.rows === 'all' : withholdsRow(withheld, entry.row);
  return entry.group === null ? withheld.groups === 'all' : withholdsGroup(withheld, entry.group);
}
