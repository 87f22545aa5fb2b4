import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Says how many will pass, runs, and waits for what came of it. */
async function run(page: Page, touch: boolean): Promise<void> {
  const five = page.locator('.of-five input').nth(5);
  const go = page.getByRole('button', { name: /^Run on all five/ });
  if (touch) {
    await page.locator('.of-five label').nth(5).tap();
    await go.tap();
  } else {
    await five.press('Space');
    await go.press('Enter');
  }
  await expect(page.locator('.outcome')).toBeFocused({ timeout: 60_000 });
}

test.describe('an exercise of settings', () => {
  test('is failed, looked into, and passed by keyboard; it stays passed', async ({ page }) => {
    test.slow();
    await page.goto('.');
    await page.getByRole('link', { name: /Choose the delay/ }).press('Enter');
    await expect(page.locator('.rails svg').first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /^Run on all five/ })).toBeDisabled();
    await run(page, false);
    await expect(page.locator('.outcome')).toContainText('3 of 5 passed');
    await expect(page.getByRole('status').filter({ hasText: '3 of 5 hidden streams passed' })).toHaveCount(1);

    // A stream that failed opens where it failed, and says what it is; one that passed stays closed.
    await page.keyboard.press('1');
    await expect(page.locator('.stream-why')).toHaveCount(0);
    await page.keyboard.press('2');
    await expect(page.locator('.stream-why')).toContainText('readings are in no answer');
    await expect(page.locator('.marks th.o')).toContainText('a gateway was down');
    await page.getByRole('button', { name: 'Ask why on the stage' }).press('Enter');
    await expect(page.locator('.inspector .why-panel')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await expect(page.locator('.hints')).toContainText('Open a stream that failed');
    await expectAccessible(page);

    const delay = page.getByRole('slider', { name: 'Watermark delay' });
    await delay.press('ArrowRight');
    await delay.press('ArrowRight');
    await expect(delay).toHaveAttribute('aria-valuetext', '6 min');
    await expect(page.getByText('The best answer')).toHaveCount(0);
    await run(page, false);
    await expect(page.locator('.outcome')).toContainText('All five passed');
    await expect(page.getByText('The best answer')).toBeVisible();

    await page.reload();
    await expect(page.locator('.exercise-text .tag.final')).toBeVisible({ timeout: 30_000 });
    await page.goto('.');
    await expect(page.locator('.exercises .done')).toContainText('Choose the delay');
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

    test('is run and looked into by touch', async ({ page }) => {
      test.slow();
      await page.goto('.#/exercise/choose-the-delay');
      await expect(page.locator('.of-five label').first()).toBeVisible({ timeout: 30_000 });
      await page.locator('.grab').tap();
      await run(page, true);
      await page.locator('.marks-narrow li button').nth(2).tap();
      await expect(page.locator('.marks-narrow')).toContainText('163 of 169');
      await page.locator('.marks-narrow .why').tap();
      await expect(page.locator('.stream-why')).toBeVisible();
      await expectAccessible(page);
    });
  });
});

test('a run is cancelled, and one that is not there is said', async ({ page }) => {
  await page.goto('.#/exercise/choose-the-delay');
  await page.locator('.of-five label').nth(2).click({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Run on all five/ }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: /^Run on all five/ })).toBeEnabled();
  await page.goto('.#/exercise/nothing');
  await expect(page.getByText('#/exercise/nothing')).toBeVisible();
});
