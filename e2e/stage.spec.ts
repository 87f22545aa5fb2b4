import type { Locator, Page } from '@playwright/test';
import { chooseEngine, expect, expectAccessible, test } from './fixtures';

/** The tunnel with its question answered, so that nothing is withheld. */
async function openTunnel(page: Page): Promise<void> {
  await page.goto('.#/lesson/watermark/4');
  await page.getByLabel('It is dropped').check({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page.locator('.verdict')).toBeFocused();
  await expect(page.locator('.stages [aria-current] button')).toHaveText(/^Late\?/);
}

const clock = (page: Page) => page.locator('.clock');
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Place in the run' });
const place = async (page: Page) => Number(await scrubber(page).getAttribute('aria-valuenow'));
const said = (page: Page) => page.locator('[role="status"].heard').last();
const bracket = (page: Page, window: string) => page.getByRole('button', { name: new RegExp(`^Window ${window}`) });
/** All that the stage shows of a moment at rest, in words and places. */
const picture = (page: Page) =>
  page.evaluate(async () => {
    const now = () =>
      ['.rails', '.panels', '.clock'].map((part) =>
        [...document.querySelectorAll(part)]
          .map((e) => e.outerHTML.replace(/ (?:id|aria-labelledby|aria-describedby|style)="[^"]*"/g, ''))
          .join('\n'),
      );
    for (let before = now(); ; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const after = now();
      if (after.join() === before.join()) return after;
      before = after;
    }
  });

async function centre(mark: Locator): Promise<{ x: number; y: number }> {
  const box = await mark.boundingBox();
  if (!box) throw new Error('the mark is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test.describe('time', () => {
  test('steps by row and by batch, jumps to what is late, to an answer, to a batch', async ({ page }) => {
    await openTunnel(page);
    await scrubber(page).press('Home');
    await expect(clock(page)).toHaveText('14:01:40');
    await expect(page.getByRole('button', { name: 'Back one row' })).toHaveAttribute('aria-disabled', 'true');

    await page.getByRole('button', { name: 'Forward one row' }).click();
    await expect(clock(page)).toHaveText('14:01:40');
    await expect(said(page)).toHaveText(/^A row from 14:01:10 arrived at 14:01:40\./);
    await page.getByRole('button', { name: 'Forward one batch' }).click();
    await expect(page.getByRole('heading', { name: /^Micro-batch 0/ })).toBeVisible();
    const afterBatch = await place(page);
    await page.getByRole('button', { name: 'Back one row' }).click();
    expect(await place(page)).toBeLessThan(afterBatch);

    await page.getByRole('button', { name: 'Next late event' }).click();
    await expect(clock(page)).toHaveText('14:22:00');
    await expect(said(page)).toHaveText('The row from 14:03:50 is dropped, late by 6 min 30 s.');
    await expect(page.getByRole('button', { name: 'Next late event' })).toHaveAttribute('aria-disabled', 'true');

    await scrubber(page).press('Home');
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.getByRole('menuitem', { name: /^Next output/ }).click();
    await expect(clock(page)).toHaveText('14:14:00');
    await expect(said(page)).toHaveText(/^Answer for 14:00\s–\s14:05: pickups 3\./);
    await page.getByRole('button', { name: 'Go to' }).click();
    await page.getByRole('menuitem', { name: /^Next batch/ }).click();
    await expect(page.getByRole('heading', { name: /^Micro-batch [67]/ })).toBeVisible();
  });

  test('plays at any speed, pauses, plays to the end and again from the start', async ({ page }) => {
    await openTunnel(page);
    await scrubber(page).press('Home');
    await page.getByLabel('Speed').selectOption({ label: '4×' });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect.poll(() => place(page)).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Pause' }).click();
    const stood = await place(page);
    await page.keyboard.press('End');
    await scrubber(page).press('End');
    expect(await place(page)).toBeGreaterThan(stood);
    await expect(scrubber(page)).toHaveAttribute('aria-valuetext', /19 of 19 rows have arrived$/);
    await page.getByRole('button', { name: 'Play from the start' }).click();
    await expect.poll(() => place(page)).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Pause' }).click();
  });

  test('a moment is the same picture, stepped to, scrubbed to, gone back to', async ({ page }) => {
    await openTunnel(page);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.mouse.move(2, 2);
    const there = await place(page);
    const first = await picture(page);
    const box = await scrubber(page).boundingBox();
    if (!box) throw new Error('no scrubber');
    for (const share of [0.1, 0.95, 0.4]) await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
    expect(await place(page)).not.toBe(there);
    await scrubber(page).press('Home');
    for (let i = 0; i < 200 && (await place(page)) < there; i++) await scrubber(page).press('ArrowRight');
    // Steps go from row to row; the last entries of a moment are reached from behind.
    for (let i = 0; i < 20 && (await place(page)) !== there; i++) {
      await scrubber(page).press('Home');
      await page.getByRole('button', { name: 'Next late event' }).click();
    }
    expect(await place(page)).toBe(there);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.mouse.move(2, 2);
    expect(await picture(page)).toEqual(first);
  });

  test('keys of the page do what the buttons do', async ({ page }) => {
    await openTunnel(page);
    await page.getByRole('main').focus();
    const from = await place(page);
    await page.keyboard.press('Shift+ArrowLeft');
    expect(await place(page)).toBeLessThan(from);
    await page.keyboard.press('l');
    await expect(clock(page)).toHaveText('14:22:00');
    await page.keyboard.press('o');
    await expect(clock(page)).not.toHaveText('14:22:00');
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  });
});

test.describe('a row', () => {
  test('is dragged along the processing rail, and everything follows while it is held', async ({ page }) => {
    await openTunnel(page);
    await scrubber(page).press('End');
    await expect(bracket(page, '14:00 – 14:05')).toHaveAccessibleName(/3/);
    const at = await centre(page.locator('.rails .dropped > *').last());
    const origin = await centre(page.locator('.rails .row .dot.proc').nth(2));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x - 60, at.y, { steps: 4 });
    await page.mouse.move(origin.x, at.y, { steps: 8 });
    // Still held: the run has been worked out again, and no row is dropped.
    await expect(page.locator('.rails .dropped')).toHaveCount(0);
    await expect(bracket(page, '14:00 – 14:05')).toHaveAccessibleName(/4/);
    await page.mouse.up();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('.rails .dropped')).not.toHaveCount(0);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect(page.locator('.rails .dropped')).toHaveCount(0);
    await page.getByRole('button', { name: 'Reset all changes' }).click();
    await expect(page.locator('.rails .dropped')).not.toHaveCount(0);
  });

  for (const [picture, mark] of [
    ['rails', '.rails .dropped > *'],
    ['map', '.map .ring'],
  ] as const)
    test(`on the ${picture}, Escape in the middle of a drag makes it as if it had never been`, async ({ page }) => {
      await openTunnel(page);
      if (picture === 'map') await page.keyboard.press('m');
      const at = await centre(page.locator(mark).last());
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x - 40, at.y + 30, { steps: 4 });
      await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
      await page.keyboard.press('Escape');
      await page.mouse.move(at.x - 90, at.y + 60, { steps: 4 });
      await page.mouse.up();
      await expect(said(page)).toHaveText('Row 13 is back where it was');
      await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
      const after = await centre(page.locator(mark).last());
      expect(after.x).toBeCloseTo(at.x, 0);
      expect(after.y).toBeCloseTo(at.y, 0);
    });

  for (const [picture, mark] of [
    ['rails', '.rails .dropped > *'],
    ['map', '.map .ring'],
  ] as const)
    test(`on the ${picture}, a hand is followed as it moves, and not only with the next frame`, async ({ page }) => {
      await openTunnel(page);
      if (picture === 'map') await page.keyboard.press('m');
      const at = await centre(page.locator(mark).last());
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x - 8, at.y + 8, { steps: 3 });
      await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
      // What the browser hands on with a frame does not come to the picture any more.
      await page.evaluate(() =>
        addEventListener('pointermove', (e) => e.stopImmediatePropagation(), { capture: true }),
      );
      await page.mouse.move(at.x - 300, at.y + 130, { steps: 8 });
      await expect(page.locator(mark)).toHaveCount(0);
      await page.mouse.up();
    });

  test('is dragged along the event rail: it belongs to another window', async ({ page }) => {
    await openTunnel(page);
    await scrubber(page).press('End');
    await expect(bracket(page, '14:05 – 14:10')).toHaveAccessibleName(/4/);
    const rows = page.locator('.rails .row .dot.event');
    const from = await centre(rows.nth(4));
    const to = await centre(rows.nth(9));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
    await page.mouse.move(to.x + 6, from.y, { steps: 4 });
    await page.mouse.up();
    await expect(bracket(page, '14:05 – 14:10')).toHaveAccessibleName(/3/);
    await page.keyboard.press('Control+z');
    await expect(bracket(page, '14:05 – 14:10')).toHaveAccessibleName(/4/);
  });

  test('is moved by keys along either rail; Escape takes the move back', async ({ page }) => {
    await openTunnel(page);
    await scrubber(page).press('End');
    const row = page.getByRole('slider', { name: /^Row / });
    await row.focus();
    await page.keyboard.press('ArrowDown');
    await expect(row).toHaveAccessibleName(/Moves when it arrived/);
    const before = await row.getAttribute('aria-valuenow');
    await page.keyboard.press('ArrowLeft');
    await expect(row).not.toHaveAttribute('aria-valuenow', before ?? '');
    await page.keyboard.press('Escape');
    await expect(row).toHaveAttribute('aria-valuenow', before ?? '');
    await page.keyboard.press('ArrowUp');
    await expect(row).toHaveAccessibleName(/Moves when it happened/);
    const happened = await row.getAttribute('aria-valuenow');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(row).not.toHaveAttribute('aria-valuenow', happened ?? '');
    await row.blur();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();
  });
});

test.describe('settings', () => {
  /** Opens a setting and types a value into it. */
  async function turn(page: Page, name: string, value: string): Promise<void> {
    await page.locator('.knob', { hasText: new RegExp(`^${name} `) }).click();
    const field = page.getByRole('textbox', { name: 'Or type it' });
    await field.fill(value);
    await field.press('Enter');
    await page.getByRole('button', { name: 'Done' }).click();
  }

  test('window, delay, trigger and output mode change the run; the bad value is said and nothing is lost', async ({
    page,
  }) => {
    await openTunnel(page);
    await scrubber(page).press('End');
    await turn(page, 'Delay', '20 minutes');
    await expect(page.locator('.rails .dropped')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await turn(page, 'Window', '10 minutes');
    await expect(bracket(page, '14:00 – 14:10')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await turn(page, 'Trigger', '5 min');
    await expect(page.getByRole('button', { name: /^Batch 16 at/ })).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();

    await page.locator('.knob', { hasText: /^Output / }).click();
    await page.getByRole('radio', { name: /^complete/ }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await scrubber(page).press('End');
    await expect(page.getByRole('region', { name: /^Result table/ })).toContainText('14:25 – 14:30');

    await page.locator('.knob', { hasText: /^Delay / }).click();
    const field = page.getByRole('textbox', { name: 'Or type it' });
    await field.fill('soon');
    await field.press('Enter');
    await expect(page.getByText('“soon” is not a length of time.')).toBeVisible();
    await expect(field).toHaveValue('soon');
    await page.keyboard.press('Escape');
    await expect(bracket(page, '14:00 – 14:05')).toBeVisible();
  });

  test('the daily batch runs on the same rows, and the clock is kept', async ({ page }) => {
    await openTunnel(page);
    await chooseEngine(page, 'Daily batch');
    await expect(page.getByRole('button', { name: /^At 23:59/ })).toBeVisible();
    // What was on the stage stays until the new run is there.
    await expect(page.getByRole('button', { name: /^Run 0 at 23:59/ })).toBeVisible();
    await expect(clock(page)).toHaveText('14:22:00');
    await scrubber(page).press('End');
    await expect(page.getByRole('heading', { name: /^Run 0/ })).toBeVisible();
  });
});

test.describe('the map', () => {
  test('shows the same moment as the rails, and a row is dragged in both of its times', async ({ page }) => {
    await openTunnel(page);
    await page.getByRole('main').focus();
    await page.keyboard.press('m');
    await expect(page.locator('.map')).toBeVisible();
    await expect(clock(page)).toHaveText('14:22:00');
    await expect(page.locator('.map .ring')).toHaveCount(1);
    await expect(bracket(page, '14:00 – 14:05')).toHaveAccessibleName(/3, final and wrong: the truth is 4/);
    const ring = await centre(page.locator('.map .ring'));
    await page.mouse.move(ring.x, ring.y);
    await page.mouse.down();
    await page.mouse.move(ring.x, ring.y + 60, { steps: 4 });
    await page.mouse.move(ring.x + 4, ring.y + 130, { steps: 6 });
    await expect(page.locator('.map .ring')).toHaveCount(0);
    await page.mouse.up();
    await expect(bracket(page, '14:00 – 14:05')).toHaveAccessibleName(/4, final and right/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('.map .ring')).toHaveCount(1);
    await expectAccessible(page);
  });

  test('by keyboard: arrows move the row in either time, Escape takes it back, Enter asks why', async ({ page }) => {
    await openTunnel(page);
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    const row = page.getByRole('slider', { name: /^Row / });
    await row.focus();
    const was = /happened 14:20:15, arrived 14:20:50/;
    await expect(row).toHaveAttribute('aria-valuetext', was);
    await page.keyboard.press('ArrowRight');
    await expect(row).toHaveAttribute('aria-valuetext', /happened 14:20:25, arrived 14:20:50/);
    await page.keyboard.press('Shift+ArrowUp');
    await expect(row).toHaveAttribute('aria-valuetext', /happened 14:20:25, arrived 14:20:5[1-9]/);
    await page.keyboard.press('Escape');
    await expect(row).toHaveAttribute('aria-valuetext', was);
    await page.keyboard.press('[');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'Why?' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('main').focus();
    await page.keyboard.press('r');
    await expect(page.locator('.map')).toHaveCount(0);
  });
});

test('the row that keys move stays in hand from one picture to the other, and Escape takes its move back after a rest', async ({
  page,
}) => {
  await openTunnel(page);
  const row = page.getByRole('slider', { name: /^Row / });
  await row.focus();
  await page.keyboard.press('[');
  const chosen = await row.getAttribute('data-row');
  for (const [key, other] of [
    ['m', '.map'],
    ['r', '.rails:not(.map)'],
  ] as const) {
    await page.keyboard.press(key);
    const handle = page.locator(`${other} .row-handle`);
    await expect(handle).toBeFocused();
    await expect(handle).toHaveAttribute('data-row', chosen ?? '');
  }
  const before = await row.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowLeft');
  await expect(row).not.toHaveAttribute('aria-valuenow', before ?? '');
  // Longer than keys are one edit: whoever thinks before Escape is not too late.
  await page.waitForTimeout(1_500);
  await page.keyboard.press('Escape');
  await expect(row).toHaveAttribute('aria-valuenow', before ?? '');
});

test('a pen points at a row and drags it, on both pictures, as a mouse does', async ({ page }) => {
  await openTunnel(page);
  const browser = await page.context().newCDPSession(page);
  type Place = { readonly x: number; readonly y: number };
  const pen = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: Place, buttons: 0 | 1) =>
    browser.send('Input.dispatchMouseEvent', {
      ...{ type, x, y, buttons, clickCount: 1, pointerType: 'pen' },
      button: buttons === 0 && type === 'mouseMoved' ? 'none' : 'left',
    });
  const drag = async (from: Place, to: Place) => {
    await pen('mouseMoved', from, 0);
    await pen('mousePressed', from, 1);
    for (const share of [0.2, 0.5, 0.8, 1])
      await pen('mouseMoved', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, 1);
    await pen('mouseReleased', to, 0);
  };
  const second = await centre(page.locator('.rails .row .dot.proc').nth(2));
  await pen('mouseMoved', second, 0);
  await expect(page.locator('.rails .callout')).toContainText('counted in 14:05 – 14:10');

  const late = await centre(page.locator('.rails .dropped > *').last());
  await drag(late, { x: second.x, y: late.y });
  await expect(page.locator('.rails .dropped')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.rails .dropped')).not.toHaveCount(0);

  await page.getByRole('button', { name: 'Map', exact: true }).click();
  const ring = await centre(page.locator('.map .ring'));
  await drag(ring, { x: ring.x + 4, y: ring.y + 130 });
  await expect(page.locator('.map .ring')).toHaveCount(0);
});

test('what a row says stands on its plate, also after the comparison has been looked at', async ({ page }) => {
  await page.goto('.#/compare');
  await page.locator('.plates .plate').first().waitFor();
  await openTunnel(page);
  const [plate, words] = await Promise.all(
    ['.plate', '.first'].map((part) => page.locator(`.rails .callout ${part}`).boundingBox()),
  );
  if (!plate || !words) throw new Error('the callout is not drawn');
  expect(words.x).toBeGreaterThan(plate.x);
  expect(words.x + words.width).toBeLessThan(plate.x + plate.width);
  expect(words.y).toBeGreaterThan(plate.y);
  expect(words.y + words.height).toBeLessThan(plate.y + plate.height);
});

test('the table has the facts of the picture, row by row and window by window', async ({ page }) => {
  await openTunnel(page);
  await scrubber(page).press('End');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = page.getByRole('table').filter({ hasText: '14:03:50' }).first();
  await expect(rows.getByRole('row', { name: /14:03:50.*14:20:30/ })).toContainText(/late/i);
  await expect(rows.getByRole('row')).toHaveCount(20);
  await page.getByRole('button', { name: 'Rails', exact: true }).click();
  await expect(page.locator('.rails svg').first()).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the rails stand upright, and steps and jumps are within reach of a thumb', async ({ page }) => {
    await page.goto('.#/lesson/watermark/4');
    await page.getByLabel('It is dropped').check({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Check answer' }).tap();
    await expect(page.locator('.verdict')).toBeFocused();
    await expect(page.locator('.rails [data-orientation]')).toHaveAttribute('data-orientation', 'vertical');
    for (const name of ['Forward one batch', 'Back one row', 'Next late']) {
      const box = await page
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .first()
        .boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    const before = await place(page);
    await page.getByRole('button', { name: 'Forward one batch' }).tap();
    expect(await place(page)).toBeGreaterThan(before);
  });
});

test('what became of a row is in sight where its columns have no room, and the whole row can be asked', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto('#/lesson/micro-batch/3');
  const ledger = page.locator('#batch .ledger');
  await expect(ledger.locator('.tagged').first()).toBeVisible();
  const seen = await ledger.evaluate((box) => {
    const tag = box.querySelector('.tagged .ask > *')?.getBoundingClientRect();
    return {
      beyond: (tag?.right ?? Infinity) - box.getBoundingClientRect().right,
      goesOn: box.scrollWidth - box.clientWidth,
    };
  });
  expect(seen.goesOn, 'more columns than room').toBeGreaterThan(0);
  expect(seen.beyond).toBeLessThanOrEqual(0);
  await ledger
    .locator('tbody tr')
    .first()
    .click({ position: { x: 12, y: 10 } });
  await expect(page.locator('.inspector')).toBeVisible();
});
