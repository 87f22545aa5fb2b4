/**
 * Every case in `cases/` was run on real Spark by the recorder; what Spark did stands in `recorded/spark/`. Arus must do
 * the same, batch by batch: watermark, rows read, rows in the state, rows dropped, rows that come out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answer } from './answer';
import { difference, readLines } from './lines';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const names = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const cases = names('cases/', '.json');

test('every case is recorded, and every recording has its case', () => {
  expect(names('recorded/spark/', '.jsonl')).toEqual(cases);
});

test('each case has a receipt that says its rule', () => {
  const receipts = JSON.parse(read('recorded/receipts.json')).cases as {
    case: string;
    rule: unknown;
    batches: number;
  }[];
  const made = cases.map((name) => ({
    case: name,
    rule: JSON.parse(read(`cases/${name}.json`)).title,
    batches: readLines(read(`recorded/spark/${name}.jsonl`)).filter((line) => 'batchId' in line).length,
  }));
  expect(receipts).toEqual(made);
});

describe('as real Spark did:', () => {
  test.each(cases)('%s', (name) => {
    const recorded = readLines(read(`recorded/spark/${name}.jsonl`));
    const given = answer(read(`cases/${name}.json`));
    const refusal = recorded[0]?.refused;
    if ('refused' in given || refusal !== undefined)
      expect('refused' in given ? given.refused : 'it ran', name).toContain(refusal ?? 'Spark runs it');
    else expect(difference(recorded, given.lines), name).toBeNull();
  });
});
