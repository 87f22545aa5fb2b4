/** The comparison as a person uses it: which engine was right, where two of them part, why, and back to the stage. */
import Papa from 'papaparse';
import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { expect, expectAccessible, test } from './fixtures';
import { pngSize, save, seenAlone } from './saved';

test('the same rows on every engine: the first difference, the next one, and why an answer is wrong', async ({
  page,
}) => {
  await page.goto('#/compare');
  const panel = page.locator('.compare-diff');
  await expect(panel).toContainText('First difference');
  await expect(panel).toContainText('window 14:00 to 14:05');
  await expect(panel).toContainText('What closes a window');
  await expect(panel).toContainText('The row from 14:04:30, which arrived at 14:08:10');

  await page.keyboard.press('n');
  await expect(panel).toContainText('window 14:05 to 14:10');
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', '14:10');
  // Nothing that comes later shows.
  const loop = page.getByRole('list', { name: 'Answers of Batch in a loop' });
  await expect(loop.getByRole('button')).toHaveCount(2);
  await page.keyboard.press('p');
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', '14:05');

  await page.getByRole('slider').focus();
  await page.keyboard.press('End');
  const spark = page.getByRole('list', { name: 'Answers of Structured Streaming' });
  await spark.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('dropped as late');
  await page.keyboard.press('ArrowRight');
  await expect(spark.getByRole('button').nth(1)).toBeFocused();
  await expectAccessible(page);
});

test('a table has the same facts, and the moment of a cause opens on the stage from which one came', async ({
  page,
}) => {
  await page.goto('#/flights');
  await page.getByRole('button', { name: /^Engine:/ }).click();
  await page.getByRole('link', { name: 'Compare engines' }).click();
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table', { name: 'Every answer of every engine' })).toContainText('✓');
  await expect(page.getByRole('table', { name: 'Rows that have arrived' })).toBeVisible();
  await expect(page.locator('.compare-refused')).toContainText('Batch in a loop cannot run it');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Picture' }).click();
  await page.getByRole('button', { name: 'Back to the stage' }).click();
  await expect(page).toHaveURL(/#\/flights/);
  await expect(page.locator('.picture')).toBeVisible();
});

test('two settings of one engine: where they first part, and the other one comes onto the stage as an edit', async ({
  page,
}) => {
  await page.goto('#/receipt/spark/tunnel');
  await page.getByRole('button', { name: /^Engine:/ }).click({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Compare engines' }).click();
  await page.getByRole('button', { name: 'Two settings' }).click();
  const panel = page.locator('.compare-diff');
  await expect(page.getByRole('list', { name: 'Answers of Delay 5 min' }).getByRole('button')).not.toHaveCount(0);
  await page.getByRole('button', { name: /^Delay of the other run/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('12 minutes');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(panel).toContainText('window 14:00 to 14:05');
  await expect(panel).toContainText('Delay 12 min');
  await expect(panel).toContainText('The row from 14:03:50, which arrived at 14:20:30');
  await expect(panel).toContainText('The setting decides what is too late');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('columnheader', { name: 'Delay 12 min' })).toBeVisible();
  await page.getByRole('button', { name: 'Picture' }).click();

  await page.getByRole('list', { name: 'Answers of Delay 12 min' }).getByRole('button').first().click();
  await expect(panel).toContainText('Delay 12 min');
  await page.getByRole('button', { name: 'Back to the stage' }).click();
  await expect(page.getByRole('button', { name: /^Delay 5 min/ })).toBeVisible();
});

for (const language of LANGUAGES)
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'id-ID' });
    test('seven windows on five engines stand whole over what is said of the difference', async ({ page }) => {
      await page.goto('#/compare');
      const [grid, panel] = [page.locator('.compare-grid'), page.locator('.compare-diff')];
      await expect(page.locator('svg.strip')).toHaveCount(5);
      for (const size of [
        { width: 1440, height: 900 },
        { width: 1366, height: 768 },
        { width: 1024, height: 768 },
      ]) {
        await page.setViewportSize(size);
        await expect
          .poll(async () => {
            const [above, below] = [await grid.boundingBox(), await panel.boundingBox()];
            return above && below ? above.y + above.height - below.y : null;
          })
          .toBeLessThan(4);
        // No answer lies on another one's figure; on a small screen, none on one that stands.
        const which = size.width > 1100 ? '.plate' : '.plate:not(.update)';
        const hidden = await page.evaluate((plates) => {
          const boxes = [...document.querySelectorAll(plates)].map((plate) => plate.getBoundingClientRect());
          return boxes.filter((a, i) => boxes.some((b, j) => i < j && Math.hypot(a.x - b.x, a.y - b.y) < 12)).length;
        }, which);
        expect(hidden).toBe(0);
      }
    });
  });

for (const language of LANGUAGES) {
  test.describe(`a comparison leaves as files, ${language}`, () => {
    test.use({ locale: language });
    const { keep, compare, stage } = texts[language];
    test('its picture as SVG and PNG, its answers and scores as CSV, by keys', async ({ page }) => {
      await page.goto('#/compare');
      await expect(page.locator('.plates button').first()).toBeVisible();
      const svg = await save(page, language, keep.menu.svg);
      expect(svg.name).toBe(`tunnel.${compare.screen.files.page}.svg`);
      const { words, fontless, ink } = await seenAlone(page, svg.bytes.toString());
      // The names of engines and how they score are words of the page, the rest are marks.
      for (const said of [compare.engine.spark, compare.engine.dailyBatch, compare.screen.eventTime, '94%', '14:05'])
        expect(words.map((text) => text.replaceAll('\u00a0', ' ').trim())).toContain(said);
      expect(words.filter((text) => text === '4').length).toBeGreaterThan(2);
      expect(fontless).toEqual([]);
      expect(ink).toEqual([]);

      const box = await page.locator('.compare-grid').boundingBox();
      const size = pngSize((await save(page, language, keep.menu.png)).bytes);
      expect(Math.abs(size.width - ((box?.width ?? 0) + 28) * 2)).toBeLessThanOrEqual(2);
      expect(Math.abs(size.height - ((box?.height ?? 0) + 28) * 2)).toBeLessThanOrEqual(2);

      const answers = linesOf(await save(page, language, compare.screen.saveAnswers));
      const { run, saidAt, verdict, isRight, isWrong, replaced } = compare.screen;
      const of = (engine: string) => answers.filter((line) => line[run] === engine);
      expect(of(compare.engine.spark)[0]).toMatchObject({
        windowStart: '2026-03-02T14:00:00+07:00',
        windowEnd: '2026-03-02T14:05:00+07:00',
        pickups: '3',
        [`${compare.truth}: pickups`]: '4',
        [verdict]: isWrong,
      });
      expect(of(compare.engine.dailyBatch).map((line) => line[verdict])).toEqual(Array(7).fill(isRight));
      // Kafka Streams says each figure again with each of its rows.
      const updates = of(compare.engine.kafkaStreams);
      expect(updates.filter((line) => line[verdict] === replaced)).toHaveLength(11);
      expect(updates[0]?.[saidAt]).toMatch(/^2026-03-02T14:0\d:\d\d(\.\d+)?\+07:00$/);

      const scores = linesOf(await save(page, language, compare.screen.saveScores));
      expect(scores.map((line) => [line[run], line[compare.screen.countedRows]])).toEqual([
        [compare.engine.spark, '15'],
        [compare.engine.flink, '15'],
        [compare.engine.kafkaStreams, '18'],
        [compare.engine.batchLoop, '14'],
        [compare.engine.dailyBatch, '19'],
      ]);
      expect(scores[0]?.[`${compare.medianWait} (s)`]).toBe('600');

      // Without a picture it says what to do.
      await page.getByRole('button', { name: stage.table, exact: true }).click();
      await page.getByRole('button', { name: keep.save, exact: true }).click();
      await page.getByRole('menuitem', { name: keep.menu.svg }).click();
      await expect(page.getByRole('menu')).toContainText(keep.noPictureHere);
      await expectAccessible(page, '[role=menu]');
    });
  });
}

/** A CSV file read by another program, by its heads. */
function linesOf({ name, bytes }: { readonly name: string; readonly bytes: Buffer }): Record<string, string>[] {
  expect(name).toMatch(/\.csv$/);
  const { data, errors } = Papa.parse<Record<string, string>>(bytes.toString().replace('\uFEFF', ''), { header: true });
  expect(errors).toEqual([]);
  return data;
}
