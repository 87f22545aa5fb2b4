import { KEYS } from '../app/keys/keys';
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
      for (const [group, keys] of Object.entries(KEYS)) {
        const does = t.keys.does[group as keyof typeof KEYS];
        const section = sheet.getByRole('region', { name: t.keys.groups[group as keyof typeof KEYS] });
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
