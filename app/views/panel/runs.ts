/** Real runs for the tests of the views: scenarios of lessons, simulated. */
import { readFileSync } from 'node:fs';
import { parseScenario } from '../../../engine/scenario/parse';
import type { EngineName, Scenario } from '../../../engine/scenario/scenario';
import { simulate } from '../../../engine/simulate';
import { openTrace, type TraceReader } from '../../../engine/trace/reader';
import type { Trace } from '../../../engine/trace/trace';

const FILES = {
  tunnel: '06-watermark/tunnel.json',
  fraud: '01-fraud/fraud.json',
  users: '03-infinite/users-bounded.json',
  usersForever: '03-infinite/users-forever.json',
} as const;

export function scenarioOf(name: keyof typeof FILES): Scenario {
  const read = parseScenario(
    JSON.parse(readFileSync(new URL(`../../../lessons/${FILES[name]}`, import.meta.url), 'utf8')),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.scenario;
}

export function runOf(
  scenario: Scenario,
  engine: EngineName = 'spark',
  doctor: (trace: Trace) => Trace = (t) => t,
): TraceReader {
  return openTrace(doctor(simulate(scenario, engine)), scenario);
}

/** Microseconds of a wall time of 2 March 2026 in Jakarta. */
export const at = (time: string): number => Date.parse(`2026-03-02T${time}+07:00`) * 1000;
