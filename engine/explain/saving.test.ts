/** What is asked of barriers, checkpoints, commits, and of a row that was read again. */
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { explain } from './explain';
import type { Explanation, StepCode } from './explanation';

const NOON = Date.UTC(2026, 2, 2, 12);
const iso = (seconds: number): string => new Date(NOON + seconds * 1000).toISOString();
const at = (seconds: number): number => (NOON + seconds * 1000) * 1000;

/** Two partitions with a row every five seconds, a checkpoint (a commit) every twenty; it dies at 31 s, back at 41 s. */
function run(engine: 'flink' | 'kafkaStreams', crash: object = { at: iso(31) }, settings: object = {}): TraceReader {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'two',
    sources: {
      rows: {
        columns: { t: 'timestamp' },
        partitions: 2,
        arrivals: Array.from({ length: 10 }, (_, i) => ({
          arrivesAt: iso(i * 5 + 1),
          partition: i % 2,
          row: { t: iso(i * 5) },
        })),
      },
    },
    query: {
      from: 'rows',
      steps: [
        { watermark: 't', delay: '5 seconds' },
        { groupBy: { window: { on: 't', size: '20 seconds' } }, aggregate: { n: 'count(*)' } },
      ],
    },
    engines: {
      flink: { checkpointInterval: '20 seconds', barrierTravel: '2 seconds', sink: 'transactional' },
      kafkaStreams: { commitInterval: '20 seconds', ...settings },
    },
    faults: [{ engine, crash, restartAfter: '10 seconds' }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, engine), parsed.scenario);
}

const codes = (why: Explanation): readonly StepCode[] => why.steps.map((s) => s.code);
const paramsOf = (why: Explanation, code: StepCode) => why.steps.find((s) => s.code === code)?.params;

describe('a barrier', () => {
  it('travels behind the rows of its partition, and holds that back until the others have come', () => {
    const reader = run('flink');
    const [first, last] = [0, 1].map((partition) => ({ kind: 'barrier', checkpoint: 0, partition }) as const);
    const travelling = explain(reader, last as never, reader.cursorAt(at(21)));
    expect(codes(travelling)).toEqual(['barrierSent', 'barrierTravels']);
    expect(paramsOf(travelling, 'barrierSent')).toMatchObject({ checkpoint: 1, partition: 'rows-1', rows: 2 });
    expect(paramsOf(travelling, 'barrierTravels')).toEqual({ arrivesAt: at(22) });
    const waits = explain(reader, first as never, reader.cursorAt(at(22)));
    expect(codes(waits)).toEqual(['barrierSent', 'barrierWaits', 'aligned']);
    expect(paramsOf(waits, 'barrierWaits')).toEqual({ arrivesAt: at(20), until: at(22) });
  });
});

describe('a checkpoint', () => {
  it('is aligned, written, complete and committed; rows behind the barriers have waited', () => {
    const reader = run('flink');
    const why = explain(reader, { kind: 'checkpoint', checkpoint: 0 }, reader.length);
    expect(codes(why)).toEqual([
      'barriersSent',
      'barriersAligned',
      'snapshotTaken',
      'checkpointDone',
      'transactionDone',
    ]);
    expect(paramsOf(why, 'barriersAligned')).toEqual({ last: 'rows-1', length: 2_000_000, waited: 1 });
    expect(paramsOf(why, 'snapshotTaken')).toMatchObject({
      offsets: [
        { name: 'rows-0', rows: 2 },
        { name: 'rows-1', rows: 2 },
      ],
    });
  });

  it('that a crash cut short is worth nothing; one whose commit was missed has it made up for', () => {
    const cut = run('flink', { checkpoint: 1, after: 'barrier-injected' });
    expect(codes(explain(cut, { kind: 'checkpoint', checkpoint: 0 }, cut.length))).toEqual([
      'barriersSent',
      'checkpointFailed',
    ]);
    const late = run('flink', { checkpoint: 1, after: 'checkpoint-completed' });
    const why = explain(late, { kind: 'checkpoint', checkpoint: 0 }, late.length);
    expect(paramsOf(why, 'transactionDone')).toEqual({ checkpoint: 1, waited: 10_000_000 });
  });
});

describe('a row that is read again', () => {
  it('in Flink: what was made of it first counts no more', () => {
    const reader = run('flink');
    const why = explain(reader, { kind: 'row', row: 5 }, reader.length);
    expect(codes(why).slice(0, 4)).toEqual(['happened', 'arrived', 'readInVain', 'batchRead']);
    expect(paramsOf(why, 'batchRead')).toMatchObject({ again: true, startedAt: at(41), waited: 15_000_000 });
  });

  it('in Kafka Streams it counts twice, unless it is exactly once', () => {
    const twice = run('kafkaStreams');
    expect(codes(explain(twice, { kind: 'row', row: 5 }, twice.length))).toContain('processedBefore');
    const once = run('kafkaStreams', { at: iso(31) }, { processingGuarantee: 'exactly_once_v2' });
    expect(codes(explain(once, { kind: 'row', row: 5 }, once.length))).not.toContain('processedBefore');
    expect(codes(explain(once, { kind: 'row', row: 5 }, once.length))).toContain('readInVain');
  });

  it('one that only waited for the engine to be back is not said to be read again', () => {
    const reader = run('flink');
    expect(paramsOf(explain(reader, { kind: 'row', row: 7 }, reader.length), 'batchRead')).toMatchObject({
      again: false,
      waited: 5_000_000,
    });
  });
});

describe('a commit', () => {
  it('says what it covers, and what becomes of one that a crash cut short', () => {
    const reader = run('kafkaStreams', { commit: 2, after: 'outputs-flushed' });
    const first = explain(reader, { kind: 'commit', commit: 0 }, reader.length);
    expect(codes(first)).toEqual(['flushed', 'offsetsSaved']);
    expect(paramsOf(first, 'offsetsSaved')).toMatchObject({ commit: 1, rows: 4 });
    expect(codes(explain(reader, { kind: 'commit', commit: 1 }, reader.length))).toEqual(['flushed', 'commitFailed']);
  });
});
