/**
 * Kafka Streams: each row is processed as it arrives, by the task of its partition, whose stream time is the largest
 * timestamp that it has read. Only rows make anything come out, never a clock. Measured rules stand in
 * `engine/conformance`.
 */
import { Input } from '../operators/bind';
import { makeKafkaOperator } from '../operators/kafkaStreams/bindKafka';
import {
  eachTask,
  inMilliseconds,
  type KafkaOperator,
  type KafkaRun,
  MILLISECOND,
} from '../operators/kafkaStreams/kafkaOperator';
import { scanColumns } from '../operators/scan';
import type { Plan } from '../query/plan';
import { recordTimes } from '../query/recordTimes';
import type { Scenario, Source } from '../scenario/scenario';
import { NONE, type Trace } from '../trace/trace';
import { type Reading, RecordRun, type RowRead } from './perRecord';

/** Rows between two looks at the messages of whoever runs the engine. */
const ROWS_A_SLICE = 20_000;

/** Runs a scenario in slices; yields the fraction done, so that a worker can listen and stop. */
export function* runKafkaStreams(scenario: Scenario, plan: Plan): Generator<number, Trace> {
  const { grace, emit } = scenario.engines.kafkaStreams;
  const timestamps = timestampExtractors(scenario, plan);
  const tasks = eachTask(Math.max(1, ...scenario.sources.map((s) => s.partitions)), () => ({
    time: Number.NEGATIVE_INFINITY,
    row: NONE,
  }));
  let task = 0;
  let now = 0;
  const kafka: KafkaRun = { tasks: tasks.length, now: () => now };
  const settings = { grace: inMilliseconds(grace ?? Math.max(0, ...plan.watermarks.map((w) => w.delay))), emit };
  const reading = ({ source, ref, partition, at }: RowRead): Reading => {
    task = partition;
    now = at;
    const time = timestamps.get(source)?.(ref, at) ?? Number.NaN;
    const before = tasks[task] as (typeof tasks)[number];
    // A record without a time, or with one before 1970, is dropped where it is read.
    if (!(time >= 0)) return { stamp: null, before, after: before };
    const after = time > before.time ? { time, row: run.row } : before;
    tasks[task] = after;
    for (const read of timestamps.keys())
      if (task < (scenario.sources[read] as Source).partitions)
        run.partitionRises(run.partitionOf(read, task), after.time, false);
    return { stamp: { time, partition: task }, before, after };
  };
  const run: RecordRun<KafkaOperator> = new RecordRun('kafkaStreams', scenario, plan, {
    operator: (node, inputs, output) => makeKafkaOperator(node, inputs, settings, kafka, output),
    reading,
    lateClock: () => run.operators()[0]?.operator.closedUpTo(task) ?? Number.NEGATIVE_INFINITY,
  });
  const { length } = run.arrivals.times;
  for (let k = 0; k < length && !run.failed; k++) {
    run.arrive(k);
    if (k % ROWS_A_SLICE === ROWS_A_SLICE - 1) yield k / length;
  }
  return run.finish();
}

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
