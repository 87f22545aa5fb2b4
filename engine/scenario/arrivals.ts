/**
 * The arrivals of a file, read into columns by one loop: a hundred thousand of them in a fraction of a second, and every
 * fault with its place.
 */
import { at, type Fault, fault, nearest, shown } from '../faults';
import { parseInstant } from '../instant';
import type { ColumnSpec, ColumnType, Table } from '../values';
import { columnWriter } from './column';
import { INSTANT_FAULTS } from './fields';
import { isObject } from './read';
import { type Misfit, readValue } from './readValue';
import type { Source } from './scenario';

const FIELDS = ['arrivesAt', 'partition', 'row'];

type Arrived = Pick<Source, 'rows' | 'arrivesAt' | 'partition'>;

export function readArrivals(
  specs: readonly ColumnSpec[],
  partitions: number,
  raw: readonly unknown[],
  path: string,
  faults: Fault[],
): Arrived {
  const count = raw.length;
  const arrivesAt = new Float64Array(count);
  const partition = partitions > 1 ? new Uint16Array(count) : undefined;
  const writers = specs.map((spec) => columnWriter(spec.type, count));
  const names = specs.map((spec) => spec.name);
  const known = new Set(names);

  for (let i = 0; i < count; i++) {
    const arrival = raw[i];
    const here = () => at(path, i);
    if (!isObject(arrival)) {
      faults.push(fault(here(), 'wrongType', { expected: 'object', value: shown(arrival) }));
      continue;
    }
    for (const field in arrival) {
      if (field === 'arrivesAt' || field === 'partition' || field === 'row') continue;
      const missing = FIELDS.filter((f) => !(f in arrival));
      const suggestion = nearest(field, missing);
      faults.push(fault(at(here(), field), 'unknownField', { field, suggestion, known: FIELDS }));
    }

    const when = readInstant(arrival.arrivesAt);
    if (typeof when === 'number') arrivesAt[i] = when;
    else if (arrival.arrivesAt === undefined) {
      faults.push(fault(at(here(), 'arrivesAt'), 'missingField', { field: 'arrivesAt' }));
    } else faults.push(instantFault(at(here(), 'arrivesAt'), when, arrival.arrivesAt));

    const part = arrival.partition;
    if (part !== undefined) {
      if (typeof part !== 'number' || !Number.isInteger(part)) {
        faults.push(fault(at(here(), 'partition'), 'wrongType', { expected: 'wholeNumber', value: shown(part) }));
      } else if (part < 0 || part >= partitions) {
        faults.push(fault(at(here(), 'partition'), 'partitionOutOfRange', { partition: part, partitions }));
      } else if (partition) partition[i] = part;
    }

    const row = arrival.row;
    if (row === undefined) {
      faults.push(fault(at(here(), 'row'), 'missingField', { field: 'row' }));
      continue;
    }
    if (!isObject(row)) {
      faults.push(fault(at(here(), 'row'), 'wrongType', { expected: 'object', value: shown(row) }));
      continue;
    }
    for (const column in row) {
      if (known.has(column)) continue;
      const missing = names.filter((name) => !Object.hasOwn(row, name));
      const suggestion = nearest(column, missing);
      faults.push(fault(at(at(here(), 'row'), column), 'unknownColumn', { column, suggestion, known: names }));
    }
    for (let c = 0; c < writers.length; c++) {
      const name = names[c] as string;
      const { type } = specs[c] as ColumnSpec;
      // A column that the row does not name is null; what every object inherits is no column of it.
      const value = Object.hasOwn(row, name) ? row[name] : null;
      const read = readValue(type, value);
      if (typeof read !== 'object' || read === null) (writers[c] as (typeof writers)[number]).set(i, read);
      else faults.push(valueFault(at(at(here(), 'row'), name), type, value, read));
    }
  }
  const rows: Table = { specs, columns: writers.map((w) => w.column), count };
  return partition ? { rows, arrivesAt, partition } : { rows, arrivesAt };
}

type Instant = ReturnType<typeof parseInstant>;
const readInstant = (value: unknown): Instant => (typeof value === 'string' ? parseInstant(value) : 'shape');

export function instantFault(path: string, why: Exclude<Instant, number>, value: unknown): Fault {
  return fault(path, INSTANT_FAULTS[why], { value: shown(value) });
}

export function valueFault(path: string, type: ColumnType, value: unknown, { why }: Misfit): Fault {
  if (why === 'type') return fault(path, 'wrongValue', { type, value: shown(value) });
  if (why === 'inexact') return fault(path, 'inexactLong', { value: shown(value) });
  return instantFault(path, why, value);
}
