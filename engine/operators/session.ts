/**
 * Session windows: a row is the session [t, t + gap), and sessions of one key that touch are one. A batch collects its
 * rows by key and time, drops what is late by itself, and merges the rest with the sessions held.
 * Spark: `SessionWindowStateStoreRestoreExec`, `MergingSessionsExec`, `SessionWindowStateStoreSaveExec`.
 */
import { GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE, type OperatorTrace, type SessionsTrace } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import { type Accumulator, remembered } from './accumulators';

import type { SessionPlan } from './bind';
import { FreeSlots } from './freeSlots';
import type { KeyEncoder } from './groups';
import { InstantHeap } from './instantHeap';
import {
  type BatchWatermarks,
  type Emission,
  FILTERED,
  type Mode,
  type StatefulOperator,
  type TruthRows,
  WITHOUT_WINDOW,
} from './operator';
import { SessionGroups } from './sessionGroups';
import type { StateLog } from './stateLog';
import { MOST_STEPS, TruthStepsBuilder } from './truthSteps';

const NOTHING: BatchWatermarks = { late: Number.NEGATIVE_INFINITY, evict: Number.NEGATIVE_INFINITY };

/** Rows of a batch with one key and one time, of one partition: Spark's partial aggregate. */
interface Part {
  readonly tuple: number;
  readonly start: number;
  readonly end: number;
  /** Where the accumulators keep it. */
  readonly slot: number;
  readonly late: boolean;
  /** Entries of its rows in the trace, which name their session once it is known. */
  readonly entries: number[];
}

/** A session held in the state. */
interface Session {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly group: number;
  /** When it is over: its end, or the key that is the event time; NaN if it never is. */
  readonly over: number;
}

export class SessionAggregate implements StatefulOperator {
  private readonly keys: KeyEncoder;
  private readonly accumulators: readonly Accumulator[];
  private readonly slots = new FreeSlots();
  /** Sessions held of each key, in order of start, and which key came to be held before which. */
  private readonly live = new Map<number, { readonly since: number; readonly sessions: readonly Session[] }>();
  private nextSince = 0;
  /** Keys by when one of their sessions is over; some have been merged into a longer one since. */
  private readonly overs = new InstantHeap();
  /** Parts of the batch by key, then by time, of the partition at hand; and all of them. */
  private open = new Map<number, Map<number, Part>>();
  private parts: Part[] = [];
  private watermarks = NOTHING;
  private evictedUpTo = Number.NaN;
  private readonly groups = new SessionGroups();
  private readonly versions: TableBuilder;
  private readonly versionGroup = new GrowableUint32();

  constructor(
    private readonly plan: SessionPlan,
    private readonly mode: Mode,
    private readonly log: StateLog,
  ) {
    this.keys = plan.keyEncoder();
    this.accumulators = plan.aggregates.map((a) => a.accumulator());
    this.versions = new TableBuilder(
      plan.aggregates.map((a, i) => ({ name: a.name, type: (this.accumulators[i] as Accumulator).type })),
    );
  }

  beginBatch(watermarks: BatchWatermarks): void {
    // Late rows are dropped in complete mode as well (measured: case session-complete).
    if (this.mode !== 'recompute') this.watermarks = watermarks;
    else this.forgetAll();
    this.parts = [];
    this.nextPartition();
  }

  private forgetAll(): void {
    for (const { sessions } of this.live.values()) for (const { slot } of sessions) this.free(slot);
    this.live.clear();
    this.overs.clear();
  }

  nextPartition(): void {
    this.open = new Map();
  }

  take(row: number): number {
    const start = this.plan.window.of(row);
    const end = this.plan.window.endOf(row);
    // Also of a null time (NaN). A gap that is not above zero leaves no session.
    if (!(end > start)) return WITHOUT_WINDOW;
    if (this.plan.admits !== null && !this.plan.admits(row, start, end)) return FILTERED;
    const part = this.partOf(row, start, end);
    // Late rows are aggregated too, before they are dropped: an expression that fails on one fails the query.
    for (const a of this.accumulators) a.add(part.slot, row);
    if (part.late) this.log.late(this.groups.find(part.tuple, start, end));
    else part.entries.push(this.log.groupedLater());
    return 1;
  }

  private partOf(row: number, start: number, end: number): Part {
    const tuple = this.keys.tuple(row);
    let ofKey = this.open.get(tuple);
    if (!ofKey) {
      ofKey = new Map();
      this.open.set(tuple, ofKey);
    }
    let part = ofKey.get(start);
    if (part?.end !== end) {
      const over = this.overAt(tuple, end);
      part = { tuple, start, end, slot: this.newSlot(), late: over <= this.watermarks.late, entries: [] };
      ofKey.set(start, part);
      this.parts.push(part);
    }
    return part;
  }

  private overAt(tuple: number, end: number): number {
    const { window, evictKey } = this.plan;
    if (window.onEventTime) return end;
    return evictKey === null ? Number.NaN : ((this.keys.values(tuple)[evictKey] as number | null) ?? Number.NaN);
  }

  private newSlot(): number {
    const slot = this.slots.take();
    for (const a of this.accumulators) {
      a.clear(slot);
      a.evict(slot);
    }
    return slot;
  }

  private free(slot: number): void {
    for (const a of this.accumulators) a.evict(slot);
    this.slots.free(slot);
  }

  endBatch(): ReturnType<StatefulOperator['endBatch']> {
    const byKey = new Map<number, Part[]>();
    let dropped = 0;
    for (const part of this.parts) {
      for (const a of this.accumulators) a.merge(part.slot);
      if (part.late) {
        dropped++;
        this.free(part.slot);
        continue;
      }
      const others = byKey.get(part.tuple);
      if (others) others.push(part);
      else byKey.set(part.tuple, [part]);
    }
    this.parts = [];
    const emitted: Emission[] = [];
    let updated = 0;
    let removed = 0;
    for (const [tuple, parts] of byKey) {
      const held = this.live.get(tuple)?.sessions ?? [];
      const merged = this.mergeKey(tuple, held, parts, emitted);
      updated += merged.length;
      const starts = new Set(merged.map((s) => s.start));
      removed += held.filter((s) => !starts.has(s.start)).length;
      this.hold(tuple, merged);
    }
    if (this.mode === 'append') removed += this.evict(emitted);
    if (this.mode === 'complete')
      for (const version of this.log.liveVersions.values()) emitted.push({ version, input: NONE, ref: version });
    return { metrics: { total: this.log.held, updated, removed, dropped }, emitted };
  }

  /**
   * The sessions of a key after a batch. Sessions held and parts of the batch are merged in order of start, those of one
   * start the parts first; sums of doubles show the order.
   */
  private mergeKey(tuple: number, held: readonly Session[], parts: Part[], emitted: Emission[]): Session[] {
    parts.sort((a, b) => a.start - b.start);
    const merged: Session[] = [];
    let h = 0;
    let p = 0;
    while (h < held.length || p < parts.length) {
      const olds: Session[] = [];
      const news: Part[] = [];
      const order: (Session | Part)[] = [];
      let end = Number.NEGATIVE_INFINITY;
      for (;;) {
        const old = held[h];
        const part = parts[p];
        const next = part && (!old || part.start <= old.start) ? part : old;
        if (!next || (order.length > 0 && next.start > end)) break;
        order.push(next);
        end = Math.max(end, next.end);
        if (next === part) {
          news.push(part);
          p++;
        } else {
          olds.push(old as Session);
          h++;
        }
      }
      merged.push(news.length === 0 ? (olds[0] as Session) : this.join(tuple, order, olds, news, end, emitted));
    }
    return merged;
  }

  /** One session made of several: it takes over what was held, and the rows of the batch know where they are. */
  private join(
    tuple: number,
    order: readonly (Session | Part)[],
    olds: readonly Session[],
    news: readonly Part[],
    end: number,
    emitted: Emission[],
  ): Session {
    const start = (order[0] as Session | Part).start;
    const group = this.groups.find(tuple, start, end);
    const slot = this.newSlot();
    for (const { slot: from } of order) {
      for (const a of this.accumulators) a.absorb(slot, from);
      this.free(from);
    }
    for (const part of news) for (const entry of part.entries) this.log.groupedAt(entry, group);
    const version = this.newVersion(group, slot);
    if (this.mode === 'recompute') {
      this.groups.grow(tuple, group, start, end);
      emitted.push({ version, input: NONE, ref: version });
    } else {
      for (const old of olds) {
        if (old.group === group) continue;
        this.groups.takeOver(old.group, group);
        this.log.evicted(old.group, this.log.liveVersion(old.group) as number);
      }
      this.log.put(group, version);
    }
    const over = this.overAt(tuple, end);
    if (!Number.isNaN(over)) this.overs.push(over, tuple);
    return { start, end, slot, group, over };
  }

  private newVersion(group: number, slot: number): number {
    const version = this.versionGroup.length;
    this.versionGroup.push(group);
    this.accumulators.forEach((a, i) => {
      a.write(slot, this.versions.columns[i] as TableBuilder['columns'][number]);
    });
    return version;
  }

  private hold(tuple: number, sessions: readonly Session[]): void {
    this.live.set(tuple, { since: this.live.get(tuple)?.since ?? this.nextSince++, sessions });
  }

  private evict(emitted: Emission[]): number {
    const { late, evict } = this.watermarks;
    // Nothing was taken that is over, and what was held has been looked at.
    if (evict === this.evictedUpTo && late === evict) return 0;
    this.evictedUpTo = evict;
    let removed = 0;
    const due = new Set<number>();
    while (this.overs.isDue(evict)) due.add(this.overs.pop());
    const sinceOf = (tuple: number): number => this.live.get(tuple)?.since ?? Number.NaN;
    // In the order in which the keys came to be held.
    for (const tuple of [...due].filter((t) => this.live.has(t)).sort((a, b) => sinceOf(a) - sinceOf(b))) {
      const { sessions } = this.live.get(tuple) as { readonly sessions: readonly Session[] };
      const stays = sessions.filter((s) => !(s.over <= evict));
      if (stays.length === sessions.length) continue;
      for (const { group, slot, over } of sessions) {
        if (!(over <= evict)) continue;
        const version = this.log.liveVersion(group) as number;
        this.log.evicted(group, version);
        this.free(slot);
        emitted.push({ version, input: NONE, ref: version });
        removed++;
      }
      if (stays.length > 0) this.hold(tuple, stays);
      else this.live.delete(tuple);
    }
    return removed;
  }

  snapshot(): () => void {
    const log = this.log.snapshot();
    const kept = [...this.live].map(([tuple, { sessions }]) => ({
      tuple,
      sessions: sessions.map((session) => ({
        session,
        restore: remembered(this.accumulators, session.slot),
      })),
    }));
    return () => {
      for (const part of this.parts) this.free(part.slot);
      this.settleParts();
      this.forgetAll();
      log();
      for (const { tuple, sessions } of kept)
        this.hold(
          tuple,
          sessions.map(({ session, restore }) => {
            const slot = this.newSlot();
            restore(slot);
            if (!Number.isNaN(session.over)) this.overs.push(session.over, tuple);
            return { ...session, slot };
          }),
        );
      this.evictedUpTo = Number.NaN;
    };
  }

  /** A batch that did not end merged nothing: its rows stand by themselves. */
  private settleParts(): void {
    for (const { entries, tuple, start, end } of this.parts)
      for (const entry of entries) this.log.groupedAt(entry, this.groups.find(tuple, start, end));
    this.parts = [];
  }

  column(id: string): (version: number) => Value {
    const { windowId, keyIds, aggregates } = this.plan;
    const { starts, ends, tuples } = this.groups;
    const groupOf = (version: number): number => this.versionGroup.get(version);
    if (id === `${windowId}.start`) return (version) => starts.array[groupOf(version)] as number;
    if (id === `${windowId}.end`) return (version) => ends.array[groupOf(version)] as number;
    const key = keyIds.indexOf(id);
    if (key >= 0) return (version) => this.keys.values(tuples.get(groupOf(version)))[key] as Value;
    const held = this.versions.columns[aggregates.findIndex((a) => a.id === id)];
    return (version) => (held as TableBuilder['columns'][number]).get(version);
  }

  passes(watermark: number): number {
    return watermark;
  }

  get wantsNoDataBatch(): boolean {
    return this.mode === 'append';
  }

  finish(rows: TruthRows | null): OperatorTrace {
    this.settleParts();
    const truth = this.trueSessions(rows);
    const { starts, ends, tuples } = this.groups;
    const groups = new TableBuilder([
      { name: 'windowStart', type: 'timestamp' },
      { name: 'windowEnd', type: 'timestamp' },
      ...this.plan.keySpecs,
    ] satisfies readonly ColumnSpec[]);
    for (let g = 0; g < this.groups.count; g++)
      groups.pushRow([starts.array[g] as number, ends.array[g] as number, ...this.keys.values(tuples.get(g))]);
    return {
      operatorName: 'sessionWindowStateStoreSaveExec',
      step: this.plan.step,
      groups: groups.finish(),
      windowed: true,
      ...(!this.plan.window.onEventTime && { overBy: this.plan.evictKey === null ? 'nothing' : 'key' }),
      versionGroup: this.versionGroup.finish(),
      versions: this.versions.finish(),
      ...truth,
    };
  }

  /** The sessions of all rows in order of event time, and which of them holds each group's rows. */
  private trueSessions(rows: TruthRows | null): Pick<OperatorTrace, 'truth' | 'truthRows' | 'truthSteps' | 'sessions'> {
    interface True {
      readonly start: number;
      end: number;
      readonly slot: number;
      rows: number;
    }
    const accumulators = this.plan.aggregates.map((a) => a.accumulator());
    const valuesIn = (slot: number): Value[] => accumulators.map((a) => a.value(slot));
    const ofKey = new Map<number, True[]>();
    const grown: { session: True; time: number; values: Value[] }[] = [];
    for (const a of accumulators) a.clear(0);
    const nothing = valuesIn(0);
    let slot = 0;
    // The watermark's column need not be the sessions'.
    const inOrder = [...(rows?.inEventTime() ?? [])].map((row) => ({ row, start: this.plan.window.of(row) }));
    if (!this.plan.window.onEventTime) inOrder.sort((a, b) => a.start - b.start || a.row - b.row);
    const keepSteps = rows !== null && inOrder.length <= MOST_STEPS;
    for (const { row, start } of inOrder) {
      const end = this.plan.window.endOf(row);
      if (!(end > start) || (this.plan.admits && !this.plan.admits(row, start, end))) continue;
      const tuple = this.keys.tuple(row);
      const sessions = ofKey.get(tuple) ?? [];
      ofKey.set(tuple, sessions);
      let session = sessions.at(-1);
      if (!session || start > session.end) {
        session = { start, end, slot: slot++, rows: 0 };
        for (const a of accumulators) a.clear(session.slot);
        sessions.push(session);
      }
      session.end = Math.max(session.end, end);
      session.rows++;
      for (const a of accumulators) {
        a.add(session.slot, row);
        a.merge(session.slot);
        a.clear(session.slot);
      }
      if (keepSteps) grown.push({ session, time: start, values: valuesIn(session.slot) });
    }
    const groupOf = new Map<True, number>();
    for (const [tuple, sessions] of ofKey)
      for (const session of sessions) groupOf.set(session, this.groups.find(tuple, session.start, session.end));
    const count = this.groups.count;
    const steps = keepSteps ? new TruthStepsBuilder(this.versions.specs, nothing) : null;
    for (const { session, time, values } of grown) steps?.push(groupOf.get(session) as number, time, values);
    const table = new TableBuilder(this.versions.specs);
    const truthRows = new Uint32Array(count);
    const truth = new Uint32Array(count);
    for (let g = 0; g < count; g++) {
      const start = this.groups.starts.array[g] as number;
      const found = lastBegun(ofKey.get(this.groups.tuples.get(g)) ?? [], start);
      truth[g] = found ? (groupOf.get(found) as number) : g;
      truthRows[g] = found?.rows ?? 0;
      table.pushRow(found ? valuesIn(found.slot) : nothing);
    }
    return {
      truth: table.finish(),
      truthRows,
      truthSteps: steps?.finish(count) ?? null,
      sessions: { mergedInto: this.groups.mergedInto(), truth } satisfies SessionsTrace,
    };
  }
}

/** The last of these, in order of start, that had begun at an instant. */
function lastBegun<S extends { readonly start: number }>(sessions: readonly S[], instant: number): S | undefined {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle] as S).start <= instant) low = middle + 1;
    else high = middle;
  }
  return sessions[low - 1];
}
