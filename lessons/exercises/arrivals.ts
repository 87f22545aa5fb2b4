/** Arrivals as they are handed in: the rows of the first source, in the order of the file. */
import type { Scenario } from '../../engine/scenario/scenario';

/** When the rows arrive as the stream has it. */
export const arrivalsIn = (stream: Scenario): readonly number[] => [...(stream.sources[0]?.arrivesAt ?? [])];

/** The stream with its rows arriving at other times. */
export function withArrivalTimes(stream: Scenario, arrivals: readonly number[]): Scenario {
  const [first, ...others] = stream.sources;
  if (!first) return stream;
  return { ...stream, sources: [{ ...first, arrivesAt: Float64Array.from(arrivals) }, ...others] };
}
