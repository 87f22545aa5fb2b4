// The Flink SQL part of `npm run conformance:export`: exports the cases of Flink as scripts, runs each on Flink's own planner and
// runtime, and compares with what Arus answers. Needs Maven and a JDK of version 17.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './projectRoot.mjs';

const home = join(projectRoot, 'engine/conformance/exports/flinkSql');
const java = (command) => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', command) : command);

function run(command, args, options) {
  const done = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (done.error) {
    console.error(`conformance:export: ${command} is missing: install Maven and a JDK of version 17.`);
    process.exit(2);
  }
  if (done.status !== 0) process.exit(2);
}

/** Compiles the runner, once for each version of its text. @returns its class path */
function build(cache) {
  const [pom, source] = ['pom.xml', 'RunSql.java'].map((name) => join(home, name));
  const hash = createHash('sha256').update(readFileSync(pom)).update(readFileSync(source)).digest('hex').slice(0, 12);
  const [path, classes] = [join(cache, `flink-sql-${hash}.classpath`), join(cache, `flink-sql-${hash}`)];
  if (!existsSync(path)) {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';
    run('mvn', ['-q', '-B', '-f', pom, goal, `-Dmdep.outputFile=${path}`], { cwd: home });
  }
  const libraries = readFileSync(path, 'utf8');
  if (!existsSync(classes)) run(java('javac'), ['-nowarn', '-d', classes, '-cp', libraries, source], {});
  return `${classes}:${libraries}`;
}

/**
 * @param {{ cases: readonly { name: string, text: string }[],
 *   exported: (text: string) => import('../engine/export/pyspark').Exported,
 *   why: (fault: import('../engine/faults').Fault) => string,
 *   difference: (text: string, answer: { printed: string, failed: string }) => string | null }} options
 * @returns whether all were the same
 */
export async function runSqlExports({ cases, exported, why, difference }) {
  const cache = join(projectRoot, '.cache/exports');
  const folder = join(cache, 'flink-sql');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const counts = { same: 0, different: 0, refused: 0 };
  const scripts = [];
  for (const { name, text } of cases) {
    const made = exported(text);
    if (!made.ok) {
      counts.refused++;
      console.log(`refused    ${name}: ${why(made.faults[0])}`);
      continue;
    }
    mkdirSync(join(folder, name));
    for (const file of made.files) writeFileSync(join(folder, name, file.path), file.text);
    scripts.push({ name, text, script: join(folder, name, made.files[0].path) });
  }
  if (scripts.length > 0) {
    const opened = ['java.util', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
    const runner = ['-Xmx1g', '-XX:+UseSerialGC', ...opened, '-cp', build(cache), 'RunSql'];
    const child = spawn(java('java'), runner, { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const { name, text, script } of scripts) {
      child.stdin.write(`${script}\n`);
      const { value, done } = await answers.next();
      if (done) process.exit(2);
      const [printed, failed] = value.split(' ').map((part) => Buffer.from(part, 'base64').toString('utf8'));
      const found = difference(text, { printed, failed });
      if (found === null) counts.same++;
      else {
        counts.different++;
        console.log(`DIFFERENT  ${name}: ${found}`);
      }
    }
    child.stdin.end();
  }
  console.log(
    `${counts.same + counts.different} compared with real Flink SQL: ${counts.same} the same, ` +
      `${counts.different} different; ${counts.refused} refused.`,
  );
  return counts.different === 0;
}
