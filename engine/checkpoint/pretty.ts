/**
 * JSON laid out as Spark's `StreamingQueryProgress.prettyJson` lays it out (json4s over Jackson's default printer), with
 * one addition: a figure that depends on the machine stands as `…`.
 */

/** A JSON value as it is to be written, character by character. */
export class Written {
  constructor(readonly text: string) {}
}

/** Milliseconds that work took, bytes in memory, ids drawn by lot: no model knows them. */
export const OF_THE_MACHINE = new Written('…');

export type Json = null | boolean | number | string | Written | readonly Json[] | { readonly [name: string]: Json };

/** A double as Java writes it, to one place as the progress rounds it. */
export const rate = (value: number): Written => {
  const rounded = Math.round(value * 10) / 10;
  return new Written(Number.isInteger(rounded) ? `${rounded}.0` : String(rounded));
};

export function pretty(value: Json, indent = ''): string {
  const inner = `${indent}  `;
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) return value.length === 0 ? '[ ]' : `[ ${value.map((v) => pretty(v, indent)).join(', ')} ]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    if (fields.length === 0) return '{ }';
    const lines = fields.map(([name, field]) => `${inner}${JSON.stringify(name)} : ${pretty(field as Json, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}

/** JSON in one line, as the files of a checkpoint hold it. */
export function compact(value: Json): string {
  if (value instanceof Written) return value.text;
  if (Array.isArray(value)) return `[${value.map(compact).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, field]) => `${JSON.stringify(name)}:${compact(field as Json)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}
