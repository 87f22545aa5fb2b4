import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';
import { drag } from './dragTimed';
import { tellFrames } from './frames';
import type { PlainRow } from './plain/page';
import { servePage } from './servePage';

const MOVES = 120;
/** Moves of each lesson: enough for a p95. */
const FEW_MOVES = 60;
/** Up to so many rows each move has its frame; above, it may take two. */
const ROWS_OF_A_FRAME = 10_000;
/** More elements than d3 can redraw in a bench's time. */
const MOST_PLAIN = 2_000;

/**
 * From a pointer's move with a row in hand to the picture in which everything has been worked out again: on every lesson's
 * first place, the tunnel and real flights. First comes the least that it can take in this browser on this machine: a
 * page with a square that a thread moves. Beside flights stands how long d3 takes to draw the same number of rows anew.
 */
const bench: Bench = {
  title: 'A row dragged along the processing rail: from a move to the picture that follows it',
  async run({ project, app, browser }) {
    const [server, plain] = [await serve({ folder: app, port: 0 }), await servePage(project, 'plain')];
    const figures: Figure[] = [];
    const lessons = readdirSync(join(project, 'lessons')).filter((name) => /^\d\d-/.test(name));
    const places: readonly (readonly [what: string, place: string, rows: number | null, moves: number])[] = [
      ['the tunnel, 19 rows', '#/lesson/watermark/4', null, MOVES],
      ['real flights, 2,000 rows', '#/flights?2000', 2_000, MOVES],
      ['real flights, 20,000 rows', '#/flights?20000', 20_000, FEW_MOVES],
      ['real flights, 200,000 rows', '#/flights?200000', 200_000, FEW_MOVES],
      ...lessons.map((name) => [`lesson ${name}`, `#/lesson/${name.slice(3)}/1`, null, FEW_MOVES] as const),
    ];
    const echo = await servePage(project, 'echo', { worker: { format: 'es' } });
    {
      const page = await (await browser()).newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript(tellFrames);
      await page.goto(echo.address);
      const times = await drag(page, MOVES);
      figures.push({
        what: 'a square and nothing else',
        value: `p50 ${milliseconds(percentile(times, 50))}, p95 ${milliseconds(percentile(times, 95))} of ${times.length} moves, moved by a thread that only echoes`,
      });
      await page.close();
      await echo.close();
    }
    for (const [what, place, rows, moves] of places) {
      const context = await (await browser()).newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(tellFrames);
      await page.goto(`${server.address}${place}`, { waitUntil: 'networkidle' });
      const times = await drag(page, moves);
      if (times.length === 0) {
        figures.push({ what, value: 'nothing changes where its row is moved' });
        await context.close();
        continue;
      }
      const p50 = percentile(times, 50);
      const p95 = percentile(times, 95);
      const beside =
        rows === null || rows > MOST_PLAIN
          ? ''
          : `, d3 draws them in ${milliseconds(await drawn(context, plain, rows))}`;
      const [most50, most95] = rows !== null && rows > ROWS_OF_A_FRAME ? [35, 60] : [17, 33];
      figures.push({
        what,
        value: `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)} of ${times.length} moves${beside}`,
        // Of more rows than a hundred thousand nothing was asked; they are measured for information.
        ...((rows ?? 0) <= 100_000 && {
          budget: `p50 ${most50} ms, p95 ${most95} ms`,
          kept: p50 <= most50 && p95 <= most95,
        }),
      });
      await context.close();
    }
    await server.close();
    await plain.close();
    return figures;
  },
};
export default bench;

/** How long d3 takes to draw as many rows anew, the middle of a few times. */
async function drawn(context: BrowserContext, plain: { readonly address: string }, count: number): Promise<number> {
  const page = await context.newPage();
  await page.goto(plain.address);
  const times = await page.evaluate(
    async ([rows, turns]) => {
      const { put, show } = globalThis as unknown as {
        put: (rows: readonly PlainRow[]) => void;
        show: (now: number) => Promise<number>;
      };
      put(Array.from({ length: rows }, (_, i) => ({ happened: i * 60_000, arrived: i * 60_000 + (i % 97) * 60_000 })));
      const took: number[] = [];
      for (let turn = 0; turn <= turns; turn++) took.push(await show(turn % 2 === 0 ? 0 : Number.MAX_VALUE));
      return took.slice(1);
    },
    [count, 5] as const,
  );
  await page.close();
  return percentile(times, 50);
}
