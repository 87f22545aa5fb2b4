/** What is on disk of an engine that works in batches: Spark's logs, and what a job saves. */
import { CRASH_POINTS } from '../../../engine/scenario/crashPoints';
import { type CrashRecord, NONE } from '../../../engine/trace/trace';
import { type Chip, type Disk, type Drawing, type LaneName, lastBefore, type Phase } from './model';
import { behind, cellsOf, nextText, type Positions, placeText, rangeText, startOf } from './offsets';

export function batchDisk(drawn: Drawing): Disk {
  const { reader, t, labels, n } = drawn;
  const { trace, scenario } = reader;
  const { batches, crashes } = trace;
  const spark = trace.engine === 'spark';
  const lanes: readonly LaneName[] = spark
    ? ['source', 'offsets', ...(trace.operator ? (['state'] as const) : []), 'sink', 'commits']
    : ['source', 'sink', 'saved'];
  const points: readonly string[] = CRASH_POINTS[trace.engine];
  const saves = trace.engine === 'dailyBatch' || scenario.engines.batchLoop.remember !== 'nothing';
  const early = trace.engine === 'batchLoop' && scenario.engines.batchLoop.remember === 'lastReadBeforeWrite';
  const order: readonly LaneName[] = spark
    ? ['offsets', 'source', 'state', 'sink', 'commits']
    : early
      ? ['source', 'saved', 'sink']
      : ['source', 'sink', 'saved'];

  const phases: Phase[] = [];
  /** The newest batch that stands in the picture. */
  let shown = -1;
  crashes.forEach((crash, c) => {
    const struck = crash.batch === NONE ? -1 : crash.batch;
    const last = struck >= 0 ? struck : lastBefore(batches, crash.entry) + 1;
    const upcoming = crashes[c + 1];
    for (const b of c === 0 ? [last - 2, last - 1] : [last - 1])
      if (b > shown && batches.crash[b] === NONE) put('before', b, null);
    if (struck > shown) put('struck', struck, crash.after ?? 'sleeping');
    const after = crash.restarted === NONE ? -1 : batches.firstEntry.findIndex((first) => first > crash.restarted);
    const again = struck >= 0 && after >= 0 && isAgain(crash, after) ? after : -1;
    phases.push({
      kind: 'restart',
      head: t.restart,
      chips: lanes.map(() => null),
      notes: lanes.map((lane) => noteOf(lane, crash, again, after)),
      steps: 1,
      entry: crash.restarted,
      torn: crash.entry,
    });
    // What dies in its turn is drawn as that.
    const dies = (b: number): boolean => upcoming !== undefined && b >= upcoming.batch && upcoming.batch !== NONE;
    if (after < 0 || dies(after)) return;
    if (upcoming && (batches.firstEntry[after] as number) > upcoming.entry) return;
    if (again >= 0) put('again', again, null);
    const next = again >= 0 ? again + 1 : after;
    if (!upcoming && next < batches.count) put('next', next, null);
  });
  return { lanes, phases, reads: spark ? 'offsets' : 'rows' };

  function put(kind: 'before' | 'struck' | 'again' | 'next', b: number, point: string | null): void {
    const left = b - shown - 1;
    if (left > 0 && phases.length > 0)
      phases.push({ ...EMPTY, kind: 'between', head: t.leftOut(left), entry: batches.lastEntry[b - 1] as number });
    shown = b;
    const id = n(batches.batchId[b] as number);
    const name = spark ? t.batch(id) : t.run(id);
    const repeated = kind === 'again' || (kind === 'struck' && (batches.attempt[b] as number) > 0);
    const stairs = kind === 'struck' || kind === 'again';
    phases.push({
      kind,
      head: repeated ? t.again(name) : stairs ? name : id,
      chips: lanes.map((lane) => chipOf(b, lane, point)),
      notes: [],
      steps: stairs ? order.length : 1,
      entry: kind === 'struck' ? (batches.firstEntry[b] as number) : (batches.lastEntry[b] as number),
    });
  }

  /** Which lanes a run of the engine had come to by a point; null: all. */
  function reached(point: string | null, lane: LaneName): 'kept' | 'never' {
    if (point === null) return 'kept';
    // A loop that saves its place first has written nothing by then.
    if (early && lane === 'sink' && point === 'remembered') return 'never';
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
    return need !== undefined && points.indexOf(need) <= points.indexOf(point) ? 'kept' : 'never';
  }

  function chipOf(b: number, lane: LaneName, point: string | null): Chip | null {
    const id = n(batches.batchId[b] as number);
    const step = order.indexOf(lane);
    const state = reached(point, lane);
    const rows = batches.numInputRows[b] as number;
    switch (lane) {
      case 'source': {
        const read = point === 'rows-read' ? rows >> 1 : state === 'never' ? 0 : rows;
        const text = point === 'rows-read' ? t.half(n(read), n(rows)) : t.rows(rows, n(rows));
        if (!spark) return { text, beside: stretchOf(b), step, state };
        const [from, to] = [beginOf(b), behind(trace, b)];
        const range = rangeText(from, to, drawn);
        return {
          text: range === '' || point === 'rows-read' ? text : range,
          cells: cellsOf(from, to, read, drawn),
          step,
          state,
        };
      }
      case 'offsets':
        return { text: id, beside: nextText(behind(trace, b), drawn), step, state };
      case 'state':
        // Of a batch that never commits the version counts no more.
        return {
          text: t.version(n((batches.batchId[b] as number) + 1)),
          step,
          state: state === 'kept' && point !== null && point !== 'commit-logged' ? 'gone' : state,
        };
      case 'sink': {
        const all = point === null ? written(b) : plannedRows(b);
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
  }

  /** The stretch of time that a run of a loop read. */
  function stretchOf(b: number): string | undefined {
    if (trace.engine !== 'batchLoop') return undefined;
    return `${labels.short(batches.readFrom?.[b] as number)}–${labels.short(batches.readTo?.[b] as number)}`;
  }

  /** Where a batch of Spark began to read: behind the batch with the id before it, in the checkpoint that it has. */
  function beginOf(b: number): Positions {
    const id = batches.batchId[b] as number;
    for (let before = b - 1; before >= 0 && id > 0; before--)
      if (batches.batchId[before] === id - 1) return behind(trace, before);
    return startOf(trace);
  }

  function written(b: number): number {
    return trace.output.batch.reduce((sum, by) => sum + (by === b ? 1 : 0), 0);
  }

  /** Rows that a batch which died was to write: as many as its repeat writes. */
  function plannedRows(b: number): number {
    const repeat = batches.batchId.findIndex(
      (id, i) => i > b && id === batches.batchId[b] && batches.crash[i] === NONE,
    );
    return Math.max(written(b), repeat >= 0 ? written(repeat) : 0);
  }

  /** Whether what runs after a crash is what the crash cut off. */
  function isAgain(crash: CrashRecord, after: number): boolean {
    if (spark) return (batches.attempt[after] as number) > 0;
    if (crash.after === 'remembered' || crash.after === 'sleeping' || crash.after === null) return false;
    return batches.batchId[after] === batches.batchId[crash.batch];
  }

  function noteOf(lane: LaneName, crash: CrashRecord, again: number, after: number): string {
    const lost = crash.checkpoint === 'lost';
    const struck = crash.batch === NONE ? -1 : crash.batch;
    // A checkpoint that was lost knows nothing of what was before it.
    const since = crashes.findLast((c) => c.checkpoint === 'lost' && c.entry < crash.entry)?.restarted ?? -1;
    const newest = lastBefore(batches, crash.entry);
    const begun = newest >= 0 && (batches.firstEntry[newest] as number) > since ? newest : -1;
    const committed = batches.firstEntry.findLastIndex(
      (first, b) => first < crash.entry && first > since && batches.crash[b] === NONE,
    );
    const id = (b: number): string => n(batches.batchId[b] as number);
    switch (lane) {
      case 'source':
        if (!spark) return after >= 0 ? t.readsNext(n(batches.numInputRows[after] as number)) : '';
        if (lost || after < 0) return lost ? t.fromStart : '';
        return again >= 0
          ? t.backToOffset(placeText(beginOf(again), drawn))
          : t.onFromOffset(placeText(beginOf(after), drawn));
      case 'offsets':
        return lost || begun < 0 ? t.empty : t.newest(id(begun));
      case 'state':
        return lost || committed < 0 ? t.empty : t.load(t.version(n((batches.batchId[committed] as number) + 1)));
      case 'commits':
        return lost || committed < 0 ? t.empty : t.newest(id(committed));
      case 'sink':
        return again >= 0 ? t.mustRun(id(struck)) : t.nothingAgain;
      case 'saved':
        if (!saves) return t.savesNothing;
        return lost ? t.empty : again >= 0 ? t.saysNothing(id(struck)) : t.saysDone;
      default:
        return '';
    }
  }
}

const EMPTY = { chips: [], notes: [], steps: 1 } as const;
