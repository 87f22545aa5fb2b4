/**
 * What is on disk when an engine dies: a lane for each place that it writes to, and from left to right what it wrote
 * before, what it was about when it died, what it asks when it is back, and what it does again. Read off the trace; each
 * part stands from the entry on by which it had happened.
 */
import { CRASH_POINTS } from '../../../engine/scenario/crashPoints';
import { sinkOf } from '../../../engine/scenario/edit';
import type { TraceReader } from '../../../engine/trace/reader';
import { type BatchTable, type CrashRecord, KIND, NONE, type Trace } from '../../../engine/trace/trace';
import { isExactlyOnce } from '../../../engine/trace/visible';
import type { Texts } from '../../../i18n';
import { number } from '../../../i18n/format';
import type { Labels } from '../../trace/labels';

export type LaneName =
  | 'source'
  | 'offsets'
  | 'state'
  | 'sink'
  | 'commits'
  | 'barriers'
  | 'snapshot'
  | 'completed'
  | 'transaction'
  | 'store'
  | 'changelog'
  | 'topic'
  | 'committed'
  | 'saved';

/** One thing that was written, or never was. */
export interface Chip {
  readonly text: string;
  /** How far down the stairs: from 0 to `Phase.steps` - 1. */
  readonly step: number;
  /** `gone`: it was there, and died with the engine. */
  readonly state: 'kept' | 'never' | 'gone';
}

export interface Phase {
  readonly kind: 'before' | 'struck' | 'restart' | 'again' | 'next';
  readonly head: string;
  /** By lane; null: nothing there. */
  readonly chips: readonly (Chip | null)[];
  /** By lane what recovery finds there; only of `restart`. */
  readonly notes: readonly string[];
  readonly steps: number;
  /** The entry by which it has happened. */
  readonly entry: number;
}

export interface Disk {
  readonly lanes: readonly LaneName[];
  readonly phases: readonly Phase[];
}

interface Words {
  readonly t: Texts['crashLab']['disk'];
  readonly labels: Labels;
}

/** @returns null where no crash has happened in the run */
export function diskOf(reader: TraceReader, words: Words): Disk | null {
  const [crash] = reader.trace.crashes;
  if (!crash) return null;
  if (reader.trace.engine === 'flink') return flinkDisk(reader, crash, words);
  if (reader.trace.engine === 'kafkaStreams') return kafkaDisk(reader, crash, words);
  return batchDisk(reader, crash, words);
}

// Micro-batches and jobs ---------------------------------------------------------------------------------------------

function batchDisk(reader: TraceReader, crash: CrashRecord, { t, labels }: Words): Disk {
  const { trace, scenario } = reader;
  const { batches } = trace;
  const spark = trace.engine === 'spark';
  const lanes: readonly LaneName[] = spark
    ? ['source', 'offsets', ...(trace.operator ? (['state'] as const) : []), 'sink', 'commits']
    : ['source', 'sink', 'saved'];
  const n = (x: number): string => number(x, labels.language);
  const points: readonly string[] = CRASH_POINTS[trace.engine];
  const written = (b: number): number => trace.output.batch.filter((by) => by === b).length;
  const struck = crash.batch === NONE ? -1 : crash.batch;
  const firstAfter = batches.firstEntry.findIndex((first) => first > crash.restarted);
  const after = crash.restarted === NONE ? -1 : firstAfter;
  const again = struck >= 0 && after >= 0 && isAgain(reader, crash, after) ? after : -1;
  const next = again >= 0 ? (again + 1 < batches.count ? again + 1 : -1) : after;
  const last = struck >= 0 ? struck : lastBefore(batches, crash.entry) + 1;
  const saves = trace.engine === 'dailyBatch' || scenario.engines.batchLoop.remember !== 'nothing';
  const early = trace.engine === 'batchLoop' && scenario.engines.batchLoop.remember === 'lastReadBeforeWrite';

  /** Which lanes a run of the engine had come to by a point; null: all. */
  const reached = (point: string | null, lane: LaneName): 'kept' | 'never' => {
    if (point === null) return 'kept';
    // A loop that saves its place first has written nothing by then.
    if (early && lane === 'sink' && point === 'remembered') return 'never';
    const at = points.indexOf(point);
    const needs: Partial<Record<LaneName, string>> = spark
      ? {
          offsets: 'offsets-logged',
          source: 'rows-read',
          state: 'state-written',
          sink: 'sink-half-written',
          commits: 'commit-logged',
        }
      : { source: 'read', sink: 'half-written', saved: early ? 'half-written' : 'remembered' };
    const need = needs[lane];
    return need !== undefined && points.indexOf(need) <= at ? 'kept' : 'never';
  };
  const order: readonly LaneName[] = spark
    ? ['offsets', 'source', 'state', 'sink', 'commits']
    : early
      ? ['source', 'saved', 'sink']
      : ['source', 'sink', 'saved'];
  const chipOf = (b: number, lane: LaneName, point: string | null): Chip | null => {
    const id = n(batches.batchId[b] as number);
    const step = order.indexOf(lane);
    const state = reached(point, lane);
    const rows = batches.numInputRows[b] as number;
    switch (lane) {
      case 'source': {
        const part = point === 'rows-read' ? t.half(n(rows >> 1), n(rows)) : t.rows(rows, n(rows));
        return { text: part, step, state };
      }
      case 'state':
        // Of a batch that never commits the version counts no more.
        return {
          text: t.version(n((batches.batchId[b] as number) + 1)),
          step,
          state: state === 'kept' && point !== null && point !== 'commit-logged' ? 'gone' : state,
        };
      case 'sink': {
        const all = point === null ? written(b) : plannedRows(reader, b, again, written);
        const half = point === 'sink-half-written' || point === 'half-written';
        if (all === 0) return null;
        return { text: half ? t.half(n(written(b)), n(all)) : t.rows(all, n(all)), step, state };
      }
      case 'saved':
        if (!saves) return null;
        return {
          text: trace.engine === 'dailyBatch' ? id : labels.short(batches.readTo?.[b] as number),
          step,
          state: early && point === 'read' ? 'never' : state,
        };
      default:
        return { text: id, step, state };
    }
  };
  const phase = (kind: Phase['kind'], b: number, point: string | null): Phase => {
    const id = n(batches.batchId[b] as number);
    const name = spark ? t.batch(id) : t.run(id);
    return {
      kind,
      head: kind === 'again' ? t.again(name) : kind === 'struck' ? name : id,
      chips: lanes.map((lane) => chipOf(b, lane, point)),
      notes: [],
      steps: kind === 'struck' || kind === 'again' ? order.length : 1,
      entry: kind === 'struck' ? (batches.firstEntry[b] as number) : (batches.lastEntry[b] as number),
    };
  };
  const before = [last - 2, last - 1].filter((b) => b >= 0 && batches.crash[b] === NONE);
  const phases = before.map((b) => phase('before', b, null));
  if (struck >= 0) phases.push(phase('struck', struck, crash.after ?? 'sleeping'));
  phases.push({
    kind: 'restart',
    head: t.restart,
    chips: lanes.map(() => null),
    notes: lanes.map((lane) => noteOf(lane)),
    steps: 1,
    entry: crash.restarted,
  });
  if (again >= 0) phases.push(phase('again', again, null));
  if (next >= 0) phases.push(phase('next', next, null));
  return { lanes, phases };

  function noteOf(lane: LaneName): string {
    const lost = crash.checkpoint === 'lost';
    const id = struck >= 0 ? n(batches.batchId[struck] as number) : '';
    const isDone = struck < 0 || crash.after === 'commit-logged';
    const newest = lastBefore(batches, crash.entry);
    const begun = newest < 0 ? null : n(batches.batchId[newest] as number);
    const committed = isDone ? newest : newest - 1;
    switch (lane) {
      case 'source':
        if (!spark)
          return next >= 0 || again >= 0
            ? t.readsNext(n(batches.numInputRows[again >= 0 ? again : next] as number))
            : '';
        return lost ? t.fromStart : again >= 0 ? t.sameRows : t.goesOn;
      case 'offsets':
        return lost || begun === null ? t.empty : t.newest(begun);
      case 'state':
        return lost || committed < 0 ? t.empty : t.load(t.version(n((batches.batchId[committed] as number) + 1)));
      case 'commits':
        return lost || committed < 0 ? t.empty : t.newest(n(batches.batchId[committed] as number));
      case 'sink':
        return again >= 0 ? t.mustRun(id) : t.nothingAgain;
      case 'saved':
        if (!saves) return t.savesNothing;
        return lost ? t.empty : again >= 0 ? t.saysNothing(id) : t.saysDone;
      default:
        return '';
    }
  }
}

/** Whether what runs after a crash is what the crash cut off. */
function isAgain({ trace }: TraceReader, crash: CrashRecord, after: number): boolean {
  const { batches } = trace;
  if (trace.engine === 'spark') return (batches.attempt[after] as number) > 0;
  if (crash.after === 'remembered' || crash.after === 'sleeping' || crash.after === null) return false;
  return batches.batchId[after] === batches.batchId[crash.batch];
}

const lastBefore = ({ firstEntry }: BatchTable, entry: number): number => firstEntry.findLastIndex((f) => f < entry);

/** Rows that a batch which died was to write: as many as its repeat writes. */
const plannedRows = (_: TraceReader, b: number, again: number, written: (b: number) => number): number =>
  Math.max(written(b), again >= 0 ? written(again) : 0);

// Row by row ---------------------------------------------------------------------------------------------------------

/** Rows read, and rows given out, between two entries. */
function between({ kinds, refs }: Trace, from: number, to: number): { read: number; out: number; put: number } {
  const rows = new Set<number>();
  let [out, put] = [0, 0];
  for (let i = from; i < to; i++) {
    if (kinds[i] === KIND.rowRead) rows.add(refs[i] as number);
    else if (kinds[i] === KIND.outputWritten) out++;
    else if (kinds[i] === KIND.statePut) put++;
  }
  return { read: rows.size, out, put };
}

function flinkDisk(reader: TraceReader, crash: CrashRecord, { t, labels }: Words): Disk {
  const { trace, scenario } = reader;
  const n = (x: number): string => number(x, labels.language);
  const sink = sinkOf(scenario, 'flink');
  const lanes: readonly LaneName[] = [
    'source',
    'sink',
    'barriers',
    'snapshot',
    'completed',
    ...(sink === 'transactional' ? (['transaction'] as const) : []),
  ];
  const all = trace.records?.checkpoints ?? [];
  const from = crash.restoredFrom ?? NONE;
  const restored = all[from];
  const saved = (place: number, steps: 1 | null, state: (lane: LaneName) => Chip['state']): (Chip | null)[] => {
    const c = all[place];
    if (!c) return lanes.map(() => null);
    const since = all[place - 1]?.snapshotted ?? 0;
    const { read, out } = between(trace, since === NONE ? 0 : since, Math.min(c.injected, trace.length));
    return lanes.map((lane, i) => {
      const step = steps === 1 ? 0 : i;
      if (lane === 'source') return { text: t.rows(read, n(read)), step, state: 'kept' };
      if (lane === 'sink') return out === 0 ? null : { text: t.rows(out, n(out)), step, state: 'kept' };
      return {
        text: lane === 'snapshot' ? t.stateRows(n(c.stateRows)) : n(c.id),
        step,
        state: state(lane),
      };
    });
  };
  const phases: Phase[] = [from - 1, from]
    .filter((p) => p >= 0 && p !== NONE && all[p])
    .map((p) => ({
      kind: 'before',
      head: t.checkpoint(n(all[p]?.id ?? 0)),
      chips: saved(p, 1, () => 'kept'),
      notes: [],
      steps: 1,
      entry: all[p]?.completed ?? NONE,
    }));
  // What was done since: some of it behind a checkpoint that was under way.
  const done = between(trace, crash.undoneFrom, crash.entry);
  const under = all.find((c) => c.injected < crash.entry && c.id > (restored?.id ?? 0));
  const has = (entry: number | undefined): Chip['state'] =>
    entry !== undefined && entry < crash.entry ? 'gone' : 'never';
  const steps = lanes.length;
  phases.push({
    kind: 'struck',
    head: t.since,
    chips: lanes.map((lane, step): Chip | null => {
      if (lane === 'source') return { text: t.rows(done.read, n(done.read)), step, state: 'kept' };
      if (lane === 'sink')
        return done.out === 0
          ? null
          : { text: t.rows(done.out, n(done.out)), step, state: sink === 'transactional' ? 'gone' : 'kept' };
      if (!under) return null;
      const id = n(under.id);
      if (lane === 'barriers') return { text: id, step, state: has(under.injected) };
      if (lane === 'snapshot') return { text: t.stateRows(n(under.stateRows)), step, state: has(under.snapshotted) };
      return { text: id, step, state: has(lane === 'completed' ? under.completed : under.committed) };
    }),
    notes: [],
    steps,
    entry: crash.undoneFrom,
  });
  const id = restored ? n(restored.id) : null;
  phases.push({
    kind: 'restart',
    head: t.restart,
    chips: lanes.map(() => null),
    notes: lanes.map((lane) => {
      switch (lane) {
        case 'source':
          return id === null ? t.fromStart : t.backTo(t.checkpoint(id));
        case 'sink':
          return t.sinkAfter[sink];
        case 'barriers':
          return t.forgotten;
        case 'snapshot':
          return restored ? t.load(t.stateRows(n(restored.stateRows))) : t.empty;
        case 'completed':
          return id === null ? t.empty : t.newest(id);
        default:
          return id === null ? t.empty : t.newest(id);
      }
    }),
    steps: 1,
    entry: crash.restarted,
  });
  const next = all.findIndex((c) => c.injected > crash.restarted && c.completed !== NONE);
  const until = next >= 0 ? (all[next]?.injected ?? trace.length) : trace.length;
  if (crash.restarted !== NONE) {
    const more = between(trace, crash.restarted, until);
    const chips = next >= 0 ? saved(next, null, () => 'kept') : lanes.map(() => null);
    phases.push({
      kind: 'again',
      head: t.againSince,
      chips: lanes.map((lane, step): Chip | null =>
        lane === 'source'
          ? { text: t.rows(more.read, n(more.read)), step, state: 'kept' }
          : lane === 'sink'
            ? more.out === 0
              ? null
              : { text: t.rows(more.out, n(more.out)), step, state: 'kept' }
            : (chips[step] ?? null),
      ),
      notes: [],
      steps,
      entry: crash.restarted,
    });
  }
  return { lanes, phases };
}

function kafkaDisk(reader: TraceReader, crash: CrashRecord, { t, labels }: Words): Disk {
  const { trace, scenario } = reader;
  const n = (x: number): string => number(x, labels.language);
  const lanes: readonly LaneName[] = ['source', 'store', 'changelog', 'topic', 'committed'];
  const all = trace.records?.commits ?? [];
  const from = crash.restoredFrom ?? NONE;
  const restored = all[from];
  const exactlyOnce = isExactlyOnce(scenario.engines.kafkaStreams);
  const lost = crash.checkpoint === 'lost';
  const chips = (
    done: ReturnType<typeof between>,
    steps: number,
    commit: { readonly text: string; readonly state: Chip['state'] } | null,
    state: Chip['state'],
  ): (Chip | null)[] =>
    [
      { text: t.rows(done.read, n(done.read)), state: 'kept' as const },
      {
        text: t.rows(done.put, n(done.put)),
        state: lost && state !== 'gone' && commit?.state !== 'kept' ? ('gone' as const) : state,
      },
      { text: t.records(done.put, n(done.put)), state },
      done.out === 0 ? null : { text: t.rows(done.out, n(done.out)), state },
      commit,
    ].map((chip, i) => chip && { ...chip, step: steps === 1 ? 0 : i });
  const phases: Phase[] = [from - 1, from].flatMap((p): Phase[] => {
    const commit = all[p];
    if (p === NONE || !commit || commit.committed === NONE) return [];
    const done = between(trace, all[p - 1]?.committed ?? 0, commit.flushed);
    return [
      {
        kind: 'before',
        head: t.commit(n(commit.id)),
        chips: chips(done, 1, { text: n(commit.id), state: 'kept' }, 'kept'),
        notes: [],
        steps: 1,
        entry: commit.committed,
      },
    ];
  });
  const since = restored?.committed ?? 0;
  const done = between(trace, since, crash.entry);
  const under = all.find((c) => c.flushed > since && c.flushed < crash.entry && c.committed === NONE);
  phases.push({
    kind: 'struck',
    head: t.sinceCommit,
    chips: chips(
      done,
      5,
      { text: n(under?.id ?? (restored?.id ?? 0) + 1), state: 'never' },
      exactlyOnce ? 'gone' : 'kept',
    ),
    notes: [],
    steps: 5,
    entry: since,
  });
  const changelog = n(crash.changelog ?? 0);
  phases.push({
    kind: 'restart',
    head: t.restart,
    chips: lanes.map(() => null),
    notes: [
      restored ? t.backTo(t.commit(n(restored.id))) : t.fromStart,
      exactlyOnce ? t.wiped : lost ? t.empty : t.storeKept,
      t.recordsRead(crash.changelog ?? 0, changelog),
      exactlyOnce ? t.aborted : t.sinkAfter.append,
      restored ? t.newest(n(restored.id)) : t.empty,
    ],
    steps: 1,
    entry: crash.restarted,
  });
  if (crash.restarted !== NONE) {
    const next = all.find((c) => c.flushed > crash.restarted && c.committed !== NONE);
    const more = between(trace, crash.restarted, next?.flushed ?? trace.length);
    phases.push({
      kind: 'again',
      head: t.againSince,
      chips: chips(more, 5, next ? { text: n(next.id), state: 'kept' } : null, 'kept'),
      notes: [],
      steps: 5,
      entry: crash.restarted,
    });
  }
  return { lanes, phases };
}
