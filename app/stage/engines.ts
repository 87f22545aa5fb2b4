/** The engines that the stage draws, in the order of its tabs. */
import type { EngineName } from '../../engine/scenario/scenario';

export const STAGE_ENGINES = [
  'spark',
  'flink',
  'kafkaStreams',
  'batchLoop',
  'dailyBatch',
] as const satisfies readonly EngineName[];
