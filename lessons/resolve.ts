/** A lesson against its runs: which runs a step needs, and what it is in the numbers of their traces. */
import type { TraceReader } from '../engine/trace/reader';
import { changed } from './change';
import { factsOf } from './facts';
import { placeOf, subjectOf, withheldIn } from './place';
import type {
  Beside,
  Choice,
  CursorRef,
  Facts,
  Find,
  Lesson,
  LessonScenario,
  Look,
  Match,
  Recall,
  ResolvedItem,
  ResolvedStep,
  RunRequest,
  RunSpec,
  Runs,
  Spot,
  Step,
  SubjectRef,
} from './schema';

/** The same question about other rows, where the lesson has such. */
export function askedAgain<S extends Step | Recall>(step: S): S {
  if (!('again' in step) || !step.again) return step;
  const { again } = step;
  const other = (spec: RunSpec): RunSpec =>
    spec.scenario === step.main.scenario ? { ...spec, changes: [...(spec.changes ?? []), ...again] } : spec;
  if (!('runs' in step) || !step.runs) return { ...step, main: other(step.main) };
  const runs = Object.fromEntries(Object.entries(step.runs).map(([name, spec]) => [name, other(spec)]));
  return { ...step, main: other(step.main), runs };
}

/** Finished runs of a step by the names that `runsOf` gives. */
export type Readers = Readonly<Record<string, TraceReader>>;

/** What has to be simulated before a step (or the recall) can be resolved; the first is `main`. */
export function runsOf(lesson: Lesson, step: Step | Recall): readonly RunRequest[] {
  return Object.entries(specsOf(step)).map(([name, spec]) => ({ name, ...runOf(lesson, spec) }));
}

/** The run that a check starts from. */
export function runOf(lesson: Lesson, spec: RunSpec): Omit<RunRequest, 'name'> {
  return { scenario: changed(scenarioOf(lesson, spec), spec.changes ?? []), engine: spec.engine };
}

/** The lesson's names over finished runs. @throws Error if a run is missing. */
export function factsOfStep(lesson: Lesson, step: Step | Recall, readers: Readers): Runs {
  const facts: Record<string, Facts> = {};
  for (const [name, spec] of Object.entries(specsOf(step))) {
    const reader = readers[name];
    if (!reader) throw new Error(`the run "${name}" is missing`);
    facts[name] = factsOf(scenarioOf(lesson, spec), reader);
  }
  return facts as Runs;
}

/** @throws Error if the runs do not have what the step names; the lessons' own test shows that they do. */
export function resolveStep(lesson: Lesson, step: Step | Recall, readers: Readers): ResolvedStep {
  const runs = factsOfStep(lesson, step, readers);
  const { main } = runs;
  const lookAt = 'lookAt' in step ? step.lookAt : null;
  return {
    open: look({ cursor: step.cursor, subject: lookAt }, main),
    withheld: withheldIn(step.withhold, main),
    items: itemsOf(step, runs),
    find: step.prediction.kind === 'find' ? found(step.prediction, runs) : null,
    after: look({ cursor: step.after.cursor, subject: step.after.lookAt }, main),
  };
}

/** Whether the run on the stage does what the step's task asks for. */
export function taskDone(
  lesson: Lesson,
  step: Step,
  stage: TraceReader,
  readers: Readers,
  beside: Beside = {},
): boolean {
  if (!step.task) return false;
  const facts = { ...factsOf(scenarioOf(lesson, step.main), stage), beside };
  return step.task.done(facts, factsOfStep(lesson, step, readers));
}

export function scenarioOf(lesson: Lesson, spec: RunSpec): LessonScenario {
  const scenario = lesson.scenarios[spec.scenario];
  if (!scenario) throw new Error(`the lesson has no scenario "${spec.scenario}"`);
  return scenario;
}

const wholes = new WeakMap<Lesson, Promise<Lesson>>();

/** The lesson with the scenarios of its later places. @throws what kept them from being loaded; asking again tries again. */
export function wholeLesson(lesson: Lesson): Promise<Lesson> {
  const { later } = lesson;
  if (!later) return Promise.resolve(lesson);
  const known = wholes.get(lesson);
  if (known) return known;
  const whole = later().then((more): Lesson => ({ ...lesson, scenarios: { ...lesson.scenarios, ...more } }));
  wholes.set(lesson, whole);
  whole.catch(() => wholes.delete(lesson));
  return whole;
}

/** The lesson with all that these runs need. */
export const lessonFor = async (lesson: Lesson, specs: readonly RunSpec[]): Promise<Lesson> =>
  specs.every(({ scenario }) => scenario in lesson.scenarios) ? lesson : wholeLesson(lesson);

/** All runs of a step by name, `main` first. */
export function specsOf(step: Step | Recall): Readonly<Record<string, RunSpec>> {
  return { main: step.main, ...('runs' in step ? step.runs : {}) };
}

function itemsOf(step: Step | Recall, runs: Runs): readonly ResolvedItem[] {
  const { prediction } = step;
  if (prediction.kind === 'find') return [];
  return prediction.kind === 'choice' ? [choice(prediction, step, runs)] : match(prediction, runs);
}

function found({ examples, finds }: Find, runs: Runs): Look & { readonly run: string } {
  const { run = 'main', cursor } = examples[finds] ?? { cursor: { at: 'end' } };
  return { ...look({ cursor, subject: null }, runs[run] ?? runs.main), run };
}

/** Which of the places a learner stands at: the first that holds. */
export function placeFound(find: Find, spot: Spot): string {
  const is = Object.entries(find.places).find(([, holds]) => holds(spot));
  if (!is) throw new Error(`the cursor ${spot.cursor} of the run "${spot.run}" is none of the places`);
  return is[0];
}

function choice(prediction: Choice, step: Step | Recall, runs: Runs): ResolvedItem {
  const options = Object.entries(prediction.options).map(([id, option]) => {
    const cause = option.cause ?? { subject: step.after.lookAt };
    const at = { cursor: cause.cursor ?? step.after.cursor, subject: cause.subject };
    return { id, right: option.claim(runs), cause: { ...look(at, runs.main), run: 'main' } };
  });
  return { run: 'main', options };
}

function match(prediction: Match, runs: Runs): ResolvedItem[] {
  return prediction.items.map((run) => {
    const facts = runs[run];
    if (!facts) throw new Error(`the step has no run "${run}"`);
    const cause = { ...look(prediction.cause, facts), run };
    const options = Object.entries(prediction.options).map(([id, holds]) => ({
      id,
      right: holds(facts, run, runs),
      cause,
    }));
    return { run, options };
  });
}

function look(at: { readonly cursor: CursorRef; readonly subject: SubjectRef | null }, facts: Facts): Look {
  return { cursor: placeOf(at.cursor, facts), subject: at.subject && subjectOf(at.subject, facts) };
}
