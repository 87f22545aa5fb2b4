import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';

const SECONDS = 5;

/** Nothing runs while nothing happens: frames that are drawn, and that are asked for, in five seconds of rest. */
const bench: Bench = {
  title: `At rest: frames drawn in ${SECONDS} s`,
  async run({ app, browser }) {
    const server = await serve({ folder: app, port: 0 });
    const figures: Figure[] = [];
    for (const [what, place, key] of [
      ['the tunnel, rails', '#/lesson/watermark/4', 'r'],
      ['the tunnel, map', '#/lesson/watermark/4', 'm'],
      ['the tunnel, backlog', '#/lesson/watermark/4', 'b'],
      ['20,000 flights', '#/flights?20000', null],
      ['200,000 flights', '#/flights?200000', null],
      ['comparison', '#/compare', null],
      ['the loop', '#/loop', null],
      ['the crash lab', '#/crash', null],
      ['the explorer', '#/sweep', null],
      ['an exercise', '#/exercise/choose-the-delay', null],
      ['the guide', '#/decide', null],
      ['the query builder', '#/build', null],
      ['a receipt', '#/receipt/spark/tunnel-delay-1', null],
      ['own data', '#/open', null],
    ] as const) {
      const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const count = { asked: 0 };
        Object.assign(globalThis, { count });
        const { requestAnimationFrame: own } = globalThis;
        globalThis.requestAnimationFrame = (draw) => {
          count.asked++;
          return own(draw);
        };
      });
      await page.goto(`${server.address}${place}`, { waitUntil: 'networkidle' });
      if (key) await page.keyboard.press(key);
      // What was begun ends: animations, parts that are loaded when there is time.
      await page.waitForTimeout(4_000);
      const session = await context.newCDPSession(page);
      let drawn = 0;
      session.on('Tracing.dataCollected', ({ value }) => {
        for (const event of value as { name: string }[]) if (event.name === 'Paint') drawn++;
      });
      await page.evaluate(() => {
        (globalThis as unknown as { count: { asked: number } }).count.asked = 0;
      });
      await session.send('Tracing.start', { categories: 'devtools.timeline', transferMode: 'ReportEvents' });
      await page.waitForTimeout(SECONDS * 1000);
      const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await ended;
      const asked = await page.evaluate(() => (globalThis as unknown as { count: { asked: number } }).count.asked);
      figures.push({
        what,
        value: `${drawn} drawn, ${asked} asked for`,
        budget: '0',
        kept: drawn === 0 && asked === 0,
      });
      await context.close();
    }
    await server.close();
    return figures;
  },
};
export default bench;
