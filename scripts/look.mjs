// `npm run look`: photographs each screen of the built app in every size, theme and language into .look/, for eyes.
// Words after it choose: `npm run look -- home 390 dark id` takes one photograph, `-- full 390` whole pages of all
// screens on the phone.
import './requireNode.mjs';
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt, ensureInstalled } from './ensureBuilt.mjs';
import { projectRoot } from './projectRoot.mjs';
import { openScreen, screens } from './screens.mjs';
import { serve } from './serve.mjs';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];
const themes = ['light', 'dark'];
const languages = ['en', 'id'];

const asked = new Set(process.argv.slice(2));
const wholePage = asked.delete('full');
/** Those that were asked for by name, else all. */
function chosen(all, nameOf) {
  const named = all.filter((one) => asked.has(nameOf(one)));
  for (const one of named) asked.delete(nameOf(one));
  return named.length > 0 ? named : all;
}
const takes = {
  screens: chosen(screens, (screen) => screen.name),
  sizes: chosen(sizes, (size) => String(size.width)),
  themes: chosen(themes, (theme) => theme),
  languages: chosen(languages, (language) => language),
};
if (asked.size > 0) {
  const known = [
    ...screens.map(({ name }) => name),
    ...sizes.map(({ width }) => width),
    ...themes,
    ...languages,
    'full',
  ];
  console.error(`Nothing to look at is called ${[...asked].join(', ')}; there is ${known.join(', ')}.`);
  process.exit(2);
}

ensureInstalled();
const server = await serve({ folder: ensureBuilt('app'), port: 0 });
const { browserArguments, findBrowser } = await import('./findBrowser.mjs');
const { chromium } = await import('@playwright/test');
const executablePath = findBrowser();
if (!executablePath) process.exit(1);
const browser = await chromium.launch({ executablePath, args: browserArguments });
const folder = join(projectRoot, '.look');
mkdirSync(folder, { recursive: true });

for (const size of takes.sizes) {
  for (const theme of takes.themes) {
    for (const language of takes.languages) {
      for (const screen of takes.screens) await photograph(screen, size, theme, language);
    }
  }
}
await browser.close();
await server.close();

async function photograph(screen, size, theme, language) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: size.width < 900 ? 2 : 1,
    hasTouch: size.width < 900,
    colorScheme: theme,
    locale: language,
    // A picture at rest is the same picture however it was reached, so nothing need be waited for.
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Jakarta',
  });
  const page = await context.newPage();
  const file = join(folder, `${[screen.name, size.width, theme, language].join('-')}.png`);
  page.on('console', (message) => {
    if (message.type() === 'error') console.log(`  ${relative(projectRoot, file)}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`  ${relative(projectRoot, file)}: ${error.message}`));
  try {
    await openScreen(page, server.address, screen);
    await page.screenshot({ path: file, fullPage: wholePage });
    console.log(relative(projectRoot, file));
  } catch (error) {
    console.log(`  ${relative(projectRoot, file)}: ${error.message}`);
    process.exitCode = 1;
  }
  await context.close();
}
