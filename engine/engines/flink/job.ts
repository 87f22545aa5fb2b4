/**
 * A Flink job, instant by instant: rows arrive and are processed, timers of functions fire, the watermark's timer ticks,
 * barriers go out and come together, the job dies and is back. Of what happens at one instant the order is: barriers that
 * have all come, rows, timers, the tick, new barriers, a crash.
 */
import { makeFlinkOperator } from '../../operators/flink/bindFlink';
import { type FlinkOperator, MILLISECOND } from '../../operators/flink/flinkOperator';
import type { Plan } from '../../query/plan';
import { QueryFailure } from '../../queryFailure';
import type { FlinkCrashPoint, FlinkSettings, Scenario, Source } from '../../scenario/scenario';
import { type CheckpointRecord, KIND, NONE, type Trace } from '../../trace/trace';
import { RecordCrashes, type RecordStrike } from '../recordCrashes';
import { RecordRun } from '../records/recordRun';
import { connect } from './connect';
import { SourceWatermarks } from './sourceWatermarks';

const NEVER = Number.POSITIVE_INFINITY;

/** What a job that dies comes back to. */
interface Restorable {
  /** Place of the checkpoint; NONE: the beginning. */
  readonly checkpoint: number;
  /** Rows, in the order of arrival, that stand before it. */
  readonly rows: number;
  readonly offsets: readonly number[];
  /** Entries before it. */
  readonly entries: number;
  readonly restore: () => void;
}

export class FlinkJob {
  private readonly settings: FlinkSettings;
  private readonly run: RecordRun<FlinkOperator>;
  /** For each watermark step the source's watermarks, and the number of the source's first partition. */
  private sources: { watermarks: SourceWatermarks; firstPartition: number }[] = [];
  private readonly interval: number;
  private readonly until: number;
  /** How many rows, in the order of arrival, have arrived, and how many of them are processed. */
  private arrived = 0;
  private read = 0;
  /** The next tick that can have an effect. */
  private tick: number;
  private lastTick = Number.NEGATIVE_INFINITY;
  private now = Number.NEGATIVE_INFINITY;
  /** When the job began to run, this time. */
  private since = Number.NEGATIVE_INFINITY;
  /** When it is back; null while it runs. */
  private backAt: number | null = null;
  private readonly crashes: RecordCrashes;
  private readonly mayCrash: boolean;
  private readonly checkpoints: CheckpointRecord[] = [];
  private readonly partitions: readonly number[];
  private readonly checkpointInterval: number | null;
  private nextBarriers = NEVER;
  private nextId = 1;
  /** Barriers are on their way. */
  private aligning: { readonly place: number; readonly alignedAt: number } | null = null;
  /** Entries when the last checkpoint was taken. */
  private heldEntries = 0;
  private readonly beginning: Restorable;
  private last: Restorable;

  constructor(
    private readonly scenario: Scenario,
    private readonly plan: Plan,
  ) {
    this.settings = scenario.engines.flink;
    const { watermarkInterval, allowedLateness, checkpointInterval } = this.settings;
    const interval = Math.trunc(watermarkInterval / MILLISECOND) * MILLISECOND;
    this.interval = interval;
    this.until = scenario.until ?? NEVER;
    this.crashes = new RecordCrashes(scenario, 'flink');
    this.mayCrash = this.crashes.any;
    this.run = new RecordRun('flink', scenario, plan, {
      operator: (node, inputs, output) => makeFlinkOperator(node, inputs, allowedLateness, output),
      watermarks: {
        timeOf(value) {
          // What Flink's SQL says; a job's own timestamp assigner fails in its own way.
          if (value === null)
            throw new QueryFailure(
              'RuntimeException',
              'RowTime field should not be null, please convert it to a non-null long value.',
            );
          return Math.floor(value / MILLISECOND) * MILLISECOND;
        },
        passed: (index, { time, partition }) => {
          const { watermarks, firstPartition } = this.sources[index] as (typeof this.sources)[number];
          watermarks.row(partition - firstPartition, time, this.run.row);
          if (interval === 0) watermarks.emitAfter(partition - firstPartition);
        },
      },
    });
    this.connect();
    const { times } = this.run.arrivals;
    const first = times[0] ?? NEVER;
    this.tick = interval === 0 || first === NEVER ? NEVER : Math.floor(first / interval) * interval;
    this.checkpointInterval = checkpointInterval;
    if (checkpointInterval !== null && first !== NEVER) this.nextBarriers = multiple(first, checkpointInterval);
    const scans = new Set(plan.stages.flatMap(({ node }) => (node.kind === 'scan' ? [node.source] : [])));
    this.partitions = [...scans]
      .sort((a, b) => a - b)
      .flatMap((source) =>
        Array.from({ length: (scenario.sources[source] as Source).partitions }, (_, p) =>
          this.run.partitionOf(source, p),
        ),
      );
    const { readOffsets: offsets } = this.run;
    this.beginning = { checkpoint: NONE, rows: 0, offsets, entries: 0, restore: this.remember() };
    this.last = this.beginning;
  }

  /** The way of the watermarks begins anew: neither generators nor operators have seen one. */
  private connect(): void {
    this.sources = [];
    connect(this.plan, this.run, (index, source, listener) => {
      const { partitions } = this.scenario.sources[source] as Source;
      const firstPartition = this.run.partitionOf(source, 0);
      const { delay } = this.plan.watermarks[index] as Plan['watermarks'][number];
      const { idleTimeout } = this.settings;
      const watermarks = new SourceWatermarks(partitions, delay, idleTimeout, listener, (p, clock, idle) =>
        this.run.partitionRises(firstPartition + p, clock, idle),
      );
      this.sources[index] = { watermarks, firstPartition };
    });
  }

  get fractionDone(): number {
    return this.arrived / Math.max(1, this.run.arrivals.times.length);
  }

  finish(): Trace {
    return this.run.finish(this.checkpointInterval === null ? {} : { checkpoints: this.checkpoints });
  }

  /** Does the next thing. @returns false if nothing is left to do */
  goOn(): boolean {
    const { times } = this.run.arrivals;
    const arrival = this.arrived < times.length ? (times[this.arrived] as number) : NEVER;
    const at = Math.min(arrival, this.backAt ?? this.nextOfJob(arrival));
    if (at === NEVER || at > this.until || this.run.failed) return false;
    this.now = at;
    if (this.backAt === null && this.aligning && this.aligning.alignedAt <= at) this.align();
    else if (arrival <= at) {
      this.run.arrived(this.arrived++);
      if (this.backAt === null && !this.aligning) this.workOff(at);
    } else if (this.backAt !== null) this.restart(at);
    else if (!this.aligning && this.run.nextTimer() <= at) this.run.fireTimers(at);
    else if (!this.aligning && this.tick <= at) this.doTick(at);
    else if (this.barriersAt(arrival) <= at) this.inject(at);
    else this.dieIf(this.crashes.at(at), null, at);
    return true;
  }

  private nextOfJob(arrival: number): number {
    // A timer that fell due while the job was down, or stood behind barriers, fires now.
    const timer = Math.max(this.run.nextTimer(), this.now);
    const own = this.aligning ? this.aligning.alignedAt : Math.min(timer, this.tick, this.barriersAt(arrival));
    const crash = this.mayCrash ? this.crashes.nextAt(Math.max(this.now, this.since)) : NEVER;
    // A crash that is to come does not keep a job at work that has nothing left to do.
    return own === NEVER && arrival === NEVER && this.until === NEVER ? NEVER : Math.min(own, crash);
  }

  /** Works off what has come, as if at its own time, but at an instant at the earliest. */
  private workOff(now: number): void {
    const { times } = this.run.arrivals;
    while (this.backAt === null && !this.run.failed) {
      const row = this.read < this.arrived ? Math.max(times[this.read] as number, this.since) : NEVER;
      // At one instant the row goes first.
      if (row !== NEVER && row <= this.tick) this.process(row, Math.max(now, row));
      else if (this.tick < now) this.doTick(now);
      else return;
    }
  }

  private process(arrivedAt: number, at: number): void {
    const { interval } = this;
    const k = this.read++;
    this.run.process(k, at);
    if (interval > 0)
      this.tick = Math.min(this.tick, Math.max(Math.ceil(arrivedAt / interval) * interval, this.lastTick + interval));
    if (this.mayCrash) this.dieIf(this.crashes.behindRow(k), 'row', at);
  }

  /** @param at when it has its effect: later than the tick where it waited behind a barrier */
  private doTick(at: number): void {
    const { tick, interval } = this;
    this.run.tick(Math.max(at, tick), () => {
      for (const { watermarks } of this.sources) watermarks.tick(tick);
    });
    this.lastTick = tick;
    const effect = Math.min(...this.sources.map(({ watermarks }) => watermarks.nextEffect(tick)));
    this.tick = effect === NEVER ? NEVER : (Math.floor(effect / interval) + 1) * interval;
  }

  // Checkpoints --------------------------------------------------------------------------------------------------------

  /** When barriers go out next: at each interval while rows are to come, then only where something was done since. */
  private barriersAt(arrival: number): number {
    if (this.aligning || this.checkpointInterval === null) return NEVER;
    if (arrival !== NEVER) return this.nextBarriers;
    if (this.run.length === this.heldEntries) return NEVER;
    this.nextBarriers = Math.max(this.nextBarriers, multiple(this.now, this.checkpointInterval));
    return this.nextBarriers;
  }

  private inject(at: number): void {
    const place = this.checkpoints.length;
    const barriers = this.partitions.map((partition, i) => ({
      partition,
      arrivesAt: at + i * this.settings.barrierTravel,
    }));
    const injected = this.run.length;
    for (const _ of barriers) this.run.mark(KIND.barrierInjected, place, at);
    const alignedAt = barriers.at(-1)?.arrivesAt ?? at;
    this.checkpoints.push({
      id: this.nextId++,
      at,
      alignedAt,
      barriers,
      injected,
      aligned: NONE,
      snapshotted: NONE,
      completed: NONE,
      committed: NONE,
      committedAt: Number.NaN,
      offsets: this.run.readOffsets,
      stateRows: 0,
    });
    this.aligning = { place, alignedAt };
    // One checkpoint at a time (`maxConcurrentCheckpoints`).
    const interval = this.checkpointInterval as number;
    this.nextBarriers = multiple(alignedAt, interval);
    if (this.nextBarriers === at) this.nextBarriers += interval;
    if (this.dies('barrier-injected', at)) return;
    if (alignedAt === at) this.align();
  }

  /** The barriers of all partitions have come: the state is written, the checkpoint is complete, the sink commits. */
  private align(): void {
    const { place, alignedAt: at } = this.aligning as NonNullable<typeof this.aligning>;
    this.note(place, { aligned: this.run.mark(KIND.barriersAligned, place, at), stateRows: this.run.held });
    this.note(place, { snapshotted: this.run.mark(KIND.stateSnapshotted, place, at) });
    const entries = this.run.length;
    const { offsets } = this.checkpoints[place] as CheckpointRecord;
    const taken = { checkpoint: place, rows: this.read, offsets, entries, restore: this.remember() };
    if (this.dies('state-snapshotted', at)) return;
    this.note(place, { completed: this.run.mark(KIND.checkpointCompleted, place, at) });
    this.last = taken;
    if (this.dies('checkpoint-completed', at)) return;
    this.commit(at);
    if (this.dies('transaction-committed', at, this.settings.sink === 'transactional')) return;
    this.aligning = null;
    this.heldEntries = this.run.length;
    this.workOff(at);
  }

  /** The sink commits the transaction of the last checkpoint, unless it has. */
  private commit(at: number): void {
    const { checkpoint } = this.last;
    if (this.settings.sink !== 'transactional' || checkpoint === NONE) return;
    if ((this.checkpoints[checkpoint] as CheckpointRecord).committed !== NONE) return;
    this.note(checkpoint, { committed: this.run.mark(KIND.transactionCommitted, checkpoint, at), committedAt: at });
  }

  private note(place: number, facts: Partial<CheckpointRecord>): void {
    this.checkpoints[place] = { ...(this.checkpoints[place] as CheckpointRecord), ...facts };
  }

  /** @returns puts the state of all operators back; nothing is remembered where no crash can come */
  private remember(): () => void {
    if (!this.mayCrash) return () => {};
    const restores = this.run.operators().map(({ operator }) => operator.snapshot());
    return () => {
      for (const restore of restores) restore();
    };
  }

  // Crashes ------------------------------------------------------------------------------------------------------------

  private dies(point: FlinkCrashPoint, at: number, exists = true): boolean {
    if (!this.mayCrash || !exists || !this.aligning) return false;
    const { id } = this.checkpoints[this.aligning.place] as CheckpointRecord;
    return this.dieIf(this.crashes.inSaving(id, point, this.read), point, at);
  }

  /** @returns whether it died */
  private dieIf(strike: RecordStrike | null, after: FlinkCrashPoint | null, at: number): boolean {
    if (!strike || this.run.failed) return false;
    const { fault, checkpoint } = strike;
    if (checkpoint === 'lost') {
      this.last = this.beginning;
      this.nextId = 1;
    }
    const { restore, entries, checkpoint: restoredFrom } = this.last;
    const restartsAt = at + strike.restartAfter;
    this.run.die({ fault, batch: NONE, after, at, restartsAt, checkpoint, undoneFrom: entries, restoredFrom }, restore);
    this.aligning = null;
    this.backAt = restartsAt;
    this.tick = NEVER;
    return true;
  }

  private restart(at: number): void {
    this.backAt = null;
    this.since = at;
    this.run.restart(this.last.offsets);
    // A checkpoint that completed has its transaction committed, whatever came between.
    this.commit(at);
    this.read = this.last.rows;
    this.connect();
    const { interval } = this;
    if (interval > 0) this.tick = Math.ceil(at / interval) * interval;
    this.lastTick = this.tick - interval;
    if (this.checkpointInterval !== null) {
      this.nextBarriers = multiple(at, this.checkpointInterval);
      if (this.nextBarriers === at) this.nextBarriers += this.checkpointInterval;
    }
    this.workOff(at);
  }
}

/** The first whole multiple of an interval at or after an instant. */
const multiple = (at: number, interval: number): number => Math.ceil(at / interval) * interval;
