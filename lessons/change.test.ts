/** What a lesson sets, a person could write: each change is what the reader makes of the file with the same change in it. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../engine/scenario/parse';
import type { Scenario } from '../engine/scenario/scenario';
import { writeScenario } from '../engine/scenario/write';
import fraud from './01-fraud/fraud.json';
import { scenarios as fraudScenarios } from './01-fraud/scenarios';
import { changed } from './change';
import { rowNumber } from './facts';
import { LESSONS } from './index';
import { scenarioOf, wholeLesson } from './resolve';
import type { Change, Lesson, LessonScenario, RunSpec } from './schema';

interface File {
  readonly name: string;
  readonly sources: Record<string, { arrivals: { arrivesAt: string; row: { payTime?: string } }[] }>;
  readonly query: { readonly steps: Record<string, unknown>[] };
  readonly engines: Record<string, Record<string, unknown>>;
  faults?: { readonly engine: string; readonly crash: unknown; readonly restartAfter: string }[];
}

const files = Object.values(import.meta.glob<File>('./*/*.json', { eager: true, import: 'default' }));

/** The lesson's own file; what a lesson cuts or builds in code is written as one. */
function fileOf(lesson: LessonScenario): File {
  const { name } = lesson.scenario;
  return structuredClone(files.find((f) => f.name === name) ?? (writeScenario(lesson.scenario) as unknown as File));
}

function write(file: File, change: Change, lesson: LessonScenario): void {
  const step = (key: string) => file.query.steps.find((s) => key in s) as Record<string, unknown>;
  const engine = (name: string) => {
    file.engines[name] ??= {};
    return file.engines[name];
  };
  switch (change.set) {
    case 'delay':
      step('watermark').delay = change.to;
      break;
    case 'trigger':
      engine('spark').trigger = { processingTime: change.to };
      break;
    case 'outputMode':
      engine('spark').outputMode = change.to;
      break;
    case 'every':
      engine('dailyBatch').every = change.to;
      break;
    case 'at':
      engine('dailyBatch').at = change.to;
      break;
    case 'window':
      (step('groupBy').groupBy as { window: { size: string } }).window.size = change.to;
      break;
    case 'sink':
      engine('spark').sink = change.to;
      break;
    case 'loop':
      Object.assign(engine('batchLoop'), change.to);
      break;
    case 'crash': {
      const { engine: of, where, restartAfter } = change;
      file.faults = [...(file.faults ?? []).filter((f) => f.engine !== of), { engine: of, crash: where, restartAfter }];
      break;
    }
    case 'query':
      Object.assign(file, { query: writeScenario({ ...lesson.scenario, query: change.to }).query });
      break;
    case 'parameter':
      step('process').parameters = { ...(step('process').parameters as object), [change.name]: change.to };
      break;
    case 'arrival': {
      const arrivals = Object.values(file.sources).flatMap((s) => s.arrivals);
      (arrivals[rowNumber(lesson, change.row)] as { arrivesAt: string }).arrivesAt = change.to;
    }
  }
}

function read(lesson: LessonScenario, changes: readonly Change[]): Scenario {
  const file = fileOf(lesson);
  for (const change of changes) write(file, change, lesson);
  const parsed = parseScenario(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  // Which engines a file names is nothing that a lesson sets.
  return { ...parsed.scenario, named: lesson.scenario.named };
}

/** Every run that a lesson speaks of, and every change that its tests hand in. */
function runsIn({ recall, steps, checks }: Lesson): readonly RunSpec[] {
  const more = (spec: RunSpec, changes: readonly Change[]) => ({
    ...spec,
    changes: [...(spec.changes ?? []), ...changes],
  });
  return [
    ...(recall ? [recall.main] : []),
    ...steps.flatMap((s) => [
      s.main,
      ...Object.values(s.runs ?? {}),
      ...(s.task ? [more(s.main, s.task.solution)] : []),
    ]),
    ...checks.flatMap(({ start, solutions, wrong }) => [
      start,
      ...[...solutions, ...wrong].map(({ changes }) => more(start, changes)),
    ]),
  ];
}

describe.each(
  await Promise.all(LESSONS.map(async ({ card, load }) => [card.slug, await wholeLesson(await load())] as const)),
)('%s', (_, lesson) => {
  const specs = new Map(runsIn(lesson).map((spec) => [`${spec.scenario} ${JSON.stringify(spec.changes ?? [])}`, spec]));
  test.each([...specs])('%s', (_, spec) => {
    const scenario = scenarioOf(lesson, spec);
    expect(changed(scenario, spec.changes ?? [])).toEqual(read(scenario, spec.changes ?? []));
  });
});

test('a cut keeps the payments that it keeps as they are', () => {
  expect(fraudScenarios.thief.scenario.sources[0]?.rows.count).toBe(fraud.sources.payments.arrivals.length - 1);
  expect(fraudScenarios.three.scenario.sources[0]?.rows.count).toBe(3);
});
