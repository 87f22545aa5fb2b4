/** What is on disk of a Flink job: barriers, snapshots, checkpoints that are a way back, and transactions. */
import { sinkOf } from '../../../engine/scenario/editCrash';
import { type CheckpointRecord, type CrashRecord, NONE } from '../../../engine/trace/trace';
import { lifeOf } from './life';
import { between, type Chip, type Disk, type Drawing, type LaneName, lastBefore, type Phase } from './model';
import { behind, cellsOf, nextText, type Positions, placeText, rangeText, startOf } from './offsets';

export function flinkDisk(drawn: Drawing): Disk {
  const { reader, t, n } = drawn;
  const { trace, scenario } = reader;
  const sink = sinkOf(scenario, 'flink');
  const lanes: readonly LaneName[] = [
    'source',
    'sink',
    'barriers',
    'snapshot',
    'completed',
    ...(sink === 'transactional' ? (['transaction'] as const) : []),
  ];
  const steps = lanes.length;
  const all = trace.records?.checkpoints ?? [];
  const phases: Phase[] = [];
  /** The newest checkpoint that stands in the picture. */
  let shown = -1;
  trace.crashes.forEach((crash, c) => {
    const { began, limit, restored, restoredAt, lived } = lifeOf(trace, c, all, (checkpoint) => checkpoint.completed);
    for (const p of lived) if (p > shown) phases.push(before(p));
    shown = Math.max(shown, ...lived);
    phases.push(struck(crash, restoredAt, Math.max(crash.undoneFrom, began), c > 0 && lived.length === 0));
    phases.push(restart(crash, restored, restoredAt));
    if (crash.restarted === NONE) return;
    const next = all.findIndex((k) => k.injected > crash.restarted && k.injected < limit && k.completed < limit);
    // What the next crash undoes is drawn there.
    if (next < 0 && limit < trace.length) return;
    shown = Math.max(shown, next);
    phases.push(again(crash, restoredAt, next, next >= 0 ? (all[next] as CheckpointRecord).injected : limit));
  });
  return { lanes, phases, reads: 'offsets' };

  function before(place: number): Phase {
    const c = all[place] as CheckpointRecord;
    const since = all[place - 1];
    const done = between(trace, since && since.snapshotted !== NONE ? since.snapshotted : 0, c.injected);
    return {
      kind: 'before',
      head: t.checkpoint(n(c.id)),
      chips: lanes.map((lane) => chip(lane, c, done.out, since?.offsets ?? startOf(trace), c.offsets, 0)),
      notes: [],
      steps: 1,
      entry: c.completed,
    };
  }

  function chip(
    lane: LaneName,
    c: CheckpointRecord | undefined,
    out: number,
    from: Positions,
    to: Positions,
    step: number,
  ): Chip | null {
    if (lane === 'source') return read(from, to, step);
    if (lane === 'sink') return out === 0 ? null : { text: t.rows(out, n(out)), step, state: 'kept' };
    if (!c) return null;
    if (lane === 'snapshot')
      return { text: t.stateRows(n(c.stateRows)), beside: nextText(c.offsets, drawn), step, state: 'kept' };
    return { text: n(c.id), step, state: 'kept' };
  }

  function read(from: Positions, to: Positions, step: number): Chip {
    const text = rangeText(from, to, drawn) || t.rows(0, n(0));
    return { text, cells: cellsOf(from, to, Number.POSITIVE_INFINITY, drawn), step, state: 'kept' };
  }

  /** What was done since: some of it behind a checkpoint that was under way. */
  function struck(crash: CrashRecord, from: Positions, since: number, repeats: boolean): Phase {
    const done = between(trace, since, crash.entry);
    const known = crash.restoredFrom === undefined ? undefined : all[crash.restoredFrom];
    const under = all.find((k) => k.injected >= since && k.injected < crash.entry && k.id > (known?.id ?? 0));
    const has = (entry: number | undefined): Chip['state'] =>
      entry !== undefined && entry < crash.entry ? 'gone' : 'never';
    return {
      kind: 'struck',
      head: repeats ? t.againSince : t.since,
      chips: lanes.map((lane, step): Chip | null => {
        if (lane === 'source') return read(from, behind(trace, lastBefore(trace.batches, crash.entry)), step);
        if (lane === 'sink')
          return done.out === 0
            ? null
            : { text: t.rows(done.out, n(done.out)), step, state: sink === 'transactional' ? 'gone' : 'kept' };
        if (!under) return null;
        const id = n(under.id);
        if (lane === 'barriers') return { text: id, step, state: has(under.injected) };
        if (lane === 'snapshot')
          return {
            text: t.stateRows(n(under.stateRows)),
            beside: nextText(under.offsets, drawn),
            step,
            state: has(under.snapshotted),
          };
        return { text: id, step, state: has(lane === 'completed' ? under.completed : under.committed) };
      }),
      notes: [],
      steps,
      entry: since,
    };
  }

  function restart(crash: CrashRecord, restored: CheckpointRecord | undefined, at: Positions): Phase {
    return {
      kind: 'restart',
      head: t.restart,
      chips: lanes.map(() => null),
      notes: lanes.map((lane) => {
        switch (lane) {
          case 'source':
            return restored ? t.backToOffset(placeText(at, drawn)) : t.fromStart;
          case 'sink':
            return t.sinkAfter[sink];
          case 'barriers':
            return t.forgotten;
          case 'snapshot':
            return restored ? t.load(t.stateRows(n(restored.stateRows))) : t.empty;
          default:
            return restored ? t.newest(n(restored.id)) : t.empty;
        }
      }),
      steps: 1,
      entry: crash.restarted,
      torn: crash.entry,
    };
  }

  function again(crash: CrashRecord, from: Positions, next: number, until: number): Phase {
    const done = between(trace, crash.restarted, until);
    const c = next >= 0 ? all[next] : undefined;
    const to = c?.offsets ?? behind(trace, lastBefore(trace.batches, until));
    return {
      kind: 'again',
      head: t.againSince,
      chips: lanes.map((lane, step) => chip(lane, c, done.out, from, to, step)),
      notes: [],
      steps,
      entry: crash.restarted,
    };
  }
}
