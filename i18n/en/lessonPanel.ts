/** The lesson beside the stage: steps, predictions, tasks, the check, presenter notes. */
export const lessonPanel = {
  region: 'Lesson',
  crumb: (number: number, title: string) => `${number} ${title}`,
  stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
  recall: 'Recall',
  recallFrom: (number: number) => `Recall, from lesson ${number}`,
  check: 'Check',
  checkEyebrow: 'Check: your turn',
  back: 'Back',
  next: 'Next',
  toCheck: 'To the check',
  finish: 'To the course',
  nextLesson: (number: number) => `Lesson ${number}`,
  places: 'Steps of this lesson',
  /** A step in the row of steps, spoken. */
  place: (name: string, title: string, state: 'open' | 'right' | 'wrong' | 'passed') =>
    `${name}: ${title}${{ open: '', right: ', answered right', wrong: ', answered wrong', passed: ', passed' }[state]}`,

  checkAnswer: 'Check answer',
  answerIn: 'Your answer',
  choose: 'Choose',
  agrees: 'The run agrees with you.',
  disagrees: 'The run says otherwise.',
  yourAnswer: 'your answer',
  runSays: 'what the run says',
  whyRight: 'See why it is so',
  whyWrong: 'See what speaks against it',
  why: 'Why?',
  again: 'Answer again',
  rule: 'The rule',
  offers: 'On the stage',

  task: 'Try it',
  taskOpen: 'not done yet',
  taskDone: 'done',
  showMe: 'Show me',

  handIn: 'Hand in',
  shows: 'This run',
  passed: 'Passed',
  failed: 'Not yet',
  passedBefore: 'You passed this check before. Hand in another answer if you like.',
  tryAgain: 'Back to the start',
  changed: 'The settings have changed since. Hand in again to have this run graded.',
  running: 'The run is under way.',

  turns: 'What this lesson turns around',
  courseAndFact: 'Course and fact',
  terms: 'Terms',
  startOver: 'Start this lesson over',

  notes: 'Notes',
  notesOn: 'Show presenter notes',
  presenter: 'For the presenter',
  minutes: (n: number) => `${n} min`,
  do: 'Do',
  ask: 'Ask',
  hear: 'You will hear',
  askTheRoom: 'Ask the room',

  sheet: {
    title: 'The lesson shows its title only. Open it further.',
    half: 'The lesson is half open. Open it fully.',
    full: 'The lesson is fully open. Close it to its title.',
  },

  loading: 'The lesson is on its way.',
  notKept: 'This browser keeps nothing for Arus, so your progress ends with this page.',
  unknown: {
    title: 'There is no such lesson here',
    text: (slug: string) => `Arus has no lesson “${slug}”.`,
  },
} as const;
