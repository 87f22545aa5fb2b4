/** The old future beside the new one; rows that are added, copied, deleted, found; moments that are pinned. */
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

const TUNNEL = '.#/receipt/spark/tunnel';

async function openTunnel(page: Page): Promise<void> {
  await page.goto(TUNNEL);
  await expect(page.locator('.rails .surface')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('slider', { name: 'Place in the run' }).press('End');
}

const said = (page: Page) => page.locator('[role="status"].heard').last();
const bar = (page: Page) => page.getByRole('complementary', { name: 'The run before your edit' });
const rowHandle = (page: Page) => page.locator('.rails .row-handle');
const dots = (page: Page) => page.locator('.rails .row .dot.proc, .rails .dropped');
const table = (page: Page) => page.locator('.old-future-table');
const rowLines = (page: Page) =>
  page
    .locator('.rails-table table')
    .filter({ has: page.locator('caption', { hasText: /^Rows/ }) })
    .locator('tbody tr');

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('after an edit the old future stays as an outline, in the table too, until Escape forgets it', async ({
  page,
}) => {
  await openTunnel(page);
  await expect(bar(page)).toBeHidden();
  await page.getByRole('button', { name: /^Delay/ }).click();
  await page.getByRole('dialog', { name: 'Delay' }).getByRole('textbox').fill('11 min 31 s');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toContainText('Outlined: the run before your edit. It differs in 1 row');
  await expect(said(page)).toHaveText(/^Row 13: now counted, before late, dropped\..*Escape forgets it\.$/);
  await expect(page.locator('.rails .old-future .late .cross').first()).toBeVisible();
  await expect(page.locator('.rails .old-future text', { hasText: /^was 3$/ })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('m');
  await expect(page.locator('.map .old-future .s-water')).toBeVisible();
  await expect(page.locator('.map .old-future text', { hasText: /^was 3$/ }).first()).toBeVisible();
  await page.keyboard.press('t');
  await expect(table(page).getByRole('row', { name: /^Row 13/ })).toHaveText(/late, droppedcounted/);
  await expect(table(page).getByRole('row', { name: /^14:00/ })).toContainText('3, final, wrong, emitted at 14:14:00');
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(table(page)).toBeHidden();
  await expect(said(page)).toHaveText('The old future is forgotten.');
});

test('undo takes the outlines away with the edit, and redo brings both back', async ({ page }) => {
  await openTunnel(page);
  await rowHandle(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(bar(page)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(bar(page)).toBeHidden();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(bar(page)).toBeVisible();
  await page.getByRole('button', { name: 'Forget the old future' }).click();
  await expect(bar(page)).toBeHidden();
});

test('a row is added with a form that says what cannot be, and undo takes it away', async ({ page }) => {
  await openTunnel(page);
  await page.keyboard.press('t');
  await expect(rowLines(page)).not.toHaveCount(0);
  const before = await rowLines(page).count();
  await page.keyboard.press('a');
  const form = page.getByRole('dialog', { name: 'Add a row' });
  await expect(form.getByLabel(/^pickupTime/)).toBeFocused();
  await expectAccessible(page, '.row-form');
  await form.getByLabel(/^pickupTime/).fill('25:00:00');
  await form.getByLabel('Arrives at').fill('soon');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toHaveText([
    'There is no such day or time: 25:00:00.',
    '“soon” is not a time. Write 14:03:50, or 2026-03-02 14:03:50 for another day.',
  ]);
  await expect(form.getByLabel(/^pickupTime/)).toBeFocused();
  await form.getByLabel(/^pickupTime/).fill('14:02:00');
  await form.getByLabel('Arrives at').fill('14:05:30');
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();
  await expect(said(page)).toHaveText(/^Row \d+/);
  await expect(rowLines(page)).toHaveCount(before + 1);
  // The window now has five.
  await expect(table(page).getByRole('row', { name: /^14:00/ })).toContainText('4');
  await page.keyboard.press('Control+z');
  await expect(rowLines(page)).toHaveCount(before);
});

for (const { key, file, what } of [
  { key: 'a', file: 'RowForm', what: (page: Page) => page.getByRole('dialog', { name: 'Add a row' }) },
  { key: 'f', file: 'FindBar', what: (page: Page) => page.getByRole('search') },
]) {
  test(`Escape cancels what ${key.toUpperCase()} opens while it is still on its way`, async ({ page }) => {
    let arrive = (): void => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let asked = 0;
    await page.route(`**/${file}-*.js`, async (route) => {
      asked++;
      await held;
      await route.continue();
    });
    await openTunnel(page);
    await page.keyboard.press(key);
    await expect.poll(() => asked).toBe(1);
    const arrived = page.waitForResponse(`**/${file}-*.js`);
    await page.keyboard.press('Escape');
    arrive();
    await (await arrived).finished();
    // What is asked for next is there at once, and nothing came before it.
    await page.keyboard.press('t');
    await expect(rowLines(page)).not.toHaveCount(0);
    await expect(what(page)).toHaveCount(0);
    await page.keyboard.press(key);
    await expect(what(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(what(page)).toHaveCount(0);
  });
}

test('by keyboard: the row in focus is copied and deleted, each said and undone', async ({ page }) => {
  await openTunnel(page);
  const before = await dots(page).count();
  await rowHandle(page).focus();
  const name = (await rowHandle(page).getAttribute('aria-label'))?.match(/^Row \d+/)?.[0] ?? '';
  await page.keyboard.press('c');
  await expect(said(page)).toContainText(`is a copy of ${name}`);
  await expect(dots(page)).toHaveCount(before + 1);
  await rowHandle(page).focus();
  await page.keyboard.press('Delete');
  await expect(dots(page)).toHaveCount(before);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(dots(page)).toHaveCount(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('rows are found by key and time, on the rails, the map and in the table, and gone to', async ({ page }) => {
  await openTunnel(page);
  await page.getByRole('main').focus();
  await page.keyboard.press('/');
  const search = page.getByRole('search', { name: 'Find rows' });
  await expect(search.getByRole('searchbox')).toBeFocused();
  await search.getByRole('searchbox').fill('kota 14:03:50');
  await expect(search).toContainText('1 row of 19');
  await expect(page.locator('.rails .row.aside')).toHaveCount(18);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('.clock')).toHaveText('14:20:30');
  await expect(said(page)).toHaveText('1 of 1: Row 13, happened 14:03:50, arrived 14:20:30.');
  await page.getByRole('button', { name: 'Map' }).click();
  await expect(page.locator('.map .row.aside')).toHaveCount(18);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(rowLines(page)).toHaveCount(1);
  await search.getByRole('searchbox').fill('nowhere');
  await expect(search).toContainText('No row matches.');
  await page.keyboard.press('Escape');
  await expect(search).toBeHidden();
  await expect(rowLines(page)).toHaveCount(19);
});

test('moments are pinned, gone to by key and by the menu, and still there after a reload', async ({ page }) => {
  await openTunnel(page);
  await page.getByRole('main').focus();
  await page.keyboard.press('p');
  await expect(said(page)).toHaveText('14:34:00 is pinned as 1. Press 1 to come back here.');
  await page.keyboard.press('l');
  await page.getByRole('slider', { name: 'Place in the run' }).press('Home');
  await page.getByRole('main').focus();
  await page.keyboard.press('p');
  await expect(page.locator('.kept-pins text')).toHaveText(['1', '2']);
  await page.keyboard.press('2');
  await expect(page.locator('.clock')).toHaveText('14:34:00');
  await page.keyboard.press('3');
  await expect(said(page)).toHaveText('No moment is pinned as 3. P pins this one.');
  await page.reload();
  await expect(page.locator('.rails .surface')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Go to', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Pin 2: 14:34:00' }).click();
  await expect(page.locator('.clock')).toHaveText('14:34:00');
});

test('a lesson keeps its rows: they can be copied, not deleted', async ({ page }) => {
  await page.goto('.#/lesson/watermark/check');
  await expect(page.locator('.rails .surface')).toBeVisible({ timeout: 30_000 });
  await rowHandle(page).focus();
  await page.keyboard.press('Delete');
  await expect(said(page)).toHaveText('The lesson relies on its rows: none of them can be deleted here.');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Why?' });
  await expect(inspector.getByRole('button', { name: /^Copy Row/ })).toBeVisible();
  await expect(inspector.getByRole('button', { name: /^Delete Row/ })).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test('a row is changed and deleted by touch', async ({ page }) => {
    await openTunnel(page);
    const dot = page.locator('.rails .row .dot.proc').first();
    const box = await dot.boundingBox();
    if (!box) throw new Error('no dot');
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const inspector = page.getByRole('complementary', { name: 'Why?' });
    const change = inspector.getByRole('button', { name: /^Change Row/ });
    const size = await change.boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(44);
    await change.tap();
    const form = page.getByRole('dialog', { name: /^Change Row/ });
    await form.getByLabel(/^zone/).fill('Blok M');
    await form.getByRole('button', { name: 'Change it' }).tap();
    await expect(said(page)).toHaveText(/^Row \d+ is changed\.$/);
    await inspector.getByRole('button', { name: /^Delete Row/ }).tap();
    await expect(inspector).toBeHidden();
    await expect(said(page)).toHaveText(/is deleted\. Undo brings it back\.$|^Row \d+: now left out/);
  });
});

test('where all of the page is marked, a mouse still drags a row on both pictures, and the place in the run', async ({
  page,
}) => {
  await openTunnel(page);
  const drag = async (from: { x: number; y: number }, dx: number) => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + dx, from.y, { steps: 6 });
    await page.mouse.up();
  };
  const middle = (mark: Locator) =>
    mark.evaluate((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
  for (const view of ['Rails', 'Map']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    const row = page.locator(`.${view.toLowerCase()} .row-handle`);
    await expect(row).toBeVisible();
    await drag(await middle(row), -60);
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeEnabled();
    await undo.click();
    await expect(undo).toBeDisabled();
  }
  const scrubber = page.getByRole('slider', { name: 'Place in the run' });
  const box = await scrubber.boundingBox();
  const end = await middle(page.locator('.scrubber .thumb'));
  await drag(end, -2 * (box?.width ?? 0));
  await expect(scrubber).toHaveAttribute('aria-valuenow', '0');
});
