/** The trade-off explorer: one setting turned through a range, and what each value buys and costs. */
import { counted } from '../format';

const rows = (n: number) => counted(n, 'row', 'rows');
/** A setting with its article. */
const a = (setting: string) => `${/^[aeiou]/.test(setting) ? 'an' : 'a'} ${setting}`;
const A = (setting: string) => a(setting).replace('a', 'A');

export const sweep = {
  title: 'Trade-off explorer',
  question: 'What does waiting buy?',
  lead: (n: number, runs: number) => `${rows(n)}, ${counted(runs, 'run', 'runs')} of the same arrivals.`,
  setting: 'Varied',
  settings: {
    delay: 'watermark delay',
    window: 'window',
    trigger: 'trigger interval',
    grace: 'grace',
    allowedLateness: 'allowed lateness',
    every: 'time between runs',
    interval: 'time between runs',
  },
  engine: 'Engine',
  promise: {
    title: 'The promise you make',
    completeness: 'Complete to at least',
    wait: 'Answer within, on average',
    state: 'State at most',
    rows: (n: number) => rows(n),
    kept: (ranges: string, setting: string) => `Kept with ${a(setting)} of ${ranges}.`,
    range: (from: string, to: string) => `${from} to ${to}`,
    never: (setting: string) => `No ${setting} keeps it with these arrivals. Promise less, or vary another setting.`,
  },
  patterns: {
    title: 'The same query, other arrivals',
    rows: 'Rows',
    name: { prompt: 'Prompt', tunnel: 'Tunnel', offline: 'Offline for hours' },
    within: (time: string) => `every row within ${time}`,
    late: (share: string, time: string) => `${share} of rows, up to ${time} late`,
    running: 'Still running',
    nothing: (value: string, sooner: string) =>
      `Waiting ${value} buys nothing: not waiting is just as complete, ${sooner} sooner.`,
    nothingAtAll: 'Waiting buys nothing: not waiting is just as complete.',
    free: (sooner: string) => `Not waiting keeps the promise too, ${sooner} sooner.`,
    freeAtAll: 'Not waiting keeps the promise.',
    kept: (setting: string, from: string, to: string) =>
      `${A(setting)} of ${from} to ${to} keeps the promise: here the choice pays.`,
    keptAt: (setting: string, value: string) => `${A(setting)} of ${value} keeps the promise: here the choice pays.`,
    best: (setting: string, share: string) =>
      `No ${setting} keeps the promise: at most ${share} in that time. Answer now, and correct it later.`,
    never: (setting: string) => `No ${setting} answers that soon.`,
  },
  frontier: 'How complete an answer is, against how long it takes',
  curves: (setting: string) => `The same runs, by ${setting}`,
  waitAxis: 'mean wait from a window’s end to its last answer',
  dotSize: 'A larger dot held more state',
  here: 'as on the stage',
  complete: 'complete',
  wait: 'wait',
  state: 'state',
  right: 'right',
  figures: 'answers',
  remarks: 'remarks',
  onFrontier: 'no other run beats it',
  keepsPromise: 'keeps the promise',
  ofAll: (right: string, all: string) => `${right}/${all}`,
  value: (setting: string) => `Value of the ${setting}`,
  spoken: (value: string, complete: string, wait: string, state: string) =>
    `${value}: ${complete} complete, answers after ${wait}, ${state}`,
  spokenState: (n: number) => `${rows(n)} of state at most`,
  noState: 'keeps no state',
  refused: 'refused',
  noWait: 'no window answered',
  use: (value: string) => `Use ${value} on the stage`,
  used: (setting: string, value: string) => `The stage runs with ${a(setting)} of ${value}.`,
  saveRuns: 'Save the runs as CSV',
  files: { page: 'trade-off', runs: 'runs' },
  copy: 'Copy as table',
  copied: 'The table is copied.',
  notCopied: 'The browser does not allow copying.',
  table: 'Every run of the sweep',
  running: (done: number, of: number) => `Run ${done} of ${of}`,
  stop: 'Stop',
  goOn: 'Go on',
  stopped: (done: number, of: number) => `Stopped after ${done} of ${of} runs.`,
  none: {
    title: 'Nothing here can be swept',
    says: 'A sweep compares each answer with the truth, window by window, so the query needs a window or a watermark, and an engine that runs it.',
    other: 'Open other data',
  },
  counts:
    'A row counts as lost if it was dropped or counted elsewhere. Windows still waiting when the rows end have lost nothing.',
  batchTime: 'How long a batch takes is a cost model, not a measurement.',
};
