/** The loop as a person uses it: line by line, figure by figure, and mended by its own settings. */
import { expect, expectAccessible, test } from './fixtures';

test('the loop runs line by line; every wrong figure says which row spoiled it and by which rule', async ({ page }) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  const current = page.locator('.loop-code .on');
  await expect(current).toContainText('sleep');
  await page.keyboard.press('ArrowRight');
  await expect(current).toContainText('since =');
  await page.keyboard.press('ArrowRight');
  await expect(current).toContainText('read(');
  await page.getByRole('button', { name: 'Next line' }).click();
  await expect(current).toContainText('process_batch');

  await page.keyboard.press('w');
  // At that moment the late click was still on its way.
  await expect(page.locator('.loop-why')).toContainText('not there when the answer was given');
  await page.keyboard.press('a');
  await expect(page.locator('.loop-why')).toContainText('never read: it came while the loop was at work');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('row', { name: /00:05 to 00:10, clicks/ })).toContainText('never read');
  await expectAccessible(page);
});

test('a setting mends one mistake, and an arrival that is moved by keys makes another', async ({ page }) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  await page.getByRole('button', { name: /^Sleeps/ }).click();
  await page.getByRole('radio', { name: /by the clock/ }).check();
  await page.keyboard.press('Escape');
  await expect(page.locator('.loop-code')).toContainText('sleep_until');
  // Each edit runs anew; the end is the end of the newest run.
  const end = () => page.getByRole('slider', { name: 'Place in the run' }).press('End');
  const second = page.getByRole('button', { name: /window 00:05 to 00:10, clicks/ });
  await expect(async () => {
    await end();
    await expect(second).toHaveAccessibleName(/right/, { timeout: 1_000 });
  }).toPass();
  // The click of 00:06:30, a minute at a time, until it arrives in another window than it happened in.
  const row = page.getByRole('button', { name: /row of 00:06:30/ });
  await expect(async () => {
    await row.press('Shift+ArrowRight');
    await end();
    await expect(second).toHaveAccessibleName(/not 3/, { timeout: 1_000 });
  }).toPass();
});

test('a crash is put where one stands, moved, and taken away; the restart reads again what was written', async ({
  page,
}) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Crash it here' }).click();
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^c ?Restart|^Restart/ })).toBeEnabled();
  await expect(page.getByRole('button', { name: /window 00:10 to 00:15, clicks/ })).toHaveAccessibleName(/\+/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take the crash away' }).click();
  await expect(page.getByRole('button', { name: 'Crash it here' })).toBeVisible();
});
