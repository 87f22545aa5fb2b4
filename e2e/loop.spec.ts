/** The loop as a person uses it: line by line, figure by figure, and mended by its own settings. */
import { expect, expectAccessible, test } from './fixtures';

test('the loop runs line by line; every wrong figure says which row spoiled it and by which rule', async ({ page }) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  const current = page.locator('.loop-code .on').last();
  await expect(current).toContainText('sleep');
  // Before its first run there is nothing that a run has read, and no table of it.
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('table', { name: 'Rows' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What each run read' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Picture' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(current).toContainText('since =');
  await page.keyboard.press('ArrowRight');
  await expect(current).toContainText('read(');
  await page.getByRole('button', { name: 'Next line' }).click();
  await expect(current).toContainText('process_batch');

  await page.keyboard.press('w');
  // At that moment the late click was still on its way.
  await expect(page.locator('.loop-why')).toContainText('not there when the answer was given');
  await page.keyboard.press('a');
  await expect(page.locator('.loop-why')).toContainText('never read: it arrived while the loop was working');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('row', { name: /00:05 to 00:10, clicks/ })).toContainText('never read');
  await expectAccessible(page);
});

test('a setting mends one mistake, and an arrival that is moved by keys makes another', async ({ page }) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  await page.getByRole('button', { name: /^Sleeps/ }).click();
  await page.getByRole('radio', { name: /by the clock/ }).check();
  await page.keyboard.press('Escape');
  await expect(page.locator('.loop-code')).toContainText('sleep_until');
  // Each edit runs anew; the end is the end of the newest run.
  const end = () => page.getByRole('slider', { name: 'Place in the run' }).press('End');
  const second = page.getByRole('button', { name: /window 00:05 to 00:10, clicks/ });
  await expect(async () => {
    await end();
    await expect(second).toHaveAccessibleName(/right/, { timeout: 1_000 });
  }).toPass();
  // The click of 00:06:30, a minute at a time, until it arrives in another window than it happened in.
  const row = page.getByRole('button', { name: /row from 00:06:30/ });
  await expect(async () => {
    await row.press('Shift+ArrowRight');
    await end();
    await expect(second).toHaveAccessibleName(/not 3/, { timeout: 1_000 });
  }).toPass();
});

test('a crash is put where one stands, moved, and taken away; the restart reads again what was written', async ({
  page,
}) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  await page.getByRole('slider').first().focus();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Crash it here' }).click();
  // The end may still be that of the run before.
  await expect(async () => {
    await page.getByRole('slider').first().press('End');
    await expect(page.getByRole('button', { name: /^c ?Restart|^Restart/ })).toBeEnabled({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('button', { name: /window 00:10 to 00:15, clicks/ })).toHaveAccessibleName(/\+/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove the crash' }).click();
  await expect(page.getByRole('button', { name: 'Crash it here' })).toBeVisible();
});

test('stopped on the line that writes it dies in the middle of writing: one answer of two is left behind, and doubled', async ({
  page,
}) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  await page.getByRole('button', { name: /^Counts for/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /^userId/ })
    .check();
  await page.keyboard.press('Escape');
  const figures = page.getByRole('combobox', { name: 'Figures of' });
  await expect(figures).toBeVisible();
  // Line by line to where the second run writes.
  const line = page.locator('.loop-code .on').last();
  await page.locator('.loop-picture').click({ position: { x: 5, y: 5 } });
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(line).toContainText('write_results', { timeout: 200 });
    await expect(page.locator('.loop-variables')).toContainText('00:06:36', { timeout: 200 });
  }).toPass();
  await page.getByRole('button', { name: 'Crash it here' }).click();
  const dies = page.getByRole('combobox', { name: 'It dies' });
  await expect(dies).toHaveValue('half-written');
  await page.getByRole('slider', { name: 'Place in the run' }).press('End');
  await figures.selectOption('C');
  await page.getByRole('button', { name: 'Table' }).click();
  // Two mistakes can make a figure that is right by luck: clicks, one never read and one read twice. Users tell.
  const row = page.getByRole('row', { name: /00:05 to 00:10, [CD], users/ });
  await expect(row).toContainText('1+1 ⊗');
  await expect(row).toContainText('read again after the restart');
  await figures.selectOption('D');
  await expect(row).toContainText('1 ✓');
  // Each entry that shows the cause is a way there.
  await figures.selectOption('C');
  const end = () => page.getByRole('slider', { name: 'Place in the run' }).press('End');
  const now = page.locator('.transport .clock');
  const last = await now.innerText();
  await row.getByRole('button').first().click();
  await expect(now).not.toHaveText(last);
  await figures.selectOption('D');
  // The other points of the same run.
  for (const [point, says] of [
    ['written', '1+1 ⊗'],
    ['read', '1 ✓'],
  ] as const) {
    await dies.selectOption(point);
    await expect(async () => {
      await end();
      await expect(row).toContainText(says, { timeout: 1_000 });
    }).toPass();
  }
  await dies.selectOption('sleeping');
  await expect(dies).toHaveValue('sleeping');
  await expectAccessible(page);
});

test('the way out: the same rows with event time, state and a watermark, on the stage', async ({ page }) => {
  await page.goto('#/loop');
  await page.getByRole('button', { name: 'Run them on Structured Streaming' }).click();
  await expect(page.getByRole('button', { name: /^Engine:/ })).toContainText('Structured Streaming');
  await expect(page.getByRole('button', { name: /^Delay 10 min/ })).toBeVisible();
  await page.getByRole('slider', { name: 'Place in the run' }).press('End');
  // Every window has its true figure, late row and all.
  await page.getByRole('button', { name: 'Table', exact: true }).first().click();
  await expect(page.locator('.notice.refused')).toHaveCount(0);
  await expect(page.locator('.panels')).toContainText('00:10');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('lines are run, figures asked and a crash is put by touch', async ({ page }) => {
    await page.goto('#/loop');
    await page.locator('.loop-scene').waitFor();
    // The code begins right below the bar: it is no sheet over something else.
    const [bar, side] = await Promise.all(['.bar', '.loop-side'].map((name) => page.locator(name).boundingBox()));
    expect(side?.y).toBeCloseTo((bar?.y ?? 0) + (bar?.height ?? 0), 0);
    const next = page.getByRole('button', { name: 'Next line' });
    for (let i = 0; i < 4; i++) await next.tap();
    await expect(page.locator('.loop-code .on').last()).toContainText('write_results');
    await page.getByRole('button', { name: 'Crash it here' }).tap();
    await expect(page.getByRole('combobox', { name: 'It dies' })).toHaveValue('half-written');
    await page.getByRole('slider', { name: 'Place in the run' }).press('End');
    await page
      .getByRole('button', { name: /window 00:00 to 00:05, clicks/ })
      .first()
      .tap();
    await expect(page.locator('.loop-why')).toContainText('the truth is 4');
    await expectAccessible(page);
  });
});

test('an arrival is dragged by a mouse also where all of the page is marked', async ({ page }) => {
  await page.goto('#/loop');
  await page.locator('.loop-scene').waitFor();
  // One in the middle: the first and the last say how wide the picture is.
  const row = page.locator('.loop-row').nth(5);
  const middle = () =>
    row.evaluate((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
  const { x, y } = await middle();
  await page.keyboard.press('ControlOrMeta+a');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => Math.abs((await middle()).x - x - 40)).toBeLessThan(5);
});

test('where a job over all rows fails too, the page says that there is no truth, and does not wait for one', async ({
  page,
}) => {
  await page.goto('#/open');
  const arrivals = [2, 0].map((n, i) => ({ arrivesAt: `2026-03-02T12:0${i}:10Z`, row: { n } }));
  const scenario = {
    format: 'arus/1',
    name: 'by-zero',
    title: { en: 'By zero', id: 'Dengan nol' },
    sources: { rows: { columns: { n: 'long' }, arrivals } },
    query: { from: 'rows', steps: [{ select: { q: '10 / n' } }] },
    engines: { batchLoop: { interval: '1 minute', readBy: 'arrivalTime' } },
  };
  await page.getByRole('textbox').first().fill(JSON.stringify(scenario));
  await page.locator('.ways .solid').click();
  await page.locator('.transport').waitFor();
  await page.goto('#/loop');
  await expect(page.locator('.loop-picture')).toContainText('There is no truth to hold the figures against');
  await expect(page.locator('.loop-picture')).not.toContainText('Working out the truth');
});
