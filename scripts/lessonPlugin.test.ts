import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateSpec } from '../engine/scenario/file';
import { parseScenario } from '../engine/scenario/parse';
import type { Scenario } from '../engine/scenario/scenario';
import * as packed from '../lessons/packed';
import { codeOf, packedScenario } from './lessonPlugin';

const built = import.meta.glob<Scenario>('../lessons/**/*.json', {
  query: '?scenario',
  import: 'default',
  eager: true,
});

describe('a scenario that is read while the app is built', () => {
  it.each(Object.entries(built))('is the one that its file holds: %s', (file, scenario) => {
    const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
    expect(parseScenario(JSON.parse(text))).toEqual({ ok: true, scenario });
  });

  it('packs numbers only where that loses nothing', () => {
    const back = (values: readonly number[]) =>
      new Function('numbers', `return ${codeOf(Float64Array.from(values))}`)(packed.numbers);
    for (const values of [
      [1772434800000000, 1772434860000000, 1772434830000000, 1772434830000000],
      [5, 5, 5, 5, 5],
      [0.5, 1.25, 3, 7],
      [Number.NaN, 1e15, 2e15, 3e15],
      [7],
      [],
    ])
      expect(back(values)).toEqual(Float64Array.from(values));
  });

  it('writes no row out that a rule makes', () => {
    const scenario = Object.values(built).find(({ name }) => name === 'visits-100000') as Scenario;
    expect(scenario.sources[0]?.rows.count).toBe(100_000);
    expect(packedScenario(scenario, packed.engines, generateSpec).length).toBeLessThan(3000);
  });

  it('says what its engines do other than usual, and nothing else', () => {
    const scenario = Object.values(built).find(({ name }) => name === 'tunnel') as Scenario;
    expect(packedScenario(scenario, packed.engines, generateSpec)).toContain(
      'engines:engines("Asia/Jakarta",{"spark":{"trigger":{"kind":"processingTime","interval":120000000}}',
    );
  });
});
