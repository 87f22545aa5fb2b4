/**
 * Aggregation over tumbling and sliding windows, over keys alone, and over everything (no keys).
 * Spark: `StateStoreSaveExec` for the rules of each output mode, `TimeWindowing` for the windows.
 */
import { GrowableFloat64, GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE, type OperatorTrace, type TruthSteps } from '../trace/trace';
import type { ColumnSpec, Table, Value } from '../values';
import { type Accumulator, remembered } from './accumulators';
import type { AggregatePlan } from './bind';
import { GroupIndex, type KeyEncoder } from './groups';
import {
  type BatchWatermarks,
  type Emission,
  type Mode,
  type OperatorMarks,
  type StatefulOperator,
  type TruthRows,
  WITHOUT_WINDOW,
} from './operator';
import type { StateLog } from './stateLog';
import { MOST_STEPS, stepThrough } from './truthSteps';

const NOTHING: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };

export class Aggregate implements StatefulOperator {
  private readonly index = new GroupIndex();
  /** Groups that have appeared; where a run has gone back, fewer than the index knows. */
  private appeared = 0;
  private readonly keys: KeyEncoder;
  private readonly accumulators: readonly Accumulator[];
  /** When a group is over: the end of its window, or its event-time key; NaN if it never is. */
  private readonly over = new GrowableFloat64();
  /** Batch in which a group was last touched. */
  private readonly touchedIn = new GrowableUint32();
  private touched: number[] = [];
  private batch = 0;
  private watermarks = NOTHING;
  /** Groups of the row at hand. */
  private readonly found: number[] = [];
  /** Live groups by the time at which they are over. */
  private readonly liveByEnd = new Map<number, number[]>();
  private earliestEnd = Number.POSITIVE_INFINITY;
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();

  /** Keeps the truth beside the state, in a run too large to go over again. */
  private truth: { readonly accumulators: readonly Accumulator[]; readonly counts: GrowableFloat64 } | null = null;

  constructor(
    private readonly plan: AggregatePlan,
    private readonly mode: Mode,
    private readonly log: StateLog,
  ) {
    this.keys = plan.keyEncoder();
    this.accumulators = plan.aggregates.map((a) => a.accumulator());
    this.versions = new TableBuilder(
      plan.aggregates.map((a, i) => ({ name: a.name, type: (this.accumulators[i] as Accumulator).type })),
    );
    if (plan.global) this.groupOf(0, 0, Number.NaN);
  }

  followTruth(): void {
    this.truth = { accumulators: this.plan.aggregates.map((a) => a.accumulator()), counts: new GrowableFloat64() };
    for (let group = 0; group < this.over.length; group++) this.includeInTruth(group);
  }

  private includeInTruth(group: number): void {
    this.truth?.counts.push(0);
    for (const a of this.truth?.accumulators ?? []) a.clear(group);
  }

  beginBatch(watermarks: BatchWatermarks): void {
    this.batch++;
    this.touched = [];
    this.watermarks = this.mode === 'append' || this.mode === 'update' ? watermarks : NOTHING;
    if (this.plan.global) this.touch(0);
  }

  take(row: number): number {
    const found = this.findGroups(row);
    for (let i = 0; i < found; i++) this.count(row, this.found[i] as number);
    return found;
  }

  nextPartition(): void {
    for (const group of this.touched) for (const a of this.accumulators) a.endPartition(group);
  }

  bookTo(start: number): void {
    const { window } = this.plan;
    this.booked = window && Math.round((start - window.start) / window.slide);
  }
  /** The window of every row of the batch, where it is not their own. */
  private booked: number | null = null;

  /** Puts the groups of a row into `found` and says how many there are. */
  private findGroups(row: number): number {
    const { window, evictKey } = this.plan;
    if (window === null) {
      this.found[0] = this.groupOf(0, this.keys.tuple(row), this.plan.evictKey ? this.plan.evictKey(row) : Number.NaN);
      return 1;
    }
    const time = window.of(row);
    if (Number.isNaN(time) && this.booked === null) return WITHOUT_WINDOW;
    const tuple = this.keys.tuple(row);
    const last = this.booked ?? Math.floor((time - window.start) / window.slide);
    // The windows of a row are those that start in (time - size, time], the earliest first, as Spark expands them.
    const first =
      window.slide === window.size || this.booked !== null
        ? last
        : Math.floor((time - window.start - window.size) / window.slide) + 1;
    let found = 0;
    for (let ordinal = first; ordinal <= last; ordinal++) {
      const end = window.start + ordinal * window.slide + window.size;
      if (this.plan.admits !== null && !this.plan.admits(row, end - window.size, end)) continue;
      this.found[found++] = this.groupOf(
        ordinal,
        tuple,
        window.onEventTime ? end : evictKey ? evictKey(row) : Number.NaN,
      );
    }
    return found;
  }

  private groupOf(ordinal: number, tuple: number, over: number): number {
    const group = this.index.find(ordinal, tuple);
    if (group >= this.appeared) this.appeared = group + 1;
    if (group === this.over.length) {
      this.over.push(over);
      this.touchedIn.push(0);
      if (this.truth !== null) this.includeInTruth(group);
    }
    return group;
  }

  private touch(group: number): void {
    if (this.touchedIn.get(group) === this.batch) return;
    this.touchedIn.set(group, this.batch);
    this.touched.push(group);
    for (const a of this.accumulators) {
      a.clear(group);
      if (this.mode === 'recompute') a.evict(group);
    }
  }

  private count(row: number, group: number): void {
    this.touch(group);
    // Late rows are aggregated too, before they are dropped: an expression that fails on one fails the query.
    for (const a of this.accumulators) a.add(group, row);
    if (this.truth !== null) this.addToTruth(row, group);
    if (this.isLate(group)) this.log.late(group);
    else this.log.grouped(group);
  }

  private addToTruth(row: number, group: number): void {
    const { accumulators, counts } = this.truth as NonNullable<typeof this.truth>;
    for (const a of accumulators) a.add(group, row);
    (counts.array[group] as number)++;
  }

  private isLate(group: number): boolean {
    return (this.over.array[group] as number) <= this.watermarks.late;
  }

  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    let updated = 0;
    let dropped = 0;
    const emitted: Emission[] = [];
    for (const group of this.touched) {
      if (this.isLate(group)) {
        dropped++;
        continue;
      }
      updated++;
      for (const a of this.accumulators) a.merge(group);
      const version = this.newVersion(group);
      if (this.mode === 'recompute') {
        emitted.push({ version, input: NONE, ref: version });
        continue;
      }
      if (this.log.liveVersion(group) === undefined) this.expectEnd(group);
      this.log.put(group, version);
      if (this.mode === 'update') emitted.push({ version, input: NONE, ref: version });
    }
    const removed = this.evict(emitted);
    if (this.mode === 'complete')
      for (const version of this.log.liveVersions.values()) emitted.push({ version, input: NONE, ref: version });
    return { metrics: { total: this.log.held, updated, removed, dropped }, emitted };
  }

  private newVersion(group: number): number {
    const version = this.versionGroup.length;
    this.versionGroup.push(group);
    this.versions.writeRow(group, this.accumulators);
    return version;
  }

  private expectEnd(group: number): void {
    const end = this.over.array[group] as number;
    if (Number.isNaN(end)) return;
    const others = this.liveByEnd.get(end);
    if (others) others.push(group);
    else this.liveByEnd.set(end, [group]);
    if (end < this.earliestEnd) this.earliestEnd = end;
  }

  private evict(emitted: Emission[]): number {
    const { evict } = this.watermarks;
    if (this.earliestEnd > evict) return 0;
    let removed = 0;
    const ends = [...this.liveByEnd.keys()].filter((end) => end <= evict).sort((a, b) => a - b);
    for (const end of ends) {
      for (const group of this.liveByEnd.get(end) as number[]) {
        const version = this.log.liveVersion(group) as number;
        this.log.evicted(group, version);
        for (const a of this.accumulators) a.evict(group);
        if (this.mode === 'append') emitted.push({ version, input: NONE, ref: version });
        removed++;
      }
      this.liveByEnd.delete(end);
    }
    this.earliestEnd = Number.POSITIVE_INFINITY;
    for (const end of this.liveByEnd.keys()) if (end < this.earliestEnd) this.earliestEnd = end;
    return removed;
  }

  readonly marks: OperatorMarks = {
    written: () => this.versionGroup.length,
    mark: () => ({
      held: Array.from(this.log.liveVersions, ([group, version]) => ({
        group,
        version,
        values: this.accumulators.map((a) => a.held(group)),
      })),
      ends: new Map(Array.from(this.liveByEnd, ([end, groups]) => [end, [...groups]])),
      groups: this.appeared,
    }),
    rewind: ({ held, ends, groups }) => {
      this.forgetState();
      this.appeared = groups;
      this.log.rewind(held.map(({ group, version }) => [group, version]));
      for (const { group, values } of held)
        this.accumulators.forEach((a, i) => {
          a.hold(group, values[i] as readonly Value[]);
        });
      this.expectEnds(ends);
    },
    pieces: (pieces) => ({ versionGroup: this.versionGroup.finish(pieces), versions: this.versions.finish(pieces) }),
    replace: (into, from, to) => {
      this.versionGroup.copyWithin(into, from, to);
      this.versions.copyWithin(into, from, to);
    },
    cut: (versions) => {
      this.versionGroup.cut(versions);
      this.versions.cut(versions);
    },
    aggregates: () => this.plan.aggregates,
  };

  /** Empties every group that a batch has begun or that is held. */
  private forgetState(): void {
    for (const group of new Set([...this.touched, ...this.log.liveVersions.keys()]))
      for (const a of this.accumulators) {
        a.clear(group);
        a.evict(group);
      }
  }

  private expectEnds(ends: Iterable<readonly [end: number, groups: readonly number[]]>): void {
    this.liveByEnd.clear();
    for (const [end, groups] of ends) this.liveByEnd.set(end, [...groups]);
    this.earliestEnd = Math.min(Number.POSITIVE_INFINITY, ...this.liveByEnd.keys());
  }

  snapshot(): () => void {
    const log = this.log.snapshot();
    const held = [...this.log.liveVersions.keys()].map((group) => ({
      group,
      restore: remembered(this.accumulators, group),
    }));
    const ends = [...this.liveByEnd].map(([end, groups]) => [end, [...groups]] as const);
    return () => {
      this.forgetState();
      log();
      for (const { group, restore } of held) restore(group);
      this.expectEnds(ends);
    };
  }

  finish(rows: TruthRows | null): OperatorTrace {
    const booked = this.booked !== null;
    this.booked = null;
    const followed = this.truth !== null;
    const all = followed ? rows?.unread : rows?.rows;
    const steps = !followed && rows && (all?.length ?? 0) <= MOST_STEPS ? this.stepThroughTruth(rows) : null;
    if (!steps) {
      if (!followed) this.followTruth();
      for (const row of all ?? []) {
        const found = this.findGroups(row);
        for (let i = 0; i < found; i++) this.addToTruth(row, this.found[i] as number);
      }
    }
    const { accumulators, counts } = this.truth as NonNullable<typeof this.truth>;
    const truthTable = new TableBuilder(this.versions.specs);
    for (let group = 0; group < this.index.count; group++) {
      for (const a of accumulators) a.merge(group);
      truthTable.writeRow(group, accumulators);
    }
    // Whoever goes back in the run from here is not asked for it again.
    this.truth = null;
    return {
      operatorName: 'stateStoreSave',
      step: this.plan.step,
      groups: this.groupTable(),
      windowed: this.plan.window !== null,
      ...(this.plan.window && !this.plan.window.onEventTime && { overBy: this.plan.evictKey ? 'key' : 'nothing' }),
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
      truth: truthTable.finish(),
      truthRows: Uint32Array.from(counts.finish()),
      truthSteps: steps,
      ...(booked && rows && { belongs: this.ownGroups(rows) }),
    };
  }

  /** The group that each row belongs to, by when it happened. */
  private ownGroups(rows: TruthRows): Uint32Array {
    const own = new Uint32Array(rows.rows.reduce((most, row) => Math.max(most, row + 1), 0)).fill(NONE);
    for (const row of rows.rows) if (this.findGroups(row) > 0) own[row] = this.found[0] as number;
    return own;
  }

  /** The truth row by row, in order of event time, with what it was after each. */
  private stepThroughTruth(rows: TruthRows): TruthSteps {
    this.followTruth();
    const { accumulators, counts } = this.truth as NonNullable<typeof this.truth>;
    const groupOf = new GrowableUint32(rows.rows.length);
    const rowOf = new GrowableUint32(rows.rows.length);
    for (const row of rows.inEventTime()) {
      const found = this.findGroups(row);
      for (let i = 0; i < found; i++) {
        const group = this.found[i] as number;
        (counts.array[group] as number)++;
        groupOf.push(group);
        rowOf.push(row);
      }
    }
    return stepThrough(groupOf, rowOf, this.index.count, rows.timeOf, accumulators, this.versions.specs);
  }

  column(id: string): (version: number) => Value {
    const { window, windowId, keyIds, aggregates } = this.plan;
    const groupOf = (version: number): number => this.versionGroup.get(version);
    if (window && (id === `${windowId}.start` || id === `${windowId}.end`)) {
      const shift = window.start + (id.endsWith('.end') ? window.size : 0);
      return (version) => shift + (this.index.ordinals.array[groupOf(version)] as number) * window.slide;
    }
    const key = keyIds.indexOf(id);
    if (key >= 0) return (version) => this.keys.values(this.index.tuples.get(groupOf(version)))[key] as Value;
    const held = this.versions.columns[aggregates.findIndex((a) => a.id === id)];
    return (version) => (held as TableBuilder['columns'][number]).get(version);
  }

  passes(watermark: number): number {
    return watermark;
  }

  get wantsNoDataBatch(): boolean {
    return this.mode === 'append' || this.mode === 'update';
  }

  private groupTable(): Table {
    const { window } = this.plan;
    const windowSpecs: ColumnSpec[] = window
      ? [
          { name: 'windowStart', type: 'timestamp' },
          { name: 'windowEnd', type: 'timestamp' },
        ]
      : [];
    const groups = new TableBuilder([...windowSpecs, ...this.plan.keySpecs]);
    for (let group = 0; group < this.index.count; group++) {
      const values: Value[] = [];
      if (window) {
        const start = window.start + (this.index.ordinals.array[group] as number) * window.slide;
        values.push(start, start + window.size);
      }
      groups.pushRow([...values, ...this.keys.values(this.index.tuples.get(group))]);
    }
    return groups.finish();
  }
}
