/** Two streams that meet: each on a rail of its own, and a hand on one of them parts a pair and brings it back. */
import type { Locator, Page } from '@playwright/test';
import threeJoined from '../engine/conformance/cases/join-three-nested-max.json' with { type: 'json' };
import adsAndClicks from '../engine/trace/adsAndClicks.fixture.json' with { type: 'json' };
import { expect, expectAccessible, test } from './fixtures';

const scrubber = (page: Page) => page.getByRole('slider', { name: 'Place in the run' });
const tie = (page: Page) => page.getByRole('button', { name: 'impressions, row 9 matches clicks, row 9' });
/** The dot of the ninth ad on the rail of ads; of the ninth click on that of clicks. */
const ad = (page: Page) => page.locator('.rows [data-of="8"] .event');
const click = (page: Page) => page.locator('.rows [data-of="19"] .event');

async function centre(mark: Locator): Promise<{ x: number; y: number }> {
  const box = await mark.boundingBox();
  if (!box) throw new Error('the mark is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function open(page: Page, scenario: object): Promise<void> {
  await page.goto('./#/open');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'joined.json', mimeType: 'text/plain', buffer: Buffer.from(JSON.stringify(scenario)) });
}

/** At the end of a run in which each engine has had all rows. */
async function openAds(page: Page): Promise<void> {
  await open(page, adsAndClicks);
  await scrubber(page).press('End');
  await expect(tie(page)).toBeVisible();
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.describe('by mouse and by keyboard', () => {
  test('an ad that is moved behind its click loses it, and finds it again where it was', async ({ page }) => {
    await openAds(page);
    const rails = page.getByRole('group', { name: /^Rails/ });
    await expect(rails).toContainText('impressions');
    await expect(rails).toContainText('clicks');
    const from = await centre(ad(page));
    const to = await centre(click(page));
    expect(from.y).toBeLessThan(to.y - 40);
    await expectAccessible(page);

    await page.mouse.move(from.x, from.y);
    // Where a match of it lies is on the rail of clicks, and its click lies in there.
    const stretch = await page.locator('.would-match').boundingBox();
    expect(stretch?.y).toBeLessThan(to.y);
    expect((stretch?.y ?? 0) + (stretch?.height ?? 0)).toBeGreaterThan(to.y);
    expect(stretch?.x).toBeLessThan(to.x);
    await expect(page.locator('.rails .callout')).toContainText('matched clicks, row 9');

    await page.mouse.down();
    for (let i = 1; i <= 6; i++) await page.mouse.move(from.x + ((to.x - from.x + 40) * i) / 6, from.y + i);
    await expect(tie(page)).toHaveCount(0);
    await page.mouse.up();
    await expect(tie(page)).toHaveCount(0);
    await page.mouse.move(from.x, from.y + 150);
    await page.keyboard.press('Control+z');
    await expect(tie(page)).toBeVisible();

    // The knob of a tie is asked like everything else.
    await tie(page).click();
    await expect(page.locator('.inspector')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  test('the same with keys: the row says of which input it is, and what became of it', async ({ page }) => {
    await openAds(page);
    const handle = page.locator('.rails .row-handle');
    await handle.focus();
    for (let i = 0; i < 22 && (await handle.getAttribute('data-row')) !== '8'; i++) await page.keyboard.press('[');
    await expect(handle).toHaveAttribute('aria-label', /^impressions, row 9\./);
    await expect(handle).toHaveAttribute('aria-valuetext', /matched clicks, row 9/);
    await page.keyboard.press('ArrowUp');
    await expect(handle).toHaveAttribute('aria-label', /Moves when it happened/);
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await expect(tie(page)).toHaveCount(0);
    await expect(handle).toHaveAttribute('aria-valuetext', /no match yet: kept in state/);
    await page.keyboard.press('Escape');
    await expect(tie(page)).toBeVisible();
  });

  test('the table has every fact: who met whom, who waits, the watermark of each input', async ({ page }) => {
    await openAds(page);
    await page
      .getByRole('button', { name: 'Table', exact: true })
      .or(page.getByRole('radio', { name: 'Table' }))
      .click();
    const matches = page.getByRole('table', { name: /^Matches/ });
    await expect(matches).toContainText('time of clicks less time of impressions: 0 s to 5 min');
    await expect(matches.getByRole('row', { name: /impressions, row 9 clicks, row 9/ })).toContainText('came out');
    const water = page.getByRole('table', { name: 'Watermark', exact: true });
    await expect(water).toContainText('the smaller: watermark');
    await expect(water).toContainText('impressions by itself');
    await expect(water).toContainText('clicks by itself');
    await expect(page.getByRole('row', { name: /^impressions, row 11 / })).toContainText('no match yet: kept in state');
    await expectAccessible(page);
  });
});

test('two joins show what they hold in one place that scrolls: several lines in sight, however low the panel is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await open(page, threeJoined);
  await scrubber(page).press('Home');
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
  const tables = page.locator('#state table');
  await expect(tables).toHaveCount(2);
  const lines = (table: Locator) => table.locator('tbody tr');
  await expect(lines(tables.first()).nth(2)).toBeInViewport({ ratio: 0.9 });
  await lines(tables.last()).last().scrollIntoViewIfNeeded();
  await expect(lines(tables.last()).last()).toBeInViewport({ ratio: 0.9 });
  await expect(lines(tables.last()).nth(-3)).toBeInViewport({ ratio: 0.9 });
  await expectAccessible(page);
});

test('on paper the name of a row stands in one line', async ({ page }) => {
  await page.setViewportSize({ width: 696, height: 1000 });
  await openAds(page);
  await page.emulateMedia({ media: 'print' });
  const name = page.locator('.printed-twin tbody th').filter({ hasText: 'impressions, row 10' }).first();
  // What is printed beside the picture is loaded when the page is at rest.
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await expect(name).toBeVisible({ timeout: 500 });
  }).toPass();
  const lines = await name.evaluate((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  expect(lines).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(696);
});

test('a query that real Spark fails on says so, in which batch, and what would run there', async ({ page }) => {
  const counted = (time: string, key: string) => [
    { watermark: time, delay: '0 seconds' },
    { groupBy: { window: { on: time, size: '5 minutes' }, keys: [key] }, aggregate: { n: 'count(*)' } },
  ];
  const { left, right } = threeJoined.sources;
  const steps = [...counted('u', 'b'), { select: { x: 'window', b: 'b', n: 'n' } }];
  const join = { with: { from: 'right', steps }, type: 'leftSemi', on: 'window = x and a = b' };
  await open(page, {
    ...threeJoined,
    sources: { left, right },
    query: { from: 'left', steps: [...counted('t', 'a'), { join }] },
  });
  const notice = page.locator('.notice');
  await expect(notice).toContainText(/Real Spark fails in batch \d/);
  await expect(notice).toContainText('Written before the aggregate');
  await notice.getByRole('button', { name: 'Go to that batch' }).click();
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Hide' }).click();
  await expect(notice).toHaveCount(0);
  // So does the comparison, under the engine's name, with the reason at its foot.
  await page.getByRole('button', { name: /^Engine:/ }).click();
  await page.getByRole('link', { name: 'Compare engines' }).click();
  await expect(page.locator('.compare-name').filter({ hasText: 'Structured Streaming' })).toContainText(
    /Real Spark fails in batch \d/,
  );
  await expect(page.locator('.compare-refused')).toContainText('Written before the aggregate');
  await expectAccessible(page);
});

test.describe('by touch on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('an ad is held and drawn down its upright rail, away from its click and back', async ({ page, context }) => {
    await openAds(page);
    const from = await centre(ad(page));
    const to = await centre(click(page));
    expect(from.x).toBeLessThan(to.x - 40);
    const finger = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: from.x, y }] });
    await touch('touchStart', from.y);
    // A finger takes a row up when it has rested on it.
    await expect(page.locator('.surface[data-held]')).toBeVisible();
    for (let i = 1; i <= 8; i++) await touch('touchMove', from.y + ((to.y - from.y + 16) * i) / 8);
    await expect(tie(page)).toHaveCount(0);
    for (let i = 8; i >= 0; i--) await touch('touchMove', from.y + ((to.y - from.y + 16) * i) / 8);
    await touch('touchEnd', from.y);
    await expect(tie(page)).toBeVisible();
  });
});
