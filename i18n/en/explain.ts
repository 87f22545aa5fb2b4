/**
 * Answers to "why?": a title and a sentence for each kind of step in a chain of causes. `f` writes values as the
 * scenario's reader sees them.
 */
import type { GroupName, StepParams } from '../../engine/explain/explanation';
import type { Value } from '../../engine/values';

/** How values are written into an explanation. */
export interface ExplainWords {
  time(at: number): string;
  duration(length: number): string;
  count(n: number): string;
  group(group: GroupName): string;
  groups(groups: readonly GroupName[]): string;
  values(values: readonly Value[]): string;
}
type Params<C extends keyof StepParams> = StepParams[C];
type F = ExplainWords;

const rows = (n: number, f: F): string => (n === 1 ? '1 row' : `${f.count(n)} rows`);

export const explain = {
  heading: 'Why?',
  close: 'Close',
  back: 'Back to the question before',
  goTo: (time: string) => `Go to ${time}`,
  goToMoment: 'Go to this moment',
  ask: (title: string) => `Ask about this: ${title}`,
  nothing: 'Choose a row, a window, the water, a batch or a figure to ask why it is so.',
  dimmed: 'Rows that play no part are dimmed',
  steps: (n: string) => `${n} causes, oldest first`,

  question: {
    late: (group: string) => `Why is this row missing from ${group}?`,
    counted: (group: string) => `Why does this row count in ${group}?`,
    filtered: 'Why was this row taken out?',
    withoutWindow: 'Why is this row in no window?',
    waiting: 'Why is this row not counted yet?',
    coming: 'Where is this row?',
    passed: 'How did this row get through?',
    groupOpen: (group: string) => `Why has ${group} no final answer yet?`,
    groupFinal: (group: string, answer: string) => `Why does ${group} say ${answer}?`,
    groupLost: (group: string) => `Why did ${group} never get an answer?`,
    groupComing: (group: string) => `Why is ${group} empty?`,
    stateHeld: (group: string) => `Why does the state hold ${group}?`,
    stateFreed: (group: string) => `Why was ${group} let go?`,
    output: 'Why was this given to the sink?',
    watermark: (time: string) => `Why does the watermark stand at ${time}?`,
    noWatermark: 'Why is there no watermark?',
    batch: (id: string) => `Why did batch ${id} run, and what did it do?`,
    run: (id: string) => `What did run ${id} do?`,
    noBatch: (time: string) => `Why did no batch run at ${time}?`,
    completeness: 'Why is it this complete?',
    wait: 'Where does this wait come from?',
    state: 'Why is this much held?',
  },

  title: {
    happened: 'It happened',
    happenedNever: 'It has no event time',
    arrived: 'It arrived',
    notArrived: 'It has not arrived yet',
    waits: 'It waits',
    neverRead: 'No batch reads it',
    batchRead: 'A batch read it',
    filtered: 'A filter took it out',
    withoutWindow: 'It belongs to no window',
    passed: 'It went through',
    duplicate: 'It is known already',
    waterWasPast: 'The water was past it',
    waterWasBelow: 'Its window was open',
    nothingIsLate: 'Nothing is late here',
    windowWasOver: 'Its window was over',
    dropped: 'So it was dropped',
    counted: 'It was counted',
    rowsOf: 'Its rows',
    held: 'The state holds it',
    waitsForWater: 'It waits for the water',
    neverOver: 'Nothing ends it',
    waterReached: 'The water reached its end',
    freed: 'The state let it go',
    timerFired: 'Its timer fired',
    answered: 'It was answered',
    right: 'The answer is right',
    wrong: 'The answer is wrong',
    lost: 'No answer came',
    noRowYet: 'No row counts in it yet',
    wrote: 'It was written',
    suspicious: 'A remembered row made it suspicious',
    watermarkStart: 'It has not moved yet',
    newestEvent: 'The newest event',
    lessDelay: 'Less the delay',
    neverFalls: 'It never falls',
    noWatermark: 'There is no watermark',
    tick: 'Its time came',
    rowsWaited: 'Rows were waiting',
    noRowsButWater: 'No rows, but the water had risen',
    readAll: 'It read everything',
    judgedBy: 'Two watermarks were fixed',
    batchDid: 'What it did',
    waterRose: 'Then the water rose',
    waterStayed: 'The water stayed',
    batchFailed: 'It failed',
    nothingToRead: 'There was nothing to read',
    noReasonToRun: 'And no other reason to run',
    completeness: 'Counted, of all that are due',
    missingRow: 'A row that is missing',
    nothingMissing: 'Nothing is missing',
    nothingDue: 'Nothing is due yet',
    waitOf: 'One of the waits',
    waitNever: 'Never right',
    stateNow: 'Held now',
    stateOpen: 'One of them',
  },

  text: {
    happened: (p: Params<'happened'>, f: F) =>
      p.groups.length === 0
        ? `Its event time is ${f.time(p.eventTime)}.`
        : `Event time ${f.time(p.eventTime)}, so it belongs to ${f.groups(p.groups)}.`,
    happenedNever: () => 'Its event time is null. It moves no watermark and is in no window.',
    arrived: (p: Params<'arrived'>, f: F) => {
      if (Number.isNaN(p.delay)) return `It could be read from ${f.time(p.arrivesAt)} on.`;
      if (p.delay < 0) return `${f.duration(-p.delay)} before its own event time: its clock runs ahead.`;
      return p.delay === 0 ? 'In the same instant.' : `${f.duration(p.delay)} later.`;
    },
    notArrived: (p: Params<'notArrived'>, f: F) =>
      `It comes at ${f.time(p.arrivesAt)}. No engine can know of it before.`,
    waits: () => 'It is in the source, and no batch has started since.',
    neverRead: () => 'The run ends before a batch could read it.',
    batchRead: (p: Params<'batchRead'>, f: F) =>
      `Batch ${f.count(p.batch)} started at ${f.time(p.startedAt)} and read it${p.others === 0 ? ', alone.' : ` together with ${rows(p.others, f)}.`}`,
    filtered: (p: Params<'filtered'>) =>
      `It does not meet ${p.conditions.map((c) => `“${c}”`).join(' and ')}. Only what is true stays; false and null go.`,
    withoutWindow: () => 'Without an event time there is no window to put it in. It still counts as an input row.',
    duplicate: () => 'A row with the same key came before it and is remembered, so this one goes no further.',
    passed: () => 'The query keeps no state, so nothing can be late: each row goes straight to the sink.',
    waterWasPast: (p: Params<'waterWasPast'>, f: F) =>
      Number.isNaN(p.newest) || p.testedBatch === null || p.newestBatch === null
        ? `Rows were tested against ${f.time(p.tested)}, where every watermark starts.`
        : `Spark tests rows against the water that the batch before ran at: batch ${f.count(p.testedBatch)}, ${f.time(p.tested)}. That is the newest event time by batch ${f.count(p.newestBatch)}, ${f.time(p.newest)}, less ${f.duration(p.delay)}.`,
    waterWasBelow: (p: Params<'waterWasBelow'>, f: F) =>
      p.end === null
        ? `The water it was tested against stood at ${f.time(p.tested)}; nothing in its group is event time.`
        : `It was tested against ${f.time(p.tested)}, below ${f.time(p.end)}.`,
    nothingIsLate: () => 'This job has no watermark. It takes whatever has arrived when it starts.',
    windowWasOver: (p: Params<'windowWasOver'>, f: F) =>
      `${f.time(p.over)} is at or below ${f.time(p.tested)}.${p.answeredIn === null ? '' : ` Batch ${f.count(p.answeredIn)} gave its answer${p.answer && p.answer.length > 0 ? `: ${f.values(p.answer)}` : ''}.`}`,
    dropped: (p: Params<'dropped'>, f: F) =>
      `Late by ${f.duration(p.lateBy)}. It never reached the state; only a counter knows of it.${p.truth === null ? '' : ` The truth is ${f.values(p.truth)}.`}`,
    counted: (p: Params<'counted'>, f: F) => `With it, ${f.group(p.group)} says ${f.values(p.values)}.`,
    rowsOf: (p: Params<'rowsOf'>, f: F) =>
      `${rows(p.counted, f)} counted so far${p.late > 0 ? `, ${f.count(p.late)} came too late` : ''}${p.coming > 0 ? `, ${f.count(p.coming)} still to be read` : ''}.`,
    held: (p: Params<'held'>, f: F) =>
      `${f.values(p.values)}, put there by batch ${f.count(p.since)}${p.changed === p.since ? '' : ` and last changed by batch ${f.count(p.changed)}`}.`,
    waitsForWater: (p: Params<'waitsForWater'>, f: F) =>
      p.over <= p.watermark
        ? `The water stands at ${f.time(p.watermark)}, past ${f.time(p.over)}: the next batch ends it.`
        : `It ends when the water reaches ${f.time(p.over)}. Now it stands at ${f.time(p.watermark)}, ${f.duration(p.over - p.watermark)} short.`,
    neverOver: (p: Params<'neverOver'>) =>
      ({
        complete: 'Complete mode gives every group in every batch, so none can be let go.',
        noWatermark: 'Without a watermark nothing tells the engine that a group is over.',
        noEventTime: 'Its keys hold no event time, so the watermark cannot end it.',
      })[p.reason],
    waterReached: (p: Params<'waterReached'>, f: F) =>
      `Batch ${f.count(p.batch)} ran with the water at ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} is at or below it`}.`,
    freed: (p: Params<'freed'>, f: F) => `Batch ${f.count(p.batch)} removed ${f.group(p.group)} from the state store.`,
    timerFired: (p: Params<'timerFired'>, f: F) =>
      `Batch ${f.count(p.batch)} ran with the water at ${f.time(p.watermark)}, past the timer.`,
    answered: (p: Params<'answered'>, f: F) =>
      `Batch ${f.count(p.batch)} wrote ${f.values(p.values)} at ${f.time(p.at)}.${
        p.mode === 'append'
          ? ' Append mode says it once.'
          : p.times > 1
            ? ` It was written ${f.count(p.times)} times so far.`
            : ''
      }`,
    right: (p: Params<'right'>, f: F) => `The truth is ${f.values(p.truth)} too.`,
    wrong: (p: Params<'wrong'>, f: F) =>
      `It says ${f.values(p.values)}, the truth is ${f.values(p.truth)}. ${
        p.lateRows > 0
          ? `${rows(p.lateRows, f)} came after it was over.`
          : p.comingRows > 0
            ? `${rows(p.comingRows, f)} happened and have not been read.`
            : ''
      }`.trim(),
    lost: (p: Params<'lost'>, f: F) =>
      `Every row of ${f.group(p.group)} came after the water had passed it, so there was nothing to answer.`,
    noRowYet: (p: Params<'noRowYet'>, f: F) => `No batch has counted a row in ${f.group(p.group)}.`,
    wrote: (p: Params<'wrote'>, f: F) => `Batch ${f.count(p.batch)} gave it to the sink at ${f.time(p.at)}.`,
    suspicious: (p: Params<'suspicious'>, f: F) =>
      `The state remembered ${f.values(p.values)} for this key: another place, too short a time ago.`,
    watermarkStart: () => 'No row has been seen by the watermark step yet, so it stands at its start, 1970.',
    newestEvent: (p: Params<'newestEvent'>, f: F) =>
      `${f.time(p.eventTime)}, read by batch ${f.count(p.batch)}: the newest so far.`,
    lessDelay: (p: Params<'lessDelay'>, f: F) =>
      `${f.time(p.newest)} less ${f.duration(p.delay)} is ${f.time(p.watermark)}. It rises when a batch ends.`,
    neverFalls: (p: Params<'neverFalls'>, f: F) =>
      `Later batches read rows, none of them newer. The water stayed at ${f.time(p.watermark)}.`,
    noWatermark: () =>
      'The query has no watermark step (or this engine needs none): nothing is late and nothing is ever over.',
    tick: (p: Params<'tick'>, f: F) =>
      p.interval === null
        ? `It started at ${f.time(p.at)}.`
        : p.interval === 0
          ? `A trigger of 0 starts a batch as soon as there is work: ${f.time(p.at)}.`
          : p.onTick
            ? `${f.time(p.at)} is a tick: every ${f.duration(p.interval)}, counted from 1970.`
            : `The batch before took longer than ${f.duration(p.interval)}, so this one started as soon as it ended.`,
    rowsWaited: (p: Params<'rowsWaited'>, f: F) => `${rows(p.rows, f)} had arrived and were not read yet.`,
    noRowsButWater: (p: Params<'noRowsButWater'>, f: F) =>
      `Batch ${f.count(p.batchBefore)} had moved the water to ${f.time(p.watermark)}. A batch without rows lets go what that ends.`,
    readAll: (p: Params<'readAll'>, f: F) => `${rows(p.rows, f)}: all that had arrived since the beginning, again.`,
    judgedBy: (p: Params<'judgedBy'>, f: F) =>
      p.late === p.evict
        ? `Rows are late, and groups over, at ${f.time(p.evict)}.`
        : `Rows are late at ${f.time(p.late)} (the batch before's); groups are over at ${f.time(p.evict)} (its own).`,
    batchDid: (p: Params<'batchDid'>, f: F) =>
      `Read ${f.count(p.read)}, dropped ${f.count(p.dropped)}, changed ${f.count(p.updated)} and let go ${f.count(p.removed)} rows of state; ${f.count(p.total)} are held. It wrote ${f.count(p.written)}.`,
    waterRose: (p: Params<'waterRose'>, f: F) => `From ${f.time(p.from)} to ${f.time(p.to)}, for the next batch.`,
    waterStayed: (p: Params<'waterStayed'>, f: F) => `Nothing newer was read: it stays at ${f.time(p.at)}.`,
    batchFailed: (p: Params<'batchFailed'>) => `${p.error}: ${p.message} The query ends here.`,
    nothingToRead: (p: Params<'nothingToRead'>, f: F) =>
      `Nothing had arrived since the last batch.${p.nextArrival === null ? '' : ` The next row comes at ${f.time(p.nextArrival)}.`}`,
    noReasonToRun: (p: Params<'noReasonToRun'>) =>
      ({
        waterStill: 'The water had not moved since the last batch, so nothing could be over.',
        noState: 'This query holds nothing that time could end.',
        complete: 'In complete mode a risen watermark ends nothing.',
        switchedOff: 'Batches without rows are switched off.',
      })[p.reason],
    completeness: (p: Params<'completeness'>, f: F) =>
      `${f.count(p.counted)} of ${f.count(p.due)} rows stand in their right window, among windows that are answered or past.`,
    missingRow: (p: Params<'missingRow'>, f: F) => `Row ${f.count(p.row + 1)}, ${f.time(p.eventTime)}.`,
    nothingMissing: () => 'Every row of every answered window was counted.',
    nothingDue: () => 'No window has been answered or is past, so there is nothing to measure.',
    waitOf: (p: Params<'waitOf'>, f: F) =>
      `${f.group(p.group)} ended at ${f.time(p.end)} and was right at ${f.time(p.answeredAt)}: ${f.duration(p.wait)}.`,
    waitNever: (p: Params<'waitNever'>, f: F) =>
      `${p.windows === 1 ? 'One window' : `${f.count(p.windows)} windows`} never got the right answer; no wait is counted for that.`,
    stateNow: (p: Params<'stateNow'>, f: F) =>
      `${rows(p.rows, f)}. At most ${f.count(p.peakDuring)} during a batch and ${f.count(p.peakAfter)} after one.`,
    stateOpen: (p: Params<'stateOpen'>, f: F) =>
      p.over === null ? `${f.group(p.group)}.` : `${f.group(p.group)}, until the water reaches ${f.time(p.over)}.`,
  },
};
