import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { projectRoot } from '../scripts/projectRoot.mjs';
import { serve } from '../scripts/serve.mjs';

/** A folder deep in some server: what works from here works from any path. */
const PATH = '/tools/streams/arus/';

interface Fixtures {
  /**
   * Anything that a browser complains about while a test runs fails it: an error or a warning on the console, an
   * exception, a breach of the content security policy, an answer that is no success, a request to another host. A test
   * that provokes one on purpose takes it out of this list.
   */
  readonly complaints: string[];
}

interface WorkerFixtures {
  /** The address of the app as `npm run e2e` has built it, served as `npm start` serves it, but from a folder. */
  readonly appAddress: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  appAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it must give from this pattern.
    async ({}, use) => {
      const server = await serve({ folder: join(projectRoot, 'dist', 'app'), path: PATH, port: 0 });
      await use(server.address);
      await server.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ appAddress }, use) => use(appAddress),

  complaints: [
    async ({ context, appAddress }, use) => {
      const complaints: string[] = [];
      const host = new URL(appAddress).host;
      context.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(`console ${message.type()}: ${message.text()}`);
        }
      });
      context.on('weberror', (error) => complaints.push(`exception: ${error.error().stack ?? error.error().message}`));
      context.on('request', (request) => {
        const { protocol, host: asked } = new URL(request.url());
        if (/^(?:https?|wss?):$/.test(protocol) && asked !== host) complaints.push(`asked ${request.url()}`);
      });
      context.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
      });
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI} (${event.sourceFile})`);
        });
      });
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Puts another engine on the stage, whose names stand behind the one that runs where the head is narrow. */
export async function chooseEngine(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('button', { name: /^Engine:/ });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole('group', { name: 'Engine' }).getByRole('button', { name, exact: true }).click();
}

/**
 * Fails where axe finds a breach of WCAG 2.2 A or AA or of its own best practices in the page, or in the part that
 * `within` selects; of `rules` alone, if they are named. Run through the debugger's interface, so that the page keeps its policy.
 */
export async function expectAccessible(page: Page, within?: string, rules?: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ([selector, only]) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const results = await axe.run(selector ?? document, {
        resultTypes: ['violations'],
        ...(only && { runOnly: { type: 'rule', values: [...only] } }),
      });
      return results.violations.map(({ id, help, nodes }) => ({
        rule: `${id}: ${help}`,
        where: nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary?.replaceAll('\n', ' ')})`),
      }));
    },
    [within, rules] as const,
  );
  expect(violations, 'what axe finds').toEqual([]);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
