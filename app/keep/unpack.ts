/** What `packed.ts` packs as a scenario again. */
import { inflateSync } from 'fflate';
import { parseScenarioText } from '../../engine/scenario/parse';
import type { Scenario, Source } from '../../engine/scenario/scenario';
import type { Column, ColumnType } from '../../engine/values';
import { bytesOf } from './letters';
import { type ColumnShape, type Elements, isPacked, type PackedScenario, type Shape, SLICE } from './packed';

/** The scenario again, value for value. @throws where it is no such package */
export function unpack({ text, rows }: PackedScenario): Scenario {
  const parsed = parseScenarioText(text);
  if (!parsed.ok) throw new Error('the file without its rows is no valid scenario');
  const bytes = inflateSync(bytesOf(rows));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const head = view.getUint32(0, true);
  const shapes: Shape[] = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + head)));
  let at = 4 + head;
  const take = <T extends Elements>(make: new (length: number) => T, length: number): T => {
    const array = new make(length);
    const step = SLICE / array.BYTES_PER_ELEMENT;
    for (let from = 0; from < length; from += step) {
      const slice = array.subarray(from, from + step) as T;
      if (at + slice.byteLength > bytes.length) throw new Error('rows are missing');
      untranspose(bytes.subarray(at, at + slice.byteLength), slice);
      at += slice.byteLength;
    }
    return array;
  };
  let packed = 0;
  const sources = parsed.scenario.sources.map((source): Source => {
    if (!isPacked(source)) return source;
    const { count, partitioned, columns } = shapes[packed++] as Shape;
    const arrivesAt = take(Float64Array, count);
    const partition = partitioned ? take(Uint16Array, count) : undefined;
    const read = source.rows.specs.map(({ type }, i) => columnOf(type, count, columns[i] as ColumnShape, take));
    const table = { specs: source.rows.specs, columns: read, count };
    return {
      name: source.name,
      partitions: source.partitions,
      rows: table,
      arrivesAt,
      ...(partition && { partition }),
    };
  });
  return { ...parsed.scenario, sources };
}

type Take = <T extends Elements>(make: new (length: number) => T, length: number) => T;

function columnOf(type: ColumnType, count: number, { nulls, big, dictionary }: ColumnShape, take: Take): Column {
  if (type === 'string') {
    const ids = take(Int32Array, count);
    return { type, ids, dictionary: JSON.parse(new TextDecoder().decode(take(Uint8Array, dictionary ?? 0))) };
  }
  if (type === 'boolean') return { type, values: take(Uint8Array, count) };
  const values = take(Float64Array, count);
  return {
    type,
    values,
    ...(nulls && { nulls: take(Uint8Array, count) }),
    ...(big && { big: new Map(big.map(([row, value]) => [row, BigInt(value)])) }),
  };
}

function untranspose(from: Uint8Array, array: Elements): void {
  const width = array.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let byte = 0, at = 0; byte < width; byte++)
    for (let to = byte; to < bytes.length; to += width) bytes[to] = from[at++] as number;
}
