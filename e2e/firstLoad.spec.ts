/** The budget of a first picture (`scripts/firstLoads.mjs`) weighs what a phone asks for before anyone has touched it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { expect, test } from './fixtures';

interface FirstLoads {
  /** Scripts by `home, en` or `lesson/SLUG, en`. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

// Whoever writes a trace asks the page for its picture, which is a hand on it, too.
test.use({ trace: 'off', screenshot: 'off' });

for (const [language, locale] of [
  ['en', 'en-GB'],
  ['id', 'id-ID'],
] as const)
  test.describe(language, () => {
    test('home and every lesson ask for the scripts that are weighed, for each once, and for no other', async ({
      browser,
      baseURL,
    }) => {
      const file = join(projectRoot, 'dist', 'app', 'first-loads.json');
      const { pages } = JSON.parse(readFileSync(file, 'utf8')) as FirstLoads;
      for (const [place, scripts] of Object.entries(pages)) {
        const [where, of] = place.split(', ') as [string, string];
        if (of !== language) continue;
        const context = await browser.newContext({
          baseURL,
          locale,
          viewport: { width: 390, height: 844 },
          isMobile: true,
        });
        const page = await context.newPage();
        const asked: string[] = [];
        page.on('request', (request) => {
          const script = /assets\/[^/]+\.js$/.exec(new URL(request.url()).pathname)?.[0];
          // The engine's thread has a budget of its own.
          if (script && !/\/worker-/.test(script)) asked.push(script);
        });
        // Nothing is asked of the page: to its browser that would be a hand on it.
        await page.goto(where === 'home' ? './#/' : `./#/${where}`, { waitUntil: 'networkidle' });
        await page.waitForTimeout(1_000);
        expect(asked.sort(), place).toEqual([...scripts].sort());
        await context.close();
      }
    });
  });
