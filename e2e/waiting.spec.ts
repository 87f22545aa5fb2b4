/** What waits for a quiet moment, or for a hand, comes all the same where the moment never is, or the hand was too fast. */
import { expect, test } from './fixtures';

test('on a machine that is never idle the panels come, too', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.requestIdleCallback = (call, options) =>
      setTimeout(
        () => call({ didTimeout: true, timeRemaining: () => 0 }),
        options?.timeout ?? 1e9,
      ) as unknown as number;
  });
  await page.goto('#/lesson/watermark/1');
  await expect(page.getByRole('region', { name: 'Result table' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a key that is pressed before the stage stands brings what the first touch brings', async ({ page }) => {
    await page.goto('#/lesson/watermark/1', { waitUntil: 'commit' });
    await page.locator('#root').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await expect(page.locator('button.receipts-badge')).toBeVisible();
  });
});
