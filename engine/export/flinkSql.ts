/**
 * A scenario as a script of Flink SQL, for its client: tables, views and a SELECT. Only where SQL means the same: what it has
 * no words for, or would mean otherwise, is refused by name. The script over the arrivals reads files, as fast as it can; where
 * the times of arrival or partitions decide what comes out, that is refused too.
 */

import { arrivalsOf, rowStarts } from '../engines/arrivals';
import { at, type Fault, fault, type NotExported } from '../faults';
import { formatInstant } from '../instant';
import { eventTimesOf, type Logical, nodesOf } from '../query/logical';
import { makePlan } from '../query/plan';
import type { BothLanguages, Scenario, Source } from '../scenario/scenario';
import { simulate } from '../simulate';
import { MILLISECOND } from '../time';
import { json } from '../trace/json';
import { outputRow } from '../trace/outputRow';
import { valueAt } from '../values';
import { crashesOf } from './flink';
import { NotInSql, sqlText } from './flinkSqlExpression';
import { FlinkSqlScript, rowsFile, type SqlSource } from './flinkSqlScript';
import { javaPackage } from './java';
import type { SqlWords } from './javaWords';
import type { Exported, ExportedFile } from './pyspark';

export interface FlinkSqlOptions {
  readonly words: SqlWords;
  readonly language: keyof BothLanguages;
  readonly source: SqlSource;
}

export function exportFlinkSql(scenario: Scenario, { words, language, source }: FlinkSqlOptions): Exported {
  const made = makePlan(scenario, 'flink');
  if (!made.ok) return made;
  const { tree } = made.plan;
  const faults = [
    ...queryFaults(tree, scenario),
    ...(source === 'arrivals' ? crashesOf(scenario, 'flink', 'flink-sql') : []),
  ];
  if (faults.length === 0 && source === 'arrivals') faults.push(...replayFaults(scenario, tree));
  if (faults.length > 0) return { ok: false, faults };
  let script: FlinkSqlScript;
  try {
    script = new FlinkSqlScript(scenario, tree, words, source);
  } catch (error) {
    if (!(error instanceof NotInSql)) throw error;
    return { ok: false, faults: [refusal('query', 'sqlExpression', error.what)] };
  }
  const name = `${javaPackage(scenario.name)}.sql`;
  const settings = settingsOf(scenario, words, source).map(
    ([comment, key, value]) => `${comment ? `-- ${comment}\n` : ''}SET ${sqlText(key)} = ${sqlText(value)};`,
  );
  const head = [
    scenario.title[language],
    words.what(scenario.name),
    words.run(name),
    ...(source === 'arrivals' ? [words.end] : [words.insert]),
  ];
  const text = `${head.map((line) => `-- ${line}\n`).join('')}\n${settings.join('\n')}\n\n${script.body}\n`;
  return {
    ok: true,
    files: [{ path: name, text }, ...(source === 'arrivals' ? script.sources.map((s) => rowsOf(scenario, s)) : [])],
  };
}

const refusal = (path: string, what: NotExported, name: string): Fault =>
  fault(path, 'notExported', { target: 'flink-sql', what, name });

/** What SQL has no words for, or means otherwise. */
function queryFaults(tree: Logical, scenario: Scenario): Fault[] {
  const nodes = nodesOf(tree);
  const faults = nodes.flatMap((node): Fault[] => {
    switch (node.kind) {
      case 'process':
        return [refusal(node.step, 'sqlProcess', node.function)];
      case 'dedup':
        if (node.withinWatermark) return [refusal(node.step, 'sqlDedupForgets', 'dropDuplicatesWithinWatermark')];
        return node.keys.some((k) => eventTimesOf(node.child).has(k.id))
          ? [refusal(node.step, 'sqlDedupForgets', 'dropDuplicates')]
          : [];
      case 'watermark':
        return nodesOf(node.child).some((below) => below.kind === 'filter')
          ? [refusal(node.step, 'sqlFilterFirst', node.attribute.name)]
          : [];
      case 'aggregate':
        if (nodesOf(node.child).some((below) => below.kind === 'aggregate' || below.kind === 'join'))
          return [refusal(node.step, 'sqlChain', 'groupBy')];
        return node.window?.kind === 'fixed' && node.window.size % node.window.slide !== 0
          ? [refusal(at(at(at(node.step, 'groupBy'), 'window'), 'slide'), 'sqlHop', 'slide')]
          : [];
      default:
        return [];
    }
  });
  const { allowedLateness } = scenario.engines.flink;
  if (allowedLateness > 0 && nodes.some((n) => n.kind === 'aggregate' && n.window))
    faults.push(refusal(at(at('engines', 'flink'), 'allowedLateness'), 'sqlLateness', 'allowedLateness'));
  return faults;
}

/** What a file read as fast as can be would give otherwise. */
function replayFaults(scenario: Scenario, tree: Logical): Fault[] {
  const settings = at('engines', 'flink');
  const several = nodesOf(tree).filter((n) => n.kind === 'scan').length > 1;
  if (several) {
    // Sources are read side by side: whether a late row is taken would be chance.
    const late = nodesOf(tree).find((n) => n.kind === 'watermark' && hasLateRow(n, scenario));
    if (late?.kind === 'watermark') return [refusal(late.step, 'sqlLateRace', late.attribute.name)];
  }
  const own = answersOf(scenario);
  const { flink } = scenario.engines;
  const everyRow = { ...flink, watermarkInterval: 0, idleTimeout: null };
  const joined = scenario.sources.map(
    (source): Source => ({ ...source, partitions: 1, partition: new Uint16Array(source.arrivesAt.length) }),
  );
  const read: Scenario = { ...scenario, sources: joined, engines: { ...scenario.engines, flink: everyRow } };
  if (own === answersOf(read)) return [];
  if (
    flink.idleTimeout !== null &&
    own !== answersOf({ ...scenario, engines: { ...scenario.engines, flink: { ...flink, idleTimeout: null } } })
  )
    return [refusal(at(settings, 'idleTimeout'), 'sqlReplay', 'idleTimeout')];
  if (own !== answersOf({ ...scenario, sources: joined })) return [refusal('sources', 'sqlReplay', 'partitions')];
  return [refusal(at(settings, 'watermarkInterval'), 'sqlReplay', 'watermarkInterval')];
}

/** All that comes out, in no order. */
function answersOf(scenario: Scenario): string {
  const { output, failure } = simulate({ ...scenario, crashes: [] }, 'flink');
  const rows = Array.from({ length: output.batch.length }, (_, row) => json(outputRow(output, row)));
  return JSON.stringify([rows.sort(), failure?.error ?? null]);
}

/** Whether a row lies behind the watermark that its own source had before it. */
function hasLateRow(node: Extract<Logical, { kind: 'watermark' }>, scenario: Scenario): boolean {
  const scan = nodesOf(node).find((n) => n.kind === 'scan');
  if (scan?.kind !== 'scan') return false;
  const { rows } = scenario.sources[scan.source] as Source;
  const place = rows.specs.findIndex((s) => s.type === 'timestamp' && node.attribute.id.startsWith(`${s.name}#`));
  const column = rows.columns[place];
  if (!column) return true;
  let newest = Number.NEGATIVE_INFINITY;
  for (const row of inOrder(scenario, scan.source)) {
    const time = valueAt(column, row) as number | null;
    if (time === null) continue;
    if (time <= newest - node.delay - MILLISECOND) return true;
    newest = Math.max(newest, time);
  }
  return false;
}

/** A source's rows in the order of arrival, up to the scenario's end. */
function inOrder(scenario: Scenario, source: number): number[] {
  const { order } = arrivalsOf(scenario, [source]);
  const start = rowStarts(scenario)[source] as number;
  return [...order].map((row) => row - start);
}

function settingsOf(
  { engines, timeZone }: Scenario,
  words: SqlWords,
  source: SqlSource,
): [comment: string | null, key: string, value: string][] {
  const { watermarkInterval, idleTimeout, checkpointInterval } = engines.flink;
  const millis = (length: number): string => `${Math.trunc(length / MILLISECOND)} ms`;
  const settings: [string | null, string, string][] = [
    [null, 'execution.runtime-mode', 'streaming'],
    [words.zone(timeZone ?? 'UTC'), 'table.local-time-zone', 'UTC'],
    [words.onePhase, 'table.optimizer.agg-phase-strategy', 'ONE_PHASE'],
  ];
  if (source === 'arrivals')
    settings.push(
      [words.oneByOne, 'parallelism.default', '1'],
      [words.everyRow, 'pipeline.auto-watermark-interval', '0 ms'],
    );
  else {
    if (watermarkInterval > 0) settings.push([null, 'pipeline.auto-watermark-interval', millis(watermarkInterval)]);
    if (idleTimeout !== null && watermarkInterval > 0)
      settings.push([words.idle, 'table.exec.source.idle-timeout', millis(idleTimeout)]);
    if (checkpointInterval !== null)
      settings.push([null, 'execution.checkpointing.interval', millis(checkpointInterval)]);
  }
  settings.push([null, 'sql-client.execution.result-mode', 'tableau']);
  return settings;
}

/** A source's rows as JSON, one a line. */
function rowsOf(scenario: Scenario, index: number): ExportedFile {
  const source = scenario.sources[index] as Source;
  const lines = inOrder(scenario, index).map((row) =>
    json(
      Object.fromEntries(
        source.rows.specs.map(({ name, type }, c) => {
          const column = source.rows.columns[c];
          const value = column ? valueAt(column, row) : null;
          return [name, value !== null && type === 'timestamp' ? formatInstant(value as number) : value];
        }),
      ),
    ),
  );
  return { path: rowsFile(source.name), text: lines.map((line) => `${line}\n`).join('') };
}
