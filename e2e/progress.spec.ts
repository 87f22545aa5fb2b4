import { readFileSync } from 'node:fs';
import { en } from '../i18n/en/index';
import { id } from '../i18n/id/index';
import { expect, test } from './fixtures';

const kept = (lessons: object) => JSON.stringify({ version: 1, lessons });
const done = { at: 'check', furthest: 7, answers: {}, tasks: [], checkPassed: true };

test('progress is saved as a file, taken on in a second profile, put away and brought back', async ({
  page,
  browser,
  baseURL,
}) => {
  const t = en.home.progress;
  await page.addInitScript(
    (text) => {
      if (!localStorage.getItem('arus.progress')) localStorage.setItem('arus.progress', text);
    },
    kept({ fraud: done }),
  );
  await page.goto('./');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: t.save }).click();
  const path = await (await saving).path();
  expect(JSON.parse(readFileSync(path, 'utf8')).lessons.fraud.checkPassed).toBe(true);

  const second = await browser.newContext({ locale: 'id-ID', ...(baseURL && { baseURL }) });
  const there = await second.newPage();
  await there.goto('./');
  await there.getByTestId('progress').setInputFiles(path);
  await expect(there.locator('.course > li.done')).toHaveCount(1);
  await there.reload();
  await expect(there.locator('.course > li.done')).toHaveCount(1);
  await there.getByRole('button', { name: id.home.progress.reset }).click();
  await expect(there.locator('.course > li.done')).toHaveCount(0);
  await there.reload();
  await there.getByRole('button', { name: id.home.progress.bringBack }).click();
  await expect(there.locator('.course > li.done')).toHaveCount(1);
  await second.close();
});

test('a file that is no progress, or a newer one, is refused by name and changes nothing', async ({ page }) => {
  const t = en.home.progress;
  await page.addInitScript((text) => localStorage.setItem('arus.progress', text), kept({ fraud: done }));
  await page.goto('./');
  const chooser = page.getByTestId('progress');
  for (const [name, text, says] of [
    ['notes.json', '{"name":"a scenario"}', t.fault.broken('notes.json')],
    ['later.json', '{"version":9,"lessons":{}}', t.fault.newer('later.json')],
    ['bytes.json', Buffer.from([0xff, 0xfe, 0x00]), t.fault.broken('bytes.json')],
  ] as const) {
    await chooser.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await expect(page.getByRole('alert')).toHaveText(says);
    await expect(page.locator('.course > li.done')).toHaveCount(1);
  }
});

test('a browser that forbids storage is worked with, and told to save a file', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Storage.prototype, 'setItem', {
      value: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
  });
  await page.goto('./#/lesson/fraud');
  await page.locator('.lesson-text h1').waitFor();
  await page.goto('./#/');
  await expect(page.getByText(en.home.progress.notKept)).toBeVisible();
});

test('kept progress that is broken, newer or spoilt by hand is said and set aside word for word; the course goes on', async ({
  browser,
  baseURL,
}) => {
  for (const [text, why] of [
    ['{"version":1,"lessons":{', 'broken'],
    ['{"version":1,"lessons":{"fraud":{"at":3}}}', 'broken'],
    ['{"version":9,"lessons":{}}', 'newer'],
  ] as const) {
    const profile = await browser.newContext({ locale: 'en-GB', ...(baseURL && { baseURL }) });
    const page = await profile.newPage();
    await page.addInitScript((kept) => {
      if (!localStorage.getItem('arus.progress.unread')) localStorage.setItem('arus.progress', kept);
    }, text);
    await page.goto('./');
    await expect(page.getByText(en.home.unread[why])).toBeVisible();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: en.home.progress.saveUnread }).click();
    expect(readFileSync(await (await saving).path(), 'utf8')).toBe(text);
    await page.goto('./#/lesson/fraud/1');
    await page.locator('.predict input').first().check({ timeout: 30_000 });
    await page.getByRole('button', { name: en.lessonPanel.checkAnswer }).click();
    await expect(page.locator('.predict.answered')).toBeVisible();
    expect(await page.evaluate(() => localStorage.getItem('arus.progress.unread'))).toBe(text);
    await profile.close();
  }
});

test('progress that a hand filled with lessons, questions and options that there are not opens all the same', async ({
  page,
}) => {
  const odd = {
    ...done,
    at: '99',
    furthest: 1e9,
    answers: { three: { chosen: ['nosuch'], right: true }, no: { chosen: [], right: false } },
  };
  const exercises = {
    'no-such': { passed: true, hints: 9, hintsAt: -1, attempts: 2, tries: [{ handed: { x: 1 }, passes: 7 }] },
  };
  await page.addInitScript(
    (text) => localStorage.setItem('arus.progress', text),
    JSON.stringify({ version: 1, lessons: { nosuch: odd, fraud: odd }, exercises }),
  );
  await page.goto('./');
  await expect(page.locator('.course > li.done')).toHaveCount(1);
  await page.goto('./#/lesson/fraud');
  await expect(page.locator('.predict.answered')).toBeVisible({ timeout: 30_000 });
  await page.goto('./#/lesson/summary/check');
  await expect(page.locator('.course-map')).toBeVisible({ timeout: 30_000 });
});

test('where the browser forbids storage altogether a lesson is gone through, and says that nothing is kept', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto('./#/lesson/fraud/1');
  await page.locator('.predict input').first().check({ timeout: 30_000 });
  await page.getByRole('button', { name: en.lessonPanel.checkAnswer }).click();
  await expect(page.locator('.predict.answered')).toBeVisible();
  await expect(page.getByText(en.lessonPanel.notKept)).toBeVisible();
});

test('a link to a lesson, a step, a check or an exercise that there is not says so, and leads back', async ({
  page,
}) => {
  for (const address of ['#/lesson/nosuch', '#/lesson/fraud/99', '#/lesson/loop/check-nosuch', '#/exercise/nosuch']) {
    await page.goto(`./${address}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.app.notFound.title);
    await expect(page.locator('main')).toContainText(address);
    await page.getByRole('link', { name: en.app.toHome }).last().click();
    await expect(page.locator('.course > li').first()).toBeVisible();
  }
});
