import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { expect, expectAccessible, test } from './fixtures';

const LOCALES = { en: 'en-GB', id: 'id-ID' } as const;

for (const language of LANGUAGES) {
  const t = texts[language].build;
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    test('a query is built from nothing by keyboard: steps added, filled in, ordered, mended, taken away, undone', async ({
      page,
    }) => {
      await page.goto('./#/build');
      const panel = page.getByRole('region', { name: t.region }).last();
      const says = panel.getByRole('status');
      await expect(says).toHaveText(t.runs);

      await panel.getByRole('button', { name: `+ ${t.addKind.aggregate}` }).press('Enter');
      const first = panel.getByRole('group', { name: t.step(1, t.kind.aggregate) });
      await expect(first.getByRole('combobox', { name: t.window })).toBeFocused();
      await first.getByRole('combobox', { name: t.window }).selectOption('tumbling');
      // Append without a watermark: Spark refuses it, and the stage keeps what it had.
      await expect(panel.getByRole('alert')).toBeVisible();

      await panel.getByRole('button', { name: `+ ${t.addKind.watermark}` }).press('Enter');
      const watermark = panel.getByRole('group', { name: t.step(2, t.kind.watermark) });
      await watermark.getByRole('textbox', { name: t.delay }).fill('soon');
      await expect(watermark.getByRole('alert')).toContainText('soon');
      await watermark.getByRole('textbox', { name: t.delay }).fill('12 minutes');
      await watermark.getByRole('button', { name: t.up(t.step(2, t.kind.watermark)) }).press('Enter');
      await expect(panel.getByRole('group', { name: t.step(1, t.kind.watermark) })).toBeVisible();
      await expect(says).toHaveText(t.runs);
      await expectAccessible(page);

      // The stage runs it: there is something to see in its table of results.
      await page.keyboard.press('End');
      await panel.getByRole('button', { name: t.remove(t.step(1, t.kind.watermark)) }).press('Enter');
      await expect(panel.getByRole('alert')).toBeVisible();
      await page.getByRole('button', { name: texts[language].stage.undo }).first().click();
      await expect(panel.getByRole('group', { name: t.step(1, t.kind.watermark) })).toBeVisible();
      await expect(says).toHaveText(t.runs);
    });
  });
}

test('lesson 14: the query that is built from nothing is graded, and the course is looked back on', async ({
  page,
}) => {
  const { build: t, lessonPanel: say } = texts.en;
  await page.goto('./#/lesson/summary/check');
  const panel = page.getByRole('region', { name: t.region });
  await panel.getByRole('button', { name: `+ ${t.addKind.watermark}` }).click();
  await panel.getByRole('textbox', { name: t.delay }).fill('12 minutes');
  await panel.getByRole('button', { name: `+ ${t.addKind.aggregate}` }).click();
  await panel.getByRole('combobox', { name: t.window }).selectOption('tumbling');
  await expect(panel.getByRole('status')).toHaveText(t.runs);
  await page.getByRole('button', { name: say.handIn }).click();
  await expect(page.locator('.lesson-text')).toContainText('You built it from scratch');
  await expect(page.getByRole('region', { name: say.map.title }).getByRole('row')).toHaveCount(15);
  await expectAccessible(page);
});
