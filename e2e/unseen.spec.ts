/**
 * The lesson on the tunnel as one goes through it who does not see it: by names and roles, by keys, and by what is said.
 * Nothing here asks where something is drawn.
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const lesson = (page: Page) => page.getByRole('complementary', { name: 'Lesson' });
/** What has been said last. */
const said = (page: Page) => page.locator('[role="status"][aria-live]').last();
/** What the reader stands on and reads. */
const here = (page: Page) => page.locator(':focus');

/** Chooses and hands in an answer: the verdict is what one stands on then. */
async function answer(page: Page, option?: string): Promise<void> {
  const choices = await lesson(page).getByRole('combobox').all();
  for (const choice of choices) await choice.press('ArrowDown');
  const radios = lesson(page).getByRole('radio', option === undefined ? {} : { name: option });
  if (choices.length === 0) await radios.first().press('Space');
  await lesson(page).getByRole('button', { name: 'Check answer' }).press('Enter');
  await expect(here(page)).toHaveText(/^The run (agrees|says otherwise)/);
}

test('the tunnel lesson is followed from its first question to its check', async ({ page }) => {
  test.slow();
  await page.goto('#/lesson/watermark/recall');
  await expect(lesson(page).getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
  for (let place = 0; place < 9; place++) {
    const choice = lesson(page).getByRole('radio').or(lesson(page).getByRole('combobox'));
    await expect(choice.first()).toBeVisible({ timeout: 30_000 });
    const heading = await lesson(page).getByRole('heading', { level: 1 }).innerText();
    if (/stuck in a tunnel/.test(heading)) await tunnel(page);
    else await answer(page);
    await lesson(page)
      .getByRole('link', { name: /^(Next|To the check)/ })
      .press('Enter');
    // One stands on the next place's title, and reads on from there.
    await expect(here(page)).toHaveRole('heading');
    await expect(here(page)).not.toHaveText(heading);
  }

  // The check: as it stands it does not pass, and one is told why.
  await lesson(page).getByRole('button', { name: 'Hand in' }).press('Enter');
  await expect(lesson(page)).toContainText(/not yet|Not yet/);
  await page.getByRole('button', { name: /^Delay / }).press('Enter');
  const typed = page.getByRole('textbox', { name: 'Or type it' });
  await typed.fill('2 min');
  await typed.press('Enter');
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await lesson(page).getByRole('button', { name: 'Hand in' }).press('Enter');
  await expect(lesson(page)).toContainText('Passed');
});

/** The step of the tunnel: the question, the picture's marks by name, the batch step by step, why, and what if. */
async function tunnel(page: Page): Promise<void> {
  const stage = page.getByRole('main', { name: 'Stage' });
  const rails = stage.getByRole('group', { name: /^Rails/ });
  // The picture says nothing yet of what is asked, and everything else.
  await expect(rails.getByRole('button', { name: /^Window 14:00 – 14:05: hidden/ })).toBeVisible();
  await expect(rails.getByRole('button', { name: 'Window 14:05 – 14:10: 4, final and right' })).toBeVisible();
  await expect(rails.getByRole('button', { name: 'Batch 10 at 14:22:00, 2 rows' })).toBeVisible();
  // A region is called by its title, once.
  for (const name of ['Micro-batch 10', 'State store', 'Result table'])
    await expect(stage.getByRole('region', { name, exact: true })).toBeVisible();
  await expect(stage.getByRole('button', { name: 'Late? : Hidden until you have answered. Go there' })).toBeVisible();

  await answer(page, 'It is dropped');
  await expect(
    rails.getByRole('button', { name: /^Window 14:00 – 14:05: 3, final and wrong: the truth is 4/ }),
  ).toBeVisible();

  // Time by keys is heard.
  await page.getByRole('slider', { name: 'Place in the run' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(said(page)).toHaveText(/Batch 1[01]/);

  await lesson(page).getByRole('button', { name: 'See why it is so' }).press('Enter');
  await expect(here(page)).toHaveText('Why is this row missing from 14:00 – 14:05?');
  await expect(said(page)).toHaveText(/^It would have counted: \d+ ways found\./, { timeout: 30_000 });
  const why = page.getByRole('complementary', { name: 'Why?' });
  const causes = why.getByRole('list', { name: /6 causes/ });
  await expect(causes.getByRole('heading', { level: 2 })).toHaveText([
    'It happened',
    'It arrived',
    'Batch 10 read it',
    'The watermark had passed it',
    'Its window was over',
    'So it was dropped',
  ]);
  const ways = why.getByRole('region', { name: 'It would have counted' });
  await expect(ways.getByRole('button', { name: 'Try it: with a delay of 11 min 31 s' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();

  // The same facts as tables.
  await page.keyboard.press('t');
  await expect(stage.getByRole('row', { name: /^Row 13.* late, dropped/ })).toBeVisible();
  await page.keyboard.press('r');
}
