/**
 * Leafs through `#/gallery`. What each view draws of each fixture stands in `e2e/scenes` as text; after a change that was
 * meant, `npm run e2e -- e2e/gallery --update-snapshots` writes it anew, and the difference shows what has changed.
 */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { atRest } from '../scripts/screens.mjs';
import { serve } from '../scripts/serve.mjs';
import { test as base, expect, expectAccessible } from './fixtures';
import { sceneOf, watchCanvases } from './scene';

/** The development build: the app with the page of all views. */
const test = base.extend<object, { readonly appAddress: string }>({
  appAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it must give from this pattern.
    async ({}, use) => {
      const server = await serve({ folder: join(projectRoot, 'dist', 'gallery'), port: 0 });
      await use(server.address);
      await server.close();
    },
    { scope: 'worker' },
  ],
});

const VIEWS = [
  ...['rails', 'upright', 'map', 'table', 'backlog', 'batch', 'state', 'result', 'transport', 'whatIf', 'why'],
  ...['takenBy', 'strips', 'loop', 'crash', 'disk', 'written', 'outlines', 'build', 'guide', 'sweep', 'exercise'],
];

async function names(page: Page): Promise<string[]> {
  await page.locator('.gallery-frame').first().waitFor();
  return page.locator('.gallery nav a').allTextContents();
}

/** A first picture is drawn in pieces, and parts of it are loaded: it is done when it has stayed the same for a while. */
async function drawn(page: Page, frame: string): Promise<void> {
  await page.evaluate(
    ([selector, still]) =>
      new Promise<void>((done) => {
        const root = document.querySelector(selector) as Element;
        let rest = setTimeout(end, still);
        const watch = new MutationObserver(() => {
          clearTimeout(rest);
          rest = setTimeout(end, still);
        });
        function end(): void {
          watch.disconnect();
          done();
        }
        watch.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
    [frame, 400] as const,
  );
}

async function open(page: Page, name: string): Promise<string> {
  await page.evaluate((to) => {
    location.hash = `#/gallery?${to}`;
  }, name);
  const frame = `[data-entry="${name}"]`;
  await page.locator(frame).waitFor();
  await atRest(page);
  await drawn(page, frame);
  return frame;
}

test.use({ viewport: { width: 1700, height: 1000 }, contextOptions: { reducedMotion: 'reduce' } });

test('every view hangs in the gallery', async ({ page }) => {
  await page.goto('#/gallery');
  expect([...new Set((await names(page)).map((name) => name.split('/')[0]))]).toEqual(VIEWS);
});

const WAYS = [
  { language: 'en', colorScheme: 'light', marks: true },
  { language: 'id', colorScheme: 'dark', marks: false },
] as const;

for (const { language, colorScheme, marks } of WAYS) {
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ locale: language, colorScheme });
    for (const view of VIEWS) {
      test(`${view}: each fixture is drawn as its scene says, and axe finds nothing`, async ({ page }) => {
        await watchCanvases(page);
        await page.goto('#/gallery');
        for (const name of (await names(page)).filter((n) => n.startsWith(`${view}/`))) {
          const frame = await open(page, name);
          const [, fixture] = name.split('/');
          expect.soft(await sceneOf(page, frame, marks), name).toMatchSnapshot([view, `${fixture}.${language}.txt`]);
          await expectAccessible(page, frame);
        }
      });
    }
  });
}

test('the table has a line for each mark of the picture', async ({ page }) => {
  await page.goto('#/gallery');
  /** What is drawn, and the caption of the table that says it. */
  const kinds = [
    ['.rows [data-of]', 'Rows'],
    ['.bracket', 'Windows'],
    ['.batch', 'Batches'],
    ['.outage', 'Crashes'],
    ['.watermark', 'Watermark'],
    ['.tie', /^Matches/],
  ] as const;
  for (const fixture of ['tunnel', 'tunnelWithheld', 'crash', 'flink', 'adsOuter', 'adsWithheld']) {
    const picture = page.locator(await open(page, `rails/${fixture}`));
    const drawn: number[] = [];
    for (const [mark] of kinds) drawn.push(await picture.locator(mark).count());
    const twin = page.locator(await open(page, `table/${fixture}`));
    for (const [i, [mark, caption]] of kinds.entries()) {
      // Row by row a block is the step of a row, which has its line; of the water there is more to say than one mark.
      if (mark === '.batch' && fixture === 'flink') continue;
      const lines = await twin.getByRole('table', { name: caption, exact: true }).locator('tbody tr').count();
      if (mark === '.watermark') expect(lines > 0, `${fixture} ${caption}`).toBe((drawn[i] as number) > 0);
      else expect(lines, `${fixture} ${caption}`).toBe(drawn[i]);
    }
  }
});

test('the result table opens every answer that a later one took the place of', async ({ page }) => {
  await page.goto('#/gallery');
  const frame = page.locator(await open(page, 'result/kafkaStreams'));
  let earlier = 0;
  for (const opener of await frame.locator('.history').all()) {
    // `3×`: the newest stands there already.
    earlier += Number.parseInt((await opener.textContent()) ?? '', 10) - 1;
    await opener.click();
  }
  expect(earlier).toBeGreaterThan(0);
  await expect(frame.locator('tr.earlier')).toHaveCount(earlier);
  for (const answer of await frame.locator('tr.earlier').all()) await expect(answer).toHaveText(/^\d+row \d/);
});

test('a doctored trace is drawn as doctored', async ({ page }) => {
  await page.goto('#/gallery');
  const scene = async (name: string) => sceneOf(page, await open(page, name));
  for (const picture of ['rails', 'map']) {
    const [told, verdict, water, figures] = [
      await scene(`${picture}/tunnel`),
      await scene(`${picture}/doctoredVerdict`),
      await scene(`${picture}/doctoredWater`),
      await scene(`${picture}/doctoredFigures`),
    ];
    // The late row is there, and where the trace says that it counts it is not.
    const late = picture === 'rails' ? 'path.thread.late' : 'g.row.late';
    expect(told, picture).toContain(late);
    expect(verdict, picture).not.toContain(late);
    expect(water, picture).not.toEqual(told);
    expect(figures, picture).toContain('77');
  }
  expect(await scene('batch/doctoredWater')).toContain('14:22:15');
  expect(await scene('state/doctoredFigures')).toMatch(/"41/);
  expect(await scene('result/doctoredFigures')).toContain('"77');
  expect(await scene('written/doctoredFigures')).toMatch(/numRowsTotal.* : 41/);
});
