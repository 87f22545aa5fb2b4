/**
 * 200,000 flights of which only the hour of the day is known: `flights-200k.json` of `vega-datasets`, whose days have
 * been folded into one. `scripts/flightsPlugin.ts` packs the file; this reads it and puts it onto one day.
 */
import type { BothLanguages, Scenario } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import { delayedFlights } from './flights';

export interface FoldedFlights {
  readonly count: number;
  /** Minute of the day at which it was due. */
  readonly minute: Uint16Array;
  /** Minutes, negative where the plane was early. */
  readonly delay: Int16Array;
  /** Miles. */
  readonly distance: Uint16Array;
}

/** Bytes of a flight. */
const BYTES = 6;

/** @throws where the bytes hold no flights */
export function readFolded(bytes: ArrayBuffer): FoldedFlights {
  const count = bytes.byteLength / BYTES;
  if (count === 0 || !Number.isInteger(count)) throw new Error('no flights in it');
  const view = new DataView(bytes);
  const minute = new Uint16Array(count);
  const delay = new Int16Array(count);
  const distance = new Uint16Array(count);
  for (let row = 0; row < count; row++) {
    minute[row] = view.getUint16(row * 2, true);
    delay[row] = view.getInt16(count * 2 + row * 2, true);
    distance[row] = view.getUint16(count * 4 + row * 2, true);
  }
  if (minute.some((m) => m >= 24 * 60)) throw new Error('no flights in it');
  return { count, minute, delay, distance };
}

/** The day that stands for all of them, in microseconds: any would do. */
const DAY_OF_ALL = Date.UTC(2001, 0, 1) * 1000;

export function foldedScenario(
  { count, minute, delay, distance }: FoldedFlights,
  name: string,
  title: BothLanguages,
): Scenario {
  return delayedFlights(name, title, count, [
    { spec: { name: 'scheduled', type: 'timestamp' }, value: (row) => DAY_OF_ALL + (minute[row] as number) * MINUTE },
    { spec: { name: 'delay', type: 'long' }, value: (row) => delay[row] as number },
    { spec: { name: 'distance', type: 'long' }, value: (row) => distance[row] as number },
  ]);
}
