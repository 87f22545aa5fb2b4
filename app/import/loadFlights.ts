/** The files of flights, fetched from where the app itself comes from, when somebody asks for them. */

import flights200k from 'virtual:flights-200k';
import flights2k from '../../node_modules/vega-datasets/data/flights-2k.json?url';
import flights20k from '../../node_modules/vega-datasets/data/flights-20k.json?url';
import { type Flight, isFlights } from './flights';
import { type FoldedFlights, readFolded } from './foldedFlights';

export const FILES = {
  'flights-2k.json': flights2k,
  'flights-20k.json': flights20k,
} as const;
export type FlightsFile = keyof typeof FILES;

/** What the server or the browser said instead of the file. */
export class NotFetched extends Error {}

const kept = new Map<string, Promise<unknown>>();

/** Fetched once; a failure is forgotten, so that asking again fetches again. Rejects with {@link NotFetched}. */
function once<T>(name: string, fetching: () => Promise<T>): Promise<T> {
  const before = kept.get(name) as Promise<T> | undefined;
  if (before) return before;
  const flights = fetching().catch((reason) => {
    kept.delete(name);
    throw new NotFetched(reason instanceof Error ? reason.message : String(reason));
  });
  kept.set(name, flights);
  return flights;
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
  return answer;
}

/** Rejects with {@link NotFetched}. */
export const loadFlights = (file: FlightsFile): Promise<readonly Flight[]> =>
  once(file, async () => {
    const json: unknown = await (await fetched(FILES[file])).json();
    if (!isFlights(json)) throw new Error('no flights in it');
    return json;
  });

/** Those of which only the hour of the day is known. Rejects with {@link NotFetched}. */
export const loadFolded = (): Promise<FoldedFlights> =>
  once('flights-200k', async () => readFolded(await (await fetched(flights200k)).arrayBuffer()));
