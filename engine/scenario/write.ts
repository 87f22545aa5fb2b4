/** From a scenario to its file: what `parse.ts` reads back as the same scenario. */
import { formatInZone, formatTimeOfDay } from '../instant';
import { formatInterval } from '../interval';
import { columnIndex, type Value, valueAt } from '../values';
import {
  BATCH_LOOP_DEFAULTS,
  dailyBatchDefaults,
  FLINK_DEFAULTS,
  KAFKA_STREAMS_DEFAULTS,
  SPARK_DEFAULTS,
  usualWorkTime,
} from './defaults';
import type { ScenarioFile } from './file';
import type {
  BatchLoopSettings,
  Crash,
  EngineName,
  FlinkSettings,
  KafkaStreamsSettings,
  Query,
  Scenario,
  SessionSpec,
  Source,
  SparkSettings,
  Step,
  WindowSpec,
} from './scenario';

/** Times are written with the offset that the scenario's zone has then; what is as the defaults say is left out. */
export function writeScenario(scenario: Scenario): ScenarioFile {
  const { name, title, timeZone, sources, query, until } = scenario;
  const engines = writeEngines(scenario);
  const faults = [...(scenario.crashes ?? []).map((crash) => writeCrash(crash, timeZone))];
  return {
    format: 'arus/1',
    name,
    title,
    ...(timeZone !== 'UTC' && { timeZone }),
    sources: Object.fromEntries(sources.map((source) => [source.name, writeSource(source, timeZone)])),
    query: writeQuery(query),
    ...(Object.keys(engines).length > 0 && { engines }),
    ...(faults.length > 0 && { faults }),
    ...(until !== null && { until: formatInZone(until, timeZone) }),
  };
}

type CrashFile = NonNullable<ScenarioFile['faults']>[number];

function writeCrash({ engine, where, restartAfter, checkpoint }: Crash, timeZone: string): CrashFile {
  const { after } = where.kind === 'at' ? { after: undefined } : where;
  return {
    engine,
    crash:
      where.kind === 'at'
        ? { at: formatInZone(where.at, timeZone) }
        : where.kind === 'batch'
          ? { batchId: where.batchId, after }
          : where.kind === 'checkpoint'
            ? { checkpoint: where.checkpoint, after }
            : where.kind === 'commit'
              ? { commit: where.commit, after }
              : { arrival: where.arrival, ...(after !== undefined && !USUAL.has(after) && { after }) },
    ...(restartAfter !== HALF_A_MINUTE && { restartAfter: formatInterval(restartAfter) }),
    ...(checkpoint === 'lost' && { checkpoint }),
  };
}
/** Points at which an engine dies at an arrival if a file does not say another. */
const USUAL: ReadonlySet<string> = new Set(['rows-read', 'read', 'row']);
/** `restartAfter` where a file does not say it. */
const HALF_A_MINUTE = 30_000_000;

type SourceFile = ScenarioFile['sources'][string];
type RowFile = Extract<SourceFile, { arrivals: unknown }>['arrivals'][number]['row'];

function writeSource(source: Source, timeZone: string): SourceFile {
  const { rows, arrivesAt, partition, partitions, generate } = source;
  const columns = Object.fromEntries(rows.specs.map((spec) => [spec.name, spec.type]));
  const shape = { columns, ...(partitions !== 1 && { partitions }) };
  if (generate) return { ...shape, generate };
  const arrivals = Array.from({ length: rows.count }, (_, i) => {
    const row: RowFile = Object.create(null);
    for (const { name } of rows.specs) row[name] = writeValue(source, name, i, timeZone);
    return {
      arrivesAt: formatInZone(arrivesAt[i] as number, timeZone),
      ...(partition?.[i] && { partition: partition[i] }),
      row,
    };
  });
  return { ...shape, arrivals };
}

function writeValue({ rows }: Source, name: string, row: number, timeZone: string): RowFile[string] {
  const column = rows.columns[columnIndex(rows, name)];
  const value: Value = column ? valueAt(column, row) : null;
  if (value === null) return null;
  if (typeof value === 'bigint') return String(value);
  return column?.type === 'timestamp' ? formatInZone(value as number, timeZone) : value;
}

type StepFile = NonNullable<ScenarioFile['query']['steps']>[number];

function writeStep(step: Step): StepFile {
  switch (step.kind) {
    case 'filter':
      return { filter: step.condition };
    case 'select':
      return { select: Object.fromEntries(step.columns.map((c) => [c.name, c.expression])) };
    case 'watermark':
      return { watermark: step.column, delay: formatInterval(step.delay) };
    case 'aggregate': {
      const { window, keys, aggregates } = step;
      const written = window && writeWindow(window);
      return {
        groupBy: { ...(written && { window: written }), keys: [...keys] },
        aggregate: Object.fromEntries(aggregates.map((a) => [a.name, a.expression])),
      };
    }
    case 'dropDuplicates':
      return step.withinWatermark
        ? { dropDuplicatesWithinWatermark: [...step.columns] }
        : { dropDuplicates: [...step.columns] };
    case 'join':
      return { join: { with: writeQuery(step.with), type: step.type, on: step.on } };
    case 'union':
      return { union: writeQuery(step.with) };
    case 'process':
      return { process: step.function, keys: [...step.keys], parameters: { ...step.parameters } };
  }
}

function writeQuery(query: Query): { from: string; steps: StepFile[] } {
  return { from: query.from, steps: query.steps.map(writeStep) };
}

function writeWindow(window: WindowSpec | SessionSpec) {
  if ('gap' in window) return { on: window.on, gap: formatInterval(window.gap) };
  return {
    on: window.on,
    size: formatInterval(window.size),
    ...(window.slide !== window.size && { slide: formatInterval(window.slide) }),
    ...(window.start !== 0 && { start: formatInterval(window.start) }),
  };
}

type EnginesFile = NonNullable<ScenarioFile['engines']>;

function writeEngines({ engines, named, carried, timeZone }: Scenario): EnginesFile {
  const written: Record<string, unknown> = {};
  const spark = writeSpark(engines.spark, timeZone);
  const daily = engines.dailyBatch;
  const usual = dailyBatchDefaults(timeZone);
  const dailyBatch = {
    ...(daily.at !== usual.at && { at: formatTimeOfDay(daily.at) }),
    ...(daily.timeZone !== usual.timeZone && { timeZone: daily.timeZone }),
    ...(daily.every !== usual.every && { every: formatInterval(daily.every) }),
    ...(daily.sink !== usual.sink && { sink: daily.sink }),
    ...(daily.backfill.length > 0 && {
      backfill: daily.backfill.map(({ day, at }) => ({ day, at: formatInZone(at, timeZone) })),
    }),
  };
  const own: Partial<Record<EngineName, object>> = {
    spark,
    flink: writeFlink(engines.flink),
    kafkaStreams: writeKafkaStreams(engines.kafkaStreams),
    batchLoop: writeBatchLoop(engines.batchLoop),
    dailyBatch,
  };
  for (const engine of named) written[engine] = own[engine] ?? carried?.engines[engine];
  // An engine that the file did not name and that has been turned since.
  for (const [engine, settings] of Object.entries(own))
    if (Object.keys(settings).length > 0) written[engine] = settings;
  return written as EnginesFile;
}

function writeBatchLoop(settings: BatchLoopSettings): NonNullable<EnginesFile['batchLoop']> {
  const usual = BATCH_LOOP_DEFAULTS;
  const { interval, readBy, boundary, drift, workTime, remember, sink } = settings;
  return {
    ...(interval !== usual.interval && { interval: formatInterval(interval) }),
    ...(readBy !== usual.readBy && { readBy }),
    ...(boundary !== usual.boundary && { boundary }),
    ...(drift !== usual.drift && { drift }),
    ...(workTime !== usualWorkTime(drift) && { workTime: formatInterval(workTime) }),
    ...(remember !== usual.remember && { remember }),
    ...(sink !== usual.sink && { sink }),
  };
}

function writeFlink(settings: FlinkSettings): NonNullable<EnginesFile['flink']> {
  const { watermarkInterval, allowedLateness, idleTimeout, checkpointInterval, barrierTravel, sink } = settings;
  const usual = FLINK_DEFAULTS;
  return {
    ...(watermarkInterval !== usual.watermarkInterval && { watermarkInterval: formatInterval(watermarkInterval) }),
    ...(allowedLateness !== usual.allowedLateness && { allowedLateness: formatInterval(allowedLateness) }),
    ...(idleTimeout !== null && { idleTimeout: formatInterval(idleTimeout) }),
    ...(checkpointInterval !== null && { checkpointInterval: formatInterval(checkpointInterval) }),
    ...(barrierTravel !== usual.barrierTravel && { barrierTravel: formatInterval(barrierTravel) }),
    ...(sink !== usual.sink && { sink }),
  };
}

function writeKafkaStreams(settings: KafkaStreamsSettings): NonNullable<EnginesFile['kafkaStreams']> {
  const { grace, emit, commitInterval, processingGuarantee, sink } = settings;
  const usual = KAFKA_STREAMS_DEFAULTS;
  return {
    ...(grace !== null && { grace: formatInterval(grace) }),
    ...(emit !== usual.emit && { emit }),
    ...(commitInterval !== null && { commitInterval: formatInterval(commitInterval) }),
    ...(processingGuarantee !== usual.processingGuarantee && { processingGuarantee }),
    ...(sink !== usual.sink && { sink }),
  };
}

function writeSpark(settings: SparkSettings, timeZone: string): NonNullable<EnginesFile['spark']> {
  const usual = SPARK_DEFAULTS;
  const { trigger, batchTime } = settings;
  const isUsual = trigger.kind === 'processingTime' && trigger.interval === 0;
  return {
    ...(!isUsual && {
      trigger:
        trigger.kind === 'processingTime'
          ? { processingTime: formatInterval(trigger.interval) }
          : trigger.kind === 'once'
            ? { once: true }
            : { availableNow: true },
    }),
    ...(settings.outputMode !== usual.outputMode && { outputMode: settings.outputMode }),
    ...(settings.sink !== usual.sink && { sink: settings.sink }),
    ...(settings.noDataBatches !== usual.noDataBatches && { noDataBatches: settings.noDataBatches }),
    ...(settings.maxRowsPerBatch !== null && { maxRowsPerBatch: settings.maxRowsPerBatch }),
    ...(settings.multipleWatermarkPolicy !== usual.multipleWatermarkPolicy && {
      multipleWatermarkPolicy: settings.multipleWatermarkPolicy,
    }),
    ...((batchTime.fixed !== 0 || batchTime.perRow !== 0) && {
      batchTime: { fixed: formatInterval(batchTime.fixed), perRow: formatInterval(batchTime.perRow) },
    }),
    ...(settings.startAt !== null && { startAt: formatInZone(settings.startAt, timeZone) }),
  };
}

/** The file's text: two spaces of indent, and what is small (an arrival, a step) on one line. */
export function writeScenarioText(scenario: Scenario): string {
  return `${pretty(writeScenario(scenario), '')}\n`;
}

const WIDEST = 200;

function pretty(value: unknown, indent: string): string {
  if (leaves(value, 16) < 16) {
    // Line breaks inside of texts are escaped: these are the layout's own.
    const line = (JSON.stringify(value, null, 1) as string).replace(/\n */g, ' ');
    if (indent.length + line.length <= WIDEST) return line;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => pretty(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${pretty(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** How many single values it holds; counting stops at `most`. */
function leaves(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let count = 0;
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    count += leaves(item, most - count);
    if (count >= most) break;
  }
  return count;
}
