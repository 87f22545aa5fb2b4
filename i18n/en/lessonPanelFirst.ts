/** What a lesson says beside the stage in its first picture, and of an answer at once. */
export const lessonPanelFirst = {
  region: 'Lesson',
  crumb: (number: number, title: string) => `${number} ${title}`,
  stepOf: (step: number, steps: number) => `Step ${step} of ${steps}`,
  recall: 'Recall',
  recallFrom: (number: number) => `Recall, from lesson ${number}`,
  checkOf: (number: number, of: number) => (of === 1 ? 'Check' : `Check ${number} of ${of}`),
  checkEyebrow: (number: number, of: number) => (of === 1 ? 'Check: your turn' : `Check ${number} of ${of}: your turn`),
  back: 'Back',
  next: 'Next',
  toCheck: 'To the check',
  nextCheck: 'Next check',
  finish: 'To the course',
  nextLesson: (number: number) => `Lesson ${number}`,
  places: 'Steps of this lesson',
  /** A step in the row of steps, spoken. */
  place: (name: string, title: string, state: 'open' | 'right' | 'wrong' | 'passed') =>
    `${name}: ${title}${{ open: '', right: ', answered right', wrong: ', answered wrong', passed: ', passed' }[state]}`,

  checkAnswer: 'Check answer',
  vote: 'Vote',
  here: 'This is the moment',
  agrees: 'The run agrees with you.',
  disagrees: 'The run says otherwise.',
  yourAnswer: 'your answer',
  askedAgain: 'asked once more',
  runSays: 'what the run says',
  whyRight: 'See why it is so',
  whyWrong: 'See what speaks against it',

  handIn: 'Hand in',

  notes: 'Notes',
  notesOn: 'Show presenter notes',

  sheet: {
    title: 'The lesson shows its title only. Open it further.',
    half: 'The lesson is half open. Open it fully.',
    full: 'The lesson is fully open. Close it to its title.',
  },
  notKept: 'This browser keeps nothing for Arus, so your progress is lost when you close this page.',
} as const;
