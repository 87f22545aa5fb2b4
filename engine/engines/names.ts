/** The engines that run. Apart from `simulate.ts`, so that a page can name them without bringing them along. */
import type { EngineName } from '../scenario/scenario';

export const ENGINES = [
  'spark',
  'flink',
  'kafkaStreams',
  'batchLoop',
  'dailyBatch',
] as const satisfies readonly EngineName[];

export type RunningEngine = (typeof ENGINES)[number];
