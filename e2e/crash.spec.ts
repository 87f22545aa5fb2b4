/** The crash lab as a person uses it: drag the crash, choose a point, compare the sinks, try every point. */
import { expect, expectAccessible, test } from './fixtures';

test('a crash after the output is written doubles it where the sink only appends, and every point can be tried', async ({
  page,
}) => {
  await page.goto('#/crash');
  await page.getByRole('radio', { name: /writing its output/ }).check();
  const append = page.getByRole('region', { name: /^Append/ });
  await expect(append).toContainText('1 too many');
  await expect(page.getByRole('region', { name: /^Idempotent/ })).toContainText('each as without the crash');
  await expect(page.getByRole('region', { name: /^Transactional/ })).toContainText('each as without the crash');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Try them all' }).click();
  // At once for every sink: only one that keeps all doubles, and only behind what it was given.
  const doubled = page.getByRole('row', { name: /^writing its output/ }).first();
  await expect(doubled).toContainText('double rows', { timeout: 60_000 });
  await expect(doubled).toContainText('none of');
  await page.getByRole('button', { name: 'Append', exact: true }).click();
  await expect(page.locator('.trials caption')).toContainText('into the sink “Append”');
  // Each trial leads to its run: here one that doubles nothing, because nothing had been written.
  await page.getByRole('button', { name: /^batch 9, after logging its offsets/ }).click();
  await expect(page.getByRole('slider', { name: 'When it crashes' })).toHaveAttribute('aria-valuetext', /in batch 9/);
  await expect(append).toContainText('each as without the crash');
  await expectAccessible(page);
});

test('the crash is moved by keys and by hand, and taken away', async ({ page }) => {
  await page.goto('#/crash');
  await page.getByRole('radio', { name: /between batches/ }).check();
  const line = page.getByRole('slider', { name: 'When it crashes' });
  const says = () => line.getAttribute('aria-valuetext');
  const first = await says();
  await line.press('ArrowRight');
  await expect.poll(says).not.toBe(first);
  const box = await line.boundingBox();
  if (!box) throw new Error('no line');
  // Words that are marked are not taken in hand instead.
  await page.keyboard.press('ControlOrMeta+a');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.25, box.y + 22, { steps: 5 });
  await page.mouse.up();
  await expect(line).toHaveAttribute('aria-valuetext', /Crash at 14:0[89]/);
  await page.getByRole('button', { name: 'Rails', exact: true }).click();
  await expect(page.locator('.crash-rails .tear')).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove the crash' }).click();
  await expect(page.locator('.crash-does')).toContainText('Nothing crashes yet');
  await page.getByRole('button', { name: 'Batch in a loop' }).click();
  await page
    .getByRole('radio', { name: /writing its answer/ })
    .first()
    .check();
  await expect(page.locator('.crash-rails .tear')).toHaveCount(1);
});

test('every engine crashes: Flink goes back to its last checkpoint, Kafka Streams to its last commit, the nightly job makes its run again', async ({
  page,
}) => {
  await page.goto('#/crash');
  await page.getByRole('button', { name: 'Flink', exact: true }).click();
  // Without checkpoints there is nothing to go back to, and a button that changes that.
  await expect(page.getByRole('radio', { name: /completing a checkpoint/ })).toBeDisabled();
  const line = page.getByRole('slider', { name: 'When it crashes' });
  await page.getByRole('button', { name: 'Crash it' }).click();
  // No tick for a sink that never shows a row.
  await expect(page.getByRole('region', { name: /^Transactional/ })).toContainText('nothing was ever committed');
  await page.getByRole('button', { name: 'Take one every 1 min' }).click();
  await expect(page.getByRole('region', { name: /^Append/ })).toContainText('too many');
  await expect(page.getByRole('region', { name: /^Transactional/ })).toContainText('each as without the crash');
  await page.getByRole('radio', { name: /completing a checkpoint/ }).check();
  await expect(line).toHaveAttribute('aria-valuetext', /in checkpoint \d+, after completing a checkpoint/);
  await page.getByRole('button', { name: 'Try them all' }).click();
  // Hundreds of runs: a busy machine takes its time.
  await expect(page.locator('.trials table')).toContainText('In a checkpoint', { timeout: 60_000 });
  await expect(page.locator('.sums')).toContainText('never gets there');
  await expect(page.locator('.everywhere .trial-list')).toContainText('Right behind a row');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Kafka Streams' }).click();
  await page.getByRole('radio', { name: /processing a row/ }).check();
  // At least once: what the store had counted is counted again.
  await expect(page.getByRole('region', { name: /^At least once/ }).first()).toContainText('that should not be there');
  await expect(page.getByRole('region', { name: /^Exactly once/ })).toContainText('each as without the crash');

  await page.getByRole('button', { name: 'Daily batch' }).click();
  await page.getByRole('radio', { name: /writing its answer/ }).check();
  await expect(page.getByRole('region', { name: /^Append/ })).toContainText('too many');
  await expect(page.getByRole('region', { name: /^Idempotent/ })).toContainText('each as without the crash');
  await expectAccessible(page);
});

test('by keyboard: the point, the stairs on disk, and a second crash with its own tear', async ({ page }) => {
  await page.goto('#/crash');
  const says = page.locator('.crash-does .says');
  await expect(says).toContainText('Nothing crashes yet');
  await page.keyboard.press('6');
  await expect(says).toHaveText(/in batch 6, after writing its output/);
  const disk = page.getByRole('region', { name: /^What was written, lane by lane/ });
  await expect(disk.locator('.torn')).toHaveCount(1);
  await expect(disk.getByRole('row', { name: /^Source/ })).toContainText('back to offset 7');
  await expect(disk.getByRole('row', { name: /^Offset log/ })).toContainText('next 8');
  await page.keyboard.press('4');
  await expect(says).toHaveText(/after writing its state/);
  await expect(disk.getByRole('row', { name: /^Sink/ })).toContainText('never written');

  const again = page.getByRole('button', { name: 'Crash it again' });
  await again.focus();
  await page.keyboard.press('Enter');
  await expect(disk.locator('.torn')).toHaveCount(2);
  // What does not fit is pushed along by the arrow keys.
  await page.setViewportSize({ width: 900, height: 800 });
  await disk.focus();
  await disk.evaluate((box) => box.scrollTo(0, 0));
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => disk.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove the last crash' }).click();
  await expect(disk.locator('.torn')).toHaveCount(1);
});
