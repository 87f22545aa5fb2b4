/**
 * How the water of a run rose, step by step: Spark's and Flink's watermark, and in Kafka Streams, for each task, what its
 * window operator has closed (its stream time less the grace). A job has none. A crash takes it back where it is in no
 * checkpoint: in Flink and Kafka Streams it begins anew.
 */
import { partitionOfStep, taskOf } from '../trace/steps';
import type { Trace } from '../trace/trace';

/** From an instant on the water stands at an event time; microseconds, both. -Infinity: there is none. */
export interface WaterStep {
  readonly from: number;
  readonly at: number;
}

/** @returns one way for each water that the run has, by its task's name; empty for one that all share */
export function waterSteps(trace: Trace): ReadonlyMap<string, readonly WaterStep[]> {
  const { batches, crashes, records, engine } = trace;
  const ways = new Map<string, WaterStep[]>();
  const several = engine === 'kafkaStreams' && new Set(batches.partitionNames.map(taskOf)).size > 1;
  const put = (name: string, from: number, at: number): void => {
    const way = ways.get(name) ?? [];
    ways.set(name, way);
    if ((way.at(-1)?.at ?? Number.NEGATIVE_INFINITY) !== at) way.push({ from, at });
  };
  let crash = 0;
  for (let b = 0; b < batches.count; b++) {
    for (; (crashes[crash]?.entry ?? Number.POSITIVE_INFINITY) < (batches.firstEntry[b] as number); crash++) {
      const { at, checkpoint } = crashes[crash] as Trace['crashes'][number];
      // Spark's stands in its offset log.
      if (records || checkpoint === 'lost') for (const name of ways.keys()) put(name, at, Number.NEGATIVE_INFINITY);
    }
    const kafka = engine === 'kafkaStreams';
    const water = (kafka ? batches.lateWatermark : batches.nextWatermark)[b] as number;
    // Before the first row it stands at the epoch, or nowhere.
    if (!(water > 0)) continue;
    const partition = several ? partitionOfStep(trace, b) : -1;
    const name = partition < 0 ? '' : taskOf(batches.partitionNames[partition] as string);
    if (several && name === '') continue;
    put(name, batches.endedAt[b] as number, water);
  }
  return ways;
}
