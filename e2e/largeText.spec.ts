/** Text alone twice as large, as a reader sets it in the browser: a page has the form that fits, as if it were half as wide. */
import { browserArguments } from '../scripts/findBrowser.mjs';
import { openScreen, screens } from '../scripts/screens.mjs';
import { expect, expectAccessible, test } from './fixtures';

test.use({
  viewport: { width: 1366, height: 768 },
  contextOptions: { reducedMotion: 'reduce' },
  launchOptions: {
    executablePath: process.env.ARUS_BROWSER || undefined,
    args: [...browserArguments, '--blink-settings=defaultFontSize=32'],
  },
});

for (const screen of screens.filter(({ name }) => ['home', 'tunnel', 'crash-lab', 'compare'].includes(name)))
  test(`${screen.name}: the form of a narrow page, and nothing beside it`, async ({ page, appAddress }) => {
    await openScreen(page, appAddress, screen);
    await expect(page.locator('html')).toHaveCSS('font-size', '32px');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366);
    await expect(page.locator(screen.name === 'home' ? '.page-parts' : '.frame > .bar .bar-menu > .seg')).toBeHidden();
    await expectAccessible(page);
  });

test('the figures of a comparison stand apart, and under its picture', async ({ page, appAddress }) => {
  await openScreen(page, appAddress, screens.find(({ name }) => name === 'compare') as (typeof screens)[number]);
  const close = await page.evaluate(() =>
    [...document.querySelectorAll('.compare-score')].flatMap((score) => {
      const texts = [...score.querySelectorAll('dt, b, small')].map((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return range.getBoundingClientRect();
      });
      const beside = (a: DOMRect, b: DOMRect) =>
        a.width > 0 && b.width > 0 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
      return texts.flatMap((a, i) =>
        texts.slice(i + 1).filter((b) => beside(a, b) && a.left < b.right + 16 && b.left < a.right + 16),
      );
    }),
  );
  expect(close).toEqual([]);
  const [strip, panel] = [page.locator('.compare-strip').nth(-2), page.locator('.compare-diff')];
  const [above, below] = [await strip.boundingBox(), await panel.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThan(below?.y ?? 0);
});
