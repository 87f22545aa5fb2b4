// What the exports to Java engines share: finding Java and Maven, exporting the cases, asking a runner one by one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export const java = (command) => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', command) : command);

/** Runs a command to its end; without Java or Maven the whole is over. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (done.error) {
    console.error(`conformance:export: ${command} is missing: install Maven and a JDK of version 17.`);
    process.exit(2);
  }
  return done;
}

/** As `run`, with its words on standard error; what fails ends the whole. */
export function must(code, command, args, options = {}) {
  const { status } = run(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (status !== 0) process.exit(code);
}

/** The class path that a pom.xml asks for; asked of Maven once, and kept in `file`. */
export function classPath(home, file) {
  if (!existsSync(file)) {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath';
    must(2, 'mvn', ['-q', '-B', goal, `-Dmdep.outputFile=${file}`], { cwd: home });
  }
  return readFileSync(file, 'utf8');
}

/**
 * Writes the export of each case into a folder of its name, made anew; says which are refused, and why.
 * @returns those that were exported, and the count of the others
 */
export function exportAll(folder, { cases, exported, why }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let refused = 0;
  const made = cases.flatMap(({ name, text }) => {
    const one = exported(text);
    if (!one.ok) {
      refused++;
      console.log(`refused    ${name}: ${why(one.faults[0])}`);
      return [];
    }
    const home = join(folder, name);
    for (const file of one.files) {
      mkdirSync(dirname(join(home, file.path)), { recursive: true });
      writeFileSync(join(home, file.path), file.text);
    }
    return [{ name, text, home, files: one.files }];
  });
  return { made, refused };
}

/** Compares answers one by one and says what is different; `close` says the sum. */
export function comparison(difference) {
  const counts = { same: 0, different: 0 };
  return {
    say({ name, text }, answer) {
      const found = difference(text, answer);
      if (found === null) counts.same++;
      else {
        counts.different++;
        console.log(`DIFFERENT  ${name}: ${found}`);
      }
    },
    close(against, refused) {
      console.log(
        `${counts.same + counts.different} compared with ${against}: ${counts.same} the same, ` +
          `${counts.different} different; ${refused} refused.`,
      );
      return counts.different === 0;
    },
  };
}

/**
 * Starts a runner that answers each line it is given with a line: what was printed and what failed, both in base64.
 * @param {readonly string[]} options Java's own, the class path and the runner among them
 */
export function startRunner(options) {
  const opened = ['java.util', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  const child = spawn(java('java'), ['-Xmx1g', '-XX:+UseSerialGC', ...opened, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await answers.next();
      if (done) process.exit(2);
      const [printed, failed] = value.split(' ').map((part) => Buffer.from(part, 'base64').toString('utf8'));
      return { printed, failed };
    },
    stop: () => child.stdin.end(),
  };
}
