/** The library of named functions that `process` runs for each key. */
import { at, type Fault, fault, nearest, shown } from '../faults';
import { lengthOf, parseInterval } from '../interval';
import type { Attribute, Logical } from '../query/logical';
import type { Step } from '../scenario/scenario';
import type { ColumnSpec, Value } from '../values';

/** What a function does with one row of its key. */
export interface KeyedStep {
  /** The state from now on: the very one given if nothing changed, null to free the key. */
  readonly state: readonly Value[] | null;
  /** Values that come out beside the keys and the row; null: nothing comes out. */
  readonly emit: readonly Value[] | null;
  /** Event time (microseconds) at which a timer frees the key; it replaces the one before. Null leaves it. */
  readonly timer: number | null;
}

export interface KeyedFunction {
  readonly name: string;
  /** The fields of its state. */
  readonly state: readonly ColumnSpec[];
  /** The columns that it adds to a row that comes out. */
  readonly output: readonly ColumnSpec[];
  /** @param eventTime microseconds, NaN for null */
  row(state: readonly Value[] | null, row: number, eventTime: number): KeyedStep;
}

/**
 * `velocityCheck`: keeps the place and time of a key's newest row. A row elsewhere, sooner than `within` from it, comes
 * out with the place and time that make it suspicious. A timer frees the key when event time has moved `within` past
 * the remembered row. Rows without place or time are passed over; a row older than the remembered one is compared with
 * it and not remembered.
 */
export function velocityCheck(within: number, placeOf: (row: number) => Value): KeyedFunction {
  return {
    name: 'velocityCheck',
    state: [
      { name: 'lastCity', type: 'string' },
      { name: 'lastTime', type: 'timestamp' },
    ],
    output: [
      { name: 'previousCity', type: 'string' },
      { name: 'previousTime', type: 'timestamp' },
    ],
    row(state, row, eventTime) {
      const place = placeOf(row);
      if (place === null || Number.isNaN(eventTime)) return { state, emit: null, timer: null };
      if (state === null) return { state: [place, eventTime], emit: null, timer: eventTime + within };
      const [lastPlace, lastTime] = state as [Value, number];
      const emit = place !== lastPlace && Math.abs(eventTime - lastTime) < within ? [lastPlace, lastTime] : null;
      if (eventTime < lastTime) return { state, emit, timer: null };
      return { state: [place, eventTime], emit, timer: eventTime + within };
    },
  };
}

const PREVIOUS: readonly { readonly name: string; readonly type: 'string' | 'timestamp' }[] = [
  { name: 'previousCity', type: 'string' },
  { name: 'previousTime', type: 'timestamp' },
];

/** The columns that a function of the library adds to a row. */
export function keyedFunctionOutput(_name: string): typeof PREVIOUS {
  return PREVIOUS;
}

const placeColumn = (parameters: Readonly<Record<string, unknown>>): string => String(parameters.column ?? 'city');

/** What is wrong with a `process` step over these columns. */
export function keyedFunctionFaults(
  step: Extract<Step, { kind: 'process' }>,
  columns: readonly Attribute[],
  path: string,
): Fault[] {
  const faults: Fault[] = [];
  const here = at(path, 'parameters');
  const column = placeColumn(step.parameters);
  const known = columns.map((c) => c.name);
  if (!known.includes(column))
    faults.push(fault(at(here, 'column'), 'unknownColumn', { column, suggestion: nearest(column, known), known }));
  if (!parseInterval(String(step.parameters.within ?? '')))
    faults.push(fault(at(here, 'within'), 'notDuration', { value: shown(step.parameters.within) }));
  return faults;
}

/** The function that a `process` step names, over the columns of its input. */
export function keyedFunction(
  node: Extract<Logical, { kind: 'process' }>,
  columns: readonly Attribute[],
  read: (column: Attribute) => (ref: number) => Value,
): KeyedFunction {
  const within = parseInterval(String(node.parameters.within));
  const place = columns.find((c) => c.name === placeColumn(node.parameters));
  return velocityCheck(within ? lengthOf(within) : 0, read(place as Attribute));
}
