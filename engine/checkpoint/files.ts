/**
 * The files of a query's checkpoint at a moment of its run, with their text where they are text, as Spark 4.3.0 writes
 * them: seen in real checkpoints, which the tests compare with. Left out: checksums (`.0.crc`) and what Spark's
 * maintenance thread does to state by the wall clock (snapshots, the end of old deltas).
 */
import type { Scenario } from '../scenario/scenario';
import type { TraceReader } from '../trace/reader';
import { KIND, NONE, type OperatorTrace } from '../trace/trace';
import { compact, type Json, OF_THE_MACHINE } from './pretty';
import { offsets, topic } from './progress';
import { planOf, type ReadSource, sourcesOf } from './sources';
import { DEFAULT_STORE, isRocksDB, storesOf } from './stores';

export interface CheckpointFile {
  /** Below the folder of the checkpoint: `offsets/10`. */
  readonly path: string;
  /** Null: it holds no text. */
  readonly text: string | null;
  /** What it is: a sentence for it stands in `i18n`. */
  readonly kind: 'metadata' | 'sourceStart' | 'offsets' | 'commit' | 'stateMetadata' | 'stateSchema' | 'delta';
  /** Place of the batch that wrote it; null for what is there from the start. */
  readonly batch: number | null;
}

/** `spark.sql.streaming.minBatchesToRetain`. */
const RETAINED = 100;

/** What has been written by a cursor and is still there, in the order of the folders' names. */
export function checkpointFiles(reader: TraceReader, cursor: number): readonly CheckpointFile[] {
  const { trace, scenario } = reader;
  const { batches } = trace;
  const operators = [...(trace.operator ? [trace.operator] : []), ...trace.upstream];
  const sources = sourcesOf(scenario, planOf(scenario));
  const found = new Map<string, CheckpointFile>();
  const put = (file: CheckpointFile): void => {
    // A file that is there is not written again: a batch that is tried once more finds its offsets logged.
    if (!found.has(file.path)) found.set(file.path, file);
  };
  // A checkpoint that is lost takes all that was written before the restart with it.
  const lost = trace.crashes.filter((c) => c.checkpoint === 'lost' && c.restarted !== NONE && c.restarted < cursor);
  const begins = lost.at(-1)?.restarted ?? 0;
  let newest = -1;
  put({ path: 'metadata', text: `${compact({ id: OF_THE_MACHINE })}`, kind: 'metadata', batch: null });
  for (let batch = 0; batch < batches.count; batch++) {
    const begun = batches.firstEntry[batch] as number;
    if (begun >= cursor) break;
    if (begun < begins) continue;
    const id = batches.batchId[batch] as number;
    newest = Math.max(newest, id);
    sources.forEach((source, place) => {
      put({ path: `sources/${place}/0`, text: startText(source), kind: 'sourceStart', batch });
    });
    put({ path: `offsets/${id}`, text: offsetsText(reader, sources, operators, batch), kind: 'offsets', batch });
    operators.forEach((operator, place) => {
      put(stateMetadata(operator, place, batch));
      // Checked when the store is opened, before the first row.
      for (const file of schemas(operator, place, batch)) put(file);
      if (stateIsWritten(reader, batch, cursor)) for (const file of deltas(operator, place, id, batch)) put(file);
    });
    if (isCommitted(reader, batch, cursor))
      put({ path: `commits/${id}`, text: commitText(reader, batch), kind: 'commit', batch });
  }
  return [...found.values()].filter(({ path }) => isRetained(path, newest)).sort((a, b) => byPath(a.path, b.path));
}

/** Both logs keep the entries of the last hundred batches; they are cut when the next offsets are logged. */
function isRetained(path: string, newest: number): boolean {
  const [log, id] = path.split('/');
  return (log !== 'offsets' && log !== 'commits') || newest <= RETAINED || Number(id) >= newest - RETAINED;
}

/** Names with their numbers by size, so that 9 stands before 10. */
function byPath(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const [p, q] = [x[i] ?? '', y[i] ?? ''];
    if (p === q) continue;
    const [m, n] = [Number.parseInt(p, 10), Number.parseInt(q, 10)];
    if (!Number.isNaN(m) && !Number.isNaN(n) && m !== n) return m - n;
    return p < q ? -1 : 1;
  }
  return 0;
}

const millis = (micros: number): number => Math.floor(micros / 1000);

/** `OffsetSeq.serialize`: a version, the batch's own facts, and a line for each source. */
function offsetsText(
  reader: TraceReader,
  sources: readonly ReadSource[],
  operators: readonly OperatorTrace[],
  batch: number,
): string {
  const { batches } = reader.trace;
  const watermark = batches.watermark[batch] as number;
  const facts = {
    batchWatermarkMs: Number.isNaN(watermark) ? 0 : millis(watermark),
    batchTimestampMs: millis(batches.startedAt[batch] as number),
    conf: settings(reader.scenario, operators),
  };
  const ends = sources.map((source) => {
    const now = offsets(reader, source, batch);
    // A source that has shown no row yet has no offset.
    return compact(topic(source, now));
  });
  return ['v1', compact(facts), ...ends].join('\n');
}

/** Where the topic began (`KafkaSourceInitialOffsetWriter`; a zero byte stands before the version). */
const startText = (source: ReadSource): string =>
  `v1\n${compact(topic(source, new Array<number>(source.partitions).fill(0)))}`;

/** `CommitLog.serialize`. */
function commitText({ trace }: TraceReader, batch: number): string {
  const next = trace.batches.nextWatermark[batch] as number;
  return `v1\n${compact({ nextBatchWatermarkMs: Number.isNaN(next) ? 0 : millis(next) })}`;
}

/** The settings that a query keeps from its first batch on, whatever the session says later (`OffsetSeqMetadata`). */
function settings({ engines: { spark } }: Scenario, operators: readonly OperatorTrace[]): Json {
  const provider = operators.some((o) => isRocksDB(o.operatorName)) ? 'RocksDB' : 'HDFSBacked';
  return {
    'spark.sql.streaming.stateStore.providerClass': `org.apache.spark.sql.execution.streaming.state.${provider}StateStoreProvider`,
    'spark.sql.dropDuplicates.deterministicKeyOrder.enabled': 'true',
    'spark.sql.streaming.stateStore.rocksdb.mergeOperatorVersion': '2',
    'spark.sql.streaming.stateStore.rocksdb.formatVersion': '5',
    'spark.sql.streaming.queryEvolution.enableSourceEvolution': 'false',
    'spark.sql.streaming.stateStore.encodingFormat': 'unsaferow',
    'spark.sql.streaming.statefulOperator.useStrictDistribution': 'true',
    'spark.sql.streaming.flatMapGroupsWithState.stateFormatVersion': '2',
    'spark.sql.streaming.multipleWatermarkPolicy': spark.multipleWatermarkPolicy,
    'spark.sql.streaming.stateStore.rowChecksum.enabled': 'false',
    'spark.sql.streaming.statefulOperator.alwaysNullableOutput.enabled': 'true',
    'spark.sql.streaming.aggregation.stateFormatVersion': '2',
    'spark.sql.function.protobufExtensions.enabled': 'false',
    'spark.sql.shuffle.partitions': '1',
    'spark.sql.streaming.join.stateFormatVersion': '2',
    'spark.sql.streaming.stateStore.compression.codec': 'lz4',
    'spark.sql.optimizer.pruneFiltersCanPruneStreamingSubplan': 'false',
  };
}

function stateMetadata(operator: OperatorTrace, place: number, batch: number): CheckpointFile {
  const { operatorName } = operator;
  if (isRocksDB(operatorName))
    // It names the schema's file, which is drawn by lot, and the variables of the function.
    return { path: `state/${place}/_metadata/v2/0`, text: null, kind: 'stateMetadata', batch };
  const text = compact({
    operatorInfo: { operatorId: place, operatorName },
    stateStoreInfo: storesOf(operatorName).map((storeName) => ({
      storeName,
      numColsPrefixKey: prefixColumns(operator),
      numPartitions: 1,
    })),
  });
  return { path: `state/${place}/_metadata/metadata`, text: `v1\n${text}`, kind: 'stateMetadata', batch };
}

/** Sessions of one key are found by their key: all columns of the group but the session's start. */
const prefixColumns = ({ operatorName, groups, sessions }: OperatorTrace): number =>
  operatorName.startsWith('session') || sessions ? Math.max(0, groups.specs.length - 2) : 0;

const folder = (place: number, store: string): string =>
  store === DEFAULT_STORE ? `state/${place}/0` : `state/${place}/0/${store}`;

function schemas({ operatorName }: OperatorTrace, place: number, batch: number): readonly CheckpointFile[] {
  if (isRocksDB(operatorName)) return [];
  return storesOf(operatorName).map((store) => ({
    path: `${folder(place, store)}/_metadata/schema`,
    text: null,
    kind: 'stateSchema' as const,
    batch,
  }));
}

/** A batch writes the next version of every store, changed or not: that of batch 0 is version 1. */
function deltas({ operatorName }: OperatorTrace, place: number, id: number, batch: number): readonly CheckpointFile[] {
  const ending = isRocksDB(operatorName) ? 'zip' : 'delta';
  return storesOf(operatorName).map((store) => ({
    path: `${folder(place, store)}/${id + 1}.${ending}`,
    text: null,
    kind: 'delta' as const,
    batch,
  }));
}

/** Stores are written when a task has given out its last row: before the sink has all of them. */
function stateIsWritten({ trace, at }: TraceReader, batch: number, cursor: number): boolean {
  const { batches, crashes } = trace;
  const last = batches.lastEntry[batch] as number;
  if (last >= cursor) {
    // Still running.
    for (let e = cursor; e <= last; e++) {
      const kind = trace.kinds[e];
      if (kind === KIND.statePut || kind === KIND.stateEvicted || kind === KIND.rowRead) return false;
    }
    return trace.kinds[cursor - 1] !== KIND.batchPlanned || (batches.numInputRows[batch] as number) === 0;
  }
  const crash = crashes[batches.crash[batch] as number];
  if (!crash) return trace.failure?.batch !== batch;
  return crash.after !== 'offsets-logged' && crash.after !== 'rows-read' && at !== undefined;
}

function isCommitted({ trace }: TraceReader, batch: number, cursor: number): boolean {
  const last = trace.batches.lastEntry[batch] as number;
  return last < cursor && trace.kinds[last] === KIND.batchCommitted;
}
