/**
 * What a reader of the sink finds, read from what was given to it. `append` keeps all it was given. `idempotent` keeps
 * one row for a batch id and key, the last that was written. `transactional` shows what committed batches gave it.
 */
import { json } from './json';
import { outputRow } from './outputRow';
import type { SinkRow } from './reader';
import { type CrashRecord, KIND, NONE, type Trace } from './trace';

/** Who a row is: its key, and the batch id where a key may come out of many batches. */
export class SinkKeys {
  private readonly keys: string[] = [];

  constructor(
    private readonly trace: Trace,
    /** Entry that wrote each output row. */
    private readonly outputEntry: ArrayLike<number>,
    private readonly appendMode: boolean,
    /** A group speaks many times: what a row made it say is one thing, said once more if the row is read again. */
    private readonly byRow = false,
  ) {
    const { output } = trace;
    if (trace.engine === 'flink') {
      this.numberThrough();
      return;
    }
    const seen = new Map<string, number>();
    let attempt = NONE;
    for (let o = 0; o < output.batch.length; o++) {
      if (output.batch[o] !== attempt) seen.clear();
      attempt = output.batch[o] as number;
      const key = this.keyOf(o);
      const before = seen.get(key) ?? 0;
      seen.set(key, before + 1);
      this.keys.push(before === 0 ? key : `${key}#${before}`);
    }
  }

  /**
   * Row by row a key may come out many times: its results are numbered, and a job that goes back to a checkpoint goes on
   * with the number that it had there. So what it says again has the number of what it said before.
   */
  private numberThrough(): void {
    const { output, crashes } = this.trace;
    const said = new Map<string, number[]>();
    let crash = 0;
    for (let o = 0; o < output.batch.length; o++) {
      const entry = this.outputEntry[o] as number;
      for (; crash < crashes.length && (crashes[crash] as CrashRecord).entry < entry; crash++)
        for (const entries of said.values())
          while ((entries.at(-1) ?? -1) >= (crashes[crash] as CrashRecord).undoneFrom) entries.pop();
      const key = this.keyOf(o);
      const entries = said.get(key) ?? [];
      said.set(key, entries);
      this.keys.push(`${key}#${entries.length}`);
      entries.push(entry);
    }
  }

  /** Who it is about, whichever of its results it is: what a sink of Flink upserts by. */
  keyed(o: number): string {
    return this.keyOf(o);
  }

  /** The group or the row that it was made of; its values where it has neither (a join). */
  private keyOf(o: number): string {
    const { output, operator, records } = this.trace;
    const row = output.row[o] as number;
    if (row !== NONE) return `row ${row}`;
    const version = output.version[o] as number;
    const group = version === NONE ? undefined : operator?.versionGroup[version];
    const name = group === undefined ? json(outputRow(output, o)) : `group ${group}`;
    return records && (this.byRow || group === undefined)
      ? `row ${records.row[output.batch[o] as number]} ${name}`
      : name;
  }

  /** Key and batch id: what an idempotent sink overwrites by. */
  inBatch(o: number): string {
    const { output, batches } = this.trace;
    return `${batches.batchId[output.batch[o] as number]} ${this.keys[o]}`;
  }

  /** What says the same thing: in append mode a group or a row comes out once, whichever batch it is. */
  identity(o: number): string {
    const key = this.keys[o] as string;
    if (this.trace.engine === 'flink') return key;
    return this.appendMode && !key.startsWith('{') ? key : this.inBatch(o);
  }
}

/**
 * @param written output rows that were given to the sink by the cursor
 * @param keys made when a crash has made the sinks differ; null without one
 */
export function rowsInSink(
  trace: Trace,
  sink: 'append' | 'idempotent' | 'transactional',
  written: number,
  cursor: number,
  keys: SinkKeys | null,
): SinkRow[] {
  const { output, batches, kinds } = trace;
  const isCommitted = (batch: number): boolean => {
    const last = batches.lastEntry[batch] as number;
    return last < cursor && kinds[last] === KIND.batchCommitted;
  };
  const shown: number[] = [];
  if (sink === 'idempotent' && keys) {
    const last = new Map<string, number>();
    for (let o = 0; o < written; o++) last.set(keys.inBatch(o), o);
    shown.push(...last.values());
  } else
    for (let o = 0; o < written; o++)
      if (sink !== 'transactional' || isCommitted(output.batch[o] as number)) shown.push(o);
  return asSinkRows(trace, shown, keys);
}

/** Output rows as a reader finds them: one that says what was said before is there again. */
export function asSinkRows({ output }: Trace, shown: readonly number[], keys: SinkKeys | null): SinkRow[] {
  const said = new Set<string>();
  return shown.map((o) => {
    const identity = keys?.identity(o);
    const again = identity !== undefined && said.has(identity);
    if (identity !== undefined) said.add(identity);
    return { output: o, batch: output.batch[o] as number, again };
  });
}
