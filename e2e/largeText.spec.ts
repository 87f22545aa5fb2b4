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

for (const screen of screens.filter(({ name }) => ['home', 'tunnel', 'crash-lab'].includes(name)))
  test(`${screen.name}: the form of a narrow page, and nothing beside it`, async ({ page, appAddress }) => {
    await openScreen(page, appAddress, screen);
    await expect(page.locator('html')).toHaveCSS('font-size', '32px');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366);
    await expect(page.locator(screen.name === 'home' ? '.page-parts' : '.frame > .bar .bar-menu > .seg')).toBeHidden();
    await expectAccessible(page);
  });
