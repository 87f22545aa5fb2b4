import { spawnSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { parseScenarioText } from '../engine/scenario/parse';
import { arrivalsOf, changed, type Loose, pickups } from '../engine/scenario/pickups.fixture';
import { type Language, texts } from '../i18n';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { expect, expectAccessible, test } from './fixtures';

const say = (language: Language) => texts[language].open;
const LANGUAGES = ['en', 'id'] as const;

async function goToOpen(page: Page): Promise<void> {
  await page.goto('./#/open');
  await expect(page.locator('.dropzone')).toBeVisible();
}
const choose = (page: Page, name: string, text: string) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function drop(page: Page, name: string, text: string): Promise<void> {
  const files = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName));
      return transfer;
    },
    [name, text] as const,
  );
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('#content', event, { dataTransfer: files });
}

const paste = (page: Page, text: string) =>
  page.getByRole('textbox').evaluate((area, content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', content);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** The scenario on the stage as the file that a person gets of it. */
async function saved(page: Page, language: Language): Promise<Download> {
  await page.getByRole('button', { name: texts[language].app.share }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: texts[language].keep.menu.file }).click(),
  ]);
  return file;
}

const scenarioText = (file: Loose = pickups()) => JSON.stringify(file, null, 2);
const onStage = (page: Page, title: string) => expect(page.locator('.crumb h1')).toHaveText(title);

test.describe('a scenario file', () => {
  for (const [way, bring] of [
    ['chosen', choose],
    ['dropped', drop],
  ] as const) {
    test(`opens on the stage when it is ${way}`, async ({ page }) => {
      await goToOpen(page);
      await bring(page, 'pickups.json', scenarioText());
      await onStage(page, 'Pickups');
      await expect(page.locator('.rails .surface')).toBeVisible();
    });
  }

  test('opens on the stage when its text is pasted, and is there again after a reload', async ({ page }) => {
    await goToOpen(page);
    await paste(page, scenarioText());
    await onStage(page, 'Pickups');
    await page.reload();
    await onStage(page, 'Pickups');
    await page.getByRole('button', { name: say('en').own.editSource }).click();
    await expect(page.getByRole('textbox')).toHaveValue(scenarioText());
  });

  test('that was typed and opened at once is on the stage again after a reload', async ({ page }) => {
    await goToOpen(page);
    await page.getByRole('textbox').fill(scenarioText());
    await page.getByRole('button', { name: say('en').own.open, exact: true }).click();
    await onStage(page, 'Pickups');
    // Longer than what is typed waits to be kept.
    await page.waitForTimeout(600);
    await page.reload();
    await onStage(page, 'Pickups');
  });

  test('that is empty is said to be so, and nothing else changes', async ({ page }) => {
    await goToOpen(page);
    await choose(page, 'nothing.json', ' \n');
    await expect(page.locator('.faults')).toContainText('nothing.json: the file is empty.');
  });

  test('comes back as a file that says the same', async ({ page }) => {
    await goToOpen(page);
    await choose(page, 'pickups.json', scenarioText());
    await onStage(page, 'Pickups');
    const file = await saved(page, 'en');
    expect(file.suggestedFilename()).toBe('pickups.json');
    const again = parseScenarioText(readFileSync(await file.path(), 'utf8'));
    expect(again).toEqual(parseScenarioText(scenarioText()));
  });

  for (const [what, file] of [
    [
      'an arrival before its event',
      changed((f) => {
        arrivalsOf(f)[1].arrivesAt = '2026-03-02T13:50:00+07:00';
      }),
    ],
    [
      'two rows at one instant',
      changed((f) => {
        arrivalsOf(f)[1].arrivesAt = arrivalsOf(f)[0].arrivesAt;
        arrivalsOf(f)[1].row = arrivalsOf(f)[0].row;
      }),
    ],
    [
      'an empty source',
      changed((f) => {
        f.sources.pickups.arrivals = [];
      }),
    ],
  ] as const) {
    test(`with ${what} is no fault`, async ({ page }) => {
      await goToOpen(page);
      await choose(page, 'allowed.json', scenarioText(file));
      await onStage(page, 'Pickups');
      await expect(page.locator('.rails')).toBeVisible();
    });
  }
});

/** Each of these is refused, with one sentence at least. */
const BAD: Readonly<Record<string, string>> = {
  'not JSON': '{ "format": "arus/1",\n  "name": tunnel }',
  'an unknown field': scenarioText(
    changed((f) => {
      f.query.step = [];
    }),
  ),
  'an unknown column': scenarioText(
    changed((f) => {
      arrivalsOf(f)[0].row.zon = 'Kota';
    }),
  ),
  'a wrong type': scenarioText(
    changed((f) => {
      arrivalsOf(f)[2].row.fare = '12k';
    }),
  ),
  'a time without offset': scenarioText(
    changed((f) => {
      arrivalsOf(f)[0].arrivesAt = '2026-03-02T14:00:40';
    }),
  ),
  'a negative duration': scenarioText(
    changed((f) => {
      f.query.steps[0].delay = '-5 minutes';
    }),
  ),
  'a window of no length': scenarioText(
    changed((f) => {
      f.query.steps[2].groupBy.window.size = '0 seconds';
    }),
  ),
  'a slide larger than the size': scenarioText(
    changed((f) => {
      f.query.steps[2].groupBy.window.slide = '10 minutes';
    }),
  ),
  'a watermark on a string': scenarioText(
    changed((f) => {
      f.query.steps[0].watermark = 'zone';
    }),
  ),
  'a typo in an expression': scenarioText(
    changed((f) => {
      f.query.steps[1].filter = 'fare >> 0';
    }),
  ),
  'append without a watermark': scenarioText(
    changed((f) => {
      f.query.steps.shift();
    }),
  ),
};

/** What `npx arus check` says of it: the page says the same. */
function faultsOf(text: string, language: Language): readonly { readonly path: string; readonly message: string }[] {
  const { stderr } = spawnSync(process.execPath, ['cli/arus.mjs', 'check', '-', '--json', '--lang', language], {
    cwd: projectRoot,
    input: text,
    encoding: 'utf8',
  });
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '').faults;
}

for (const language of LANGUAGES) {
  test.describe(`what is refused, ${language}`, () => {
    test.use({ locale: language });
    const t = say(language);

    test('each fault is said in its words, the text stays, and so does the stage', async ({ page }) => {
      await goToOpen(page);
      await choose(page, 'pickups.json', scenarioText());
      const title = pickups().title as { en: string; id: string };
      await onStage(page, title[language]);
      for (const [what, text] of Object.entries(BAD)) {
        await test.step(what, async () => {
          const faults = faultsOf(text, language);
          expect(faults.length).toBeGreaterThan(0);
          await drop(page, 'bad.json', text);
          await expect(page.locator('.faults h2')).toHaveText(t.own.faults(faults.length));
          await expect(page.locator('.faults h2')).toBeFocused();
          for (const fault of faults) {
            const [sentence, ...caret] = fault.message.split('\n');
            await expect(page.locator('.faults .sentence', { hasText: sentence })).toBeVisible();
            if (fault.path) await expect(page.locator('.faults .path', { hasText: fault.path }).first()).toBeVisible();
            for (const line of caret) await expect(page.locator('.faults pre')).toContainText(line.trim());
          }
          await expect(page.getByRole('textbox')).toHaveValue(text);
          await expect(page.getByText(t.own.stays(title[language]))).toBeVisible();
        });
      }
      await expectAccessible(page);
      await page.getByRole('button', { name: t.own.backToStage }).click();
      await onStage(page, title[language]);
      await expect(page.locator('.rails .surface')).toBeVisible();
    });

    test('a file of 100 MB is refused by its size', async ({ page }, info) => {
      const path = info.outputPath('large.json');
      writeFileSync(path, '');
      truncateSync(path, 100 * 2 ** 20);
      await goToOpen(page);
      await page.locator('input[type=file]').setInputFiles(path);
      await expect(page.locator('.faults')).toContainText(language === 'en' ? '100 MiB' : '100 MiB');
      await expect(page.locator('.faults')).toContainText('64 MiB');
    });

    test('a file that is no text is refused', async ({ page }) => {
      await goToOpen(page);
      await page.locator('input[type=file]').setInputFiles({
        name: 'photo.csv',
        mimeType: 'image/png',
        buffer: Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x00]),
      });
      await expect(page.locator('.faults')).toContainText(texts[language].faults.notText());
    });
  });
}

test('all faults of a file are listed at once, and each path leads to its place in the text', async ({ page }) => {
  const text = scenarioText(
    changed((f) => {
      arrivalsOf(f)[0].row.fare = '12k';
      arrivalsOf(f)[3].arrivesAt = 'noon';
      f.query.steps[0].delay = '-5 minutes';
    }),
  );
  await goToOpen(page);
  await paste(page, text);
  await expect(page.locator('.faults li')).toHaveCount(3);
  const selected = () =>
    page.getByRole('textbox').evaluate((area: HTMLTextAreaElement) => {
      return area.value.slice(area.selectionStart, area.selectionEnd);
    });
  for (const [path, value] of [
    ['sources.pickups.arrivals[0].row.fare', '"12k"'],
    ['sources.pickups.arrivals[3].arrivesAt', '"noon"'],
    ['query.steps[0].delay', '"-5 minutes"'],
  ] as const) {
    await page.getByRole('button', { name: path }).click();
    expect(await selected()).toBe(value);
  }
});

test('what was wrong with a scenario is not said of the table that takes its place', async ({ page }) => {
  await goToOpen(page);
  await paste(page, '[]');
  await expect(page.locator('.faults')).toBeVisible();
  await page.getByRole('textbox').fill('null');
  await expect(page.getByRole('button', { name: 'CSV', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.faults')).toBeHidden();
});

test('what is typed to mend a scenario is checked when it is asked for', async ({ page }) => {
  await goToOpen(page);
  await paste(page, scenarioText().replace('"arus/1"', '"arus/9"'));
  await expect(page.locator('.faults li')).toHaveCount(1);
  await page.getByRole('textbox').fill(scenarioText());
  await page.getByRole('button', { name: say('en').own.open }).click();
  await onStage(page, 'Pickups');
});

const ORDERS = [
  'ordered;reached;branch;total',
  ...Array.from({ length: 24 }, (_, i) => {
    const at = (minute: number) => `2026-03-02 1${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00`;
    return `${at(i * 2)};${at(i * 2 + (i % 8 === 3 ? 11 : 1))};${['Menteng', 'Kemang'][i % 2]};${20 + i},50`;
  }),
].join('\n');

for (const language of LANGUAGES) {
  test.describe(`a CSV, ${language}`, () => {
    test.use({ locale: language });
    const t = say(language);

    test('is read, proposed a query, run, and given back as a scenario', async ({ page }) => {
      await goToOpen(page);
      await paste(page, ORDERS);
      await expect(page.getByText(t.csv.size(24, 4))).toBeVisible();
      await expect(page.getByLabel(t.csv.delimiter)).toHaveValue(';');
      await expect(page.getByLabel(t.csv.decimal)).toHaveValue(',');
      await expect(page.getByLabel(t.csv.happened)).toHaveValue('0');
      await expect(page.getByLabel(t.csv.arrived)).toHaveValue('time 1');
      // Nothing says where its times were written: UTC, whatever the browser's own zone, and that is said.
      const wall = page.getByLabel(t.csv.wall, { exact: true });
      await expect(wall).toHaveValue('UTC');
      await expect(wall.locator('option').first()).toHaveText(t.csv.ownZone('Europe/Helsinki (+02:00)'));
      const says = page.locator('.zone-says');
      await expect(says).toContainText(
        t.csv.wallSays(language === 'en' ? 'ordered and reached' : 'ordered dan reached', 2, 'UTC'),
      );
      await wall.selectOption('Asia/Jakarta');
      await expect(says).toContainText('2026-03-02 10:00:00 → 2026-03-02 03:00:00 UTC');
      await expect(page.getByLabel(t.csv.zone, { exact: true })).toHaveValue('Asia/Jakarta');
      await page.getByRole('checkbox', { name: /branch/ }).check();
      await expectAccessible(page);
      await page.getByRole('button', { name: t.csv.run(24) }).click();
      await onStage(page, t.own.pasted);
      await expect(page.locator('.rails .surface')).toBeVisible();
      const file = await saved(page, language);
      const parsed = parseScenarioText(readFileSync(await file.path(), 'utf8'));
      expect(parsed.ok && parsed.scenario).toMatchObject({
        timeZone: 'Asia/Jakarta',
        query: {
          steps: [
            { kind: 'watermark', column: 'ordered' },
            {
              kind: 'aggregate',
              keys: ['branch'],
              aggregates: [{ expression: 'count(*)' }, { expression: 'sum(total)' }],
            },
          ],
        },
      });
      expect(parsed.ok && new Date((parsed.scenario.sources[0]?.arrivesAt[0] ?? 0) / 1000).toISOString()).toBe(
        '2026-03-02T03:01:00.000Z',
      );
    });

    test('written at an offset is read at it, and is the same instant in the file that is given back', async ({
      page,
    }) => {
      await goToOpen(page);
      await paste(page, ORDERS);
      const wall = page.getByLabel(t.csv.wall, { exact: true });
      await wall.selectOption('+08:00');
      // A zone near by has this offset: the stage shows times as they were written.
      const zone = page.getByLabel(t.csv.zone, { exact: true });
      await expect(zone).toHaveValue('Asia/Makassar');
      // How times are shown changes no row.
      await zone.selectOption('UTC');
      await expect(wall).toHaveValue('+08:00');
      await page.getByRole('button', { name: t.csv.run(24) }).click();
      await onStage(page, t.own.pasted);
      const parsed = parseScenarioText(readFileSync(await (await saved(page, language)).path(), 'utf8'));
      expect(parsed.ok && parsed.scenario.timeZone).toBe('UTC');
      expect(parsed.ok && new Date((parsed.scenario.sources[0]?.arrivesAt[0] ?? 0) / 1000).toISOString()).toBe(
        '2026-03-02T02:01:00.000Z',
      );
    });

    test('whose times have their offset is not asked where they were written', async ({ page }) => {
      await goToOpen(page);
      await paste(
        page,
        'happened,arrived,n\n2026-03-02T10:00:00+07:00,2026-03-02T03:01:00Z,1\n2026-03-02T10:05:00+07:00,2026-03-02T03:09:00Z,2',
      );
      await expect(page.getByLabel(t.csv.zone, { exact: true })).toHaveValue('UTC');
      await expect(page.getByLabel(t.csv.wall, { exact: true })).toHaveCount(0);
    });

    test('with cells that cannot be read says each, and runs without their rows if told so', async ({ page }) => {
      await goToOpen(page);
      await paste(page, ORDERS.replace('2026-03-02 10:06:00;', '2026-03-32 10:06:00;').replace(';24,50', ';dua puluh'));
      await expect(page.locator('.faults h2')).toHaveText(t.csv.faults(2));
      const at = (row: number, column: string) => page.locator('.faults li', { hasText: t.csv.at(row, column) });
      await expect(at(5, 'ordered')).toContainText(t.csv.problems.noSuchTime('2026-03-32 10:06:00'));
      await expect(at(6, 'total')).toContainText(t.csv.problems.number('dua puluh', t.csv.decimals[',']));
      await expect(page.getByRole('button', { name: t.csv.run(22) })).toBeDisabled();
      await expect(page.getByText(t.csv.mendFirst)).toBeVisible();
      await page.getByRole('checkbox', { name: t.csv.leaveOut(2) }).check();
      await page.getByRole('button', { name: t.csv.run(22) }).click();
      await expect(page.locator('.crumb .place')).toHaveText(t.own.placeWithout(2));
    });

    test('in which day and month cannot be told apart is asked about', async ({ page }) => {
      await goToOpen(page);
      await paste(
        page,
        'happened,arrived,n\n03/04/2026 10:00,03/04/2026 10:01,1\n03/04/2026 10:05,03/04/2026 10:09,2\n05/04/2026 11:00,05/04/2026 11:01,3',
      );
      await expect(page.getByText(t.csv.unsaid.dayOrMonth)).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: language === 'en' ? '3 Apr 2026' : '3 Apr 2026' }).click();
      await page.getByRole('button', { name: t.csv.run(3) }).click();
      await expect(page.locator('.rails .surface')).toBeVisible();
    });
  });
}

test('a CSV whose text is lost by no reload, and whose delay may be a number', async ({ page }) => {
  await goToOpen(page);
  const text =
    'scheduled,delay_min,from\n2026-03-02T07:00:00Z,5,CGK\n2026-03-02T07:10:00Z,-3,SUB\n2026-03-02T07:20:00Z,40,DPS';
  await drop(page, 'flights.csv', text);
  await expect(page.getByLabel(say('en').csv.arrived)).toHaveValue('delay 1');
  await page.reload();
  await expect(page.getByText('flights.csv', { exact: true })).toBeVisible();
  await page.getByText(say('en').own.editText).click();
  await expect(page.getByRole('textbox')).toHaveValue(text);
  await page.getByRole('button', { name: say('en').csv.run(3) }).click();
  await onStage(page, 'flights');
});

test('what was chosen about a table is lost by no reload: where its clocks stood, its columns, its lengths', async ({
  page,
}) => {
  const t = say('en').csv;
  await goToOpen(page);
  await page.getByRole('button', { name: say('en').own.exampleCsv }).click();
  const wall = page.getByLabel(t.wall, { exact: true });
  await wall.selectOption('Asia/Jakarta');
  const column = page.getByLabel(t.typeOf('total'));
  await column.selectOption('string');
  await page.reload();
  await expect(wall).toHaveValue('Asia/Jakarta');
  await expect(column).toHaveValue('string');
  // Another table has no part in it.
  await page.getByRole('button', { name: say('en').own.startOver }).click();
  await page.getByRole('button', { name: say('en').own.exampleCsv }).click();
  await expect(wall).toHaveValue('UTC');
});

test('the examples open', async ({ page }) => {
  await goToOpen(page);
  await page.getByRole('button', { name: say('en').own.exampleScenario }).click();
  await expect(page.locator('.rails .surface')).toBeVisible();
  await page.getByRole('button', { name: say('en').own.openAnother }).click();
  await page.getByRole('button', { name: say('en').own.exampleCsv }).click();
  await page.getByRole('button', { name: say('en').csv.run(26) }).click();
  await onStage(page, 'orders');
});
