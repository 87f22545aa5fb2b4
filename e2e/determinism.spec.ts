import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runnerImport } from 'vite';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { expect, test } from './fixtures';

/** Every number of a trace in a fixed order, typed arrays byte by byte, as SHA-256. Runs in Node and in the page. */
async function digest(trace: unknown): Promise<string> {
  const parts: Uint8Array[] = [];
  const text = (s: string) => parts.push(new TextEncoder().encode(s));
  const walk = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      text(`[${value.constructor.name} ${value.byteLength}]`);
      parts.push(
        new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer),
      );
    } else if (Array.isArray(value)) {
      text(`[${value.length}]`);
      for (const item of value) walk(item);
    } else if (value instanceof Map) {
      walk([...value]);
    } else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value).sort()) {
        text(`${name}:`);
        walk((value as Record<string, unknown>)[name]);
      }
    } else text(`${typeof value} ${Object.is(value, -0) ? '-0' : String(value)};`);
  };
  walk(trace);
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const hash = await crypto.subtle.digest('SHA-256', all);
  return [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/** Runs in the page, whose own worker runs the scenario: the traces are taken as they come off the thread. */
function keepTraces(): void {
  const traces: unknown[] = [];
  Object.assign(globalThis, { traces });
  const listen = Worker.prototype.addEventListener;
  Worker.prototype.addEventListener = function (this: Worker, type: string, listener: never, options?: never) {
    if (type === 'message')
      listen.call(this, 'message', (event: Event) => {
        const value = (event as MessageEvent).data?.value;
        if (value?.kind === 'ran') traces.push(value.trace);
      });
    return listen.call(this, type, listener, options);
  };
}

const lastInPage = (page: Page): Promise<string> =>
  page.evaluate(`(${digest.toString()})(globalThis.traces.filter((t) => t.engine === 'spark').at(-1))`);

type Simulate = (scenario: unknown, engine: string) => unknown;
type Scenario = { readonly sources: readonly object[] };
const load = async <T>(path: string, plugins: never[] = []): Promise<T> =>
  (await runnerImport<T>(join(projectRoot, path), { configFile: false, plugins })).module;

const SCENARIOS = ['tunnel', 'fraud', 'window-sliding', 'join-full-outer-conditions', 'expression-numbers'];

test('the same scenario gives the same trace, byte for byte, in Node, again in Node, and in the browser', async ({
  page,
}) => {
  test.slow();
  const { peggyPlugin } = await load<{ peggyPlugin: () => never }>('scripts/peggyPlugin.ts');
  const { simulate } = await load<{ simulate: Simulate }>('engine/simulate.ts', [peggyPlugin()]);
  const { parseScenarioText } = await load<{ parseScenarioText: (text: string) => { scenario: unknown } }>(
    'engine/scenario/parse.ts',
    [peggyPlugin()],
  );

  await page.addInitScript(keepTraces);
  await page.goto('.#/open');

  for (const name of SCENARIOS) {
    const file = readFileSync(join(projectRoot, 'engine/conformance/cases', `${name}.json`), 'utf8');
    const inNode = await digest(simulate(parseScenarioText(file).scenario, 'spark'));
    expect(await digest(simulate(parseScenarioText(file).scenario, 'spark')), name).toBe(inNode);

    // Nothing of the scenario before is kept.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto('about:blank');
    await page.goto('.#/open');
    await page.locator('textarea').fill(file);
    await page.getByRole('button', { name: 'Open on the stage' }).click();
    await expect(page.getByRole('slider', { name: 'Place in the run' })).toBeVisible({ timeout: 30_000 });
    expect(await lastInPage(page), name).toBe(inNode);
  }
});

test('a row that is moved step by step gives the trace of a whole run with it there, byte for byte', async ({
  page,
}) => {
  const { peggyPlugin } = await load<{ peggyPlugin: () => never }>('scripts/peggyPlugin.ts');
  const { simulate } = await load<{ simulate: Simulate }>('engine/simulate.ts', [peggyPlugin()]);
  const { flightsScenario } = await load<{
    flightsScenario: (flights: unknown, name: string, title: unknown) => Scenario;
  }>('app/import/flights.ts', [peggyPlugin()]);
  const flights = JSON.parse(
    readFileSync(join(projectRoot, 'node_modules/vega-datasets/data/flights-2k.json'), 'utf8'),
  );
  const scenario = flightsScenario(flights, 'flights', { en: '', id: '' });
  const wholeRun = (arrivesAt: number[]): Promise<string> =>
    digest(
      simulate(
        { ...scenario, sources: [{ ...scenario.sources[0], arrivesAt: Float64Array.from(arrivesAt) }] },
        'spark',
      ),
    );

  await page.addInitScript(keepTraces);
  await page.addInitScript(() => {
    type Times = Float64Array | { readonly rows: Uint32Array; readonly times: Float64Array };
    const posted: number[] = [];
    Object.assign(globalThis, { posted });
    // All times at first, then those of rows that have moved.
    const take = (times: Times): void => {
      if (!('rows' in times)) posted.splice(0, posted.length, ...times);
      else
        times.rows.forEach((row, i) => {
          posted[row] = times.times[i] as number;
        });
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { argumentList?: { value?: unknown }[] }, ...rest) {
      for (const { value } of message.argumentList ?? []) {
        const [source] = (value as { sources?: { arrivesAt: Times }[] } | null)?.sources ?? [];
        if (source) take(source.arrivesAt);
      }
      return post.call(this, message, ...(rest as unknown as []));
    };
  });
  await page.goto('.#/flights?2000');
  const handle = page.locator('.row-handle');
  await handle.focus();
  let before = await lastInPage(page);
  // The second run marks where one could part from it, the third and later ones part there.
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowRight']) {
    await handle.press(key);
    await expect.poll(() => lastInPage(page)).not.toBe(before);
    before = await lastInPage(page);
    expect(before).toBe(await wholeRun(await page.evaluate('globalThis.posted')));
  }
});
