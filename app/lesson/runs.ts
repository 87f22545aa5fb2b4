/**
 * The runs that a lesson speaks of, simulated once and kept. They have a thread of their own: on the stage a newer run
 * ends the one before, and these must all be there.
 */
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { openTrace, type TraceReader } from '../../engine/trace/reader';
import { runOf, specsOf } from '../../lessons/resolve';
import type { Lesson, Recall, RunSpec, Step } from '../../lessons/schema';
import { createEngineClient } from '../engineClient';

export interface Ran {
  readonly scenario: Scenario;
  readonly engine: EngineName;
  readonly reader: TraceReader;
}

const engine = createEngineClient();
const kept = new Map<string, Promise<Ran>>();
let last: Promise<unknown> = Promise.resolve();

async function simulate(lesson: Lesson, spec: RunSpec): Promise<Ran> {
  const { scenario, engine: name } = runOf(lesson, spec);
  const answer = await engine.run(scenario, name);
  if ('faults' in answer) throw new Error(`a lesson's run was refused: ${JSON.stringify(answer.faults)}`);
  return { scenario, engine: name, reader: openTrace(answer.trace, scenario) };
}

/** One run of a lesson. @throws Error if the engine refuses it or could not be loaded; asking again tries again. */
export function runFor(lesson: Lesson, spec: RunSpec): Promise<Ran> {
  const key = `${lesson.card.slug} ${JSON.stringify(spec)}`;
  const before = kept.get(key);
  if (before) return before;
  // One after the other, since a newer run of one client ends the one before.
  const run = last.then(() => simulate(lesson, spec));
  last = run.catch(() => kept.delete(key));
  kept.set(key, run);
  return run;
}

/** All runs of a question by name; `main` is always there. */
export async function runsFor(
  lesson: Lesson,
  step: Step | Recall,
): Promise<{ readonly main: Ran } & Readonly<Record<string, Ran>>> {
  const specs = Object.entries(specsOf(step));
  const ran = await Promise.all(specs.map(async ([name, spec]) => [name, await runFor(lesson, spec)] as const));
  return Object.fromEntries(ran) as { main: Ran } & Record<string, Ran>;
}
