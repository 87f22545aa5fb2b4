import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const QUERY = '?scenario';
/** Not the file's own name: what ends in `.json` would be read as JSON again. */
const PREFIX = '\0scenario:';

type Reader = typeof import('../engine/scenario/parse');
/** Through Vite, since Node cannot read the engine's sources by itself; once for all files. */
let reader: Promise<Reader> | undefined;
async function readScenario(file: string): Promise<ReturnType<Reader['parseScenario']>> {
  const parse = fileURLToPath(new URL('../engine/scenario/parse.ts', import.meta.url));
  reader ??= runnerImport<Reader>(parse, { configFile: false }).then(({ module }) => module);
  return (await reader).parseScenario(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * `import tunnel from './tunnel.json?scenario'` is the scenario that the file holds, read and checked while the app is
 * built: a lesson needs neither the reader of scenario files nor the library that checks them.
 */
export function scenarioPlugin(): Plugin {
  return {
    name: 'arus:scenario',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(`.json${QUERY}`) || !importer) return null;
      return PREFIX + resolve(dirname(importer), source.slice(0, -`.json${QUERY}`.length));
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const file = `${id.slice(PREFIX.length)}.json`;
      this.addWatchFile(file);
      const read = await readScenario(file);
      if (!read.ok) throw new Error(`${file} is no valid scenario: ${JSON.stringify(read.faults)}`);
      return `export default ${codeOf(read.scenario)};`;
    },
  };
}

/** Plain data with typed arrays as an expression. */
export function codeOf(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(codeOf).join(',')}]`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}.of(${[...(value as Float64Array)].map(codeOf)})`;
  if (value instanceof Map) return `new Map(${codeOf([...value])})`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${fields.map(([name, v]) => `${JSON.stringify(name)}:${codeOf(v)}`).join(',')}}`;
  }
  return Object.is(value, -0) ? '-0' : typeof value === 'number' ? String(value) : JSON.stringify(value);
}
