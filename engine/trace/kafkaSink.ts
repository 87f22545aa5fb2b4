/**
 * What a reader of Kafka Streams' output topic finds. At least once: all that was sent, also what a replay sends once more
 * (`idempotent`: of each thing that was said the last). Exactly once: a reader with `read_committed` sees what a commit
 * covers, from that commit on.
 */
import { lastAtOrBefore } from './indexes';
import type { SinkRow } from './reader';
import type { SinkKeys } from './sink';
import { NONE, type Trace } from './trace';
import { undoneAt } from './undone';

/** The entry from which on a reader sees an output row; NONE if that never comes. */
export function readableFrom(trace: Trace, exactlyOnce: boolean, entry: number): number {
  const commits = trace.records?.commits ?? [];
  if (trace.engine !== 'kafkaStreams' || !exactlyOnce || commits.length === 0) return entry;
  if (undoneAt(trace, entry) !== NONE) return NONE;
  const flushed = commits.map((c) => c.flushed);
  for (let c = lastAtOrBefore(flushed, flushed.length, entry) + 1; c < commits.length; c++) {
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
  const rows: SinkRow[] = [];
  const said = new Set<string>();
  for (let o = 0; o < written; o++) {
    if (!(readableFrom(trace, settings.exactlyOnce, outputEntry[o] as number) < cursor)) continue;
    const identity = keys?.identity(o);
    if (settings.idempotent && !settings.exactlyOnce && identity !== undefined && last.get(identity) !== o) continue;
    rows.push({
      output: o,
      batch: trace.output.batch[o] as number,
      again: identity !== undefined && said.has(identity),
    });
    if (identity !== undefined) said.add(identity);
  }
  return rows;
}
