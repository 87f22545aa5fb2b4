import { peggyPlugin } from '../scripts/peggyPlugin';
import type { Bench } from './bench';
import { milliseconds, percentile } from './beside';
import { servePage } from './servePage';
import type { Came } from './transfer/sent';

const TURNS = 5;

/** How a trace of a million rows comes from the engine's thread to the page's. */
const bench: Bench = {
  title: 'Trace of 1,000,000 rows on its way from the worker to the page',
  async run({ project, browser }) {
    const server = await servePage(project, 'transfer', {
      plugins: [peggyPlugin()],
      worker: { format: 'es', plugins: () => [peggyPlugin()] },
    });
    const page = await (await browser()).newPage();
    const turns: Came[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await page.goto(server.address);
      turns.push(await page.evaluate(() => (globalThis as unknown as { measure: () => Promise<Came> }).measure()));
    }
    await server.close();
    const middle = (of: (came: Came) => number) => percentile(turns.map(of), 50);
    const both = middle((came) => came.way + came.open);
    const longest = middle((came) => came.longestTask);
    return [
      {
        what: 'sent, opened, its middle read',
        value: `${milliseconds(both)} (way ${milliseconds(middle((came) => came.way))}, opened and read ${milliseconds(middle((came) => came.open))})`,
        budget: '300 ms',
        kept: both <= 300,
      },
      {
        what: 'longest task meanwhile',
        value: longest === 0 ? 'none over 50 ms' : milliseconds(longest),
        budget: '50 ms',
        kept: longest <= 50,
      },
      { what: 'size', value: `${(middle((came) => came.bytes) / 1e6).toFixed(1)} MB` },
    ];
  },
};
export default bench;
