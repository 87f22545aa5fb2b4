/** Whether receipts of the real engine vouch for the shape of a scenario. */
import engines from 'virtual:receipts/shapes';
import { distance, FACETS, type Shape, shapeOf } from '../../engine/conformance/shape';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';

export interface Coverage {
  /** `Spark 4.3.0`; null: the engine is Arus's own, and there is no other to ask. */
  readonly engine: string | null;
  readonly shape: Shape;
  /** Receipts of this very shape. */
  readonly receipts: number;
  /** Crashes of engines that were not made to crash follow their documentation. */
  readonly documented: boolean;
  /** The shapes with receipts by distance, nearest first; this very shape first of all if it has some. */
  readonly nearest: readonly { readonly place: number; readonly shape: Shape; readonly distance: number }[];
}

/** Engines that exist outside Arus, until their receipts say what they are called. */
const REAL: Partial<Record<EngineName, string>> = { spark: 'Spark', flink: 'Flink', kafkaStreams: 'Kafka Streams' };

function shapeFrom(words: readonly (string | number)[]): Shape {
  return Object.fromEntries(FACETS.map((facet, i) => [facet, words[i]])) as Shape;
}

export function coverageOf(scenario: Scenario, engine: EngineName): Coverage {
  const known = engines.find((e) => e.engine === engine);
  const shape = shapeOf(scenario, engine);
  const nearest = (known?.shapes ?? [])
    .map((words, place) => ({ place, shape: shapeFrom(words), distance: distance(shapeFrom(words), shape) }))
    .sort((a, b) => a.distance - b.distance);
  const first = nearest[0];
  return {
    engine: known?.name ?? REAL[engine] ?? null,
    shape,
    receipts: first?.distance === 0 ? (known?.shapes[first.place]?.[FACETS.length] as number) : 0,
    documented: shape.faults !== 'none' && engine !== 'spark',
    nearest,
  };
}
