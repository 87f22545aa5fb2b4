/**
 * What a reader of Flink's sink finds. `append` keeps all it was given, also what a replay gives once more. `idempotent`
 * upserts by key: what was said of a key and counts no more is gone as soon as something is said of it again.
 * `transactional` shows the rows of transactions that are committed: two phases, a transaction for each checkpoint.
 */
import type { SinkKind } from '../scenario/scenario';
import { firstOf, lastAtOrBefore } from './indexes';
import type { SinkRow } from './reader';
import { asSinkRows, type SinkKeys } from './sink';
import { type CheckpointRecord, NONE, type Trace } from './trace';
import { undoneAt } from './undone';

/**
 * The entry from which on a reader of the sink can see an output row: its own, or the commit of its transaction; NONE if
 * that never comes.
 */
export function seenFrom(trace: Trace, sink: SinkKind, entry: number): number {
  if (trace.engine !== 'flink' || sink !== 'transactional') return entry;
  const checkpoints = trace.records?.checkpoints ?? [];
  // A crash ends the transaction that is open: of the checkpoints behind it none has the row.
  const crash = trace.crashes.find((c) => c.entry > entry)?.entry ?? NONE;
  const next = firstOf(checkpoints.length, (c) => (checkpoints[c] as CheckpointRecord).injected > entry);
  const { snapshotted = NONE, committed = NONE } = checkpoints[next] ?? {};
  return snapshotted < crash ? committed : NONE;
}

/** As `rowsInSink`. @param outputEntry entry that wrote each output row */
export function rowsInFlinkSink(
  trace: Trace,
  sink: SinkKind,
  outputEntry: ArrayLike<number>,
  written: number,
  cursor: number,
  keys: SinkKeys | null,
): SinkRow[] {
  /** For each key the last entry that spoke of it. */
  const spoken = new Map<string, number>();
  if (sink === 'idempotent' && keys)
    for (let o = 0; o < written; o++) spoken.set(keys.keyed(o), outputEntry[o] as number);
  const shown: number[] = [];
  for (let o = 0; o < written; o++) {
    const entry = outputEntry[o] as number;
    if (sink === 'transactional') {
      if (!(seenFrom(trace, sink, entry) < cursor)) continue;
    } else if (sink === 'idempotent' && keys) {
      const undone = undoneAt(trace, entry);
      if (undone !== NONE && (spoken.get(keys.keyed(o)) as number) > undone) continue;
    }
    shown.push(o);
  }
  return asSinkRows(trace, shown, keys);
}

/** The checkpoint whose barriers are on their way at a cursor, or that completed last by then; -1 before the first. */
export function checkpointAt({ records }: Trace, cursor: number): number {
  const injected = (records?.checkpoints ?? []).map((c) => c.injected);
  return lastAtOrBefore(injected, injected.length, cursor - 1);
}
