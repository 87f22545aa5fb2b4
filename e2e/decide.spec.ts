import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { expect, expectAccessible, test } from './fixtures';

const LOCALES = { en: 'en-GB', id: 'id-ID' } as const;

for (const language of LANGUAGES) {
  const t = texts[language].decide;
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    test('by keyboard: six answers give a verdict, one change moves it, two contradict, and it is there after a reload', async ({
      page,
    }) => {
      await page.goto('./#/decide');
      const verdict = page.getByRole('region', { name: t.verdict.label });
      await expect(verdict.getByRole('heading')).toHaveText(t.verdict.open);

      const age = page.getByRole('slider', { name: t.question.age });
      await age.focus();
      await page.keyboard.press('Home');
      for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
      for (const [question, option] of [
        ['arrival', 'always'],
        ['purpose', 'act'],
        ['memory', 'keyed'],
        ['team', 'learning'],
        ['budget', 'little'],
      ] as const) {
        const words: Readonly<Record<string, string>> = t.option[question];
        const radio = page
          .getByRole('group', { name: t.question[question] })
          .getByRole('radio', { name: words[option] });
        await radio.focus();
        await page.keyboard.press('Space');
        await expect(radio).toBeChecked();
      }
      await expect(verdict.getByRole('heading')).toHaveText(t.verdict.microBatch);
      await expectAccessible(page);

      // What the page says would move it moves it.
      await page
        .getByRole('button', { name: new RegExp(`^${t.changes.try}`) })
        .first()
        .press('Enter');
      await expect(verdict.getByRole('heading')).toHaveText(t.verdict.jobs);

      await page
        .getByRole('group', { name: t.question.arrival })
        .getByRole('radio', { name: t.option.arrival.files })
        .press('Space');
      await expect(verdict.getByRole('heading')).toHaveText(t.verdict.contradiction);
      await expect(verdict).toContainText(t.question.age);

      await page.reload();
      await expect(verdict.getByRole('heading')).toHaveText(t.verdict.contradiction);
    });
  });
}

test('a use of one’s own is kept, shared by its link, and every reason opens its run', async ({
  page,
  browser,
  baseURL,
}) => {
  const t = texts.en.decide;
  await page.goto('./#/decide?a=2~bursts~watch~keyed~has~fine&n=Tolls&r=The+gate+waits');
  await expect(page.getByRole('region', { name: t.verdict.label }).getByRole('heading')).toHaveText(
    t.verdict.microBatch,
  );
  await expect(page.getByLabel(t.reason)).toHaveValue('The gate waits');
  await page.getByRole('button', { name: t.keep }).click();
  await page.getByLabel(t.use, { exact: true }).selectOption({ label: t.uses.payroll });
  await expect(page.getByRole('region', { name: t.verdict.label }).getByRole('heading')).toHaveText(t.verdict.daily);
  await page.getByLabel(t.use, { exact: true }).selectOption({ label: 'Tolls' });
  await expect(page.getByRole('region', { name: t.verdict.label }).getByRole('heading')).toHaveText(
    t.verdict.microBatch,
  );
  const says = page.locator('.decide-use .quiet');
  await expect(says).toHaveText(t.kept('Tolls'));
  await page.getByRole('button', { name: t.forget('Tolls') }).click();
  await expect(says).toHaveText(t.stay);

  const links = page.locator('.decide-reasons a');
  const addresses = await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  expect(addresses).toHaveLength(6);
  for (const address of new Set(addresses)) {
    const other = await (await browser.newContext({ ...(baseURL && { baseURL }) })).newPage();
    await other.goto(`./${address}`);
    await expect(other.locator('main.stage')).toBeVisible();
    await other.context().close();
  }
});

test('a link whose answers cannot be read whole says so and fills in the rest', async ({ page }) => {
  await page.goto('./#/decide?a=7~always~fly~keyed~~little');
  const t = texts.en.decide;
  await expect(page.getByRole('alert')).toHaveText(t.badLink);
  await expect(page.getByRole('radio', { name: t.option.arrival.always })).toBeChecked();
  await expect(page.getByRole('region', { name: t.verdict.label }).getByRole('heading')).toHaveText(t.verdict.open);
});

test('the model is on sliders: a dearer start makes small jobs no bargain', async ({ page }) => {
  const t = texts.en.decide;
  await page.goto('./#/decide?a=240~always~act~keyed~learning~little');
  const verdict = page.getByRole('region', { name: t.verdict.label }).getByRole('heading');
  await expect(verdict).toHaveText(t.verdict.jobs);
  await page.getByText(t.model.title).click();
  await page.getByRole('slider', { name: t.model.start }).press('End');
  await expect(verdict).toHaveText(t.verdict.microBatch);
  await page.getByRole('button', { name: t.model.reset }).click();
  await expect(verdict).toHaveText(t.verdict.jobs);
});
