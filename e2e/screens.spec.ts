import type { Page } from '@playwright/test';
import { openScreen, screens } from '../scripts/screens.mjs';
import { expect, expectAccessible, test } from './fixtures';

/** Between them each size, theme and language; every theme meets every screen, since contrast depends on it. */
const ways = [
  { size: { width: 1440, height: 900 }, colorScheme: 'light', language: 'en' },
  { size: { width: 1366, height: 768 }, colorScheme: 'dark', language: 'id' },
  { size: { width: 390, height: 844 }, colorScheme: 'dark', language: 'en' },
  { size: { width: 390, height: 844 }, colorScheme: 'light', language: 'id' },
] as const;

for (const { size, colorScheme, language } of ways) {
  test.describe(`${size.width} × ${size.height}, ${colorScheme}, ${language}`, () => {
    test.use({ viewport: size, colorScheme, locale: language, contextOptions: { reducedMotion: 'reduce' } });

    for (const screen of screens) {
      test(`${screen.name}: no complaint, nothing axe finds, own fonts, nothing beside the page`, async ({
        page,
        appAddress,
      }) => {
        await openScreen(page, appAddress, screen);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page.getByRole('main')).toBeVisible();
        await expectAccessible(page);
        expect(await foreignFonts(page), 'text set in a font of the machine').toEqual([]);
        const wider = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('main')]
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} px in ${clientWidth}`),
        );
        expect(wider, 'the page and its main part are as wide as the screen').toEqual([]);
        if (size.width < 1366) return;
        const cut = await page
          .locator('.knobs')
          .evaluateAll((bars) => bars.filter((bar) => bar.scrollWidth > bar.clientWidth).map((bar) => bar.textContent));
        expect(cut, 'settings that are out of sight').toEqual([]);
      });
    }
  });
}

/** Each element whose text the browser had to take from the machine, because the app's fonts lack a character of it. */
async function foreignFonts(page: Page): Promise<string[]> {
  const debuggerOf = await page.context().newCDPSession(page);
  await debuggerOf.send('DOM.enable');
  await debuggerOf.send('CSS.enable');
  const { root } = await debuggerOf.send('DOM.getDocument');
  const { nodeIds } = await debuggerOf.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
  const foreign: string[] = [];
  for (const nodeId of nodeIds) {
    // What a search that still runs has taken off the page meanwhile is seen by nobody.
    const seen = await debuggerOf.send('CSS.getPlatformFontsForNode', { nodeId }).catch(() => null);
    if (!seen) continue;
    const { fonts } = seen;
    const machines = fonts.filter((font) => !font.isCustomFont);
    if (machines.length === 0) continue;
    const { outerHTML } = await debuggerOf.send('DOM.getOuterHTML', { nodeId });
    foreign.push(`${machines.map((font) => font.familyName).join(', ')}: ${outerHTML.slice(0, 200)}`);
  }
  await debuggerOf.detach();
  return foreign;
}
