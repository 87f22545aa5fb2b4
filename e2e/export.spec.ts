import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
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

    test('a project comes as one zip with the files of the command line', async ({ page }) => {
      await page.goto('.#/lesson/watermark/1');
      const button = page.getByRole('button', { name: t.label });
      for (const target of ['flink', 'flink-sql', 'kafka-streams'] as const) {
        await button.click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: t.projects[target] }).click(),
        ]);
        expect(file.suggestedFilename()).toBe(`tunnel.${target}.zip`);
        const files = unzipSync(readFileSync(await file.path()));
        const out = mkdtempSync(join(tmpdir(), 'arus-export-'));
        const words = ['export', 'lessons/06-watermark/tunnel.json', '--to', target, '--out', out, '--lang', language];
        spawnSync(process.execPath, ['cli/arus.mjs', ...words]);
        const paths = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        expect(Object.keys(files)).toHaveLength(paths.length);
        for (const [name, bytes] of Object.entries(files))
          expect(strFromU8(bytes), name).toBe(readFileSync(join(out, name.replace(/^[^/]*\//, '')), 'utf8'));
        rmSync(out, { recursive: true });
        await expect(page.getByRole('menu')).toBeHidden();
      }
    });
  });
}
