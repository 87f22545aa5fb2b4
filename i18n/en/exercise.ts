/** The exercises: what is asked, what may be changed, what the streams say. */
import { counted } from '../format';

export const exercise = {
  region: 'Exercise',
  toPanel: 'Back to the exercise',
  place: 'Exercises',
  crumb: (number: number, title: string) => `${number} ${title}`,
  eyebrow: (number: number, all: number) => `Exercise ${number} of ${all}`,
  passedTag: 'passed',

  asked: 'What is asked for',
  settings: 'What you may change',
  arrives: 'arrives',

  predict: 'How many of the five hidden streams will pass?',
  predictFirst: 'Say how many will pass; then run.',
  said: (said: number, passed: number) =>
    said === passed ? `You said ${said}, and ${passed} passed.` : `You said ${said} before the run; ${passed} passed.`,
  easiest: 'Your own stream is the easiest of the six.',
  allPassed: 'All five passed',
  somePassed: (passed: number) => `${passed} of 5 passed`,
  /** After the run, spoken. */
  announce: (passed: number, failed: string) =>
    passed === 5 ? 'All five hidden streams passed.' : `${passed} of 5 hidden streams passed. Failed: ${failed}.`,
  failedFor: (stream: string, measures: string) => `${stream} (${measures})`,

  run: 'Run on all five',
  runAgain: 'Change something, then run again.',
  running: (stream: number, of: number) => `Running stream ${stream} of ${of}`,
  cancel: 'Cancel',
  startOver: 'Start over',
  broken: (message: string) => `The streams could not be run: ${message}. Try again.`,
  refused: 'The engine refuses these settings, so there is nothing to grade. The stage says why.',

  results: 'Measures of each stream',
  yours: 'Yours',
  stream: (n: number) => `Stream ${n}`,
  hidden: 'hidden',
  failed: 'failed',
  passed: 'passed',
  notRun: 'not run yet',
  rowsMarked: (n: number) => `${n} marked`,
  limit: (limit: string) => `limit ${limit}`,
  exactly: (limit: string) => `wanted: ${limit}`,
  of: (value: string, all: string) => `${value} of ${all}`,
  met: 'met',
  unmet: 'not met',
  open: 'Open it',
  watch: 'Watch it',
  watching: 'Watching',
  stays: 'stays closed',
  runOf: 'Which run',
  whyTitle: (stream: string) => `Why ${stream} failed`,
  ask: 'Ask why on the stage',
  back: 'Back to your stream',

  ofLesson: (number: number, title: string) => `Practises lesson ${number}: ${title}`,
  share: 'Share this attempt',
  shared: 'Link copied: it opens this exercise with these settings.',
  sharedHere: 'The browser did not let the link be copied. Here it is:',
  badLink: 'The link’s attempt could not be read, so the exercise opens as you left it. Ask for the link again.',

  tries: 'Your runs',
  tryPassed: (passed: number) => `${passed} of 5`,
  takeBack: 'Use this again',

  hints: 'Hints',
  hint: (n: number) => `Hint ${n} of 3`,
  showHint: (n: number) => `Show hint ${n}`,
  lastHint: 'Hint 3 opens after one more run.',

  best: 'The best answer',
  tryBest: 'Put it on the stage',
  wrongOnes: 'Answers that look right',
  wrongPasses: (passed: number) => `${counted(passed, 'stream passes', 'streams pass')} of five.`,
  next: (number: number, title: string) => `${number} ${title}`,
  toCourse: 'To the course',
  notKept: 'This browser keeps nothing for Arus, so what you passed is lost when you close this page.',

  streamsToMark: 'Streams to mark',
  markedRows: 'marked',
  openToMark: 'Open one of the five streams to mark its rows.',
  otherRows: 'Again, with other rows',
} as const;
