/** Forms that a page takes beside its sizes, themes and languages: colours that the system forces, more contrast, paper. */
import type { Page } from '@playwright/test';
import { openScreen, screens } from '../scripts/screens.mjs';
import { expect, expectAccessible, test } from './fixtures';

const screen = (name: string) => screens.find((s) => s.name === name) as (typeof screens)[number];

/** Screens that between them have every kind of control, mark and chosen thing. */
const TOLD = [
  'home',
  'tunnel-answered',
  'tunnel-why',
  'sweep',
  'crash-lab',
  'decide',
  'exercise-failed',
  'loop-wrong',
  'compare-why',
  'flights-2000',
];

const CONTRASTS = [
  { forcedColors: 'active', colorScheme: 'light' },
  { forcedColors: 'active', colorScheme: 'dark' },
  { contrast: 'more', colorScheme: 'light' },
  { contrast: 'more', colorScheme: 'dark' },
] as const;

for (const name of TOLD)
  test(`${name}: in forced colours and with more contrast words are read, and what is chosen does not look like the rest`, async ({
    page,
    appAddress,
  }) => {
    // A sweep is awaited whole, and each of four looks is searched for words.
    test.slow();
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await openScreen(page, appAddress, screen(name));
    for (const way of CONTRASTS) {
      await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', ...way });
      await expectAccessible(page, undefined, ['color-contrast']);
      expect(await chosenLikeOthers(page), JSON.stringify(way)).toEqual([]);
    }
  });

/** Buttons that are pressed and do not look it: in the colours and lines of one beside them that is not. */
function chosenLikeOthers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const look = (e: Element): string => {
      const { backgroundColor, borderTopColor, boxShadow, outlineStyle } = getComputedStyle(e);
      return [backgroundColor, borderTopColor, boxShadow, outlineStyle].join(' ');
    };
    return [...document.querySelectorAll('button[aria-pressed="true"]')]
      .filter((chosen) => chosen.checkVisibility())
      .filter((chosen) =>
        [...(chosen.parentElement?.children ?? [])].some(
          (other) => other.getAttribute('aria-pressed') === 'false' && look(other) === look(chosen),
        ),
      )
      .map((chosen) => chosen.textContent ?? '');
  });
}

test('the water, the batches and the open windows are areas in forced colours, too', async ({ page, appAddress }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await openScreen(page, appAddress, screen('tunnel-answered'));
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const fills = await page
    .locator('.batches rect')
    .evaluateAll((marks) => [...new Set(marks.map((mark) => getComputedStyle(mark).fill))]);
  expect(fills.length, 'blocks that are over, that runs, and to come').toBeGreaterThan(1);
  expect(fills.filter((fill) => fill !== ground).length, 'blocks on the ground').toBeGreaterThan(1);
});

test.describe('on paper', () => {
  test.use({ colorScheme: 'dark' });

  /** As the browser does when it is asked to print; a page of A4 between its margins. */
  async function toPaper(page: Page): Promise<void> {
    // What is printed is loaded once the page is used.
    await page.mouse.move(5, 5);
    await page.waitForLoadState('networkidle');
    await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 695, height: 1024 });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  }

  for (const name of [
    'tunnel-answered',
    'exercise-failed',
    'sweep',
    'crash-lab',
    'decide',
    'compare',
    'compare-table',
    'loop-wrong',
    'tunnel-why',
    'handout',
    'open-csv',
    'terms',
    'home',
  ]) {
    test(`${name}: light, nothing that only a hand can use, nothing cut at its right`, async ({ page, appAddress }) => {
      await openScreen(page, appAddress, screen(name));
      await toPaper(page);
      await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      const left = page
        .locator('.btn:not(.engine-menu, select), .seg, .transport, .lesson .steps')
        .filter({ visible: true });
      expect(await left.allTextContents(), 'controls').toEqual([]);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((e) => e instanceof HTMLElement && e.checkVisibility() && getComputedStyle(e).overflowX !== 'visible')
          .filter((e) => !e.matches('.heard, .heard *, input, select, legend') && e.scrollWidth > e.clientWidth + 1)
          .map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} px in ${e.clientWidth}`),
      );
      expect(cut, 'what a scroll would bring').toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, 'as wide as the paper').toBeLessThanOrEqual(695);
    });
  }

  test('a stage has its settings, its picture, the facts of it as a table and all panels', async ({
    page,
    appAddress,
  }) => {
    await openScreen(page, appAddress, screen('tunnel-answered'));
    await toPaper(page);
    await expect(page.locator('.knobs')).toContainText('5 min');
    await expect(page.locator('.picture .rails')).toBeVisible();
    const twin = page.locator('.printed-twin');
    await expect(twin.getByRole('table', { name: 'Rows' }).locator('tbody tr')).toHaveCount(19);
    await expect(twin).toContainText('late, dropped');
    for (const panel of ['#batch', '#state', '#result']) await expect(page.locator(panel)).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(twin).toHaveCount(0);
  });

  test('a question about several runs that is not answered has what there is to choose from', async ({ page }) => {
    await page.goto('#/lesson/watermark/7');
    const match = page.locator('.predict.match');
    await expect(match.locator('select').first()).toBeVisible();
    const options = await match.locator('select').first().locator('option:not([disabled])').allTextContents();
    expect(options.length).toBeGreaterThan(2);
    await expect(match.locator('.on-paper-only')).toBeHidden();
    await match.locator('select').first().selectOption({ index: 2 });
    await toPaper(page);
    for (const option of options) await expect(match.locator('.on-paper-only')).toContainText(option);
    // What was chosen stands there; beside the others is room to write.
    await expect(match.locator('li').first().locator('select')).toBeVisible();
    await expect(match.locator('li').nth(1).locator('select')).toBeHidden();
  });

  test('a whole lesson is printed as questions with empty boxes, and with answers only if asked', async ({
    page,
    appAddress,
  }) => {
    await openScreen(page, appAddress, screen('tunnel-answered'));
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name: 'Handout of the whole lesson' }).click();
    const places = page.locator('.on-paper');
    // A question from before, eight steps, a check.
    await expect(places).toHaveCount(10, { timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled();
    const tunnel = places.nth(4);
    await expect(tunnel).toContainText('What happens to this pickup?');
    await expect(tunnel.locator('.boxes li')).toHaveCount(3);
    // Nothing on the whole paper tells what a prediction is about.
    await expect(page.locator('.handout')).not.toContainText('✓ what the run says');
    await expect(tunnel.locator('.rails')).not.toContainText('under water');
    await toPaper(page);
    const pages = await places.evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height));
    expect(Math.max(...pages), 'a question and its picture on one page').toBeLessThan(1000);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Mine, where I answered' }).click();
    await expect(tunnel).toContainText('It is dropped your answer ✓ what the run says', { useInnerText: true });
    await expect(tunnel.locator('.rails')).toContainText('under water');
    await expect(page.locator('.said')).toHaveCount(1);
  });

  test('a sheet over the page is printed alone and whole', async ({ page, appAddress }) => {
    await openScreen(page, appAddress, screen('receipts'));
    await toPaper(page);
    const sheet = page.locator('dialog.receipts');
    await expect(sheet.locator('.printed').first()).toBeVisible();
    await expect(page.locator('.bar, .picture, .lesson').filter({ visible: true })).toHaveCount(0);
    const hidden = await sheet.evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll('*')]
        .filter((e) => e instanceof HTMLElement && e.checkVisibility() && e.scrollHeight > e.clientHeight + 2)
        .filter((e) => getComputedStyle(e).overflowY !== 'visible')
        .map((e) => e.className),
    );
    expect(hidden, 'scrolls').toEqual([]);
    expect((await sheet.boundingBox())?.y).toBe(0);
  });
});

test.describe('at 200 %', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' }, deviceScaleFactor: 2 });

  for (const viewport of [
    { width: 720, height: 450 },
    { width: 683, height: 384 },
  ])
    test(`${viewport.width} × ${viewport.height}: the lesson stands beside the picture, and all of it is reached`, async ({
      page,
      appAddress,
    }) => {
      await page.setViewportSize(viewport);
      await openScreen(page, appAddress, screen('tunnel'));
      const [lesson, picture, time] = await Promise.all(
        ['.lesson', '.picture', '.transport'].map((part) => page.locator(part).first().boundingBox()),
      );
      if (!lesson || !picture || !time) throw new Error('a region is not drawn');
      expect(lesson.x + lesson.width, 'beside each other').toBeLessThanOrEqual(picture.x);
      expect(time.height, 'what is done while watching is one line').toBeLessThan(60);
      expect(picture.height, 'of the picture').toBeGreaterThan(200);
      for (const option of await page.locator('.predict .opt').all()) {
        await option.scrollIntoViewIfNeeded();
        const box = await option.boundingBox();
        expect(box && box.y > 44 && box.y + box.height < time.y, 'an option is seen whole').toBe(true);
      }
      await page.locator('.predict .opt').nth(1).click();
      await page.locator('.steps button.solid').click();
      await expect(page.locator('.verdict')).toBeInViewport();
      await page.locator('.verdict .why').click();
      await expect(page.locator('.inspector h2').first()).toBeInViewport();
      await expectAccessible(page);
    });

  test('the rails of the home page lie as its own do, at every width that is not a phone', async ({
    page,
    appAddress,
  }) => {
    await openScreen(page, appAddress, screen('home'));
    for (const width of [600, 683, 1024, 1180, 1200, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      await expect(page.locator('.hero-rails [data-orientation]').first()).toHaveAttribute(
        'data-orientation',
        'horizontal',
      );
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.locator('.hero-rails [data-orientation]').first()).toHaveAttribute(
      'data-orientation',
      'vertical',
    );
  });
});

for (const [language, name] of [
  ['en', 'Check answer'],
  ['id', 'Periksa jawaban'],
] as const)
  test.describe(`text half as large again beside a lesson, ${language}`, () => {
    test.use({ locale: language });
    test('the way on keeps its padding, and the row of places its room', async ({ page }) => {
      await page.goto('#/lesson/watermark/4');
      const button = page.getByRole('button', { name, exact: true });
      await expect(button).toBeVisible();
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '24px';
      });
      const room = await button.evaluate((element) => {
        const words = document.createRange();
        words.selectNodeContents(element);
        const [outer, inner] = [element.getBoundingClientRect(), words.getBoundingClientRect()];
        return Math.min(inner.left - outer.left, outer.right - inner.right);
      });
      expect(room).toBeGreaterThanOrEqual(11);
      expect((await page.locator('.lesson .prog').boundingBox())?.width).toBeGreaterThan(90);
    });
  });
