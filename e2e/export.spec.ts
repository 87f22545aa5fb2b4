import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { expect, test } from './fixtures';

/** What the command line writes for the scenario that the lesson begins with. */
function written(language: string, source: string): string {
  const words = ['export', 'lessons/06-watermark/tunnel.json', '--to', 'pyspark', '--source', source];
  return spawnSync(process.execPath, ['cli/arus.mjs', ...words, '--lang', language], { encoding: 'utf8' }).stdout;
}

for (const language of LANGUAGES) {
  test.describe(`the scenario as PySpark, ${language}`, () => {
    test.use({ locale: language });
    const t = texts[language].stage.export;

    test('is what the command line writes, downloaded or copied', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.goto('.#/lesson/watermark/1');
      const button = page.getByRole('button', { name: t.label });
      await button.click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: t.download }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('tunnel.py');
      const text = readFileSync(await file.path(), 'utf8');
      expect(text).toContain('.withWatermark(');
      expect(text).toBe(written(language, 'arrivals'));
      await expect(page.getByRole('menu')).toBeHidden();

      // The rest by keyboard alone.
      await button.press('Enter');
      await expect(page.getByRole('menu')).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('menuitem', { name: t.download })).toBeFocused();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('menu').getByText(t.copied)).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
      await page.keyboard.press('ArrowDown');
      const [overKafka] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(readFileSync(await overKafka.path(), 'utf8')).toBe(written(language, 'kafka'));
      await button.press('Enter');
      await page.keyboard.press('Escape');
      await expect(button).toBeFocused();
    });
  });
}
