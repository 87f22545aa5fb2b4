import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';

/** Each so often, to and fro. */
const PRESSES = 60;
/** Milliseconds between two keys: held down or hit quickly, and one by one, so that what moves is at rest before the next. */
const QUICK = 60;
const CALM = 450;
const BUDGET = 25;

/** From a key to the picture that answers it, as the browser's own event timing has it: in steps of 8 ms, from 16 up. */
const bench: Bench = {
  title: 'A key answered (p98 of the event timing, in steps of 8 ms; at most 16 is said as 16)',
  async run({ app, browser }) {
    const server = await serve({ folder: app, port: 0 });
    const figures: Figure[] = [];
    for (const [what, place, keys, pause] of [
      ['a row on and back, the tunnel', '#/lesson/watermark/4', ['ArrowRight', 'ArrowLeft'], QUICK],
      ['the same, one by one', '#/lesson/watermark/4', ['ArrowRight', 'ArrowLeft'], CALM],
      ['a batch on and back, the tunnel', '#/lesson/watermark/4', ['Shift+ArrowRight', 'Shift+ArrowLeft'], QUICK],
      ['map and rails, the tunnel', '#/lesson/watermark/4', ['m', 'r'], QUICK],
      ['the same, one by one', '#/lesson/watermark/4', ['m', 'r'], CALM],
      ['a batch on and back, 2,000 flights', '#/flights?2000', ['Shift+ArrowRight', 'Shift+ArrowLeft'], QUICK],
      ['a batch on and back, 20,000 flights', '#/flights?20000', ['Shift+ArrowRight', 'Shift+ArrowLeft'], QUICK],
      ['an option chosen, a lesson', '#/lesson/fraud/1', ['ArrowDown', 'ArrowUp'], QUICK],
    ] as const) {
      const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const slow: number[] = [];
        Object.assign(globalThis, { slow });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (entry.name === 'keydown') slow.push(entry.duration);
        }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
      });
      await page.goto(`${server.address}${place}`, { waitUntil: 'networkidle' });
      await page.locator('.rails .surface').first().waitFor();
      if (place.includes('fraud')) await page.locator('.predict input').first().focus();
      // What comes with the first touch has come.
      for (const key of keys) await page.keyboard.press(key);
      await page.waitForTimeout(2_000);
      await page.evaluate(() => {
        (globalThis as unknown as { slow: number[] }).slow.length = 0;
      });
      for (let i = 0; i < PRESSES; i++)
        for (const key of keys) {
          await page.keyboard.press(key);
          await page.waitForTimeout(pause);
        }
      await page.waitForTimeout(500);
      const slow = await page.evaluate(() => (globalThis as unknown as { slow: number[] }).slow);
      const all = [...slow, ...Array<number>(Math.max(0, PRESSES * keys.length - slow.length)).fill(16)];
      const p98 = percentile(all, 98);
      figures.push({ what, value: milliseconds(p98), budget: milliseconds(BUDGET), kept: p98 <= BUDGET });
      await context.close();
    }
    await server.close();
    return figures;
  },
};
export default bench;
