// `npm run bench`: each benchmark in a process of its own, one after the other, with what ran it. Figures are ratios to a
// rival in the same run wherever there is a rival; they are no part of `npm test`, because a busy machine spoils them.
import '../scripts/requireNode.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from '../scripts/ensureBuilt.mjs';
import { projectRoot } from '../scripts/projectRoot.mjs';

ensureInstalled();
const here = join(projectRoot, 'bench');
const names = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

/** These run no page: nothing needs to be built for them. */
const OF_THE_ENGINE = ['engine', 'growth'];
const chosen = names.filter((name) => asked.length === 0 || asked.includes(name));
const app = chosen.some((name) => !OF_THE_ENGINE.includes(name)) ? ensureBuilt('app') : '';
const { findBrowser } = await import('../scripts/findBrowser.mjs');
const browser = findBrowser() ?? '';
const { build } = await import('vite');
const { peggyPlugin } = await importConfigured();

const processors = cpus();
console.log(
  `${processors.length} × ${processors[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
);
console.log(`Node ${process.versions.node}, ${browser ? versionOf(browser) : 'no browser'}`);
const load = loadavg()[0];
if (load > processors.length / 4) {
  console.log(`The machine is busy (load ${load.toFixed(1)}): these figures are void, run it again when it is not.`);
}

const folder = join(projectRoot, '.cache', 'bench');
rmSync(folder, { recursive: true, force: true });
let spoilt = false;
for (const name of chosen) {
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'warn',
    publicDir: false,
    plugins: [peggyPlugin()],
    build: {
      ssr: join(here, `${name}.bench.ts`),
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } },
    },
  });
  const result = spawnSync(process.execPath, ['--expose-gc', join(here, 'one.mjs'), join(folder, `${name}.mjs`)], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ARUS_APP: app, ARUS_BROWSER: browser },
  });
  spoilt ||= result.status !== 0;
}
process.exit(spoilt ? 1 : 0);

/** The grammar compiler is TypeScript, which this Node may not read by itself. */
async function importConfigured() {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(projectRoot, 'scripts', 'peggyPlugin.ts'));
  return module;
}

function versionOf(path) {
  if (process.platform === 'win32' || !existsSync(path)) return path;
  return spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim();
}
