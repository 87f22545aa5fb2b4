/** A scenario file, read and checked while the app is built (`scripts/lessonPlugin.ts`). */
declare module '*.json?scenario' {
  const scenario: import('../engine/scenario/scenario').Scenario;
  export default scenario;
}

/** A lesson's sentences, likewise. */
declare module '*.md?lesson' {
  const text: import('./text').LessonWords;
  export default text;
}

/** An exercise's sentences, likewise. */
declare module '*.md?exercise' {
  const text: import('./exercises/text').ExerciseText;
  export default text;
}

/** A lesson's card, likewise: the course has those of all lessons in one file, and each lesson its own. */
declare module '*/card.ts?card' {
  export const card: import('./schema').LessonCard;
}
