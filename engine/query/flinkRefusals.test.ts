import { expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { planFaults } from './plan';

const columns = { t: 'timestamp', u: 'timestamp', k: 'string', v: 'long' };
const source = { columns, arrivals: [] };
const watermark = { watermark: 't', delay: '1 minute' };
const count = { n: 'count(*)' };
const windowed = { groupBy: { window: { on: 't', size: '4 minutes' } }, aggregate: count };
const other = { select: { t2: 't', k2: 'k' } };
const joined = (on: string, type = 'inner') => ({
  join: { with: { from: 'two', steps: [watermark, other] }, type, on },
});
const bounds = 'k = k2 and t2 between t and t + interval 1 minute';

function faultsOf(steps: readonly unknown[], flink: object = {}, faults: readonly unknown[] = []) {
  const parsed = parseScenario({
    format: 'arus/1',
    sources: { one: source, two: source },
    query: { from: 'one', steps },
    engines: { spark: {}, flink },
    faults,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return planFaults(parsed.scenario, 'flink').map((f) => [
    f.path,
    f.code === 'notModelled' ? f.params.feature : f.code === 'refused' ? f.params.condition : f.code,
  ]);
}

test.each<[string, readonly unknown[]]>([
  [
    'windows behind a filter, columns and a watermark',
    [{ filter: 'v > 0' }, watermark, { select: { t: 't' } }, windowed],
  ],
  [
    'a union whose sides have their own watermarks',
    [watermark, { union: { from: 'two', steps: [watermark] } }, windowed],
  ],
  ['a session without keys', [watermark, { groupBy: { window: { on: 't', gap: '1 minute' } }, aggregate: count }]],
  ['a running aggregate without a watermark', [{ groupBy: { keys: ['k'] }, aggregate: count }]],
  ['what is distinct', [watermark, { ...windowed, aggregate: { n: 'count(distinct v)' } }]],
  [
    'a window over windows',
    [watermark, windowed, { groupBy: { window: { on: 'window', size: '1 hour' } }, aggregate: { n: 'sum(n)' } }],
  ],
  ['a window behind dropDuplicates', [watermark, { dropDuplicates: ['k', 't'] }, windowed]],
  ['a function', [watermark, { process: 'runningTotal', keys: ['k'], parameters: { column: 'v' } }]],
  ['a join with bounds and more conditions', [watermark, joined(`${bounds} and v > 0`)]],
  ['a join of equal event times', [watermark, joined('k = k2 and t = t2')]],
])('Flink runs %s', (_, steps) => {
  expect(faultsOf(steps)).toEqual([]);
});

test.each<[string, readonly unknown[], string, string]>([
  ['a window without a watermark', [windowed], 'query.steps[0].groupBy.window.on', 'RuntimeException'],
  [
    'a window over another column than the watermark’s',
    [watermark, { groupBy: { window: { on: 'u', size: '4 minutes' } }, aggregate: count }],
    'query.steps[1].groupBy.window.on',
    'flinkWindowColumn',
  ],
  ['a second watermark', [watermark, { watermark: 'u', delay: '0 seconds' }], 'query.steps[1]', 'flinkWatermarkPlace'],
  ['a watermark behind a union', [{ union: { from: 'two' } }, watermark], 'query.steps[1]', 'flinkWatermarkPlace'],
  ['a left join', [watermark, joined(bounds, 'leftOuter')], 'query.steps[1]', 'flinkJoinType'],
  [
    'a join that is bounded on one side only',
    [watermark, joined('k = k2 and t2 >= t')],
    'query.steps[1]',
    'flinkJoinBounds',
  ],
  [
    'a session whose gap is nothing',
    [watermark, { groupBy: { window: { on: 't', gap: '0 seconds' } }, aggregate: count }],
    'query.steps[1].groupBy.window.gap',
    'IllegalArgumentException',
  ],
  [
    'a function behind windows',
    [watermark, windowed, { process: 'runningTotal', keys: ['n'], parameters: { column: 'n' } }],
    'query.steps[2]',
    'flinkChain',
  ],
  [
    'a window behind a running aggregate',
    [watermark, { groupBy: { keys: ['t'] }, aggregate: count }, windowed],
    'query.steps[2]',
    'flinkChain',
  ],
])('Flink refuses %s', (_, steps, path, what) => {
  expect(faultsOf(steps)).toContainEqual([path, what]);
});

test('a crash needs the checkpoint or the transaction that it is to come after', () => {
  const crash = (after: string) => ({ engine: 'flink', crash: { arrival: 0, after } });
  const points = ['row', 'checkpoint-completed', 'transaction-committed'].map(crash);
  const refused = (flink: object) => faultsOf([watermark, windowed], flink, points).map(([path]) => path);
  expect(refused({})).toEqual(['faults[1].crash.after', 'faults[2].crash.after']);
  expect(refused({ checkpointInterval: '10 seconds' })).toEqual(['faults[2].crash.after']);
  expect(refused({ checkpointInterval: '10 seconds', sink: 'transactional' })).toEqual([]);
});
