// The Java part of `npm run conformance:export`: exports the cases of an engine as projects, compiles all of them at once
// against what Maven says that their pom.xml needs, runs each on the real library and compares with what Arus answers.
// Cases named by `--mvn` go through `mvn compile exec:java` instead, as a user would. Needs Maven and a JDK of version 17.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './projectRoot.mjs';

const java = (command) => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', command) : command);

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error) {
    console.error(`conformance:export: ${command} is missing: install Maven and a JDK of version 17.`);
    process.exit(2);
  }
  return done;
}

/** The class path that a project's pom.xml asks for; asked of Maven once for each set of dependencies. */
function classPath(project, cache) {
  const pom = readFileSync(join(project, 'pom.xml'), 'utf8');
  const wanted = /<dependencies>[\s\S]*<\/dependencies>/.exec(pom)?.[0] ?? '';
  const file = join(cache, `${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}.classpath`);
  if (!existsSync(file)) {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';
    const { status } = run('mvn', ['-q', '-B', goal, `-Dmdep.outputFile=${file}`], {
      cwd: project,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) process.exit(2);
  }
  return readFileSync(file, 'utf8');
}

/**
 * @param {{ target: string, cases: readonly { name: string, text: string }[],
 *   exported: (text: string) => import('../engine/export/pyspark').Exported,
 *   why: (fault: import('../engine/faults').Fault) => string,
 *   difference: (text: string, answer: { printed: string, failed: string }) => string | null,
 *   throughMaven: (name: string) => boolean }} options
 * @returns whether all were the same
 */
export async function runJavaExports({ target, cases, exported, why, difference, throughMaven }) {
  const cache = join(projectRoot, '.cache/exports');
  const folder = join(cache, target);
  rmSync(folder, { recursive: true, force: true });
  const counts = { same: 0, different: 0, refused: 0 };
  const projects = [];
  for (const { name, text } of cases) {
    const made = exported(text);
    if (!made.ok) {
      counts.refused++;
      console.log(`refused    ${name}: ${why(made.faults[0])}`);
      continue;
    }
    for (const file of made.files) {
      const path = join(folder, name, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.text);
    }
    const replay = made.files.find((file) => file.path.endsWith('/Replay.java'));
    projects.push({ name, text, pack: replay.path.split('/').at(-2), home: join(folder, name) });
  }
  const say = ({ name, text }, answer) => {
    const found = difference(text, answer);
    if (found === null) counts.same++;
    else {
      counts.different++;
      console.log(`DIFFERENT  ${name}: ${found}`);
    }
  };
  for (const project of projects.filter(({ name }) => throughMaven(name))) {
    const { status, stdout, stderr } = run('mvn', ['-q', '-B', '-Dstyle.color=never', 'compile', 'exec:java'], {
      cwd: project.home,
    });
    // What is no line of JSON is Maven's own.
    const printed = stdout.split('\n').flatMap((line) => /\{".*/.exec(line)?.[0] ?? []);
    say(project, { printed: printed.join('\n'), failed: status === 0 ? '' : stdout + stderr });
  }
  const rest = projects.filter(({ name }) => !throughMaven(name));
  if (rest.length > 0) {
    const path = classPath(rest[0].home, cache);
    const classes = join(folder, '.classes');
    mkdirSync(classes, { recursive: true });
    const sources = rest.flatMap(({ home }) =>
      readdirSync(join(home, 'src/main/java'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.java'))
        .map((file) => join(home, 'src/main/java', file)),
    );
    writeFileSync(join(folder, '.sources'), sources.map((file) => `"${file}"\n`).join(''));
    const options = ['-nowarn', '--release', '17', '-Xmaxerrs', '20', '-d', classes, '-cp', path];
    const { status } = run(java('javac'), [...options, `@${join(folder, '.sources')}`], {
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) process.exit(1);
    for (const { home } of rest) cpSync(join(home, 'src/main/resources'), classes, { recursive: true });
    const opened = ['java.util', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
    const quick = ['-Xmx1g', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...opened];
    const runner = join(projectRoot, 'engine/conformance/exports/RunProjects.java');
    const child = spawn(java('java'), [...quick, '-cp', `${classes}:${path}`, runner], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const project of rest) {
      child.stdin.write(`${project.pack}\n`);
      const { value, done } = await answers.next();
      if (done) process.exit(2);
      const [printed, failed] = value.split(' ').map((text) => Buffer.from(text, 'base64').toString('utf8'));
      say(project, { printed, failed });
    }
    child.stdin.end();
  }
  console.log(
    `${counts.same + counts.different} compared with the real library: ${counts.same} the same, ` +
      `${counts.different} different; ${counts.refused} refused.`,
  );
  return counts.different === 0;
}
