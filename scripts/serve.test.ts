import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from './serve.mjs';

let home: string;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'arus-serve-'));
  mkdirSync(join(home, 'app', 'assets'), { recursive: true });
  writeFileSync(join(home, 'app', 'index.html'), '<title>Arus</title>');
  writeFileSync(join(home, 'app', 'assets', 'a.js'), 'run()');
  writeFileSync(join(home, 'app-secret'), 'secret');
  server = await serve({ folder: join(home, 'app'), path: '/some/where/', port: 0 });
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true });
});

/** As written: `fetch` would tidy the dots away before they reach the server. */
function ask(path: string): Promise<{ status?: number; type?: string; text: string }> {
  const { port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], text }));
    }).on('error', reject);
  });
}

test('a folder answers with its page, and each file with its type', async () => {
  expect(await ask('/some/where/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(await ask('/some/where/assets/a.js?v=1')).toEqual({
    status: 200,
    type: 'text/javascript; charset=utf-8',
    text: 'run()',
  });
});

test.each([
  '/',
  '/some/where/missing.js',
  '/some/where/../app-secret',
  '/some/where/..%2fapp-secret',
  '/some/where/%2e%2e/app-secret',
  '/some/where/..%5capp-secret',
  '/some/where/%00',
  '/some/where/%E0%A4%A',
])('%s finds nothing: only what is inside the folder is served', async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.text).not.toContain('secret');
});

test('a taken port is stepped over', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const second = await serve({ folder: join(home, 'app'), port });
  expect(Number(new URL(second.address).port)).toBeGreaterThan(port);
  await second.close();
  await new Promise((resolve) => taken.close(resolve));
});
