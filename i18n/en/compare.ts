import type { Rule } from '../../engine/measure/difference';
import type { CauseCode } from '../../engine/measure/fate';
import { number } from '../format';
import { departs } from './departs';
import { stageFirst } from './stageFirst';

const n = (value: number) => number(value, 'en');

/** What makes a figure wrong, and where engines part: for the command line and for the screens Compare and Loop. */
export const compare = {
  engine: stageFirst.engine,
  /** A row, where a sentence is about it. */
  row: (happened: string | null, arrived: string) =>
    happened === null
      ? `the row that arrived at ${arrived}`
      : happened === arrived
        ? `the row from ${happened}`
        : `the row from ${happened}, which arrived at ${arrived}`,
  window: (start: string, end: string) => `window ${start} to ${end}`,
  all: 'all rows',

  /** In a ledger: why a figure is wrong. */
  cause: {
    boundaryDouble: 'read twice: it lies on the boundary, and both runs include it',
    boundaryGap: 'never read: it lies on the boundary, and neither run includes it',
    driftGap: 'never read: it arrived while the loop was working',
    lateLost: 'never read: the loop had already read that stretch when it arrived',
    misplaced: 'counted in the window of the run that read it',
    restartDuplicate: 'read again after the restart',
    restartGap: 'never read: the restart did not look back that far',
    partialWrite: 'read, but the run died before it was written',
    distinctSummed: 'distinct counts do not add up: some are in more than one of them',
    droppedLate: 'dropped as late',
    notRead: 'not there when the answer was given',
    unanswered: 'still held: no answer yet',
    writtenTwice: 'written more than once',
    arithmetic: 'the same rows, but different arithmetic',
  } satisfies Record<CauseCode, string>,

  /** After an engine's name: what it made of the row that parted them. */
  did: {
    counted: 'counted it',
    countedTimes: (times: number, why: string) => `counted it ${times === 2 ? 'twice' : `${n(times)} times`} (${why})`,
    elsewhere: (window: string) => `counted it in ${window}, because it read it only then`,
    /** A run answers for the window in which the stretch that it reads begins. */
    elsewhereEarlier: (window: string) => `counted it in ${window}, where that run’s stretch began`,
    passed: 'did not',
    stranger: (why: string) => `counted it here although it belongs elsewhere (${why})`,
    apart: 'counted it only where it belongs',
    absent: 'did not count it',
    missing: {
      boundaryDouble: 'did not count it',
      boundaryGap: 'never read it, since it lies on a boundary that no run includes',
      driftGap: 'never read it, since it arrived while the loop was working',
      lateLost: 'never read it, since that stretch had already been read when it arrived',
      misplaced: 'counted it elsewhere',
      restartDuplicate: 'did not count it',
      restartGap: 'never read it, since the restart did not look back that far',
      partialWrite: 'read it and died before it was written',
      distinctSummed: 'did not count it',
      droppedLate: 'dropped it as late',
      notRead: 'had answered before it arrived',
      unanswered: 'still holds it',
      writtenTwice: 'did not count it',
      arithmetic: 'did not count it',
    } satisfies Record<CauseCode, string>,
    said: (value: string) => `says ${value}`,
    silent: 'says nothing',
  },
  /** One sentence: what both did with one row. */
  parted: (row: string, first: string, firstDid: string, other: string, otherDid: string) =>
    `${row.charAt(0).toUpperCase()}${row.slice(1)}: ${first} ${firstDid}; ${other} ${otherDid}.`,
  partedBare: (first: string, firstDid: string, other: string, otherDid: string) =>
    `${first} ${firstDid}; ${other} ${otherDid}.`,

  rule: {
    closing: 'What closes a window',
    lateness: 'Who is too late',
    boundary: 'Who owns the boundary',
    drift: 'Where the next run begins',
    restart: 'What a restart remembers',
    answering: 'Who answers at all',
    asking: 'What was there when it answered',
    arithmetic: 'How it adds up',
  } satisfies Record<Rule, string>,
  ruleWhy: {
    closing: 'A loop asks the clock. A streaming engine asks the watermark.',
    lateness: 'Each engine draws its own line, and drops what arrives after it.',
    boundary:
      'A loop looks back over a stretch with two ends, and each end must belong to exactly one run. A stream continues from its last offset.',
    drift:
      'A loop that sleeps after its work drifts, and what arrives while it works falls into a gap. A stream continues from its last offset.',
    restart: 'A loop starts over by the clock. A stream reads the same rows again, and knows that it does.',
    answering: 'One of them never answers, and holds nothing that could still become an answer.',
    asking: 'The earlier answer was given without it.',
    arithmetic: 'The same rows were counted, but in a different way.',
  } satisfies Record<Rule, string>,

  truth: 'truth',
  complete: 'complete',
  rightOf: 'right',
  medianWait: 'median wait',
  worstWait: 'worst wait',
  doubled: 'doubled',
  lost: 'lost',
  misplaced: 'misplaced',
  corrections: 'corrected',
  state: 'state rows',
  runs: 'runs',
  alwaysOn: 'always on',
  of: (part: number, whole: number) => `${n(part)} of ${n(whole)}`,
  open: 'open',
  none: 'none',
  total: 'added up',
  noTruth:
    'There is nothing to compare: what this process function outputs depends on when rows arrived and which batch read them, so there is no truth to check it against. arus run shows each engine by itself.',
  noDifference: 'No two final answers differ.',
  /** Then: what else does, run by run; and how to make them part where nothing does. */
  alike: {
    differs: 'What differs is how many answers there are by the end, and when they were given:',
    answered: (given: number, all: number) => `${n(given)} of ${n(all)} answers`,
    wait: (wait: string) => `right ${wait} after the window’s end (median)`,
    corrected: (count: number) => `${n(count)} corrected`,
    nothing: {
      engines: 'To see them differ, drag a row on the stage until it arrives later than the delay allows.',
      settings: 'To see them differ, choose two values that are further apart.',
    },
  },
  firstDifference: 'First difference',
  differences: (count: number) => `${n(count)} ${count === 1 ? 'difference' : 'differences'}`,
  cannotRun: (engine: string) => `${engine} cannot run it:`,
  /** The screen Compare. */
  screen: {
    title: 'Compare engines',
    place: 'Tools',
    running: 'Running the scenario on every engine …',
    lead: (rows: number, engines: number) =>
      `${n(rows)} ${rows === 1 ? 'row' : 'rows'}, ${n(engines)} ${engines === 1 ? 'engine' : 'engines'}: which answer was given when, and was it right?`,
    modes: 'What is compared',
    mode: { engines: 'Engines', settings: 'Two settings' },
    setting: 'Setting',
    other: (name: string) => `${name} of the other run`,
    otherHint: 'The second run has this value, and is otherwise the same.',
    asOnStage: 'As on the stage.',
    otherwise: 'The same rows, with one setting changed.',
    inSight: (shown: number, all: number, rows: boolean) =>
      `The picture has ${n(shown)} of ${n(all)} ${rows ? 'result rows' : 'windows'}, those around this moment; the table has all.`,
    leadTwo: (rows: number, engine: string) =>
      `${n(rows)} ${rows === 1 ? 'row' : 'rows'} on ${engine}, with two values of one setting: what does waiting buy?`,
    ruleWhyTwo: {
      lateness: 'The setting decides what is too late, so each run draws the line elsewhere.',
      answering: 'With one value the answer comes before the run is over, with the other it does not.',
      asking: 'With one value the answer was given before the row was read.',
    },
    key: 'Figures of',
    column: 'Value',
    eventTime: 'Event time',
    arrived: 'Arrived',
    railsLabel: (rows: number) =>
      `When ${n(rows)} rows happened and when they arrived, on two rails. The table has the same facts.`,
    how: {
      spark: 'Micro-batches. The watermark rises when a batch ends.',
      flink: 'Row by row. The watermark rises with the rows.',
      kafkaStreams: 'Row by row. Stream time is that of the newest row so far.',
      batchLoop: 'Whatever arrived since. The clock closes its windows.',
      dailyBatch: 'A job over everything that has arrived.',
    },
    against: (time: string) => `Against the truth, at ${time}`,
    waitHead: 'wait until right',
    worst: (wait: string) => `median; worst ${wait}`,
    answersOf: (engine: string) => `Answers of ${engine}`,
    plate: (figure: string, value: string, time: string, verdict: string) =>
      `${figure}: ${value} at ${time}, ${verdict}`,
    isRight: 'right',
    /** Beside a late row, where a run refused it. */
    dropped: 'dropped',
    replaced: 'replaced later',
    not: (truth: string) => `not ${truth}`,
    notThere: 'should be none',
    nth: (i: number, all: number) => `${n(i)} of ${n(all)}`,
    firstFinal: 'First difference, final answers',
    finalAnswers: 'A difference, final answers',
    atThatMoment: 'At that moment',
    theRule: 'The rule that made them differ',
    standing: {
      silent: () => 'silent',
      holds: (value: string) => `holds ${value}`,
      said: (value: string) => `${value} so far`,
      final: (value: string) => `${value}, final`,
    },
    inTheEnd: (value: string) => `in the end ${value}`,
    previous: 'Previous difference',
    next: 'Next difference',
    saidAndTrue: (said: string, truth: string) => `It says ${said}; the truth is ${truth}.`,
    why: 'Why it is so',
    nothingWrong: 'Every row of this window is in it once, and nothing else.',
    onStage: (engine: string) => `See this moment on the stage, with ${engine}`,
    toStage: 'Back to the stage',
    /** The same as tables. */
    run: 'Run',
    mayChange: 'may still change',
    held: (from: string, to: string | null) => (to === null ? `held since ${from}` : `held ${from} – ${to}`),
    droppedRows: (rows: number) => `${n(rows)} ${rows === 1 ? 'row' : 'rows'} dropped`,
    rows: 'Rows that have arrived',
    droppedBy: 'dropped by',
    waters: 'How each watermark rose; of a loop, up to where each run had read',
    from: 'from',
    standsAt: 'up to',
    task: (name: string) => `task ${name}`,
    tableLabel: 'Every answer of every engine',
    /** The same as files. */
    saidAt: 'given at',
    verdict: 'verdict',
    isWrong: 'wrong',
    times: 'times',
    dueRows: 'rows due',
    countedRows: 'rows counted',
    saveAnswers: 'Save the answers as CSV',
    saveScores: 'Save the scores as CSV',
    files: { page: 'comparison', answers: 'answers', scores: 'scores' },
    figure: 'Figure',
  },
  /** The screen Loop. */
  loop: {
    title: 'Batch in a loop',
    place: 'Tools',
    code: 'The loop, line by line',
    heading: (ways: number) =>
      ways === 0 ? 'A loop, line by line' : ways === 1 ? 'One way to be wrong, so far' : `${n(ways)} ways to be wrong`,
    hint: 'Run it line by line and watch what each run reads. You can ask why of every red figure.',
    allRight: 'With these rows and settings every figure is right. That is how loops like this pass their tests.',
    remark: {
      antiPattern: 'anti-pattern',
      afterWork: 'after the work',
      byTheClock: 'by the clock',
      bothEnds: 'both ends',
      noEnd: 'neither end',
      firstEnd: 'first end only',
      append: 'append',
      upsert: 'upsert',
      atOnce: 'all or nothing',
    },
    role: {
      load: 'It loads the place it saved',
      clock: 'It looks at the clock',
      since: 'It decides how far to look back',
      read: 'It reads',
      process: 'It processes',
      save: 'It saves its place',
      write: 'It writes',
      sleep: 'It sleeps',
    },
    letter: { a: 'Between two runs', b: 'Late row', c: 'Restart', d: 'Adding up users' },
    effect: (more: number, less: number) =>
      more > 0 && less > 0
        ? `−${n(less)} and +${n(more)} ${more === 1 ? 'row' : 'rows'}`
        : more > 0
          ? `+${n(more)} ${more === 1 ? 'row' : 'rows'}`
          : `−${n(less)} ${less === 1 ? 'row' : 'rows'}`,
    sum: (extra: number) => `+${n(extra)} in the sum`,
    none: 'nothing so far',
    noneWrong: 'No figure is wrong.',
    remembers: 'remembers',
    nothing: 'nothing',
    crashHere: 'Crash it here',
    dies: 'It dies',
    diesWhile: {
      read: 'in the middle of reading',
      'half-written': 'in the middle of writing',
      written: 'right after writing',
      remembered: 'after saving its place',
      sleeping: 'in its sleep',
      at: 'at this instant',
    },
    countedFor: 'Counts for',
    countedForHint: 'If a run writes several answers, dying in the middle leaves only some of them written.',
    together: 'all together',
    togetherSays: 'One answer per run.',
    eachSays: (column: string) => `An answer for each value of ${column}.`,
    way: (rows: number, delay: string) =>
      `The same ${n(rows)} rows with event time, state and a watermark ${delay} behind:`,
    runOn: (engine: string) => `Run them on ${engine}`,
    noCrash: 'Remove the crash',
    crash: 'crash',
    restart: 'restart',
    crashKeys: 'Arrow keys move it by 5 seconds, with Shift by a minute.',
    nextLine: 'Next line',
    keyLine: 'line',
    keyFigure: 'figure',
    keyCause: 'cause',
    close: 'Close',
    run: (id: number) => `run ${n(id)}`,
    /** The same as tables. */
    runsTable: 'What each run read',
    rowsTable: 'Rows',
    runColumns: { run: 'run', from: 'read from', to: 'up to', rows: 'rows', startedAt: 'woke at', endedAt: 'done at' },
    theLoop: 'The loop',
    written: 'written',
    ledger: 'The ledger',
    waiting: 'Working out the truth …',
    noTruth: (job: string) =>
      `There is no truth to hold the figures against: run once over all rows, this query fails. ${job} on the stage shows what it fails at; mend that row or the query.`,
    dragKeys: 'Arrow keys move its arrival by 5 seconds, with Shift by a minute.',
    pictureLabel: (runs: number, wrong: number) =>
      `What ${n(runs)} ${runs === 1 ? 'run has' : 'runs have'} read so far; ${n(wrong)} ${wrong === 1 ? 'row has' : 'rows have'} gone wrong. The table has the same facts.`,
    openSample: 'Open the clicks instead',
  },
  /** Where a trace shows a cause: `arus run --trace` numbers its lines so. */
  entry: (at: number) => `entry ${at}`,
  entriesAre: 'Entry numbers are those printed by arus run FILE --engine ENGINE --trace.',
  /** Of Kafka Streams. */
  sessions: 'Its sessions end at their last row; here the gap is added, as in the other engines.',
  departs,
  failed: (engine: string, error: string) => `${engine} failed while it ran: ${error}`,
} as const;
