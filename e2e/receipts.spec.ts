import type { Page } from '@playwright/test';
import { chooseEngine, expect, expectAccessible, test } from './fixtures';

const badge = (page: Page) => page.getByRole('button', { name: /^Checked against Spark 4\.\d+\.\d+: \d+ receipts?$/ });
const sheet = (page: Page) => page.getByRole('dialog');

test('the stage says that its shape was checked, and shows what both printed; a case opens on the stage', async ({
  page,
}) => {
  await page.goto('.#/lesson/watermark/1');
  await expect(badge(page)).toBeVisible({ timeout: 30_000 });
  await badge(page).focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(
    /^Checked against Spark 4.3.0: \d+ receipts$/,
  );
  await expect(sheet(page)).toContainText('watermark → tumbling window');

  await sheet(page).locator('summary').first().click();
  await expect(sheet(page).getByText('The same, line by line.')).toBeVisible({ timeout: 30_000 });
  await expect(sheet(page).getByLabel('Spark 4.3.0 printed', { exact: true })).toContainText('"batchId":0');
  await expect(sheet(page).getByLabel('Arus prints', { exact: true })).toContainText('"batchId":0');
  await expectAccessible(page, 'dialog.receipts');

  await sheet(page).getByRole('link', { name: 'Open on the stage' }).click();
  await expect(page).toHaveURL(/#\/receipt\/spark\//);
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByRole('slider', { name: 'Place in the run' })).toBeVisible();
  await expect(badge(page)).toBeVisible();
});

test('Escape closes the receipts and gives the focus back', async ({ page }) => {
  await page.goto('.#/receipt/spark/tunnel');
  await badge(page).click({ timeout: 30_000 });
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(badge(page)).toBeFocused();
});

test('a shape that nobody asked Spark about says so, and what comes nearest', async ({ page }) => {
  await page.goto('.#/receipt/spark/tunnel');
  await expect(badge(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Output/ }).click();
  await page.getByRole('radio', { name: /^update/ }).check();
  await page.keyboard.press('Escape');
  await expect(badge(page)).toBeVisible();

  await page.goto('.#/open');
  await page.getByRole('textbox').fill(JSON.stringify(UNASKED));
  await page.locator('.ways .solid').click();
  const none = page.getByRole('button', { name: 'Not checked against Spark 4.3.0 in this shape: No receipt yet' });
  await none.click();
  await expect(sheet(page).getByRole('heading', { level: 2 })).toHaveText(
    'Spark 4.3.0 has not been asked about this shape yet',
  );
  await expect(sheet(page).getByRole('heading', { level: 3 }).first()).toHaveText('Closest');
  await expect(sheet(page).locator('summary').first()).toBeVisible();
  await expectAccessible(page, 'dialog.receipts');
});

test('a job of Arus is nobody else’s to check, and an unknown case is no page', async ({ page }) => {
  await page.goto('.#/receipt/spark/tunnel');
  await expect(badge(page)).toBeVisible({ timeout: 30_000 });
  await chooseEngine(page, 'Daily batch');
  await expect(page.locator('button.receipts-badge')).toHaveCount(0);
  await page.goto('.#/receipt/spark/nothing-of-the-kind');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Place in the run' })).toHaveCount(0);
});

/** Many filters in a row: nothing that anybody would record. */
const UNASKED = {
  format: 'arus/1',
  name: 'unasked',
  sources: {
    events: {
      columns: { t: 'timestamp', n: 'long' },
      arrivals: [{ arrivesAt: '2026-03-02T12:00:10Z', row: { t: '2026-03-02T12:00:00Z', n: 1 } }],
    },
  },
  query: {
    from: 'events',
    steps: [
      { filter: 'n > 0' },
      { filter: 'n > -1' },
      { filter: 'n > -2' },
      { filter: 'n > -3' },
      { watermark: 't', delay: '1 minute' },
    ],
  },
  engines: { spark: { trigger: { processingTime: '1 minute' }, outputMode: 'append' } },
};
