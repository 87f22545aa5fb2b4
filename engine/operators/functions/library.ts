/** The library of named functions that `process` runs for each key. */
import type { FunctionParameters, ProcessFunction } from '../../scenario/processFunctions';
import type { FunctionDefinition } from './api';
import { distinctUsers } from './distinctUsers';
import { runningTotal } from './runningTotal';
import { sessionize } from './sessionize';
import { thresholdAlert } from './thresholdAlert';
import { velocityCheck } from './velocityCheck';

const LIBRARY = { velocityCheck, sessionize, runningTotal, thresholdAlert, distinctUsers } satisfies {
  [N in ProcessFunction]: unknown;
};

/** A function by its name. Its parameters are those that `processFunctions.ts` reads under the same name. */
export const functionOf = (name: ProcessFunction): FunctionDefinition<FunctionParameters[ProcessFunction]> =>
  // Name and parameters go together in a node, which types cannot say of a look-up.
  LIBRARY[name] as unknown as FunctionDefinition<FunctionParameters[ProcessFunction]>;
