/** A lesson's scenario file with settings changed, as the engines read it. */
import { parseScenario } from '../engine/scenario/parse';
import type { Scenario } from '../engine/scenario/scenario';
import { rowNumber } from './facts';
import type { Change, LessonScenario } from './schema';

/** The parts of a file that a change touches. */
interface File {
  readonly sources: Record<string, { readonly arrivals: { arrivesAt: string }[] }>;
  readonly query: { readonly steps: Record<string, unknown>[] };
  readonly engines: Record<string, Record<string, unknown>>;
}

/**
 * The file is changed and read again, so that a lesson can set nothing that a person could not write.
 * @throws Error if the changed file is not valid.
 */
export function changed(scenario: LessonScenario, changes: readonly Change[]): Scenario {
  const file = structuredClone(scenario.file) as File;
  for (const change of changes) apply(file, change, scenario);
  const read = parseScenario(file);
  if (!read.ok) throw new Error(`a lesson's scenario is not valid: ${JSON.stringify(read.faults)}`);
  return read.scenario;
}

function apply(file: File, change: Change, scenario: LessonScenario): void {
  switch (change.set) {
    case 'delay':
      set(stepWith(file, 'watermark'), 'delay', change.to);
      break;
    case 'trigger':
      set(engine(file, 'spark'), 'trigger', { processingTime: change.to });
      break;
    case 'outputMode':
      set(engine(file, 'spark'), 'outputMode', change.to);
      break;
    case 'every':
      set(engine(file, 'dailyBatch'), 'every', change.to);
      break;
    case 'parameter': {
      const step = stepWith(file, 'process');
      set(step, 'parameters', { ...(step.parameters as object), [change.name]: change.to });
      break;
    }
    case 'arrival': {
      const arrival = Object.values(file.sources).flatMap((s) => s.arrivals)[rowNumber(scenario, change.row)];
      if (arrival) arrival.arrivesAt = change.to;
      break;
    }
  }
}

function set(into: Record<string, unknown>, key: string, value: unknown): void {
  into[key] = value;
}

function engine(file: File, name: string): Record<string, unknown> {
  file.engines[name] ??= {};
  return file.engines[name];
}

function stepWith(file: File, key: string): Record<string, unknown> {
  const step = file.query.steps.find((s) => key in s);
  if (!step) throw new Error(`the query has no step "${key}"`);
  return step;
}
