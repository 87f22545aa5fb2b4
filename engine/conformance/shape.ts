/**
 * The shape of a scenario on an engine: which of the engine's rules are at work in it. Scenarios of one shape differ in
 * their rows, their lengths of time and their expressions; a receipt (a run of the real engine that Arus repeats) vouches
 * for its shape and not for those. Words, not sentences: the terms of the field, the same in every language.
 */
import type { EngineName, Query, Scenario, Step } from '../scenario/scenario';

export const FACETS = [
  'steps',
  'output',
  'trigger',
  'batches',
  'watermarks',
  'sources',
  'partitions',
  'faults',
] as const;
export type Facet = (typeof FACETS)[number];
/** One word or a few for each facet; empty where the engine has no such thing. */
export type Shape = Readonly<Record<Facet, string>>;

export function shapeOf(scenario: Scenario, engine: EngineName): Shape {
  const { sources, query } = scenario;
  const faults = faultsOf(scenario, engine);
  return {
    steps: stepsOf(query),
    ...settingsOf(scenario, engine, faults !== 'none'),
    watermarks: watermarksOf(scenario, engine),
    sources: String(sources.length),
    partitions: sources.some((source) => source.partitions > 1) ? 'several' : 'one',
    faults,
  };
}

/** Where a crash happens within a batch is part of a case and not of the shape; what is left after it is. */
function faultsOf({ crashes = [] }: Scenario, engine: EngineName): string {
  const own = crashes.filter((crash) => crash.engine === engine);
  if (own.length === 0) return 'none';
  return own.some(({ checkpoint }) => checkpoint === 'lost') ? 'crash, checkpoint lost' : 'crash';
}

function stepsOf({ steps }: Query): string {
  return steps.map(stepOf).join(' → ') || 'no steps';
}

const JOINS = {
  inner: 'inner join',
  leftOuter: 'left outer join',
  rightOuter: 'right outer join',
  fullOuter: 'full outer join',
  leftSemi: 'left semi join',
} as const;

function stepOf(step: Step): string {
  switch (step.kind) {
    case 'aggregate':
      if (!step.window) return step.keys.length > 0 ? 'group by key' : 'group of all';
      if ('gap' in step.window) return 'session window';
      return step.window.slide === step.window.size ? 'tumbling window' : 'sliding window';
    case 'dropDuplicates':
      return step.withinWatermark ? 'dropDuplicatesWithinWatermark' : 'dropDuplicates';
    case 'join':
      return `${JOINS[step.type]} (${stepsOf(step.with)})`;
    case 'union':
      return `union (${stepsOf(step.with)})`;
    case 'process':
      return step.function;
    default:
      return step.kind;
  }
}

/** A setting that is a word or a switch belongs to the shape; one that is a length or a number does not. */
function settingsOf(
  { engines }: Scenario,
  engine: EngineName,
  crashes: boolean,
): Pick<Shape, 'output' | 'trigger' | 'batches'> {
  if (engine === 'spark') {
    const { outputMode, trigger, maxRowsPerBatch, noDataBatches, sink, startAt } = engines.spark;
    const batches = [
      ...(maxRowsPerBatch === null ? [] : ['row limit']),
      ...(noDataBatches ? [] : ['no no-data batches']),
      ...(startAt === null ? [] : ['started late']),
    ];
    return {
      // What a sink does with a batch that is written twice matters once a batch is.
      output: crashes ? `${outputMode}, ${sink} sink` : outputMode,
      trigger: trigger.kind === 'processingTime' && trigger.interval === 0 ? 'as soon as possible' : trigger.kind,
      batches: batches.join(', ') || 'usual',
    };
  }
  const settings = Object.entries((engines as Partial<Record<EngineName, object>>)[engine] ?? {});
  const words = settings.filter(([, value]) => typeof value === 'string' || typeof value === 'boolean');
  return { output: words.map(([name, value]) => `${name} ${value}`).join(', '), trigger: '', batches: '' };
}

function watermarksOf({ query, engines }: Scenario, engine: EngineName): string {
  const count = (of: Query): number =>
    of.steps.reduce((n, step) => n + ('with' in step ? count(step.with) : step.kind === 'watermark' ? 1 : 0), 0);
  const watermarks = count(query);
  if (watermarks < 2) return watermarks === 0 ? 'none' : 'one';
  return engine === 'spark' ? `several, ${engines.spark.multipleWatermarkPolicy}` : 'several';
}

/** Letters of a key. */
export const KEY_LENGTH = 4;

/** Four letters for a shape. Equal for equal shapes; that no two known shapes share them is checked where they are read. */
export function keyOf(shape: Shape): string {
  const words = FACETS.map((facet) => shape[facet]).join('|');
  // FNV-1a, its upper half folded in.
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 24;
  return Array.from({ length: KEY_LENGTH }, (_, i) => LETTERS[(hash >>> (6 * i)) & 63]).join('');
}
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
