import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import type { GenerateFile, GenerateSpec } from '../engine/scenario/file';
import type { Scenario } from '../engine/scenario/scenario';
import type { LessonCard } from '../lessons/schema';
import type { CheckText, LessonBehind, PresenterNote, QuestionText, StepText, StepWords } from '../lessons/text';

/** Through Vite, since Node cannot read these sources by itself; each once, for all files. */
function once<Module>(path: string): () => Promise<Module> {
  let loaded: Promise<Module> | undefined;
  return () => {
    loaded ??= runnerImport<Module>(fileOf(path), { configFile: false }).then(({ module }) => module);
    return loaded;
  };
}
const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PACKED = '../lessons/packed.ts';
const GENERATED = '../lessons/generated.ts';
const packed = once<typeof import('../lessons/packed')>(PACKED);
const scenarioReader = once<typeof import('../engine/scenario/parse')>('../engine/scenario/parse.ts');
const fileSchema = once<typeof import('../engine/scenario/file')>('../engine/scenario/file.ts');
const textReader = once<typeof import('../lessons/parse')>('../lessons/parse.ts');
const exerciseReader = once<typeof import('../lessons/exercises/parse')>('../lessons/exercises/parse.ts');

/** What is read while the app is built: the end of a module's name, and the code that its file becomes. */
const READERS: Readonly<Record<string, (file: string, text: string) => Promise<string>>> = {
  '.json?scenario': async (file, text) => {
    const read = (await scenarioReader()).parseScenario(JSON.parse(text));
    if (!read.ok) throw new Error(`${file} is no valid scenario: ${JSON.stringify(read.faults)}`);
    const { engines: usual } = await packed();
    const { generateSpec } = await fileSchema();
    const imports = [
      `import { engines, numbers } from ${JSON.stringify(fileOf(PACKED))};`,
      ...(read.scenario.sources.some(({ generate }) => generate)
        ? [`import { generated } from ${JSON.stringify(fileOf(GENERATED))};`]
        : []),
    ];
    return `${imports.join('\n')}\nexport default ${packedScenario(read.scenario, usual, generateSpec)};`;
  },
  '.md?lesson': async (file, text) => {
    const { recall, steps, checks } = (await textReader()).parseLessonText(text);
    const words = {
      recall: recall && inTwo(recall).asked,
      steps: ofEach(steps, (step) => inTwo(step).asked),
      checks: ofEach(checks, ({ title }) => ({ title })),
    };
    const behind = `async () => (await import(${JSON.stringify(`${file}?behind`)})).default`;
    return `export default { ...${codeOf(words)}, behind: ${behind} };`;
  },
  '.md?behind': async (_, text) => {
    const { lesson, recall, steps, checks } = (await textReader()).parseLessonText(text);
    const behind: LessonBehind = {
      lesson,
      recall: recall && inTwo(recall).answered,
      steps: ofEach(steps, ({ presenter, ...step }) => inTwo(step).answered),
      checks: ofEach(checks, ({ presenter, ...check }) => check),
      presenter: ofEach<StepText | CheckText, PresenterNote>({ ...steps, ...checks }, ({ presenter }) => presenter),
    };
    return `export default ${codeOf(behind)};`;
  },
  '.ts?card': async (file) => {
    const { module } = await runnerImport<{ readonly card: LessonCard }>(file, { configFile: false });
    return `export const card = ${codeOf(module.card)};`;
  },
  '.md?exercise': async (_, text) => `export default ${codeOf((await exerciseReader()).parseExerciseText(text))};`,
};

const ofEach = <T, U>(all: Readonly<Record<string, T>>, part: (one: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, part(one)]));

/** What is read before a question is answered; all else that it says is said then. */
const ASKED = ['title', 'body', 'question', 'options', 'claim', 'words', 'runs'] satisfies (keyof StepWords)[];

function inTwo<T extends QuestionText>(text: T) {
  const asked = Object.fromEntries(ASKED.flatMap((part) => (part in text ? [[part, text[part as keyof T]]] : [])));
  const answered = Object.fromEntries(Object.entries(text).filter(([part]) => !(part in asked)));
  return { asked: asked as Pick<T, keyof T & keyof StepWords>, answered: answered as Omit<T, keyof StepWords> };
}

/** Not the file's own name: what ends in `.json` would be read as JSON again. */
const PREFIX = '\0lesson:';

/**
 * `import tunnel from './tunnel.json?scenario'` is the scenario that the file holds, `import('./text.en.md?lesson')` the
 * lesson's sentences before its questions are answered (with a way to those behind them): read and checked while the app is built, so that a lesson needs
 * neither reader, nor the library that checks.
 */
export function lessonPlugin(): Plugin {
  return {
    name: 'arus:lesson',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer || !Object.keys(READERS).some((ending) => source.endsWith(ending))) return null;
      return PREFIX + resolve(dirname(importer), source).replace(/\.(\w+)\?(\w+)$/, ':$1:$2');
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const [path, extension, kind] = id.slice(PREFIX.length).split(/:(?=\w+(?::\w+)?$)/) as [string, string, string];
      const file = `${path}.${extension}`;
      this.addWatchFile(file);
      const read = READERS[`.${extension}?${kind}`];
      return read?.(file, readFileSync(file, 'utf8'));
    },
  };
}

/**
 * A scenario as an expression over what `lessons/packed.ts` unpacks. Rows that a rule makes are not written out, but made
 * by it when they are asked for.
 */
export function packedScenario(
  { engines, sources, ...scenario }: Scenario,
  usual: (timeZone: string, own: Partial<Scenario['engines']>) => Scenario['engines'],
  generateSpec: (written: GenerateFile) => GenerateSpec,
): string {
  const others = usual(scenario.timeZone, {});
  const own = Object.entries(engines).map(([engine, settings]) => {
    const defaults: object = others[engine as keyof typeof others];
    const differs = Object.entries(settings).filter(
      ([name, value]) => codeOf(value) !== codeOf((defaults as Record<string, unknown>)[name]),
    );
    return [engine, Object.fromEntries(differs)] as const;
  });
  const said = Object.fromEntries(own.filter(([, settings]) => Object.keys(settings).length > 0));
  const packedSources = sources.map((source) => {
    const { name, partitions, generate, rows } = source;
    return generate
      ? `generated(${[name, partitions, rows.specs, generate, generateSpec(generate)].map(codeOf).join(',')})`
      : codeOf(source);
  });
  return `{...${codeOf(scenario)},sources:[${packedSources.join(',')}],engines:engines(${codeOf(scenario.timeZone)},${codeOf(said)})}`;
}

/** Times and amounts as `lessons/packed.ts` reads them, where that is shorter than writing each out. */
function packedNumbers(values: Float64Array): string | null {
  const steps = [...values.subarray(1)].map((value, i) => value - (values[i] as number));
  if (!values.every(Number.isSafeInteger) || values.length < 3) return null;
  const unit = steps.reduce(divisor, 0) || 1;
  const code = `numbers(${JSON.stringify([values[0], unit, ...steps.map((step) => step / unit)].join(' '))})`;
  return code.length < [...values].join().length ? code : null;
}

/** The greatest common divisor. */
const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

/** Plain data with typed arrays as an expression. */
export function codeOf(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(codeOf).join(',')}]`;
  const numbers = value instanceof Float64Array ? packedNumbers(value) : null;
  if (numbers !== null) return numbers;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}.of(${[...(value as Float64Array)].map(codeOf)})`;
  if (value instanceof Map) return `new Map(${codeOf([...value])})`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${fields.map(([name, v]) => `${JSON.stringify(name)}:${codeOf(v)}`).join(',')}}`;
  }
  return Object.is(value, -0) ? '-0' : typeof value === 'number' ? String(value) : JSON.stringify(value);
}
