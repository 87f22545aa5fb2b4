// The Flink SQL part of `npm run conformance:export`: exports the cases of Flink as scripts, runs each on Flink's own planner and
// runtime, and compares with what Arus answers. Needs Maven and a JDK of version 17.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classPath, comparison, exportAll, java, must, startRunner } from './javaRuns.mjs';
import { projectRoot } from './projectRoot.mjs';

const home = join(projectRoot, 'engine/conformance/exports/flinkSql');

/** Compiles the runner, once for each version of its text. @returns its class path */
function build(cache) {
  const [pom, source] = ['pom.xml', 'RunSql.java'].map((name) => join(home, name));
  const hash = createHash('sha256').update(readFileSync(pom)).update(readFileSync(source)).digest('hex').slice(0, 12);
  const libraries = classPath(home, join(cache, `flink-sql-${hash}.classpath`));
  const classes = join(cache, `flink-sql-${hash}`);
  if (!existsSync(classes)) must(2, java('javac'), ['-nowarn', '-d', classes, '-cp', libraries, source]);
  return `${classes}:${libraries}`;
}

/**
 * @param {{ cases: readonly { name: string, text: string }[],
 *   exported: (text: string) => import('../engine/export/pyspark').Exported,
 *   why: (fault: import('../engine/faults').Fault) => string,
 *   difference: (text: string, answer: { printed: string, failed: string }) => string | null }} options
 * @returns whether all were the same
 */
export async function runSqlExports(options) {
  const cache = join(projectRoot, '.cache/exports');
  const { made, refused } = exportAll(join(cache, 'flink-sql'), options);
  const { say, close } = comparison(options.difference);
  if (made.length > 0) {
    const runner = startRunner(['-cp', build(cache), 'RunSql']);
    for (const one of made) say(one, await runner.ask(join(one.home, one.files[0].path)));
    runner.stop();
  }
  return close('real Flink SQL', refused);
}
