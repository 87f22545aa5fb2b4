/**
 * Every case in `cases/` was run on the real engines that it names by a recorder; what they did stands in
 * `recorded/ENGINE/`. Arus must do the same, batch by batch (watermark, rows read, rows in the state, rows dropped, rows
 * that come out) or arrival by arrival (watermark or stream time, rows that come out, rows that are late).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../simulate';
import { answer } from './answer';
import { difference, readLines } from './lines';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const names = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const cases = names('cases/', '.json').map((name) => ({ name, file: JSON.parse(read(`cases/${name}.json`)) }));

/** The engines that exist outside Arus: the loop and the nightly job are Arus's own. */
const REAL: ReadonlySet<string> = new Set(['spark', 'flink', 'kafkaStreams']);

test('a case is for a real engine', () => {
  const forNone = cases.filter(({ file }) => !Object.keys(file.engines).some((engine) => REAL.has(engine)));
  expect(forNone.map(({ name }) => name)).toEqual([]);
});

describe.each(ENGINES.filter((engine) => REAL.has(engine)))('as the real engine did: %s', (engine) => {
  const ofEngine = cases.filter(({ file }) => engine in file.engines);

  test('every case is recorded, and every recording has its case', () => {
    expect(names(`recorded/${engine}/`, '.jsonl')).toEqual(ofEngine.map(({ name }) => name));
  });

  test('each case has a receipt that says its rule', () => {
    const [counted, mark] = engine === 'spark' ? ['batches', 'batchId'] : ['lines', 'timestamp'];
    const made = ofEngine.map(({ name, file }) => ({
      case: name,
      rule: file.title,
      [counted]: readLines(read(`recorded/${engine}/${name}.jsonl`)).filter((line) => mark in line).length,
    }));
    expect(JSON.parse(read(`recorded/${engine}/receipts.json`)).cases).toEqual(made);
  });

  test.each(ofEngine.map(({ name }) => name))('%s', (name) => {
    const recorded = readLines(read(`recorded/${engine}/${name}.jsonl`));
    const given = answer(read(`cases/${name}.json`), engine);
    const refusal = recorded[0]?.refused;
    if ('refused' in given || refusal !== undefined)
      expect('refused' in given ? given.refused : 'it ran', name).toContain(refusal ?? 'the real engine runs it');
    else expect(difference(recorded, given.lines), name).toBeNull();
  });
});
