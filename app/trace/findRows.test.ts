import { expect, test } from 'vitest';
import { parseScenario } from '../../engine/scenario/parse';
import { simulate } from '../../engine/simulate';
import { openTrace } from '../../engine/trace/reader';
import tunnelFile from '../../lessons/06-watermark/tunnel.json';
import { findRows } from './findRows';
import { labelsOf } from './labels';

const parsed = parseScenario(tunnelFile);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
const reader = openTrace(simulate(parsed.scenario, 'spark'), parsed.scenario);
const labels = labelsOf(reader, 'en');
const found = (question: string) => findRows(reader, question, labels);
const numbered = (question: string) => found(question)?.map((row) => row + 1);
const zoneOf = (row: number) => reader.value(row, 'zone');
const all = reader.trace.arrivalOrder.length;

test('nothing asked finds nothing, and not everything', () => {
  expect(found('  ')).toBeNull();
  expect(found('nowhere')).toEqual([]);
});

test('a part of a value, in any case; a column by its name', () => {
  const kota = [...reader.trace.arrivalOrder].filter((row) => zoneOf(row) === 'Kota');
  expect(kota.length).toBeGreaterThan(1);
  expect(found('kOtA')).toEqual(kota);
  expect(found('zone=kot')).toEqual(kota);
  expect(found('zone=14:03')).toEqual([]);
});

test('a time is when a row happened or when it arrived: by how it begins, or between two', () => {
  expect(numbered('14:03:50')).toEqual([13]);
  expect(numbered('14:20:30')).toEqual([13]);
  expect(numbered('14.20.30')).toEqual([13]);
  expect(numbered('14:20:30-14:20:30')).toEqual([13]);
  const whole = found('00:00-23:59');
  expect(whole).toHaveLength(all);
  // Over midnight, the other way round.
  expect(found('23:59-14:00')).toEqual(
    whole?.filter((row) => reader.eventTime(row) < Date.parse('2026-03-02T14:00:00+07:00') * 1000),
  );
});

test('all words must match; a row can be named by its number', () => {
  expect(numbered('#13')).toEqual([13]);
  expect(numbered('kota 14:03:50')).toEqual([13]);
  expect(numbered('senen 14:03:50')).toEqual([]);
});
