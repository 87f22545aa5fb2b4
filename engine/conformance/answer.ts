/** What Arus says of a scenario file, in the lines in which the recorders write what the real engine says. */
import type { Fault } from '../faults';
import { planFaults } from '../query/plan';
import { parseScenarioText } from '../scenario/parse';
import { type RunningEngine, simulate } from '../simulate';
import { progressLines } from '../trace/progress';
import { type Line, readLine } from './lines';

export type Answer =
  | { readonly lines: readonly Line[] }
  /** The engine's names for what is wrong with it; null where it has none. */
  | { readonly refused: readonly (string | null)[] };

/** As `Answer`, each line as it is printed. */
export type Printed = { readonly lines: readonly string[] } | Exclude<Answer, { readonly lines: unknown }>;

/** Runs a scenario on Arus's version of an engine. */
export function answer(file: string, engine: RunningEngine): Answer {
  const said = printed(file, engine);
  return 'lines' in said ? { lines: said.lines.map(readLine) } : said;
}

/** What `arus run --json` prints of a scenario. */
export function printed(file: string, engine: RunningEngine): Printed {
  const parsed = parseScenarioText(file);
  const faults = parsed.ok ? planFaults(parsed.scenario, engine) : parsed.faults;
  if (!parsed.ok || faults.length > 0)
    return { refused: faults.map(engine === 'spark' ? sparkCondition : javaException) };
  return { lines: [...progressLines(simulate(parsed.scenario, engine))] };
}

/** The libraries refuse settings with a plain exception. */
function javaException(fault: Fault): string | null {
  switch (fault.code) {
    case 'refused':
      return fault.params.condition;
    case 'slideTooLarge':
    case 'startTooLarge':
    case 'zeroDuration':
    case 'negativeDuration':
      return 'IllegalArgumentException';
    default:
      return null;
  }
}

/**
 * The condition with which Spark refuses what a fault is about. Faults that the file's own rules find before Spark is
 * asked have one as well, where Spark would stumble over the same thing.
 */
function sparkCondition(fault: Fault): string | null {
  switch (fault.code) {
    case 'refused':
      return fault.params.condition;
    case 'expression':
      return fault.params.fault.condition;
    case 'notCondition':
      return 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN';
    case 'unionWidths':
      return 'NUM_COLUMNS_MISMATCH';
    case 'unionTypes':
      return 'INCOMPATIBLE_COLUMN_TYPE';
    case 'unknownColumn':
      if (/\.dropDuplicates(WithinWatermark)?\[/.test(fault.path)) return 'UNRESOLVED_COLUMN_AMONG_FIELD_NAMES';
      return 'UNRESOLVED_COLUMN.WITH_SUGGESTION';
    case 'notTimeColumn':
      return fault.params.use === 'watermark' ? 'EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE' : null;
    case 'slideTooLarge':
    case 'startTooLarge':
      return 'DATATYPE_MISMATCH.PARAMETER_CONSTRAINT_VIOLATION';
    case 'zeroDuration':
      return 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE';
    case 'monthDuration':
      return '_LEGACY_ERROR_TEMP_3231';
    case 'negativeDuration':
      return 'IllegalArgumentException';
    case 'notDuration':
      return 'INVALID_INTERVAL_FORMAT.UNRECOGNIZED_NUMBER';
    default:
      return null;
  }
}
