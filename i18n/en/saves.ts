/** What an engine saves and comes back to: barriers, checkpoints, commits and crashes, on the rails and in their table. */
import type { CrashPoint } from '../../engine/scenario/scenario';
import { crashPoints } from './crashPoints';

/** The tables, the map and the parts of the picture that are loaded say this, too: they ask for all of it at once. */
export { joins } from './joins';
export { map } from './map';
export { railsTable } from './railsTable';

export const saves = {
  /** The settings by which it saves. */
  settings: {
    checkpointInterval: {
      name: 'Checkpoint every',
      hint: 'What the job comes back to: what it had read and held by then. Everything since is done again.',
    },
    barrierTravel: {
      name: 'Barriers apart',
      hint: 'How much later each further partition’s barrier arrives: a model, so that you can see them align.',
    },
    commitInterval: {
      name: 'Commit every',
      hint: 'Up to there the rows count as read. After a crash, rows since the last commit are read again.',
    },
    never: 'never',
    together: 'together',
    eachRow: 'each row',
  },
  /** A row that a function answered with a row of its own. */
  alert: 'alert',
  /** The blocks below the rails. */
  blocks: {
    caption: { batches: 'Batches', runs: 'Runs of the job' },
    id: { batches: 'batch', runs: 'run' },
    columns: { at: 'at', rows: 'rows read', water: 'watermark after', state: 'state rows after', status: 'status' },
    noId: 'none',
    states: {
      past: 'done',
      current: 'newest',
      coming: 'still to come',
      cut: 'cut off by a crash',
      again: 'run again',
      none: 'no batch: nothing to do',
    },
  },
  water: {
    caption: 'Watermark',
    what: 'what',
    at: 'is at',
    notYet: 'not yet',
    steps: 'How the watermark rose',
    from: 'from',
  },
  /** On the rails, while the query is down; and what is said of its crash. */
  down: (length: string) => `down ${length}`,
  crashSpoken: (
    at: string,
    batch: string | null,
    after: CrashPoint | null,
    back: string | null,
    checkpoint: 'kept' | 'lost',
    step: 'batch' | 'run' | 'record',
  ) =>
    `Crash at ${at}${after === null ? { batch: ' between batches', run: ' between two runs', record: '' }[step] : batch === null ? `, after ${crashPoints[after]}` : ` in ${step} ${batch}, after ${crashPoints[after]}`}${checkpoint === 'lost' ? ', checkpoint lost' : ''}; ${back === null ? 'still down' : `back at ${back}`}`,
  crashesTable: 'Crashes',
  crashColumns: {
    at: 'died',
    batch: 'batch',
    run: 'run',
    after: 'after',
    back: 'back',
    restored: 'came back to',
    checkpoint: 'checkpoint',
  },
  crashAfter: crashPoints,
  stillDown: 'still down',
  checkpoints: { kept: 'kept', lost: 'lost' },
  betweenSteps: { batch: 'between batches', run: 'between two runs', record: 'between two rows' },
  /** What it comes back to. */
  cameBack: {
    checkpoint: (id: string) => `checkpoint ${id}`,
    commit: (id: string, records: string) => `commit ${id}, ${records} changelog records read`,
    nothing: 'the beginning',
  },
  savedTable: { checkpoint: 'Checkpoints', commit: 'Commits' },
  savedColumns: {
    id: 'number',
    at: { checkpoint: 'barriers sent', commit: 'flushed' },
    aligned: 'all arrived',
    rows: 'rows read by then',
    state: 'state rows',
    changelog: 'changelog records',
    status: 'status',
  },
  savedStatus: { done: 'complete', underWay: 'on its way', failed: 'failed: a crash came before' },
  savedSeveral: {
    checkpoint: (n: string, last: string) => `${n} checkpoints, the last at ${last}`,
    commit: (n: string, last: string) => `${n} commits, the last at ${last}`,
  },
  several: (n: string) => `×${n}`,
  savedSpoken: {
    checkpoint: (id: string, at: string, state: 'done' | 'underWay' | 'failed', aligned: string | null) =>
      state === 'done'
        ? `Checkpoint ${id}, complete at ${at}${aligned === null ? '' : `, ${aligned} after its barriers went out`}`
        : state === 'underWay'
          ? `Checkpoint ${id}: its barriers are on their way`
          : `Checkpoint ${id}, cut short by the crash at ${at}`,
    commit: (id: string, at: string, state: 'done' | 'underWay' | 'failed', _: string | null) =>
      state === 'failed' ? `Commit ${id}, cut short by the crash at ${at}` : `Commit ${id} at ${at}`,
  },
  barrierSpoken: (checkpoint: string, partition: string, at: string | null) =>
    at === null
      ? `Barrier of checkpoint ${checkpoint} in ${partition}, on its way`
      : `Barrier of checkpoint ${checkpoint} in ${partition}, arrived at ${at}`,
} as const;
