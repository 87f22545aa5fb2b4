import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

/** The settings and the menu of places to jump to are loaded when they are asked for; this is what one does with them. */
async function openTunnel(page: Page): Promise<void> {
  await page.goto('.#/lesson/watermark/4');
  await expect(page.getByRole('slider', { name: 'Place in the run' })).toBeVisible({ timeout: 30_000 });
}

const delay = (page: Page) => page.getByRole('button', { name: /^Delay/ });
const setting = (page: Page) => page.getByRole('dialog', { name: 'Delay' });

test('a setting opens by key, turns, is typed, and gives the focus back', async ({ page }) => {
  await openTunnel(page);
  await expect(delay(page)).toHaveAttribute('aria-expanded', 'false');
  await delay(page).focus();
  await page.keyboard.press('Enter');
  await expect(setting(page)).toBeVisible();
  await expect(delay(page)).toHaveAttribute('aria-expanded', 'true');
  await expectAccessible(page, '.setting');

  // Tab goes round in it.
  await setting(page).getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Tab');
  await expect(setting(page).getByRole('slider')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(setting(page).getByRole('button', { name: 'Done' })).toBeFocused();

  await setting(page).getByRole('slider').press('ArrowRight');
  await expect(delay(page)).not.toHaveText('Delay 5 min');
  await setting(page).getByRole('textbox').fill('7 minutes');
  await page.keyboard.press('Enter');
  await expect(delay(page)).toHaveText('Delay 7 min');

  await page.keyboard.press('Escape');
  await expect(setting(page)).toBeHidden();
  await expect(delay(page)).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(delay(page)).toHaveText('Delay 5 min');
});

test('the picture stays where it is while a setting is open', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openTunnel(page);
  const place = () => page.locator('.rails').first().boundingBox();
  const before = await place();
  await delay(page).press('Enter');
  await expect(setting(page)).toBeVisible();
  expect(await place()).toEqual(before);
});

test('a press on its button closes a setting, and a press elsewhere', async ({ page }) => {
  await openTunnel(page);
  await delay(page).click();
  await expect(setting(page)).toBeVisible();
  await delay(page).click();
  await expect(setting(page)).toBeHidden();
  await delay(page).click();
  await expect(setting(page)).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(setting(page)).toBeHidden();
});

test('the menu of places to jump to', async ({ page }) => {
  await openTunnel(page);
  const opener = page.getByRole('button', { name: 'Go to', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Go to' });
  await expect(menu).toBeVisible();
  await expectAccessible(page, '.menu');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(opener).toBeFocused();

  await opener.click();
  await opener.click();
  await expect(menu).toBeHidden();
  const place = page.getByRole('slider', { name: 'Place in the run' });
  const before = await place.getAttribute('aria-valuenow');
  await opener.click();
  await menu.getByRole('menuitem', { name: /^Next batch/ }).click();
  await expect(menu).toBeHidden();
  await expect(place).not.toHaveAttribute('aria-valuenow', before ?? '');
});

test('another language is loaded when it is chosen, and stays', async ({ page }) => {
  await openTunnel(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('id');
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  await expect(page.getByRole('slider', { name: 'Posisi dalam run' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('slider', { name: 'Posisi dalam run' })).toBeVisible({ timeout: 30_000 });
});

test.describe('on a phone, in Indonesian', () => {
  test.use({ locale: 'id', viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a setting is chosen by touch', async ({ page }) => {
    await page.goto('.#/lesson/watermark/4');
    await page.getByRole('button', { name: /^Output/ }).tap({ timeout: 30_000 });
    const dialog = page.getByRole('dialog', { name: 'Output' });
    await expect(dialog.getByRole('radio')).toHaveCount(3);
    await dialog.getByRole('radio').nth(1).check();
    await expect(page.getByRole('button', { name: 'Output update' })).toBeVisible();
  });
});
