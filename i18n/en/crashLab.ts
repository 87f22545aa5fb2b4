/** The crash lab: kill an engine at any instant, and see what its sink ends with. */
import { counted } from '../format';
import { crashPoints } from './crashPoints';

const rows = (n: number) => counted(n, 'row', 'rows');

export const crashLab = {
  title: 'Crash lab',
  place: 'Tools',
  heading: 'Kill it at any instant',
  lead: 'Drag the crash along processing time, or choose what the engine has just done. What it wrote before stays written; what it had not recorded, it does again.',
  strip: 'When it crashes',
  drag: 'Drag the crash, or use the arrow keys',
  keys: 'Left and right move the crash, with Shift in small steps; Page keys go from one step of the engine to the next.',
  at: (time: string) => `Crash at ${time}`,
  atBatch: (time: string, batch: string, point: string) => `Crash at ${time}, in ${batch}, after ${point}`,
  atRow: (time: string, row: string) => `Crash at ${time}, right behind ${row}`,
  checkpointName: (id: string) => `checkpoint ${id}`,
  commitName: (id: string) => `commit ${id}`,
  where: 'It has just finished',
  anywhere: {
    batch: 'nothing: between batches',
    run: 'nothing: between runs',
    record: 'nothing: at any instant',
  },
  points: crashPoints,
  sinkOf: 'Sink',
  outage: 'Down for',
  outageHint: 'From the crash to the restart. Rows that arrive meanwhile wait in the source.',
  /** What it comes back with, if that is not lost. */
  kept: {
    spark: {
      name: 'Checkpoint',
      hint: 'Offsets, commits and state. Without them the engine starts anew and reads everything again.',
    },
    flink: {
      name: 'Checkpoints',
      hint: 'Read positions and state. Without them the job starts anew and reads everything again.',
    },
    kafkaStreams: {
      name: 'Local stores',
      hint: 'Without them the stores are built again from their changelogs. The committed offsets are Kafka’s, and stay.',
    },
    batchLoop: {
      name: 'Its saved place',
      hint: 'Up to where it has read. Without it the loop looks back as it did first.',
    },
    dailyBatch: { name: 'Its note', hint: 'That a day’s run is done. Without it the last run is made again.' },
  },
  checkpoints: { kept: 'kept', lost: 'lost' },
  saving: {
    checkpointInterval: {
      name: 'Checkpoint every',
      hint: 'What it read and held by then is what the job comes back to. Everything since is done again.',
    },
    barrierTravel: {
      name: 'Barriers apart',
      hint: 'How much later the barrier of each next partition arrives: a model, so that one can see them align.',
    },
    commitInterval: {
      name: 'Commit every',
      hint: 'Up to there the process has read for good. Rows since the last commit are read again.',
    },
    never: 'never',
    together: 'together',
    eachRow: 'each row',
  },
  noCheckpoints: 'This job takes no checkpoints: after a crash it starts anew, and reads everything again.',
  takeCheckpoints: (every: string) => `Take one every ${every}`,
  none: 'Take the crash away',
  put: 'Crash it',
  noCrash: 'Nothing crashes yet. Put the crash somewhere on this line.',
  onStage: 'Ask why on the stage',
  sinks: {
    append: { name: 'Append', says: 'writes what it is given' },
    idempotent: { name: 'Idempotent', says: 'a second write meets the first' },
    transactional: { name: 'Transactional', says: 'visible only once committed' },
  },
  /** Of Kafka Streams: what readers of its topic find hangs on what the process guarantees. */
  guarantees: {
    append: { name: 'At least once', says: 'all that was sent' },
    idempotent: { name: 'At least once, upserts', says: 'a second result meets the first' },
    transactional: { name: 'Exactly once', says: 'visible only once committed' },
  },
  noSuchPoint: 'Nothing crashes here: with this sink the engine never gets to that point.',
  chosenSink: 'as the scenario has it',
  seen: (n: number) => `${rows(n)} seen now`,
  seenNone: 'A reader sees nothing yet.',
  earlier: (n: number) => `${rows(n)} before these`,
  again: 'again',
  writtenBy: 'written by',
  ends: {
    right: (n: number) => `Ends with ${rows(n)}, each as without the crash`,
    wrong: (n: number, says: string) => `Ends with ${rows(n)}: ${says}`,
    lost: (n: number) => `${n} lost`,
    doubled: (n: number) => `${n} too many`,
    changed: (n: number) => (n === 1 ? '1 with another figure' : `${n} with other figures`),
    other: (n: number) => `${n} that would not be there`,
  },
  comparing: 'Comparing with the run without a crash …',
  everywhere: {
    title: 'Every crash point',
    says: (n: string, sink: string, of: string | null) =>
      of === null
        ? `${n} runs, one for each place at which it can crash, into the sink “${sink}”.`
        : `${n} runs, evenly among the ${of} places at which it can crash, into the sink “${sink}”.`,
    kinds: { batch: 'In a batch', arrival: 'Right behind a row', checkpoint: 'In a checkpoint', commit: 'In a commit' },
    go: 'Try them all',
    again: 'Try them all again',
    stop: 'Cancel',
    progress: (percent: string) => `${percent} tried`,
    old: 'The scenario has changed since.',
    none: 'Nothing runs in this scenario, so there is no crash point to try.',
    summary: (n: number, bad: number) =>
      bad === 0
        ? `None of ${n} crash points changes what the sink ends with.`
        : `${bad} of ${n} crash points ${bad === 1 ? 'changes' : 'change'} what the sink ends with.`,
    cell: (batch: string, point: string, says: string) => `${batch}, after ${point}: ${says}. Go there`,
    fine: 'no difference',
    after: 'crash after',
    legend: '✓ as without a crash · + rows too many · − rows lost · ≠ other figures · * rows that would not be there',
    outage: 'The outage is as long as set above.',
  },
  documented: 'Documented, not measured.',
  documentedSays: (engine: string) =>
    `Crashes of ${engine} follow its documentation and sources. No real cluster was killed to check them, as Spark was.`,
  refused: (engine: string) => `${engine} refuses this scenario`,
  sample: 'Open the taxi pickups instead',
} as const;
