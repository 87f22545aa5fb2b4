import { setSpark } from '../../../engine/scenario/edit';
import { setFlink, setKafkaStreams } from '../../../engine/scenario/editRecords';
import type { EngineName, Scenario, SinkKind } from '../../../engine/scenario/scenario';
import { HOUR, MILLISECOND, MINUTE, SECOND } from '../../../engine/time';
import type { TraceReader } from '../../../engine/trace/reader';
import { KIND, NONE, numberOfRef } from '../../../engine/trace/trace';
import { visibleFrom } from '../../../engine/trace/visible';
import { count, duration } from '../measure';
import type { Exercise, Handed } from '../schema';
import { card } from './card';
import { crashed, hidden, LENGTH, own } from './streams';

const LATENCY = 100 * MILLISECOND;
const SAVES = 400;

const ENGINES: Readonly<Record<string, EngineName>> = {
  spark: 'spark',
  flink: 'flink',
  kafkaOnce: 'kafkaStreams',
  kafkaExactly: 'kafkaStreams',
};
const SINKS = ['append', 'idempotent', 'transactional'] as const satisfies readonly SinkKind[];
const EVERY = [100 * MILLISECOND, SECOND, 10 * SECOND, 30 * SECOND, MINUTE];

const set = (engine: string, sink: SinkKind, every: number): Handed => ({ engine, sink, every });

function configured(stream: Scenario, { engine, sink, every }: Handed): Scenario {
  const interval = every as number;
  switch (engine) {
    case 'spark':
      return setSpark(stream, { sink: sink as SinkKind, trigger: { kind: 'processingTime', interval } });
    case 'flink':
      return setFlink(stream, { sink: sink as SinkKind, checkpointInterval: interval });
    default:
      return setKafkaStreams(stream, {
        sink: sink as SinkKind,
        commitInterval: interval,
        processingGuarantee: engine === 'kafkaExactly' ? 'exactly_once_v2' : 'at_least_once',
      });
  }
}

/** From a payment's arrival to when a reader of the sink first sees it, by row, ascending by time. */
function latencies(reader: TraceReader): { row: number; wait: number; cursor: number }[] {
  const { trace, scenario } = reader;
  const seen = new Map<number, { at: number; cursor: number }>();
  for (let i = 0; i < trace.length; i++) {
    if (trace.kinds[i] !== KIND.outputWritten) continue;
    const row = trace.output.row[numberOfRef(trace.refs[i] as number)] as number;
    const entry = visibleFrom(trace, scenario, i);
    const at = entry === NONE ? Number.POSITIVE_INFINITY : reader.entry(entry).processingTime;
    const before = seen.get(row);
    if (!before || at < before.at) seen.set(row, { at, cursor: entry === NONE ? reader.length : entry + 1 });
  }
  return [...trace.arrivalOrder]
    .map((row) => {
      const first = seen.get(row);
      return {
        row,
        wait: (first?.at ?? Number.POSITIVE_INFINITY) - reader.arrivesAt(row),
        cursor: first?.cursor ?? reader.length,
      };
    })
    .sort((a, b) => a.wait - b.wait);
}

/** Checkpoints, commits or batches an hour. */
function savesAnHour({ trace }: TraceReader): number {
  const saves = trace.records?.checkpoints?.length ?? trace.records?.commits?.length ?? trace.batches.count;
  return Math.round((saves * HOUR) / LENGTH);
}

export const exercise: Exercise = {
  card,
  own,
  hidden,
  parts: [
    { kind: 'choice', id: 'engine', options: Object.keys(ENGINES) },
    { kind: 'choice', id: 'sink', options: SINKS },
    { kind: 'length', id: 'every', values: EVERY, tone: 'processing' },
  ],
  start: set('spark', 'idempotent', SECOND),
  staged: (stream, handed, id) => {
    const engine = ENGINES[handed.engine as string] as EngineName;
    return [{ id: 'main', scenario: crashed(configured(stream, handed), id, engine), engine }];
  },
  measures: [
    { id: 'latency', tone: 'processing', limit: duration(LATENCY) },
    { id: 'doubled', tone: 'late', limit: count(0) },
    { id: 'saves', tone: 'state', limit: count(SAVES) },
  ],
  figures: { latency: duration(LATENCY), saves: count(SAVES), floor: duration(200 * MILLISECOND) },
  async judge({ stream, id, handed }, engines) {
    const [{ scenario, engine }] = exercise.staged(stream, handed, id);
    const reader = await engines.run(scenario, engine);
    const waits = latencies(reader);
    const p95 = waits[Math.ceil(waits.length * 0.95) - 1];
    const latency = p95?.wait ?? 0;
    const said = new Map<number, number>();
    for (const { output } of reader.at(reader.length).sinkRows()) {
      const row = reader.trace.output.row[output] as number;
      said.set(row, (said.get(row) ?? 0) + 1);
    }
    const doubled = [...said].filter(([, times]) => times > 1).map(([row]) => row);
    const saves = savesAnHour(reader);
    const died = reader.trace.crashes[0];
    return {
      marks: {
        latency: {
          met: latency < LATENCY,
          figure: duration(latency),
          ...(p95 && { at: { cursor: p95.cursor, subject: { kind: 'row', row: p95.row } as const } }),
        },
        doubled: {
          met: doubled.length === 0,
          figure: count(doubled.length),
          at: {
            cursor: died ? died.entry + 1 : reader.length,
            subject: died ? ({ kind: 'crash', crash: 0 } as const) : null,
          },
        },
        saves: { met: saves <= SAVES, figure: count(saves), at: { cursor: reader.length, subject: null } },
      },
      figures: { p95: duration(latency), twice: count(doubled.length), anHour: count(saves) },
    };
  },
  best: set('flink', 'idempotent', 30 * SECOND),
  solutions: [set('kafkaOnce', 'idempotent', 30 * SECOND), set('flink', 'idempotent', 10 * SECOND)],
  wrong: [
    { id: 'spark', handed: set('spark', 'idempotent', 100 * MILLISECOND), passes: 0 },
    { id: 'transactional', handed: set('flink', 'transactional', 10 * SECOND), passes: 0 },
    { id: 'often', handed: set('flink', 'transactional', 100 * MILLISECOND), passes: 0 },
    { id: 'append', handed: set('flink', 'append', 30 * SECOND), passes: 0 },
    { id: 'kafkaAppend', handed: set('kafkaOnce', 'append', 10 * SECOND), passes: 0 },
    { id: 'kafka', handed: set('kafkaExactly', 'idempotent', 10 * SECOND), passes: 0 },
  ],
};
