/** A connection that is gone or slow: what could not be fetched is said, the page goes on, and there is a way on. */
import type { Page } from '@playwright/test';
import { texts } from '../i18n';
import { beforeApp as saidBefore } from '../i18n/en/beforeApp';
import { beforeApp as saidBeforeId } from '../i18n/id/beforeApp';
import { chooseEngine, expect, expectAccessible, test } from './fixtures';

const { app, stage: t, lessonPanel: say } = texts.en;

test.use({ contextOptions: { reducedMotion: 'reduce' } });
/** The browser complains about each file that it does not get. */
test.afterEach(({ complaints }) => {
  complaints.length = 0;
});

const rails = (page: Page) => page.locator('.rails .surface');
const lesson = (page: Page) => page.locator('.lesson');
const notLoaded = (page: Page) => page.locator('.not-loaded').filter({ hasText: app.notLoaded.title });
const close = (page: Page) => notLoaded(page).getByRole('button', { name: app.notLoaded.close }).click();
const again = (page: Page) => notLoaded(page).getByRole('button', { name: app.notLoaded.once }).click();

/** A place of a lesson whose first picture stands, on a page that nobody has touched. */
async function open(page: Page, place: string): Promise<void> {
  await page.goto(`./#/lesson/${place}`, { waitUntil: 'networkidle' });
  await expect(rails(page)).toBeVisible({ timeout: 30_000 });
  // The panels come by themselves.
  await expect(page.getByRole('region', { name: t.titles.result })).toBeVisible();
}

test('with the connection gone the lesson stays, and each part that cannot come says so; it comes when there is one again', async ({
  page,
  context,
}) => {
  test.slow();
  await open(page, 'watermark/4');
  // The other picture comes with the first touch, so that it is there with the key that asks for it.
  await page.mouse.move(700, 300);
  const came = () => performance.getEntriesByType('resource').some(({ name }) => /\/MapView-/.test(name));
  await expect.poll(() => page.evaluate(came)).toBe(true);
  // What it needs comes beside it, and may come last.
  let before = -1;
  await expect(async () => {
    const count = await page.evaluate(() => performance.getEntriesByType('resource').length);
    const settled = count === before;
    before = count;
    expect(settled).toBe(true);
  }).toPass({ intervals: [500] });
  await context.setOffline(true);
  await page.keyboard.press('m');
  await expect(page.locator('.map')).toBeVisible();
  await page.keyboard.press('r');
  const key = (name: string) => () => page.keyboard.press(name);
  const press = (name: string | RegExp) => () => page.getByRole('button', { name, exact: true }).click();
  const parts = [
    { what: app.share, ask: press(app.share), part: page.getByRole('menu') },
    { what: t.export.label, ask: press(t.export.label), part: page.getByRole('menu') },
    { what: 'a setting', ask: press(/^Trigger/), part: page.getByRole('dialog') },
    { what: t.backlog, ask: key('b'), part: page.locator('.backlog') },
    {
      what: t.findRows,
      ask: key('f'),
      part: page.locator('.find-bar'),
    },
    { what: app.keys, ask: key('?'), part: page.getByRole('dialog') },
  ];
  for (const { what, ask } of parts) {
    await ask();
    await expect(notLoaded(page), what).toBeVisible();
    if (what === app.share) await expectAccessible(page);
    await close(page);
    await expect(notLoaded(page)).toBeHidden();
    await expect(rails(page), what).toBeVisible();
  }
  await expect(lesson(page).getByRole('radio').first()).toBeVisible();

  await context.setOffline(false);
  for (const { what, ask, part } of parts) {
    await ask();
    await expect(part.first(), what).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await expect(part, what).toHaveCount(0);
  }
});

test('an answer that is given, and a step that is opened, without a connection can be tried again', async ({
  page,
  context,
}) => {
  await open(page, 'reflect/recall');
  await context.setOffline(true);
  await lesson(page).getByRole('radio').first().press('Space');
  await lesson(page).getByRole('button', { name: say.checkAnswer }).press('Enter');
  await expect(notLoaded(page)).toBeVisible();
  await context.setOffline(false);
  await again(page);
  await expect(lesson(page).locator('.rule')).toBeVisible();

  await page.route('**/later-*.js', (route) => route.abort());
  await page.goto('about:blank');
  await open(page, 'reflect/1');
  await page.evaluate(() => {
    location.hash = '#/lesson/reflect/2';
  });
  await expect(notLoaded(page)).toBeVisible();
  await page.unroute('**/later-*.js');
  await again(page);
  await expect(lesson(page).getByRole('heading', { level: 1 })).toBeVisible();
  await expect(notLoaded(page)).toBeHidden();
});

test('an engine, a language and a page that do not come are said, and are to be had later', async ({
  page,
  context,
}) => {
  await open(page, 'fraud/1');
  await context.setOffline(true);
  await chooseEngine(page, 'Flink');
  await expect(notLoaded(page)).toBeVisible();
  await expect(rails(page)).toBeVisible();
  await close(page);
  await page.locator('.bar').getByRole('combobox', { name: app.language }).selectOption('id');
  await expect(notLoaded(page)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.evaluate(() => {
    location.hash = '#/compare';
  });
  await expect(page.getByRole('heading', { name: app.notLoaded.title })).toBeVisible();
  await expect(page.getByRole('button', { name: app.notLoaded.again })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: app.notLoaded.again }).click();
  await expect(page.locator('.compare').first()).toBeVisible({ timeout: 30_000 });
});

test('the engine’s thread that does not come is said by a lesson, and a lesson that waits long says that it waits', async ({
  page,
}) => {
  await page.clock.install();
  await page.route('**/worker-*.js', (route) => route.abort());
  await page.goto('./#/lesson/fraud/1');
  await expect(notLoaded(page)).toBeVisible();
  await page.unroute('**/worker-*.js');
  await again(page);
  await expect(lesson(page).getByRole('radio').first()).toBeVisible({ timeout: 30_000 });

  await page.route('**/text-*.js', () => {});
  await page.goto('about:blank');
  await page.goto('./#/lesson/unbounded/1', { waitUntil: 'commit' });
  await expect(lesson(page)).toBeVisible();
  await page.clock.runFor(11_000);
  await expect(page.getByText(app.notLoaded.slow)).toBeVisible();
  await expect(page.getByRole('button', { name: app.notLoaded.again })).toBeVisible();
});

test('an app that does not come at all is told of by the page itself, and so is a browser without scripts', async ({
  page,
  browser,
  appAddress,
}) => {
  await page.route('**/base-*.js', (route) => route.abort());
  await page.goto('./#/lesson/fraud/1');
  await expect(page.getByText(saidBefore.slow)).toBeHidden();
  await expect(page.getByText(saidBefore.slow)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(saidBeforeId.slow)).toBeVisible();
  await page.unroute('**/base-*.js');
  await page.reload();
  await expect(rails(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(saidBefore.slow)).toHaveCount(0);

  const scriptless = await browser.newContext({ javaScriptEnabled: false });
  const plain = await scriptless.newPage();
  await plain.goto(appAddress);
  expect(await plain.locator('noscript').innerText()).toContain(saidBefore.scripts);
  await expect(plain.locator('.before-app')).toBeHidden();
  await scriptless.close();
});
