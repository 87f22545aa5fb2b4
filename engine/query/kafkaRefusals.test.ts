import { expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { planFaults } from './plan';

type Step = Record<string, unknown>;

const WATERMARK: Step = { watermark: 't', delay: '1 minute' };
const OTHER: Step = { watermark: 'u', delay: '1 minute' };
const COUNT: Step = { groupBy: { window: { on: 't', size: '4 minutes' }, keys: ['k'] }, aggregate: { n: 'count(*)' } };
const SESSION: Step = { groupBy: { window: { on: 't', gap: '2 minutes' }, keys: ['k'] }, aggregate: { n: 'count(*)' } };
const ON = "k = m and u between t - interval '1 minute' and t + interval '1 minute'";
const join = (type: string, on = ON, steps: Step[] = [OTHER]): Step => ({
  join: { with: { from: 'right', steps }, type, on },
});

/** What is refused of a query over `left` (t, k, v), with `right` (u, m) beside it: path and code, or the feature. */
function refused(steps: Step[], settings: object = {}, partitions = 1): string[] {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'refused',
    sources: {
      left: { columns: { t: 'timestamp', k: 'string', v: 'long', w: 'timestamp' }, arrivals: [] },
      right: { columns: { u: 'timestamp', m: 'string' }, partitions, arrivals: [] },
    },
    query: { from: 'left', steps },
    engines: { kafkaStreams: settings },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return planFaults(parsed.scenario, 'kafkaStreams').map((fault) => {
    const { params } = fault as { params: { feature?: string; condition?: string } };
    return `${fault.path} ${params.feature ?? params.condition}`;
  });
}

test.each<[what: string, steps: Step[], settings: object, refusal: string]>([
  [
    'dropDuplicates behind a join',
    [WATERMARK, join('inner'), { dropDuplicates: ['k'] }],
    {},
    'query.steps[2] kafkaRepartition',
  ],
  [
    'a function behind dropDuplicates',
    [WATERMARK, { dropDuplicates: ['k'] }, { process: 'runningTotal', keys: ['k'], parameters: { column: 'v' } }],
    {},
    'query.steps[2] kafkaRepartition',
  ],
  [
    'windows that begin elsewhere',
    [WATERMARK, { ...COUNT, groupBy: { window: { on: 't', size: '1 day', start: '17 hours' }, keys: ['k'] } }],
    {},
    'query.steps[1].groupBy.window.start kafkaWindowStart',
  ],
  [
    'a window over another column than the timestamp',
    [WATERMARK, { ...COUNT, groupBy: { window: { on: 'w', size: '4 minutes' }, keys: ['k'] } }],
    {},
    'query.steps[1].groupBy.window.on kafkaWindowColumn',
  ],
  ['a semi join', [WATERMARK, join('leftSemi')], {}, 'query.steps[1] kafkaSemiJoin'],
  ['a right join', [WATERMARK, join('rightOuter')], {}, 'query.steps[1] kafkaRightOuter'],
  ['a join without bounds', [WATERMARK, join('inner', 'k = m')], {}, 'query.steps[1] kafkaJoinCondition'],
  [
    'a join with another condition',
    [WATERMARK, join('inner', `${ON} and v > 1`)],
    {},
    'query.steps[1] kafkaJoinCondition',
  ],
  ['a join of a side without time', [WATERMARK, join('inner', ON, [])], {}, 'query.steps[1] kafkaJoinCondition'],
  ['a groupBy behind a join', [WATERMARK, join('inner'), COUNT], {}, 'query.steps[2] kafkaRepartition'],
  [
    'a groupBy behind a groupBy',
    [WATERMARK, COUNT, { groupBy: { keys: ['n'] }, aggregate: { windows: 'count(*)' } }],
    {},
    'query.steps[2] kafkaRepartition',
  ],
  ['a source twice', [WATERMARK, { union: { from: 'left', steps: [WATERMARK] } }], {}, 'query kafkaSourceTwice'],
  [
    'final results without a window',
    [WATERMARK, { groupBy: { keys: ['k'] }, aggregate: { n: 'count(*)' } }],
    { emit: 'suppress' },
    'engines.kafkaStreams.emit kafkaFinalWithoutWindow',
  ],
  [
    'a filter behind sessions that take results back',
    [WATERMARK, SESSION, { filter: 'n > 1' }],
    {},
    'engines.kafkaStreams.emit kafkaStepsBehindTombstones',
  ],
  [
    'a session with a gap below zero',
    [WATERMARK, { ...SESSION, groupBy: { window: { on: 't', gap: '-1 minute' }, keys: ['k'] } }],
    {},
    'query.steps[1].groupBy.window.gap IllegalArgumentException',
  ],
])('%s is refused, with its place', (_, steps, settings, refusal) => {
  expect(refused(steps, settings)).toContain(refusal);
});

test('a join of topics with different numbers of partitions is refused', () => {
  expect(refused([WATERMARK, join('inner')], {}, 2)).toEqual(['query.steps[1] kafkaCopartition']);
});

test('what the library runs is not refused', () => {
  for (const type of ['inner', 'leftOuter', 'fullOuter']) expect(refused([WATERMARK, join(type)])).toEqual([]);
  expect(refused([WATERMARK, COUNT, { filter: 'n > 1' }])).toEqual([]);
  expect(refused([WATERMARK, SESSION, { filter: 'n > 1' }], { emit: 'suppress' })).toEqual([]);
  expect(refused([{ filter: 'v > 0' }, WATERMARK, SESSION])).toEqual([]);
});
