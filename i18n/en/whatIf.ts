/** "What if?": the nearest change of one setting or one time that would make it otherwise. */
import type { Choice } from '../../engine/explain/change';
import type { Wish } from '../../engine/explain/wish';
import type { SweptSetting } from '../../engine/scenario/knobs';
import { counted } from '../format';

const runs = (n: string, one: boolean) => (one ? 'one run' : `${n} runs`);

export const whatIf = {
  /** What would be so. @param by an instant, or null for the whole run */
  would: {
    counted: () => 'It would have counted',
    late: () => 'It would have been dropped',
    right: (by: string | null) => (by === null ? 'The answer would be right' : `The answer would be right by ${by}`),
    answered: (by: string | null) => (by === null ? 'An answer would have come' : `It would have come out by ${by}`),
    held: (by: string | null) => `It would still be held at ${by}`,
    freed: (by: string | null) => `It would have been let go by ${by}`,
    batch: (by: string | null) => `A batch would have run at ${by}`,
    complete: () => 'Nothing would be missing',
  } satisfies Record<Wish['kind'], (by: string | null) => string>,
  /** Goes on from `would`; values are strong. */
  length: {
    delay: (v: string) => `with a delay of ${v}`,
    window: (v: string) => `with windows of ${v}`,
    trigger: (v: string) => `with a trigger of ${v}`,
    grace: (v: string) => `with a grace of ${v}`,
    allowedLateness: (v: string) => `with an allowed lateness of ${v}`,
    every: (v: string) => `if the job ran every ${v}`,
    interval: (v: string) => `if the loop ran every ${v}`,
  } satisfies Record<SweptSetting, (v: string) => string>,
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
  noAnswer: (before: string) => `no answer comes, not even at ${before}`,
  price: (parts: string) => `Then ${parts}.`,
  rows: (n: number, text: string) => counted(n, 'row', 'rows').replace(String(n), text),
  tryIt: 'Try it',
  tryThis: (change: string) => `Try it: ${change}`,
  tried: (change: string) => `Tried ${change}. Undo takes it back.`,
  none: 'No single setting and no single time would have changed that.',
  noneOf: (names: string) => `Turned in vain, one at a time: ${names}.`,
  alsoNot: (names: string) => `Turned in vain: ${names}.`,
  whenArrived: (row: string | null) => (row === null ? 'its arrival' : `the arrival of row ${row}`),
  whenHappened: (row: string | null) => (row === null ? 'its event time' : `the event time of row ${row}`),
  noData: 'no-data batches',
  found: (n: string, one: boolean) => `Found in ${runs(n, one)} of this scenario.`,
  cutShort: (n: string) => `The search stopped after ${n} runs; there may be more.`,
  searching: 'Running it again, with one thing changed at a time',
  cancel: 'Cancel',
  cancelled: 'The search was cancelled.',
  search: 'What would have changed it?',
  long: 'This scenario has many rows: the search takes a while.',
  broken: (message: string) => `The engine’s thread stopped: ${message}.`,
  heard: (would: string, n: number) =>
    n === 0 ? 'No single change would have made it otherwise.' : `${would}: ${counted(n, 'way', 'ways')} found.`,
};
