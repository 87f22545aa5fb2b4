/** The same crash into each kind of sink. */
import { useEffect, useMemo, useState } from 'react';
import { withoutCrashes } from '../../engine/crashPlaces';
import { setSinkOf, sinkOf } from '../../engine/scenario/editCrash';
import type { EngineName, Scenario, SinkKind } from '../../engine/scenario/scenario';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import type { Texts } from '../../i18n';
import { createEngineClient, startEngineWorker } from '../engineClient';

export const SINKS = ['append', 'idempotent', 'transactional'] as const satisfies readonly SinkKind[];

/** What a kind of sink is called; a topic of Kafka Streams goes by what the process guarantees. */
export const sinkTexts = (t: Texts['crashLab'], engine: EngineName, kind: SinkKind) =>
  engine === 'kafkaStreams' ? t.guarantees[kind] : t.sinks[kind];

/** A sink's run with the crash and the one without; null: not there yet, or refused. */
export interface SinkRuns {
  readonly kind: SinkKind;
  readonly reader: TraceReader | null;
  readonly plain: TraceReader | null;
  /** With this sink the engine never comes to the point at which the crash is. */
  readonly hasNoSuchPoint: boolean;
}

const client = createEngineClient(startEngineWorker);

/**
 * What is given to the sink of an engine that works in batches does not hang on its kind: one run is seen three ways.
 * Checkpoints with a transaction and commits that are exactly once are other runs, each made for itself; until they are
 * there those before stay.
 */
export function useSinks(
  scenario: Scenario,
  engine: EngineName,
  reader: TraceReader,
  plain: TraceReader | null,
): readonly SinkRuns[] {
  const own = sinkOf(scenario, engine);
  const apart = engine === 'flink' || engine === 'kafkaStreams';
  const [made, setMade] = useState<{ readonly engine: EngineName; readonly runs: readonly SinkRuns[] } | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  useEffect(() => {
    if (!apart) return;
    const stop = new AbortController();
    const run = async (of: Scenario): Promise<TraceReader | null> => {
      const answer = await client.run(of, engine, { signal: stop.signal });
      return 'trace' in answer ? openTrace(answer.trace, of) : null;
    };
    const make = async (): Promise<void> => {
      const runs: SinkRuns[] = [];
      for (const kind of SINKS) {
        const of = setSinkOf(scenario, engine, kind);
        const crashed = await run(of);
        const without = await run(withoutCrashes(of, engine));
        const asked = (of.crashes ?? []).filter((c) => c.engine === engine).length;
        const hasNoSuchPoint = without !== null && (crashed === null || crashed.trace.crashes.length < asked);
        runs.push({ kind, reader: crashed ?? without, plain: without, hasNoSuchPoint });
      }
      setMade({ engine, runs });
    };
    make().catch((reason) => !stop.signal.aborted && setBroken(reason));
    return () => stop.abort();
  }, [scenario, engine, apart]);
  if (broken) throw broken;
  return useMemo(() => {
    const seen = (of: TraceReader, kind: SinkKind) => openTrace(of.trace, setSinkOf(of.scenario, engine, kind));
    if (!apart)
      return SINKS.map((kind) => ({
        kind,
        reader: seen(reader, kind),
        plain: plain && seen(plain, kind),
        hasNoSuchPoint: false,
      }));
    return SINKS.map((kind) => {
      const found = made?.engine === engine ? made.runs.find((r) => r.kind === kind) : undefined;
      // The scenario's own is there before the others.
      if (kind === own && !found) return { kind, reader, plain, hasNoSuchPoint: false };
      return found ?? { kind, reader: null, plain: null, hasNoSuchPoint: false };
    });
  }, [apart, reader, plain, engine, made, own]);
}
