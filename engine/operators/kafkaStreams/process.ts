/**
 * A function of `process` on Kafka Streams: a `Processor` with a state store. The library has no timers for a key: a punctuator
 * by stream time (or by the wall clock) goes through the store for what is due, at most once a second. Out-of-order rows are
 * waited for by the grace, as everywhere in Arus's Kafka Streams.
 */
import type { Value } from '../../values';
import { WITHOUT_KEY } from '../operator';
import type { ProcessPlan } from '../process';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import { RecordProcess } from '../recordProcess';
import type { KafkaOperator, KafkaRun } from './kafkaOperator';
import { passedAt, StreamTimePunctuator, WallClockPunctuator } from './punctuator';

export class KafkaProcessor implements KafkaOperator {
  private readonly process: RecordProcess;
  private readonly byStreamTime: StreamTimePunctuator;
  private readonly byWallClock = new WallClockPunctuator();

  constructor(
    private readonly plan: ProcessPlan,
    /** Microseconds. */
    private readonly grace: number,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.process = new RecordProcess(plan, run.tasks, output);
    this.byStreamTime = new StreamTimePunctuator(run.tasks);
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    this.byWallClock.begin(this.run.now());
    const values = this.process.keyValues(ref);
    if (values.length === 1 && values[0] === null) {
      this.output.late(ref, 0);
      return WITHOUT_KEY;
    }
    this.process.row(ref, stamp.partition, stamp);
    return 1;
  }

  behindRow(task: number): void {
    const streamTime = this.run.streamTime(task);
    if (this.plan.timeMode !== 'eventTime' || !this.byStreamTime.take(task, streamTime)) return;
    this.process.eventTime(passedAt(streamTime, this.grace), task);
  }

  nextTimer(): number {
    const due = Math.min(this.process.nextByClock(), this.process.state.nextExpiry());
    if (due === Number.POSITIVE_INFINITY) return due;
    this.byWallClock.begin(this.run.now());
    return this.byWallClock.atOrAfter(due);
  }

  fireTimers(now: number): void {
    this.process.state.beginBatch(now);
    this.process.wallClock(now);
    this.process.state.endBatch();
  }

  closedUpTo(task: number): number {
    return this.run.streamTime(task) - this.grace;
  }

  snapshot(): () => void {
    return this.process.snapshot();
  }

  committed(): void {}

  forget(): void {
    this.byStreamTime.forget();
    this.byWallClock.forget();
  }

  column(id: string): (ref: number) => Value {
    return this.process.column(id);
  }

  finish(): Untrue {
    return this.process.finish('KStreamProcess');
  }
}
