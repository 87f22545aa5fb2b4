import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures';

/** The watermark lesson, where the row from the tunnel is dropped. */
async function openTunnel(page: Page): Promise<void> {
  await page.goto('.#/lesson/watermark/4');
  // Two runs are simulated before a lesson stands.
  await expect(page.getByRole('slider', { name: 'Place in the run' })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.predict input').first()).toBeVisible({ timeout: 30_000 });
}

/** Commits to an answer, and waits until the stage has shown what happens. */
async function answer(page: Page, option: string): Promise<void> {
  await page.getByLabel(option).check();
  await page.getByRole('button', { name: 'Check answer' }).click();
  await expect(page.locator('.verdict')).toBeFocused();
  await expect(page.locator('.stages [aria-current] button')).toHaveText(/^Late\?/);
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Why?' });
const question = (page: Page) => inspector(page).getByRole('heading', { level: 1 });
const causes = (page: Page) => inspector(page).locator('.chain').getByRole('listitem');
const clock = (page: Page) => page.locator('.clock');
/** The row as it would have to be: its end that another time would move, and what is said of it. */
const ghost = (page: Page) => page.locator('.rails .ghost .end');
const plate = (page: Page) => page.locator('.rails .ghost text');

/** It stands on a rail, where the labels of time beside say that this time is. */
async function expectGhostAt(page: Page, time: string, rail: 'event' | 'processing'): Promise<void> {
  const seconds = (text: string): number => text.split(':').reduce((all, part) => all * 60 + Number(part), 0);
  await expect
    .poll(async () => {
      const marks = await page.evaluate(() => {
        const middle = (e: Element) => {
          const { x, y, width, height } = e.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2, text: e.textContent ?? '' };
        };
        const all = (selector: string) => [...document.querySelectorAll(selector)].map(middle);
        return { ticks: all('.rails .tick'), ends: all('.rails .ghost .end'), rails: all('.rails .rail') };
      });
      const [[from, to], [end]] = [[marks.ticks[0], marks.ticks.at(-1)], marks.ends];
      const [event, processing] = marks.rails;
      if (!from || !to || !end || !event || !processing) return null;
      const [first, last] = [seconds(`${from.text}:00`), seconds(`${to.text}:00`)];
      const at = first + ((end.x - from.x) / (to.x - from.x)) * (last - first);
      const on = Math.abs(end.y - event.y) < Math.abs(end.y - processing.y) ? 'event' : 'processing';
      // Labels stand on whole pixels: some seconds are one.
      return { near: Math.abs(at - seconds(time)) < 10, on };
    })
    .toEqual({ near: true, on: rail });
}

/** Everything that is said from now on: what was found for "what if?" soon takes the place of what was said of the causes. */
async function listen(page: Page): Promise<() => Promise<string>> {
  const said = await page.evaluateHandle(() => {
    const lines: string[] = [];
    for (const region of document.querySelectorAll('[role="status"].heard'))
      new MutationObserver(() => lines.push(region.textContent ?? '')).observe(region, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    return lines;
  });
  return () => said.evaluate((lines) => lines.join('\n'));
}

test.describe('with a mouse', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('an open prediction is not answered; once it is, what answers a wrong guess is shown', async ({ page }) => {
    await openTunnel(page);
    await page.getByRole('button', { name: /^Window 14:00 – 14:05/ }).click();
    await expect(question(page)).toHaveText('This waits for your answer');
    await expect(causes(page)).toHaveCount(0);
    await inspector(page).getByRole('button', { name: 'To the question' }).click();
    await expect(inspector(page)).toBeHidden();
    // Nor by what would have been otherwise, at its end.
    await page.getByRole('slider', { name: 'Place in the run' }).press('End');
    const row = page.getByRole('slider', { name: /^Row / });
    await row.focus();
    for (let i = 0; i < 20 && (await row.getAttribute('data-row')) !== '12'; i++) await page.keyboard.press('[');
    await page.getByRole('slider', { name: /^Row 13/ }).press('w');
    await expect(question(page)).toHaveText('This waits for your answer');
    await expect(page.getByRole('region', { name: 'Which batches would have taken this row' })).toHaveCount(0);
    await expect(inspector(page).locator('.what-if')).toHaveCount(0);
    await expect(page.locator('.ghost')).toHaveCount(0);
    await page.keyboard.press('Escape');

    await answer(page, 'Its window is corrected to 4');
    await page.locator('.verdict').getByRole('button').click();
    await expect(question(page)).toHaveText('Why does 14:00 – 14:05 say 3?');
    await expect(causes(page).last()).toContainText('Row 13 is missing');
  });

  test('the causes of a drop are numbered, on the picture too, and each can be gone to', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').click();
    await expect(question(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');
    await expect(inspector(page)).toContainText('Row 13, zone Kota, offset 12');
    await expect(causes(page).locator('.num')).toHaveText(['1', '2', '3', '4', '5', '×']);
    await expect(page.locator('.rails .pin text')).toHaveText(['1', '2', '3', '4', '5']);
    // Rows that play no part are dimmed, never removed: the dropped one and the one that moved the water stay.
    await expect(page.locator('.rails .row.aside')).toHaveCount(17);
    await expect(page.locator('.rails .row, .rails .dropped')).toHaveCount(19);

    await inspector(page).getByRole('button', { name: 'Go to 14:03:50' }).click();
    await expect(clock(page)).toHaveText('14:03:50');
    await expect(causes(page)).toHaveCount(6);
    await expect(causes(page).first().locator('[aria-current]')).toBeVisible();

    await inspector(page)
      .getByRole('button', { name: /^The watermark had passed it\. Ask why/ })
      .click();
    await expect(question(page)).toHaveText('Why is the watermark at 14:11:30?');
    await expect(clock(page)).toHaveText('14:18:00');
    await inspector(page).getByRole('button', { name: 'Back to the previous question' }).click();
    await expect(question(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');
    await inspector(page).getByRole('button', { name: 'Back to where you asked' }).click();
    await expect(clock(page)).toHaveText('14:22:00');
  });

  test('what would have counted the row is found by running, can be tried, and taken back', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').click();
    const whatIf = inspector(page).getByRole('region', { name: 'It would have counted' });
    await expect(whatIf).toContainText('with a delay of 11 min 31 s');
    await expect(whatIf).toContainText('It is 5 min now. 11 min 30 s is not enough.');
    await expect(whatIf).toContainText('had it arrived at 14:14:00');
    await expect(whatIf).toContainText('Of window and trigger, only lengths in common use were tried');
    // Where it stands, where it turns, and how far it was run.
    const longer = whatIf.getByRole('listitem').filter({ hasText: 'with a delay of' });
    await expect(longer.locator('.tried span')).toHaveText(['5 min', '11 min 31 s', '18 min 1 s']);
    await expect(longer.locator('.tried line.does').first()).toBeAttached();
    await expectAccessible(page);

    const delay = page.getByRole('button', { name: /^Delay/ });
    await whatIf.getByRole('button', { name: 'Try it: with a delay of 11 min 31 s' }).press('Enter');
    await expect(delay).toHaveText(/11 min 31 s/);
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
    await expect(question(page)).toBeFocused();
    // Now the question is how near it came to being dropped.
    await expect(inspector(page).getByRole('region', { name: 'It would have been dropped' })).toContainText(
      'with a delay of 11 min 30 s',
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(delay).toHaveText(/Delay 5 min/);
    await expect(question(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');
  });

  test('which batches would have taken the row stands under their blocks, and the panels are a button away', async ({
    page,
  }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    const strip = page.getByRole('region', { name: 'Which batches would have taken this row' });
    await expect(strip).toBeHidden();
    await page.locator('.verdict').getByRole('button').click();
    const table = strip.getByRole('table');
    const line = (name: string) => table.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell');
    await expect(line('The row is')).toHaveText([
      'not yet',
      ...Array.from({ length: 6 }, () => 'counted'),
      ...Array.from({ length: 4 }, () => 'dropped'),
    ]);
    await expect(line('Watermark tested')).toHaveText([
      ...['none yet', 'none yet', '13:56:10', '13:58:20', '13:58:20', '14:01:05', '14:03:50', '14:06:15', '14:06:15'],
      ...['14:08:55', '14:11:30'],
    ]);
    await expect(line('14:00 is')).toHaveText([
      ...Array.from({ length: 6 }, () => 'open'),
      'closes at 3',
      ...Array.from({ length: 4 }, () => 'final'),
    ]);
    await expect(table).toContainText('counted in any of these 6');
    await expect(table).toContainText('dropped: 14:05 is under water');
    await expect(table.getByRole('columnheader', { name: 'Batch 10, which read it' })).toBeVisible();
    await expectAccessible(page);

    const middle = async (of: Locator) => {
      const box = await of.boundingBox();
      return box ? box.x + box.width / 2 : Number.NaN;
    };
    for (const batch of [1, 6]) {
      const block = page.getByRole('button', { name: new RegExp(`^Batch ${batch} at`) });
      const head = table.getByRole('button', { name: `Batch ${batch}`, exact: true });
      expect(Math.abs((await middle(head)) - (await middle(block)))).toBeLessThan(4);
    }
    await table.getByRole('button', { name: 'Batch 6' }).click();
    await expect(clock(page)).toHaveText('14:14:00');
    await expect(line('The row is')).toHaveCount(11);

    const panels = page.getByRole('region', { name: /^Micro-batch/ });
    await expect(panels).toBeHidden();
    await strip.getByRole('button', { name: 'Micro-batch and results' }).click();
    await expect(panels).toBeVisible();
    await expect(table).toBeHidden();
    await page.getByRole('button', { name: 'Which batches would have taken this row' }).click();
    await expect(table).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(strip).toBeHidden();
    await expect(panels).toBeVisible();
  });

  test('the row as it would have to be is drawn on the picture, and goes with its question', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await expect(ghost(page)).toHaveCount(0);
    await page.locator('.verdict').getByRole('button').click();
    const whatIf = inspector(page).getByRole('region', { name: 'It would have counted' });
    await expect(plate(page)).toHaveText(['It would have counted', 'had it arrived at 14:14:00']);
    await whatIf.getByRole('listitem').filter({ hasText: 'had it happened at' }).hover();
    await expect(plate(page)).toHaveText(['It would have counted', 'had it happened at 14:10:00']);
    await whatIf.getByRole('listitem').filter({ hasText: 'had it arrived at' }).hover();
    await expect(plate(page)).toHaveText(['It would have counted', 'had it arrived at 14:14:00']);
    await expectGhostAt(page, '14:14:00', 'processing');

    // What is looked at is drawn; a way that moves no row has the nearest that does.
    const tries = (title: string) => whatIf.getByRole('button', { name: `Try it: ${title}` });
    await tries('had it happened at 14:10:00').focus();
    await expect(plate(page)).toHaveText(['It would have counted', 'had it happened at 14:10:00']);
    await expectGhostAt(page, '14:10:00', 'event');
    await tries('with a delay of 11 min 31 s').focus();
    await expectGhostAt(page, '14:14:00', 'processing');

    // What would be is now, and the question another: how near it came to being dropped.
    await tries('had it arrived at 14:14:00').press('Enter');
    await expect(plate(page)).toHaveText(['It would have been dropped', 'had it arrived at 14:14:01']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(plate(page)).toHaveText(['It would have counted', 'had it arrived at 14:14:00']);
    await expectGhostAt(page, '14:14:00', 'processing');

    await page.keyboard.press('Escape');
    await expect(inspector(page)).toBeHidden();
    await expect(page.locator('.rails .ghost')).toHaveCount(0);
  });

  test('the row is taken where it would be: pressed it is there, drawn it goes with the hand', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').click();
    await expect(ghost(page)).toBeVisible();
    const middle = async () => {
      const box = await ghost(page).boundingBox();
      if (!box) throw new Error('no ghost');
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const { x, y } = await middle();
    await page.mouse.click(x, y);
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
    await expect(inspector(page).getByRole('button', { name: 'Go to 14:14:00' }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(question(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');

    await expect(ghost(page)).toBeVisible();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 60, y, { steps: 6 });
    await expect(page.locator('.move-tag text')).toHaveText(/^14:11:/);
    await page.mouse.up();
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
    // One gesture is one edit.
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(question(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');
  });

  test('on the map the row as it would be is a place, too, and is taken there', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').click();
    await expect(ghost(page)).toBeVisible();
    await page.keyboard.press('m');
    const ring = page.locator('.map .ghost .end');
    await expect(plate(page)).toHaveText(['It would have counted', 'had it arrived at 14:14:00']);
    const box = await ring.boundingBox();
    const own = await page.locator('.map .row.late').boundingBox();
    if (!box || !own) throw new Error('no ghost, or no row');
    // It would have happened when it did, and arrived where the axis says 14:14.
    expect(Math.abs(box.x + box.width / 2 - own.x - own.width / 2)).toBeLessThan(1.5);
    const up = await page.locator('.map .tick').evaluateAll((labels) => {
      const all = labels.map((e) => ({ text: e.textContent ?? '', box: e.getBoundingClientRect() }));
      const edge = Math.min(...all.map((t) => t.box.right));
      return all.filter((t) => t.box.right < edge + 2).map((t) => ({ ...t, y: t.box.y + t.box.height / 2 }));
    });
    const [from, to] = [up.find((t) => t.text === '14:10'), up.find((t) => t.text === '14:20')];
    if (!from || !to) throw new Error('no axis');
    expect(Math.abs(box.y + box.height / 2 - (from.y + 0.4 * (to.y - from.y)))).toBeLessThan(3);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
  });

  test('every kind of mark, line and figure answers', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.keyboard.press('End');
    await page.getByRole('slider', { name: 'Place in the run' }).press('End');
    const stage = page.getByRole('main');
    for (const [what, asked] of [
      [stage.getByRole('button', { name: /^Window 14:05 – 14:10/ }), 'Why does 14:05 – 14:10 say 4?'],
      [stage.getByRole('button', { name: /^Batch 10 at/ }), 'Why did batch 10 run, and what did it do?'],
      [stage.getByRole('button', { name: /^Watermark/ }).first(), 'Why is the watermark at 14:25:10?'],
      [stage.getByRole('button', { name: /the answer of 14:00 – 14:05/ }), 'Why does 14:00 – 14:05 say 3?'],
      [stage.getByRole('button', { name: /^Complete/ }), 'Why is it this complete?'],
      [stage.getByRole('button', { name: /^Wait/ }), 'Where does this wait come from?'],
      [stage.getByRole('button', { name: /^Drops up to/ }), 'Why did batch 16 run, and what did it do?'],
    ] as const) {
      await what.click();
      await expect(question(page)).toHaveText(asked);
      await expect(causes(page)).not.toHaveCount(0);
    }
    // The state store steps aside while something is asked.
    await page.keyboard.press('Escape');
    await stage.getByRole('button', { name: /the state of 14:25 – 14:30/ }).click();
    await expect(question(page)).toHaveText('Why does the state hold 14:25 – 14:30?');
    // A row on the rails takes pointers by its place, not by a box of its own.
    const dot = page.locator('.rails .row .dot.proc').first();
    const box = await dot.boundingBox();
    if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
  });

  test('an edit answers anew: a row that arrives in time is no longer missing', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').click();
    await expect(question(page)).toHaveText(/missing/);
    const row = page.getByRole('slider', { name: /^Row / });
    await row.focus();
    // The one that the lesson points at, or the one before the newest, where the answer was not waited for.
    if ((await row.getAttribute('data-row')) !== '12') await page.keyboard.press('[');
    await expect(page.getByRole('slider', { name: /^Row 13/ })).toBeFocused();
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
    await expect(question(page)).toHaveText('Why does this row count in 14:00 – 14:05?');
  });
});

test('by keyboard alone: W asks, arrows walk, Enter goes, W asks on, Escape leads back', async ({ page }) => {
  await openTunnel(page);
  await answer(page, 'It is dropped');
  // The row that the lesson points at is the keyboard's.
  const row = page.getByRole('slider', { name: /^Row 13/ });
  await row.focus();
  const heard = await listen(page);
  await page.keyboard.press('w');
  await expect(question(page)).toBeFocused();
  await expect(question(page)).toHaveText(/^Why is this row missing/);
  await expect.poll(heard).toMatch(/6 causes, in order\./);

  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(inspector(page).getByRole('button', { name: 'Go to 14:20:30' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(clock(page)).toHaveText('14:20:30');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('w');
  await expect(question(page)).toHaveText('Why is the watermark at 14:11:30?');
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toBeHidden();
  await expect(row).toBeFocused();

  // A mark in focus answers W as it answers Enter.
  await page.getByRole('button', { name: /^Batch 8 at/ }).focus();
  await page.keyboard.press('w');
  await expect(question(page)).toHaveText('Why did batch 8 run, and what did it do?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Batch 8 at/ })).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the answer is a sheet over the lower half, with targets for a finger', async ({ page }) => {
    await openTunnel(page);
    await answer(page, 'It is dropped');
    await page.locator('.verdict').getByRole('button').tap();
    await expect(question(page)).toBeVisible();
    const sheet = await inspector(page).boundingBox();
    const picture = await page.locator('.picture').boundingBox();
    if (!sheet || !picture) throw new Error('no sheet or no picture');
    expect(sheet.y).toBeGreaterThanOrEqual(picture.y + picture.height - 1);
    expect(sheet.y).toBeGreaterThan(844 * 0.38);
    for (const button of await inspector(page).getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(box?.height, await button.innerText()).toBeGreaterThanOrEqual(44);
      expect(box?.width, await button.innerText()).toBeGreaterThanOrEqual(44);
    }
    // A batch a line, with words beside the marks.
    const strip = inspector(page).getByRole('table', { name: 'Which batches would have taken this row' });
    await expect(strip.getByRole('row')).toHaveCount(12);
    await expect(strip.getByRole('row', { name: /^Batch 6/ })).toHaveText(/14:03:50\s*closes at 3\s*counted/);
    await expect(strip.getByRole('row', { name: /^Batch 7/ })).toHaveText(/14:06:15\s*final\s*dropped/);
    await inspector(page).getByRole('button', { name: 'Go to 14:14:00' }).tap();
    await expect(page.locator('.rails .pin.final')).toBeVisible();
    await inspector(page).getByRole('button', { name: 'Close (Escape)' }).tap();
    await expect(inspector(page)).toBeHidden();
  });
});

for (const [size, colorScheme] of [
  [{ width: 1440, height: 900 }, 'light'],
  [{ width: 1366, height: 768 }, 'dark'],
  [{ width: 390, height: 844 }, 'dark'],
] as const) {
  test.describe(`${size.width} × ${size.height}, ${colorScheme}`, () => {
    test.use({ viewport: size, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing in a question, nor in one that waits', async ({ page }) => {
      await openTunnel(page);
      await page.getByRole('button', { name: /^Batch 8 at/ }).click();
      await expect(causes(page)).not.toHaveCount(0);
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.locator('.batch.current .area').click();
      await expect(question(page)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
