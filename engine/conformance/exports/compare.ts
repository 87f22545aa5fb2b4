/** What an exported script answered on the real engine, beside what Arus answers for the scenario it was made of. */
import { answer } from '../answer';
import { difference, type Line, readLines } from '../lines';

/** A line of `run.py`. */
export interface ScriptAnswer {
  readonly printed: string;
  readonly failed: Failure | null;
}

interface Failure {
  readonly error: string;
  readonly message: string;
}

/** Python's words, as they were measured (case `running-total-overflow-fails`). */
const NO_ROOM = 'OverflowError: Python int too large to convert to C long';

/** The first difference between a script's run on real Spark and Arus's run; null if there is none. */
export function scriptDifference(scenario: string, { printed, failed }: ScriptAnswer): string | null {
  const arus = answer(scenario, 'spark');
  if ('refused' in arus) return `Arus refuses the scenario (${arus.refused.join(', ')}), and it was exported`;
  const last = arus.lines.at(-1);
  const told = failed && last?.failed ? sameFailure(failed, last.failed as unknown as Failure) : false;
  const named = told ? last : failed && { failed };
  const failure = named ? readLines(JSON.stringify(named)) : [];
  // The same operator, under the name that it has with Python.
  const own = printed.replaceAll('transformWithStateInPySparkExec', 'transformWithStateExec');
  return difference([...readLines(own), ...failure], arus.lines.map(withoutTime));
}

/** Whether Python tells this failure under another name than the JVM has for it. */
function sameFailure(python: Failure, { error, message }: Failure): boolean {
  // A sum in Python does not overflow; it fails as a value that the column has no room for (docs/spark-notes.md, 15).
  if (python.error === 'PythonException') return error === 'ARITHMETIC_OVERFLOW' && python.message.includes(NO_ROOM);
  // A condition without a public name is told by its words alone.
  return error.startsWith('_LEGACY_ERROR_TEMP_') && python.message.includes(message);
}

/** A script runs its batches when it runs, not at the scenario's ticks. */
function withoutTime({ timestamp: _, ...line }: Line): Line {
  return line;
}
