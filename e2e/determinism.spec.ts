import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const SCENARIOS = ['tunnel', 'fraud', 'window-sliding', 'join-full-outer-conditions', 'expression-numbers'];

test('the same scenario gives the same trace, byte for byte, in Node, again in Node, and in the browser', async ({
  page,
}) => {
  test.slow();
  const load = async (path: string, plugins: never[] = []) =>
    (await runnerImport<Record<string, never>>(join(projectRoot, path), { configFile: false, plugins })).module;
  const { peggyPlugin } = (await load('scripts/peggyPlugin.ts')) as unknown as { peggyPlugin: () => never };
  const { simulate } = (await load('engine/simulate.ts', [peggyPlugin()])) as unknown as {
    simulate: (scenario: unknown, engine: string) => unknown;
  };
  const { parseScenarioText } = (await load('engine/scenario/parse.ts', [peggyPlugin()])) as unknown as {
    parseScenarioText: (text: string) => { scenario: unknown };
  };

  // The page's own worker runs the scenario; the trace is taken as it comes off the thread.
  await page.addInitScript(() => {
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
  });
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
    const inBrowser = await page.evaluate(
      `(${digest.toString()})(globalThis.traces.filter((t) => t.engine === 'spark').at(-1))`,
    );
    expect(inBrowser, name).toBe(inNode);
  }
});
