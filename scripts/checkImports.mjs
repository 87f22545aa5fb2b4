// The house has storeys and imports go down only: engine <- i18n <- lessons <- app, cli <- e2e. The engine is pure.
// This reads every source file and tells each line that breaks a rule; `npm test` fails on any.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './projectRoot.mjs';

/** A storey may import what is in it and what is below it. `app` and `cli` are beside each other. */
const below = {
  engine: [],
  i18n: ['engine'],
  lessons: ['engine', 'i18n'],
  app: ['engine', 'i18n', 'lessons'],
  cli: ['engine', 'i18n', 'lessons'],
  e2e: ['engine', 'i18n', 'lessons', 'app', 'cli'],
};

/** The packages that the engine may stand on: they compute, and touch neither page nor clock. */
const packagesOfTheEngine = ['valibot', '@valibot/to-json-schema'];

/** What would make a run depend on more than its scenario. (That no part of the engine knows a page is for the type
 * check of engine/tsconfig.json, which has no DOM; `window` is a word of the field there.) */
const impure = [
  [/\bDate\.now\b/, 'Date.now: nothing here reads a wall clock'],
  [/\bnew Date\(\s*\)/, 'new Date(): nothing here reads a wall clock'],
  [/\bperformance\.(?:now|timeOrigin)\b/, 'performance.now: nothing here reads a wall clock'],
  [/\bMath\.random\b/, 'Math.random: a run is a function of its scenario'],
  [/\bcrypto\.(?:getRandomValues|randomUUID)\b/, 'crypto: a run is a function of its scenario'],
  [/\b(?:document|localStorage|sessionStorage|navigator)\.\w/, 'the page: the engine knows of none'],
  [
    /\b(?:window|globalThis)\.(?:document|location|navigator|localStorage|addEventListener|setTimeout|fetch)\b/,
    'the page: the engine knows of none',
  ],
];

/**
 * The faults of one source file.
 *
 * @param {string} path from the project's root, with forward slashes
 * @param {string} text
 * @returns {string[]} each "path:line says what"
 */
export function faultsOf(path, text) {
  const code = withoutComments(text);
  const faults = [];
  const tell = (index, what) => faults.push(`${path}:${code.slice(0, index).split('\n').length} ${what}`);
  const storey = path.split('/')[0];
  const isTest = /\.test\.tsx?$/.test(path);

  for (const { index, name } of importsIn(code)) {
    if (/^[./]/.test(name)) {
      const target = normalize(join(dirname(path), name))
        .split(sep)
        .join('/');
      const targetStorey = target.split('/')[0];
      if (targetStorey === '..') tell(index, `imports ${name}, which is outside the project`);
      else if (targetStorey in below && targetStorey !== storey && !below[storey].includes(targetStorey)) {
        tell(index, `imports ${target}: ${storey} may not know of ${targetStorey}`);
      }
    } else if (storey === 'engine' && !isTest && !mayImport(path, name)) {
      tell(index, `imports ${name}: the engine stands on ${packagesOfTheEngine.join(', ')} and nothing else`);
    }
  }

  if (storey === 'engine' && !isTest && !path.startsWith('engine/conformance/') && path !== 'engine/worker.ts') {
    for (const [pattern, what] of impure) {
      for (const match of code.matchAll(new RegExp(pattern, 'g'))) tell(match.index, what);
    }
  }
  return faults;
}

function mayImport(path, name) {
  if (packagesOfTheEngine.includes(name)) return true;
  if (path === 'engine/worker.ts') return name === 'comlink';
  // The receipts are recorded by scripts for Node; what replays them is a test. Random scenarios are for tests only.
  return (path.startsWith('engine/conformance/') && name.startsWith('node:')) || name === 'fast-check';
}

function* importsIn(code) {
  const forms = [
    /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"]+)\1/g,
    /\bimport\s*(['"])([^'"]+)\1/g,
    /\b(?:import|require)\s*\(\s*(['"])([^'"]+)\1/g,
    /\bnew URL\(\s*(['"])(\.[^'"]+)\1\s*,\s*import\.meta\.url/g,
  ];
  for (const form of forms) {
    for (const match of code.matchAll(form)) yield { index: match.index, name: match[2].replace(/\?.*$/, '') };
  }
}

/** Comments become blanks, so that lines keep their numbers; a `//` inside a string is an address and stays. */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** Where the design came from is no part of the project, nor is any machine's folder; a file that names one is not
 * the project's own. (Written in pieces, or this file would be the first fault.) */
const foreign = [['..', 'shared'].join('/'), ['', 'work', ''].join('/')];

function foreignPathsOf(path, text) {
  return text
    .split('\n')
    .flatMap((line, i) => foreign.filter((f) => line.includes(f)).map((f) => `${path}:${i + 1} names ${f}`));
}

function* filesBelow(folder) {
  const skipped = new Set(['node_modules', 'dist', '.git', '.look', '.cache', 'test-results', 'playwright-report']);
  for (const entry of readdirSync(join(projectRoot, folder), { withFileTypes: true })) {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* filesBelow(path);
    } else yield path;
  }
}

/** Every fault of the project, in the order of its files. */
export function faultsOfProject() {
  const faults = [];
  for (const path of filesBelow('.')) {
    if (!/\.(?:[cm]?[jt]sx?|json|md|css|html|peggy|py|ya?ml|sh)$|^\.ci\/run$/.test(path)) continue;
    const text = readFileSync(join(projectRoot, path), 'utf8');
    faults.push(...foreignPathsOf(path, text));
    if (path.split('/')[0] in below && /\.[cm]?[jt]sx?$/.test(path)) faults.push(...faultsOf(path, text));
  }
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = faultsOfProject();
  for (const fault of faults) console.log(fault);
  process.exit(faults.length > 0 ? 1 : 0);
}
