import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

type Parse = typeof import('../engine/scenario/parse');
type Shapes = typeof import('../engine/conformance/shape');
type Shape = import('../engine/conformance/shape').Shape;

const path = (inProject: string): string => fileURLToPath(new URL(`../${inProject}`, import.meta.url));
const load = async <Module>(file: string): Promise<Module> =>
  (await runnerImport<Module>(path(file), { configFile: false })).module;

interface Receipts {
  readonly engine: string;
  readonly cases: readonly { readonly case: string; readonly rule: { readonly en: string; readonly id: string } }[];
}

/**
 * Two modules that say which shapes of scenarios the recorded runs of real engines vouch for, read off the recordings
 * while the app is built: `virtual:receipts/counts` (small, for the badge on the stage) and `virtual:receipts/list` (every
 * receipt with its rule, for the sheet that the badge opens). Their types stand in `app/receipts/receipts.d.ts`.
 */
export function receiptsPlugin(): Plugin {
  const ids = ['virtual:receipts/counts', 'virtual:receipts/list'];
  return {
    name: 'arus:receipts',
    resolveId: (source) => (ids.includes(source) ? `\0${source}` : null),
    async load(id) {
      if (!ids.includes(id.slice(1)) || !id.startsWith('\0')) return null;
      const engines = await readAll();
      const data =
        id === '\0virtual:receipts/counts'
          ? Object.fromEntries(engines.map(({ engine, name, keys }) => [engine, { name, keys }]))
          : engines.map(({ engine, shapes, list }) => ({ engine, shapes, list }));
      return `export default ${JSON.stringify(data)};`;
    },
  };
}

async function readAll() {
  const [{ parseScenario }, { FACETS, keyOf, shapeOf }] = await Promise.all([
    load<Parse>('engine/scenario/parse.ts'),
    load<Shapes>('engine/conformance/shape.ts'),
  ]);
  const recorded = path('engine/conformance/recorded');
  return readdirSync(recorded)
    .filter((engine) => existsSync(`${recorded}/${engine}/receipts.json`))
    .map((engine) => {
      const receipts: Receipts = JSON.parse(readFileSync(`${recorded}/${engine}/receipts.json`, 'utf8'));
      const shapes: Shape[] = [];
      const places = new Map<string, number>();
      const list = receipts.cases.map(({ case: name, rule }) => {
        const read = parseScenario(JSON.parse(readFileSync(path(`engine/conformance/cases/${name}.json`), 'utf8')));
        const refused = readFileSync(`${recorded}/${engine}/${name}.jsonl`, 'utf8').startsWith('{"refused"');
        // What the engine refuses to run vouches for no run.
        if (!read.ok || refused) return [name, rule.en, rule.id, -1] as const;
        const shape = shapeOf(read.scenario, engine as Parameters<Shapes['shapeOf']>[1]);
        const key = keyOf(shape);
        const place = places.get(key) ?? shapes.push(shape) - 1;
        places.set(key, place);
        if (FACETS.some((facet) => shapes[place]?.[facet] !== shape[facet]))
          throw new Error(`${name}: two shapes have the key ${key}; keyOf must tell them apart`);
        return [name, rule.en, rule.id, place] as const;
      });
      const keys: Record<number, string> = {};
      for (const [key, place] of places) {
        const count = list.filter(([, , , of]) => of === place).length;
        keys[count] = (keys[count] ?? '') + key;
      }
      const words = shapes.map((shape) => FACETS.map((facet) => shape[facet]));
      return { engine, name: receipts.engine.replace(/^Apache /, ''), keys, shapes: words, list };
    });
}
