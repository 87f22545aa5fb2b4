/**
 * Reads a value by its definition in `file.ts` and tells every fault of it. Objects, lists and choices are walked here,
 * because the library stops at an object's first unknown field and cannot say which of several shapes was meant; single
 * values are the library's. A definition's own message is a `FaultCode`.
 */
import * as v from 'valibot';
import { at, type Expected, type Fault, type FaultCode, type FaultParams, fault, nearest, shown } from '../faults';

/** What a definition made with valibot looks like from outside. */
interface Definition {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Definition>>;
  readonly options?: readonly (Definition | string)[];
  readonly item?: Definition;
  readonly value?: Definition;
  readonly wrapped?: Definition;
  readonly default?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: number }[];
  readonly getter?: (input: unknown) => Definition;
}

/** The value as its definition gives it (durations and instants in microseconds); undefined if it has a fault. */
export function read<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  path: string,
  faults: Fault[],
): v.InferOutput<S> | undefined {
  const before = faults.length;
  const output = walk(schema as unknown as Definition, value, path, faults);
  return faults.length === before ? (output as v.InferOutput<S>) : undefined;
}

const DEEPEST = 1_000;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function walk(definition: Definition, value: unknown, path: string, faults: Fault[]): unknown {
  const wrong = (expected: Expected) => void faults.push(fault(path, 'wrongType', { expected, value: shown(value) }));
  switch (definition.type) {
    case 'optional':
      if (value === undefined && definition.default === undefined) return undefined;
      return walk(definition.wrapped as Definition, value === undefined ? definition.default : value, path, faults);
    case 'lazy':
      // Only queries in joins and unions nest; nobody writes them so deep, and a walk has an end.
      if (path.length > DEEPEST) return void faults.push(fault(path, 'notModelled', { feature: 'join', name: 'join' }));
      return walk((definition.getter as (input: unknown) => Definition)(value), value, path, faults);
    case 'unknown':
      return value;
    case 'array':
      if (!Array.isArray(value)) return wrong('list');
      return value.map((item, i) => walk(definition.item as Definition, item, at(path, i), faults));
    case 'record':
      if (!isObject(value)) return wrong('object');
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          walk(definition.value as Definition, item, at(path, key), faults),
        ]),
      );
    case 'strict_object':
      return isObject(value)
        ? object(definition.entries as Record<string, Definition>, value, path, faults)
        : wrong('object');
    case 'union':
      return choice(definition.options as readonly Definition[], value, path, faults);
    default:
      return single(definition, value, path, faults);
  }
}

function object(
  entries: Readonly<Record<string, Definition>>,
  value: Readonly<Record<string, unknown>>,
  path: string,
  faults: Fault[],
): unknown {
  const known = Object.keys(entries);
  const output: Record<string, unknown> = {};
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(entries, key));
  for (const key of known) {
    const entry = entries[key] as Definition;
    if (Object.hasOwn(value, key) || entry.type === 'optional') {
      const field = Object.hasOwn(value, key) ? value[key] : undefined;
      const read = walk(entry, field, at(path, key), faults);
      if (read !== undefined) output[key] = read;
    } else if (!unknown.some((field) => nearest(field, known) === key)) {
      faults.push(fault(at(path, key), 'missingField', { field: key }));
    }
  }
  for (const field of unknown) {
    const suggestion = nearest(
      field,
      known.filter((key) => !Object.hasOwn(value, key)),
    );
    faults.push(fault(at(path, field), 'unknownField', { field, suggestion, known }));
  }
  return output;
}

/**
 * Several shapes. An object is read as the shape whose first field it has: that field is what tells the shapes apart.
 * What is no object is read as the shape that is none.
 */
function choice(options: readonly Definition[], value: unknown, path: string, faults: Fault[]): unknown {
  const shapes = options.filter((option) => option.type === 'strict_object');
  const plain = options.filter((option) => option.type !== 'strict_object');
  if (shapes.length === 0) {
    if (plain.some((option) => v.is(option as unknown as v.GenericSchema, value))) return value;
    faults.push(fault(path, 'wrongType', { expected: 'single', value: shown(value) }));
    return undefined;
  }
  if (!isObject(value)) return walk((plain[0] ?? shapes[0]) as Definition, value, path, faults);
  const marks = shapes.map((shape) => Object.keys(shape.entries as object)[0] as string);
  let meant = marks.findIndex((mark) => Object.hasOwn(value, mark));
  if (meant < 0 && shapes.length > 1) {
    const field = Object.keys(value).find((key) => nearest(key, marks) !== null);
    if (field === undefined) {
      faults.push(fault(path, 'noneOfShapes', { value: shown(value), known: marks }));
      return undefined;
    }
    meant = marks.indexOf(nearest(field, marks) as string);
  }
  return walk(shapes[Math.max(meant, 0)] as Definition, value, path, faults);
}

/** Faults whose sentence needs the value alone. */
type ValueFault = { [C in FaultCode]: FaultParams[C] extends { value: string } ? C : never }[FaultCode];

function single(definition: Definition, value: unknown, path: string, faults: Fault[]): unknown {
  const result = v.safeParse(definition as unknown as v.GenericSchema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  switch (issue.type) {
    case 'picklist': {
      const allowed = definition.options as readonly string[];
      const suggestion = typeof value === 'string' ? nearest(value, allowed) : null;
      faults.push(fault(path, 'notOneOf', { value: shown(value), allowed, suggestion }));
      break;
    }
    case 'string':
      faults.push(fault(path, 'wrongType', { expected: 'text', value: shown(value) }));
      break;
    case 'number':
    case 'boolean':
      faults.push(fault(path, 'wrongType', { expected: issue.type, value: shown(value) }));
      break;
    case 'integer':
      faults.push(fault(path, 'wrongType', { expected: 'wholeNumber', value: shown(value) }));
      break;
    case 'min_value':
    case 'max_value': {
      const bound = (type: string) => definition.pipe?.find((action) => action.type === type)?.requirement ?? null;
      const [least, most] = [bound('min_value') ?? 0, bound('max_value')];
      faults.push(fault(path, 'outOfRange', { value: shown(value), least, most }));
      break;
    }
    case 'literal':
      faults.push(fault(path, 'wrongType', { expected: 'true', value: shown(value) }));
      break;
    default:
      faults.push(fault(path, issue.message as ValueFault, { value: shown(value) } as never));
  }
  return undefined;
}
