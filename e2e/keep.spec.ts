import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { texts } from '../i18n/index';
import { LANGUAGES } from '../i18n/languages';
import { chooseEngine, expect, expectAccessible, test } from './fixtures';

const press = async (page: Page, language: 'en' | 'id', item: keyof typeof texts.en.keep.menu) => {
  const menu = page.getByRole('menu');
  if (!(await menu.isVisible())) await page.getByRole('button', { name: texts[language].app.share }).click();
  await menu.getByRole('menuitem', { name: texts[language].keep.menu[item], exact: true }).click();
};
const download = async (page: Page, item: keyof typeof texts.en.keep.menu) => {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'en', item)]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
};
/** The watermark lesson's stage where the tunnel's row was dropped. */
async function goToTunnel(page: Page): Promise<void> {
  await page.goto('.#/lesson/watermark/check');
  await expect(page.locator('.rails .surface')).toBeVisible();
}

for (const language of LANGUAGES) {
  test.describe(`a link to what is on the stage, ${language}`, () => {
    test.use({ locale: language });
    test('opens the same scenario, as it was changed, at the same moment', async ({ page, context }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await goToTunnel(page);
      // One row is moved by hand, so that the link must carry more than the lesson's file.
      await page.keyboard.press('End');
      await page.locator('.rails [role="slider"]').first().focus();
      await page.keyboard.press('ArrowRight');
      const time = page.locator('.transport time, .transport .clock').first();
      await press(page, language, 'linkMoment');
      await expect(page.getByRole('menu').getByText(texts[language].keep.linkCopied)).toBeVisible();
      await expectAccessible(page, '[role=menu]');
      const said = await time.textContent();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      expect(link).toContain('#s=');
      const other = await context.newPage();
      await other.goto(link);
      await expect(other.locator('.rails .surface')).toBeVisible();
      await expect(other.getByText(texts[language].keep.shared.place)).toBeVisible();
      await expect(other.locator('.transport time, .transport .clock').first()).toHaveText(said ?? '');
    });
  });
}

test('a link shows what its sender saw: the map where it was zoomed, or the rails', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await goToTunnel(page);
  await page.keyboard.press('End');
  const sent = async (): Promise<Page> => {
    await press(page, 'en', 'linkMoment');
    await expect(page.getByRole('menu').getByText(texts.en.keep.linkCopied)).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press('Escape');
    const other = await context.newPage();
    await other.goto(link);
    return other;
  };
  const ticks = (on: Page) => on.locator('.picture .tick').allTextContents();
  for (const [key, surface] of [
    ['r', '.rails .surface'],
    ['m', '.map .plane, .map svg'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.locator(surface).first()).toBeVisible();
    const whole = await ticks(page);
    for (let i = 0; i < 3; i++) await page.keyboard.press('+');
    await expect.poll(() => ticks(page)).not.toEqual(whole);
    const other = await sent();
    await expect(other.locator(surface).first()).toBeVisible();
    await expect.poll(() => ticks(other)).toEqual(await ticks(page));
    await other.close();
  }
});

test('a link that lost its end says so, and leads home', async ({ page }) => {
  await page.goto('.#s=AAAA');
  await expect(page.getByRole('heading', { name: texts.en.keep.shared.broken.title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: texts.en.app.toHome, exact: true }).click();
  await expect(page.getByRole('heading', { name: texts.en.home.title })).toBeVisible();
});

test('the picture leaves as SVG and PNG, the facts as CSV', async ({ page }) => {
  await goToTunnel(page);
  const svg = await download(page, 'svg');
  expect(svg.name).toMatch(/\.svg$/);
  // Apart from the app, whose policy forbids what a file may have: styles within it.
  const alone = await page.context().newPage();
  const seen = await alone.evaluate((text) => {
    const image = new DOMParser().parseFromString(text, 'image/svg+xml');
    return { wrong: image.querySelector('parsererror')?.textContent, words: image.documentElement.textContent ?? '' };
  }, svg.text);
  expect(seen.wrong).toBeUndefined();
  expect(seen.words).toContain('14:05');
  expect(svg.text).not.toContain('class=');
  // Alone, without the page's fonts and styles, its words are as wide and its water is as blue.
  const drawn = (root: string) => (p: Page) =>
    p.evaluate(async (root) => {
      await document.fonts.ready;
      const all = [...document.querySelectorAll<SVGTextElement>(`${root} text`)];
      const said = all.find(({ textContent }) => textContent?.startsWith('watermark 14:'));
      const stop = document.querySelector(`${root} linearGradient stop`);
      return [Math.round(said?.getComputedTextLength() ?? 0), stop && getComputedStyle(stop).stopColor];
    }, root);
  await alone.setContent(svg.text);
  const onPage = await drawn('.picture svg.layer')(page);
  expect(onPage[0]).toBeGreaterThan(0);
  await expect.poll(() => drawn('svg')(alone)).toEqual(onPage);
  await alone.close();
  expect((await download(page, 'png')).text.slice(1, 4)).toBe('PNG');
  const rows = await download(page, 'rows');
  expect(rows.text.split('\r\n').length).toBeGreaterThan(10);
  expect(rows.text).toContain('2026-03-02T14:03:50');
  expect((await download(page, 'results')).text).toContain('14:00');
});

test('what is kept in the browser, and what was changed last, is found again under own data', async ({ page }) => {
  await goToTunnel(page);
  // It is left on another engine, at a moment of its own.
  await chooseEngine(page, 'Kafka Streams');
  const scrubber = page.getByRole('slider', { name: 'Place in the run' });
  await scrubber.press('Home');
  for (let i = 0; i < 3; i++) await scrubber.press('ArrowRight');
  const clock = (await page.locator('.clock').textContent()) ?? '';
  await press(page, 'en', 'save');
  const name = (await page.getByRole('menu').locator('.menu-says').textContent())?.match(/“(.+?)”/)?.[1] ?? '';
  expect(name).not.toBe('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: texts.en.app.share })).toBeFocused();
  await page.locator('.rails [role="slider"]').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('arus.lastChanged')), { timeout: 10_000 })
    .not.toBeNull();
  await page.goto('.#/open');
  await expect(page.getByText(texts.en.keep.list.last)).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: texts.en.keep.list.open(name) })
    .last()
    .click();
  await expect(page.locator('.crumb h1')).toHaveText(name);
  await expect(page.locator('.clock')).toHaveText(clock);
  await expect(
    page
      .getByRole('button', { name: 'Kafka Streams', pressed: true })
      .or(page.getByRole('button', { name: 'Engine: Kafka Streams' })),
  ).toBeVisible();
  await page.goto('.#/open');
  await page.reload();
  await page.getByRole('button', { name: texts.en.open.own.openAnother }).click();
  for (const _ of [1, 2])
    await page
      .getByRole('button', { name: texts.en.keep.list.forget(name) })
      .first()
      .click();
  await expect(page.getByText(texts.en.keep.list.title)).toBeHidden();
});

test('what was changed among 20,000 rows comes back as it was, though the page is left at once', async ({ page }) => {
  const { keep, open } = texts.en;
  const last = () => page.evaluate(() => localStorage.getItem('arus.lastChanged'));
  const file = async (): Promise<string> => (await download(page, 'file')).text;
  await page.goto('./#/flights?20000');
  await expect(page.locator('.rails .surface')).toBeVisible();
  const row = page.locator('.rails [role="slider"]').first();
  await row.press('ArrowRight');
  await expect(page.getByRole('button', { name: texts.en.stage.undo })).toBeEnabled();
  const changed = await file();
  await expect.poll(last, { timeout: 10_000 }).not.toBeNull();
  const before = await last();
  await row.press('ArrowLeft');
  await expect.poll(last, { timeout: 10_000 }).not.toBe(before);
  await row.press('ArrowRight');
  await page.goto('about:blank');

  await page.goto('./#/open');
  await page.getByRole('button', { name: keep.list.open(open.flights.title) }).click();
  await expect(page.locator('.crumb h1')).toHaveText(open.flights.title);
  expect(changed.split('\n').length).toBeGreaterThan(20_000);
  expect(await file()).toBe(changed);
});

test('a browser that is full says that changes are not kept, and gives them as a file', async ({ page }) => {
  const { keep } = texts.en;
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key === 'arus.lastChanged') throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await goToTunnel(page);
  await page.locator('.rails [role="slider"]').first().press('ArrowRight');
  const said = page.getByRole('alert').filter({ hasText: keep.unkept.title });
  await expect(said).toBeVisible();
  await expectAccessible(page);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    said.getByRole('button', { name: keep.menu.file }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.json$/);
  await expect(said).toBeHidden();
});
