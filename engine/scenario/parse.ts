/**
 * From a file to a scenario, or to every fault of the file at once. Each part (source, step, engine) is read by itself,
 * so that a fault in one hides none in another. What an engine thinks of the query is not asked here: see
 * `engine/query/plan.ts`.
 */
import type * as v from 'valibot';
import { at, type Fault, fault, nearest, shown } from '../faults';
import { formatInterval } from '../interval';
import type { ColumnSpec, ColumnType } from '../values';
import { readArrivals } from './arrivals';
import {
  BATCH_LOOP_DEFAULTS,
  dailyBatchDefaults,
  FLINK_DEFAULTS,
  KAFKA_STREAMS_DEFAULTS,
  SPARK_DEFAULTS,
  usualWorkTime,
} from './defaults';
import {
  CRASH_POINTS,
  CrashSchema,
  type CrashSpec,
  EngineSchemas,
  type GenerateFile,
  Outline,
  type QueryFile,
  SourceOutline,
  type SparkSpec,
  Step as StepSchema,
  type StepSpec,
} from './file';
import { generateFaults } from './generate';
import { generateRows } from './generatedRows';
import { readJson } from './json';
import { PROCESS_FUNCTIONS, ProcessFunctions } from './processFunctions';
import { isObject, read } from './read';
import type {
  BatchLoopSettings,
  BothLanguages,
  Crash,
  CrashPoint,
  DailyBatchSettings,
  EngineName,
  FlinkCrashPoint,
  FlinkSettings,
  KafkaCrashPoint,
  KafkaStreamsSettings,
  Query,
  Scenario,
  Source,
  SparkSettings,
  SparkTrigger,
  Step,
} from './scenario';

export type Parsed =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: Fault[] };

/** More faults than this are counted, not listed: a file with one wrong column has one in every row. */
const MOST_FAULTS = 1_000;

/** `JSON.parse` and `parseScenario`; a text that is no JSON is a fault with its line and column. */
export function parseScenarioText(text: string): Parsed {
  const json = readJson(text);
  return json.ok ? parseScenario(json.value) : { ok: false, faults: [json.fault] };
}

/** Reads what a scenario file holds. */
export function parseScenario(json: unknown): Parsed {
  const faults: Fault[] = [];
  const outline = isObject(json) ? json : {};
  if (isObject(json) && Object.hasOwn(json, 'format') && json.format !== 'arus/1') {
    faults.push(fault('format', 'notArus', { value: shown(json.format) }));
    read(Outline, { ...json, format: 'arus/1' }, '', faults);
  } else read(Outline, json, '', faults);

  const timeZone = typeof outline.timeZone === 'string' ? outline.timeZone : 'UTC';
  const sources = readSources(outline.sources, faults);
  const query = readQuery(outline.query, sources, faults);
  const engines = readEngines(outline.engines, timeZone, faults);
  const crashes = readCrashes(outline.faults, faults);

  if (faults.length > 0) {
    const more = faults.length - MOST_FAULTS;
    if (more > 0) faults.splice(MOST_FAULTS, more, fault('', 'moreFaults', { more }));
    return { ok: false, faults };
  }
  const whole = read(Outline, json, '', faults) as v.InferOutput<typeof Outline>;
  const scenario: Scenario = {
    name: whole.name,
    title: bothLanguages(whole.title, whole.name),
    timeZone,
    sources: [...(sources?.values() ?? [])].map(({ source }) => source as Source),
    query,
    engines: {
      spark: engines.spark,
      flink: engines.flink,
      batchLoop: engines.batchLoop,
      kafkaStreams: engines.kafkaStreams,
      dailyBatch: engines.dailyBatch,
    },
    named: engines.named,
    until: whole.until ?? null,
    ...(crashes.length > 0 && { crashes }),
    ...(Object.keys(engines.carried).length > 0 && {
      carried: { engines: engines.carried },
    }),
  };
  return { ok: true, scenario };
}

function bothLanguages(title: v.InferOutput<typeof Outline>['title'], name: string): BothLanguages {
  if (typeof title === 'string') return { en: title, id: title };
  const one = title?.en ?? title?.id ?? name;
  return { en: title?.en ?? one, id: title?.id ?? one };
}

// Sources ------------------------------------------------------------------------------------------------------------

/** By name, also those with a fault of their own: what is known of them is enough to look at the query. */
type Sources = Map<string, { specs: readonly ColumnSpec[] | null; source: Source | null }>;

/** Null if they cannot be read at all. */
function readSources(raw: unknown, faults: Fault[]): Sources | null {
  if (!isObject(raw)) return null;
  const sources: Sources = new Map();
  for (const [name, entry] of Object.entries(raw)) {
    const path = at('sources', name);
    const outline = read(SourceOutline, entry, path, faults);
    // A source with a fault of its own still has its rows looked at, if what they need is there.
    const partitions = isObject(entry) && typeof entry.partitions === 'number' ? entry.partitions : 1;
    const specs = columnSpecs(isObject(entry) ? entry.columns : undefined);
    const known: { specs: readonly ColumnSpec[] | null; source: Source | null } = { specs, source: null };
    sources.set(name, known);
    if (!isObject(entry) || !specs) continue;
    if (specs.length === 0) {
      faults.push(fault(at(path, 'columns'), 'emptyList', { expected: 'columns' }));
      known.specs = null;
    } else if (outline && 'generate' in outline) {
      const wrong = generateFaults(outline.generate, specs, at(path, 'generate'));
      faults.push(...wrong);
      if (wrong.length > 0) continue;
      const made = generateRows(outline.generate, entry.generate as GenerateFile, specs, partitions);
      known.source = { name, partitions, ...made };
    } else if (Array.isArray(entry.arrivals)) {
      const arrived = readArrivals(specs, partitions, entry.arrivals, at(path, 'arrivals'), faults);
      if (outline) known.source = { name, partitions, ...arrived };
    } else if (entry.arrivals !== undefined) {
      faults.push(fault(at(path, 'arrivals'), 'wrongType', { expected: 'list', value: shown(entry.arrivals) }));
    }
  }
  return sources;
}

function columnSpecs(columns: unknown): ColumnSpec[] | null {
  if (!isObject(columns)) return null;
  const types: readonly string[] = ['string', 'boolean', 'long', 'double', 'timestamp'];
  const specs = Object.entries(columns).map(([name, type]) => ({ name, type: type as ColumnType }));
  return specs.every((spec) => types.includes(spec.type)) ? specs : null;
}

// The query ----------------------------------------------------------------------------------------------------------

/** Columns at a step, with their type where it is known without compiling; null: the columns are not known here. */
type Columns = ReadonlyMap<string, ColumnType | 'window' | null> | null;

function readQuery(raw: unknown, sources: Sources | null, faults: Fault[]): Scenario['query'] {
  const from = isObject(raw) && typeof raw.from === 'string' ? raw.from : '';
  const steps: Step[] = [];
  if (!isObject(raw)) return { from, steps };
  if (typeof raw.from === 'string' && sources && !sources.has(from)) {
    const known = [...sources.keys()];
    faults.push(fault('query.from', 'unknownSource', { source: from, suggestion: nearest(from, known), known }));
  }
  if (!Array.isArray(raw.steps)) return { from, steps };
  const specs = sources?.get(from)?.specs ?? null;
  let columns: Columns = specs && new Map(specs.map((spec) => [spec.name, spec.type]));
  for (const [i, entry] of raw.steps.entries()) {
    const path = at('query.steps', i);
    const spec = read(StepSchema, entry, path, faults);
    if (!spec) {
      // What the step would have made of the columns is not known, unless it keeps them all.
      if (!(isObject(entry) && ('filter' in entry || 'watermark' in entry))) columns = null;
      continue;
    }
    const step = readStep(spec, columns, sources, path, faults);
    if (step) steps.push(step);
    columns = columnsAfter(spec, columns);
  }
  return { from, steps };
}

/** A query inside a step: its shape has been read with the step's. */
function readInner(raw: QueryFile, sources: Sources | null, path: string, faults: Fault[]): Query {
  const known = sources ? [...sources.keys()] : [];
  if (sources && !sources.has(raw.from))
    faults.push(
      fault(at(path, 'from'), 'unknownSource', { source: raw.from, suggestion: nearest(raw.from, known), known }),
    );
  const specs = sources?.get(raw.from)?.specs ?? null;
  let columns: Columns = specs && new Map(specs.map((spec) => [spec.name, spec.type]));
  const steps: Step[] = [];
  ((raw.steps ?? []) as StepSpec[]).forEach((spec, i) => {
    const step = readStep(spec, columns, sources, `${path}.steps[${i}]`, faults);
    if (step) steps.push(step);
    columns = columnsAfter(spec, columns);
  });
  return { from: raw.from, steps };
}

function columnsAfter(spec: StepSpec, columns: Columns): Columns {
  if ('select' in spec) {
    return new Map(Object.entries(spec.select).map(([name, expression]) => [name, columns?.get(expression) ?? null]));
  }
  if ('groupBy' in spec) {
    const { window, keys } = spec.groupBy;
    return new Map([
      ...(window ? [['window', 'window'] as const] : []),
      ...keys.map((key) => [key, columns?.get(key) ?? null] as const),
      ...Object.keys(spec.aggregate).map((name) => [name, null] as const),
    ]);
  }
  if ('join' in spec) return spec.join.type === 'leftSemi' ? columns : null;
  return 'union' in spec || 'process' in spec ? null : columns;
}

function readStep(
  spec: StepSpec,
  columns: Columns,
  sources: Sources | null,
  path: string,
  faults: Fault[],
): Step | null {
  if ('filter' in spec) return { kind: 'filter', condition: spec.filter };
  if ('select' in spec) {
    const chosen = Object.entries(spec.select).map(([name, expression]) => ({ name, expression }));
    if (chosen.length === 0) faults.push(fault(at(path, 'select'), 'emptyList', { expected: 'columns' }));
    return { kind: 'select', columns: chosen };
  }
  if ('watermark' in spec) {
    timeColumn(spec.watermark, 'watermark', columns, at(path, 'watermark'), faults);
    // Spark keeps the delay in whole milliseconds (EventTimeWatermark.getDelayMs).
    return { kind: 'watermark', column: spec.watermark, delay: Math.floor(spec.delay / 1_000) * 1_000 };
  }
  if ('groupBy' in spec) return aggregate(spec, columns, path, faults);
  if ('dropDuplicates' in spec || 'dropDuplicatesWithinWatermark' in spec) {
    const field = 'dropDuplicates' in spec ? 'dropDuplicates' : 'dropDuplicatesWithinWatermark';
    const list = 'dropDuplicates' in spec ? spec.dropDuplicates : spec.dropDuplicatesWithinWatermark;
    knownColumns(list, columns, at(path, field), faults);
    return { kind: 'dropDuplicates', columns: list, withinWatermark: field === 'dropDuplicatesWithinWatermark' };
  }
  if ('join' in spec) {
    const { with: inner, type, on } = spec.join;
    return { kind: 'join', with: readInner(inner, sources, at(at(path, 'join'), 'with'), faults), type, on };
  }
  if ('union' in spec) return { kind: 'union', with: readInner(spec.union, sources, at(path, 'union'), faults) };
  return process(spec, columns, path, faults);
}

function aggregate(
  spec: Extract<StepSpec, { groupBy: unknown }>,
  columns: Columns,
  path: string,
  faults: Fault[],
): Step | null {
  const { window, keys } = spec.groupBy;
  const here = at(path, 'groupBy');
  knownColumns(keys, columns, at(here, 'keys'), faults);
  const aggregates = Object.entries(spec.aggregate).map(([name, expression]) => ({ name, expression }));
  if (aggregates.length === 0) faults.push(fault(at(path, 'aggregate'), 'emptyList', { expected: 'aggregates' }));
  if (!window) return { kind: 'aggregate', window: null, keys, aggregates };

  const place = at(here, 'window');
  timeColumn(window.on, 'window', columns, at(place, 'on'), faults);
  if ('gap' in window) return { kind: 'aggregate', window, keys, aggregates };
  const { on, size, slide = size, start } = window;
  if (slide > size) {
    const params = { slide: formatInterval(slide), size: formatInterval(size) };
    faults.push(fault(at(place, 'slide'), 'slideTooLarge', params));
  }
  if (Math.abs(start) >= slide) {
    const params = { start: formatInterval(start), slide: formatInterval(slide) };
    faults.push(fault(at(place, 'start'), 'startTooLarge', params));
  }
  return { kind: 'aggregate', window: { on, size, slide, start }, keys, aggregates };
}

function process(
  spec: Extract<StepSpec, { process: unknown }>,
  columns: Columns,
  path: string,
  faults: Fault[],
): Step | null {
  knownColumns(spec.keys, columns, at(path, 'keys'), faults);
  if (spec.keys.length === 0) faults.push(fault(at(path, 'keys'), 'emptyList', { expected: 'keys' }));
  const name = PROCESS_FUNCTIONS.find((known) => known === spec.process);
  if (name === undefined) {
    const suggestion = nearest(spec.process, PROCESS_FUNCTIONS);
    const params = { value: shown(spec.process), allowed: PROCESS_FUNCTIONS, suggestion };
    faults.push(fault(at(path, 'process'), 'notOneOf', params));
    return null;
  }
  const here = at(path, 'parameters');
  read<v.GenericSchema>(ProcessFunctions[name], spec.parameters, here, faults);
  const { column } = spec.parameters;
  if (typeof column === 'string') knownColumn(column, columns, at(here, 'column'), faults);
  return { kind: 'process', function: name, keys: spec.keys, parameters: spec.parameters };
}

function knownColumn(column: string, columns: Columns, path: string, faults: Fault[]): boolean {
  if (!columns || columns.has(column)) return true;
  const known = [...columns.keys()];
  faults.push(fault(path, 'unknownColumn', { column, suggestion: nearest(column, known), known }));
  return false;
}

function knownColumns(list: readonly string[], columns: Columns, path: string, faults: Fault[]): void {
  for (const [i, column] of list.entries()) knownColumn(column, columns, at(path, i), faults);
}

function timeColumn(
  column: string,
  use: 'watermark' | 'window',
  columns: Columns,
  path: string,
  faults: Fault[],
): void {
  if (!knownColumn(column, columns, path, faults)) return;
  const type = columns?.get(column) ?? null;
  if (type === null || type === 'timestamp' || (type === 'window' && use === 'window')) return;
  if (type === 'string' && use === 'window') {
    // Spark casts each value and fails at the first that is no timestamp.
    faults.push(fault(path, 'notModelled', { feature: 'windowOverText', name: column }));
    return;
  }
  const candidates = [...(columns as NonNullable<Columns>)].filter(([, t]) => t === 'timestamp').map(([name]) => name);
  faults.push(fault(path, 'notTimeColumn', { column, type: type === 'window' ? 'string' : type, use, candidates }));
}

// Engines and crashes ------------------------------------------------------------------------------------------------

interface ReadEngines {
  spark: SparkSettings;
  batchLoop: BatchLoopSettings;
  flink: FlinkSettings;
  kafkaStreams: KafkaStreamsSettings;
  dailyBatch: DailyBatchSettings;
  named: EngineName[];
  carried: Partial<Record<EngineName, unknown>>;
}

function readEngines(raw: unknown, timeZone: string, faults: Fault[]): ReadEngines {
  const engines: ReadEngines = {
    spark: SPARK_DEFAULTS,
    batchLoop: BATCH_LOOP_DEFAULTS,
    flink: FLINK_DEFAULTS,
    kafkaStreams: KAFKA_STREAMS_DEFAULTS,
    dailyBatch: dailyBatchDefaults(timeZone),
    named: [],
    carried: {},
  };
  if (!isObject(raw)) return engines;
  for (const engine of Object.keys(raw) as EngineName[]) {
    if (!Object.hasOwn(EngineSchemas, engine)) continue;
    const path = at('engines', engine);
    engines.named.push(engine);
    if (engine === 'spark') {
      const spec = read(EngineSchemas.spark, raw.spark, path, faults);
      if (spec) engines.spark = sparkSettings(spec, path, faults);
    } else if (engine === 'batchLoop') {
      const spec = read(EngineSchemas.batchLoop, raw.batchLoop, path, faults);
      const drift = spec?.drift ?? BATCH_LOOP_DEFAULTS.drift;
      if (spec) engines.batchLoop = { ...BATCH_LOOP_DEFAULTS, workTime: usualWorkTime(drift), ...spec };
    } else if (engine === 'flink') {
      const spec = read(EngineSchemas.flink, raw.flink, path, faults);
      if (spec) engines.flink = { ...FLINK_DEFAULTS, ...spec };
    } else if (engine === 'kafkaStreams') {
      const spec = read(EngineSchemas.kafkaStreams, raw.kafkaStreams, path, faults);
      if (spec) engines.kafkaStreams = { ...KAFKA_STREAMS_DEFAULTS, ...spec };
    } else if (engine === 'dailyBatch') {
      const spec = read(EngineSchemas.dailyBatch, raw.dailyBatch, path, faults);
      if (spec) engines.dailyBatch = { ...engines.dailyBatch, ...spec };
    }
  }
  for (const [i, found] of faults.entries()) faults[i] = whoseSetting(found);
  return engines;
}

/** A setting that one engine does not know may be another one's. */
function whoseSetting(found: Fault): Fault {
  if (found.code !== 'unknownField') return found;
  const [engines, , ...rest] = found.path.split('.');
  if (engines !== 'engines' || rest.length !== 1) return found;
  const { field } = found.params;
  const elsewhere = (Object.keys(EngineSchemas) as EngineName[]).filter((e) =>
    Object.hasOwn(EngineSchemas[e].entries, field),
  );
  return elsewhere.length === 0 ? found : { ...found, params: { ...found.params, elsewhere } };
}

function sparkSettings({ trigger, ...settings }: SparkSpec, path: string, faults: Fault[]): SparkSettings {
  return {
    ...SPARK_DEFAULTS,
    ...settings,
    ...(trigger && { trigger: sparkTrigger(trigger, at(path, 'trigger'), faults) }),
  };
}

function sparkTrigger(spec: NonNullable<SparkSpec['trigger']>, path: string, faults: Fault[]): SparkTrigger {
  if ('processingTime' in spec) return { kind: 'processingTime', interval: spec.processingTime };
  if ('once' in spec) return { kind: 'once' };
  if ('availableNow' in spec) return { kind: 'availableNow' };
  const [feature, name] =
    'continuous' in spec ? (['continuousTrigger', 'continuous'] as const) : (['realTimeTrigger', 'realTime'] as const);
  faults.push(fault(at(path, name), 'notModelled', { feature, name }));
  return SPARK_DEFAULTS.trigger;
}

function readCrashes(raw: unknown, faults: Fault[]): Crash[] {
  const crashes: Crash[] = [];
  if (!Array.isArray(raw)) return crashes;
  for (const [place, entry] of raw.entries()) {
    const path = at('faults', place);
    const spec = read(CrashSchema, entry, path, faults);
    if (!spec) continue;
    const { engine, restartAfter, checkpoint } = spec;
    if (!pointIsOf(engine, spec.crash, at(path, 'crash'), faults)) continue;
    const where = crashPlace(engine, spec.crash, at(path, 'crash'), faults);
    if (where) crashes.push({ engine, where, restartAfter, checkpoint, place });
  }
  return crashes;
}

/** Each engine has crash points of its own. */
function pointIsOf(engine: EngineName, crash: CrashSpec['crash'], path: string, faults: Fault[]): boolean {
  const after = 'after' in crash ? crash.after : undefined;
  const allowed: readonly string[] = CRASH_POINTS[engine];
  if (after === undefined || allowed.includes(after)) return true;
  faults.push(fault(at(path, 'after'), 'noSuchCrashPoint', { engine, value: after, allowed }));
  return false;
}

/** Where an engine dies at an arrival if nobody says it. */
const AT_AN_ARRIVAL: Readonly<Partial<Record<EngineName, CrashPoint>>> = {
  spark: 'rows-read',
  flink: 'row',
  kafkaStreams: 'row',
};

function crashPlace(
  engine: EngineName,
  crash: CrashSpec['crash'],
  path: string,
  faults: Fault[],
): Crash['where'] | null {
  if ('at' in crash) return { kind: 'at', at: crash.at };
  const after = crash.after as CrashPoint | undefined;
  if ('arrival' in crash)
    return { kind: 'arrival', arrival: crash.arrival, after: after ?? AT_AN_ARRIVAL[engine] ?? 'read' };
  // What is done again is counted by each engine in its own way: batches, checkpoints or commits.
  const own = engine === 'flink' ? 'checkpoint' : engine === 'kafkaStreams' ? 'commit' : 'batchId';
  if (!(own in crash)) {
    const field = ['batchId', 'checkpoint', 'commit'].find((name) => name in crash) ?? own;
    const known = ['arrival', own, 'at'];
    faults.push(fault(at(path, field), 'unknownField', { field, suggestion: null, known }));
    return null;
  }
  if (own !== 'batchId' && after === 'row') {
    const allowed = CRASH_POINTS[engine].filter((point) => point !== 'row');
    faults.push(fault(at(path, 'after'), 'notOneOf', { value: after, allowed, suggestion: null }));
    return null;
  }
  if (after && 'checkpoint' in crash)
    return { kind: 'checkpoint', checkpoint: crash.checkpoint, after: after as FlinkCrashPoint };
  if (after && 'commit' in crash) return { kind: 'commit', commit: crash.commit, after: after as KafkaCrashPoint };
  if (after && 'batchId' in crash) return { kind: 'batch', batchId: crash.batchId, after };
  faults.push(fault(at(path, 'after'), 'missingField', { field: 'after' }));
  return null;
}
