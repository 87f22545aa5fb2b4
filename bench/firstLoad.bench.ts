import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from '@playwright/test';
import type { Bench, Figure } from './bench';
import { milliseconds, percentile } from './beside';

const KIBIBYTE = 1024;
const TURNS = 5;

/** Lighthouse's mobile: a middling phone on slow 4G. */
const PHONE = {
  viewport: { width: 390, height: 844 },
  slowdown: 4,
  latency: 150,
  bytesPerSecond: (1.6 * 1024 * 1024) / 8,
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface Load {
  readonly largestPaint: number;
  readonly blocking: number;
  /** Bytes of compressed script; and with the headers of each answer, which are another host's own affair. */
  readonly scripts: number;
  readonly scriptsWithHeaders: number;
  readonly all: number;
  /** Largest paint of a second visit. */
  readonly again: number;
}

/** How much comes and how long a phone waits when a page is opened for the first time, as a host with brotli serves it. */
const bench: Bench = {
  title: 'First load (brotli; a phone four times slower than this machine, on slow 4G)',
  async run({ app, browser }) {
    const { address, thread, close } = await serveCompressed(app);
    const figures: Figure[] = [];
    const [heaviest, language] = heaviestOf(app);
    for (const [name, place, locale] of [
      ['home page', '#/', 'en'],
      ['first lesson', '#/lesson/fraud', 'en'],
      ['the watermark lesson', '#/lesson/watermark', 'en'],
      [`the heaviest (${heaviest}, ${language})`, `#/${heaviest}`, language],
    ] as const) {
      const loads: Load[] = [];
      for (let turn = 0; turn < TURNS; turn++) loads.push(await load(await browser(), address + place, locale));
      const middle = (of: (one: Load) => number) => percentile(loads.map(of), 50);
      const scripts = middle((one) => one.scripts) / KIBIBYTE;
      const withHeaders = middle((one) => one.scriptsWithHeaders) / KIBIBYTE;
      const all = middle((one) => one.all) / KIBIBYTE;
      const paint = middle((one) => one.largestPaint);
      const blocking = middle((one) => one.blocking);
      figures.push(
        {
          what: `${name}, script`,
          value: `${scripts.toFixed(1)} KiB (${withHeaders.toFixed(1)} with headers)`,
          budget: '140 KiB',
          kept: scripts <= 140,
        },
        { what: `${name}, all`, value: `${all.toFixed(1)} KiB`, budget: '190 KiB', kept: all <= 190 },
        { what: `${name}, the engine's thread`, value: `${(thread() / KIBIBYTE).toFixed(1)} KiB` },
        { what: `${name}, largest paint`, value: milliseconds(paint), budget: '2200 ms', kept: paint <= 2200 },
        { what: `${name}, blocking`, value: milliseconds(blocking), budget: '100 ms', kept: blocking <= 100 },
        { what: `${name}, largest paint when it is opened again`, value: milliseconds(middle((one) => one.again)) },
      );
    }
    await close();
    return figures;
  },
};
export default bench;

async function load(browser: Browser, address: string, locale: string): Promise<Load> {
  const context = await browser.newContext({ locale, viewport: PHONE.viewport, deviceScaleFactor: 2, isMobile: true });
  const page = await context.newPage();
  const debuggerOf = await context.newCDPSession(page);
  await debuggerOf.send('Network.enable');
  await debuggerOf.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: PHONE.latency,
    downloadThroughput: PHONE.bytesPerSecond,
    uploadThroughput: PHONE.bytesPerSecond,
  });
  await debuggerOf.send('Emulation.setCPUThrottlingRate', { rate: PHONE.slowdown });
  let scripts = 0;
  let scriptsWithHeaders = 0;
  let all = 0;
  page.on('requestfinished', async (request) => {
    // Of the engine's thread the browser tells the page only what its first file imports; the server knows all of it.
    if (/\/worker-/.test(request.url())) return;
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    all += responseBodySize + responseHeadersSize;
    if (!/\.js$/.test(new URL(request.url()).pathname)) return;
    scripts += responseBodySize;
    scriptsWithHeaders += responseBodySize + responseHeadersSize;
  });
  await page.addInitScript(() => {
    const seen = { largestPaint: 0, blocking: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largestPaint = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    // Lighthouse's total blocking time: what of each task goes beyond 50 ms.
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.blocking += Math.max(0, entry.duration - 50);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  await page.waitForTimeout(500);
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seen: Pick<Load, 'largestPaint' | 'blocking'> }).seen,
  );
  const first = { ...seen, scripts, scriptsWithHeaders, all };
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  const again = await page.evaluate(() => (globalThis as unknown as { seen: Load }).seen.largestPaint);
  await context.close();
  return { ...first, again };
}

/** The place whose scripts weigh most, and its language: `lesson/SLUG` and `en`. */
function heaviestOf(app: string): [place: string, language: string] {
  const { pages } = JSON.parse(readFileSync(join(app, 'first-loads.json'), 'utf8')) as {
    readonly pages: Readonly<Record<string, readonly string[]>>;
  };
  const weight = (file: string): number => brotliCompressSync(readFileSync(join(app, file))).length;
  const [heaviest = ''] = Object.entries(pages)
    .map(([place, files]) => ({ place, all: files.reduce((sum, file) => sum + weight(file), 0) }))
    .sort((a, b) => b.all - a.all)
    .map(({ place }) => place);
  return heaviest.split(', ') as [string, string];
}

interface Server {
  readonly address: string;
  /** Bytes of the engine's thread since this was last asked, for one load. */
  readonly thread: () => number;
  readonly close: () => Promise<void>;
}

async function serveCompressed(folder: string): Promise<Server> {
  let threads = 0;
  const bodies = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return response.writeHead(404).end();
    let body = bodies.get(file);
    if (!body) {
      const full = readFileSync(file);
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      body = extname(file) === '.woff2' ? full : brotliCompressSync(full, quality);
      bodies.set(file, body);
    }
    if (/\/worker-/.test(path)) threads += body.length;
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': body.length,
      // As `scripts/serve.mjs` says it.
      'Cache-Control': /^\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(extname(file) !== '.woff2' && { 'Content-Encoding': 'br' }),
    });
    return response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    thread: () => {
      const bytes = threads / TURNS;
      threads = 0;
      return bytes;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
