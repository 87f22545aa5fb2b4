/**
 * The streams that a query's joins hold apart: the sources of each input, a union of several being one stream. Every picture
 * gives each of them a place of its own. A query that joins nothing, or a source with itself, has one stream.
 */

import type { Query } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';

export interface Streams {
  /** Sources (their places in the scenario) of each stream, in the order in which the query names them. */
  readonly sources: readonly (readonly number[])[];
  /** What each is called. */
  readonly names: readonly string[];
  /** Row by row its stream; rows that the query reads nowhere are of the first. */
  readonly of: Uint8Array;
}

const known = new WeakMap<TraceReader, Streams | null>();

/** Null: there is one stream. */
export function streamsOf(reader: TraceReader): Streams | null {
  let streams = known.get(reader);
  if (streams === undefined) {
    streams = readStreams(reader);
    known.set(reader, streams);
  }
  return streams;
}

function readStreams({ scenario, trace }: TraceReader): Streams | null {
  const taken = new Set<string>();
  const inputs = inputsOf(scenario.query)
    .map((names) => names.filter((name) => !taken.has(name) && taken.add(name)))
    .filter((names) => names.length > 0);
  if (inputs.length < 2) return null;
  const of = new Uint8Array(scenario.sources.reduce((n, s) => n + s.rows.count, 0));
  const sources = inputs.map((names) => names.map((name) => scenario.sources.findIndex((s) => s.name === name)));
  for (const [stream, places] of sources.entries())
    for (const place of places) {
      const start = trace.rowStart[place] as number;
      of.fill(stream, start, start + (scenario.sources[place]?.rows.count ?? 0));
    }
  return { sources, names: inputs.map((names) => names.join(' + ')), of };
}

/** Names of the sources of each input of the joins, from left to right. */
function inputsOf({ from, steps }: Query): string[][] {
  const inputs = [[from]];
  for (const step of steps)
    if (step.kind === 'join') inputs.push(...inputsOf(step.with));
    else if (step.kind === 'union') inputs.at(-1)?.push(...inputsOf(step.with).flat());
  return inputs;
}
