import { percent } from '../i18n/format';
import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { expect, expectAccessible, test } from './fixtures';
import { pngSize, save, seenAlone } from './saved';

for (const language of LANGUAGES) {
  test.describe(`the trade-off explorer, ${language}`, () => {
    test.use({ locale: language });
    const t = texts[language].sweep;
    test('turns the delay, and the stage follows', async ({ page }) => {
      await page.goto('.#/sweep');
      const lines = page.locator('.sweep-table tbody tr');
      await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
      expect(await lines.count()).toBeGreaterThan(20);
      await expectAccessible(page);
      // By keys: to the longest delay, which loses nothing.
      const slider = page.getByRole('slider', { name: t.value(t.settings.delay) });
      await slider.focus();
      await page.keyboard.press('Home');
      await expect(lines.first()).toHaveClass('chosen');
      await page.keyboard.press('End');
      await expect(lines.last()).toHaveClass('chosen');
      await expect(lines.last()).toContainText(language === 'en' ? '100%' : '100%');
      // A promise that nothing keeps says so, and one that something keeps says what.
      const complete = page.getByRole('slider', { name: t.promise.completeness });
      const wait = page.getByRole('slider', { name: t.promise.wait });
      await complete.press('End');
      await wait.press('Home');
      await expect(page.locator('.sweep-verdict')).toHaveText(t.promise.never(t.settings.delay));
      await wait.press('End');
      await page.getByRole('slider', { name: t.promise.state }).press('End');
      await expect(page.locator('.sweep-verdict')).toContainText(t.promise.kept('', t.settings.delay).slice(0, 10));
      // By the table, then on the stage.
      await lines.nth(2).getByRole('button').click();
      const value = await lines.nth(2).getByRole('button').innerText();
      await page.getByRole('button', { name: t.use(value), exact: true }).click();
      // Even where one came from no stage: there is one for these rows.
      await expect(page.locator('.sweep')).toBeHidden();
      await expect(page.locator('.rails')).toBeVisible();
      await expect(page.locator('.knobs')).toContainText(value);
    });
    test('leaves as files: both pictures as one, every run as CSV', async ({ page }) => {
      const { keep } = texts[language];
      await page.goto('.#/sweep');
      await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
      const svg = await save(page, language, keep.menu.svg);
      expect(svg.name).toMatch(new RegExp(`\\.${t.files.page}\\.svg$`));
      const { words, fontless, ink } = await seenAlone(page, svg.bytes.toString());
      for (const said of [t.frontier, t.curves(t.settings.delay), t.waitAxis, t.complete])
        expect(words).toContain(said);
      expect(fontless).toEqual([]);
      expect(ink).toEqual([]);
      const boxes = await page.locator('.sweep-grid > .pictured').evaluateAll((all) =>
        all.map((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      );
      const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))];
      const size = pngSize((await save(page, language, keep.menu.png)).bytes);
      expect(Math.abs(size.width - (right - left + 28) * 2)).toBeLessThanOrEqual(2);
      const csv = (await save(page, language, t.saveRuns)).bytes.toString().replace('\uFEFF', '').split('\r\n');
      expect(csv).toHaveLength((await page.locator('.sweep-table tbody tr').count()) + 1);
      expect(csv[0]).toBe(
        [`${t.settings.delay} (s)`, t.complete, `${t.wait} (s)`, t.state, t.right, t.figures, t.remarks].join(','),
      );
      // The second run waits half a minute, and says the same as the table.
      const cells = csv[2]?.split(',') ?? [];
      expect(cells[0]).toBe('30');
      const line = page.locator('.sweep-table tbody tr').nth(1);
      await expect(line).toContainText(`${cells[4]}/${cells[5]}`);
      await expect(line.locator('td').first()).toHaveText(percent(Number(cells[1]), language, 1));
    });
    test('shows what the same delay buys with other arrivals', async ({ page }) => {
      await page.goto('.#/sweep');
      const cards = page.locator('.sweep-pattern');
      await expect(page.locator('.sweep-pattern[aria-busy="false"]')).toHaveCount(3);
      await expect(cards.nth(1)).toHaveAttribute('aria-pressed', 'true');
      await expect(cards.nth(1)).not.toContainText(t.patterns.running);
      // Those that were off for hours make no delay worth it; by keys they come onto the page.
      await cards.nth(2).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('combobox', { name: t.patterns.rows, exact: true })).toHaveValue('offline');
      await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
      await expectAccessible(page);
      // A setting that waits for nothing has no such pictures.
      await page.getByRole('combobox', { name: t.setting, exact: true }).selectOption('trigger');
      await expect(cards).toHaveCount(0);
    });
    test('by touch on the picture, another setting of another engine', async ({ page }) => {
      await page.goto('.#/sweep');
      await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
      await page.getByRole('combobox', { name: t.engine, exact: true }).selectOption('kafkaStreams');
      await page.getByRole('combobox', { name: t.setting, exact: true }).selectOption('grace');
      await expect(page.locator('.sweep-table th').first()).toHaveText(t.settings.grace);
      await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
      const svg = page.locator('.sweep-svg').nth(1);
      const box = await svg.boundingBox();
      if (!box) throw new Error('no picture');
      await svg.click({ position: { x: box.width - 14, y: box.height / 2 } });
      await expect(page.locator('.sweep-table tbody tr').last()).toHaveClass('chosen');
    });
  });
}

test('a sweep that was stopped keeps what it has found, and goes on from there', async ({ page }) => {
  const t = texts.en.sweep;
  // Runs that take their time.
  await page.goto('.#/flights?2000');
  await expect(page.locator('.rails .surface')).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/sweep';
  });
  const lines = page.locator('.sweep-table tbody tr');
  await page.getByRole('button', { name: t.stop, exact: true }).click();
  const progress = page.locator('.sweep-progress');
  await expect(progress).toContainText(/^Stopped after \d+ of \d+ runs/);
  const found = await lines.allInnerTexts();
  await page.getByRole('button', { name: t.goOn, exact: true }).click();
  await expect(progress).toBeHidden({ timeout: 120_000 });
  const all = await lines.allInnerTexts();
  expect(all.length).toBeGreaterThan(found.length);
  expect(new Set(all).size).toBe(all.length);
});

test('until the first run of another setting is there, the picture is not given for its own', async ({ page }) => {
  const t = texts.en.sweep;
  await page.goto('.#/sweep');
  const main = page.locator('.sweep');
  await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
  // What is on the page at once, before any run of it can be.
  const atOnce = await page.getByRole('combobox', { name: t.setting, exact: true }).evaluate((select, setting) => {
    (select as HTMLSelectElement).value = setting;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    const [sweep, progress] = ['.sweep', '.sweep-progress'].map((part) => document.querySelector(part));
    return [sweep?.getAttribute('aria-busy'), progress?.textContent?.trim()];
  }, 'trigger');
  expect(atOnce).toEqual(['true', t.patterns.running]);
  await expect(main).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('.sweep-table th').first()).toHaveText(t.settings.trigger);
});

test('the point is dragged by a mouse through the words of the picture, also where all of the page is marked', async ({
  page,
}) => {
  await page.goto('.#/sweep');
  await expect(page.locator('.sweep[aria-busy="false"]')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  const picture = page.locator('.sweep-svg').nth(1);
  const box = await picture.boundingBox();
  const word = await picture.locator('.band').first().boundingBox();
  if (!box || !word) throw new Error('no picture');
  // From the name of a curve before the first value and on beyond the last.
  const y = word.y + word.height / 2;
  await page.mouse.move(word.x + word.width / 2, y);
  await page.mouse.down();
  const lines = page.locator('.sweep-table tbody tr');
  await page.mouse.move(box.x - 20, y, { steps: 6 });
  await expect(lines.first()).toHaveClass('chosen');
  await page.mouse.move(box.x + box.width + 20, y, { steps: 6 });
  await expect(lines.last()).toHaveClass('chosen');
  await page.mouse.up();
});
