/**
 * Deduplication: the first row of a key passes, the others go no further while the key is remembered.
 * Spark: `StreamingDeduplicateExec` (`dedupe`) and `StreamingDeduplicateWithinWatermarkExec` (`dedupeWithinWatermark`).
 */
import { ColumnBuilder, GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE, type OperatorTrace } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { KeyEncoder } from './groups';
import { InstantHeap } from './instantHeap';
import type { BatchWatermarks, Emission, StatefulOperator, TruthRows } from './operator';
import type { StateLog } from './stateLog';

export interface DedupPlan {
  readonly step: string;
  readonly keySpecs: readonly ColumnSpec[];
  keyEncoder(): KeyEncoder;
  /** The watermark's column, microseconds, NaN for null; null without a watermark: nothing is late. */
  readonly eventTime: ((ref: number) => number) | null;
  readonly withinWatermark: boolean;
  /** When the key of a first row is let go, microseconds, NaN never; null: no key is. */
  readonly expiry: ((ref: number) => number) | null;
  read(id: string): (ref: number) => Value;
}

export class Dedup implements StatefulOperator {
  private readonly keys: KeyEncoder;
  private readonly groupOfTuple: (number | undefined)[] = [];
  private readonly tuples: number[] = [];
  /** Versions that are held by when they are let go, microseconds. */
  private readonly expiries = new InstantHeap();
  private readonly versionGroup = new GrowableUint32();
  private readonly expires = new ColumnBuilder('timestamp');
  private watermarks: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };
  private emitted: Emission[] = [];
  private updated = 0;
  private dropped = 0;

  constructor(
    private readonly plan: DedupPlan,
    private readonly log: StateLog,
  ) {
    this.keys = plan.keyEncoder();
  }

  beginBatch(watermarks: BatchWatermarks): void {
    this.watermarks = watermarks;
    this.emitted = [];
    this.updated = 0;
    this.dropped = 0;
  }

  take(ref: number): number {
    const group = this.groupOf(ref);
    const time = this.plan.eventTime ? this.plan.eventTime(ref) : Number.NaN;
    if (time <= this.watermarks.late) {
      this.dropped++;
      this.log.late(group);
    } else if (this.log.liveVersion(group) !== undefined) this.log.duplicate(group);
    else {
      this.updated++;
      this.log.grouped(group);
      const expiry = this.plan.expiry ? this.plan.expiry(ref) : Number.NaN;
      const version = this.versionGroup.length;
      if (!Number.isNaN(expiry)) this.expiries.push(expiry, version);
      this.versionGroup.push(group);
      this.expires.push(Number.isNaN(expiry) ? null : expiry);
      this.log.put(group, version);
      this.emitted.push({ version: NONE, input: ref, ref });
    }
    return 1;
  }

  private groupOf(ref: number): number {
    const tuple = this.keys.tuple(ref);
    let group = this.groupOfTuple[tuple];
    if (group === undefined) {
      group = this.tuples.length;
      this.groupOfTuple[tuple] = group;
      this.tuples.push(tuple);
    }
    return group;
  }

  /** A row's place in a partition makes no difference. */
  nextPartition(): void {}

  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    const over: number[] = [];
    while (this.expiries.isDue(this.watermarks.evict)) over.push(this.expiries.pop());
    // In the order in which the keys came to be held.
    for (const version of over.sort((a, b) => a - b)) this.log.evicted(this.versionGroup.get(version), version);
    return {
      metrics: { total: this.log.held, updated: this.updated, removed: over.length, dropped: this.dropped },
      emitted: this.emitted,
    };
  }

  snapshot(): () => void {
    const log = this.log.snapshot();
    return () => {
      log();
      this.expiries.clear();
      for (const version of this.log.liveVersions.values()) {
        const expiry = this.expires.get(version) as number | null;
        if (expiry !== null) this.expiries.push(expiry, version);
      }
    };
  }

  /** Rows pass as they are. */
  column(id: string): (ref: number) => Value {
    return this.plan.read(id);
  }

  passes(watermark: number): number {
    return watermark;
  }

  readonly wantsNoDataBatch = true;

  finish(truth: TruthRows | null): OperatorTrace {
    const counts: number[] = [];
    // A row that was read has its group: only those that were not make new ones.
    const rows = truth && (truth.unread.length > 0 ? truth.inEventTime() : truth.rows);
    for (const ref of rows ?? []) {
      const group = this.groupOf(ref);
      counts[group] = (counts[group] ?? 0) + 1;
    }
    const groups = new TableBuilder(this.plan.keySpecs);
    for (const tuple of this.tuples) groups.pushRow(this.keys.values(tuple));
    const count = this.tuples.length;
    return {
      operatorName: this.plan.withinWatermark ? 'dedupeWithinWatermark' : 'dedupe',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: false,
      ...(this.plan.eventTime === null && { overBy: 'nothing' }),
      versionGroup: this.versionGroup.finish(),
      versions: { specs: EXPIRES, columns: [this.expires.finish()], count: this.versionGroup.length },
      truth: {
        specs: EXPIRES,
        columns: [{ type: 'timestamp', values: new Float64Array(count), nulls: new Uint8Array(count).fill(1) }],
        count,
      },
      truthRows: Uint32Array.from({ length: count }, (_, g) => counts[g] ?? 0),
      truthSteps: null,
    };
  }
}

const EXPIRES: readonly ColumnSpec[] = [{ name: 'until', type: 'timestamp' }];
