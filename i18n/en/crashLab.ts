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
  keys: 'Left and right move the crash, with Shift in small steps; Page keys go from batch to batch.',
  at: (time: string) => `Crash at ${time}`,
  atBatch: (time: string, batch: string, point: string) => `Crash at ${time}, in ${batch}, after ${point}`,
  where: 'It has just finished',
  anywhere: 'nothing: between batches',
  points: crashPoints,
  batch: 'Batch',
  run: 'Run',
  sinkOf: 'Sink',
  outage: 'Down for',
  outageHint: 'From the crash to the restart. Rows that arrive meanwhile wait in the source.',
  checkpoint: 'Checkpoint',
  checkpoints: { kept: 'kept', lost: 'lost' },
  checkpointHint: 'Offsets, commits and state. Without them the engine starts anew and reads everything again.',
  memory: 'Its saved place',
  none: 'Take the crash away',
  put: 'Crash it',
  noCrash: 'Nothing crashes yet. Put the crash somewhere on this line.',
  onStage: 'Ask why on the stage',
  sinks: {
    append: { name: 'Append', says: 'writes what it is given' },
    idempotent: { name: 'Idempotent', says: 'a second write meets the first' },
    transactional: { name: 'Transactional', says: 'visible only once committed' },
  },
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
    other: (n: number) => `${n} that would not be there`,
  },
  comparing: 'Comparing with the run without a crash …',
  everywhere: {
    title: 'Every crash point',
    says: (n: number, sink: string) =>
      `${counted(n, 'run', 'runs')}, one for each point of each batch, into the sink “${sink}”.`,
    go: 'Try them all',
    again: 'Try them all again',
    stop: 'Cancel',
    progress: (percent: string) => `${percent} tried`,
    old: 'The scenario has changed since.',
    none: 'No batch runs in this scenario, so there is no crash point to try.',
    summary: (n: number, bad: number) =>
      bad === 0
        ? `None of ${n} crash points changes what the sink ends with.`
        : `${bad} of ${n} crash points ${bad === 1 ? 'changes' : 'change'} what the sink ends with.`,
    cell: (batch: string, point: string, says: string) => `${batch}, after ${point}: ${says}. Go there`,
    fine: 'no difference',
    after: 'crash after',
    legend: '✓ as without a crash · + rows too many · − rows lost · ≠ other rows',
    outage: 'The outage is as long as set above.',
  },
  documented: 'Documented, not measured',
  refused: (engine: string) => `${engine} refuses this scenario`,
  sample: 'Open the taxi pickups instead',
} as const;
