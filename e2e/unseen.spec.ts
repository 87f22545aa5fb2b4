/**
 * The lesson on the tunnel as one goes through it who does not see it: by keys alone, by names and roles, and by what is
 * said. Nothing here asks where something is drawn, and nothing is reached but by the keys that reach it.
 */
import type { Locator, Page } from '@playwright/test';
import { SECOND } from '../engine/time';
import { texts } from '../i18n';
import { duration } from '../i18n/format';
import { expect, test } from './fixtures';

/** Keeps all that live regions have said, in order. Before the page is opened. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const LIVE = '[aria-live], [role="status"], [role="alert"]';
    const heard: string[] = [];
    (globalThis as unknown as { heard: string[] }).heard = heard;
    new MutationObserver((changes) => {
      const changed = new Set(
        changes.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(LIVE)),
      );
      for (const region of changed) {
        const text = region?.textContent?.replace(/\s+/g, ' ').trim();
        if (text) heard.push(text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** What was said, and not yet listened to. */
const unheard = new WeakMap<Page, string[]>();
async function heard(page: Page): Promise<string[]> {
  const all = unheard.get(page) ?? [];
  all.push(...(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0))));
  unheard.set(page, all);
  return all;
}
const forgetWhatWasSaid = async (page: Page): Promise<void> => void (await heard(page)).splice(0);

/** Waits until something is said, and gives all that was said until then. */
async function hears(page: Page, what: string | RegExp): Promise<string[]> {
  const fits = (said: string) => (typeof what === 'string' ? said.includes(spaced(what)) : what.test(said));
  await expect
    .poll(async () => ((await heard(page)).some(fits) ? 'said' : (await heard(page)).join(' | ')), {
      message: `until ${what} is said`,
    })
    .toBe('said');
  const all = await heard(page);
  return all.splice(0, all.findIndex(fits) + 1);
}

/** Goes on by Tab until the reader stands on something; how many times it took. */
async function reach(page: Page, target: Locator, most = 60): Promise<number> {
  await expect(target).toBeVisible({ timeout: 30_000 });
  for (let tabs = 1; tabs <= most; tabs++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((e) => e === document.activeElement)) return tabs;
  }
  throw new Error(`${target} is not reached by ${most} tabs`);
}

/** What the reader stands on and reads. */
const here = (page: Page) => page.locator(':focus');
const spaced = (text: string): string => text.replace(/\s/g, ' ');
const escaped = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'));

for (const language of ['en', 'id'] as const) {
  const t = texts[language];
  const { lessonPanel: say, stage: on } = t;
  const { said } = on;

  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'id-ID' });

    test('who does not see it goes through the lesson on the tunnel by keys and by ear, to its check', async ({
      page,
    }) => {
      test.slow();
      await listen(page);
      await page.goto('#/lesson/watermark');
      const lesson = page.getByRole('complementary', { name: say.region });
      await expect(lesson.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
      for (let place = 0; place < 9; place++) {
        const heading = await lesson.getByRole('heading', { level: 1 }).innerText();
        if (place === TUNNEL) await beforeTheTunnel(page);
        await answer(page, lesson, place === TUNNEL ? 1 : 0);
        if (place === TUNNEL) await tunnel(page);
        if (place === EDGE) await edge(page, lesson);
        await reach(page, lesson.getByRole('link', { name: place === 8 ? say.toCheck : say.next, exact: true }), 120);
        await page.keyboard.press('Enter');
        // One stands on the next place's title, and reads on from there.
        await expect(here(page)).toHaveRole('heading');
        await expect(here(page)).not.toHaveText(heading);
      }

      // The check: as it stands it does not pass, and one stands on why.
      await reach(page, lesson.getByRole('button', { name: say.handIn }), 120);
      await page.keyboard.press('Enter');
      await expect(here(page)).toHaveText(escaped(say.failed));
      await expect(here(page)).toHaveText(/8\s(min|mnt)/);
      await reach(page, page.getByRole('button', { name: new RegExp(`^${on.settings.delay} `) }), 120);
      await page.keyboard.press('Enter');
      const typed = page.getByRole('textbox', { name: on.settings.typed });
      await reach(page, typed, 3);
      // Half a length is no fault until one has done.
      await forgetWhatWasSaid(page);
      await page.keyboard.type('2');
      await page.keyboard.press('Enter');
      expect((await hears(page, on.settings.notDuration('2'))).length).toBe(1);
      await page.keyboard.type(' m');
      await page.keyboard.press('Enter');
      // What the check asks about is heard where one turns it.
      await hears(page, /(^|\D)15(\D.*)?\D5 (min|mnt)/);
      // The popover is gone round in, and left to where it was opened.
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press('Tab');
        await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
      }
      await page.keyboard.press('Escape');
      await expect(here(page)).toHaveText(new RegExp(`^${on.settings.delay} 2`));
      await reach(page, lesson.getByRole('button', { name: say.handIn }), 120);
      await page.keyboard.press('Enter');
      await expect(here(page)).toHaveText(escaped(say.passed));
    });

    const TUNNEL = 4;
    const EDGE = 5;

    /** Hears the question and its options, chooses and hands in: the verdict, with its reason, is what one stands on then. */
    async function answer(page: Page, lesson: Locator, option: number): Promise<void> {
      const radio = lesson.getByRole('radio');
      const choice = lesson.getByRole('combobox');
      await expect(radio.or(choice).first()).toBeVisible({ timeout: 30_000 });
      if ((await choice.count()) > 0) {
        for (const one of await choice.all()) {
          await reach(page, one, 120);
          await expect(one).toHaveAccessibleName(/\S/);
          await page.keyboard.press('ArrowDown');
        }
      } else {
        await reach(page, radio.first(), 120);
        for (let i = 0; i < option; i++) await page.keyboard.press('ArrowDown');
        if (option === 0) await page.keyboard.press('Space');
      }
      // What one does next is what comes next.
      expect(await reach(page, lesson.getByRole('button', { name: say.checkAnswer }))).toBe(1);
      await page.keyboard.press('Enter');
      const verdict = new RegExp(`^(${escaped(say.agrees).source}|${escaped(say.disagrees).source})`);
      await expect(here(page)).toHaveText(verdict);
      // Whose answer is whose is told of each item, and each "why?" is of something.
      const items = lesson.locator('.predict').getByRole('listitem');
      await expect(items.filter({ hasText: say.yourAnswer }).first()).toBeVisible();
      await expect(items.filter({ hasText: say.runSays }).first()).toBeVisible();
      const whys = await lesson.locator('.predict').getByRole('button').all();
      const names = await Promise.all(whys.map((why) => why.evaluate(nameOf)));
      expect(new Set(names).size).toBe(names.length);
    }

    const opening = '14:00\u2009–\u200914:05';
    /** A window or a batch in the picture, by what it is called. */
    const mark = (page: Page, name: string): Locator =>
      page.getByRole('group', { name: t.rails.title }).getByRole('button', { name: escaped(name) });

    /** The picture tells by name of everything, but of what is asked. */
    async function beforeTheTunnel(page: Page): Promise<void> {
      const { rails } = t;
      const stage = page.getByRole('main', { name: on.label });
      await expect(mark(page, rails.windowSpoken(opening, rails.saysWithheld))).toBeVisible();
      await expect(mark(page, rails.windowSpoken('14:05 – 14:10', rails.saysRight('4')))).toBeVisible();
      // A region is called by its title, once.
      for (const name of [`${on.titles.batch} 10`, on.titles.state, on.titles.result, on.picture])
        await expect(stage.getByRole('region', { name, exact: true })).toBeVisible();
      await expect(stage.getByRole('button', { name: escaped(on.withheld.replace(/\.$/, '')) }).first()).toBeVisible();
    }

    /** The step of the tunnel: its row, time row by row and batch by batch, why, and the same facts as tables. */
    async function tunnel(page: Page): Promise<void> {
      const stage = page.getByRole('main', { name: on.label });
      const { rails } = t;
      const lateBy = duration(390 * SECOND, language);
      await expect(mark(page, rails.windowSpoken(opening, rails.saysWrong('3', '4')))).toBeVisible();
      // The row that the lesson speaks of is the one that one comes to.
      const row = stage.getByRole('slider', { name: /13/ });
      await reach(page, row);
      await expect(row).toHaveAttribute('aria-valuetext', /14:03:50.*14:20:30/);
      await expect(row).toHaveAttribute('aria-valuetext', escaped(rails.verdicts.late));

      // Why: the question is read where one stands, and not said again; each cause is heard with what it says.
      await forgetWhatWasSaid(page);
      await page.keyboard.press('w');
      await expect(here(page)).toHaveRole('heading');
      await expect(here(page)).toHaveText(/14:00\s–\s14:05/);
      const question = spaced(await here(page).innerText());
      const opened = await hears(page, t.explain.chain(6));
      await hears(page, t.whatIf.would.counted());
      expect(opened.filter((one) => spaced(one).includes(question))).toEqual([]);
      for (const [cause, says] of [
        [/14:03:50$/, /14:00\s–\s14:05/],
        [/14:20:30$/, /16/],
        [/14:22:00$/, /1/],
      ] as const) {
        await page.keyboard.press('ArrowDown');
        // A title before the time, and the sentence after it.
        await expect(here(page)).toHaveAccessibleName(new RegExp(`\\S\\. .*${cause.source}`));
        await expect(here(page)).toHaveAccessibleDescription(says);
      }
      await page.keyboard.press('Enter');
      await hears(page, t.explain.stands('14:22:00'));
      await page.keyboard.press('Escape');
      await expect(row).toBeFocused();

      // A move is heard by what it changed, and the way to be rid of it once. Its new time is the slider's own value.
      await page.keyboard.press('ArrowLeft');
      const first = await hears(page, t.oldFuture.heardRest);
      expect(first.some((one) => one.includes(t.oldFuture.heardStill(rails.verdicts.late)))).toBe(true);
      expect(first.some((one) => one.includes(t.oldFuture.happened('14:03:50')))).toBe(false);
      expect(first.some((one) => one.includes(rails.moved('', '').trim()))).toBe(false);
      await page.keyboard.press('ArrowLeft');
      const second = await hears(page, t.oldFuture.heardStill(rails.verdicts.late));
      expect(second.some((one) => one.includes(t.oldFuture.heardRest))).toBe(false);
      // Two keys with a rest between are two edits.
      await page.keyboard.press('Control+z');
      await hears(page, said.undone);
      await page.keyboard.press('Control+z');
      await hears(page, new RegExp(`^(${said.undone}|${said.nothingUndone})`));
      await expect(row).toHaveAttribute('aria-valuetext', /14:20:30/);

      // Row by row one hears what the batches between did: the row that was dropped, and by how much it was late.
      const place = page.getByRole('slider', { name: on.transport.scrubber });
      await reach(page, place);
      await page.keyboard.press('Home');
      await forgetWhatWasSaid(page);
      const told: string[] = [];
      for (const arrived of ARRIVALS) {
        await page.keyboard.press('ArrowRight');
        told.push(...(await hears(page, arrived)));
      }
      const all = spaced(told.join(' '));
      expect(all).toContain(spaced(said.watermark('14:13:10')));
      // The older row of the lesson's third step did not lift the water, which is news.
      expect(all).toContain(spaced(said.watermarkStays('14:06:15')));
      expect(all).toContain(spaced(said.answered('14:00 – 14:05', 'pickups 3')));
      expect(all).toContain(spaced(said.late('14:03:50', lateBy)));
      // To the next that is late at once; back by a batch.
      await page.keyboard.press('Home');
      await page.keyboard.press('l');
      await hears(page, said.late('14:03:50', lateBy));
      await page.keyboard.press('l');
      await hears(page, on.transport.noMore.late);
      await page.keyboard.press('Shift+ArrowLeft');
      await hears(page, said.watermark('14:13:10'));

      // The same facts as tables: one stands at the picture that comes, not at the top of the page.
      await page.keyboard.press('l');
      await page.keyboard.press('Shift+Tab');
      await reach(page, place, 3);
      await reach(page, row, 120);
      await page.keyboard.press('t');
      await expect(here(page)).toHaveAccessibleName(on.picture);
      await expect(stage.getByRole('row', { name: new RegExp(`13 .* ${rails.verdicts.late}\\s?:`) })).toBeVisible();
      await page.keyboard.press('r');
      await expect(here(page)).toHaveAccessibleName(on.picture);
    }

    /** The task of the step after it: the row is moved by keys until it counts. */
    async function edge(page: Page, lesson: Locator): Promise<void> {
      const row = page.locator('[data-row]').and(page.getByRole('slider'));
      await reach(page, row);
      // Brackets go from row to row as they arrived.
      for (let keys = 0; keys < 20; keys++) {
        const number = Number((await row.getAttribute('aria-label'))?.match(/\d+/)?.[0]);
        if (number === 13) break;
        await page.keyboard.press(number < 13 ? ']' : '[');
      }
      await expect(row).toHaveAttribute('aria-valuetext', /14:03:50/);
      await forgetWhatWasSaid(page);
      const value = async (): Promise<string> => (await row.getAttribute('aria-valuetext')) ?? '';
      for (let keys = 0; keys < 80 && !(await value()).includes('14:14:00'); keys++) {
        const before = await value();
        await page.keyboard.press('ArrowLeft');
        await expect.poll(value).not.toBe(before);
      }
      await hears(page, `✓ ${say.taskDone}`);
      await expect(lesson.getByRole('heading', { name: new RegExp(say.taskDone) })).toBeVisible();
    }
  });
}

/** A button's name, as far as the tests need it: what labels it, else what is in it. */
function nameOf(button: Element): string {
  const ids = button.getAttribute('aria-labelledby')?.split(' ') ?? [];
  return ids.length > 0
    ? ids.map((id) => document.getElementById(id)?.textContent).join(' ')
    : (button.textContent ?? '');
}

/** When the rows of the tunnel arrive, up to the one after its batch. */
const ARRIVALS = [
  '14:01:40',
  '14:03:45',
  '14:06:40',
  '14:08:10',
  '14:09:20',
  '14:10:40',
  '14:11:50',
  '14:13:30',
  '14:14:20',
  '14:17:00',
  '14:18:40',
  '14:18:55',
  '14:20:30',
  '14:20:50',
  '14:23:10',
];
