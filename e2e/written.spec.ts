import { texts } from '../i18n';
import { openScreen, screens } from '../scripts/screens.mjs';
import { expect, expectAccessible, test } from './fixtures';

const tunnel = screens.find((s) => s.name === 'tunnel-answered');

for (const language of ['en', 'id'] as const) {
  const t = texts[language];
  test.describe(language, () => {
    test.use({ locale: language });

    test('the progress of the batch and the files of the checkpoint follow the stage', async ({ page, appAddress }) => {
      if (!tunnel) throw new Error('the tunnel is no screen any more');
      await openScreen(page, appAddress, tunnel);
      await page.getByRole('button', { name: t.stage.batch.written }).click();
      const dialog = page.getByRole('dialog', { name: t.written.title });
      await expect(dialog).toBeVisible();
      await dialog.getByRole('button', { name: t.written.batchBefore }).click();
      await expect(dialog.locator('pre')).toContainText('"batchId" : 9,');
      await dialog.getByRole('button', { name: t.written.batchAfter }).click();
      await expect(dialog.locator('pre')).toContainText('"numRowsDroppedByWatermark" : 1,');
      await expectAccessible(page, 'dialog');
      await dialog.getByRole('button', { name: t.written.parts.checkpoint }).click();
      await expect(dialog.locator('label')).toContainText(['commits/10', 'metadata', 'offsets/10']);
      await dialog.getByText('offsets/10', { exact: true }).click();
      await expect(dialog.locator('pre')).toContainText('{"pickups":{"0":14}}');
      await dialog.getByText('commits/10', { exact: true }).click();
      await expect(dialog.locator('pre')).toContainText('nextBatchWatermarkMs');
      await expectAccessible(page, 'dialog');
    });
  });
}

test('nothing of it is told while a prediction is open', async ({ page }) => {
  await page.goto('./#/lesson/watermark/4');
  await expect(page.locator('#batch table')).toBeVisible();
  await expect(page.getByRole('button', { name: texts.en.stage.batch.written })).toHaveCount(0);
});

test('the backlog shows how many rows wait, and steps move it', async ({ page }) => {
  await page.goto('./#/lesson/watermark/1');
  await expect(page.locator('.rails .surface')).toBeVisible();
  await page.keyboard.press('b');
  const backlog = page.getByRole('region', { name: texts.en.backlog.title });
  await expect(backlog).toBeVisible();
  for (let i = 0; i < 20; i++) await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(backlog.locator('.now')).toHaveText(`1 ${texts.en.backlog.waiting(1)}`);
  await expectAccessible(page, '.backlog');
});
