/** The files of flights, fetched from where the app itself comes from, when somebody asks for them. */
import flights2k from '../../node_modules/vega-datasets/data/flights-2k.json?url';
import flights20k from '../../node_modules/vega-datasets/data/flights-20k.json?url';
import { type Flight, isFlights } from './flights';

export const FILES = {
  'flights-2k.json': flights2k,
  'flights-20k.json': flights20k,
} as const;
export type FlightsFile = keyof typeof FILES;

/** What the server or the browser said instead of the file. */
export class NotFetched extends Error {}

const fetched = new Map<FlightsFile, Promise<readonly Flight[]>>();

/** Fetched once; a failure is forgotten, so that asking again fetches again. Rejects with {@link NotFetched}. */
export function loadFlights(file: FlightsFile): Promise<readonly Flight[]> {
  let flights = fetched.get(file);
  if (!flights) {
    flights = fetchFlights(file).catch((reason) => {
      fetched.delete(file);
      throw new NotFetched(reason instanceof Error ? reason.message : String(reason));
    });
    fetched.set(file, flights);
  }
  return flights;
}

async function fetchFlights(file: FlightsFile): Promise<readonly Flight[]> {
  const answer = await fetch(FILES[file]);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`.trim());
  const json: unknown = await answer.json();
  if (!isFlights(json)) throw new Error('no flights in it');
  return json;
}
