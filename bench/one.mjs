// Runs one built benchmark and prints its figures; bench/run.mjs starts it in a process of its own.
import { pathToFileURL } from 'node:url';
import { browserArguments } from '../scripts/findBrowser.mjs';
import { projectRoot } from '../scripts/projectRoot.mjs';

const { default: bench } = await import(pathToFileURL(process.argv[2]).href);
console.log(`\n${bench.title}`);

let browser;
const figures = await bench.run({
  project: projectRoot,
  app: process.env.ARUS_APP,
  browser: async () => {
    const { chromium } = await import('@playwright/test');
    browser ??= await chromium.launch({ executablePath: process.env.ARUS_BROWSER, args: browserArguments });
    return browser;
  },
});
await browser?.close();

const width = Math.max(...figures.map(({ what }) => what.length));
for (const { what, value, budget, kept } of figures) {
  const verdict = kept === undefined ? '' : kept ? '  kept' : '  MISSED';
  console.log(`  ${what.padEnd(width)}  ${value}${budget ? `  (budget: ${budget})` : ''}${verdict}`);
}
