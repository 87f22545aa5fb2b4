// `npm run conformance:record [-- --engine spark|flink|kafkaStreams] [--only 'late-*' | --missing]`: asks the real engine
// what it does with the scenario files in engine/conformance/cases that name it, and writes it down. Spark needs Python
// with pyspark 4.3.0, and Java 17; Flink and Kafka Streams need Java 17 and Maven.
import './requireNode.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { projectRoot } from './projectRoot.mjs';
import { perRecordCommand, recordPerRecord } from './recordPerRecord.mjs';

/** A Python 3; ends the process with what to do if there is none. */
export function pythonCommand() {
  const asked = process.env.ARUS_PYTHON;
  const python = (asked ? [asked] : ['python3', 'python']).find((name) => spawnSync(name, ['--version']).status === 0);
  if (!python) {
    console.error(
      `${asked ?? 'python3'} is missing: asking real Spark needs Python 3 with pyspark 4.3.0, and Java 17. ARUS_PYTHON names another Python.`,
    );
    process.exit(2);
  }
  return python;
}

/** The command that runs Spark's recorder. */
function sparkCommand() {
  return [pythonCommand(), join(projectRoot, 'engine/conformance/recorder/record.py')];
}

/** The engines that exist outside Arus and can be asked. */
export const REAL_ENGINES = ['spark', 'flink', 'kafkaStreams'];

/** The command that answers pairs of lines (scenario file, file to write) on standard input. */
export function servingCommand(engine) {
  return engine === 'spark' ? [...sparkCommand(), '--serve'] : perRecordCommand(engine);
}

/** Ends the process if the engine is not one that can be asked. */
export function realEngine(engine) {
  if (REAL_ENGINES.includes(engine)) return engine;
  console.error(`--engine takes ${REAL_ENGINES.join(', ')}.`);
  process.exit(2);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, tokens } = parseArgs({
    options: { engine: { type: 'string', default: 'spark' }, only: { type: 'string' }, missing: { type: 'boolean' } },
    strict: false,
    tokens: true,
  });
  const engine = realEngine(values.engine);
  if (engine === 'spark') {
    // Its recorder takes all other arguments itself.
    const own = tokens.find((token) => token.name === 'engine');
    const rest = process.argv
      .slice(2)
      .filter((_, i) => !own || i < own.index || i > own.index + (own.inlineValue ? 0 : 1));
    const [python, ...script] = sparkCommand();
    process.exitCode = spawnSync(python, [...script, ...rest], { stdio: 'inherit' }).status ?? 1;
  } else {
    const escaped = (values.only ?? '*').replace(/[.+^${}()|[\]\\]/g, '\\$&');
    const only = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    process.exitCode = recordPerRecord(engine, { only, missing: values.missing ?? false });
  }
}
