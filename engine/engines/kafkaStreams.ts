/**
 * Kafka Streams: each row is processed as it arrives, by the task of its partition, whose stream time is the largest
 * timestamp that it has read. Only rows make anything come out, never a clock. Measured rules stand in
 * `engine/conformance`, those of commits and crashes too; when a commit is due follows the sources
 * (`StreamThread.maybeCommit`, 4.3): see docs/kafka-streams-notes.md for what is simplified.
 */
import { Input } from '../operators/input';
import { makeKafkaOperator } from '../operators/kafkaStreams/bindKafka';
import { eachTask, inMilliseconds, type KafkaOperator, type KafkaRun } from '../operators/kafkaStreams/kafkaOperator';
import { scanColumns } from '../operators/scan';
import type { Plan } from '../query/plan';
import { recordTimes } from '../query/recordTimes';
import { COMMIT_INTERVAL } from '../scenario/defaults';
import type { KafkaCrashPoint, Scenario, Source } from '../scenario/scenario';
import { MILLISECOND } from '../time';
import { type CommitRecord, KIND, NONE, type Trace } from '../trace/trace';
import { isExactlyOnce } from '../trace/visible';
import { RecordCrashes, type RecordStrike } from './recordCrashes';
import { RecordRun } from './records/recordRun';
import type { Reading, RowRead } from './records/rules';

/** Instants between two looks at the messages of whoever runs the engine. */
const INSTANTS_A_SLICE = 20_000;
const NEVER = Number.POSITIVE_INFINITY;

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runKafkaStreams(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const job = new KafkaProcess(scenario, plan);
  for (let n = 1; job.goOn(); n++) if (n % INSTANTS_A_SLICE === 0) yield job.fractionDone;
  return job.finish();
}

interface TaskTime {
  /** Microseconds; -Infinity while there is none. */
  readonly time: number;
  /** The row behind it, or NONE. */
  readonly row: number;
}

/** What a process that died comes back to: what the last commit left. */
interface Committed {
  /** Rows read, in the order of arrival. */
  readonly rows: number;
  readonly offsets: readonly number[];
  /** Each task's stream time, which stands in the metadata of its offsets. */
  readonly tasks: readonly TaskTime[];
  /** Entries of the trace by then. */
  readonly entries: number;
  /** Puts the stores back as they were then. */
  readonly restore: () => void;
}

/** One process with one thread that has all tasks. */
class KafkaProcess {
  private readonly run: RecordRun<KafkaOperator>;
  private readonly crashes: RecordCrashes;
  /** Without crashes commits stand in the trace only where the file names their interval. */
  private readonly commitInterval: number | null;
  private readonly exactlyOnce: boolean;
  private readonly until: number;
  private readonly commits: CommitRecord[] = [];
  private readonly tasks: TaskTime[];
  /** Rows that have arrived, and that have been processed, in the order of arrival. */
  private arrived = 0;
  private read = 0;
  private now = Number.NEGATIVE_INFINITY;
  /** Something was done since the last commit, or the last start; when the last such thing was done. */
  private uncommitted = false;
  private lastWorkAt = 0;
  /** The last commit, or the last start. */
  private lastCommitAt = Number.NEGATIVE_INFINITY;
  /** Records of the changelogs when the stores last wrote down how far they are (at a commit, and once they are restored). */
  private savedWrites = 0;
  /** Those of them that stand in committed transactions. */
  private committedWrites = 0;
  /** When it is back; null while it runs. */
  private backAt: number | null = null;
  private task = 0;
  private last: Committed;

  constructor(
    private readonly scenario: Scenario,
    plan: Plan,
  ) {
    const { grace, emit, commitInterval, processingGuarantee } = scenario.engines.kafkaStreams;
    this.crashes = new RecordCrashes(scenario, 'kafkaStreams');
    this.exactlyOnce = isExactlyOnce(scenario.engines.kafkaStreams);
    this.commitInterval =
      commitInterval === null && !this.crashes.any
        ? null
        : inMilliseconds(commitInterval ?? COMMIT_INTERVAL[processingGuarantee]);
    this.until = scenario.until ?? NEVER;
    const timestamps = timestampExtractors(scenario, plan);
    this.tasks = eachTask(Math.max(1, ...scenario.sources.map((s) => s.partitions)), () => NO_TIME);
    const kafka: KafkaRun = {
      tasks: this.tasks.length,
      mayCrash: this.crashes.any,
      now: () => this.now,
      streamTime: (task) => (this.tasks[task] as TaskTime).time,
    };
    const settings = { grace: inMilliseconds(grace ?? Math.max(0, ...plan.watermarks.map((w) => w.delay))), emit };
    const reading = ({ source, ref, partition, at }: RowRead): Reading => {
      this.task = partition;
      const time = timestamps.get(source)?.(ref, this.scenario.sources[source]?.arrivesAt[ref] ?? at) ?? Number.NaN;
      const before = this.tasks[partition] as TaskTime;
      // A record without a time, or with one before 1970, is dropped where it is read.
      if (!(time >= 0)) return { stamp: null, before, after: before };
      const after = time > before.time ? { time, row: this.run.row } : before;
      this.tasks[partition] = after;
      for (const read of timestamps.keys())
        if (partition < (scenario.sources[read] as Source).partitions)
          this.run.partitionRises(this.run.partitionOf(read, partition), after.time, false);
      return { stamp: { time, partition }, before, after };
    };
    this.run = new RecordRun('kafkaStreams', scenario, plan, {
      operator: (node, inputs, output) => makeKafkaOperator(node, inputs, settings, kafka, output),
      reading,
      behindRow: () => {
        for (const { operator } of this.run.operators()) operator.behindRow?.(this.task);
      },
      lateClock: () => this.run.operators()[0]?.operator.closedUpTo(this.task) ?? Number.NEGATIVE_INFINITY,
    });
    this.last = this.remember();
  }

  get fractionDone(): number {
    return this.arrived / Math.max(1, this.run.arrivals.times.length);
  }

  finish(): Trace {
    return this.run.finish(this.commits.length > 0 ? { commits: this.commits } : {});
  }

  /** Does the next thing. @returns false if nothing is left to do */
  goOn(): boolean {
    const { times } = this.run.arrivals;
    const arrival = this.arrived < times.length ? (times[this.arrived] as number) : NEVER;
    const commit = this.commitAt();
    const timer = this.backAt === null ? Math.max(this.run.nextTimer(), this.now) : NEVER;
    const idle = Math.min(arrival, commit, timer) === NEVER && this.until === NEVER;
    // A crash that is to come does not keep a process at work that has nothing left to do.
    const crash = this.backAt !== null || idle ? NEVER : this.crashes.nextAt(this.now);
    const at = Math.min(arrival, this.backAt ?? Math.min(timer, commit, crash));
    if (at === NEVER || at > this.until || this.run.failed) return false;
    this.now = at;
    if (arrival <= at) {
      this.run.arrived(this.arrived++);
      if (this.backAt === null) this.workOff(at);
    } else if (this.backAt !== null) this.restart(at);
    else if (timer <= at) this.punctuate(at);
    else if (commit <= at) this.commit(at);
    else this.dieIf(this.crashes.at(at), null, at);
    return true;
  }

  private workOff(at: number): void {
    while (this.read < this.arrived && this.backAt === null && !this.run.failed) {
      const k = this.read++;
      this.run.process(k, at);
      this.uncommitted = true;
      this.lastWorkAt = at;
      if (this.crashes.any) this.dieIf(this.crashes.behindRow(k), 'row', at);
    }
  }

  /** By the wall clock; what it changes is committed as what a row changes. */
  private punctuate(at: number): void {
    this.run.fireTimers(at);
    this.uncommitted = true;
    this.lastWorkAt = at;
  }

  // Commits ------------------------------------------------------------------------------------------------------------

  /** At a whole multiple of the interval, if rows were processed since the last one, or a punctuator did something. */
  private commitAt(): number {
    const { commitInterval: interval } = this;
    if (interval === null || this.backAt !== null || !this.uncommitted) return NEVER;
    if (interval === 0) return this.lastWorkAt;
    const at = Math.ceil(this.lastWorkAt / interval) * interval;
    return at > this.lastCommitAt ? at : at + interval;
  }

  private commit(at: number): void {
    const place = this.commits.length;
    const id = (this.commits.at(-1)?.id ?? 0) + 1;
    const flushed = this.run.mark(KIND.outputsFlushed, place, at);
    const facts = { id, at, flushed, offsets: this.run.readOffsets, changelog: this.run.writes };
    this.commits.push({ ...facts, committed: NONE });
    if (this.dieIf(this.crashes.inSaving(id, 'outputs-flushed', this.read), 'outputs-flushed', at)) return;
    this.commits[place] = { ...facts, committed: this.run.mark(KIND.offsetsCommitted, place, at) };
    this.lastCommitAt = at;
    this.uncommitted = false;
    for (const { operator } of this.run.operators()) operator.committed();
    this.last = this.remember();
    this.committedWrites += this.run.writes - this.savedWrites;
    this.savedWrites = this.run.writes;
    this.dieIf(this.crashes.inSaving(id, 'offsets-committed', this.read), 'offsets-committed', at);
  }

  private remember(): Committed {
    const back =
      this.crashes.any && this.exactlyOnce ? this.run.operators().map(({ operator }) => operator.snapshot()) : [];
    return {
      rows: this.read,
      offsets: this.run.readOffsets,
      tasks: [...this.tasks],
      entries: this.run.length,
      restore: () => {
        for (const restore of back) restore();
      },
    };
  }

  // Crashes ------------------------------------------------------------------------------------------------------------

  /** @returns whether it died */
  private dieIf(strike: RecordStrike | null, after: KafkaCrashPoint | null, at: number): boolean {
    if (!strike || this.run.failed) return false;
    const { fault, restartAfter, checkpoint } = strike;
    const { restore, entries } = this.last;
    const restartsAt = at + restartAfter;
    // A store that is gone reads everything, one that is kept what it does not know yet; what an aborted transaction wrote is read by none.
    const { writes } = this.run;
    const changelog = this.exactlyOnce
      ? this.committedWrites
      : checkpoint === 'lost'
        ? writes
        : writes - this.savedWrites;
    const restoredFrom = this.commits.findLastIndex((c) => c.committed !== NONE);
    this.run.die(
      {
        fault,
        batch: NONE,
        after,
        at,
        restartsAt,
        checkpoint,
        // At least once: what was done stays done, and is done again.
        undoneFrom: this.exactlyOnce ? entries : this.run.length,
        restoredFrom: restoredFrom < 0 ? NONE : restoredFrom,
        changelog,
      },
      () => {
        restore();
        for (const { operator } of this.run.operators()) operator.forget(!this.exactlyOnce && checkpoint === 'kept');
      },
    );
    this.backAt = restartsAt;
    return true;
  }

  private restart(at: number): void {
    this.backAt = null;
    this.uncommitted = false;
    this.lastCommitAt = at;
    this.savedWrites = this.run.writes;
    this.run.restart(this.last.offsets);
    this.read = this.last.rows;
    this.tasks.splice(0, this.tasks.length, ...this.last.tasks);
    this.scenario.sources.forEach(({ partitions }, source) => {
      for (let p = 0; p < partitions; p++)
        this.run.partitionRises(this.run.partitionOf(source, p), (this.tasks[p] as TaskTime).time, false);
    });
    this.workOff(at);
  }
}

const NO_TIME: TaskTime = { time: Number.NEGATIVE_INFINITY, row: NONE };

/** For each source that is read: a row's timestamp, whole milliseconds in microseconds; NaN for null. */
function timestampExtractors(scenario: Scenario, plan: Plan): Map<number, (ref: number, at: number) => number> {
  const extractors = new Map<number, (ref: number, at: number) => number>();
  for (const { scan, time } of recordTimes(plan.tree).values()) {
    if (time === null) {
      extractors.set(scan.source, (_, at) => Math.max(0, at));
      continue;
    }
    const columns = scanColumns(scenario.sources[scan.source] as Source, scan.output);
    const read = new Input({ from: 0, steps: [], made: new Map() }, columns).readTime(time);
    extractors.set(scan.source, (ref) => Math.floor(read(ref) / MILLISECOND) * MILLISECOND);
  }
  return extractors;
}
