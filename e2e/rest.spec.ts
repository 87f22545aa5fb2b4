/** A picture at rest is the picture of its cursor, however the cursor was reached. */
import type { Page } from '@playwright/test';
import { atRest, openScreen, screens } from '../scripts/screens.mjs';
import { expect, test } from './fixtures';
import { sceneOf } from './scene';

const tunnel = screens.find((s) => s.name === 'tunnel-answered');

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

/** Both pictures, each drawn and at rest. */
async function pictures(page: Page): Promise<{ rails: string; map: string }> {
  await page.keyboard.press('r');
  await atRest(page);
  const rails = await sceneOf(page, '.picture');
  await page.keyboard.press('m');
  await page.locator('.picture .map .now').waitFor();
  await atRest(page);
  return { rails, map: await sceneOf(page, '.picture') };
}

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  test.describe(reducedMotion === 'reduce' ? 'with less motion' : 'with motion', () => {
    test.use({ contextOptions: { reducedMotion } });

    test('the same picture after steps ahead, steps back, time that flowed and another picture', async ({
      page,
      appAddress,
    }) => {
      if (!tunnel) throw new Error('the tunnel is no screen any more');
      await openScreen(page, appAddress, tunnel);
      // Nothing is looked at: the pointer rests on no row.
      await page.mouse.move(2, 2);
      const toStart = async () => press(page, 'Shift+ArrowLeft', 20);

      await toStart();
      await press(page, 'ArrowRight', 9);
      const ahead = await pictures(page);

      await press(page, 'Shift+ArrowRight', 20);
      await press(page, 'r', 1);
      await press(page, 'ArrowLeft', 40);
      await press(page, 'ArrowRight', 9);
      expect(await pictures(page)).toEqual(ahead);

      await toStart();
      await page.keyboard.press(' ');
      await page.waitForTimeout(1200);
      await page.keyboard.press(' ');
      await toStart();
      await press(page, 'ArrowRight', 10);
      await press(page, 'ArrowLeft', 1);
      expect(await pictures(page)).toEqual(ahead);

      // On the way from one picture to the other back again, and while time flows.
      for (const key of ['r', 'm', 'r', 'm']) await page.keyboard.press(key);
      expect(await pictures(page)).toEqual(ahead);
      await page.keyboard.press('r');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowLeft');
      expect(await pictures(page)).toEqual(ahead);
    });
  });
}

test('what the pointer was at goes with its picture', async ({ page, appAddress }) => {
  if (!tunnel) throw new Error('the tunnel is no screen any more');
  await openScreen(page, appAddress, tunnel);
  const row = page.locator('.picture tbody tr').nth(1);
  const rails = async () => {
    await page.keyboard.press('r');
    await page.mouse.move(2, 2);
    await atRest(page);
    return sceneOf(page, '.picture');
  };
  await page.keyboard.press('t');
  await row.hover();
  await page.mouse.move(2, 2);
  const before = await rails();
  await page.keyboard.press('t');
  await row.hover();
  expect(await rails()).toBe(before);
});

test('the gallery is no part of what is shipped', async ({ page }) => {
  await page.goto('#/gallery');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.gallery')).toHaveCount(0);
});
