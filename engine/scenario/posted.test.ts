import { expect, test } from 'vitest';
import { simulate } from '../simulate';
import { moveArrival, moveEvent, setDelay } from './edit';
import { parseScenario } from './parse';
import { posted, received } from './posted';
import type { Scenario } from './scenario';

const PICKUPS = {
  format: 'arus/1',
  name: 'posted',
  title: { en: 'Posted', id: 'Dikirim' },
  sources: {
    pickups: {
      columns: { at: 'timestamp', fare: 'long', from: 'string' },
      arrivals: [
        { arrivesAt: '2026-03-02T14:00:10Z', row: { at: '2026-03-02T14:00:00Z', fare: 3, from: 'A' } },
        { arrivesAt: '2026-03-02T14:06:10Z', row: { at: '2026-03-02T14:06:00Z', fare: 4, from: null } },
        { arrivesAt: '2026-03-02T14:20:10Z', row: { at: '2026-03-02T14:20:00Z', fare: 5, from: 'B' } },
      ],
    },
  },
  query: {
    from: 'pickups',
    steps: [
      { watermark: 'at', delay: '2 minutes' },
      { groupBy: { window: { on: 'at', size: '5 minutes' } }, aggregate: { n: 'count(*)' } },
    ],
  },
  engines: { spark: { trigger: { processingTime: '1 minute' } } },
};

function scenarioOf(): Scenario {
  const read = parseScenario(PICKUPS);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

test('a thread that is sent one edit after another has each scenario whole, and is sent no column twice, and no time that stands', () => {
  const first = scenarioOf();
  const edits = [
    first,
    moveArrival(first, 0, 1, Date.parse('2026-03-02T14:19:00Z') * 1000),
    moveEvent(first, 0, 1, 'at', Date.parse('2026-03-02T14:03:00Z') * 1000),
    setDelay(first, 0),
    first,
  ];
  let sent: Scenario | null = null;
  let had: Scenario | null = null;
  const copied: number[] = [];
  const moved: (number | 'all')[] = [];
  for (const scenario of edits) {
    const post = structuredClone(posted(scenario, sent));
    copied.push(post.sources.flatMap((s) => s.rows.columns).filter((c) => c !== null).length);
    moved.push(
      ...post.sources.map(({ arrivesAt }) => ('rows' in arrivesAt ? arrivesAt.rows.length : ('all' as const))),
    );
    sent = scenario;
    had = received(post, had);
    expect(had).toEqual(scenario);
    expect(simulate(had, 'spark')).toEqual(simulate(scenario, 'spark'));
  }
  // All, none, the column that was moved in, and back.
  expect(copied).toEqual([3, 0, 1, 1, 0]);
  expect(moved).toEqual(['all', 1, 1, 0, 0]);
});
