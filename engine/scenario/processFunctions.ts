/** The parameters of the functions that `process` knows by name: how a file writes them, and what they are read as. */
import * as v from 'valibot';
import { about, duration, text } from './fields';

export const ProcessFunctions = {
  velocityCheck: v.pipe(
    v.strictObject({
      within: duration('Within', 'A row in another place sooner than this from the remembered one comes out.'),
      column: v.optional(
        text('Column', 'The text column that holds the place. `city` if it is not said.', 'city'),
        'city',
      ),
    }),
    about(
      'velocityCheck',
      'Remembers place and time of the newest row of each key. A row elsewhere, too soon to have travelled, comes out with `previousCity` and `previousTime`.',
    ),
  ),
  sessionize: v.pipe(
    v.strictObject({
      gap: duration('Gap', 'A visit is over when no row has come for longer than this, in event time.'),
    }),
    about(
      'sessionize',
      'Gives one row for each visit of a key when it is over: the keys, `visitStart`, `visitEnd` (its last row), `rows`.',
    ),
  ),
  runningTotal: v.pipe(
    v.strictObject({
      column: text('Column', 'The number that is added up.', 'amount'),
      ttl: v.optional(
        duration('Time to live', 'A total that got no value for so long, in processing time, is forgotten.'),
      ),
    }),
    about('runningTotal', 'Gives each row with `total`, the sum of the values of its key so far.'),
  ),
  thresholdAlert: v.pipe(
    v.strictObject({
      column: text('Column', 'The number that is added up.', 'amount'),
      above: v.pipe(v.number(), about('Above', 'The sum that a span may reach without an alert.', 1000)),
      span: duration('Span', 'From the first value of a key, in processing time; then its sum starts anew.'),
    }),
    about(
      'thresholdAlert',
      'Gives the row that lifts the sum of its key above the threshold, with `total`, once in a span.',
    ),
  ),
  distinctUsers: v.pipe(
    v.strictObject({
      column: text('Column', 'The column that names the user.', 'userId'),
      ttl: v.optional(duration('Time to live', 'A user who had no row for so long, in processing time, is forgotten.')),
    }),
    about('distinctUsers', 'Gives each key that got a row in a batch, once, with `users`: how many it has seen.'),
  ),
} as const;

export type ProcessFunction = keyof typeof ProcessFunctions;
export const PROCESS_FUNCTIONS = Object.keys(ProcessFunctions) as readonly ProcessFunction[];

/** Parameters as they are read: durations in microseconds. */
export type FunctionParameters = { [N in ProcessFunction]: v.InferOutput<(typeof ProcessFunctions)[N]> };
