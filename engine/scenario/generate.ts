/** What may be wrong with a source made by rule (`generatedRows.ts`). */
import { at, type Fault, fault, nearest, shown } from '../faults';
import type { ColumnSpec } from '../values';
import { valueFault } from './arrivals';
import type { GenerateSpec } from './file';
import { readValue } from './readValue';

/** What is wrong with a `generate` whose shape is right, for these columns. */
export function generateFaults(spec: GenerateSpec, specs: readonly ColumnSpec[], path: string): Fault[] {
  const faults: Fault[] = [];
  const known = specs.map((s) => s.name);
  const columnOf = (column: string, place: string): ColumnSpec | undefined => {
    const found = specs.find((s) => s.name === column);
    if (!found) faults.push(fault(place, 'unknownColumn', { column, suggestion: nearest(column, known), known }));
    return found;
  };

  const place = at(path, 'eventTime');
  const eventTime = columnOf(spec.eventTime, place);
  if (eventTime && eventTime.type !== 'timestamp') {
    const candidates = specs.filter((s) => s.type === 'timestamp').map((s) => s.name);
    const params = { column: spec.eventTime, type: eventTime.type, use: 'eventTime' as const, candidates };
    faults.push(fault(place, 'notTimeColumn', params));
  }
  for (const name of Object.keys(spec.keys ?? {})) {
    const here = at(at(path, 'keys'), name);
    const column = columnOf(name, here);
    if (column && column.type !== 'string' && column.type !== 'long') {
      faults.push(fault(here, 'notKeyColumn', { column: name, type: column.type }));
    }
  }
  for (const [name, values] of Object.entries(spec.values ?? {})) {
    const here = at(at(path, 'values'), name);
    const column = columnOf(name, here);
    if (!column) continue;
    if ('oneOf' in values) {
      const list = at(here, 'oneOf');
      if (values.oneOf.length === 0) faults.push(fault(list, 'emptyList', { expected: 'values' }));
      for (const [i, value] of values.oneOf.entries()) {
        const read = readValue(column.type, value);
        if (typeof read === 'object' && read !== null) {
          faults.push(valueFault(at(list, i), column.type, value, read));
        }
      }
    } else {
      const [least = 0, most = 0] = values.between;
      const fits = column.type === 'double' || (column.type === 'long' && values.between.every(Number.isSafeInteger));
      if (!fits || values.between.length !== 2 || least > most) {
        faults.push(fault(at(here, 'between'), 'notRange', { type: column.type, value: shown(values.between) }));
      }
    }
  }
  return faults;
}
