// The screens that `npm run look` photographs: what each is called, where it is, and what is done there first.
import { readFileSync } from 'node:fs';

const tunnel = new URL('../lessons/06-watermark/tunnel.json', import.meta.url);
/** The tunnel's pickups, with a crash in the batch that answers first. */
const crashing = {
  ...JSON.parse(readFileSync(tunnel, 'utf8')),
  faults: [{ engine: 'spark', crash: { batchId: 6, after: 'sink-written' }, restartAfter: '70 seconds' }],
};

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {string} address what follows the `#`
 * @property {(page: import('@playwright/test').Page) => Promise<void>} [prepare] brings the screen to the moment wanted
 */

/** @type {Screen[]} */
export const screens = [
  { name: 'home', address: '/' },
  { name: 'decide', address: '/decide?a=10~always~act~keyed~learning~little&n=*stolenCard' },
  { name: 'build', address: '/build' },
  { name: 'fraud', address: '/lesson/fraud/1' },
  { name: 'watermark', address: '/lesson/watermark/recall' },
  { name: 'tunnel', address: '/lesson/watermark/4' },
  { name: 'tunnel-answered', address: '/lesson/watermark/4', prepare: (page) => answer(page, 1) },
  {
    name: 'tunnel-why',
    address: '/lesson/watermark/4',
    prepare: async (page) => {
      await answer(page, 1);
      await page.locator('.verdict .why').click();
      await page.locator('.inspector .why-panel').waitFor();
    },
  },
  {
    name: 'handout',
    address: '/lesson/watermark/handout',
    prepare: (page) => page.locator('.handout[aria-busy="false"]').waitFor(),
  },
  { name: 'notes', address: '/lesson/watermark/4?notes' },
  { name: 'check', address: '/lesson/watermark/check' },
  { name: 'check-restart', address: '/lesson/loop/check-restart' },
  { name: 'terms', address: '/terms', prepare: (page) => page.locator('.terms-list').waitFor() },
  { name: 'exercise', address: '/exercise/choose-the-delay' },
  { name: 'exercise-failed', address: '/exercise/choose-the-delay', prepare: failExercise },
  { name: 'flights', address: '/flights' },
  { name: 'flights-2000', address: '/flights?2000' },
  { name: 'open', address: '/open' },
  {
    name: 'open-faults',
    address: '/open',
    prepare: async (page) => {
      await page.locator('textarea').fill('{ "format": "arus/1", "sorces": {}, "query": { "from": 3 } }');
      await page.locator('.ways .solid').click();
      await page.locator('.faults').waitFor();
    },
  },
  {
    name: 'open-csv',
    address: '/open',
    prepare: async (page) => {
      await page.locator('.examples .link').nth(1).click();
      await page.locator('.query').waitFor();
    },
  },
  { name: 'compare', address: '/compare' },
  {
    name: 'compare-why',
    address: '/compare',
    prepare: async (page) => {
      await page.locator('.plate.wrong').first().click();
      await page.locator('.compare-diff.chosen').waitFor();
    },
  },
  {
    name: 'compare-table',
    address: '/compare',
    prepare: async (page) => {
      await page.locator('.compare-choices .seg').last().locator('button').nth(1).click();
      await page.locator('.compare-table').waitFor();
    },
  },
  {
    name: 'compare-settings',
    address: '/compare',
    prepare: async (page) => {
      await page.locator('.compare-choices .seg').first().locator('button').nth(1).click();
      await page.locator('.compare-choices .knob').waitFor();
    },
  },
  { name: 'sweep', address: '/sweep', prepare: (page) => page.locator('.sweep-table tbody tr').nth(5).waitFor() },
  { name: 'loop', address: '/loop', prepare: (page) => page.locator('.loop-scene').waitFor() },
  {
    name: 'loop-wrong',
    address: '/loop',
    prepare: async (page) => {
      await page.locator('.loop-scene').waitFor();
      for (let i = 0; i < 3; i++) await page.keyboard.press('w');
      await page.locator('.loop-why').waitFor();
    },
  },
  {
    name: 'receipts',
    address: '/lesson/watermark/1',
    prepare: async (page) => {
      // On a phone the badge comes with the first touch.
      await page.keyboard.press('Tab');
      await page.locator('button.receipts-badge').click();
      await page.locator('dialog.receipts summary').first().click();
      await page.locator('dialog.receipts .printed').first().waitFor();
    },
  },
  { name: 'receipt', address: '/receipt/spark/window-sliding' },
  {
    name: 'crash',
    address: '/open',
    prepare: async (page) => {
      await page.locator('textarea').fill(JSON.stringify(crashing));
      await page.locator('.ways .solid').click();
      await page.locator('.transport').waitFor();
      for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
    },
  },
  {
    name: 'crash-lab',
    address: '/crash',
    prepare: async (page) => {
      await page.locator('.crash-points').waitFor();
      await page.locator('.crash-points input').nth(5).check();
      await page.locator('.sinks .wrong, .sinks .right').nth(2).waitFor();
    },
  },
  {
    name: 'crash-lab-everywhere',
    address: '/crash',
    prepare: async (page) => {
      await page.locator('.everywhere .btn').click();
      await page.locator('.trial').first().waitFor();
    },
  },
  { name: 'unknown', address: '/nowhere' },
];

/**
 * Opens a screen and brings it to rest: loaded, prepared, and nothing on the move.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} app the app's address
 * @param {Screen} screen
 */
export async function openScreen(page, app, { address, prepare }) {
  await page.goto(`${app}#${address}`);
  // A thread that is ended while its script is on the way leaves a request that is never said to be over.
  await page.waitForLoadState('networkidle', { timeout: 20_000 }).catch(() => {});
  await atRest(page);
  await prepare?.(page);
  await atRest(page);
}

/**
 * Loaded, and nothing on the move. What stays busy for a minute is named.
 *
 * @param {import('@playwright/test').Page} page
 */
export async function atRest(page) {
  for (let tries = 600; ; tries--) {
    const busy = await page.evaluate(busyNow);
    if (busy.length === 0) return;
    if (tries === 0) throw new Error(`no rest: ${busy.join('; ')}`);
    await page.waitForTimeout(100);
  }
}

/** In the page: whatever is not at rest, once what was asked for is drawn. */
async function busyNow() {
  for (let frames = 0; frames < 2; frames++) await new Promise((drawn) => requestAnimationFrame(drawn));
  const named = (/** @type {Element} */ e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class')}#${e.id}`;
  return [
    ...(document.fonts.status === 'loaded' ? [] : ['fonts']),
    ...[...document.querySelectorAll('[aria-busy="true"], [data-crossing]')].map((e) => `busy ${named(e)}`),
    ...document
      .getAnimations()
      // What follows a scroll moves only with it.
      .filter(({ playState, timeline }) => playState === 'running' && timeline instanceof DocumentTimeline)
      .map(({ effect }) => `moving ${effect instanceof KeyframeEffect && effect.target ? named(effect.target) : '?'}`),
  ];
}

/** Commits to the option at this place of the list. */
async function answer(page, option) {
  await page.locator('.predict input[type="radio"]').nth(option).check();
  await page.locator('.steps button.solid').click();
  await page.locator('.predict.answered').waitFor();
}

/** Hands in what the exercise starts with, and opens the first stream that it fails on. */
async function failExercise(page) {
  await page.locator('.of-five input').nth(5).check();
  await page.locator('.exercise-steps .solid').click();
  await page.locator('.outcome').waitFor();
  await page.keyboard.press('2');
  await page.locator('.stream-why').waitFor();
}
