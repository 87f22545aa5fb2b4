/**
 * A trace as `run --json` prints it: one line for each batch, in the shape of Spark's `StreamingQueryProgress`, or, for
 * an engine that works row by row, one for each arrival and one for each tick that makes rows come out.
 */
import { json, jsonTime } from './json';
import { outputRow } from './outputRow';
import {
  type BatchTable,
  type LateTable,
  NONE,
  type OperatorTrace,
  type RecordsTrace,
  type StateColumns,
  type Trace,
} from './trace';

/** What real Spark fails with in `Trace.departs`. */
export const DEPARTS_WITH = 'CANNOT_LOAD_STATE_STORE';

/** A batch that crashed has no line (it has one when it is done at last). A batch that failed has none; the run then ends with `{ "failed": … }`. */
export function* progressLines(trace: Trace): Generator<string> {
  const { batches, failure, output, records } = trace;
  if (records) return yield* recordLines(trace, records);
  let next = 0;
  for (let batch = 0; batch < batches.count; batch++) {
    const rows: unknown[] = [];
    for (; next < output.batch.length && output.batch[next] === batch; next++) rows.push(outputRow(output, next));
    if (failure?.batch === batch) break;
    if (batches.crash[batch] !== NONE) continue;
    yield json({
      ...batchFacts(trace, batches, batch),
      ...(batch === trace.departs && { departs: DEPARTS_WITH }),
      output: rows,
    });
  }
  if (failure) yield failedLine(failure);
}

/** @see scenario-format: `arrival` counts over all sources; `watermark` is the value after the row. */
function* recordLines(trace: Trace, { row, late }: RecordsTrace): Generator<string> {
  const { batches, failure, output } = trace;
  const clockName = trace.engine === 'kafkaStreams' ? 'streamTime' : 'watermark';
  const places = new Map<number, number>();
  trace.arrivalOrder.forEach((r, place) => {
    places.set(r, place);
  });
  const between = betweenSteps(trace);
  let [next, written, dropped] = [0, 0, 0];
  for (let step = 0; step < batches.count; step++) {
    for (; next < between.length && (between[next] as Between).entry < (batches.firstEntry[step] as number); next++)
      yield (between[next] as Between).line;
    const rows: unknown[] = [];
    for (; written < output.batch.length && output.batch[written] === step; written++)
      rows.push(output.takenBack?.[written] ? takenBack(trace, written) : outputRow(output, written));
    const lateRows: unknown[] = [];
    for (; dropped < late.step.length && late.step[dropped] === step; dropped++)
      lateRows.push(
        outputRow(
          late.inputs[late.input[dropped] as number] as LateTable['inputs'][number],
          late.place[dropped] as number,
        ),
      );
    if (failure?.batch === step) break;
    const isArrival = row[step] !== NONE;
    if (!isArrival && rows.length === 0 && lateRows.length === 0) continue;
    const clock = batches.nextWatermark[step] as number;
    yield json({
      ...(isArrival && { arrival: places.get(row[step] as number) }),
      ...((batches.attempt[step] as number) > 0 && { attempt: batches.attempt[step] }),
      timestamp: jsonTime(batches.startedAt[step] as number),
      ...(!Number.isNaN(clock) && { [clockName]: Number.isFinite(clock) ? jsonTime(clock) : null }),
      output: rows,
      late: lateRows,
    });
  }
  for (; next < between.length; next++) yield (between[next] as Between).line;
  if (failure) yield failedLine(failure);
}

interface Between {
  readonly entry: number;
  readonly line: string;
}

/** A line for each checkpoint or commit, crash and restart, and for each commit of a transaction that comes later than its checkpoint. */
function betweenSteps(trace: Trace): Between[] {
  const { crashes, records, batches } = trace;
  const checkpoints = records?.checkpoints ?? [];
  const lines: Between[] = [];
  const commits = records?.commits ?? [];
  const offsets = (values: readonly number[]): Record<string, number> =>
    Object.fromEntries(values.map((offset, p) => [batches.partitionNames[p] as string, offset]));
  for (const c of checkpoints) {
    // Neither completed nor failed where the run ended while its barriers were on their way.
    if (c.completed === NONE && !crashes.some((x) => x.entry > c.injected)) continue;
    const status = c.completed !== NONE ? 'completed' : 'failed';
    const commitsNow = c.committed !== NONE && !crashes.some((x) => x.entry > c.completed && x.entry < c.committed);
    lines.push({
      entry: c.completed !== NONE ? c.completed : c.injected,
      line: json({
        checkpoint: c.id,
        timestamp: jsonTime(c.at),
        status,
        ...(status === 'completed' && { completed: jsonTime(c.alignedAt), stateRows: c.stateRows }),
        offsets: Object.fromEntries(
          c.barriers.map((b) => [batches.partitionNames[b.partition], c.offsets[b.partition]]),
        ),
        ...(commitsNow && { committed: jsonTime(c.committedAt) }),
      }),
    });
    if (c.committed !== NONE && !commitsNow)
      lines.push({
        entry: c.committed,
        line: json({ committed: c.id, timestamp: jsonTime(c.committedAt) }),
      });
  }
  for (const c of commits)
    lines.push({
      entry: c.flushed,
      line: json({
        commit: c.id,
        timestamp: jsonTime(c.at),
        status: c.committed === NONE ? 'failed' : 'committed',
        offsets: offsets(c.offsets),
        changelog: c.changelog,
      }),
    });
  for (const { entry, after, at, checkpoint, restarted, restartsAt, restoredFrom, changelog } of crashes) {
    lines.push({ entry, line: json({ crash: after, timestamp: jsonTime(at), checkpoint }) });
    if (restarted === NONE) continue;
    const from = restoredFrom ?? NONE;
    const commit = commits[from];
    lines.push({
      entry: restarted,
      line: json({
        restored: commit?.id ?? checkpoints[from]?.id ?? null,
        timestamp: jsonTime(restartsAt),
        ...(changelog !== undefined && {
          offsets: offsets(commit?.offsets ?? batches.partitionNames.map(() => 0)),
          changelogRead: changelog,
        }),
      }),
    });
  }
  return lines.sort((a, b) => a.entry - b.entry);
}

/** What a result that is taken back shows: its window and its keys. */
function takenBack({ output, operator }: Trace, row: number): Record<string, unknown> {
  const own = new Set(operator?.groups.specs.map((spec) => spec.name));
  const fields = Object.entries(outputRow(output, row));
  return { ...Object.fromEntries(fields.filter(([name]) => name === 'window' || own.has(name))), tombstone: true };
}

export function failedLine({ error, message }: { readonly error: string; readonly message: string }): string {
  return json({ failed: { error, message } });
}

function batchFacts(trace: Trace, batches: BatchTable, batch: number): Record<string, unknown> {
  const watermark = batches.watermark[batch] as number;
  const startedAt = batches.startedAt[batch] as number;
  const readFrom = batches.readFrom?.[batch];
  const stateOperator = ({ operatorName }: OperatorTrace, counts: StateColumns) => ({
    operatorName,
    numRowsTotal: counts.stateTotal[batch],
    numRowsUpdated: counts.stateUpdated[batch],
    numRowsRemoved: counts.stateRemoved[batch],
    numRowsDroppedByWatermark: counts.stateDropped[batch],
  });
  const stateOperators = [
    ...(trace.operator ? [stateOperator(trace.operator, batches)] : []),
    ...trace.upstream.map((operator, i) => stateOperator(operator, batches.upstream[i] as StateColumns)),
  ];
  return {
    batchId: batches.batchId[batch],
    timestamp: jsonTime(startedAt),
    numInputRows: batches.numInputRows[batch],
    // A job has no watermark and no state, but a stretch of time that it reads; null: from the beginning.
    ...(readFrom !== undefined && {
      readFrom: readFrom === Number.NEGATIVE_INFINITY ? null : jsonTime(readFrom),
      readTo: jsonTime(batches.readTo?.[batch] as number),
    }),
    ...(!Number.isNaN(watermark) && { eventTime: { watermark: jsonTime(watermark) } }),
    ...(readFrom === undefined && { stateOperators }),
  };
}
