/** Grades what was handed in for an exercise on its streams, one after the other. */
import type { Engines, Exercise, Graded, Handed, Stream } from './schema';

/** One stream. @throws Refused if an engine takes it not at all */
export async function gradeStream(
  exercise: Exercise,
  { id, make }: Stream,
  handed: Handed,
  engines: Engines,
): Promise<Graded> {
  const judged = await exercise.judge({ stream: make(), id, handed }, engines);
  const passed = exercise.measures.every((measure) => judged.marks[measure.id]?.met === true);
  return { ...judged, stream: id, passed };
}

/** The learner's own stream, then the five hidden ones. */
export const streamsOf = ({ own, hidden }: Exercise): readonly Stream[] => [own, ...hidden];

/** Whether the hidden streams have all passed; the learner's own is the easiest and counts for nothing. */
export const hasPassed = (exercise: Exercise, graded: readonly Graded[]): boolean =>
  passes(exercise, graded) === exercise.hidden.length;

/** How many of the hidden streams have passed. */
export const passes = (exercise: Exercise, graded: readonly Graded[]): number =>
  exercise.hidden.filter(({ id }) => graded.some((g) => g.stream === id && g.passed)).length;

/** All streams. */
export async function grade(exercise: Exercise, handed: Handed, engines: Engines): Promise<readonly Graded[]> {
  const graded: Graded[] = [];
  for (const stream of streamsOf(exercise)) graded.push(await gradeStream(exercise, stream, handed, engines));
  return graded;
}
