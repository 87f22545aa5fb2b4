/** What a crash has undone: the work of a batch that never committed, or all of it where the checkpoint was lost. */
import { NONE, type Trace } from './trace';

/** The `crashed` entry that undid an entry of the query's work, or NONE if it counts to the end. */
export function undoneAt({ crashes }: Trace, entry: number): number {
  for (const crash of crashes) if (crash.undoneFrom <= entry && entry < crash.entry) return crash.entry;
  return NONE;
}

/** Whether an entry of the query's work has happened and still counts after the first `cursor` entries. */
export const stands = (trace: Trace, entry: number, cursor: number): boolean =>
  entry < cursor && undoneAt(trace, entry) >= cursor;
