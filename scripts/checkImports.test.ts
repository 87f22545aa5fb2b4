import { describe, expect, test } from 'vitest';
import { faultsOf } from './checkImports.mjs';

describe('imports go down only', () => {
  test.each([
    ['engine/simulate.ts', "import { texts } from '../i18n';", 'engine may not know of i18n'],
    ['engine/trace/reader.ts', "export type { Focus } from '../../app/stores/contract';", 'engine may not know of app'],
    ['lessons/index.ts', "const page = () => import('../app/App');", 'lessons may not know of app'],
    ['app/App.tsx', "import {\n  main,\n} from '../cli/main';", 'app may not know of cli'],
    ['app/engineClient.ts', "new Worker(new URL('../e2e/fixtures.ts', import.meta.url))", 'app may not know of e2e'],
    ['cli/main.ts', "import '../app/styles/base.css';", 'cli may not know of app'],
    ['engine/values.test.ts', "import { App } from '../app/App';", 'engine may not know of app'],
    ['engine/values.ts', "import x from '../../elsewhere';", 'outside the project'],
  ])('%s is told of %s', (path, text, fault) => {
    expect(faultsOf(path, text)).toEqual([expect.stringContaining(fault)]);
  });

  test('the storeys below, the own storey and the scripts may be imported', () => {
    const text =
      "import a from '../engine/time';\nimport b from '../i18n';\nimport c from './b';\nimport '../scripts/serve.mjs';";
    expect(faultsOf('app/a.ts', text)).toEqual([]);
  });

  test('a fault names its line', () => {
    expect(faultsOf('engine/a.ts', "/* one\ntwo */\nimport a from '../i18n';")[0]).toMatch(/^engine\/a\.ts:3 /);
  });

  test('what a comment says is no import', () => {
    expect(faultsOf('engine/a.ts', "// import a from '../i18n'\n/** from '../app/App' */")).toEqual([]);
  });
});

describe('the engine is pure', () => {
  test.each([
    "import { readFileSync } from 'node:fs';",
    "import { useState } from 'react';",
    "import * as Comlink from 'comlink';",
    'const now = Date.now();',
    'const now = new Date();',
    'const now = performance.now();',
    'const dice = Math.random();',
    "document.title = 'x';",
    'window.setTimeout(run);',
  ])('refuses %s', (text) => {
    expect(faultsOf('engine/a.ts', text)).toHaveLength(1);
  });

  test.each(["import * as v from 'valibot';", 'const end = window.end;', 'const day = new Date(instant).getUTCDay();'])(
    'allows %s',
    (text) => {
      expect(faultsOf('engine/a.ts', text)).toEqual([]);
    },
  );

  test('tests may ask Node, and the worker may speak Comlink', () => {
    expect(faultsOf('engine/a.test.ts', "import { readFileSync } from 'node:fs';\nconst a = Math.random();")).toEqual(
      [],
    );
    expect(faultsOf('engine/worker.ts', "import * as Comlink from 'comlink';")).toEqual([]);
  });
});
