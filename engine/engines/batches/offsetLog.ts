/** Where each partition has been read up to: what the offset log says of a batch. */
import type { Scenario, Source } from '../../scenario/scenario';
import type { Arrivals } from '../arrivals';
import type { Read } from './request';

export class OffsetLog {
  /** Names, one for each offset. */
  readonly partitions: readonly string[];
  readonly offsets: Float64Array;
  /** For each source the place of its first partition. */
  private readonly starts: readonly number[];
  /** For each source the place that `offsets` stand for. */
  private readonly loggedTo: number[] = [];

  constructor(
    private readonly scenario: Scenario,
    private readonly arrivals: Arrivals,
  ) {
    const partitions: string[] = [];
    this.starts = arrivals.sources.map(({ source }) => {
      const start = partitions.length;
      const { name, partitions: count } = scenario.sources[source] as Source;
      for (let p = 0; p < count; p++) partitions.push(`${name}-${p}`);
      return start;
    });
    this.partitions = partitions;
    this.offsets = new Float64Array(partitions.length);
  }

  /** @returns puts back what was logged by now */
  mark(): () => void {
    const { offsets, loggedTo } = this;
    const [kept, keptTo] = [offsets.slice(), [...loggedTo]];
    return () => {
      offsets.set(kept);
      loggedTo.splice(0, loggedTo.length, ...keptTo);
    };
  }

  /** Logs where a batch's reads end. */
  log(reads: readonly Read[]): void {
    const { offsets } = this;
    this.arrivals.sources.forEach(({ source, rows }, place) => {
      const { partition } = this.scenario.sources[source] as Source;
      const { to } = reads[place] as Read;
      const start = this.starts[place] as number;
      if (!partition) {
        offsets[start] = to;
        return;
      }
      const move = (row: number, by: number): void => {
        const offset = start + (partition[rows[row] as number] as number);
        offsets[offset] = (offsets[offset] as number) + by;
      };
      let at = this.loggedTo[place] ?? 0;
      while (at < to) move(at++, 1);
      // A batch that is tried again, or a job that reads again.
      while (at > to) move(--at, -1);
      this.loggedTo[place] = to;
    });
  }
}
