import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in the project's folder to its end, with `input` as its standard input. */
function run(command: string, args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // A shell finds npx also where it is npx.cmd.
    const child = spawn(command, args, { cwd: root, shell: process.platform === 'win32' });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test.describe('npx arus', () => {
  test('runs a scenario of the course', async () => {
    const { code, out } = await run('npx', ['arus', 'run', 'lessons/06-watermark/tunnel.json', '--json']);
    expect(code).toBe(0);
    const batches = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(batches.map((batch) => batch.batchId)).toEqual(batches.map((_, i) => i));
    expect(batches.some((batch) => batch.stateOperators[0].numRowsDroppedByWatermark === 1)).toBe(true);
  });

  test('prints the JSON Schema', async () => {
    const { code, out } = await run('npx', ['arus', 'schema']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: 'Arus scenario', type: 'object' });
  });

  test('refuses what is no scenario: exit 2, the reason on standard error, nothing on standard output', async () => {
    const { code, out, err } = await run('npx', ['arus', 'run', '-'], '{ "format": "arus/1", ');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('JSON');
  });
});

test('npm start steps over a taken port, serves the app, and ends with Ctrl-C', async ({ page }) => {
  test.skip(process.platform === 'win32', 'Windows has no signal to send for Ctrl-C');
  const taken = createServer();
  await new Promise<void>((resolve) => {
    // Taken already, by someone else: as good.
    taken.on('error', () => resolve());
    taken.listen(4173, '127.0.0.1', resolve);
  });
  const start = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const address = await addressSaid(start);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(new URL(address).port).not.toBe('4173');
    const answer = await page.request.get(address);
    expect(await answer.text()).toContain('<title>Arus</title>');
  } finally {
    const ended = new Promise((resolve) => start.on('close', resolve));
    start.kill('SIGINT');
    expect(await ended).toBe(0);
    taken.close();
  }
});

function addressSaid(start: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    start.stdout?.setEncoding('utf8').on('data', (text) => {
      said += text;
      const address = /http:\S+/.exec(said)?.[0];
      if (address) resolve(address);
    });
    start.on('close', () => reject(new Error(`npm start ended: ${said}`)));
  });
}
