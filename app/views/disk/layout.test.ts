/** What is on disk at a crash, lane by lane: as the trace has it, for each point at which an engine can die. */
import { expect, test } from 'vitest';
import { withoutCrashes } from '../../../engine/crashPlaces';
import { setBatchLoop } from '../../../engine/scenario/edit';
import { setFlink } from '../../../engine/scenario/editRecords';
import type { Crash, EngineName, Scenario } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { MINUTE } from '../../../engine/time';
import { openTrace } from '../../../engine/trace/reader';
import { en } from '../../../i18n/en';
import { labelsOf } from '../../trace/labels';
import { at, scenarioOf } from '../panel/runs';
import { diskOf } from './layout';
import type { Phase } from './model';

const tunnel = scenarioOf('tunnel');

function disk(engine: EngineName, where: Crash['where'], scenario: Scenario = tunnel, more: Partial<Crash> = {}) {
  return diskOfAll(engine, [where], scenario, more);
}

function diskOfAll(
  engine: EngineName,
  all: readonly Crash['where'][],
  scenario: Scenario = tunnel,
  more: Partial<Crash> = {},
) {
  const crashes = all.map(
    (where, place) => ({ engine, where, restartAfter: MINUTE / 2, checkpoint: 'kept', place, ...more }) as const,
  );
  const of = { ...withoutCrashes(scenario, engine), crashes };
  const reader = openTrace(simulate(of, engine), of);
  const found = diskOf(reader, { t: en.crashLab.disk as never, labels: labelsOf(reader, 'en') });
  if (!found) throw new Error('nothing crashed');
  const { lanes, phases } = found;
  const phase = (kind: Phase['kind'], nth = 0) => {
    const of = phases.filter((p) => p.kind === kind)[nth];
    return Object.fromEntries(
      lanes.map((lane, i) => {
        const chip = of?.chips[i];
        return [
          lane,
          kind === 'restart'
            ? of?.notes[i]
            : chip
              ? `${chip.state} ${chip.text}${chip.beside ? ` (${chip.beside})` : ''}`
              : null,
        ];
      }),
    );
  };
  return { lanes, kinds: phases.map((p) => p.kind), heads: phases.map((p) => p.head), phase };
}

const batch = (after: string) => ({ kind: 'batch', batchId: 6, after }) as Crash['where'];

test('Spark: what a batch had come to stands left of the tear, and its repeat goes down the same stairs', () => {
  const written = disk('spark', batch('sink-written'));
  expect(written.kinds).toEqual(['before', 'before', 'struck', 'restart', 'again', 'next']);
  expect(written.phase('struck')).toEqual({
    source: 'kept 7',
    offsets: 'kept 6 (next 8)',
    state: 'gone v7',
    sink: 'kept 1 row',
    commits: 'never 6',
  });
  expect(written.phase('restart')).toMatchObject({
    source: 'back to offset 7',
    offsets: 'newest: 6',
    state: 'load v6',
    commits: 'newest: 5',
  });
  expect(written.phase('again')).toMatchObject({ state: 'kept v7', commits: 'kept 6' });
  const logged = disk('spark', batch('offsets-logged'));
  expect(logged.phase('struck')).toMatchObject({ offsets: 'kept 6 (next 8)', source: 'never 7', sink: 'never 1 row' });
});

test('Spark: after the commit nothing is repeated; without its checkpoint nothing is known', () => {
  const over = disk('spark', batch('commit-logged'));
  expect(over.kinds).toEqual(['before', 'before', 'struck', 'restart', 'next']);
  expect(over.phase('struck')).toMatchObject({ state: 'kept v7', commits: 'kept 6' });
  const lost = disk('spark', batch('sink-written'), tunnel, { checkpoint: 'lost' });
  expect(lost.phase('restart')).toMatchObject({ source: 'from the first row', offsets: 'nothing there' });
});

test('Flink: it goes back to the last checkpoint that was complete; what was behind a barrier counts no more', () => {
  const taking = setFlink(tunnel, { checkpointInterval: 5 * MINUTE, sink: 'transactional' });
  const cut = disk('flink', { kind: 'checkpoint', checkpoint: 3, after: 'state-snapshotted' }, taking);
  expect(cut.phase('struck')).toMatchObject({
    barriers: 'gone 3',
    snapshot: expect.stringMatching(/^gone/),
    completed: 'never 3',
  });
  expect(cut.phase('restart')).toMatchObject({ source: 'back to offset 5', completed: 'newest: 2' });
  const between = disk('flink', { kind: 'at', at: at('14:12:30') }, taking);
  expect(between.phase('struck')).toMatchObject({ sink: 'gone 1 row', barriers: null });
});

test('Kafka Streams: at least once what was sent stays, exactly once it is aborted and the store wiped', () => {
  const row = { kind: 'arrival', arrival: 3, after: 'row' } as const;
  const twice = disk('kafkaStreams', row);
  expect(twice.phase('struck')).toMatchObject({ topic: 'kept 1 row', committed: expect.stringMatching(/^never/) });
  expect(twice.phase('restart')).toMatchObject({
    store: 'still there',
    source: 'back to offset 3',
  });
  const { kafkaStreams } = tunnel.engines;
  const once = {
    ...tunnel,
    engines: { ...tunnel.engines, kafkaStreams: { ...kafkaStreams, processingGuarantee: 'exactly_once_v2' as const } },
  };
  expect(disk('kafkaStreams', row, once).phase('restart')).toMatchObject({
    store: 'wiped',
    topic: 'transaction aborted',
  });
});

test('a loop that saves its place before it writes loses what it had not written', () => {
  const early = setBatchLoop(tunnel, { remember: 'lastReadBeforeWrite' });
  const cut = disk('batchLoop', { kind: 'batch', batchId: 1, after: 'remembered' }, early);
  expect(cut.phase('struck')).toMatchObject({
    source: expect.stringMatching(/^kept/),
    saved: expect.stringMatching(/^kept/),
  });
  expect(disk('batchLoop', { kind: 'batch', batchId: 1, after: 'written' }).phase('restart').saved).toBe(
    'saves nothing',
  );
});

test('every crash of a run has its tear: a batch that dies again, and one further on', () => {
  const after = (batchId: number, point: string) => ({ kind: 'batch', batchId, after: point }) as Crash['where'];
  const { heads, phase } = diskOfAll('spark', [
    after(6, 'sink-written'),
    after(6, 'state-written'),
    after(12, 'commit-logged'),
  ]);
  expect(heads.join(' | ')).toBe(
    '4 | 5 | batch 6 | restart | batch 6 again | restart | batch 6 again | 4 more | 11 | batch 12 | restart | 13',
  );
  // The second time it dies before it has written, and finds what the first life had logged.
  expect(phase('struck', 1)).toMatchObject({ source: 'kept 7', sink: 'never 1 row', commits: 'never 6' });
  expect(phase('restart', 1)).toMatchObject({ source: 'back to offset 7', offsets: 'newest: 6', commits: 'newest: 5' });
  expect(phase('restart', 2)).toMatchObject({ source: 'on from offset 16', commits: 'newest: 12' });
});

test('row by row the second crash goes back to what was saved since the first', () => {
  const row = (arrival: number) => ({ kind: 'arrival', arrival, after: 'row' }) as Crash['where'];
  const taking = setFlink(tunnel, { checkpointInterval: 5 * MINUTE, sink: 'transactional' });
  const flink = diskOfAll('flink', [row(8), row(14)], taking);
  expect(flink.heads.filter((head) => head.startsWith('checkpoint'))).toEqual([
    'checkpoint 1',
    'checkpoint 2',
    'checkpoint 4',
  ]);
  expect(flink.phase('struck')).toMatchObject({ source: 'kept 5–8' });
  expect(flink.phase('restart')).toMatchObject({ source: 'back to offset 5', completed: 'newest: 2' });
  expect(flink.phase('restart', 1)).toMatchObject({ source: 'back to offset 12', completed: 'newest: 4' });
  const kafka = diskOfAll('kafkaStreams', [row(8), row(12)]);
  expect(kafka.phase('before')).toMatchObject({ source: 'kept 6', committed: 'kept 7 (next 7)' });
  expect(kafka.phase('restart', 1)).toMatchObject({ source: 'back to offset 12', committed: 'newest: 11' });
});
