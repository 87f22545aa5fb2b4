import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';
import type { PlainRow } from './plain/page';
import { servePage } from './servePage';

const TURNS = 5;

/** Where d3 has had enough: six hundred thousand elements are no page any more. */
const MOST_PLAIN = 20_000;

/**
 * A seek from one end of a run to the other, from the key to the frame that shows it, beside the same rows drawn plainly
 * with d3 and SVG, turn by turn; and how long 200,000 flights take to stand on the stage once their file is read.
 */
const bench: Bench = {
  title: 'Seeking in real flights: from the key to the picture, beside a plain d3 SVG drawing of the same rows',
  async run({ project, app, browser }) {
    const [served, plain] = [await serve({ folder: app, port: 0 }), await servePage(project, 'plain')];
    const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 } });
    const figures: Figure[] = [];
    for (const count of [2_000, 20_000, 200_000]) {
      const page = await context.newPage();
      await watch(page);
      await page.goto(`${served.address}#/flights?${count}`, { waitUntil: 'networkidle' });
      await page.locator('.rails canvas').waitFor();
      await page.locator('.scrubber').focus();
      const rival = count <= MOST_PLAIN ? await open(context.newPage(), plain.address, rowsOf(project, count)) : null;
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let turn = 0; turn <= TURNS; turn++) {
        const atEnd = turn % 2 === 0;
        const took = await seek(page, atEnd ? 'End' : 'Home');
        const drawn = rival && (await show(rival, atEnd));
        // The first turn of each is not counted.
        if (turn === 0) continue;
        ours.push(took);
        if (drawn !== null) theirs.push(drawn);
      }
      const mine = percentile(ours, 50);
      const beside = theirs.length > 0 ? `, d3 ${milliseconds(percentile(theirs, 50))}` : ', d3 was not asked';
      figures.push({
        what: `${count.toLocaleString('en')} flights`,
        value: `${milliseconds(mine)}${beside}`,
        budget: '60 ms',
        kept: mine <= 60,
      });
      if (count === 200_000) {
        const opening = await page.evaluate(() => {
          const { firstPicture = Number.NaN } = globalThis as Told;
          const [read] = performance.getEntriesByType('resource').filter((r) => /flights-200k/.test(r.name));
          return firstPicture - (read as PerformanceResourceTiming).responseEnd;
        });
        figures.push({
          what: '200,000 flights, from the file to the picture',
          value: milliseconds(opening),
          budget: '2000 ms',
          kept: opening <= 2000,
        });
      }
      await page.close();
      await rival?.close();
    }
    await context.close();
    await served.close();
    await plain.close();
    return figures;
  },
};
export default bench;

/** What a page tells of its pictures, in milliseconds: when the first stood, when a key was pressed, how long its picture took. */
type Told = typeof globalThis & { firstPicture?: number; pressed?: number; took?: number };

/** The instant at which a canvas was first drawn, and of each frame behind a key that drew one. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told = globalThis as Told;
    addEventListener(
      'keydown',
      (event) => {
        told.pressed = event.timeStamp;
      },
      { capture: true },
    );
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          told.firstPicture ??= performance.now();
          if (told.pressed === undefined) return;
          told.took = performance.now() - told.pressed;
          told.pressed = undefined;
        };
        port2.postMessage(null);
      });
      clearRect.apply(this, box);
    };
  });
}

async function seek(page: Page, key: 'Home' | 'End'): Promise<number> {
  await page.evaluate(() => {
    (globalThis as Told).took = undefined;
  });
  await page.keyboard.press(key);
  const took = await page.waitForFunction(() => (globalThis as Told).took, null, { timeout: 30_000 });
  return (await took.jsonValue()) as number;
}

async function open(opened: Promise<Page>, address: string, rows: readonly PlainRow[]): Promise<Page> {
  const page = await opened;
  await page.goto(address);
  await page.evaluate((given) => (globalThis as unknown as { put: (r: typeof given) => void }).put(given), rows);
  return page;
}

function show(page: Page, atEnd: boolean): Promise<number> {
  return page.evaluate(
    (end) => (globalThis as unknown as { show: (now: number) => Promise<number> }).show(end ? Number.MAX_VALUE : 0),
    atEnd,
  );
}

function rowsOf(project: string, count: number): PlainRow[] {
  const file = join(project, 'node_modules', 'vega-datasets', 'data', `flights-${count / 1000}k.json`);
  const flights: { date: string; delay: number }[] = JSON.parse(readFileSync(file, 'utf8'));
  return flights.map(({ date, delay }) => {
    const happened = Date.parse(`${date.replaceAll('/', '-').replace(' ', 'T')}:00Z`);
    return { happened, arrived: happened + delay * 60_000 };
  });
}
