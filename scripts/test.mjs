// `npm test`: everything that is checked, one line a step, the output of what failed, and at the end one line that counts.
// `npm test -- types unit` runs only the steps named.
import './requireNode.mjs';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled } from './ensureBuilt.mjs';
import { projectRoot } from './projectRoot.mjs';

const reports = join(projectRoot, 'test-results');
const packages = (path) => join(projectRoot, 'node_modules', path);
const script = (name) => [process.execPath, join(projectRoot, 'scripts', name)];

/**
 * The steps in their order. A step is a command; one that runs tests also says where its report is and how to count it.
 * @type {{ name: string, what: string, command: () => string[] | undefined, count?: () => { passed: number, failed: number, skipped: number, flaky?: number } }[]}
 */
const steps = [
  { name: 'types', what: 'types', command: () => tsc('.') },
  { name: 'pure', what: 'the engine knows no page', command: () => tsc('engine') },
  {
    name: 'lint',
    what: 'lint and format',
    command: () => [process.execPath, packages('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.'],
  },
  { name: 'imports', what: 'imports go down, the engine is pure', command: () => script('checkImports.mjs') },
  {
    name: 'unit',
    what: 'unit tests',
    command: () => [
      ...[process.execPath, packages('vitest/vitest.mjs'), 'run', '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${join(reports, 'unit.json')}`],
    ],
    count: () => {
      const report = reportAt('unit.json');
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      };
    },
  },
  { name: 'app', what: 'build of the app', command: () => script('build.mjs').concat('app') },
  { name: 'cli', what: 'build of the command line', command: () => script('build.mjs').concat('cli') },
  { name: 'built', what: 'what was built: policy, hosts, addresses', command: () => script('checkBuilt.mjs') },
  {
    name: 'browser',
    what: 'tests in a real browser',
    command: () => [...script('testInBrowser.mjs'), join(reports, 'browser.json')],
    count: () => {
      const { stats, errors } = reportAt('browser.json');
      return {
        passed: stats.expected,
        failed: stats.unexpected + errors.length,
        skipped: stats.skipped,
        flaky: stats.flaky,
      };
    },
  },
];

function tsc(project) {
  return [process.execPath, packages('typescript/lib/tsc.js'), '--noEmit', '--pretty', 'false', '-p', project];
}

function reportAt(name) {
  return JSON.parse(readFileSync(join(reports, name), 'utf8'));
}

/** Runs to the end and resolves to the exit code and all that was printed. */
function run([command, ...args]) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** What a step counts for: its tests, or itself. A step that ended badly without a failed test to show is one failure. */
function countOf(step, code) {
  if (!step.count) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  let counted = { passed: 0, failed: 0, skipped: 0 };
  try {
    counted = step.count();
  } catch {
    // No report: the runner itself broke, which its exit code tells.
  }
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

ensureInstalled();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}; the steps are ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
for (const step of steps.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const began = Date.now();
  const { code, output } = await run(step.command());
  const counted = countOf(step, code);
  for (const kind of Object.keys(total)) total[kind] += counted[kind] ?? 0;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const tests = step.count ? `, ${counted.passed} of ${counted.passed + counted.failed} passed` : '';
  console.log(`${counted.failed === 0 ? 'ok    ' : 'FAILED'} ${step.what}${tests} (${seconds} s)`);
  if (counted.failed > 0 || counted.flaky > 0) console.log(`${output.trimEnd()}\n`);
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
const flaky = total.flaky > 0 ? `, ${total.flaky} passed only when run again` : '';
console.log(`\n${total.passed + total.flaky} passed, ${total.failed} failed${skipped}${flaky}`);
process.exit(total.failed > 0 ? 1 : 0);
