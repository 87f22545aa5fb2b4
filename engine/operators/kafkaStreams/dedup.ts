/** Deduplication on Kafka Streams: a `Processor` with a store of keys, which a punctuator by stream time clears. */
import type { Value } from '../../values';
import type { DedupPlan } from '../dedup';
import { WITHOUT_KEY } from '../operator';
import { RecordDedup } from '../recordDedup';
import type { RecordOutput, Stamp, Untrue } from '../recordOperator';
import type { KafkaOperator, KafkaRun } from './kafkaOperator';
import { passedAt, StreamTimePunctuator } from './punctuator';

export class KafkaDedup implements KafkaOperator {
  private readonly dedup: RecordDedup;
  private readonly punctuator: StreamTimePunctuator;

  constructor(
    plan: DedupPlan,
    /** Microseconds. */
    private readonly grace: number,
    private readonly run: KafkaRun,
    private readonly output: RecordOutput,
  ) {
    this.dedup = new RecordDedup(plan, run.tasks, output);
    this.punctuator = new StreamTimePunctuator(run.tasks);
  }

  take(ref: number, _port: number, stamp: Stamp): number {
    const values = this.dedup.keyValues(ref);
    if (values.length === 1 && values[0] === null) {
      this.output.late(ref, 0);
      return WITHOUT_KEY;
    }
    const { partition: task } = stamp;
    this.dedup.row(ref, task, stamp, passedAt(this.run.streamTime(task), this.grace));
    return 1;
  }

  behindRow(task: number): void {
    const streamTime = this.run.streamTime(task);
    if (this.punctuator.take(task, streamTime)) this.dedup.eventTime(passedAt(streamTime, this.grace), task);
  }

  closedUpTo(task: number): number {
    return this.run.streamTime(task) - this.grace;
  }

  snapshot(): () => void {
    return this.dedup.snapshot();
  }

  committed(): void {}

  forget(): void {
    this.punctuator.forget();
  }

  column(id: string): (ref: number) => Value {
    return this.dedup.column(id);
  }

  finish(): Untrue {
    return this.dedup.finish('KStreamProcess');
  }
}
