/** What is on disk of a Kafka Streams process: its stores, their changelogs, the output topic and the committed offsets. */
import { type CommitRecord, type CrashRecord, NONE } from '../../../engine/trace/trace';
import { isExactlyOnce } from '../../../engine/trace/visible';
import { lifeOf } from './life';
import { between, type Chip, type Disk, type Drawing, type LaneName, lastBefore, type Phase } from './model';
import { behind, cellsOf, nextText, type Positions, placeText, rangeText, startOf } from './offsets';

export function kafkaDisk(drawn: Drawing): Disk {
  const { reader, t, n } = drawn;
  const { trace, scenario } = reader;
  const lanes: readonly LaneName[] = ['source', 'store', 'changelog', 'topic', 'committed'];
  const all = trace.records?.commits ?? [];
  const exactlyOnce = isExactlyOnce(scenario.engines.kafkaStreams);
  const phases: Phase[] = [];
  /** The newest commit that stands in the picture. */
  let shown = -1;
  trace.crashes.forEach((crash, c) => {
    const { began, limit, restored, restoredAt, lived } = lifeOf(trace, c, all, (commit) => commit.committed);
    for (const p of lived) if (p > shown) phases.push(before(p));
    shown = Math.max(shown, ...lived);
    phases.push(struck(crash, restored, restoredAt, began, c > 0 && lived.length === 0));
    phases.push(restart(crash, restored, restoredAt));
    if (crash.restarted === NONE) return;
    const place = all.findIndex((k) => k.flushed > crash.restarted && k.committed !== NONE && k.committed < limit);
    // What the next crash undoes is drawn there.
    if (place < 0 && limit < trace.length) return;
    shown = Math.max(shown, place);
    const next = all[place];
    const until = next?.flushed ?? limit;
    const to = next?.offsets ?? behind(trace, lastBefore(trace.batches, until));
    const commit = next ? committed(next, 'kept') : null;
    phases.push({
      kind: 'again',
      head: t.againSince,
      chips: chips(between(trace, crash.restarted, until), restoredAt, to, 5, commit, 'kept', false),
      notes: [],
      steps: 5,
      entry: crash.restarted,
    });
  });
  return { lanes, phases, reads: 'offsets' };

  function committed(commit: CommitRecord, state: Chip['state']): Omit<Chip, 'step'> {
    return { text: n(commit.id), beside: nextText(commit.offsets, drawn), state };
  }

  function chips(
    done: ReturnType<typeof between>,
    from: Positions,
    to: Positions,
    steps: number,
    commit: Omit<Chip, 'step'> | null,
    state: Chip['state'],
    storeLost: boolean,
  ): (Chip | null)[] {
    const text = rangeText(from, to, drawn) || t.rows(0, n(0));
    const found: (Omit<Chip, 'step'> | null)[] = [
      { text, cells: cellsOf(from, to, Number.POSITIVE_INFINITY, drawn), state: 'kept' },
      { text: t.rows(done.put, n(done.put)), state: storeLost ? 'gone' : state },
      { text: t.records(done.put, n(done.put)), state },
      done.out === 0 ? null : { text: t.rows(done.out, n(done.out)), state },
      commit,
    ];
    return found.map((chip, i) => chip && { ...chip, step: steps === 1 ? 0 : i });
  }

  function before(place: number): Phase {
    const commit = all[place] as CommitRecord;
    const earlier = all[place - 1];
    const since = earlier && earlier.committed !== NONE ? earlier.committed : 0;
    const done = between(trace, since, commit.flushed);
    const from = earlier?.offsets ?? startOf(trace);
    return {
      kind: 'before',
      head: t.commit(n(commit.id)),
      chips: chips(done, from, commit.offsets, 1, committed(commit, 'kept'), 'kept', false),
      notes: [],
      steps: 1,
      entry: commit.committed,
    };
  }

  function struck(
    crash: CrashRecord,
    restored: CommitRecord | undefined,
    from: Positions,
    began: number,
    repeats: boolean,
  ): Phase {
    const since = Math.max(restored?.committed ?? 0, began);
    const under = all.find((k) => k.flushed > since && k.flushed < crash.entry && k.committed === NONE);
    const to = behind(trace, lastBefore(trace.batches, crash.entry));
    const commit = { text: n(under?.id ?? (restored?.id ?? 0) + 1), state: 'never' } as const;
    return {
      kind: 'struck',
      head: repeats ? t.againSince : t.sinceCommit,
      chips: chips(
        between(trace, since, crash.entry),
        from,
        to,
        5,
        commit,
        exactlyOnce ? 'gone' : 'kept',
        crash.checkpoint === 'lost',
      ),
      notes: [],
      steps: 5,
      entry: since,
    };
  }

  function restart(crash: CrashRecord, restored: CommitRecord | undefined, at: Positions): Phase {
    const lost = crash.checkpoint === 'lost';
    return {
      kind: 'restart',
      head: t.restart,
      chips: lanes.map(() => null),
      notes: [
        restored ? t.backToOffset(placeText(at, drawn)) : t.fromStart,
        exactlyOnce ? t.wiped : lost ? t.empty : t.storeKept,
        t.recordsRead(crash.changelog ?? 0, n(crash.changelog ?? 0)),
        exactlyOnce ? t.aborted : t.sinkAfter.append,
        restored ? t.newest(n(restored.id)) : t.empty,
      ],
      steps: 1,
      entry: crash.restarted,
      torn: crash.entry,
    };
  }
}
