/**
 * Answers to "why?": a question for each subject, and a title and a sentence for each kind of step in its chain of
 * causes. `f` writes values as the scenario's reader sees them. An instant that stands beside the step is not repeated
 * in its sentence.
 */
import type { GroupName, StepParams } from '../../engine/explain/explanation';
import type { EngineName } from '../../engine/scenario/scenario';
import type { Value } from '../../engine/values';
import { dayName } from '../format';
import { crashPoints } from './crashPoints';

/** How values are written into an explanation. */
export interface ExplainWords {
  /** An instant, with emphasis. */
  time(at: number): string;
  duration(length: number): string;
  count(n: number): string;
  /** A group by its window and keys, with emphasis. */
  group(group: GroupName): string;
  groups(groups: readonly GroupName[]): string;
  /** What a group holds or says, with emphasis. @param operator whose values they are: as `GroupName.operator` */
  values(values: readonly Value[], operator?: number): string;
  strong(text: string): string;
  /** `batch 10`; of a batch job `run 3`. */
  batch(id: number): string;
  /** The same at the start of a sentence. */
  Batch(id: number): string;
  /** A batch job ran, and no stream. */
  readonly job: boolean;
  readonly engine: EngineName;
}
type Params<C extends keyof StepParams> = StepParams[C];
type F = ExplainWords;

const rows = (n: number, f: F): string => (n === 1 ? '1 row' : `${f.count(n)} rows`);
/** An engine that works row by row. */
const isRecord = (f: F): boolean => f.engine === 'flink' || f.engine === 'kafkaStreams';
/** Before its first rise a watermark stands at the epoch, which is no time to show. */
const unmoved = (watermark: number): boolean => !(watermark > 0);
/** Kafka Streams has no watermark: its windows go by stream time. */
const waterIn = (f: { readonly engine: string }): string =>
  f.engine === 'kafkaStreams' ? 'stream time' : 'the watermark';

/** Behind a join of Spark a group stays longer than its own end says. */
const heldBack = (p: { readonly behind?: number }, f: { duration(d: number): string }): string =>
  p.behind ? ` That is ${f.duration(p.behind)} beyond its end, for the joins before it hold rows back that long.` : '';

export const explain = {
  close: 'Close (Escape)',
  back: 'Back to the previous question',
  goTo: (time: string) => `Go to ${time}`,
  goToMoment: 'Go there',
  /** Heard by who has gone there. */
  stands: (time: string) => `The stage stands at ${time}.`,
  goToMomentOf: (title: string) => `Go there: ${title}`,
  ask: (title: string) => `${title}. Ask why`,
  returnTo: 'Back to where you asked',
  keys: 'Up and down move through the causes, Enter goes there, W asks why again, Escape closes.',
  chain: (n: number) => (n === 1 ? 'One cause' : `${n} causes, in order`),
  opened: (question: string, n: number) => `${question} ${n === 1 ? 'One cause.' : `${n} causes.`}`,
  /** Beside a rising watermark: from which event time, less which delay. */
  lessDelay: (newest: string, delay: string) => `${newest} minus ${delay}`,
  withheld: {
    title: 'This waits for your answer',
    text: 'The question in the lesson is about this. Answer it first; then the explanation appears here.',
    back: 'To the question',
  },

  batchName: (id: string) => `batch ${id}`,
  batchStart: (id: string) => `Batch ${id}`,
  runName: (id: string) => `run ${id}`,
  runStart: (id: string) => `Run ${id}`,
  everyRow: 'all rows',
  manyGroups: (n: string) => `${n} windows`,
  named: (name: string, value: string) => `${name} ${value}`,
  /** What the state of a deduplication or a join says of a key or a row: nothing but this. */
  keptForEver: '1 entry, kept forever',
  keptUntil: (time: string) => `1 entry, kept until ${time}`,

  /** What is asked about, in a line above the question. */
  who: {
    row: (n: string) => `Row ${n}`,
    rowOf: (source: string, n: string) => `${source}, row ${n}`,
    offset: (offset: string) => `offset ${offset}`,
    inPartition: (offset: string, partition: string) => `offset ${offset} of partition ${partition}`,
    window: (length: string) => `Window of ${length}`,
    slidingWindow: (length: string, slide: string) => `Window of ${length}, a new one every ${slide}`,
    session: (gap: string) => `Session window, ended by a gap of ${gap}`,
    group: 'Group',
    everything: 'All rows in one group',
    state: 'State store, one row',
    output: (by: string) => `Result table, written by ${by}`,
    watermark: (of: readonly string[]) => `Watermark of ${of.join('; ')}`,
    delayed: (column: string, delay: string) => `${column}, delay ${delay}`,
    noWatermark: 'Watermark',
    batch: (n: number) => `Micro-batch, ${n === 1 ? '1 row' : `${n} rows`}`,
    tick: 'A timer was due',
    oneRow: 'One row, processed as it arrived',
    streamTime: 'Stream time, minus the grace',
    run: (n: number) => `Batch job, ${n === 1 ? '1 row' : `${n} rows`}`,
    batchAgain: (n: number) => `Micro-batch, run again, ${n === 1 ? '1 row' : `${n} rows`}`,
    crash: 'Crash of the query',
    checkpoint: (id: string) => `Checkpoint ${id}, by aligned barriers`,
    barrier: (partition: string) => `Barrier in ${partition}`,
    commit: (id: string) => `Commit ${id}`,
    noBatch: 'A tick without a batch',
    completeness: 'Measure: complete',
    wait: 'Measure: wait',
    stateSize: 'Measure: state',
  },

  question: {
    late: (group: string) => `Why is this row missing from ${group}?`,
    counted: (group: string) => `Why does this row count in ${group}?`,
    joined: 'What became of this row in the join?',
    lateForJoin: 'Why does this row take no part in the join?',
    filtered: 'Why was this row filtered out?',
    withoutWindow: 'Why is this row in no window?',
    duplicate: 'Why did this row go no further?',
    waiting: 'Why is this row not counted yet?',
    coming: 'Where is this row?',
    passed: 'How did this row get through?',
    groupOpen: (group: string) => `Why has ${group} no final answer yet?`,
    groupFinal: (group: string, answer: string) => `Why does ${group} say ${answer}?`,
    groupLost: (group: string) => `Why did ${group} never get an answer?`,
    groupGrown: (group: string) => `What became of ${group}?`,
    groupComing: (group: string) => `Why is ${group} empty?`,
    stateHeld: (group: string) => `Why does the state hold ${group}?`,
    stateFreed: (group: string) => `Why was ${group} freed?`,
    stateComing: (group: string) => `Why is nothing held for ${group}?`,
    output: (batch: string, answer: string, group: string) => `Why did ${batch} write ${answer} for ${group}?`,
    outputOfRow: 'Why was this row written to the result?',
    watermark: (time: string, f: F) =>
      f.engine === 'kafkaStreams' ? `Why are windows closed up to ${time}?` : `Why is the watermark at ${time}?`,
    watermarkStart: (f: F) => `Why has ${waterIn(f)} not moved yet?`,
    noWatermark: (f: F) => (f.engine === 'kafkaStreams' ? 'Why is nothing ever closed?' : 'Why is there no watermark?'),
    batch: (id: string) => `Why did batch ${id} run, and what did it do?`,
    batchNow: (id: string) => `Why does batch ${id} run?`,
    batchComing: (id: string) => `Why is batch ${id} still empty?`,
    run: (id: string) => `What did run ${id} of the job do?`,
    step: (name: string) => `What did ${name} do?`,
    stepComing: 'What is still to come here?',
    runComing: (id: string) => `Why is run ${id} of the job still to come?`,
    batchAgain: (id: string) => `Why did batch ${id} run again?`,
    batchCut: (id: string) => `What happened to batch ${id} when the query died?`,
    crash: (time: string) => `What did the crash at ${time} do?`,
    crashComing: 'When does the query crash?',
    checkpoint: (id: string) => `What is checkpoint ${id}?`,
    barrier: (id: string) => `What does the barrier of checkpoint ${id} do?`,
    commit: (id: string) => `What does commit ${id} save?`,
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
    processed: (p: Params<'processed'>) => (p.by === 'row' ? 'It was processed at once' : 'The timer was due'),
    slowest: (p: Params<'slowest'>) =>
      p.partitions.length === 0 ? 'No partition is waited for' : 'The slowest partition counts',
    neverRead: (_: Params<'neverRead'>, f: F) =>
      isRecord(f) ? 'No step reads it' : f.job ? 'No run of the job reads it' : 'No batch reads it',
    passedOver: (p: Params<'passedOver'>, f: F) =>
      p.batch === null ? 'No run of the job reads it' : `${f.Batch(p.batch)} passed it over`,
    batchRead: (p: Params<'batchRead'>, f: F) =>
      isRecord(f)
        ? p.again
          ? 'It was processed again'
          : p.waited > 0
            ? 'It waited, and was processed'
            : 'It was processed at once'
        : `${f.Batch(p.batch)} read it`,
    processedBefore: 'It had been processed before',
    filtered: 'A filter removed it',
    filteredByJoin: 'It can match nothing',
    joinTakenOut: 'Spark took its join out',
    withoutKey: 'It has no key',
    withoutWindow: 'It belongs to no window',
    passed: 'It passed through',
    duplicate: 'It is known already',
    waterWasPast: (_: Params<'waterWasPast'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Its window was closed' : 'The watermark had passed it',
    waterWasBelow: (p: Params<'waterWasBelow'>) =>
      p.end !== null && p.window ? 'Its window was open' : 'It was on time',
    nothingIsLate: 'It was on time',
    bookedByRun: (p: Params<'bookedByRun'>) =>
      p.own ? 'It was read in its own interval' : 'It was counted in another interval',
    windowWasOver: 'Its window was over',
    dropped: 'So it was dropped',
    counted: 'It was counted',
    rowsOf: 'Its rows',
    held: 'The state holds it',
    waitsForWater: (_: Params<'waitsForWater'>, f: F) => `It waits for ${waterIn(f)}`,
    wasInTime: 'It was on time',
    neverLate: 'It was on time',
    notTested: (p: Params<'notTested'>) => (p.late ? 'It was late, but seen all the same' : 'It was on time'),
    changedNothing: 'It changed nothing',
    ranTo: 'The total so far',
    passedThreshold: 'It passed the threshold',
    usersCounted: 'The users so far',
    visitOver: 'The visit was over',
    waitsForClock: 'It waits for the clock',
    timeWasUp: (p: Params<'timeWasUp'>) => (p.expired ? 'It expired' : 'Its timer fired'),
    neverOver: 'Nothing ends it',
    waterReached: (_: Params<'waterReached'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Stream time, minus the grace, reached its end' : 'The watermark reached its end',
    freed: 'The state freed it',
    grew: 'It grew into a larger session',
    timerFired: 'Its timer fired',
    answered: (p: Params<'answered'>, f: F) =>
      isRecord(f) ? `It was emitted at ${f.batch(p.batch)}` : `${f.Batch(p.batch)} gave the answer`,
    right: 'The answer is right',
    wrong: 'The answer is wrong',
    lost: 'No answer came',
    noRowYet: 'No row counts in it yet',
    keptForPartner: 'It was kept for a partner',
    madeOf: (p: Params<'madeOf'>) => `A row of ${p.source}`,
    joinTestsNone: 'Nothing can be late for it',
    storeRefused: 'Its store did not keep it',
    meetsNothing: 'It has no key',
    met: 'It was matched',
    waitsForStore: 'It waits for a later row',
    sideMovedOn: 'A later row of its side came',
    noPartner: 'No partner came',
    wrote: 'It was written',
    suspicious: 'A remembered row made it suspicious',
    watermarkStart: 'No row has moved it',
    newestEvent: 'The newest event',
    lessDelay: (_: Params<'lessDelay'>, f: F) => (f.engine === 'kafkaStreams' ? 'Minus the grace' : 'Minus the delay'),
    neverFalls: 'It never falls',
    noWatermark: (_: Params<'noWatermark'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Nothing closes by time' : 'There is no watermark',
    notYetRun: 'Its time has not come',
    tick: 'Its time came',
    rowsWaited: 'Rows were waiting',
    noRowsButWater: 'No rows, but the watermark had risen',
    noRowsButClock: 'No rows, but a tick',
    readAll: 'It read everything',
    readDay: 'It read one day',
    askedAgain: 'A day was due to run again',
    readStretch: 'It looked back',
    startsWithQuery: 'The query came back',
    repeated: 'It has offsets but no commit',
    cutOff: 'Then the query died',
    readInVain: (p: Params<'readInVain'>, f: F) => `${f.Batch(p.batch)} read it in vain`,
    barrierSent: 'It was sent',
    barrierTravels: 'It is on its way',
    barrierWaits: 'It waited for the others',
    aligned: 'They were aligned',
    barriersSent: 'Barriers went out',
    barriersAligned: 'They were aligned',
    snapshotTaken: 'The state was written',
    checkpointDone: 'It is complete',
    checkpointFailed: 'It never completed',
    transactionDone: 'Its transaction is committed',
    flushed: 'All was flushed',
    offsetsSaved: 'The offsets are committed',
    commitFailed: 'It never completed',
    notCrashedYet: 'It is still to come',
    jobDied: (_: Params<'jobDied'>, f: F) => (f.engine === 'kafkaStreams' ? 'The application died' : 'The job died'),
    sinceCheckpoint: 'What was done since the checkpoint no longer counts',
    jobSink: 'The sink keeps its promise',
    restoredFrom: 'It went back to its checkpoint',
    watermarkNotKept: 'The watermark starts over',
    committedAtRestart: 'A pending commit was made',
    died: 'The query died',
    stateUndone: 'The state no longer counts',
    sinkHolds: 'The sink had been written to',
    checkpointLost: 'The checkpoint was lost',
    outage: 'It was down',
    recovered: 'It read its logs',
    storesRebuilt: 'The stores came back',
    readsAgain: 'It continued from its offsets',
    doubledBy: (p: Params<'doubledBy'>) => (p.again > 0 ? 'The sink holds it twice' : 'The sink holds it once'),
    judgedBy: 'Two watermarks were fixed',
    batchDid: 'What it did',
    waterRose: (_: Params<'waterRose'>, f: F) => `Then ${waterIn(f)} rose`,
    waterStayed: (_: Params<'waterStayed'>, f: F) =>
      f.engine === 'kafkaStreams' ? 'Stream time stayed' : 'The watermark stayed',
    batchFailed: 'It failed',
    nothingToRead: 'There was nothing to read',
    noReasonToRun: 'And no other reason to run',
    completeness: 'Counted, out of all that are due',
    missingRow: (p: Params<'missingRow'>, f: F) => `Row ${f.count(p.row + 1)} is missing`,
    countedElsewhere: (p: Params<'countedElsewhere'>, f: F) => `Row ${f.count(p.row + 1)} was counted elsewhere`,
    belongsElsewhere: (p: Params<'belongsElsewhere'>, f: F) => `Row ${f.count(p.row + 1)} does not belong here`,
    countedTwice: (p: Params<'countedTwice'>, f: F) => `Row ${f.count(p.row + 1)} was counted more than once`,
    nothingMissing: 'Nothing is missing',
    nothingDue: 'Nothing is due yet',
    notJudged: 'There is nothing to judge',
    waitOf: (p: Params<'waitOf'>, f: F) => `${f.group(p.group)} waited ${f.duration(p.wait)}`,
    waitNever: 'Never right',
    stateNow: 'Held now',
    stateOpen: (p: Params<'stateOpen'>, f: F) => f.group(p.group),
  },

  text: {
    happened: (p: Params<'happened'>, f: F) =>
      p.groups.length === 0 ? 'Its event time: when it happened.' : `Its event time puts it in ${f.groups(p.groups)}.`,
    happenedNever: () => 'Its event time is null. It moves no watermark and is in no window.',
    arrived: (p: Params<'arrived'>, f: F) => {
      if (Number.isNaN(p.delay)) return `It could be read from ${f.time(p.arrivesAt)} on.`;
      if (p.delay < 0) return `${f.strong(f.duration(-p.delay))} before its own event time: its clock runs ahead.`;
      return p.delay === 0 ? 'In the same instant.' : `${f.strong(f.duration(p.delay))} later.`;
    },
    notArrived: (p: Params<'notArrived'>, f: F) =>
      `It arrives at ${f.time(p.arrivesAt)}. No engine can know about it before then.`,
    processed: (p: Params<'processed'>, f: F) =>
      p.by === 'row'
        ? 'There is no batch to wait for: the engine is always on and processes each row as it arrives.'
        : p.by === 'function'
          ? f.engine === 'flink'
            ? 'A processing-time timer that the function had set for a key.'
            : 'A wall-clock punctuator checks the store once a second. This time something was due.'
          : `The watermark is emitted every ${f.duration(p.interval)}. Results can be emitted here without a row arriving.`,
    slowest: (p: Params<'slowest'>, f: F) => {
      const clocks = p.partitions.map(({ name, at }) => `${name} ${at > 0 ? f.time(at) : 'none yet'}`).join(', ');
      const idle = p.idle.length === 0 ? '' : ` Idle, and left out: ${p.idle.join(', ')}.`;
      return p.partitions.length === 0
        ? `Each partition has its own watermark, and all of them are idle: ${p.idle.join(', ')}. Then the largest counts.`
        : `Each partition has its own watermark, and the smallest counts: ${clocks}.${idle}`;
    },
    waits: (p: Params<'waits'>, f: F) =>
      isRecord(f)
        ? 'It is in the source, but not processed yet.'
        : p.batch !== null
          ? `${f.Batch(p.batch)} has begun, and is about to read it.`
          : f.job
            ? 'It is in the source. The job has not run since.'
            : 'It is in the source. No batch has started since.',
    neverRead: (_: Params<'neverRead'>, f: F) =>
      f.job ? 'Nothing is simulated after the last run of the job.' : 'The query ended before a batch could read it.',
    batchRead: (p: Params<'batchRead'>, f: F) =>
      isRecord(f)
        ? p.again
          ? `At ${f.time(p.startedAt)}, since no ${f.engine === 'flink' ? 'checkpoint' : 'commit'} covered it when the ${f.engine === 'flink' ? 'job' : 'application'} died.`
          : p.waited > 0
            ? `At ${f.time(p.startedAt)}, ${f.duration(p.waited)} after it arrived: ${f.engine === 'flink' ? 'the job was down, or a barrier held its partition back' : 'the application was down'}.`
            : 'By itself, the instant it arrived.'
        : p.others === 0
          ? 'It was the only row.'
          : `Together with ${p.others === 1 ? '1 other row' : `${f.count(p.others)} other rows`}.`,
    filtered: (p: Params<'filtered'>) =>
      `It does not meet ${p.conditions.map((c) => `“${c}”`).join(' and ')}. A filter keeps only rows for which this is true; false and null are dropped.`,
    filteredByJoin: () =>
      'The condition of the join asks something of this row’s own columns that is not true of it; a null in its key is enough. So it was dropped before the join.',
    joinTakenOut: () =>
      'Nothing after the outer join uses a column of this side, and the join cannot change the answer. So Spark’s optimizer removes the join. A row of this side still starts a batch, but it is not read and its watermark does not move.',
    withoutKey: () => 'Its key is null: a record without a key belongs to no group, and Kafka Streams drops it.',
    withoutWindow: () => 'Without an event time there is no window to put it in. It still counts as an input row.',
    duplicate: () => 'A row with the same key arrived before it and is still remembered, so this one goes no further.',
    passed: () => 'The query keeps no state, so nothing can be late: each row goes straight to the sink.',
    waterWasPast: (p: Params<'waterWasPast'>, f: F) =>
      Number.isNaN(p.newest) || p.testedBatch === null || p.newestBatch === null
        ? `It was tested against ${f.time(p.tested)}.`
        : f.engine === 'flink'
          ? `When it arrived the watermark was at ${f.time(p.tested)}: the newest event time, ${f.time(p.newest)}, minus ${f.duration(p.delay)} and a millisecond.`
          : f.engine === 'kafkaStreams'
            ? `Stream time was at ${f.time(p.newest)}. Minus ${f.duration(p.delay)} of grace, windows that end by ${f.time(p.tested)} are closed.`
            : `Spark tests rows against the previous batch’s watermark. ${f.Batch(p.testedBatch)} ran with ${f.time(p.tested)}: the newest event time up to ${f.batch(p.newestBatch)}, ${f.time(p.newest)}, minus ${f.duration(p.delay)}.`,
    waterWasBelow: (p: Params<'waterWasBelow'>, f: F) =>
      p.end === null
        ? unmoved(p.tested)
          ? 'Its group contains no event time that could be late.'
          : `It was tested against ${f.time(p.tested)}, but its group contains no event time that could be late.`
        : unmoved(p.tested)
          ? f.engine === 'kafkaStreams'
            ? 'Nothing had been closed yet when it was tested.'
            : 'The watermark had not moved yet when it was tested.'
          : p.end <= p.tested
            ? `It was tested against ${f.time(p.tested)}, the very instant, and only what is earlier is late.`
            : `It was tested against ${f.time(p.tested)}, which is below ${f.time(p.end)}.${heldBack(p, f)}`,
    passedOver: (p: Params<'passedOver'>) =>
      ({
        boundaryGap: 'It lies on the boundary between two runs, and neither includes it.',
        driftGap: 'It arrived while the loop was working, and the next run looks back only one interval.',
        lateLost: 'That stretch had already been read when it arrived, and no run looks there again.',
        restartGap: 'The loop had been down, and does not look back that far.',
      })[p.why],
    bookedByRun: (p: Params<'bookedByRun'>, f: F) =>
      p.own
        ? `A loop books what it reads to the interval of its run, ${f.group(p.group)}. Here that is also when it happened.`
        : `A loop books what it reads to the interval of its run, ${f.group(p.group)}. It did not happen then.`,
    nothingIsLate: (p: Params<'nothingIsLate'>, f: F) =>
      f.job
        ? 'A job has no watermark. It reads whatever has arrived when it runs.'
        : p.mode === 'complete'
          ? 'In complete mode every group is kept, so no row is too late for its group.'
          : 'Without a watermark no row can be too late.',
    windowWasOver: (p: Params<'windowWasOver'>, f: F) =>
      `${f.engine === 'flink' ? 'It is kept up to ' : ''}${f.time(p.over)}${f.engine === 'flink' ? ', which' : ''} is at or below ${f.time(p.tested)}.${heldBack(p, f)}${p.answeredIn === null ? '' : isRecord(f) ? ` It was first emitted at ${f.batch(p.answeredIn)}${p.answer && p.answer.length > 0 ? `: ${f.values(p.answer)}` : ''}.` : ` ${f.Batch(p.answeredIn)} gave its answer${p.answer && p.answer.length > 0 ? `: ${f.values(p.answer)}` : ''}.`}`,
    dropped: (p: Params<'dropped'>, f: F) =>
      `Late by ${f.strong(f.duration(p.lateBy))}${p.behind ? `, for the joins before it hold rows back, so that a row is late only when the watermark is ${f.duration(p.behind)} past it` : ''}. It never reached the state; ${f.engine === 'flink' ? 'it went to the side output' : 'only a counter shows it'}.${p.truth === null ? '' : ` The truth is ${f.values(p.truth)}.`}`,
    counted: (p: Params<'counted'>, f: F) =>
      `With it, ${f.group(p.group)} holds ${f.values(p.values, p.group.operator)}.`,
    rowsOf: (p: Params<'rowsOf'>, f: F) => {
      const parts = [p.counted === 0 ? 'No row counted so far' : `${rows(p.counted, f)} counted so far`];
      if (p.late > 0) parts.push(`${f.count(p.late)} ${p.late === 1 ? 'was' : 'were'} too late`);
      if (p.coming > 0) parts.push(`${f.count(p.coming)} still to be read`);
      return `${parts.join(', ')}.`;
    },
    held: (p: Params<'held'>, f: F) =>
      `${f.values(p.values, p.group.operator)}, put there by ${f.batch(p.since)}${p.changed === p.since ? '' : `, last changed by ${f.batch(p.changed)}`}.`,
    waitsForWater: (p: Params<'waitsForWater'>, f: F) =>
      (isRecord(f)
        ? `It is freed when ${f.engine === 'flink' ? 'the watermark' : 'stream time, minus the grace,'} reaches ${f.time(p.over)}${f.engine === 'flink' ? ', the last millisecond for which it is kept' : ''}. ${unmoved(p.watermark) ? 'That has not moved yet.' : `Now it is at ${f.time(p.watermark)}.`}`
        : unmoved(p.watermark)
          ? `It ends when the watermark reaches ${f.time(p.over)}. The watermark has not moved yet.`
          : p.over <= p.watermark
            ? `The watermark is at ${f.time(p.watermark)}, past ${f.time(p.over)}: the next batch ends it.`
            : `It ends when the watermark reaches ${f.time(p.over)}. Now it is at ${f.time(p.watermark)}, ${f.duration(p.over - p.watermark)} short.`) +
      heldBack(p, f),
    wasInTime: (p: Params<'wasInTime'>, f: F) =>
      unmoved(p.tested)
        ? 'The watermark had not moved yet when it was tested.'
        : Number.isNaN(p.eventTime)
          ? 'Without an event time no row is late.'
          : p.behind
            ? `It was tested against ${f.time(p.tested)}, and the joins before it hold rows back: it would be late at ${f.time(p.eventTime + p.behind)}, ${f.duration(p.behind)} past its own time.`
            : p.tested === p.eventTime
              ? `It was tested against ${f.time(p.tested)}, which is its own time: only what lies before is late.`
              : `It was tested against ${f.time(p.tested)}, which is below its own ${f.time(p.eventTime)}.`,
    neverLate: (p: Params<'neverLate'>) =>
      `${p.function ?? 'This side of the join'} does not use event time, so no row is late for it.`,
    notTested: (p: Params<'notTested'>, f: F) =>
      p.function === null
        ? `Nothing frees a key of this step, so no row can be too late for it${p.late ? ', not even this one' : ''}.`
        : f.engine === 'flink'
          ? 'Flink drops no rows before your own function. A function that wants no late rows must compare them with the watermark itself; this one does not.'
          : 'Kafka Streams drops no rows before your own processor. One that wants no late rows must compare them with stream time itself; this one does not.',
    changedNothing: (p: Params<'changedNothing'>) =>
      ({
        velocityCheck: 'It has no place or no event time, or it is older than the remembered row.',
        sessionize: 'It has no event time, so it belongs to no visit.',
        runningTotal: 'It has no value to add, so the total stayed.',
        thresholdAlert: 'It has no value to add.',
        distinctUsers: 'It names no user.',
      })[p.function],
    ranTo: (p: Params<'ranTo'>, f: F) =>
      p.total === null
        ? 'There was no value for this key yet, so the total was null.'
        : `With it the total was ${f.values([p.total])}.`,
    passedThreshold: (p: Params<'passedThreshold'>, f: F) =>
      `It raised the sum of its span to ${f.values([p.total])}, above ${f.values([p.above])}, for the first time.`,
    usersCounted: (p: Params<'usersCounted'>, f: F) =>
      p.users !== null && isRecord(f)
        ? `With it its key had ${f.strong(f.count(Number(p.users)))} ${Number(p.users) === 1 ? 'user' : 'users'}.`
        : p.users === null
          ? 'After the rows of this batch its key was counted.'
          : `After the rows of this batch its key had ${f.strong(f.count(Number(p.users)))} ${Number(p.users) === 1 ? 'user' : 'users'}.`,
    visitOver: (p: Params<'visitOver'>, f: F) =>
      `${rows(p.rows, f)} from ${f.time(p.start)} to ${f.time(p.end)}, and none within the gap afterwards.`,
    waitsForClock: (p: Params<'waitsForClock'>, f: F) =>
      p.until <= p.now
        ? `Its time was up at ${f.time(p.until)}: ${isRecord(f) ? 'the next check frees it' : 'the next batch frees it'}.`
        : p.expires
          ? `It expires at ${f.time(p.until)}, unless it is written again before then.`
          : `Its timer is set for ${f.time(p.until)}, by the clock.`,
    timeWasUp: (p: Params<'timeWasUp'>, f: F) =>
      isRecord(f)
        ? f.engine === 'kafkaStreams'
          ? `Its time was up at ${f.time(p.until)}. From then on the processor ignored it; the wall-clock punctuator, once a second, removed it.`
          : p.expired
            ? `Nothing had written it again, so from ${f.time(p.until)} on it is no longer read. When Flink clears it depends on the state backend; here, the next row does.`
            : `Its timer was set for ${f.time(p.until)}, by the clock.`
        : p.expired
          ? `Nothing had written it again, so its time was up at ${f.time(p.until)}. ${f.Batch(p.batch)} was the first to look.`
          : `It was set for ${f.time(p.until)}, by the clock. ${f.Batch(p.batch)} was the first from then on.`,
    neverOver: (p: Params<'neverOver'>) =>
      ({
        complete: 'Complete mode writes every group in every batch, so none can be freed.',
        noWatermark: 'Without a watermark nothing tells the engine that a group is over.',
        noEventTime: 'Its keys contain no event time, so the watermark cannot end it.',
        noTimer: 'No timer is set for it and it has no time to live: it stays.',
      })[p.reason],
    waterReached: (p: Params<'waterReached'>, f: F) =>
      isRecord(f)
        ? `At ${f.batch(p.batch)} ${f.engine === 'flink' ? 'the watermark' : 'the closing time'} was at ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} is at or below it`}.`
        : `${f.Batch(p.batch)} ran with the watermark at ${f.time(p.watermark)}${Number.isNaN(p.over) ? '' : `; ${f.time(p.over)} is at or below it`}.`,
    grew: (p: Params<'grew'>, f: F) =>
      `Another row came within the gap, and at ${f.batch(p.batch)} ${f.group(p.into)} took its place.`,
    freed: (p: Params<'freed'>, f: F) =>
      isRecord(f)
        ? `The state of ${f.group(p.group)} was dropped at ${f.batch(p.batch)}.`
        : `${f.Batch(p.batch)} removed ${f.group(p.group)} from the state store.`,
    timerFired: (p: Params<'timerFired'>, f: F) =>
      f.engine === 'flink'
        ? `The watermark reached ${f.time(p.watermark)}, and with it the timer.`
        : f.engine === 'kafkaStreams'
          ? `Stream time, minus the grace, was past it, at ${f.time(p.watermark)}. A stream-time punctuator checks at most once a second, after a row.`
          : `${f.Batch(p.batch)} ran with the watermark at ${f.time(p.watermark)}, past the timer.`,
    answered: (p: Params<'answered'>, f: F) =>
      `It wrote ${f.values(p.values)}.${
        p.mode === 'append'
          ? ' Append mode writes it once.'
          : p.times > 1
            ? ` It has been written ${f.count(p.times)} times so far.`
            : ''
      }`,
    right: (p: Params<'right'>, f: F) => `The truth is ${f.values(p.truth)} too.`,
    wrong: (p: Params<'wrong'>, f: F) =>
      `It says ${f.values(p.values)}, the truth is ${f.values(p.truth)}. ${
        p.lateRows > 0
          ? `${rows(p.lateRows, f)} arrived after it was over.`
          : p.comingRows > 0
            ? `${rows(p.comingRows, f)} ${p.comingRows === 1 ? 'has' : 'have'} not been read.`
            : ''
      }`.trim(),
    lost: (p: Params<'lost'>, f: F) =>
      `Every row of ${f.group(p.group)} arrived after ${f.engine === 'kafkaStreams' ? 'it was closed' : 'the watermark had passed it'}, so there was nothing to answer.`,
    keptForPartner: (p: Params<'keptForPartner'>, f: F) =>
      `${f.Batch(p.batch)} put it into the state, where a row of the other side can still meet it.`,
    madeOf: (p: Params<'madeOf'>) => `One of the ${p.of > 2 ? p.of : 'two'} rows that matched: when it happened.`,
    joinTestsNone: () =>
      'A join in Kafka Streams compares no row with stream time: each row looks in the other side’s store for partners.',
    storeRefused: () =>
      'It is older than the store of its side goes back, so no later row can meet it. It looked in the other side’s store all the same.',
    meetsNothing: () => 'Its key is null, and null matches nothing. No store keeps it.',
    met: (p: Params<'met'>) =>
      `${p.rows === 1 ? 'One row' : `${p.rows} rows`} of the other side matched it, within the bounds of the condition.`,
    waitsForStore: (p: Params<'waitsForStore'>, f: F) =>
      `The store of its side goes back only so far: once a row of the same side is at ${f.time(p.over)} or later, no other row can meet it.`,
    sideMovedOn: (p: Params<'sideMovedOn'>, f: F) =>
      `The store of its side goes back only so far: ${f.batch(p.batch)} is at ${f.time(p.newest)}, and this was kept until ${f.time(p.over)}.`,
    noPartner: (p: Params<'noPartner'>, f: F) =>
      `Nothing of the other side had met it by then. An outer join gives it out all the same, with nulls for the other side: ${f.batch(p.batch)} wrote it.`,
    noRowYet: (p: Params<'noRowYet'>, f: F) =>
      isRecord(f)
        ? `No row that counts in ${f.group(p.group)} has arrived.`
        : f.job
          ? `No run has counted a row in ${f.group(p.group)}.`
          : `No batch has counted a row in ${f.group(p.group)}.`,
    wrote: (p: Params<'wrote'>, f: F) =>
      isRecord(f)
        ? `It was emitted at ${f.time(p.at)}, at ${f.batch(p.batch)}.`
        : `${f.Batch(p.batch)} wrote it to the sink at ${f.time(p.at)}.`,
    suspicious: (p: Params<'suspicious'>, f: F) =>
      `The state remembered ${f.values(p.values)} for this key: another place, too recently.`,
    watermarkStart: (_: Params<'watermarkStart'>, f: F) =>
      isRecord(f)
        ? 'No row with an event time has moved it yet.'
        : 'No batch has read a row with an event time, so it is still at its start, 1970.',
    newestEvent: (p: Params<'newestEvent'>, f: F) =>
      isRecord(f)
        ? `${f.time(p.eventTime)}: the newest so far${f.engine === 'flink' ? ' in the partition that counts' : ' in its task'}.`
        : `${f.time(p.eventTime)}, read by ${f.batch(p.batch)}: the newest so far.`,
    lessDelay: (p: Params<'lessDelay'>, f: F) =>
      f.engine === 'flink'
        ? `${f.time(p.newest)} minus ${f.duration(p.delay)} and a millisecond is ${f.time(p.watermark)}: nothing at or before it should still arrive.`
        : f.engine === 'kafkaStreams'
          ? `Stream time ${f.time(p.newest)}${p.watermark > 0 ? `, minus ${f.duration(p.delay)} of grace: windows that end by ${f.time(p.watermark)} are closed` : ''}. Only rows move it, never a clock.`
          : `${f.time(p.newest)} minus ${f.duration(p.delay)} is ${f.time(p.watermark)}. The watermark rises when a batch ends.`,
    neverFalls: (p: Params<'neverFalls'>, f: F) =>
      isRecord(f)
        ? `Later rows arrived, none of them newer. It stayed at ${f.time(p.watermark)}.`
        : `Later batches read rows, none of them newer. The watermark stayed at ${f.time(p.watermark)}.`,
    noWatermark: (_: Params<'noWatermark'>, f: F) =>
      f.job
        ? 'A job needs none: it reads all that has arrived, and nothing is late.'
        : 'The query has no watermark step: nothing is late, and nothing is ever over.',
    notYetRun: (p: Params<'notYetRun'>, f: F) => `It starts at ${f.time(p.at)}.`,
    tick: (p: Params<'tick'>, f: F) =>
      f.job && p.interval !== null
        ? `The job runs every ${f.duration(p.interval)}.`
        : p.interval === null
          ? `It started at ${f.time(p.at)}.`
          : p.interval === 0
            ? 'A trigger of 0 starts a batch as soon as there is work.'
            : p.onTick
              ? `${f.time(p.at)} is a tick: there is one every ${f.duration(p.interval)}, counted from 1970.`
              : `The batch before took longer than ${f.duration(p.interval)}, so this one started as soon as it ended.`,
    rowsWaited: (p: Params<'rowsWaited'>, f: F) =>
      `${rows(p.rows, f)} had arrived but ${p.rows === 1 ? 'was' : 'were'} not read yet.`,
    noRowsButWater: (p: Params<'noRowsButWater'>, f: F) =>
      `${f.Batch(p.batchBefore)} had moved the watermark to ${f.time(p.watermark)}. A batch without rows frees what that ends.`,
    readStretch: (p: Params<'readStretch'>, f: F) =>
      `${rows(p.rows, f)} that ${p.by === 'arrivalTime' ? 'arrived' : 'happened'} from ${f.time(p.from)} to ${f.time(p.to)}, and no other.`,
    noRowsButClock: (p: Params<'noRowsButClock'>) =>
      `${p.function} follows the clock: a batch runs at every tick to see whether something is due.`,
    readDay: (p: Params<'readDay'>, f: F) =>
      `${rows(p.rows, f)} of ${f.strong(dayName(p.day, 'en'))}: all that happened on that day and had arrived. Its answers replace those the day had.`,
    askedAgain: (p: Params<'askedAgain'>, f: F) =>
      `The scenario has ${f.strong(dayName(p.day, 'en'))} run again at ${f.time(p.at)}: a backfill, for rows that arrived too late for the nightly run.`,
    readAll: (p: Params<'readAll'>, f: F) => `${rows(p.rows, f)}: all that had arrived since the beginning.`,
    startsWithQuery: (p: Params<'startsWithQuery'>, f: F) =>
      `At ${f.time(p.at)}, after a crash. It looks for work at once, without waiting for a tick.`,
    repeated: (p: Params<'repeated'>, f: F) =>
      `When the query died at ${f.time(p.diedAt)}, the offset log had ${f.batch(p.batch)} and the commit log did not. So it runs again as it was: ${p.rows === 0 ? 'without rows' : `the same ${rows(p.rows, f)}`}, with the same watermarks.`,
    cutOff: (p: Params<'cutOff'>, f: F) =>
      `At ${f.time(p.at)}, after ${crashPoints[p.after]}. Its commit was never logged, so it is run again.`,
    processedBefore: (p: Params<'processedBefore'>, f: F) =>
      `As ${f.batch(p.batch)}, before the crash at ${f.time(p.at)}. No commit covered it, but the stores and the topic keep what it did: with at-least-once it counts twice.`,
    barrierSent: (p: Params<'barrierSent'>, f: F) =>
      `The coordinator began checkpoint ${f.count(p.checkpoint)}. The source recorded how far it had read ${p.partition}, ${rows(p.rows, f)}, and sent the barrier behind them: it overtakes no row, and no row overtakes it.`,
    barrierTravels: (p: Params<'barrierTravels'>, f: F) =>
      `It reaches the operator at ${f.time(p.arrivesAt)}. How long a barrier travels is a setting of this model (barrierTravel).`,
    barrierWaits: (p: Params<'barrierWaits'>, f: F) =>
      `It arrived at ${f.time(p.arrivesAt)}. Until ${f.time(p.until)}, when the last barrier arrived, the operator read nothing more from this partition: otherwise a row behind the barrier would be in the snapshot, and read again after a crash.`,
    aligned: (p: Params<'aligned'>, f: F) =>
      `All ${f.count(p.barriers)} barriers had arrived, and the operator wrote its state.`,
    barriersSent: (p: Params<'barriersSent'>, f: F) =>
      `The coordinator began checkpoint ${f.count(p.checkpoint)}: ${p.barriers === 1 ? 'the source sent a barrier' : `each of ${f.count(p.barriers)} partitions got a barrier`} behind the rows that had been read.`,
    barriersAligned: (p: Params<'barriersAligned'>, f: F) =>
      `The barrier of ${p.last} arrived last, ${f.duration(p.length)} after the first. ${p.waited === 0 ? 'No row arrived meanwhile.' : `${rows(p.waited, f)} arrived meanwhile and had to wait.`}`,
    snapshotTaken: (p: Params<'snapshotTaken'>, f: F) =>
      `${rows(p.stateRows, f)} of state and their timers, and how far each partition was read: ${p.offsets.map((o) => `${o.name} ${f.count(o.rows)}`).join(', ')}. The watermark is not in it.`,
    checkpointDone: (p: Params<'checkpointDone'>, f: F) =>
      `All have reported. A job that dies from now on comes back to checkpoint ${f.count(p.checkpoint)}, and reads again what lies behind its barriers.`,
    checkpointFailed: (p: Params<'checkpointFailed'>, f: F) =>
      `The job died before checkpoint ${f.count(p.checkpoint)} was complete. It is useless: the job goes back to the one before.`,
    transactionDone: (p: Params<'transactionDone'>, f: F) =>
      p.waited > 0
        ? `Its rows were pre-committed with the checkpoint, and committed when the job was back, ${f.duration(p.waited)} later. Readers see them from now on.`
        : 'What was emitted since the previous checkpoint is committed in one go. Readers see it from now on, not earlier.',
    flushed: (p: Params<'flushed'>, f: F) =>
      `The stores are flushed and what was sent is acknowledged, including ${p.records === 1 ? '1 record' : `${f.count(p.records)} records`} to the changelogs since the previous commit${p.exactlyOnce ? ', all in one open transaction' : ''}.`,
    offsetsSaved: (p: Params<'offsetsSaved'>, f: F) =>
      p.exactlyOnce
        ? `Output, changelogs and offsets become valid in one transaction, commit ${f.count(p.commit)}. ${rows(p.rows, f)} since the one before will not be read again.`
        : `Commit ${f.count(p.commit)} says that ${rows(p.rows, f)} more ${p.rows === 1 ? 'is' : 'are'} done. After a crash the application reads on from here.`,
    commitFailed: (p: Params<'commitFailed'>, f: F) =>
      p.exactlyOnce
        ? `The application died before commit ${f.count(p.commit)} completed. Its transaction is aborted, and no reader sees it.`
        : `The application died before commit ${f.count(p.commit)} completed. What was flushed stays, and its rows are read again.`,
    readInVain: (p: Params<'readInVain'>, f: F) =>
      p.lost
        ? `The checkpoint was lost at ${f.time(p.at)}, and with it what had been made of this row.`
        : isRecord(f)
          ? `It died at ${f.time(p.at)}, before a ${f.engine === 'flink' ? 'checkpoint' : 'commit'} covered what it had made of the row. That no longer counts.`
          : `The query died at ${f.time(p.at)}, before the batch was committed. What it made of the row no longer counts.`,
    notCrashedYet: (p: Params<'notCrashedYet'>, f: F) => `The scenario sets it at ${f.time(p.at)}.`,
    jobDied: (p: Params<'jobDied'>) =>
      p.after === null
        ? 'No row was half done at the time.'
        : p.after === 'row'
          ? 'A row had just been processed, with everything it caused to be emitted.'
          : `It had got as far as ${crashPoints[p.after]}${p.checkpoint === null ? '' : ` (checkpoint ${p.checkpoint})`}.`,
    sinceCheckpoint: (p: Params<'sinceCheckpoint'>, f: F) =>
      p.checkpoint === null
        ? `No checkpoint is left to go back to: ${rows(p.rows, f)} from the beginning ${p.rows === 1 ? 'was' : 'were'} processed in vain.`
        : `${p.rows === 0 ? 'No row was' : `${rows(p.rows, f)} ${p.rows === 1 ? 'was' : 'were'}`} processed after checkpoint ${p.checkpoint}. The state is back as it was there.`,
    jobSink: (p: Params<'jobSink'>, f: F) =>
      p.sink === 'transactional'
        ? p.seen === 0
          ? `${rows(p.written, f)} had been emitted but ${p.written === 1 ? 'was' : 'were'} not committed: the transaction is aborted, and no reader ever saw ${p.written === 1 ? 'it' : 'them'}.`
          : `Of ${rows(p.written, f)} that had been emitted, ${f.count(p.seen)} ${p.seen === 1 ? 'is' : 'are'} committed and will come again: without its checkpoint the job does not know.`
        : p.sink === 'idempotent'
          ? `${rows(p.written, f)} had been emitted and ${p.written === 1 ? 'stays' : 'stay'}. The replay overwrites by key.`
          : `${rows(p.written, f)} had been emitted and ${p.written === 1 ? 'stays' : 'stay'}. The replay emits ${p.written === 1 ? 'it' : 'them'} once more: at least once.`,
    restoredFrom: (p: Params<'restoredFrom'>, f: F) =>
      p.checkpoint === null
        ? 'There was none: no state, and the sources are read from the earliest rows.'
        : `Checkpoint ${p.checkpoint}: ${rows(p.stateRows, f)} of state, their timers, and how far each partition was read. ${p.rows === 0 ? 'Nothing is read again.' : `${rows(p.rows, f)} ${p.rows === 1 ? 'is' : 'are'} read again.`}`,
    watermarkNotKept: () =>
      'It is in no checkpoint. It rises again with the rows that are read now, so a row that was late before can be on time.',
    committedAtRestart: (p: Params<'committedAtRestart'>) =>
      `Checkpoint ${p.checkpoint} was complete, its transaction only pre-committed. It is committed now, and nothing of it is lost.`,
    died: (p: Params<'died'>, f: F) =>
      p.batch === null || p.after === null
        ? 'No batch was running: nothing was half done.'
        : `${f.Batch(p.batch)} had got as far as ${crashPoints[p.after]}.`,
    stateUndone: (p: Params<'stateUndone'>, f: F) =>
      p.back === 0
        ? `${f.Batch(p.batch)} had changed nothing in it: it is as the last commit left it.`
        : `What ${f.batch(p.batch)} had changed in it is taken back (${rows(p.back, f)}): it is as the last commit left it.`,
    sinkHolds: (p: Params<'sinkHolds'>, f: F) =>
      p.sink === 'transactional'
        ? p.seen > 0
          ? `The batch was committed, so its readers see ${rows(p.seen, f)}.`
          : `${rows(p.written, f)} ${p.written === 1 ? 'was' : 'were'} written and never committed: no reader sees ${p.written === 1 ? 'it' : 'them'}.`
        : `Its readers see ${rows(p.seen, f)} of the batch. No crash takes back what a sink has accepted.`,
    checkpointLost: () => 'Offsets, commits and state are gone. Nothing records any more what has been read.',
    outage: (p: Params<'outage'>, f: F) =>
      `For ${f.duration(p.length)}. ${p.arrived === 0 ? 'No row arrived meanwhile.' : `${rows(p.arrived, f)} arrived meanwhile and ${p.arrived === 1 ? 'waits' : 'wait'} in the source.`}`,
    storesRebuilt: (p: Params<'storesRebuilt'>, f: F) =>
      p.exactlyOnce
        ? `The local stores are wiped, because they may hold what was never committed, and restored from the changelogs: ${rows(p.records, f)}. The open transaction is aborted: a reader with read_committed never sees what was in it.`
        : p.all
          ? `The local stores are gone. They are restored from the changelogs: ${rows(p.records, f)}, including what was written since the last commit.`
          : `The local stores are as of the last commit; what the changelogs have beyond it is read: ${rows(p.records, f)}.`,
    readsAgain: (p: Params<'readsAgain'>, f: F) => {
      const from = p.commit === null ? 'Nothing had been committed' : `Commit ${p.commit} was the last`;
      if (p.rows === 0) return `${from}; no row had been processed since.`;
      const again = `${from}: ${rows(p.rows, f)} ${p.rows === 1 ? 'is' : 'are'} processed again`;
      return p.counted
        ? `${again}, on top of stores that already contain ${p.rows === 1 ? 'it' : 'them'}: at-least-once counts twice.`
        : `${again}, on top of stores that know nothing of ${p.rows === 1 ? 'it' : 'them'}: each counts once.`;
    },
    recovered: (p: Params<'recovered'>, f: F) => {
      if (p.offsets === null) return 'They are empty: batch ids start at 0, and rows are read from the earliest.';
      const [newest, commit] = [f.batch(p.offsets), p.commit === null ? 'none' : f.batch(p.commit)];
      const water =
        p.sources > 1 && !Number.isNaN(p.watermark)
          ? ' The watermark is in the log; the newest event time of each source is not, and is found again.'
          : '';
      return newest === commit
        ? `Newest offsets: ${newest}. Newest commit: ${commit} as well. So nothing is repeated.${water}`
        : `Newest offsets: ${newest}. Newest commit: ${commit}. So ${newest} is run again before any other.${water}`;
    },
    doubledBy: (p: Params<'doubledBy'>, f: F) =>
      p.sink === 'append'
        ? p.again > 0
          ? `It appends whatever it is given: ${rows(p.again, f)} ${p.again === 1 ? 'is' : 'are'} there twice.`
          : 'It appends whatever it is given, and had been given none of this before.'
        : p.sink === 'idempotent'
          ? 'It knows batch id and key: the second write meets the first and changes nothing.'
          : 'What was written before the crash was never committed and never seen.',
    judgedBy: (p: Params<'judgedBy'>, f: F) =>
      unmoved(p.evict)
        ? 'Both at their start, 1970: nothing could be late, and nothing could be over.'
        : unmoved(p.late)
          ? `Nothing could be late yet; groups were over up to ${f.time(p.evict)}.`
          : p.late === p.evict
            ? `Rows were late, and groups over, up to ${f.time(p.evict)}.`
            : `Rows were late up to ${f.time(p.late)} (the previous batch’s watermark), groups over up to ${f.time(p.evict)} (its own).`,
    batchDid: (p: Params<'batchDid'>, f: F) => {
      const parts = [p.read === 0 ? (isRecord(f) ? 'checked the clocks' : 'read nothing') : `read ${rows(p.read, f)}`];
      if (p.dropped > 0) parts.push(`dropped ${f.count(p.dropped)} as late`);
      if (p.updated > 0) parts.push(`changed ${rows(p.updated, f)} of state`);
      if (p.removed > 0) parts.push(`freed ${rows(p.removed, f)} of state`);
      parts.push(p.written === 0 ? 'wrote nothing' : `wrote ${rows(p.written, f)}`);
      const last = parts.pop();
      const held = p.total === 0 ? '' : ` The state holds ${rows(p.total, f)}.`;
      return `It ${parts.join(', ')} and ${last}.${held}`;
    },
    waterRose: (p: Params<'waterRose'>, f: F) =>
      isRecord(f)
        ? `${f.engine === 'kafkaStreams' ? 'Stream time rose' : 'It rose'} to ${f.time(p.to)}, and what that ends is emitted.`
        : unmoved(p.from)
          ? `For the first time, to ${f.time(p.to)}: that is for the next batch.`
          : `From ${f.time(p.from)} to ${f.time(p.to)}, for the next batch.`,
    waterStayed: (p: Params<'waterStayed'>, f: F) =>
      unmoved(p.at)
        ? 'No event time was read: it still has not moved.'
        : `Nothing newer was read: it stays at ${f.time(p.at)}.`,
    batchFailed: (p: Params<'batchFailed'>) => `${p.error}: ${p.message} The query ends here.`,
    nothingToRead: (p: Params<'nothingToRead'>, f: F) =>
      `Nothing had arrived since the last batch.${p.nextArrival === null ? '' : ` The next row arrives at ${f.time(p.nextArrival)}.`}`,
    noReasonToRun: (p: Params<'noReasonToRun'>) =>
      ({
        waterStill: 'The watermark had not moved since the last batch, so nothing could be over.',
        noState: 'This query holds nothing that time could end.',
        complete: 'In complete mode a higher watermark ends nothing.',
        switchedOff: 'Batches without rows are switched off.',
        down: 'The query was down after a crash.',
        forgotten:
          'The watermark had risen, but no log records that a batch without rows was due: after a restart it waits for rows.',
      })[p.reason],
    completeness: (p: Params<'completeness'>, f: F) =>
      `${f.strong(f.count(p.counted))} of ${rows(p.due, f)}, over all windows that are answered or past.`,
    missingRow: () => 'It happened at this time, and no answer counts it.',
    countedElsewhere: (p: Params<'countedElsewhere'>, f: F) =>
      `It happened at ${f.time(p.eventTime)}, but ${f.batch(p.batch)} read it and booked it to ${f.group(p.group)}: a loop books what it reads to the interval of its run.`,
    belongsElsewhere: (p: Params<'belongsElsewhere'>, f: F) =>
      `${Number.isNaN(p.eventTime) ? 'It has no event time, so it is in no interval.' : `It happened at ${f.time(p.eventTime)}, which is in another interval.`} ${f.Batch(p.batch)} read it and booked it here.`,
    countedTwice: (p: Params<'countedTwice'>, f: F) =>
      `It was read by ${p.batches.map((b) => f.batch(b)).join(' and again by ')}.`,
    nothingMissing: () => 'Every row of every answered window was counted.',
    nothingDue: () => 'No window has its answer yet, and none is past, so there is nothing to measure.',
    notJudged: () => 'This step gives no answers for windows or groups that could be compared with the truth.',
    waitOf: (p: Params<'waitOf'>, f: F) =>
      `It ended at ${f.time(p.end)} and got its right answer at ${f.time(p.answeredAt)}.`,
    waitNever: (p: Params<'waitNever'>, f: F) =>
      `${p.windows === 1 ? 'One window' : `${f.count(p.windows)} windows`} never got the right answer: ${p.windows === 1 ? 'that counts as a wait' : 'those count as waits'} without end.`,
    stateNow: (p: Params<'stateNow'>, f: F) =>
      isRecord(f)
        ? `${f.strong(rows(p.rows, f))}. At most ${f.count(p.peakDuring)} so far.`
        : `${f.strong(rows(p.rows, f))}. At most ${f.count(p.peakDuring)} during a batch, and ${f.count(p.peakAfter)} after one.`,
    stateOpen: (p: Params<'stateOpen'>, f: F) =>
      p.over === null
        ? 'Nothing ends it.'
        : p.clock
          ? `Held until the clock says ${f.time(p.over)}.`
          : `Held until ${f.engine === 'kafkaStreams' ? 'stream time, minus the grace,' : 'the watermark'} reaches ${f.time(p.over)}.`,
  },
};
