/**
 * The state of a `process` operator: a row of state for each key (or for each key and map key), the versions that it
 * had, and how many writes and removals a batch made, counted as Spark's state variables count them (docs/spark-notes.md).
 */
import { GrowableFloat64, GrowableUint32, TableBuilder } from '../trace/growable';
import { NONE } from '../trace/trace';
import type { ColumnSpec, Value } from '../values';
import type { StateKind, StateKinds, StateShape } from './functions/api';
import type { StateLog } from './stateLog';
import { Timers } from './timers';

/** Who writes at the moment: the state asks, so that functions need not say. */
export interface Writing {
  /** The number of the key at hand. */
  readonly key: number;
  /** The row at hand, or NONE. */
  readonly row: number;
  /** Processing time of the batch. */
  readonly now: number;
  /** Called before anything is written or removed. */
  touched(): void;
}

const NOT_HELD = { values: null, items: [], version: NONE, expiry: Number.NaN } as const;

export class KeyedState {
  /** Key and map key of each row of state (a group of the trace). */
  readonly keyOf: number[] = [];
  readonly mapKeyOf: Value[] = [];
  private readonly groupOfKey = new Map<number, number>();
  private readonly groupOfMapKey = new Map<number, Map<Value, number>>();
  private readonly values: (readonly Value[] | null)[] = [];
  private readonly items: number[][] = [];
  private readonly versionOf = new GrowableUint32();
  /** How many map keys of a key have a value. */
  private readonly sizes: number[] = [];
  private readonly expiry: number[] = [];
  private readonly ttl = new Timers();
  /** Rows of state that have expired and are still there, until the batch ends. */
  private readonly expired = new Set<number>();
  updated = 0;
  removed = 0;
  readonly versionSpecs: readonly ColumnSpec[];
  readonly versions: TableBuilder;
  readonly versionGroup = new GrowableUint32();
  readonly versionRow = new GrowableUint32();
  readonly versionUntil = new GrowableFloat64();

  /** @param log null where nothing outlives the batch */
  constructor(
    private readonly shape: StateShape<StateKind>,
    private readonly log: StateLog | null,
    private readonly writing: Writing,
  ) {
    this.versionSpecs = shape.ttl === null ? shape.fields : [...shape.fields, { name: 'until', type: 'timestamp' }];
    this.versions = new TableBuilder(this.versionSpecs);
  }

  /** The row of state that a row of the input is about. */
  groupFor(key: number, row: number): number {
    return this.shape.mapKey ? this.mapGroup(key, this.shape.mapKey.of(row)) : this.keyGroup(key);
  }

  private keyGroup(key: number): number {
    let group = this.groupOfKey.get(key);
    if (group === undefined) {
      group = this.newGroup(key, null);
      this.groupOfKey.set(key, group);
    }
    return group;
  }

  private mapGroup(key: number, mapKey: Value): number {
    let groups = this.groupOfMapKey.get(key);
    if (!groups) {
      groups = new Map();
      this.groupOfMapKey.set(key, groups);
    }
    let group = groups.get(mapKey);
    if (group === undefined) {
      group = this.newGroup(key, mapKey);
      groups.set(mapKey, group);
    }
    return group;
  }

  private newGroup(key: number, mapKey: Value): number {
    this.keyOf.push(key);
    this.mapKeyOf.push(mapKey);
    this.values.push(null);
    this.items.push([]);
    this.versionOf.push(NONE);
    this.expiry.push(Number.NaN);
    return this.keyOf.length - 1;
  }

  /** Forgets all, and how much was written. */
  forget(): void {
    for (let group = 0; group < this.values.length; group++) {
      this.values[group] = null;
      this.items[group] = [];
      this.versionOf.set(group, NONE);
    }
    this.sizes.fill(0);
  }

  beginBatch(now: number): void {
    this.updated = 0;
    this.removed = 0;
    for (let due = this.ttl.take(now); due; due = this.ttl.take(now)) {
      this.values[due.number] = null;
      this.resize(due.number, -1);
      this.expired.add(due.number);
    }
  }

  /** When the next row of state expires, or has expired and is still there; Infinity: none does. */
  nextExpiry(): number {
    let next = this.ttl.next();
    for (const group of this.expired) next = Math.min(next, this.expiry[group] as number);
    return next;
  }

  /** Lets go what has expired and was not written again. */
  endBatch(): void {
    for (const group of this.expired) this.letGo(group);
    this.expired.clear();
  }

  /** @returns puts back what is held now; rows of state that came since are empty */
  snapshot(): () => void {
    const held = this.values.map((values, group) => ({
      values,
      items: [...(this.items[group] as number[])],
      version: this.versionOf.get(group),
      expiry: this.expiry[group] as number,
    }));
    const [sizes, ttl, expired] = [[...this.sizes], this.ttl.snapshot(), [...this.expired]];
    return () => {
      for (let group = 0; group < this.values.length; group++) {
        const { values, items, version, expiry } = held[group] ?? NOT_HELD;
        this.values[group] = values;
        this.items[group] = [...items];
        this.versionOf.set(group, version);
        this.expiry[group] = expiry;
      }
      this.sizes.splice(0, this.sizes.length, ...sizes);
      ttl();
      this.expired.clear();
      for (const group of expired) this.expired.add(group);
    };
  }

  /** The version of the key's row of state, or NONE. */
  versionAt(key: number): number {
    const group = this.groupOfKey.get(key);
    return group === undefined ? NONE : this.versionOf.get(group);
  }

  versionOfGroup(group: number): number {
    return this.versionOf.get(group);
  }

  private resize(group: number, by: number): void {
    const key = this.keyOf[group] as number;
    this.sizes[key] = (this.sizes[key] ?? 0) + by;
  }

  private put(group: number, fields: readonly Value[]): void {
    const { writing, shape } = this;
    writing.touched();
    const before = this.values[group] as readonly Value[] | null;
    if (before === null) this.resize(group, 1);
    this.values[group] = fields;
    this.updated++;
    let until = shape.until ? shape.until(fields) : Number.NaN;
    if (shape.ttl !== null) {
      this.ttl.delete(group, this.expiry[group] as number);
      until = writing.now + shape.ttl;
      // Written again in one batch, and nothing has changed: Spark passes it over (case running-total-ttl-same-total).
      if (before !== null && this.expiry[group] === until && before.every((v, i) => Object.is(v, fields[i])))
        this.updated--;
      this.expiry[group] = until;
      this.ttl.register(group, until);
      this.expired.delete(group);
    }
    const version = this.versions.pushRow(shape.ttl === null ? fields : [...fields, until]);
    this.versionGroup.push(group);
    this.versionRow.push(writing.row);
    this.versionUntil.push(until);
    this.versionOf.set(group, version);
    this.log?.put(group, version);
  }

  private letGo(group: number): void {
    this.removed++;
    this.log?.evicted(group, this.versionOf.get(group));
    this.versionOf.set(group, NONE);
  }

  /** The state variable as its function sees it. */
  variable<K extends StateKind>(kind: K): StateKinds[K] {
    const kinds: { [X in StateKind]: StateKinds[X] } = {
      value: {
        get: () => this.values[this.keyGroup(this.writing.key)] as readonly Value[] | null,
        update: (values) => this.put(this.keyGroup(this.writing.key), values),
        clear: () => this.clear(1),
      },
      list: {
        get: () => this.items[this.keyGroup(this.writing.key)] as readonly number[],
        append: (item) => {
          const group = this.keyGroup(this.writing.key);
          (this.items[group] as number[]).push(item);
          this.put(group, this.shape.added?.(this.values[group] as readonly Value[] | null, item) ?? [item]);
        },
        // Clearing a list counts each of its items.
        clear: () => this.clear((this.items[this.keyGroup(this.writing.key)] as number[]).length),
      },
      map: {
        get: (mapKey) => this.values[this.mapGroup(this.writing.key, mapKey)] as readonly Value[] | null,
        update: (mapKey, values) => this.put(this.mapGroup(this.writing.key, mapKey), values),
        size: () => this.sizes[this.writing.key] ?? 0,
      },
    };
    return kinds[kind];
  }

  /** @param counted how many removals it counts as */
  private clear(counted: number): void {
    const group = this.keyGroup(this.writing.key);
    if (this.values[group] === null) return;
    this.writing.touched();
    this.values[group] = null;
    this.items[group] = [];
    this.resize(group, -1);
    this.letGo(group);
    this.removed += counted - 1;
  }
}
