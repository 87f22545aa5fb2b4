/** Where the loop dies: at the line that runs, at a point of a run, or at an instant. */
import type { LoopRole } from '../../engine/engines/loopCode';
import type { Crash, CrashPoint } from '../../engine/scenario/scenario';
import { SECOND } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';

const wholeSecond = (at: number): number => Math.round(at / SECOND) * SECOND;

/** Reading it has read, writing it has written half. @param run the run that `line` belongs to; null: it sleeps */
export function crashInLine(
  { trace }: TraceReader,
  line: LoopRole | null,
  run: number | null,
  now: number,
): Crash['where'] {
  const batchId = run === null ? undefined : trace.batches.batchId[run];
  if (batchId === undefined || line === null || line === 'sleep') return { kind: 'at', at: wholeSecond(now) };
  const after = line === 'write' ? 'half-written' : line === 'save' ? 'remembered' : 'read';
  return { kind: 'batch', batchId, after };
}

/** The same run as the crash that is there, and another point of it. */
export function crashAtPoint(
  { trace }: TraceReader,
  crash: Crash | null,
  point: CrashPoint | 'at',
  now: number,
): Crash['where'] {
  const at = trace.crashes[0]?.at ?? now;
  if (point === 'at') return { kind: 'at', at: wholeSecond(at) };
  if (crash?.where.kind === 'batch') return { ...crash.where, after: point };
  const before = trace.batches.startedAt.findLastIndex((startedAt) => startedAt <= at);
  return { kind: 'batch', batchId: trace.batches.batchId[Math.max(0, before)] ?? 0, after: point };
}
