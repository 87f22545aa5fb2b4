// `npm run conformance:record [-- --only 'late-*' | --missing]`: asks real Apache Spark what it does with the scenario
// files in engine/conformance/cases, and writes it down. Needs Python with pyspark 4.3.0, and Java 17.
import './requireNode.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './projectRoot.mjs';

/** The command that runs the recorder; ends the process with what to do if there is no Python. */
export function recorderCommand() {
  const asked = process.env.ARUS_PYTHON;
  const python = (asked ? [asked] : ['python3', 'python']).find((name) => spawnSync(name, ['--version']).status === 0);
  if (!python) {
    console.error(
      `${asked ?? 'python3'} is missing: recording needs Python 3 with pyspark 4.3.0, and Java 17. ARUS_PYTHON names another Python.`,
    );
    process.exit(2);
  }
  return [python, join(projectRoot, 'engine/conformance/recorder/record.py')];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [python, script] = recorderCommand();
  process.exitCode = spawnSync(python, [script, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
}
