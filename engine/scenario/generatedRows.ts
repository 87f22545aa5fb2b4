/**
 * A source made by rule, so that a million rows fit in a link. The same `generate` gives the same rows on every machine:
 * it draws from a generator of its own, with whole numbers only.
 *
 * Row i happens one period (1 / rate) after row i-1, in a burst `times` as soon; times are cut to the millisecond. It
 * arrives after a delay that is uniform from 0 to `disorder`, or, for the `share` of stragglers, from `disorder` to
 * `disorder + upTo`; what would arrive in an outage arrives when that is over. Rows go to the partitions in turn. A column
 * holds: the event time (`eventTime`, and any other timestamp); one of its `values`; else one of its `keys` (`driver1`,
 * `driver2`, … in a string column, 1, 2, … in a long one), a boolean either, a double from 0 to 100. Each column has a
 * sequence of its own, so that another column changes none.
 */
import { MILLISECOND, SECOND } from '../time';
import type { Column, ColumnSpec, Value } from '../values';
import { columnWriter } from './column';
import type { GenerateFile, GenerateSpec } from './file';
import { readValue } from './readValue';
import type { Source } from './scenario';
import { sequence } from './sequence';

type Generated = Pick<Source, 'rows' | 'arrivesAt' | 'partition' | 'generate'>;

const toMillisecond = (micros: number) => Math.floor(micros / MILLISECOND) * MILLISECOND;

/** @param written the file's own `generate`, kept for writing */
export function generateRows(
  spec: GenerateSpec,
  written: GenerateFile,
  specs: readonly ColumnSpec[],
  partitions: number,
): Generated {
  const count = spec.rows;
  const eventTimes = new Float64Array(count);
  const arrivesAt = new Float64Array(count);
  const { bursts = [], outages = [], stragglers } = spec;
  // Each sequence of the seed is far from the others.
  const draws = (n: number) => sequence(Math.imul(spec.seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b));
  const delay = draws(0);
  const straggles = draws(1);

  const period = SECOND / spec.rate;
  let happens = spec.from;
  for (let i = 0; i < count; i++) {
    eventTimes[i] = toMillisecond(happens);
    let late = delay() * spec.disorder;
    if (stragglers && straggles() < stragglers.share) late = spec.disorder + delay() * stragglers.upTo;
    let arrives = toMillisecond(happens + late);
    for (const outage of outages) {
      if (arrives >= outage.from && arrives < outage.from + outage.for) arrives = outage.from + outage.for;
    }
    arrivesAt[i] = arrives;
    const burst = bursts.find((b) => happens >= b.from && happens < b.from + b.for);
    happens += burst ? period / burst.times : period;
  }

  const columns = specs.map((column, c) => fill(column, spec, eventTimes, draws(c + 2)));
  const rows = { specs, columns, count };
  if (partitions === 1) return { rows, arrivesAt, generate: written };
  return {
    rows,
    arrivesAt,
    partition: Uint16Array.from({ length: count }, (_, i) => i % partitions),
    generate: written,
  };
}

function fill({ name, type }: ColumnSpec, spec: GenerateSpec, eventTimes: Float64Array, draw: () => number): Column {
  const { column, set } = columnWriter(type, eventTimes.length);
  const value = drawer({ name, type }, spec, draw);
  for (let i = 0; i < eventTimes.length; i++) set(i, value ? value() : (eventTimes[i] as number));
  return column;
}

/** Draws a column's values; null: it holds the event time. */
function drawer({ name, type }: ColumnSpec, spec: GenerateSpec, draw: () => number): (() => Value) | null {
  if (name === spec.eventTime) return null;
  const values = spec.values && Object.hasOwn(spec.values, name) ? spec.values[name] : undefined;
  if (values && 'oneOf' in values) {
    const list = values.oneOf.map((v) => readValue(type, v) as Value);
    return () => list[Math.floor(draw() * list.length)] as Value;
  }
  if (type === 'timestamp') return null;
  if (type === 'boolean') return () => draw() < 0.5;
  const [least, most] = (values?.between ?? [0, 100]) as [number, number];
  if (type === 'double') return () => Math.round((least + draw() * (most - least)) * 100) / 100;
  if (type === 'long' && values) return () => least + Math.floor(draw() * (most - least + 1));
  const keys = (spec.keys && Object.hasOwn(spec.keys, name) ? spec.keys[name] : undefined) ?? 10;
  const key = () => 1 + Math.floor(draw() * keys);
  if (type === 'long') return key;
  const words = Array.from({ length: keys }, (_, i) => `${name}${i + 1}`);
  return () => words[key() - 1] as string;
}
