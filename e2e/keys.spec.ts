import { ALL_KEYS } from '../app/keys/allKeys';
import { texts } from '../i18n';
import { expect, expectAccessible, test } from './fixtures';

for (const language of ['en', 'id'] as const) {
  const t = texts[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test('`?` and the menu open the sheet of keys, which tells every one of them', async ({ page }) => {
      await page.goto('./#/lesson/watermark/1');
      await expect(page.locator('.rails .surface')).toBeVisible();
      await page.keyboard.press('?');
      const sheet = page.getByRole('dialog', { name: t.keys.title });
      await expect(sheet).toBeVisible();
      for (const [group, keys] of Object.entries(ALL_KEYS)) {
        const does = t.keys.does[group as keyof typeof ALL_KEYS];
        const section = sheet.getByRole('region', { name: t.keys.groups[group as keyof typeof ALL_KEYS] });
        await expect(section.locator('dd')).toHaveText(Object.keys(keys).map((k) => does[k as keyof typeof does]));
      }
      await expectAccessible(page, 'dialog');
      // A key of the stage does nothing behind the sheet.
      await page.keyboard.press('m');
      await page.keyboard.press('Escape');
      await expect(sheet).toBeHidden();
      await expect(page.locator('.rails .surface')).toBeVisible();
      await page.getByRole('button', { name: t.app.keys, exact: true }).click();
      await expect(sheet).toBeVisible();
    });
  });
}

for (const [key, surface, mark] of [
  ['r', '.rails:not(.map) .surface', '.rails .dot.proc'],
  ['m', '.map .surface', '.map .dot'],
] as const)
  test(`keys look closer at the picture, go on in it, and show all of it again: ${key}`, async ({ page }) => {
    await page.goto('./#/receipt/spark/tunnel');
    await expect(page.locator('.rails .surface')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('slider', { name: 'Place in the run' }).press('End');
    await page.getByRole('main').focus();
    await page.keyboard.press(key);
    await expect(page.locator(surface)).toBeVisible();
    const shown = async () => (await page.locator(mark).evaluateAll((all) => all.map((e) => e.outerHTML))).join();
    const whole = await shown();
    // There is nothing beyond the whole run.
    await page.keyboard.press('.');
    await page.keyboard.press('-');
    expect(await shown()).toBe(whole);
    await page.keyboard.press('+');
    await expect.poll(shown).not.toBe(whole);
    const closer = await shown();
    await page.keyboard.press(',');
    await expect.poll(shown).not.toBe(closer);
    await page.keyboard.press('0');
    await expect.poll(shown).toBe(whole);
  });

test('undo, redo and reset say what they did, also that there was nothing to take back', async ({ page }) => {
  await page.goto('./#/receipt/spark/tunnel');
  await expect(page.locator('.rails .surface')).toBeVisible({ timeout: 30_000 });
  const said = page.locator('[role="status"].heard').last();
  await page.getByRole('main').focus();
  await page.keyboard.press('Control+z');
  await expect(said).toHaveText('Nothing to undo.');
  await page.keyboard.press('Control+y');
  await expect(said).toHaveText('Nothing to redo.');
  const reset = page.getByRole('button', { name: 'Reset all changes' });
  await expect(reset).toBeDisabled();
  await page.locator('.rails .row-handle').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+z');
  await expect(said).toHaveText('Undone.');
  // Back where it began there is nothing to reset.
  await expect(reset).toBeDisabled();
  await page.keyboard.press('Control+y');
  await expect(said).toHaveText('Redone.');
  await reset.click();
  await expect(said).toHaveText('All changes are undone.');
  await expect(reset).toBeDisabled();
  // Who has pressed it goes on from there.
  await expect(reset).toBeFocused();
});
