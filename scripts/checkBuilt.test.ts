import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsOfBuiltApp, faultsOfBuiltCommand } from './checkBuilt.mjs';

const policy =
  '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;; connect-src &#39;self&#39;; base-uri &#39;none&#39;">';
const page = (head: string, body = '') => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'arus-built-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function faultsWith(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries({ 'index.html': page(policy), ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return faultsOfBuiltApp(folder);
}

test('a page with a strict policy and relative addresses has no fault', () => {
  const html = page(`${policy}<script type="module" src="./assets/a.js"></script>`, '<a href="#/lessons">x</a>');
  expect(faultsWith({ 'index.html': html, 'assets/a.js': 'make("http://www.w3.org/2000/svg")' })).toEqual([]);
});

test.each([
  ['no policy', { 'index.html': page('') }],
  [
    'a policy that allows inline code',
    { 'index.html': page(policy.replace('; base-uri', " 'unsafe-inline'; base-uri")) },
  ],
  ['a script before the policy', { 'index.html': page(`<script src="./a.js"></script>${policy}`) }],
  ['an inline script', { 'index.html': page(policy, '<script>start()</script>') }],
  ['an inline style', { 'index.html': page(policy, '<p style="color: red">x</p>') }],
  ['an absolute address', { 'index.html': page(`${policy}<script src="/assets/a.js"></script>`) }],
  ['an absolute address in a style', { 'assets/a.css': '@font-face { src: url(/assets/a.woff2) }' }],
  ['another host in a script', { 'assets/a.js': 'fetch("https://example.com/rows")' }],
  ['code made out of a string', { 'assets/a.js': 'const f=new Function("return 1")' }],
  ['an eval', { 'assets/a.js': 'eval("1")' }],
])('%s is a fault', (_, files) => {
  expect(faultsWith(files as Record<string, string>)).toHaveLength(1);
});

test('the command line needs nothing beside Node', () => {
  expect(faultsOfBuiltCommand("import { argv } from 'node:process';\nrun(argv);")).toEqual([]);
  expect(faultsOfBuiltCommand("import 'valibot';")).toEqual(['needs valibot beside it']);
  expect(faultsOfBuiltCommand("export { a } from 'valibot';")).toEqual(['needs valibot beside it']);
  // A field of that name is no statement.
  expect(faultsOfBuiltCommand("\texport: {\n\t\tlabel: 'Export as code',")).toEqual([]);
  expect(faultsOfBuiltCommand("import * as v from 'valibot';")).toEqual(['needs valibot beside it']);
});
