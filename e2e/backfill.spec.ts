/** The nightly job runs a day again: chosen by hand, told if it cannot be, taken out again. */

import { changed } from '../engine/scenario/pickups.fixture';
import { expect, expectAccessible, test } from './fixtures';

test('a day is run again once it is over, takes the place of what it had said, and is taken out', async ({ page }) => {
  await page.goto('./#/open');
  // One row of the day comes when the night's run is over: only a run again can count it.
  const file = changed((f) => {
    f.sources.pickups.arrivals[3].arrivesAt = '2026-03-03T01:00:00+07:00';
    f.engines = { dailyBatch: { at: '23:59:00', timeZone: 'Asia/Jakarta' } };
    f.until = '2026-03-03T12:00:00+07:00';
  });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'pickups.json', mimeType: 'text/plain', buffer: Buffer.from(JSON.stringify(file)) });
  const place = page.getByRole('slider', { name: 'Place in the run' });
  const result = page.locator('.panels');
  await place.press('End');
  await expect(result).not.toContainText('14:15');

  const setting = page.getByRole('button', { name: /^Run again/ });
  await expect(setting).toContainText('no day');
  await setting.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Run .* again (now|once)/ })
    .click();
  await expect(setting).toContainText('1 run');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await place.press('End');
  await expect(result).toContainText('14:15');

  await setting.click();
  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(setting).toContainText('no day');
});
