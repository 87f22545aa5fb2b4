/** The runs behind one place of a lesson, and the place in their numbers. */
import { startTransition, useEffect, useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { factsOf } from '../../lessons/facts';
import { placeOf } from '../../lessons/place';
import { factsOfStep, lessonFor, resolveStep, scenarioOf, specsOf } from '../../lessons/resolve';
import type { Lesson, ResolvedStep, Runs, Step } from '../../lessons/schema';
import { isLoadFailure } from '../frame/notLoaded';
import type { Place } from './places';
import { type Ran, runFor, runsFor } from './runs';

export interface LessonRun {
  /** The lesson with all that the place needs. */
  readonly lesson: Lesson;
  readonly place: Place;
  /** `main` is what the stage shows when the place is opened. */
  readonly ran: { readonly main: Ran } & Readonly<Record<string, Ran>>;
  /** The lesson's names over those runs. */
  readonly runs: Runs;
  /** Null for a check. */
  readonly resolved: ResolvedStep | null;
  /** Where the stage stands when the place is opened. */
  readonly cursor: number;
}

export const readersOf = (ran: Readonly<Record<string, Ran>>): Readonly<Record<string, TraceReader>> =>
  Object.fromEntries(Object.entries(ran).map(([name, r]) => [name, r.reader]));

/** Simulates what a place speaks of. @throws what could not be loaded */
export async function prepare(first: Lesson, place: Place): Promise<LessonRun> {
  if (place.kind === 'check') {
    const { start, cursor } = place.check;
    const lesson = await lessonFor(first, [start]);
    const main = await runFor(lesson, start);
    const facts = factsOf(scenarioOf(lesson, start), main.reader);
    return { lesson, place, ran: { main }, runs: { main: facts }, resolved: null, cursor: placeOf(cursor, facts) };
  }
  const lesson = await lessonFor(first, Object.values(specsOf(place.step)));
  const ran = await runsFor(lesson, place.step);
  const readers = readersOf(ran);
  const resolved = resolveStep(lesson, place.step, readers);
  const runs = factsOfStep(lesson, place.step, readers);
  return { lesson, place, ran, runs, resolved, cursor: resolved.open.cursor };
}

/** Simulates what a step that is near speaks of; what goes wrong is said once the step is opened. */
export function runSoon(first: Lesson, step: Step): void {
  lessonFor(first, Object.values(specsOf(step)))
    .then((lesson) => runsFor(lesson, step))
    .catch(() => {});
}

/**
 * The newest prepared place: while the next one is simulated, the one before stays. `again` where it could not be loaded:
 * tries once more. Throws what else went wrong.
 */
export function useLessonRun(
  lesson: Lesson | null,
  place: Place | null,
): { readonly run: LessonRun | null; readonly again: (() => void) | null } {
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ run: LessonRun | null; failed: unknown }>({ run: null, failed: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try prepares it anew
  useEffect(() => {
    if (!lesson || !place) return;
    let current = true;
    prepare(lesson, place).then(
      (run) => current && startTransition(() => setState({ run, failed: null })),
      (failed) => current && setState(({ run }) => ({ run, failed })),
    );
    return () => {
      current = false;
    };
  }, [lesson, place, tries]);
  if (state.failed && !isLoadFailure(state.failed)) throw state.failed;
  const again = (): void => {
    setState(({ run }) => ({ run, failed: null }));
    setTries((n) => n + 1);
  };
  return { run: state.run, again: state.failed ? again : null };
}
