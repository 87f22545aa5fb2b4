/** What an exported script answered on the real engine, beside what Arus answers for the scenario it was made of. */
import { answer } from '../answer';
import { difference, type Line, readLines } from '../lines';

/** A line of `run.py`. */
export interface ScriptAnswer {
  readonly printed: string;
  readonly failed: { readonly error: string; readonly message: string } | null;
}

/** Python's words, as they were measured (case `running-total-overflow-fails`). */
const NO_ROOM = 'OverflowError: Python int too large to convert to C long';

/** The first difference between a script's run on real Spark and Arus's run; null if there is none. */
export function scriptDifference(scenario: string, { printed, failed }: ScriptAnswer): string | null {
  const arus = answer(scenario, 'spark');
  if ('refused' in arus) return `Arus refuses the scenario (${arus.refused.join(', ')}), and it was exported`;
  const [overflow] = arus.lines.slice(-1).map((line) => JSON.stringify(line.failed ?? null));
  // A sum in Python does not overflow; it fails as a value that the column has no room for (docs/spark-notes.md, 15).
  const roomless = failed?.error === 'PythonException' && failed.message.includes(NO_ROOM);
  const named = roomless && overflow?.includes('ARITHMETIC_OVERFLOW') ? arus.lines.at(-1) : failed && { failed };
  const failure = named ? readLines(JSON.stringify(named)) : [];
  // The same operator, under the name that it has with Python.
  const own = printed.replaceAll('transformWithStateInPySparkExec', 'transformWithStateExec');
  return difference([...readLines(own), ...failure], arus.lines.map(withoutTime));
}

/** A script runs its batches when it runs, not at the scenario's ticks. */
function withoutTime({ timestamp: _, ...line }: Line): Line {
  return line;
}
