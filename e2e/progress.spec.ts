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
