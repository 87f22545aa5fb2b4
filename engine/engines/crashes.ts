/** Which crash of the scenario strikes when: each once, in the order of the file. */
import type { Crash, CrashPoint, EngineName, Scenario } from '../scenario/scenario';
import type { Arrivals } from './arrivals';

/** A crash that is certain: where it strikes and when the query is back. */
export interface Strike {
  /** Place among `scenario.crashes`. */
  readonly fault: number;
  /** What was done last; null between batches. */
  readonly after: CrashPoint | null;
  readonly at: number;
  readonly restartsAt: number;
  readonly checkpoint: Crash['checkpoint'];
  /** `rows-read`: the last row read, over all sources; null: half of the batch's rows. */
  readonly row: number | null;
}

export interface PlannedBatch {
  readonly batchId: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly reads: readonly { readonly from: number; readonly to: number }[];
  /** It is repeated, and its offsets are in the log already (case `crash-twice-at-one-point`). */
  readonly repeated?: boolean;
}

/** Points that a batch passes when it starts; the others it passes when it ends. */
const AT_START: ReadonlySet<CrashPoint> = new Set(['offsets-logged', 'rows-read', 'state-written', 'read']);

export class Crashes {
  private readonly pending: { readonly fault: number; readonly crash: Crash; readonly row: Place | null }[];

  constructor(
    private readonly engine: EngineName,
    { crashes = [] }: Scenario,
    private readonly arrivals: Arrivals,
    starts: readonly number[],
  ) {
    this.pending = crashes.flatMap((crash, fault) =>
      crash.engine === engine
        ? [
            {
              fault,
              crash,
              row: crash.where.kind === 'arrival' ? placeOf(arrivals, crash.where.arrival, starts) : null,
            },
          ]
        : [],
    );
  }

  /** The crash that strikes in a batch, or null. */
  inBatch(batch: PlannedBatch): Strike | null {
    const index = this.pending.findIndex(({ crash, row }) => strikesIn(batch, crash, row));
    if (index < 0) return null;
    const [{ fault, crash, row }] = this.pending.splice(index, 1) as [(typeof this.pending)[number]];
    const { where } = crash;
    const after = where.kind === 'at' ? (this.engine === 'spark' ? 'state-written' : 'read') : where.after;
    const at = where.kind === 'at' ? where.at : AT_START.has(after) ? batch.startedAt : batch.endedAt;
    return {
      fault,
      after,
      at,
      restartsAt: at + crash.restartAfter,
      checkpoint: crash.checkpoint,
      row: row && (this.arrivals.order[row.arrival] as number),
    };
  }

  /** The first crash between batches from an instant on and before another one, or null. */
  between(from: number, before: number): Strike | null {
    let first: (typeof this.pending)[number] | null = null;
    for (const entry of this.pending) {
      const at = timeOf(entry.crash);
      if (at >= from && at < before && (first === null || at < timeOf(first.crash))) first = entry;
    }
    if (!first) return null;
    this.pending.splice(this.pending.indexOf(first), 1);
    const { fault, crash } = first;
    const at = timeOf(crash);
    return { fault, after: null, at, restartsAt: at + crash.restartAfter, checkpoint: crash.checkpoint, row: null };
  }
}

/** An arrival's place in its source's order of arrival. */
interface Place {
  readonly arrival: number;
  readonly source: number;
  readonly place: number;
}

function placeOf(arrivals: Arrivals, arrival: number, starts: readonly number[]): Place | null {
  const row = arrivals.order[arrival];
  if (row === undefined) return null;
  const source = arrivals.sources.findLastIndex((s) => (starts[s.source] as number) <= row);
  const found = arrivals.sources[source] as Arrivals['sources'][number];
  return { arrival, source, place: found.rows.indexOf(row - (starts[found.source] as number)) };
}

const pointOf = ({ where }: Crash): CrashPoint | null => ('after' in where ? where.after : 'state-written');

const timeOf = ({ where }: Crash): number => (where.kind === 'at' ? where.at : Number.NaN);

function strikesIn(batch: PlannedBatch, crash: Crash, row: Place | null): boolean {
  const { where } = crash;
  if (batch.repeated && pointOf(crash) === 'offsets-logged') return false;
  switch (where.kind) {
    case 'batch':
      return where.batchId === batch.batchId;
    case 'at':
      return batch.startedAt <= where.at && where.at < batch.endedAt;
    case 'arrival': {
      const read = row === null ? undefined : batch.reads[row.source];
      return row !== null && read !== undefined && read.from <= row.place && row.place < read.to;
    }
    case 'checkpoint':
    case 'commit':
      return false;
  }
}
