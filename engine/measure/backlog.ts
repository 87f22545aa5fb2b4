/**
 * The backlog of a run: how many rows have arrived in each partition and wait to be read. It grows with every arrival and
 * falls when a batch reads, or at once where an engine takes rows one by one; what a crash has undone waits again.
 * A consumer's lag in Kafka's words, by the offset that is read and not by the one that is committed.
 */
import type { TraceReader } from '../trace/reader';
import { KIND } from '../trace/trace';

export interface Backlog {
  /** `pickups`, or `pickups 0` where a source has several; in the order of `partitions`' curves. */
  readonly names: readonly string[];
  /** Microseconds of processing time at which something changed, ascending; each once. */
  readonly at: Float64Array;
  /** Rows waiting from that instant on, over all partitions. */
  readonly waiting: Uint32Array;
  /** The same for each partition. */
  readonly partitions: readonly Uint32Array[];
  /**
   * Rows waiting right before that instant's reads: where rows arrive and are read at one instant, the height that the
   * curve reaches before it falls.
   */
  readonly peak: Uint32Array;
}

export function backlogOf(reader: TraceReader): Backlog {
  const { trace, scenario } = reader;
  const { kinds, refs } = trace;
  const names: string[] = [];
  const first: number[] = [];
  for (const { name, partitions } of scenario.sources) {
    first.push(names.length);
    for (let p = 0; p < partitions; p++) names.push(partitions === 1 ? name : `${name} ${p}`);
  }
  const partitionOf = (row: number): number => {
    let source = trace.rowStart.length - 1;
    while (source > 0 && (trace.rowStart[source] as number) > row) source--;
    const own = scenario.sources[source]?.partition?.[row - (trace.rowStart[source] as number)] ?? 0;
    return (first[source] as number) + own;
  };
  const isRead = new Uint8Array(scenario.sources.reduce((n, s) => n + s.rows.count, 0));
  const lag = new Uint32Array(names.length);
  let total = 0;
  let highest = 0;
  const change = (row: number, by: 1 | -1): void => {
    const p = partitionOf(row);
    lag[p] = (lag[p] as number) + by;
    total += by;
    highest = Math.max(highest, total);
  };

  const at: number[] = [];
  const waiting: number[] = [];
  const peak: number[] = [];
  const partitions: number[][] = names.map(() => []);
  const note = (time: number): void => {
    if (at.at(-1) !== time) {
      at.push(time);
      waiting.push(0);
      peak.push(0);
      for (const p of partitions) p.push(0);
    }
    const last = at.length - 1;
    waiting[last] = total;
    peak[last] = Math.max(peak[last] as number, highest);
    partitions.forEach((p, i) => {
      p[last] = lag[i] as number;
    });
    highest = total;
  };

  let crash = 0;
  for (let e = 0; e < trace.length; e++) {
    const row = refs[e] as number;
    switch (kinds[e]) {
      case KIND.arrived:
        change(row, 1);
        break;
      case KIND.rowRead:
        if (isRead[row]) continue;
        isRead[row] = 1;
        change(row, -1);
        break;
      case KIND.crashed: {
        const { undoneFrom } = trace.crashes[crash++] ?? { undoneFrom: e };
        for (let u = undoneFrom; u < e; u++) {
          const undone = refs[u] as number;
          if (kinds[u] !== KIND.rowRead || !isRead[undone]) continue;
          isRead[undone] = 0;
          change(undone, 1);
        }
        break;
      }
      default:
        continue;
    }
    note(reader.timeAt(e + 1));
  }
  return {
    names,
    at: Float64Array.from(at),
    waiting: Uint32Array.from(waiting),
    peak: Uint32Array.from(peak),
    partitions: partitions.map((p) => Uint32Array.from(p)),
  };
}

/** Place in `at` of the newest change by an instant; -1: none yet. */
export function changeBy({ at }: Backlog, instant: number): number {
  let low = -1;
  let high = at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((at[middle] as number) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}
