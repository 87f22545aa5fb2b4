/** The home page: the rails that run, the course, the tools. */
import { counted } from '../format';

const minutes = (n: number) => counted(n, 'minute', 'minutes');

export const home = {
  title: 'Beyond fast batch',
  lessonsAndTime: (lessons: number, time: number) =>
    `Day 1 · ${counted(lessons, 'lesson', 'lessons')} · ${minutes(time)}`,
  /** In four parts: before, `happen`, between, `arrive`, after. */
  intro: {
    before: 'Streaming is not batch run more often. Above, pickups ',
    happen: 'happen',
    between: ', ',
    arrive: 'arrive',
    after: ' late and get counted. Move one, and see every answer change.',
  },
  start: (number: number) => `Start lesson ${number}`,
  goOn: (number: number) => `Continue lesson ${number}`,
  startSays: 'No account, nothing to install.',
  lessonAndTime: (title: string, time: number) => `${title}${/[?!.]$/.test(title) ? '' : ','} ${minutes(time)}.`,
  doneAndToGo: (done: number, all: number, time: number) => `${done} of ${all} done, ${minutes(time)} to go.`,
  again: (number: number) => `Repeat lesson ${number}`,
  allDone: 'All lessons done.',

  hero: {
    label: 'Nineteen taxi pickups on two clocks, running',
    play: 'Run the rails',
    pause: 'Pause the rails',
    reset: 'Put the rows back',
    failed: 'The rails cannot run in this browser. Open a lesson to see why.',
  },
  eventTime: 'Event time',
  happened: 'happened',
  processing: 'Processing',
  arrived: 'arrived',
  courseRail: 'the course',
  you: 'you',
  youSoFar: 'you, so far',

  parts: {
    label: 'Parts of this page',
    lessons: 'Lessons',
    exercises: 'Exercises',
    tools: 'Tools',
    teach: 'Teach this',
  },
  lessons: 'Lessons',
  minutes: (n: number) => `${n} min`,
  done: 'done',
  begun: 'started',
  teasers: {
    fraud: 'Rp 15 million in Singapore, an hour after a coffee in Jakarta. When do you find out?',
    watermark: 'A pickup stuck in a tunnel, sixteen minutes on the way. Is the engine still waiting for it?',
    unbounded: 'January is done at midnight: Rp 2,800,000. Forty minutes later it is Rp 3,000,000.',
    infinite: 'Twenty-one visits, sixteen rows in memory, and none is ever freed. What may be forgotten?',
    loop: 'Nine clicks, counted as eleven. Every fix that the loop offers breaks another figure.',
    'two-clocks': 'The peak is at 14:30. Or at 14:35? The same pickups, by two clocks.',
    'continuous-query': 'Eight rows arrive, three are kept. Where is the table with no end?',
    'micro-batch': 'It dies after writing, then does it all again. Eight lines, or eleven?',
    'worth-it': 'Ten thousand dollars a minute: how late may an alert be before speed earns nothing?',
    'batch-wins': 'Five years of sales, read as a stream: 17 of 20 rows are too late. A job gets them all.',
    misconceptions: 'Vote on a claim, find the moment that refutes it, vote again.',
    reflect: 'Six questions: in your own words first, then a run has its say.',
  },
  figures: {
    canBlock: 'can still block it',
    nightly: 'nightly batch finds it',
    moneyGone: '23:59, the money is gone',
    tooLate: 'too late',
    waited: 'still waited for',
  },

  exercises: 'Exercises',
  exercisesSay: 'Graded on five streams you have not seen.',
  exercisePassed: 'passed. ',
  exerciseTried: 'tried. ',

  askAgain: 'Asked once more',
  askAgainSays: (n: number) => `The run contradicted ${counted(n, 'of your predictions', 'of your predictions')}.`,
  askAgainOpen: 'Answer again',

  tools: 'Or go straight to a tool',
  openData: 'Open your own data',
  openDataSays: 'a scenario or a CSV',
  build: 'Build a query',
  buildSays: 'from scratch, step by step',
  decide: 'Streaming or batch?',
  decideSays: 'six answers, one verdict',
  sweep: 'Trade-off explorer',
  sweepSays: 'what does waiting buy?',
  compare: 'Compare engines',
  compareSays: 'same rows, who was right?',
  loop: 'Batch in a loop',
  loopSays: 'line by line, mistake by mistake',
  crash: 'Crash lab',
  crashSays: 'kill it, count what is lost',
  flights: 'Real flights',
  flightsSays: '20,000 real delays',

  terms: {
    title: 'Terms of the course',
    says: 'Every term that the lessons explain, with the lesson where you see it happen.',
    lesson: (number: number, title: string) => `Lesson ${number}: ${title}`,
    head: 'Terms',
    about: 'Watermark, offset, replay: every term, and the lesson that shows it.',
    open: 'All terms',
  },
  teach: 'Teach this',
  teachSays:
    'Every step has notes: what to do, what to ask, what you will hear. Share prints a whole lesson as a handout.',
  teachOpen: 'Open with notes',

  progress: {
    title: 'Your progress',
    says: (done: number, all: number) =>
      `${done} of ${counted(all, 'lesson', 'lessons')} done. It is kept in this browser only.`,
    notKept:
      'This browser keeps nothing (a private window, or its storage is full): save your progress as a file before you close the page.',
    save: 'Save as a file',
    saveUnread: 'Save the earlier progress',
    open: 'Open a file',
    reset: 'Start the course over',
    putAway: 'The course is back at its start. Your earlier progress is put aside, not deleted.',
    bringBack: 'Bring it back',
    fileName: 'arus-progress.json',
    saved: 'Progress saved as a file.',
    taken: (file: string) => `The progress in ${file} was added to yours.`,
    fault: {
      broken: (file: string) =>
        `${file} is not a progress file of Arus, or it is damaged: nothing was changed. Choose a file saved with “Save as a file”.`,
      newer: (file: string) =>
        `${file} was saved by a newer version of Arus: nothing was changed. Open it in that version.`,
    },
  },
  unread: {
    broken:
      'Earlier progress in this browser could not be read. Its text is kept as it is; you can save it as a file below.',
    newer:
      'Earlier progress was saved by a newer version of Arus. It is kept as it is; save it as a file below and open it with that version.',
  },
} as const;
