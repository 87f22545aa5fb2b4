/** What is on disk at a crash, lane by lane: as the trace has it, for each point at which an engine can die. */
import { expect, test } from 'vitest';
import { withoutCrashes } from '../../../engine/crashPlaces';
import { setBatchLoop, setFlink } from '../../../engine/scenario/edit';
import type { Crash, EngineName, Scenario } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { MINUTE } from '../../../engine/time';
import { openTrace } from '../../../engine/trace/reader';
import { en } from '../../../i18n/en';
import { labelsOf } from '../../trace/labels';
import { at, scenarioOf } from '../panel/runs';
import { diskOf, type Phase } from './layout';

const tunnel = scenarioOf('tunnel');

function disk(engine: EngineName, where: Crash['where'], scenario: Scenario = tunnel, more: Partial<Crash> = {}) {
  const crash = { engine, where, restartAfter: MINUTE / 2, checkpoint: 'kept', place: 0, ...more } as const;
  const of = { ...withoutCrashes(scenario, engine), crashes: [crash] };
  const reader = openTrace(simulate(of, engine), of);
  const found = diskOf(reader, { t: en.crashLab.disk as never, labels: labelsOf(reader, 'en') });
  if (!found) throw new Error('nothing crashed');
  const { lanes, phases } = found;
  const phase = (kind: Phase['kind']) => {
    const of = phases.find((p) => p.kind === kind);
    return Object.fromEntries(
      lanes.map((lane, i) => {
        const chip = of?.chips[i];
        return [lane, kind === 'restart' ? of?.notes[i] : chip ? `${chip.state} ${chip.text}` : null];
      }),
    );
  };
  return { lanes, kinds: phases.map((p) => p.kind), phase };
}

const batch = (after: string) => ({ kind: 'batch', batchId: 6, after }) as Crash['where'];

test('Spark: what a batch had come to stands left of the tear, and its repeat goes down the same stairs', () => {
  const written = disk('spark', batch('sink-written'));
  expect(written.kinds).toEqual(['before', 'before', 'struck', 'restart', 'again', 'next']);
  expect(written.phase('struck')).toEqual({
    source: 'kept 1 row',
    offsets: 'kept 6',
    state: 'gone v7',
    sink: 'kept 1 row',
    commits: 'never 6',
  });
  expect(written.phase('restart')).toMatchObject({ offsets: 'newest: 6', state: 'load v6', commits: 'newest: 5' });
  expect(written.phase('again')).toMatchObject({ state: 'kept v7', commits: 'kept 6' });
  const logged = disk('spark', batch('offsets-logged'));
  expect(logged.phase('struck')).toMatchObject({ offsets: 'kept 6', source: 'never 1 row', sink: 'never 1 row' });
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
  expect(cut.phase('restart')).toMatchObject({ source: 'back to checkpoint 2', completed: 'newest: 2' });
  const between = disk('flink', { kind: 'at', at: at('14:12:30') }, taking);
  expect(between.phase('struck')).toMatchObject({ sink: 'gone 1 row', barriers: null });
});

test('Kafka Streams: at least once what was sent stays, exactly once it is aborted and the store wiped', () => {
  const row = { kind: 'arrival', arrival: 3, after: 'row' } as const;
  const twice = disk('kafkaStreams', row);
  expect(twice.phase('struck')).toMatchObject({ topic: 'kept 1 row', committed: expect.stringMatching(/^never/) });
  expect(twice.phase('restart')).toMatchObject({
    store: 'still there',
    source: expect.stringMatching(/^back to commit/),
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
