/** What cannot run is refused with verdict, value and way out, in both languages; the way out can be taken at once. */
import type { Page } from '@playwright/test';
import { changed, type Loose } from '../engine/scenario/pickups.fixture';
import { texts } from '../i18n';
import { expect, expectAccessible, test } from './fixtures';

async function openFile(page: Page, change: (file: Loose) => void): Promise<void> {
  await page.goto('./#/open');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'pickups.json',
      mimeType: 'text/plain',
      buffer: Buffer.from(JSON.stringify(changed(change))),
    });
}

for (const language of ['en', 'id'] as const) {
  const t = texts[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test('a query that the engine cannot run names those that can, each a button that goes there', async ({ page }) => {
      await openFile(page, (f) => {
        f.query.steps.splice(1, f.query.steps.length - 1, { dropDuplicates: ['zone', 'pickupTime'] });
      });
      const menu = page.getByRole('button', { name: new RegExp(`^${t.stage.engines}:`) });
      await menu.click();
      await page.getByRole('button', { name: t.stage.engine.batchLoop, exact: true }).click();
      const notice = page.locator('.notice.refused');
      await expect(notice).toContainText(t.stage.refused.title(t.stage.engine.batchLoop));
      await expect(notice).toContainText('dropDuplicates');
      const able = page.getByRole('group', { name: t.stage.refused.able });
      await expect(able.getByRole('button')).toHaveText([
        t.stage.engine.spark,
        t.stage.engine.flink,
        t.stage.engine.kafkaStreams,
        t.stage.engine.dailyBatch,
      ]);
      await expectAccessible(page);
      await able.getByRole('button', { name: t.stage.engine.flink }).click();
      await expect(notice).toBeHidden();
      await expect(menu).toContainText(t.stage.engine.flink);
      // The page of the loop has the same way out, to the stage.
      await page.goto('./#/loop');
      await expect(page.getByRole('alert')).toContainText('dropDuplicates');
      await able.getByRole('button', { name: t.stage.engine.dailyBatch }).click();
      await expect(menu).toContainText(t.stage.engine.dailyBatch);
      await expect(page.locator('.picture')).toBeVisible();
    });

    test('a file whose own engine refuses it opens on one that takes it', async ({ page }) => {
      await openFile(page, (f) => {
        f.query.steps.splice(1, f.query.steps.length - 1, { dropDuplicates: ['zone', 'pickupTime'] });
        f.engines = { batchLoop: { interval: '5 minutes' } };
      });
      await expect(page.locator('.faults')).toContainText('dropDuplicates');
      await page
        .getByRole('group', { name: t.stage.refused.able })
        .getByRole('button', { name: t.stage.engine.spark })
        .click();
      await expect(page.locator('.picture')).toBeVisible();
    });

    test('a text that was edited since offers no way on with what it was before', async ({ page }) => {
      await openFile(page, (f) => {
        f.query.steps.splice(1, f.query.steps.length - 1, { dropDuplicates: ['zone', 'pickupTime'] });
        f.engines = { batchLoop: { interval: '5 minutes' } };
      });
      const ways = page.getByRole('group', { name: t.stage.refused.able });
      await expect(ways).toBeVisible();
      await page.locator('.editor textarea').press('Space');
      await expect(ways).toBeHidden();
    });

    test('a setting that an engine does not know is told whose it is; an interval of zero is none', async ({
      page,
    }) => {
      await openFile(page, (f) => {
        f.engines = { spark: { grace: '1 minute' }, batchLoop: { interval: '0 seconds' } };
      });
      const faults = page.locator('.faults');
      await expect(faults).toContainText(
        language === 'en'
          ? 'there is no field grace here: it is a setting of kafkaStreams'
          : 'tidak ada field grace di sini: itu setelan kafkaStreams',
      );
      await expect(faults).toContainText(
        language === 'en' ? 'Write a length of time above zero' : 'Tulis lama waktu di atas nol',
      );
      await expectAccessible(page);
    });

    test('a crash point that the run does not have is told, and taken out', async ({ page }) => {
      await openFile(page, (f) => {
        f.faults = [{ engine: 'spark', crash: { batchId: 99, after: 'sink-written' } }];
      });
      const notice = page.locator('.notice.refused');
      await expect(notice).toContainText(t.stage.noCrash.title);
      await expect(notice).toContainText(/batch 0 (to|sampai) \d|batches 0 to \d/);
      await expectAccessible(page);
      await notice.getByRole('button', { name: t.stage.noCrash.takeOut }).click();
      await expect(notice).toBeHidden();
    });

    test('a setting turned to zero is refused where the hand is, and undone', async ({ page }) => {
      await page.goto('./#/loop');
      await page.locator('.loop-scene').waitFor();
      await page.getByRole('button', { name: new RegExp(`^${t.stage.settings.interval}`) }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('0');
      await page.keyboard.press('Enter');
      await expect(dialog.getByRole('alert')).toContainText(
        language === 'en' ? 'Write a length of time above zero' : 'Tulis lama waktu di atas nol',
      );
      await page.keyboard.press('Escape');
      await page.locator('.notice.refused').getByRole('button', { name: t.stage.refused.back }).click();
      await expect(page.locator('.notice.refused')).toBeHidden();
    });
  });
}
