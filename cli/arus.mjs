#!/usr/bin/env node
// The command `arus`: runs the built command line; in a checkout it is built first if its sources have changed.
import '../scripts/requireNode.mjs';
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(new URL('./main.ts', import.meta.url))) {
  const { ensureBuilt, ensureInstalled } = await import('../scripts/ensureBuilt.mjs');
  ensureInstalled();
  ensureBuilt('cli');
}
const { main, nodeIo } = await import(built.href);
process.exitCode = await main(process.argv.slice(2), nodeIo());
