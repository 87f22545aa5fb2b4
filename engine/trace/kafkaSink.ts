/**
 * What a reader of Kafka Streams' output topic finds. At least once: all that was sent, also what a replay sends once more
 * (`idempotent`: of each thing that was said the last). Exactly once: a reader with `read_committed` sees what a commit
 * covers, from that commit on.
 */
import { firstOf } from './indexes';
import type { SinkRow } from './reader';
import { asSinkRows, type SinkKeys } from './sink';
import { type CommitRecord, NONE, type Trace } from './trace';
import { undoneAt } from './undone';

/** The entry from which on a reader sees an output row; NONE if that never comes. */
export function readableFrom(trace: Trace, exactlyOnce: boolean, entry: number): number {
  const commits = trace.records?.commits ?? [];
  if (trace.engine !== 'kafkaStreams' || !exactlyOnce || commits.length === 0) return entry;
  if (undoneAt(trace, entry) !== NONE) return NONE;
  for (let c = firstOf(commits.length, (i) => (commits[i] as CommitRecord).flushed > entry); c < commits.length; c++) {
    const committed = commits[c]?.committed ?? NONE;
    if (committed !== NONE) return committed;
  }
  return NONE;
}

/** As `rowsInSink`. @param outputEntry entry that wrote each output row */
export function rowsInTopic(
  trace: Trace,
  settings: { readonly exactlyOnce: boolean; readonly idempotent: boolean },
  outputEntry: ArrayLike<number>,
  written: number,
  cursor: number,
  keys: SinkKeys | null,
): SinkRow[] {
  /** Of each thing that was said the last row that says it. */
  const last = new Map<string, number>();
  if (settings.idempotent && keys) for (let o = 0; o < written; o++) last.set(keys.identity(o), o);
  const shown: number[] = [];
  for (let o = 0; o < written; o++) {
    if (!(readableFrom(trace, settings.exactlyOnce, outputEntry[o] as number) < cursor)) continue;
    if (settings.idempotent && !settings.exactlyOnce && keys && last.get(keys.identity(o)) !== o) continue;
    shown.push(o);
  }
  return asSinkRows(trace, shown, keys);
}
