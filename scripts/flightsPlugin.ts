import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MODULE = 'virtual:flights-200k';
const ADDRESS = '/@flights-200k.bin';

/** A row of `flights-200k.json`: an hour of the day with its fraction, minutes, miles. */
interface Folded {
  readonly time: number;
  readonly delay: number;
  readonly distance: number;
}

/**
 * `flights-200k.json` of `vega-datasets` without what JSON adds: ten megabytes become 1.2. Three columns one after the
 * other, each of two bytes a row, little-endian: minute of the day, delay in minutes (signed), distance in miles.
 */
export function packedFlights(): Buffer {
  const file = fileURLToPath(new URL('../node_modules/vega-datasets/data/flights-200k.json', import.meta.url));
  const flights: readonly Folded[] = JSON.parse(readFileSync(file, 'utf8'));
  const n = flights.length;
  const out = Buffer.alloc(n * 6);
  flights.forEach(({ time, delay, distance }, row) => {
    out.writeUInt16LE(Math.round(time * 60), row * 2);
    out.writeInt16LE(delay, n * 2 + row * 2);
    out.writeUInt16LE(distance, n * 4 + row * 2);
  });
  return out;
}

/** `virtual:flights-200k`: the address of that file, which is fetched when somebody asks for those flights. */
export function flightsPlugin(): Plugin {
  let serving = false;
  return {
    name: 'arus:flights',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    resolveId: (source) => (source === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      if (serving) return `export default ${JSON.stringify(ADDRESS)};`;
      const file = this.emitFile({ type: 'asset', name: 'flights-200k.bin', source: packedFlights() });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    configureServer(server) {
      server.middlewares.use(ADDRESS, (_, response) => {
        response.setHeader('Content-Type', 'application/octet-stream');
        response.end(packedFlights());
      });
    },
  };
}
