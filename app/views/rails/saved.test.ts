/** Barriers as they travel, checkpoints where they align, commits: read off the run, and no further than the cursor. */
import { expect, test } from 'vitest';
import { setFlink, setKafkaStreams } from '../../../engine/scenario/editRecords';
import { parseScenario } from '../../../engine/scenario/parse';
import type { Crash, EngineName, Scenario } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { SECOND } from '../../../engine/time';
import { openTrace, type TraceReader } from '../../../engine/trace/reader';
import { en } from '../../../i18n/en';
import { NOTHING_WITHHELD } from '../../trace/withheld';
import { alongOf } from './frame';
import { layout } from './layout';
import { savedMarks } from './saved';
import { fitView } from './view';
import { wordsOf } from './words';

const at = (seconds: number): number => (Date.UTC(2026, 2, 2, 12) / 1000 + seconds) * SECOND;

/** Two partitions, a row in each every ten seconds; the barrier of the second comes four seconds later. */
function run(crashes: readonly Partial<Crash>[] = [], engine: EngineName = 'flink'): TraceReader {
  const row = (i: number) => ({
    arrivesAt: new Date(at(i * 10 + 1) / 1000).toISOString(),
    partition: i % 2,
    row: { t: new Date(at(i * 10) / 1000).toISOString() },
  });
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'two',
    sources: { rows: { columns: { t: 'timestamp' }, partitions: 2, arrivals: [0, 1, 2, 3, 4, 5].map(row) } },
    query: {
      from: 'rows',
      steps: [
        { watermark: 't', delay: '5 seconds' },
        { groupBy: { window: { on: 't', size: '20 seconds' } }, aggregate: { n: 'count(*)' } },
      ],
    },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  let scenario: Scenario = setFlink(parsed.scenario, { checkpointInterval: 20 * SECOND, barrierTravel: 4 * SECOND });
  scenario = setKafkaStreams(scenario, { commitInterval: 20 * SECOND });
  const struck = crashes.map((c, place) => ({ engine, restartAfter: 3 * SECOND, checkpoint: 'kept', place, ...c }));
  scenario = { ...scenario, crashes: struck as Crash[] };
  return openTrace(simulate(scenario, engine), scenario);
}

function marks(reader: TraceReader, now: number) {
  const words = wordsOf(reader, 'en', en.rails as never);
  const moment = reader.at(reader.cursorAt(now));
  const view = fitView(reader);
  const scene = layout({
    reader,
    moment,
    withheld: NOTHING_WITHHELD,
    size: { width: 1000, height: 420 },
    orientation: 'horizontal',
    compact: false,
    interactive: false,
    view,
    words,
    keys: null,
    held: null,
    hand: null,
    looked: null,
  });
  return { frame: scene.frame, marks: savedMarks({ reader, moment, view, words }, scene, now, en.saves as never) };
}

test('a barrier is drawn as far as it has come: from the source towards the operator, and there it waits', () => {
  const reader = run();
  const { frame, marks: half } = marks(reader, at(22));
  const travelling = half.at(-1);
  expect(travelling).toMatchObject({ state: 'underWay', line: null, waits: null });
  expect(travelling?.barriers).toHaveLength(1);
  const [barrier] = travelling?.barriers ?? [];
  // Two of its four seconds: half of the way in both directions.
  expect(barrier?.travels).toBe(true);
  expect(barrier?.line[1].x).toBeCloseTo(alongOf(frame, at(22)), 1);
  expect(barrier?.line[1].y).toBeCloseTo((frame.processing + frame.blocks.from + 9) / 2, 1);
  const { marks: aligned } = marks(reader, at(24));
  expect(aligned.at(-1)).toMatchObject({ state: 'done', subject: { kind: 'checkpoint', checkpoint: 0 } });
  // From the first barrier that came until the last one.
  expect(aligned.at(-1)?.waits).toMatchObject({ x: alongOf(frame, at(20)) });
  expect(aligned.at(-1)?.spoken).toContain('4 s after its barriers went out');
});

test('a crash stops barriers where they are, and their checkpoint has failed', () => {
  const reader = run([{ where: { kind: 'at', at: at(22) } }]);
  const { frame, marks: struck } = marks(reader, at(24));
  expect(struck.at(-1)).toMatchObject({ state: 'failed', line: null });
  expect(struck.at(-1)?.barriers[0]?.line[1].x).toBeCloseTo(alongOf(frame, at(22)), 1);
});

test('nothing that is to come is told', () => {
  expect(marks(run(), at(19)).marks.map((m) => m.state)).toEqual([]);
});

test('commits stand where they came about, one that a crash cut short too', () => {
  const reader = run([{ where: { kind: 'commit', commit: 2, after: 'outputs-flushed' } }], 'kafkaStreams');
  const { marks: all } = marks(reader, at(60));
  expect(all.map((m) => [m.state, m.subject.kind]).slice(0, 2)).toEqual([
    ['done', 'commit'],
    ['failed', 'commit'],
  ]);
});
