import type { Page } from '@playwright/test';
import { en } from '../i18n/en/index';
import { id } from '../i18n/id/index';
import { expect, expectAccessible, test } from './fixtures';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Says how many will pass, runs, and waits for what came of it. */
async function run(page: Page, touch: boolean): Promise<void> {
  const five = page.locator('.of-five input').nth(5);
  const go = page.getByRole('button', { name: /^Run on all five/ });
  if (touch) {
    await page.locator('.of-five label').nth(5).tap();
    await go.tap();
  } else {
    await five.press('Space');
    await go.press('Enter');
  }
  await expect(page.locator('.outcome')).toBeFocused({ timeout: 60_000 });
}

test.describe('an exercise of settings', () => {
  test('is failed, looked into, and passed by keyboard; it stays passed', async ({ page }) => {
    test.slow();
    await page.goto('.');
    await page.getByRole('link', { name: /Choose the delay/ }).press('Enter');
    await expect(page.locator('.rails svg').first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /^Run on all five/ })).toBeDisabled();
    await run(page, false);
    await expect(page.locator('.outcome')).toContainText('3 of 5 passed');
    await expect(page.getByRole('status').filter({ hasText: '3 of 5 hidden streams passed' })).toHaveCount(1);

    // A stream that failed opens where it failed, and says what it is; one that passed stays closed.
    await page.keyboard.press('1');
    await expect(page.locator('.stream-why')).toHaveCount(0);
    await page.keyboard.press('2');
    await expect(page.locator('.stream-why')).toContainText('Readings in no answer');
    await expect(page.locator('.marks th.o')).toContainText('a gateway was down');
    await page.getByRole('button', { name: 'Ask why on the stage' }).press('Enter');
    await expect(page.locator('.inspector .why-panel')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await expect(page.locator('.hints')).toContainText('Open a stream that failed');
    await expectAccessible(page);

    const delay = page.getByRole('slider', { name: 'Watermark delay' });
    await delay.press('ArrowRight');
    await delay.press('ArrowRight');
    await expect(delay).toHaveAttribute('aria-valuetext', '6 min');
    await expect(page.getByText('The best answer')).toHaveCount(0);
    await run(page, false);
    await expect(page.locator('.outcome')).toContainText('All five passed');
    await expect(page.getByText('The best answer')).toBeVisible();

    await page.reload();
    await expect(page.locator('.exercise-text .tag.final')).toBeVisible({ timeout: 30_000 });
    await page.goto('.');
    await expect(page.locator('.exercises .done')).toContainText('Choose the delay');
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

    test('is run and looked into by touch', async ({ page }) => {
      test.slow();
      await page.goto('.#/exercise/choose-the-delay');
      await expect(page.locator('.of-five label').first()).toBeVisible({ timeout: 30_000 });
      await page.locator('.grab').tap();
      await run(page, true);
      await page.locator('.marks-narrow li button').nth(2).tap();
      await expect(page.locator('.marks-narrow')).toContainText('163 of 169');
      await page.locator('.marks-narrow .why').tap();
      await expect(page.locator('.stream-why')).toBeVisible();
      await expectAccessible(page);
    });
  });
});

test('an attempt is shared: in another profile, and in its language, the link opens it, and it is predicted and run there', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('.#/exercise/choose-the-delay');
  const delay = page.getByRole('slider', { name: 'Watermark delay' });
  await expect(delay).toBeVisible({ timeout: 30_000 });
  const before = await delay.inputValue();
  for (let i = 0; i < 4 && (await delay.getAttribute('aria-valuetext')) !== '6 min'; i++)
    await delay.press('ArrowRight');
  await expect(delay).toHaveAttribute('aria-valuetext', '6 min');
  const handed = await delay.inputValue();
  expect(handed).not.toBe(before);
  await run(page, false);
  await page.getByRole('button', { name: en.exercise.share }).press('Enter');
  // It is also said to who hears the page.
  await expect(page.locator('.quiet', { hasText: en.exercise.shared })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await browser.newContext({ locale: 'id-ID', ...(baseURL && { baseURL }) });
  const there = await other.newPage();
  await there.goto(link);
  const theirs = there.locator('.parts, .exercise-text').getByRole('slider').first();
  await expect(theirs).toHaveValue(handed, { timeout: 30_000 });
  // It is their attempt, not yet a passed exercise, and nothing says how the other's came out.
  await expect(there.locator('.exercise-text .tag.final')).toHaveCount(0);
  await there.locator('.of-five input').nth(5).press('Space');
  await there.getByRole('button', { name: id.exercise.run }).press('Enter');
  await expect(there.locator('.outcome')).toBeFocused({ timeout: 60_000 });
  await expect(there.locator('.exercise-text .tag.final')).toBeVisible();
  // A link that lost its end on the way says so, and the exercise opens as it was left.
  await there.goto(link.slice(0, -9));
  await there.reload();
  await expect(there.getByText(id.exercise.badLink)).toBeVisible({ timeout: 30_000 });
  await expect(theirs).toHaveValue(handed);
  await other.close();
});

test('a run is cancelled, and one that is not there is said', async ({ page }) => {
  await page.goto('.#/exercise/choose-the-delay');
  await page.locator('.of-five label').nth(2).click({ timeout: 30_000 });
  // A run may be over before a hand is there: the button is pressed as soon as it stands.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const cancel = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Cancel');
      if (!cancel) return;
      watch.disconnect();
      cancel.click();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('button', { name: /^Run on all five/ }).click();
  await expect(page.getByRole('button', { name: /^Run on all five/ })).toBeEnabled();
  await page.goto('.#/exercise/nothing');
  await expect(page.getByText('#/exercise/nothing')).toBeVisible();
});

/** Minutes and seconds after midnight at which the nine clicks arrive, so that every loop loses two and doubles one. */
const BREAKING = ['00:40', '05:05', '05:08', '06:30', '07:30', '08:20', '09:10', '09:40', '14:50'];
/** The rows of each stream that are dropped, in the order of the file. */
const LATE = [
  [14, 17],
  [15, 20],
  [16, 20],
  [17, 18],
  [16, 18],
];

test.describe('an inverse exercise', () => {
  test('is solved by moving arrivals by keyboard, on the stage and in the list; undo takes a move back', async ({
    page,
  }) => {
    test.slow();
    await page.goto('.#/exercise/break-the-loop');
    const times = page.locator('.part.arrivals input');
    await expect(times).toHaveCount(9, { timeout: 30_000 });
    const row = page.getByRole('slider', { name: /^Row / });
    await row.focus();
    await page.keyboard.press('ArrowDown');
    const before = await times.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    const all = () => times.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    await page.keyboard.press('ArrowRight');
    await row.blur();
    await expect.poll(all).not.toEqual(before);
    await page.keyboard.press('Control+z');
    await expect.poll(all).toEqual(before);
    for (const [i, time] of BREAKING.entries()) await times.nth(i).fill(`00:${time}`);
    await run(page, false);
    await expect(page.locator('.outcome')).toContainText('All five passed');
    await page.getByText('Answers that look right').click();
    await expect(page.locator('.reference')).toContainText('2 streams pass of five');
  });

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test('takes a row that a finger drags on the stage', async ({ page, context }) => {
      test.slow();
      await page.goto('.#/exercise/break-the-loop');
      const times = page.locator('.part.arrivals input');
      await expect(times).toHaveCount(9, { timeout: 30_000 });
      const all = () => times.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
      const before = await all();
      const dot = await page.locator('.rails .row .dot.proc').first().boundingBox();
      if (!dot) throw new Error('no row in sight');
      const finger = await context.newCDPSession(page);
      const [x, y] = [dot.x + dot.width / 2, dot.y + dot.height / 2];
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: number) =>
        finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: at }] });
      await touch('touchStart', y);
      await page.waitForTimeout(700);
      for (let i = 1; i <= 8; i++) await touch('touchMove', y + 5 * i);
      await touch('touchEnd', y + 40);
      await expect.poll(all).not.toEqual(before);
    });
  });
});

test.describe('an exercise of pointing', () => {
  for (const touch of [false, true]) {
    test.describe(touch ? 'by touch on a phone' : 'by keyboard', () => {
      test.use(touch ? { viewport: { width: 390, height: 844 }, hasTouch: true } : {});

      test('says nothing of a row before it is handed in, and passes when the dropped ones are marked', async ({
        page,
      }) => {
        test.slow();
        await page.goto('.#/exercise/point-at-the-late-rows');
        const streams = page.locator('.part.rows .seg button');
        await expect(streams).toHaveCount(5, { timeout: 30_000 });
        if (touch) await page.locator('.grab').tap();
        for (const [i, late] of LATE.entries()) {
          if (touch) await streams.nth(i).tap();
          else await streams.nth(i).press('Enter');
          await expect(streams.nth(i)).toHaveAttribute('aria-pressed', 'true');
          const boxes = page.locator('.part.rows input');
          await expect(boxes).toHaveCount(22);
          await expect(page.locator('.rails .dropped')).toHaveCount(0);
          for (const row of late) {
            if (touch) await boxes.nth(row).tap();
            else await boxes.nth(row).press('Space');
            await expect(boxes.nth(row)).toBeChecked();
          }
        }
        await run(page, touch);
        await expect(page.locator('.outcome')).toContainText('All five passed');
        if (!touch) await expectAccessible(page);
      });
    });
  }
});

test.describe('an exercise of query choices', () => {
  for (const touch of [false, true]) {
    test.describe(touch ? 'by touch on a phone' : 'by keyboard', () => {
      test.use(touch ? { viewport: { width: 390, height: 844 }, hasTouch: true } : {});

      test('is passed with another way to tell a retry', async ({ page }) => {
        test.slow();
        await page.goto('.#/exercise/each-payment-once');
        const choice = page.getByRole('radio', { name: /The same number, within the delay/ });
        await expect(choice).toBeVisible({ timeout: 30_000 });
        if (touch) {
          await page.locator('.grab').tap();
          await page.locator('label', { has: choice }).tap();
        } else await choice.press('Space');
        await expect(choice).toBeChecked();
        await run(page, touch);
        await expect(page.locator('.outcome')).toContainText('All five passed');
        await page.getByText('The best answer').click();
        await expect(page.locator('.reference')).toContainText('dropDuplicatesWithinWatermark');
      });
    });
  }
});

test('settings that an engine refuses are said, and cannot be handed in', async ({ page }) => {
  await page.goto('.#/exercise/unique-users-an-hour');
  await page.locator('.of-five label').nth(3).click({ timeout: 30_000 });
  await page.getByRole('radio', { name: /Count distinct/ }).check();
  await page.locator('.of-five label').nth(3).click();
  await expect(page.locator('.exercise-text .fault')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run on all five/ })).toBeDisabled();
});
