/** Edits of where an engine crashes and of what its sink does about it; as in `edit.ts`. */
import type { Duration, ProcessingTime } from '../time';
import { setBatchLoop, setDailyBatch, setSink } from './edit';
import { setFlink, setKafkaStreams } from './editRecords';
import type { Crash, EngineName, Scenario, SinkKind } from './scenario';

/**
 * Sets how the sink of an engine takes what it is given. A topic of Kafka Streams has transactions where the process gives
 * that guarantee, and no setting of its own.
 */
export function setSinkOf(scenario: Scenario, engine: EngineName, sink: SinkKind): Scenario {
  switch (engine) {
    case 'spark':
      return setSink(scenario, sink);
    case 'flink':
      return setFlink(scenario, { sink });
    case 'batchLoop':
      return setBatchLoop(scenario, { sink });
    case 'dailyBatch':
      return setDailyBatch(scenario, { sink });
    case 'kafkaStreams':
      return setKafkaStreams(
        scenario,
        sink === 'transactional'
          ? { processingGuarantee: 'exactly_once_v2' }
          : { processingGuarantee: 'at_least_once', sink },
      );
  }
}

/** What `setSinkOf` sets. */
export function sinkOf({ engines }: Scenario, engine: EngineName): SinkKind {
  if (engine !== 'kafkaStreams') return engines[engine].sink;
  const { processingGuarantee, sink } = engines.kafkaStreams;
  return processingGuarantee === 'exactly_once_v2' ? 'transactional' : sink;
}

/** Lets an engine crash at one instant, and start anew so long after; null: it does not crash. Its other crashes go. */
export function setCrash(
  scenario: Scenario,
  engine: EngineName,
  crash: { readonly at: ProcessingTime; readonly restartAfter: Duration } | null,
): Scenario {
  if (!crash) return setCrashAt(scenario, engine, null);
  const { at, restartAfter } = crash;
  return setCrashAt(scenario, engine, { where: { kind: 'at', at }, restartAfter, checkpoint: 'kept' });
}

/** Where an engine crashes, and how it comes back. */
type Struck = Pick<Crash, 'where' | 'restartAfter' | 'checkpoint'>;

/** Lets an engine crash once, wherever it is said to; null: it does not crash. Its other crashes go. */
export function setCrashAt(scenario: Scenario, engine: EngineName, crash: Struck | null): Scenario {
  return withCrashes(scenario, engine, crash, (c) => c.engine !== engine);
}

/** Puts an engine's last crash elsewhere, or lets it crash at all; its others stay. Null takes the last one out. */
export function moveCrash(scenario: Scenario, engine: EngineName, crash: Struck | null): Scenario {
  const last = (scenario.crashes ?? []).findLastIndex((c) => c.engine === engine);
  return withCrashes(scenario, engine, crash, (_, i) => i !== last);
}

/** Lets an engine crash once more. */
export function addCrash(scenario: Scenario, engine: EngineName, crash: Struck): Scenario {
  return withCrashes(scenario, engine, crash, () => true);
}

/** The crashes that stay, and one more; each has the place that it would have in a file. */
function withCrashes(
  scenario: Scenario,
  engine: EngineName,
  crash: Struck | null,
  stays: (crash: Crash, i: number) => boolean,
): Scenario {
  const others: readonly Omit<Crash, 'place'>[] = (scenario.crashes ?? []).filter(stays);
  const all = crash ? [...others, { engine, ...crash }] : others;
  return { ...scenario, crashes: all.map((c, place) => ({ ...c, place })) };
}
