import { spawnSync } from 'node:child_process';
import type { Locator, Page } from '@playwright/test';
import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
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
    notes: 'Open with notes',
    presenter: 'For the presenter',
  },
  id: {
    locale: 'id-ID',
    start: /Mulai pelajaran 1/,
    check: 'Periksa jawaban',
    next: /^(Lanjut|Ke uji.*|Berikutnya)$/,
    handIn: 'Serahkan',
    notes: /catatan/i,
    presenter: /presenter|pengajar|penyaji/i,
  },
} as const;

/**
 * What meets the demands of each lesson's checks, as `lessons/` proves: a setting that is typed or chosen, an engine, a
 * query written from nothing, or a hand's own move. The moments of lesson 11 have a test of their own.
 */
type Move =
  | { readonly knob: Knob; readonly type: string }
  | { readonly knob: Knob; readonly choose: string }
  | { readonly engine: 'spark' | 'dailyBatch' }
  /** A count for each window of five minutes, behind a watermark with this delay. */
  | { readonly query: string }
  /** Keys on something of the page. */
  | { readonly on: string; readonly keys: readonly string[]; readonly asks?: true };
type Knob = 'within' | 'delay' | 'trigger' | 'output' | 'every' | 'at' | 'boundary' | 'drift' | 'loopSink';
const CHECKS: Readonly<Record<string, readonly (readonly Move[])[]>> = {
  fraud: [[{ knob: 'within', type: '6 hours' }]],
  unbounded: [[{ knob: 'at', type: '00:45' }]],
  infinite: [[{ knob: 'delay', type: '2 hours' }]],
  loop: [
    [
      { knob: 'boundary', choose: 'halfOpen' },
      { knob: 'drift', choose: 'clock' },
    ],
    // A click just before the edge comes five seconds later.
    [{ on: '.loop-row >> nth=2', keys: ['ArrowRight'] }],
    [{ on: '.lesson .slide input', keys: Array<string>(15).fill('ArrowRight') }],
    // Back from the last row to the second click of C.
    [{ on: '.row-handle >> nth=0', keys: ['[', '[', '[', 'Enter'], asks: true }],
  ],
  'two-clocks': [[{ knob: 'delay', type: '2 minutes' }]],
  watermark: [[{ knob: 'delay', type: '2 minutes' }]],
  'continuous-query': [[{ knob: 'trigger', type: '5 minutes' }]],
  'micro-batch': [
    [
      { knob: 'trigger', type: '1 second' },
      { knob: 'loopSink', choose: 'idempotent' },
    ],
  ],
  'worth-it': [[{ knob: 'every', type: '10 minutes' }]],
  'batch-wins': [
    [{ knob: 'every', type: '30 minutes' }],
    [{ engine: 'dailyBatch' }],
    [{ engine: 'dailyBatch' }],
    [{ engine: 'spark' }],
  ],
  decide: [[{ knob: 'every', type: '20 minutes' }], [{ engine: 'spark' }, { knob: 'trigger', type: '1 second' }]],
  reflect: [
    [
      { knob: 'output', choose: 'update' },
      { knob: 'delay', type: '15 minutes' },
    ],
  ],
  summary: [[{ query: '12 minutes' }]],
};

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

/** By keyboard on a screen, by a finger on a phone. */
const press = (on: Locator, phone: boolean): Promise<void> => (phone ? on.tap() : on.press('Enter'));

/** Makes a move of a check: keys but for what is built, which is tapped together on a phone. */
async function move(page: Page, language: 'en' | 'id', of: Move, phone = false): Promise<void> {
  const t = texts[language].stage;
  if ('query' in of) {
    const { build } = texts[language];
    const panel = page.getByRole('region', { name: build.region });
    await press(panel.getByRole('button', { name: `+ ${build.addKind.watermark}` }), phone);
    await panel.getByRole('textbox', { name: build.delay }).fill(of.query);
    await press(panel.getByRole('button', { name: `+ ${build.addKind.aggregate}` }), phone);
    await panel.getByRole('combobox', { name: build.window }).selectOption('tumbling');
    await expect(panel.getByRole('status')).toHaveText(build.runs);
    return;
  }
  if ('on' in of) {
    for (const key of of.keys) await page.locator(of.on).press(key);
    // What is asked about a row stands over the lesson until it is closed.
    if (of.asks)
      await page.locator('.why-panel').getByRole('button', { name: texts[language].explain.close }).press('Enter');
    return;
  }
  if ('engine' in of) {
    const group = page.getByRole('group', { name: t.engines });
    const menu = page.getByRole('button', { name: new RegExp(`^${t.engines}:`) });
    if (await menu.isVisible()) await menu.press('Enter');
    await group.getByRole('button', { name: t.engine[of.engine], exact: true }).press('Enter');
    return;
  }
  const name = t.settings[of.knob];
  // A stage of the batch may go by the same name.
  await page
    .locator('.knob')
    .and(page.getByRole('button', { name: new RegExp(`^${name} `) }))
    .press('Enter');
  const dialog = page.getByRole('dialog', { name });
  if ('type' in of) {
    const field = dialog.getByRole('textbox');
    await field.fill(of.type);
    await field.press('Enter');
  } else await dialog.locator(`input[value="${of.choose}"]`).press('Space');
  await dialog.getByRole('button', { name: t.settings.close }).press('Enter');
  await expect(dialog).toBeHidden();
}

/** Hands in each check of a lesson: as it starts it does not pass, and what is missing is said; then it passes. */
async function passChecks(page: Page, slug: string, language: 'en' | 'id', phone: boolean): Promise<void> {
  const { lessonPanel: say } = texts[language];
  const checks = CHECKS[slug] ?? [];
  for (const [i, moves] of checks.entries()) {
    const handIn = page.getByRole('button', { name: say.handIn });
    // Where there is no query yet there is nothing to hand in.
    if (moves.some((one) => 'query' in one)) await expect(handIn).toBeVisible();
    else {
      await expect(handIn).toBeEnabled({ timeout: 30_000 });
      await press(handIn, phone);
      await expect(page.locator('.predict.verdict.wrong')).toBeVisible({ timeout: 30_000 });
    }
    for (const one of moves) await move(page, language, one, phone);
    await expect(handIn).toBeEnabled();
    await press(handIn, phone);
    await expect(page.locator('.predict.verdict.right'), `check ${i + 1} of ${slug}`).toContainText(say.passed, {
      timeout: 30_000,
    });
    if (i === checks.length - 1) continue;
    const heading = await page.locator('.lesson-text h1').textContent();
    await press(page.locator('.steps a.solid'), phone);
    await expect(page.locator('.lesson-text h1')).not.toHaveText(heading ?? '');
  }
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

    for (const slug of SLUGS) {
      // In one language by keyboard on a screen, in the other by touch on a phone.
      const phone = language === 'id';
      test.describe(phone ? 'on a phone' : 'by keyboard', () => {
        test.use(phone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {});
        test(`${slug} is gone through from its first question to its last check, and is done on the home page`, async ({
          page,
        }) => {
          test.slow();
          await page.goto(`.#/lesson/${slug}`);
          await expect(page.locator('.predict')).toBeVisible({ timeout: 30_000 });
          for (let place = 0; (await page.getByRole('button', { name: words.handIn }).count()) === 0; place++) {
            expect(place).toBeLessThan(10);
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
          await passChecks(page, slug, language, phone);
          await expectAccessible(page);
          if (!(slug in CHECKS)) return;
          // What was reached is kept.
          await page.goto('.');
          await page.reload();
          await expect(page.locator('.course li.done')).toHaveCount(1);
        });
      });
    }

    test('the bar of the home page leads to each part of it, which stands in sight and is where the keyboard goes on', async ({
      page,
    }) => {
      await page.goto('.');
      const { home } = texts[language];
      for (const part of ['lessons', 'exercises', 'tools', 'teach'] as const) {
        await page.getByRole('button', { name: home.parts[part], exact: true }).press('Enter');
        await expect(page.locator(`#${part}`)).toBeFocused();
        await page.keyboard.press('Tab');
        await expect(page.locator(`#${part} :focus`)).toBeInViewport();
      }
    });

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

for (const language of ['en', 'id'] as const) {
  const phone = language === 'id';
  test.describe(phone ? 'on a phone' : 'by keyboard', () => {
    test.use({
      locale: WORDS[language].locale,
      ...(phone && { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }),
    });
    test('whichever option is chosen, the whole verdict is in sight once it is given', async ({ page }) => {
      const options = 4;
      for (let option = 0; option < options; option++) {
        await page.goto('.#/lesson/fraud/1');
        await page.locator('.predict input').nth(option).press('Space');
        await press(page.locator('.steps button.solid'), phone);
        await expect(page.locator('.predict .verdict')).toBeFocused();
        await expect(page.locator('.predict .verdict > p')).toBeInViewport({ ratio: 0.99 });
        await page.getByRole('button', { name: texts[language].lessonPanel.again }).press('Enter');
      }
    });
    test('lesson 11: who finds five of the six moments by letting the run go on passes its check; who is shown them does not', async ({
      page,
    }) => {
      test.setTimeout(120_000);
      const { lessonPanel: say, stage: t } = texts[language];
      for (let step = 1; step <= 6; step++) {
        await page.goto(`.#/lesson/misconceptions/${step}`);
        await expect(page.locator('.lesson-text .eyebrow')).toContainText(say.stepOf(step, 6), { timeout: 30_000 });
        if (phone) await page.locator('.find-vote label').first().tap();
        else await page.locator('.find-vote input').first().press('Space');
        await press(page.locator('.steps button.solid'), phone);
        const here = page.getByRole('button', { name: say.here });
        if (step === 1) {
          // One may be shown.
          await press(here, phone);
          await press(page.locator('.predict.find .why').last(), phone);
          await expect(page.locator('.predict.find.answered')).toBeVisible();
        }
        // From batch to batch: a wrong place is answered and leaves the question open.
        const on = page.getByRole('button', { name: t.transport.batchOn, exact: true });
        while ((await page.locator('.predict.find.answered').count()) === 0) {
          await press(here, phone);
          await expect(page.locator('.predict.find .verdict')).toBeFocused();
          if ((await page.locator('.predict.find.answered').count()) > 0) break;
          await expect(on, `there is more of step ${step}`).toBeEnabled();
          await press(on, phone);
        }
      }
      await page.goto('.#/lesson/misconceptions/check');
      await expect(page.locator('.shows')).toContainText('5');
      await move(page, language, { knob: 'delay', type: '10 minutes' });
      await press(page.getByRole('button', { name: say.handIn }), phone);
      await expect(page.locator('.predict.verdict.right')).toBeVisible();
    });
  });
}

for (const language of LANGUAGES)
  test.describe(`a lesson on a phone, ${language}`, () => {
    test.use({ locale: language, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    test('what there is to choose from is in sight above the way on, with the picture above it', async ({ page }) => {
      for (const place of [
        'fraud/1',
        'loop/1',
        'loop/2',
        'watermark/1',
        'watermark/4',
        'infinite/6',
        'micro-batch/1',
      ]) {
        await page.goto(`#/lesson/${place}`);
        await expect(page.locator('.predict .opt').nth(2)).toBeVisible();
        await expect(page.locator('.rails .surface')).toBeVisible();
        const sheet = page.locator('.lesson-text');
        const seen = await sheet.evaluate((box) => {
          const last = [...box.querySelectorAll('.predict .opt')].at(-1)?.getBoundingClientRect();
          return { hidden: (last?.bottom ?? Infinity) - box.getBoundingClientRect().bottom, scrolled: box.scrollTop };
        });
        expect(seen.hidden, place).toBeLessThanOrEqual(6);
        expect(seen.scrolled, place).toBe(0);
        // Where the run stands is seen above the sheet.
        const [now, top] = await Promise.all([
          page.locator('.picture .now').first().boundingBox(),
          page.locator('.frame > .lesson').boundingBox(),
        ]);
        expect((now?.y ?? Infinity) + (now?.height ?? 0), place).toBeLessThanOrEqual(top?.y ?? 0);
      }
    });
  });

/** Answers the question of a place with its second option. */
async function commit(page: Page, place: string): Promise<void> {
  await page.goto(`#/lesson/${place}`);
  await page.locator('.predict .opt').nth(1).click();
  await page.locator('.lesson .steps button.solid').click();
  await expect(page.locator('.verdict')).toBeVisible();
}

test('on a low screen the loop’s causes, its figures and its code are seen at once, beside the lesson', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await commit(page, 'loop/2');
  const [code, figures] = [page.locator('.loop-code li').last(), page.locator('.loop-figure .truth').first()];
  await expect(code).toBeVisible();
  const end = await page.locator('main.stage').evaluate((stage) => stage.getBoundingClientRect().bottom);
  for (const part of [code, figures]) {
    const box = await part.boundingBox();
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(end);
  }
});

test('by keys one sees the columns that lie behind what became of a line, and the run stays where it is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto('#/lesson/unbounded/4');
  const line = page.locator('.ledger [data-line]').last();
  await line.focus();
  const place = page.locator('.transport [role="slider"]').first();
  const before = await place.getAttribute('aria-valuetext');
  const moved = () => line.evaluate((e) => e.closest('.ledger')?.scrollLeft);
  expect(await moved()).toBe(0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(moved).toBeGreaterThan(10);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(moved).toBe(0);
  expect(await place.getAttribute('aria-valuetext')).toBe(before);
});

for (const language of LANGUAGES)
  test.describe(`on a low screen, ${language}`, () => {
    test.use({ locale: language, viewport: { width: 1366, height: 768 } });
    test('the row that a batch has read is in sight, also in a run of several days', async ({ page }) => {
      await page.goto('#/lesson/infinite/3');
      const row = page.locator('.panel .tag').first();
      await expect(row).toBeVisible();
      await expect
        .poll(() =>
          row.evaluate((tag) => {
            const foot = tag.closest('.panel')?.querySelector('.water-used')?.getBoundingClientRect();
            return (foot?.top ?? 0) - tag.getBoundingClientRect().bottom;
          }),
        )
        .toBeGreaterThanOrEqual(0);
    });
  });

test.describe('on a phone, above the lesson’s sheet', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  for (const [place, seen] of [
    ['loop/2', '.loop-figure.wrong .truth'],
    ['continuous-query/5', '.compare-score b'],
  ] as const)
    test(`${place}: the picture is in sight once the run has spoken, and its end can be reached`, async ({ page }) => {
      await commit(page, place);
      const part = page.locator(seen).first();
      await expect(part).toBeVisible();
      const sheet = page.locator('.frame > .lesson');
      await expect
        .poll(async () => {
          const [of, above] = [await part.boundingBox(), await sheet.boundingBox()];
          return (above?.y ?? 0) - ((of?.y ?? Infinity) + (of?.height ?? 0));
        })
        .toBeGreaterThanOrEqual(0);
      const last = page.locator('main.stage > *').filter({ visible: true });
      const hidden = await page.locator('main.stage').evaluate((stage) => {
        stage.scrollTop = stage.scrollHeight;
        const top = document.querySelector('.frame > .lesson')?.getBoundingClientRect().top ?? 0;
        return Math.max(...[...stage.children].map((e) => e.getBoundingClientRect().bottom)) - top;
      });
      expect(await last.count()).toBeGreaterThan(1);
      expect(hidden, 'under the sheet').toBeLessThanOrEqual(0);
      await expectAccessible(page, 'main.stage');
    });
});
