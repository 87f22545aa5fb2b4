// The browser tests, in the browser that was found. Given a path, also writes Playwright's report there as JSON;
// other arguments go to Playwright (`npm run e2e -- stage`).
import './requireNode.mjs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled } from './ensureBuilt.mjs';
import { projectRoot } from './projectRoot.mjs';

ensureInstalled();
ensureBuilt('app');
// The gallery is another build of the app; where only other files are asked for it is not needed.
const named = process.argv.slice(2).filter((word) => !word.startsWith('-') && !word.endsWith('.json'));
if (named.length === 0 || named.some((word) => word.includes('gallery'))) ensureBuilt('gallery');
const { findBrowser } = await import('./findBrowser.mjs');
const browser = findBrowser();
if (!browser) process.exit(1);

const args = process.argv.slice(2);
const report = args[0]?.endsWith('.json') ? args.shift() : undefined;
const result = spawnSync(
  process.execPath,
  [
    join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    `--reporter=${report ? 'list,json' : 'list'}`,
    ...args,
  ],
  {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ARUS_BROWSER: browser, ...(report && { PLAYWRIGHT_JSON_OUTPUT_NAME: report }) },
  },
);
process.exit(result.status ?? 1);
