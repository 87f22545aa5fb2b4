import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsOfFirstLoads } from './firstLoads.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arus-loads-'));
  mkdirSync(join(folder, 'assets'));
  const file = (name: string, kibibytes: number) =>
    // Hexadecimal figures of chance are half as heavy as they are long.
    writeFileSync(join(folder, 'assets', name), randomBytes(kibibytes * 1024).toString('hex'));
  file('base.js', 60);
  file('stage.js', 70);
  file('panels.js', 20);
  file('worker.js', 70);
});
afterEach(() => rmSync(folder, { recursive: true }));

const loads = (pages: Record<string, string[]>, threads: Record<string, string[]> = {}) =>
  writeFileSync(join(folder, 'first-loads.json'), JSON.stringify({ pages, threads }));

test('a first load is the sum of its files as they are sent, and is told if it is too heavy', () => {
  const [base, stage, panels] = ['assets/base.js', 'assets/stage.js', 'assets/panels.js'];
  loads({ home: [base], lesson: [base, stage], all: [base, stage, panels] });
  const faults = faultsOfFirstLoads(folder, { script: 140, thread: 64 });
  expect(faults).toEqual([expect.stringMatching(/^all: script of 15\d\.\d KiB .* 140 at most$/)]);
});

test('the engine has a budget of its own', () => {
  loads({ home: ['assets/base.js'] }, { worker: ['assets/worker.js'] });
  expect(faultsOfFirstLoads(folder, { script: 140, thread: 64 })).toEqual([
    expect.stringMatching(/^worker: an engine/),
  ]);
});
