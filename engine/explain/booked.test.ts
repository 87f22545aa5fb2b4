import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../scenario/parse';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { bookedOf, lackedBy } from './booked';
import { explain } from './explain';

const FILES = ['tunnel', 'loop-boundary', 'loop-late'];

function loop(json: unknown, settings: object = {}): TraceReader {
  const file = structuredClone(json) as { engines: { batchLoop?: object } };
  file.engines = { ...file.engines, batchLoop: { ...file.engines?.batchLoop, ...settings } };
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, 'batchLoop'), parsed.scenario);
}
const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(
      new URL(
        name === 'tunnel' ? '../conformance/cases/tunnel.json' : `../../lessons/04-loop/${name}.json`,
        import.meta.url,
      ),
      'utf8',
    ),
  );

describe('a loop’s figure that counts rows', () => {
  const tunnel = read('tunnel');
  for (const name of FILES)
    for (const boundary of ['closed', 'open', 'halfOpen'])
      for (const readBy of ['arrivalTime', 'eventTime'])
        test(`${name}, ${boundary}, by ${readBy}: what it lacks and what is too much make up the difference to the truth`, () => {
          const reader = loop(read(name), { boundary, readBy });
          const aggregates = reader.scenario.query.steps.flatMap((s) => (s.kind === 'aggregate' ? s.aggregates : []));
          const counts = aggregates.findIndex(({ expression }) => expression === 'count(*)');
          const panes = reader.at(reader.length).panes();
          expect(counts).toBeGreaterThanOrEqual(0);
          for (const { group, values, truth, status } of panes) {
            if (status !== 'final' || !values || !truth) continue;
            const booked = bookedOf(reader, group, reader.length);
            const again = booked.twice.reduce((n, { entries }) => n + entries.length - 1, 0);
            expect(Number(values[counts]) - Number(truth[counts])).toBe(
              booked.strangers.length + again - lackedBy(booked).length,
            );
          }
        });

  test('the row in the tunnel is said to be counted where it arrived, and one can go there', () => {
    const reader = loop(tunnel);
    const first = explain(reader, { kind: 'group', group: 0 }, reader.length);
    const gone = first.steps.find((s) => s.code === 'countedElsewhere' && s.params.row === 12);
    expect(gone).toMatchObject({ about: { kind: 'row', row: 12 } });
    expect(reader.entry((gone?.cursor as number) - 1)).toMatchObject({ kind: 'rowGrouped', row: 12, group: 4 });
    const there = explain(reader, { kind: 'group', group: 4 }, reader.length);
    expect(there.steps.filter((s) => s.code === 'belongsElsewhere').map((s) => s.about)).toContainEqual({
      kind: 'row',
      row: 12,
    });
  });

  test('of the row itself no window is named in which it did not happen, and where it is booked is said', () => {
    const reader = loop(read('tunnel'));
    const why = explain(reader, { kind: 'row', row: 12 }, reader.length);
    expect(why.steps.map((s) => s.code)).toEqual(['happened', 'arrived', 'batchRead', 'bookedByRun', 'answered']);
    expect(why.steps[0]).toMatchObject({ params: { groups: [] } });
    expect(why.steps[3]).toMatchObject({ tone: 'late', params: { own: false } });
    const prompt = explain(reader, { kind: 'row', row: 0 }, reader.length);
    expect(prompt.steps[0]).toMatchObject({ params: { groups: [{ start: expect.any(Number) }] } });
    expect(prompt.steps[3]).toMatchObject({ code: 'bookedByRun', tone: 'processing', params: { own: true } });
  });

  test('a row that no run reads is passed over, by a rule; before that run it still waits', () => {
    const reader = loop(read('tunnel'), { readBy: 'eventTime' });
    const asked = (row: number, cursor: number) => explain(reader, { kind: 'row', row }, cursor).steps.at(-1);
    const lost = asked(12, reader.length);
    expect(lost).toMatchObject({ code: 'passedOver', params: { why: 'lateLost', batch: 0 } });
    const edge = loop(read('loop-boundary'), { boundary: 'open' });
    const ends = Array.from({ length: edge.trace.arrivalOrder.length }, (_, row) =>
      explain(edge, { kind: 'row', row }, edge.length).steps.at(-1),
    );
    expect(ends.filter((s) => s?.code === 'passedOver')).not.toHaveLength(0);
    expect(ends.filter((s) => s?.code === 'neverRead')).toHaveLength(0);
    const gap = ends.findIndex((s) => s?.code === 'passedOver');
    const { arrived } = edge.rowEntries(gap);
    expect(explain(edge, { kind: 'row', row: gap }, (arrived as number) + 1).steps.at(-1)?.code).toBe('waits');
  });

  test('that it is not complete is explained by the rows that are counted elsewhere', () => {
    const reader = loop(tunnel);
    const why = explain(reader, { kind: 'measure', measure: 'completeness' }, reader.length);
    expect(why.steps.map((s) => s.code)).toEqual([
      'completeness',
      ...Array.from({ length: 5 }, () => 'countedElsewhere'),
    ]);
  });
});
