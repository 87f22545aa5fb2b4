/** The engines that the stage draws, in the order of its tabs. An engine that works row by row has no batches to open. */
import type { EngineName } from '../../engine/scenario/scenario';

export const STAGE_ENGINES = ['spark', 'batchLoop', 'dailyBatch'] as const satisfies readonly EngineName[];
