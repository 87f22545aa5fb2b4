/** "What if?": the nearest change of one setting or one time that would make it otherwise. */
import type { Choice, LengthName } from '../../engine/explain/change';
import type { NoWish, Wish } from '../../engine/explain/wish';
import { counted } from '../format';

const runs = (n: string, one: boolean) => (one ? 'one run' : `${n} runs`);

export const whatIf = {
  /** What would be so. @param by an instant, or null for the whole run */
  would: {
    counted: () => 'It would have counted',
    late: () => 'It would have been dropped',
    right: (by: string | null) => (by === null ? 'The answer would be right' : `The answer would be right by ${by}`),
    answered: (by: string | null) =>
      by === null ? 'There would have been an answer' : `It would have been answered by ${by}`,
    held: (by: string | null) => `It would still be held at ${by}`,
    freed: (by: string | null) => `It would have been freed by ${by}`,
    batch: (by: string | null) => `A batch would have run at ${by}`,
    noBatch: (by: string | null) => `Nothing would have run at ${by}`,
    missed: () => 'No run would have counted it',
    alert: () => 'It would have raised an alert',
    silent: () => 'It would have raised no alert',
    wrong: (by: string | null) => (by === null ? 'The answer would be wrong' : `At ${by} the answer would be wrong`),
    joined: () => 'It would be one session with its neighbour',
    parted: () => 'It would be two sessions',
    risen: (by: string | null) => `The watermark would have got that far by ${by}`,
    alive: () => 'The query would not have died here',
    complete: () => 'Nothing would be missing',
    sooner: () => 'Answers would come sooner',
    smaller: () => 'The state would stay smaller',
  } satisfies Record<Wish['kind'], (by: string | null) => string>,
  /** @param to where the watermark would stand */
  risenTo: (to: string, by: string) => `The watermark would have reached ${to} by ${by}`,
  /** Goes on from `would`; values are strong. */
  length: {
    delay: (v: string) => `with a delay of ${v}`,
    window: (v: string) => `with windows of ${v}`,
    trigger: (v: string) => `with a trigger of ${v}`,
    grace: (v: string) => `with a grace of ${v}`,
    allowedLateness: (v: string) => `with an allowed lateness of ${v}`,
    every: (v: string) => `if the job ran every ${v}`,
    interval: (v: string) => `if the loop ran every ${v}`,
    sessionGap: (v: string) => `with a session gap of ${v}`,
    within: (v: string) => `with “within” at ${v}`,
    gap: (v: string) => `with a gap of ${v}`,
    span: (v: string) => `with a span of ${v}`,
    ttl: (v: string) => `with a time to live of ${v}`,
  } satisfies Record<LengthName, (v: string) => string>,
  above: (v: string) => `with a threshold of ${v}`,
  /** Strong as a whole. */
  noCrash: 'without this crash',
  zero: 'zero',
  asSoonAsPossible: 'as soon as possible',
  choice: {
    outputMode: (v: string) => `in output mode ${v}`,
    noDataBatches: (v: string) => `with no-data batches ${v}`,
    emit: (v: string) => `if results are emitted ${v}`,
    readBy: (v: string) => `if the loop reads by ${v}`,
    boundary: (v: string) => `if the stretch it reads is ${v}`,
    drift: (v: string) => `if it sleeps ${v}`,
    remember: (v: string) => `if it remembers: ${v}`,
  } satisfies Record<Choice['setting'], (v: string) => string>,
  on: 'on',
  off: 'off',
  /** @param row another row than the one that is asked about, or null */
  arrived: (time: string, row: string | null) => `had ${row === null ? 'it' : `row ${row}`} arrived at ${time}`,
  happened: (time: string, row: string | null) => `had ${row === null ? 'it' : `row ${row}`} happened at ${time}`,
  now: (value: string) => `It is ${value} now.`,
  sooner: (by: string) => `${by} sooner.`,
  later: (by: string) => `${by} later.`,
  /** One step less does not do it. */
  notEnough: (value: string) => `${value} is not enough.`,
  peak: (after: string, before: string) => `state peaks at ${after}, not ${before}`,
  answerAt: (after: string, before: string | null) =>
    before === null ? `the first answer comes at ${after}` : `the first answer comes at ${after}, not ${before}`,
  noAnswer: (before: string) => `there is no answer, not even at ${before}`,
  counts: (after: string, before: string) => `${after === '1' ? '1 row counts' : `${after} rows count`}, not ${before}`,
  price: (parts: string) => `Then ${parts}.`,
  rows: (n: number, text: string) => counted(n, 'row', 'rows').replace(String(n), text),
  tryIt: 'Try it',
  tryThis: (change: string) => `Try it: ${change}`,
  tried: (change: string) => `Tried ${change}. Undo takes it back.`,
  /** Of what was tried; the list of it follows. */
  none: 'Nothing that was tried would have changed that.',
  noneOf: (names: string) => `Tried without effect, one at a time: ${names}.`,
  alsoNot: (names: string) => `Tried without effect: ${names}.`,
  /** @param names of settings that are no range to halve: turned a little, they do it and no longer do it */
  usual: (names: string) => `Of ${names}, only lengths in common use were tried: a nearer one may do it too.`,
  whenArrived: (row: string | null) => (row === null ? 'its arrival' : `the arrival of row ${row}`),
  whenHappened: (row: string | null) => (row === null ? 'its event time' : `the event time of row ${row}`),
  /** Later event times were tried no further. */
  upToArrival: (when: string) => `${when} (up to its arrival)`,
  /** Others were not tried. */
  inCommonUse: (name: string) => `${name} (lengths in common use)`,
  noData: 'no-data batches',
  sessionGap: 'session gap',
  threshold: 'threshold',
  crash: 'the crash',
  /** Why nothing is searched for. */
  fixed: {
    notYet: 'Nothing is decided here yet. Let time go on and ask again.',
    ownValues:
      'A filter looks at the row’s own values, so no setting and no time would let it pass. Change the row’s values, and it may.',
    noEventTime:
      'Its event time is null, so it is in no window, whatever the settings. Only a row with an event time would be.',
    passesAll: 'Each row passes through this query by itself: nothing waits, so nothing can be too late or missing.',
    ofPartner: 'It hangs on which rows of the two sides met while they were kept. Ask about a row.',
    neverLate: 'No row is late here: without a watermark the query waits for each one, however long it takes.',
    aloneInSession: 'It is the only row of its key, so no gap would join it to another.',
    approximate: 'This answer is an estimate, so there is no exact truth to compare it with.',
    neverFreed: 'No setting frees this: the function remembers a key forever, and that is the point.',
    noWatermark: 'The query has no watermark, so no setting moves it.',
    followsRows:
      'The watermark follows the newest event time at a fixed distance. Nothing is waiting for it to reach a particular point now.',
    runAgain: 'It runs again because of something else: an earlier crash, or a day that is due to run again.',
    ofItsRow:
      'An engine that works row by row takes a step when a row arrives. What could be different is the row: ask about that.',
    byTimer: 'A timer fired. It ticks at its own interval, whatever the rows do.',
    checkpoint: 'Checkpoints are taken by the clock, one per interval. No row and no other setting moves them.',
    commit: 'Commits are made by the clock, one per interval. No row and no other setting moves them.',
    nothingMissing: 'Nothing is missing so far, so nothing could be more complete.',
    nothingDue: 'No window is over yet, so there is nothing to measure.',
    notJudged: 'There is no truth to compare this function’s output with, so there is no figure to raise.',
    nothingSooner: 'Answers come as soon as their windows end. They could not come sooner.',
    nothingHeld: 'This query keeps no state.',
  } satisfies Record<NoWish['why'], string>,
  found: (n: string, one: boolean) => `Found in ${runs(n, one)} of this scenario.`,
  /** Where none was found. */
  triedIn: (n: string, one: boolean) => `Tried in ${runs(n, one)} of this scenario.`,
  cutShort: (n: string) => `The search stopped after ${n} runs; not all was tried.`,
  searching: 'Running it again, with one thing changed at a time',
  cancel: 'Cancel',
  cancelled: 'The search was cancelled.',
  search: 'What would have changed it?',
  long: 'This scenario has many rows: the search takes a while.',
  broken: (message: string) => `The engine’s thread stopped: ${message}.`,
  heard: (would: string, n: number) =>
    n === 0 ? 'Nothing that was tried would have changed that.' : `${would}: ${counted(n, 'way', 'ways')} found.`,
};
