import type { Page } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';

const MOVES = 120;

/** From a pointer's move with a row in hand to the picture in which everything has been worked out again. */
const bench: Bench = {
  title: 'A row dragged along the processing rail: from a move to the picture that follows it',
  async run({ app, browser }) {
    const server = await serve({ folder: app, port: 0 });
    const figures: Figure[] = [];
    for (const [what, place] of [
      ['the tunnel, 19 rows', '#/lesson/watermark/4'],
      ['real flights, 2,000 rows', '#/flights?2000'],
    ] as const) {
      const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${server.address}${place}`, { waitUntil: 'networkidle' });
      const times = await drag(page);
      const p50 = percentile(times, 50);
      const p95 = percentile(times, 95);
      figures.push({
        what,
        value: `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)} of ${times.length} moves`,
        budget: 'p50 17 ms, p95 33 ms',
        kept: p50 <= 17 && p95 <= 33,
      });
      await context.close();
    }
    await server.close();
    return figures;
  },
};
export default bench;

/** Drags the row in focus to and fro, and times each move to the frame that shows its answer. */
async function drag(page: Page): Promise<number[]> {
  const handle = page.locator('.row-handle');
  await handle.waitFor();
  const box = await handle.boundingBox();
  if (!box) throw new Error('there is no row to drag');
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    let moved = 0;
    addEventListener(
      'pointermove',
      (event) => {
        moved = event.timeStamp;
      },
      { capture: true },
    );
    // What shows the answer is the picture's own marks, drawn or painted; a move that changes none has nothing to wait for.
    const changed = () => {
      if (moved === 0) return;
      const began = moved;
      moved = 0;
      requestAnimationFrame(() => {
        // After the frame is drawn: a task right behind it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - began);
        port2.postMessage(null);
      });
    };
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      changed();
      clearRect.apply(this, box);
    };
    new MutationObserver(changed).observe(document.querySelector('.surface') as Element, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  });
  // Away from the nearer end of the rail, where a row can go no further.
  const inwards = from.x < (page.viewportSize()?.width ?? 0) / 2 ? 100 : -100;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let move = 0; move < MOVES; move++) {
    await page.mouse.move(from.x + inwards * (1 - Math.cos(move / 12)), from.y);
    await page.waitForTimeout(20);
  }
  await page.mouse.up();
  return page.evaluate(() => (globalThis as unknown as { times: number[] }).times);
}
