// The recorder for Apache Flink and Apache Kafka Streams: builds it (Java 17 and Maven), says how it is run, and records
// cases with it. Called by recordConformance.mjs and fuzzConformance.mjs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';
import { casesOf, conformance, recordingOf, writeReceipts } from './receipts.mjs';

const home = join(projectRoot, 'engine/conformance/recorder/perRecord');

/** What stands in a receipt's head: the library that was asked. */
const LIBRARIES = { flink: 'Apache Flink 2.3.0', kafkaStreams: 'Apache Kafka Streams 4.3.1' };

function missing(what) {
  console.error(`conformance:record: ${what}`);
  process.exit(2);
}

function javaCommand() {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const said = spawnSync(java, ['-version'], { encoding: 'utf8' });
  const version = Number(/version "(\d+)/.exec(said.stderr ?? '')?.[1] ?? 0);
  if (version < 17)
    missing(
      `Java 17 is needed, found ${version || 'none'}: install a JDK of version 17 and put \`java\` on the path (or set JAVA_HOME).`,
    );
  return java;
}

/** Compiles the recorder, once for each version of its text, outside this folder. @returns its class path */
function build() {
  const sources = readdirSync(join(home, 'src/main/java/arus/recorder')).sort();
  const hash = createHash('sha256').update(readFileSync(join(home, 'pom.xml')));
  for (const file of sources) hash.update(readFileSync(join(home, 'src/main/java/arus/recorder', file)));
  const out = join(tmpdir(), `arus-per-record-recorder-${hash.digest('hex').slice(0, 12)}`);
  const classpath = join(out, 'classpath.txt');
  if (!existsSync(join(out, 'built'))) {
    mkdirSync(out, { recursive: true });
    const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classpath}`, `-Darus.build=${out}`];
    const done = spawnSync('mvn', ['-q', '-B', '-Dstyle.color=never', ...goals], {
      cwd: home,
      stdio: ['ignore', 2, 'inherit'],
    });
    if (done.error) missing('Maven is missing: install it and put `mvn` on the path.');
    if (done.status !== 0) missing('the recorder cannot be built (see above).');
    writeFileSync(join(out, 'built'), '');
  }
  return [join(out, 'classes'), readFileSync(classpath, 'utf8')].join(delimiter);
}

/**
 * The command that answers pairs of lines (scenario file, file to write) on standard input.
 *
 * @param {'flink' | 'kafkaStreams'} engine
 * @returns {string[]}
 */
export function perRecordCommand(engine) {
  const opened = ['java.util', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  const quick = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  return [javaCommand(), ...quick, ...opened, '-cp', build(), 'arus.recorder.Main', engine];
}

/** Records the cases that name the engine. @returns the exit status */
export function recordPerRecord(engine, { only, missing: onlyMissing }) {
  const names = casesOf(engine).filter(
    (name) => only.test(name) && !(onlyMissing && existsSync(recordingOf(engine, name))),
  );
  const pairs = names.map((name) => `${join(conformance, 'cases', `${name}.json`)}\n${recordingOf(engine, name)}\n`);
  const [java, ...rest] = perRecordCommand(engine);
  const { status } = spawnSync(java, rest, {
    input: pairs.join(''),
    stdio: ['pipe', 'inherit', 'inherit'],
    encoding: 'utf8',
  });
  if (status === 0) writeReceipts(engine, LIBRARIES[engine]);
  return status ?? 1;
}
