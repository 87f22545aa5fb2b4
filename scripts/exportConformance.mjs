// `npm run conformance:export [-- --to pyspark --only 'late-*,mode-*' --minutes 5 --again]`: exports the scenario of every case in
// engine/conformance/cases, runs the exports on the real engine and compares what they answer with what Arus answers. What was
// exported is left in .cache/exports. `--to pyspark` needs Python with pyspark[sql] 4.3.0, pandas below 3 and protobuf, and Java
// 17; a script that has not changed since real Spark answered it is not run again, unless with --again, and --minutes stops
// asking after so long: the next call goes on. `flink`, `flink-sql` and `kafka-streams` need Maven and a JDK of version 17; the
// projects run the cases of `--mvn 'tunnel,…'` through `mvn` itself.
import './requireNode.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    minutes: { type: 'string', default: 'Infinity' },
    again: { type: 'boolean', default: false },
  },
});
const until = Date.now() + Number(values.minutes) * 60_000;
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
  const { javaExportWords } = await ours('i18n/exportsJava.ts');
  const targets = javaTargets(javaExportWords.en);
  const target = targets[values.to];
  if (!target) {
    console.error(`conformance:export: --to ${values.to} is none of pyspark, ${Object.keys(targets).join(', ')}.`);
    process.exit(2);
  }
  const runExports =
    values.to === 'flink-sql'
      ? (await import('./exportSqlConformance.mjs')).runSqlExports
      : (await import('./exportJavaConformance.mjs')).runJavaExports;
  const throughMaven = globs(values.mvn);
  const same = await runExports({
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
const scripts = join(folder, 'scripts');
rmSync(scripts, { recursive: true, force: true });
for (const source of ['', 'kafka', 'files', 'rate']) mkdirSync(join(scripts, source), { recursive: true });

/** What real Spark answered before, by the text of the script without its comments. */
const kept = join(folder, 'answers.jsonl');
const known = new Map(
  existsSync(kept) && !values.again
    ? readFileSync(kept, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .map(({ script, answer }) => [script, answer])
    : [],
);

let python = null;
let answers = null;
/** What real Spark does with a script; null if there is no time left to ask. */
async function ask(file, text) {
  const script = createHash('sha256')
    .update(text.replace(/^ *#.*\n/gm, ''))
    .digest('hex');
  const before = known.get(script);
  if (before) return before;
  if (Date.now() > until) return null;
  if (!python) {
    python = spawn(pythonCommand(), [join(projectRoot, 'engine/conformance/exports/run.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  }
  python.stdin.write(`${file}\n`);
  for (;;) {
    const { value, done } = await answers.next();
    if (done) process.exit(2);
    // Workers of PySpark say what they do on the same output.
    if (!value.startsWith('{')) continue;
    const answer = JSON.parse(value);
    appendFileSync(kept, `${JSON.stringify({ script, answer })}\n`);
    return answer;
  }
}

const counts = { same: 0, different: 0, left: 0 };
/** Cases that are not exported, by the reason. */
const refused = new Map();
for (const file of readdirSync(cases).sort()) {
  const name = file.replace(/\.json$/, '');
  if (!only.some((glob) => glob.test(name))) continue;
  const text = readFileSync(join(cases, file), 'utf8');
  if (!('spark' in (JSON.parse(text).engines ?? {}))) continue;
  const parsed = parseScenarioText(text);
  const options = { words: exportWords.en.pyspark, language: 'en', source: 'arrivals' };
  const exported = parsed.ok ? exportPyspark(parsed.scenario, options) : parsed;
  if (!exported.ok) {
    const { code, params } = exported.faults[0];
    const reason = code === 'notExported' ? `not exported: ${params.what}` : 'Spark refuses the query';
    refused.set(reason, [...(refused.get(reason) ?? []), name]);
    continue;
  }
  for (const source of ['kafka', 'files', 'rate']) {
    const live = exportPyspark(parsed.scenario, { ...options, source });
    if (live.ok) writeFileSync(join(scripts, source, live.files[0].path), live.files[0].text);
  }
  const [{ path, text: script }] = exported.files;
  writeFileSync(join(scripts, path), script);
  const answer = await ask(join(scripts, path), script);
  const found = answer && scriptDifference(text, answer);
  if (!answer) counts.left++;
  else if (found === null) counts.same++;
  else {
    counts.different++;
    console.log(`DIFFERENT  ${name}: ${found}`);
  }
}
python?.stdin.end();
// What needs a cluster is not run here; that it is Python is seen.
const compiled = spawnSync(pythonCommand(), ['-m', 'compileall', '-q', scripts], { stdio: 'inherit' }).status === 0;
for (const [reason, names] of refused) console.log(`refused    ${names.length} (${reason}): ${names.join(' ')}`);
console.log(
  `${counts.same + counts.different} compared with real Spark: ${counts.same} the same, ${counts.different} different; ` +
    `${[...refused.values()].flat().length} refused; ${counts.left} not asked yet.`,
);
process.exitCode = counts.different > 0 || counts.left > 0 || !compiled ? 1 : 0;
