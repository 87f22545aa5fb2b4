import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Input } from './io';
import { main } from './main';

const page = readFileSync(new URL('../docs/scenarios.md', import.meta.url), 'utf8');
const [scenario = '', line = ''] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((block) => block[1]);

test('the example of docs/scenarios.md runs, and answers what the page says', async () => {
  let printed = '';
  let refused = '';
  const input: Input = {
    size: null,
    chunks: (async function* () {
      yield new TextEncoder().encode(scenario);
    })(),
  };
  const code = await main(['run', '-', '--json'], {
    out: (text) => {
      printed += text;
    },
    err: (text) => {
      refused += text;
    },
    open: () => Promise.reject(new Error('no file is asked for')),
    write: () => Promise.reject(new Error('nothing is written')),
    stdin: () => input,
    locale: 'en_GB.UTF-8',
  });
  expect({ code, refused }).toEqual({ code: 0, refused: '' });
  const lines = printed
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  expect(lines).toContainEqual(JSON.parse(line));
  expect(lines.at(-1).stateOperators[0].numRowsDroppedByWatermark).toBe(1);
});
