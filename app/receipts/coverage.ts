/** Whether receipts of the real engine vouch for the shape of a scenario. */
import engines from 'virtual:receipts/counts';
import { KEY_LENGTH, keyOf, type Shape, shapeOf } from '../../engine/conformance/shape';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';

export interface Coverage {
  /** `Spark 4.3.0`; null: the engine is Arus's own, and there is no other to ask. */
  readonly engine: string | null;
  readonly shape: Shape;
  /** Receipts of this very shape. */
  readonly receipts: number;
}

/** Engines that exist outside Arus, until their receipts say what they are called. */
const REAL: Partial<Record<EngineName, string>> = { spark: 'Spark', flink: 'Flink', kafkaStreams: 'Kafka Streams' };

export function coverageOf(scenario: Scenario, engine: EngineName): Coverage {
  const known = engines[engine];
  const shape = shapeOf(scenario, engine);
  return {
    engine: known?.name ?? REAL[engine] ?? null,
    shape,
    receipts: known ? receiptsOf(keyOf(shape), known.keys) : 0,
  };
}

function receiptsOf(key: string, keys: Readonly<Record<number, string>>): number {
  for (const [count, all] of Object.entries(keys))
    for (let i = 0; i < all.length; i += KEY_LENGTH) if (all.startsWith(key, i)) return Number(count);
  return 0;
}
