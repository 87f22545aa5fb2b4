import { texts } from '../i18n';
import { expect, expectAccessible, test } from './fixtures';

for (const language of ['en', 'id'] as const) {
  const t = texts[language].open.flights;
  const home = texts[language].home;

  test.describe(`Real flights, ${language}`, () => {
    test.use({ locale: language });

    test('one click from the home page a stormy day runs with its real delays', async ({ page }) => {
      await page.goto('.');
      await page.getByRole('link', { name: home.flights }).click();
      await expect(page.getByRole('heading', { name: t.title })).toBeVisible();
      await expect(page.getByRole('radio', { name: t.choices.day(207) })).toBeChecked();
      await expect(page.locator('.rails .surface')).toBeVisible();
      // Where the data come from, and what is simplified, is said beside them.
      await expect(page.getByText(t.source('flights-20k.json'))).toBeVisible();
      await expect(page.getByText(t.simplified)).toBeVisible();
      // Its planes are dropped as late for real.
      await page.keyboard.press('l');
      await expect(page.locator('.rails .callout')).toBeVisible();
      await expectAccessible(page);
    });

    test('2,000 and 20,000 flights run, and the address leads back to them', async ({ page }) => {
      await page.goto('./#/flights');
      await expect(page.locator('.rails .surface')).toBeVisible();
      for (const [rows, name] of [
        ['2000', t.choices.some],
        ['20000', t.choices.all],
      ] as const) {
        await page.getByRole('radio', { name }).click();
        await expect(page).toHaveURL(new RegExp(`#/flights\\?${rows}$`));
        await expect(page.locator('.lesson')).toHaveAttribute('aria-busy', 'false');
        // So many rows are drawn as a crowd.
        await expect(page.locator('.rails canvas')).toBeVisible();
      }
      await page.reload();
      await expect(page.getByRole('radio', { name: t.choices.all })).toBeChecked();
      await expect(page.locator('.rails canvas')).toBeVisible();
    });

    test('flights that cannot be fetched are said, and fetched again when asked', async ({ page, complaints }) => {
      await page.route('**/flights-2k*.json', (route) => route.abort());
      await page.goto('./#/flights?2000');
      await expect(page.getByRole('heading', { name: t.failed.title })).toBeVisible();
      await expect(page.getByRole('alert')).toContainText('flights-2k.json');
      await expectAccessible(page);
      await page.unroute('**/flights-2k*.json');
      await page.getByRole('button', { name: t.failed.again }).click();
      await expect(page.locator('.rails canvas')).toBeVisible();
      expect(complaints.splice(0).every((complaint) => complaint.includes('ERR_FAILED'))).toBe(true);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the flights stand under a sheet that says what they are', async ({ page }) => {
    await page.goto('./#/flights');
    await expect(page.locator('.rails[data-orientation="vertical"] .surface')).toBeVisible();
    await expect(page.getByRole('complementary', { name: texts.en.open.flights.region })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test('the flights are as they were left for one who comes back', async ({ page }) => {
  await page.goto('./#/flights');
  await expect(page.locator('.rails .surface')).toBeVisible();
  await page.getByRole('button', { name: /^Output/ }).click();
  await page.getByRole('radio', { name: /^update/ }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Output/ })).toContainText('update');
  // Away to a page that puts nothing on the stage; the home page would.
  await page.goto('./#/open');
  await expect(page.getByRole('textbox')).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: /^Output/ })).toContainText('update');
});

test('200,000 flights of which only the hour is known lie folded on one day, and say so', async ({ page }) => {
  const t = texts.en.open.flights;
  await page.goto('./#/flights');
  await page.getByRole('radio', { name: t.choices.folded }).click();
  await expect(page).toHaveURL(/#\/flights\?200000$/);
  await expect(page.locator('.rails canvas')).toBeVisible();
  await expect(page.getByText(t.folded)).toBeVisible();
  await page.locator('.scrubber').focus();
  await page.keyboard.press('End');
  // Late rows stand on the map as well, where the field is looked at closely.
  await page.getByRole('button', { name: texts.en.stage.map, exact: true }).click();
  await expect(page.locator('.map canvas')).toBeVisible();
  await page.getByRole('button', { name: texts.en.rails.closer }).click();
  await expect(page.locator('.map canvas')).toBeVisible();
  await expectAccessible(page);
});
