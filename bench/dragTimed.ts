import type { Page } from '@playwright/test';
import type { Frames } from './frames';

/** What the page notes of a drag; times of the page's clock, milliseconds. */
interface Noted {
  /** Where the pointer was and when, as the browser took it from the hand: also moves that it handed on in one event. */
  readonly moves: { readonly at: number; readonly x: number }[];
  /** The time at which the run on the stage has the row, and the end of the frame that showed it. */
  readonly answers: { readonly at: number; readonly value: number }[];
}

/**
 * Drags the row in focus to and fro, and times each move to the end of the frame that shows the run with the row there.
 * Its time in that run is read off its handle, which says what the trace says and not where the hand is; a move that the
 * engine left out because a newer one had come is answered with that one. How far a pixel is, and how far apart the places
 * lie where a row can be put, is looked up first: then each move goes a few places on, so that it is known of which move an
 * answer is.
 *
 * @param page one that `tellFrames` was put on
 * @returns milliseconds, in the order of the moves; none where the row cannot be moved or nothing comes of it
 */
export async function drag(page: Page, moves: number): Promise<number[]> {
  const handle = page.locator('.row-handle');
  await handle.waitFor();
  const box = await handle.boundingBox();
  if (!box) throw new Error('there is no row to drag');
  if ((await handle.getAttribute('aria-valuenow')) === null) return [];
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  // Away from the nearer end of the rail, where a row can go no further.
  const inwards = from.x < (page.viewportSize()?.width ?? 0) / 2 ? 100 : -100;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // Which of several rows in one place is in hand is settled before anything is timed.
  const start = from.x + inwards / 10;
  await page.mouse.move(start, from.y);
  await page.waitForTimeout(2_000);
  const valueAt = async (x: number): Promise<number> => {
    await page.mouse.move(x, from.y);
    await page.waitForTimeout(60);
    return Number(await handle.getAttribute('aria-valuenow'));
  };
  const near: number[] = [];
  for (let pixel = 0; pixel <= 24; pixel++) near.push(await valueAt(start + pixel * Math.sign(inwards)));
  await page.mouse.move(start + 2 * inwards, from.y);
  await page.waitForTimeout(2_000);
  const far = Number(await handle.getAttribute('aria-valuenow'));
  await page.mouse.move(start, from.y);
  await page.waitForTimeout(2_000);
  const rest = Number(await handle.getAttribute('aria-valuenow'));
  if (far === rest) {
    await page.mouse.up();
    return [];
  }
  const perPixel = (far - rest) / (2 * inwards);
  const steps = near.slice(1).map((value, i) => Math.abs(value - (near[i] as number)));
  const step = Math.min(...steps.filter((length) => length > 0), Math.abs(far - rest));
  /** Pixels of a move. */
  const pace = Math.max(5, Math.ceil((3 * step) / Math.abs(perPixel)));
  await page.evaluate(() => {
    const noted: Noted = { moves: [], answers: [] };
    Object.assign(globalThis, { noted });
    addEventListener(
      'pointermove',
      (event) => {
        for (const { timeStamp, clientX } of event.getCoalescedEvents())
          noted.moves.push({ at: timeStamp, x: clientX });
      },
      { capture: true },
    );
    const valueNow = (): number =>
      Number(document.querySelector('.row-handle')?.getAttribute('aria-valuenow') ?? Number.NaN);
    let last = valueNow();
    noted.answers.push({ at: performance.now(), value: last });
    new MutationObserver(() => {
      const value = valueNow();
      if (value === last) return;
      last = value;
      (globalThis as unknown as Frames).whenShown((at) => noted.answers.push({ at, value }));
    }).observe(document.querySelector('.surface') as Element, {
      subtree: true,
      childList: true,
      attributeFilter: ['aria-valuenow'],
    });
  });
  for (let move = 1; move <= moves; move++) {
    const way = (move * pace) % (4 * Math.abs(inwards));
    await page.mouse.move(start + Math.sign(inwards) * Math.min(way, 4 * Math.abs(inwards) - way), from.y);
    await page.waitForTimeout(20);
  }
  // The last answer is waited for.
  await page.waitForTimeout(3_000);
  const noted = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
  await page.mouse.up();
  return timesOf(noted, (x) => rest + (x - start) * perPixel, step);
}

/** Milliseconds from each move that changed something to its answer, in the order of the moves. */
function timesOf({ moves, answers }: Noted, valueAt: (x: number) => number, step: number): number[] {
  const asked = moves.map(({ at, x }) => ({ at, value: valueAt(x) }));
  const times: number[] = [];
  /** The first move that has no answer yet. */
  let next = 0;
  for (const { at, value } of answers.slice(1)) {
    // The first of the moves that wait for an answer which this is the answer of; what came before it was left out.
    let answered = next;
    while (answered < asked.length && !isOf(asked[answered] as Asked, at, value)) answered++;
    if (answered === asked.length) throw new Error(`nothing asked for the ${value} that was shown`);
    for (; next <= answered; next++) {
      const move = asked[next] as Asked;
      // The browser also tells of a pointer that rests where something has moved beneath it.
      if (move.value !== asked[next - 1]?.value) times.push(at - move.at);
    }
  }
  return times;

  function isOf(move: Asked, at: number, value: number): boolean {
    return move.at < at && Math.abs(move.value - value) <= 1.5 * step;
  }
}

interface Asked {
  /** When the move was made. */
  readonly at: number;
  /** The row's time where it was moved to. */
  readonly value: number;
}
