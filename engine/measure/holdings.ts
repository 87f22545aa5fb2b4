/** From when to when a run held state for each figure, by the figure's name. A job holds none. */
import { KIND, operatorOfRef } from '../trace/trace';
import type { Answers } from './answers';

export interface Holding {
  /** Processing time, microseconds. */
  readonly from: number;
  /** When it was let go; null: it was still held at the end. */
  readonly to: number | null;
}

export function holdingsOf({ reader, nameOf }: Answers): Map<string, Holding> {
  const { trace } = reader;
  const holdings = new Map<string, Holding>();
  if (!trace.operator || trace.batches.readFrom) return holdings;
  for (let group = 0; group < trace.operator.groups.count; group++) {
    let from: number | null = null;
    let to: number | null = null;
    for (const i of reader.groups().entries(group)) {
      if (operatorOfRef(trace.refs[i] as number) !== 0) continue;
      if (trace.kinds[i] === KIND.statePut) {
        from ??= reader.entry(i).processingTime;
        to = null;
      } else if (trace.kinds[i] === KIND.stateEvicted) to = reader.entry(i).processingTime;
    }
    if (from !== null) holdings.set(nameOf(group), { from, to });
  }
  return holdings;
}
