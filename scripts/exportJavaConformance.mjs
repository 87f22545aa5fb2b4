// The Java part of `npm run conformance:export`: exports the cases of an engine as projects, compiles all of them at once
// against what Maven says that their pom.xml needs, runs each on the real library and compares with what Arus answers.
// Cases named by `--mvn` go through `mvn compile exec:java` instead, as a user would. Needs Maven and a JDK of version 17.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { classPath, comparison, exportAll, java, must, run, startRunner } from './javaRuns.mjs';
import { projectRoot } from './projectRoot.mjs';

/** The class path that a project's pom.xml asks for; asked of Maven once for each set of dependencies. */
function classPathOf(project, cache) {
  const pom = readFileSync(join(project, 'pom.xml'), 'utf8');
  const wanted = /<dependencies>[\s\S]*<\/dependencies>/.exec(pom)?.[0] ?? '';
  return classPath(project, join(cache, `${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}.classpath`));
}

/**
 * @param {{ target: string, cases: readonly { name: string, text: string }[],
 *   exported: (text: string) => import('../engine/export/pyspark').Exported,
 *   why: (fault: import('../engine/faults').Fault) => string,
 *   difference: (text: string, answer: { printed: string, failed: string }) => string | null,
 *   throughMaven: (name: string) => boolean }} options
 * @returns whether all were the same
 */
export async function runJavaExports({ target, throughMaven, difference, ...options }) {
  const cache = join(projectRoot, '.cache/exports');
  const folder = join(cache, target);
  const { made, refused } = exportAll(folder, options);
  const { say, close } = comparison(difference);
  for (const project of made.filter(({ name }) => throughMaven(name))) {
    const { status, stdout, stderr } = run('mvn', ['-q', '-B', '-Dstyle.color=never', 'compile', 'exec:java'], {
      cwd: project.home,
    });
    // What is no line of JSON is Maven's own.
    const printed = stdout.split('\n').flatMap((line) => /\{".*/.exec(line)?.[0] ?? []);
    say(project, { printed: printed.join('\n'), failed: status === 0 ? '' : stdout + stderr });
  }
  const rest = made.filter(({ name }) => !throughMaven(name));
  if (rest.length > 0) {
    const path = classPathOf(rest[0].home, cache);
    const classes = join(folder, '.classes');
    mkdirSync(classes, { recursive: true });
    const sources = rest.flatMap(({ home }) =>
      readdirSync(join(home, 'src/main/java'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.java'))
        .map((file) => join(home, 'src/main/java', file)),
    );
    writeFileSync(join(folder, '.sources'), sources.map((file) => `"${file}"\n`).join(''));
    const compiled = ['-nowarn', '--release', '17', '-Xmaxerrs', '20', '-d', classes, '-cp', path];
    must(1, java('javac'), [...compiled, `@${join(folder, '.sources')}`]);
    for (const { home } of rest) cpSync(join(home, 'src/main/resources'), classes, { recursive: true });
    const source = join(projectRoot, 'engine/conformance/exports/RunProjects.java');
    const runner = startRunner(['-XX:TieredStopAtLevel=1', '-cp', `${classes}:${path}`, source]);
    for (const project of rest) {
      const replay = project.files.find((file) => file.path.endsWith('/Replay.java'));
      say(project, await runner.ask(replay.path.split('/').at(-2)));
    }
    runner.stop();
  }
  return close('the real library', refused);
}
