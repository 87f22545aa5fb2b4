import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/parse';
import type { EngineName } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { backlogOf, changeBy } from './backlog';

function runOf(name: string, engine: EngineName = 'spark', change: object = {}): TraceReader {
  const file = JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
  const parsed = parseScenario({ ...file, ...change });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return openTrace(simulate(parsed.scenario, engine), parsed.scenario);
}

/** The plain way: each row's status at the cursor behind an instant. */
function waitingAt(reader: TraceReader, instant: number): number {
  const moment = reader.at(reader.cursorAt(instant));
  const rows = reader.scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  return Array.from({ length: rows }, (_, row) => moment.rowStatus(row)).filter((s) => s === 'waiting').length;
}

describe('the backlog', () => {
  it.each([
    ['tunnel', 'spark'],
    ['batch-row-limit-over-partitions', 'spark'],
    ['join-partitions', 'spark'],
    ['crash-append-rows-read', 'spark'],
    ['crash-long-outage', 'spark'],
    ['tunnel', 'flink'],
    ['flink-partitions-three', 'flink'],
  ] as const)('is the rows that have arrived and wait, at every instant: %s on %s', (name, engine) => {
    const reader = runOf(name, engine);
    const backlog = backlogOf(reader);
    backlog.at.forEach((instant, i) => {
      expect(backlog.waiting[i], `at ${instant}`).toBe(waitingAt(reader, instant));
    });
    const end = reader.timeAt(reader.length);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (share) => {
        const instant = Math.floor(reader.timeAt(1) + ((end - reader.timeAt(1)) * share) / 1000);
        const i = changeBy(backlog, instant);
        expect(i < 0 ? 0 : backlog.waiting[i]).toBe(waitingAt(reader, instant));
      }),
      { numRuns: 40 },
    );
  });

  it('is the sum of what waits in each partition', () => {
    const { waiting, partitions, names } = backlogOf(runOf('join-partitions'));
    expect(names).toEqual(['left 0', 'left 1', 'left 2', 'right 0', 'right 1', 'right 2']);
    waiting.forEach((sum, i) => {
      expect(partitions.reduce((n, p) => n + (p[i] as number), 0)).toBe(sum);
    });
  });

  it('stays where a limit lets a batch read fewer rows than have come', () => {
    const { waiting } = backlogOf(runOf('batch-row-limit'));
    expect(Math.max(...waiting)).toBeGreaterThan(1);
  });

  it('grows while a query is down', () => {
    const reader = runOf('crash-long-outage');
    const [crash] = reader.trace.crashes;
    const backlog = backlogOf(reader);
    const during = [...backlog.at].flatMap((t, i) =>
      crash && t > crash.at && t < crash.restartsAt ? [backlog.waiting[i] as number] : [],
    );
    expect(during.length).toBeGreaterThan(0);
    expect(during).toEqual([...during].sort((a, b) => a - b));
  });
});
