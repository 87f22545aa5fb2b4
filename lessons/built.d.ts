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
