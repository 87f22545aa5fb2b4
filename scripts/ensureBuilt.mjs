// What has to be there before anything runs: the packages and the builds. Plain Node, because it runs before there
// are any packages. It speaks on standard error, so that a command's own output stays clean.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

/** The app, and what is put together while it is built. */
const APP = [
  'app',
  'lessons',
  'i18n',
  'engine',
  'public',
  'index.html',
  'vite.config.ts',
  'scripts/beforeAppPlugin.ts',
  'scripts/firstLoadPlugin.ts',
  'scripts/headStartPlugin.ts',
];

/** What each build reads. Test files are left out: changing one changes nothing that is built. */
const builds = {
  app: {
    what: 'the app',
    sources: APP,
    config: 'vite.config.ts',
  },
  /** The app with the page of all views (`#/gallery`), for the tests that walk through it. */
  gallery: {
    what: 'the gallery',
    sources: APP,
    config: 'vite.config.ts',
    mode: 'development',
  },
  cli: {
    what: 'the command line',
    sources: ['cli', 'lessons', 'i18n', 'engine', 'vite.cli.config.ts'],
    config: 'vite.cli.config.ts',
  },
};
const sourcesOfEveryBuild = [
  'scripts/peggyPlugin.ts',
  'scripts/lessonPlugin.ts',
  'scripts/receiptsPlugin.ts',
  'scripts/flightsPlugin.ts',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Installs the packages that package-lock.json names, unless they are there.
 * npm keeps a lock of what it installed inside node_modules, so what is there is read off, not remembered.
 */
export function ensureInstalled() {
  if (isInstalled()) return;
  say('Installing the packages Arus is built with …');
  const result = runNpm(['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
  if (result.status !== 0) {
    fail('The packages could not be installed; what npm says is above. Is this machine online?');
  }
}

function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json');
  if (!installed) return false;
  const wanted = packagesIn('package-lock.json') ?? {};
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      // An optional package is another platform's; a missing peer is none of ours.
      path === '' ||
      (optional && !installed[path]) ||
      (peer && !installed[path]) ||
      installed[path]?.version === version,
  );
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function runNpm(args) {
  const options = { cwd: projectRoot, stdio: ['ignore', 2, 2] };
  // Under npm its own script is known; asked for by name, Windows finds npm.cmd through a shell only.
  const npm = process.env.npm_execpath ?? '';
  return basename(npm) === 'npm-cli.js'
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync(['npm', ...args].join(' '), { ...options, shell: true });
}

/**
 * Builds dist/app, dist/gallery or dist/cli unless it was built from exactly the sources that are there now.
 * Returns the built folder. The packages must be installed.
 *
 * @param {'app' | 'gallery' | 'cli'} name
 */
export function ensureBuilt(name) {
  const built = join(projectRoot, 'dist', name);
  const stamp = join(projectRoot, 'dist', `.${name}.sources`);
  const sources = fingerprint([...builds[name].sources, ...sourcesOfEveryBuild]);
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return built;

  const { what, config, mode = 'production' } = builds[name];
  say(`Building ${what} …`);
  mkdirSync(join(projectRoot, 'dist'), { recursive: true });
  // Built beside and moved into place, so that what is served or run meanwhile is never half a build.
  const building = join(projectRoot, 'dist', `.${name}.${process.pid}`);
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = spawnSync(
    process.execPath,
    [vite, 'build', '--config', config, '--mode', mode, '--outDir', building, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: projectRoot, stdio: ['ignore', 2, 2] },
  );
  if (result.status !== 0) {
    rmSync(building, { recursive: true, force: true });
    fail(`It did not work to build ${what}.`);
  }
  rmSync(stamp, { force: true });
  rmSync(built, { recursive: true, force: true });
  renameSync(building, built);
  writeFileSync(stamp, sources);
  return built;
}

/** A hash over the names and contents of the files at these paths; it does not change with a checkout's dates. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesAt(path)) hash.update(`${file}\0`).update(readFileSync(join(projectRoot, file)));
  }
  return hash.digest('hex');
}

function filesAt(path) {
  const absolute = join(projectRoot, path);
  if (!existsSync(absolute)) return [];
  let entries;
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) return filesAt(inside);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [inside];
    });
}

function say(sentence) {
  console.error(sentence);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
