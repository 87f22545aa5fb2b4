/** A cause leads to its moment, of which it says the time and nothing that is not so, and no cause lies in the future. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ENGINES } from '../engines/names';
import { planFaults } from '../query/plan';
import { parseScenario } from '../scenario/parse';
import type { EngineName } from '../scenario/scenario';
import { simulate } from '../simulate';
import { openTrace, type TraceReader } from '../trace/reader';
import { KIND } from '../trace/trace';
import { explain } from './explain';
import type { StepCode } from './explanation';
import type { Subject } from './subject';

const CASES = [
  'tunnel',
  'late-1015-append-5',
  'window-sliding-partly-late',
  'flink-window-sliding-partly-late',
  'session-bridge',
  'session-many-sessions-of-a-key',
  'flink-session-lateness-again',
  'crash-lost-session',
  'crash-append-rows-read',
  'crash-sliding-rows-read',
  'dedup-within-late',
  'join-inner-range',
  'join-inner-reversed',
  'join-left-semi-range',
  'crash-dedup-within-sink-half-written',
  'crash-join-leftouter-sink-half-written',
  'velocity-alert',
  'distinct-users-ttl',
  'kafka-session-late',
  'aggregate-double-sum-windows',
];

/** What stands beside them is when the row happened, which is no moment of the run. */
const OF_EVENT: ReadonlySet<StepCode> = new Set(['happened', 'madeOf', 'missingRow']);
/** What is known to come. */
const TO_COME: ReadonlySet<StepCode> = new Set(['happened', 'notArrived', 'waits']);

function* told(engine: EngineName, name: string) {
  const file = JSON.parse(readFileSync(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'));
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  if (planFaults(parsed.scenario, engine).length > 0) return;
  const reader = openTrace(simulate(parsed.scenario, engine), parsed.scenario);
  for (let cursor = 0; cursor <= reader.length; cursor += Math.max(1, Math.floor(reader.length / 24)))
    for (const subject of subjectsBy(reader, cursor))
      for (const step of explain(reader, subject, cursor).steps)
        yield { reader, cursor, step, where: `${name}, ${engine}, ${JSON.stringify(subject)} at ${cursor}` };
}

/** Whatever has begun by a cursor. */
function subjectsBy({ trace, scenario }: TraceReader, cursor: number): Subject[] {
  const rows = scenario.sources.reduce((n, s) => n + s.rows.count, 0);
  const groups = trace.operator?.groups.count ?? 0;
  const begun = trace.batches.firstEntry.filter((entry) => entry < cursor).length;
  const given = trace.kinds.subarray(0, cursor).filter((kind) => kind === KIND.outputWritten).length;
  return [
    ...Array.from({ length: rows }, (_, row): Subject => ({ kind: 'row', row })),
    ...Array.from({ length: groups }, (_, group): Subject => ({ kind: 'group', group })),
    ...Array.from({ length: groups }, (_, group): Subject => ({ kind: 'state', group })),
    ...Array.from({ length: begun }, (_, batch): Subject => ({ kind: 'batch', batch })),
    ...Array.from({ length: given }, (_, output): Subject => ({ kind: 'output', output })),
    { kind: 'watermark' },
    ...(['completeness', 'wait', 'state'] as const).map((measure): Subject => ({ kind: 'measure', measure })),
  ];
}

test.each(ENGINES)('of %s', (engine) => {
  let links = 0;
  for (const name of CASES)
    for (const { reader, cursor, step, where } of told(engine, name)) {
      const said = `${where}: ${step.code}`;
      if (step.code === 'waterReached' && !Number.isNaN(step.params.over))
        expect(step.params.over, said).toBeLessThanOrEqual(step.params.watermark);
      if (step.code === 'sideMovedOn') expect(step.params.over, said).toBeLessThanOrEqual(step.params.newest);
      if (step.cursor === null) continue;
      links++;
      if (!OF_EVENT.has(step.code)) expect(step.time, said).toBe(reader.timeAt(step.cursor));
      if (!TO_COME.has(step.code)) expect(step.cursor, said).toBeLessThanOrEqual(cursor);
    }
  expect(links).toBeGreaterThan(1000);
});

test('a session that grew says which one took its place, and neither that it is empty nor that the watermark freed it', () => {
  const codes: Record<string, StepCode[]> = { group: [], state: [] };
  for (const { step, where } of told('spark', 'session-bridge'))
    for (const kind of ['group', 'state'])
      if (where.includes(`{"kind":"${kind}","${kind === 'state' ? 'group' : kind}":0} at 18`))
        codes[kind]?.push(step.code);
  expect(codes).toEqual({ group: ['rowsOf', 'grew'], state: ['rowsOf', 'grew', 'freed'] });
});
