import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';
import { type Frames, tellFrames } from './frames';
import type { PlainRow } from './plain/page';
import { servePage } from './servePage';

const TURNS = 5;

/** Where d3 has had enough: six hundred thousand elements are no page any more. */
const MOST_PLAIN = 20_000;

/**
 * A seek from one end of a run to the other, from the key to the end of the frame that shows its picture, beside the same
 * rows drawn plainly with d3 and SVG, turn by turn, and to that of the last change of anything else on the page; and how
 * long 200,000 flights take to stand on the stage once their file is read.
 */
const bench: Bench = {
  title: 'Seeking in real flights: from the key to the picture, beside a plain d3 SVG drawing of the same rows',
  async run({ project, app, browser }) {
    const [served, plain] = [await serve({ folder: app, port: 0 }), await servePage(project, 'plain')];
    const started = await browser();
    const context = await started.newContext({ viewport: { width: 1440, height: 900 } });
    // Pages of one context may share a process: a rival's thousands of elements would slow ours down.
    const elsewhere = await started.newContext({ viewport: { width: 1440, height: 900 } });
    const figures: Figure[] = [];
    for (const count of [2_000, 20_000, 200_000]) {
      const page = await context.newPage();
      await watch(page);
      await page.goto(`${served.address}#/flights?${count}`, { waitUntil: 'networkidle' });
      await page.locator('.rails canvas').waitFor();
      await page.locator('.scrubber').focus();
      const rival = count <= MOST_PLAIN ? await open(elsewhere.newPage(), plain.address, rowsOf(project, count)) : null;
      const [ours, whole, theirs]: [number[], number[], number[]] = [[], [], []];
      for (let turn = 0; turn <= TURNS; turn++) {
        const atEnd = turn % 2 === 0;
        const took = await seek(page, atEnd ? 'End' : 'Home');
        const drawn = rival && (await show(rival, atEnd));
        // The first turn of each is not counted.
        if (turn === 0) continue;
        ours.push(took.picture);
        whole.push(took.page);
        if (drawn !== null) theirs.push(drawn);
      }
      const mine = percentile(ours, 50);
      const beside = theirs.length > 0 ? `, d3 ${milliseconds(percentile(theirs, 50))}` : ', d3 was not asked';
      figures.push({
        what: `${count.toLocaleString('en')} flights`,
        value: `${milliseconds(mine)}, all of the page ${milliseconds(percentile(whole, 50))}${beside}`,
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
    await elsewhere.close();
    await served.close();
    await plain.close();
    return figures;
  },
};
export default bench;

/** What a page tells of its pictures, in milliseconds: when the first stood, and what the last key took. */
type Told = typeof globalThis & Frames & { firstPicture?: number; took?: Took | undefined };

/** From a key to the end of the frame that shows its picture, and of the one after which nothing on the page changed. */
interface Took {
  readonly picture: number;
  readonly page: number;
}

/** Milliseconds without a change after which a page is taken to stand. */
const REST = 400;

/**
 * Notes the frame of the first canvas that is drawn, and for each key the frame of the first canvas that is drawn anew
 * after it, which is the picture of where it led; and that of the last change of anything on the page: panels, tables.
 */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(tellFrames);
  await page.addInitScript((rest) => {
    const told = globalThis as Told;
    let pressed: number | null = null;
    let picture: number | null = null;
    let timer: ReturnType<typeof setTimeout>;
    addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp;
        picture = null;
      },
      { capture: true },
    );
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      told.whenShown((at) => {
        told.firstPicture ??= at;
        picture ??= at;
      });
      clearRect.apply(this, box);
    };
    new MutationObserver(() => {
      const of = pressed;
      if (of === null) return;
      told.whenShown((at) => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (picture !== null) told.took = { picture: picture - of, page: Math.max(at, picture) - of };
        }, rest);
      });
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }, REST);
}

async function seek(page: Page, key: 'Home' | 'End'): Promise<Took> {
  await page.evaluate(() => {
    (globalThis as Told).took = undefined;
  });
  await page.keyboard.press(key);
  const took = await page.waitForFunction(() => (globalThis as Told).took, null, { timeout: 30_000 });
  return (await took.jsonValue()) as Took;
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
