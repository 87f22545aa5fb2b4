/** A nightly job that dies: what it has not noted as done it does again, over all that has arrived by then. */
import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { valueAt } from '../values';

const DAYS = ['02', '02', '03'];

function ran(fault: Record<string, unknown> | null, until = '2026-03-06T00:00:00Z'): TraceReader {
  const parsed = parseScenario({
    format: 'arus/1',
    name: 'days',
    sources: {
      sales: {
        columns: { soldAt: 'timestamp', amount: 'long' },
        arrivals: [
          ...DAYS.map((day, i) => ({
            arrivesAt: `2026-03-${day}T1${i}:00:00Z`,
            row: { soldAt: `2026-03-${day}T09:00:00Z`, amount: 1 },
          })),
          // Comes an hour after the first run.
          { arrivesAt: '2026-03-03T00:59:00Z', row: { soldAt: '2026-03-02T20:00:00Z', amount: 1 } },
        ],
      },
    },
    query: {
      from: 'sales',
      steps: [{ groupBy: { window: { on: 'soldAt', size: '1 day' } }, aggregate: { sold: 'sum(amount)' } }],
    },
    engines: { dailyBatch: { at: '23:59:00', timeZone: 'UTC' } },
    until,
    ...(fault && { faults: [{ engine: 'dailyBatch', ...fault }] }),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, 'dailyBatch'), parsed.scenario);
}

/** Each run as `day hour:minute rows read`, and what it wrote. */
function runs({ trace }: TraceReader): string[] {
  const { batches, output } = trace;
  const sums = output.table.columns.at(-1);
  return Array.from({ length: batches.count }, (_, b) => {
    const at = new Date((batches.startedAt[b] as number) / 1000).toISOString().slice(8, 16);
    const wrote = [...output.batch].flatMap((by, o) => (by === b && sums ? [valueAt(sums, o)] : []));
    return `${at} reads ${batches.numInputRows[b]} writes ${wrote.join('+')}`;
  });
}

const PLAIN = ['02T23:59 reads 2 writes 2', '03T23:59 reads 4 writes 3+1'];

it('without a crash it runs each night', () => {
  expect(runs(ran(null))).toEqual(PLAIN);
});

it.each([
  ['read', ['02T23:59 reads 2 writes ', '03T00:29 reads 2 writes 2']],
  ['written', ['02T23:59 reads 2 writes 2', '03T00:29 reads 2 writes 2']],
  ['remembered', ['02T23:59 reads 2 writes 2']],
  ['sleeping', ['02T23:59 reads 2 writes 2']],
] as const)('after %s the first run is made again only if nothing notes that it is done', (after, expected) => {
  const run = ran({ crash: { batchId: 0, after }, restartAfter: '30 minutes' });
  expect(runs(run)).toEqual([...expected, PLAIN[1]]);
  expect(run.trace.crashes).toHaveLength(1);
});

it('a run that is made again reads what has come meanwhile', () => {
  const run = ran({ crash: { batchId: 0, after: 'half-written' }, restartAfter: '2 hours' });
  expect(runs(run)[1]).toBe('03T01:59 reads 3 writes 3');
});

it('half of an answer stays in the sink until the run is made again', () => {
  const run = ran({ crash: { batchId: 1, after: 'half-written' }, restartAfter: '1 hour' });
  const crash = run.trace.crashes[0];
  expect(
    run
      .at((crash?.entry ?? 0) + 1)
      .results()
      .map((r) => r.values.at(-1)),
  ).toEqual([3]);
  expect(
    run
      .at(run.length)
      .results()
      .map((r) => r.values.at(-1)),
  ).toEqual([3, 1]);
});

it('a run that was due while it was down is made up for; one that lost its note is made again', () => {
  const asleep = { crash: { at: '2026-03-03T20:00:00Z' }, restartAfter: '6 hours' };
  expect(runs(ran(asleep))).toEqual([PLAIN[0], '04T02:00 reads 4 writes 3+1']);
  const forgot = { crash: { at: '2026-03-03T00:30:00Z' }, restartAfter: '10 minutes', checkpoint: 'lost' };
  expect(runs(ran(forgot))).toEqual([PLAIN[0], '03T00:40 reads 2 writes 2', PLAIN[1]]);
});
