import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { expect, expectAccessible, test } from './fixtures';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const WORDS = {
  en: {
    locale: 'en-GB',
    start: /Start lesson 1/,
    check: 'Check answer',
    next: /^(Next|To the check)$/,
    handIn: 'Hand in',
    passed: /Passed/,
    typed: 'Or type it',
    done: 'Done',
    notes: 'Open with notes',
    presenter: 'For the presenter',
  },
  id: {
    locale: 'id-ID',
    start: /Mulai pelajaran 1/,
    check: 'Periksa jawaban',
    next: /^(Lanjut|Ke uji.*|Berikutnya)$/,
    handIn: 'Serahkan',
    passed: /Lulus/,
    typed: /ketik/i,
    done: 'Selesai',
    notes: /catatan/i,
    presenter: /presenter|pengajar|penyaji/i,
  },
} as const;

/** The setting of each lesson's check that meets its demands, as `lessons/` proves. */
const CHECKS = {
  fraud: { knob: /^(Within|Dalam) /, value: '6 h', valueId: '6 jam', places: 5 },
  watermark: { knob: /^Delay /, value: '2 min', valueId: '2 mnt', places: 8 },
} as const;

/** Every lesson, as the command line prints the course. */
const SLUGS = JSON.parse(
  spawnSync(process.execPath, ['cli/arus.mjs', 'lessons', '--json'], { cwd: projectRoot, encoding: 'utf8' }).stdout,
).map(({ slug }: { slug: string }) => slug) as string[];

/** How the words of the open options look: one look for all, or the one that stands out would be the answer. */
const looksOfOptions = (page: Page): Promise<string[]> =>
  page.locator('.predict label.opt > span').evaluateAll((options) => [
    ...new Set(
      options.flatMap((option) =>
        [option, ...option.querySelectorAll(':not(code)')].map((words) => {
          const { color, fontFamily, fontWeight, fontSize } = getComputedStyle(words);
          return [color, fontFamily, fontWeight, fontSize].join(' ');
        }),
      ),
    ),
  ]);

/**
 * What is to be found is voted on first (if it is a claim); a wrong place is answered and leaves the question open, and
 * who gives up is shown the moment. True if the page asks for a moment.
 */
async function giveUp(page: Page, press: (selector: string) => Promise<void>): Promise<boolean> {
  if ((await page.locator('.predict.find').count()) === 0) return false;
  if ((await page.locator('.find-vote').count()) > 0) {
    await page.locator('.find-vote input').first().press('Space');
    await press('.steps button.solid');
  }
  await press('.steps button.solid');
  await expect(page.locator('.predict.find .verdict')).toBeFocused();
  if ((await page.locator('.predict.find.answered').count()) === 0) await press('.predict.find .why');
  await expect(page.locator('.predict.answered .verdict')).toBeFocused();
  return true;
}

/** Answers the question on the page, whichever kind it is; any answer is answered by the run. */
async function answer(page: Page, check: string): Promise<void> {
  if (await giveUp(page, (selector) => page.locator(selector).last().tap())) return;
  const selects = page.locator('.predict select');
  for (let i = 0; i < (await selects.count()); i++) {
    const first = await selects.nth(i).locator('option:not([disabled])').first().getAttribute('value');
    await selects.nth(i).selectOption(first);
  }
  if ((await selects.count()) === 0) await page.locator('.predict input').first().check();
  await page.getByRole('button', { name: check }).click();
  await expect(page.locator('.predict.answered .verdict')).toBeFocused();
}

/** The same without a mouse. */
async function answerByKeyboard(page: Page): Promise<void> {
  if (await giveUp(page, (selector) => page.locator(selector).last().press('Enter'))) return;
  const selects = page.locator('.predict select');
  for (let i = 0; i < (await selects.count()); i++) {
    await selects.nth(i).focus();
    await page.keyboard.press('ArrowDown');
  }
  if ((await selects.count()) === 0) await page.locator('.predict input').first().press('Space');
  await page.locator('.steps button.solid').press('Enter');
  await expect(page.locator('.predict.answered .verdict')).toBeFocused();
}

for (const language of ['en', 'id'] as const) {
  const words = WORDS[language];
  test.describe(`the course, ${language}`, () => {
    test.use({ locale: words.locale });

    test('one click from the home page the first lesson runs; every entry of the page leads somewhere', async ({
      page,
    }) => {
      await page.goto('.');
      for (const link of await page.locator('a[href]').all())
        expect(await link.getAttribute('href')).toMatch(/^(?:\.?#\/|#content|https:)/);
      await page.getByRole('link', { name: words.start }).click();
      await expect(page.locator('.predict')).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.rails svg').first()).toBeVisible();
    });

    for (const [slug, solution] of Object.entries(CHECKS)) {
      test(`${slug} is gone through from its first question to its check, and is done on the home page`, async ({
        page,
      }) => {
        test.slow();
        await page.goto(`.#/lesson/${slug}`);
        await expect(page.locator('.predict')).toBeVisible({ timeout: 30_000 });
        let questions = 0;
        while ((await page.getByRole('button', { name: words.handIn }).count()) === 0) {
          await answer(page, words.check);
          questions++;
          expect(questions).toBeLessThanOrEqual(solution.places + 1);
          const heading = await page.locator('.lesson-text h1').textContent();
          await page.locator('.steps a.solid').click();
          await expect(page.locator('.lesson-text h1')).not.toHaveText(heading ?? '');
          await expect(page.locator('.predict, .shows').first()).toBeVisible({ timeout: 30_000 });
        }
        expect(questions).toBeGreaterThanOrEqual(solution.places);

        // As it starts it does not pass; what is missing is said.
        await page.getByRole('button', { name: words.handIn }).click();
        await expect(page.locator('.predict.verdict.wrong')).toBeVisible();

        await page.getByRole('button', { name: solution.knob }).click();
        const field = page.getByRole('textbox', { name: words.typed });
        await field.fill(language === 'en' ? solution.value : solution.valueId);
        await field.press('Enter');
        await page.getByRole('button', { name: words.done }).click();
        await expect(page.getByRole('button', { name: words.handIn })).toBeEnabled();
        await page.getByRole('button', { name: words.handIn }).click();
        await expect(page.locator('.predict.verdict.right')).toContainText(words.passed);
        await expectAccessible(page);

        // What was reached is kept.
        await page.goto('.');
        await page.reload();
        await expect(page.locator('.course li.done')).toHaveCount(1);
      });
    }

    for (const slug of SLUGS.filter((name) => !(name in CHECKS))) {
      // In one language by keyboard on a screen, in the other by touch on a phone.
      const phone = language === 'id';
      test.describe(phone ? 'on a phone' : 'by keyboard', () => {
        test.use(phone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {});
        test(`${slug} is gone through to its check`, async ({ page }) => {
          test.slow();
          await page.goto(`.#/lesson/${slug}`);
          await expect(page.locator('.predict')).toBeVisible({ timeout: 30_000 });
          for (let place = 0; (await page.getByRole('button', { name: words.handIn }).count()) === 0; place++) {
            expect(place).toBeLessThan(12);
            expect((await looksOfOptions(page)).length, 'open options look alike').toBeLessThanOrEqual(1);
            if (phone) await answer(page, words.check);
            else await answerByKeyboard(page);
            const next = page.locator('.steps a.solid');
            const heading = await page.locator('.lesson-text h1').textContent();
            if (phone) await next.tap();
            else await next.press('Enter');
            await expect(page.locator('.lesson-text h1')).not.toHaveText(heading ?? '');
            await expect(page.locator('.predict, .shows').first()).toBeVisible({ timeout: 30_000 });
            const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            expect(beside, 'nothing beside the page').toBeLessThanOrEqual(0);
          }
          await expectAccessible(page);
        });
      });
    }

    test('presenter notes stand beside each step when they are asked for', async ({ page }) => {
      await page.goto('.');
      await page
        .getByRole('link', { name: words.notes })
        .or(page.getByRole('button', { name: words.notes }))
        .click();
      await expect(page.getByText(words.presenter).first()).toBeVisible({ timeout: 30_000 });
    });
  });
}
