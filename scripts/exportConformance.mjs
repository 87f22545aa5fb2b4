// `npm run conformance:export [-- --to pyspark --only 'late-*,mode-*']`: exports the scenario of every case in
// engine/conformance/cases, runs the exports on the real engine and compares what they answer with what Arus answers. What was
// exported is left in .cache/exports. `--to pyspark` needs Python with pyspark[sql] 4.3.0, and Java 17; `flink` and
// `kafka-streams` need Maven and a JDK of version 17, and run the cases of `--mvn 'tunnel,…'` through `mvn` itself.
import './requireNode.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { projectRoot } from './projectRoot.mjs';
import { pythonCommand } from './recordConformance.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '*' },
    to: { type: 'string', default: 'pyspark' },
    mvn: { type: 'string', default: '' },
  },
});
/** Globs, with commas between them. */
const globs = (text) =>
  text.split(',').map((glob) => {
    const escaped = glob.replace(/[.+^${}()|\\]/g, '\\$&');
    return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  });
const only = globs(values.only);

const load = async (path, plugins = []) =>
  (await runnerImport(join(projectRoot, path), { configFile: false, plugins })).module;
const { peggyPlugin } = await load('scripts/peggyPlugin.ts');
const ours = (path) => load(path, [peggyPlugin()]);
const [{ exportPyspark }, { parseScenarioText }, { exportWords }, { faultLine }, { scriptDifference }] =
  await Promise.all(
    [
      'engine/export/pyspark.ts',
      'engine/scenario/parse.ts',
      'i18n/exports.ts',
      'i18n/faultText.ts',
      'engine/conformance/exports/compare.ts',
    ].map(ours),
  );

const cases = join(projectRoot, 'engine/conformance/cases');

if (values.to !== 'pyspark') {
  const { javaTargets } = await ours('engine/conformance/exports/java.ts');
  const targets = javaTargets(exportWords.en);
  const target = targets[values.to];
  if (!target) {
    console.error(`conformance:export: --to ${values.to} is none of pyspark, ${Object.keys(targets).join(', ')}.`);
    process.exit(2);
  }
  const { runJavaExports } = await import('./exportJavaConformance.mjs');
  const throughMaven = globs(values.mvn);
  const same = await runJavaExports({
    ...target,
    why: (fault) => faultLine(fault, 'en').split('\n')[0],
    target: values.to,
    cases: readdirSync(cases)
      .sort()
      .map((file) => ({ name: file.replace(/\.json$/, ''), text: readFileSync(join(cases, file), 'utf8') }))
      .filter(({ name, text }) => only.some((glob) => glob.test(name)) && target.engine in JSON.parse(text).engines),
    throughMaven: (name) => throughMaven.some((glob) => glob.test(name)),
  });
  process.exit(same ? 0 : 1);
}
const folder = join(projectRoot, '.cache/exports/pyspark');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const python = spawn(pythonCommand(), [join(projectRoot, 'engine/conformance/exports/run.py')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();

/** What real Spark does with a script. */
async function ask(file) {
  python.stdin.write(`${file}\n`);
  const { value, done } = await answers.next();
  if (done) process.exit(2);
  return JSON.parse(value);
}

const counts = { same: 0, different: 0, refused: 0 };
for (const file of readdirSync(cases).sort()) {
  const name = file.replace(/\.json$/, '');
  if (!only.some((glob) => glob.test(name))) continue;
  const text = readFileSync(join(cases, file), 'utf8');
  const parsed = parseScenarioText(text);
  const options = { words: exportWords.en.pyspark, language: 'en', source: 'arrivals' };
  const exported = parsed.ok ? exportPyspark(parsed.scenario, options) : parsed;
  if (!exported.ok) {
    counts.refused++;
    console.log(`refused    ${name}: ${faultLine(exported.faults[0], 'en').split('\n')[0]}`);
    continue;
  }
  for (const { path, text: script } of exported.files) writeFileSync(join(folder, path), script);
  for (const source of ['kafka', 'files', 'rate']) {
    const [{ path, text: script }] = exportPyspark(parsed.scenario, { ...options, source }).files;
    mkdirSync(join(folder, source), { recursive: true });
    writeFileSync(join(folder, source, path), script);
  }
  const found = scriptDifference(text, await ask(join(folder, exported.files[0].path)));
  if (found === null) counts.same++;
  else {
    counts.different++;
    console.log(`DIFFERENT  ${name}: ${found}`);
  }
}
python.stdin.end();
// What needs a cluster is not run here; that it is Python is seen.
const compiled = spawnSync(pythonCommand(), ['-m', 'compileall', '-q', folder], { stdio: 'inherit' }).status === 0;
console.log(
  `${counts.same + counts.different} compared with real Spark: ${counts.same} the same, ${counts.different} different; ` +
    `${counts.refused} refused.`,
);
process.exitCode = counts.different > 0 || !compiled ? 1 : 0;
