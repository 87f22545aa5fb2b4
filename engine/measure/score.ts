/** What a run was worth and what it cost, in figures that stand beside those of any other run. */
import type { EngineName } from '../scenario/scenario';
import { same } from '../trace/moment';
import type { Trace } from '../trace/trace';
import { type Answer, type Answers, agree } from './answers';
import { isOpen } from './fate';
import { type RowCounts, rowCounts } from './ledger';
import { letGo } from './letGo';
import type { Reference } from './reference';

export interface Score extends RowCounts {
  readonly engine: EngineName;
  /** Figures of the truth that are due; of these right, wrong (said, and not as the truth), and never said. */
  readonly figures: number;
  readonly right: number;
  readonly wrong: number;
  readonly silent: number;
  /** From a window's end to its final right answer, microseconds; Infinity: it never came. Null: no window is due. */
  readonly medianWait: number | null;
  readonly worstWait: number | null;
  /** Answers that took the place of another one. */
  readonly corrections: number;
  /** Most rows of state held during a batch (or a step), and after one; null for a job, which keeps none. */
  readonly peakDuring: number | null;
  readonly peakAfter: number | null;
  /** Runs or batches that did something; null for an engine that works row by row. */
  readonly runs: number | null;
  /** Time at work, microseconds. */
  readonly busy: number;
}

/** @param until as in `answersOf`: until the run is over only what it has answered is due */
export function scoreOf(trace: Trace, answers: Answers, reference: Reference, until = Number.POSITIVE_INFINITY): Score {
  // While a run goes on, what it has not answered may still come.
  const over = until >= trace.endsAt;
  const due = [...reference.answers.byName.values()].filter(
    (truth) => answers.byName.has(truth.name) || (over && !isOpen(answers, truth.name, truth)),
  );
  const waits: number[] = [];
  let [right, silent, corrections] = [0, 0, 0];
  for (const truth of due) {
    const own = answers.byName.get(truth.name);
    const isRight = own !== undefined && agree(own.values, truth.values);
    if (isRight) right++;
    else if (!own) silent++;
    if (truth.end !== null) waits.push(isRight ? waitOf(own, truth) : Number.POSITIVE_INFINITY);
  }
  corrections += answers.takenBack;
  for (const own of answers.byName.values()) corrections += correctionsOf(own, answers.addsUp);
  waits.sort((a, b) => a - b);
  const { batches } = trace;
  const job = batches.readFrom !== undefined;
  let [runs, busy, peakDuring, peakAfter] = [0, 0, 0, 0];
  for (let b = 0; b < batches.count && (batches.startedAt[b] as number) <= until; b++) {
    runs++;
    busy += (batches.endedAt[b] as number) - (batches.startedAt[b] as number);
    const total = (c: { stateTotal: Uint32Array }) => c.stateTotal[b] as number;
    const held = total(batches) + batches.upstream.reduce((n, u) => n + total(u), 0);
    peakAfter = Math.max(peakAfter, held);
    peakDuring = Math.max(peakDuring, held + letGo(trace, b));
  }
  const rowByRow = trace.engine === 'flink' || trace.engine === 'kafkaStreams';
  return {
    engine: trace.engine,
    ...rowCounts(answers, reference, due),
    figures: due.length,
    right,
    wrong: due.length - right - silent,
    silent,
    medianWait: median(waits),
    worstWait: waits.at(-1) ?? null,
    corrections,
    peakDuring: job ? null : peakDuring,
    peakAfter: job ? null : peakAfter,
    runs: rowByRow ? null : runs,
    busy,
  };
}

/** From a window's end to the first answer that was right and stayed so. */
export function waitOf(own: Answer, truth: Answer): number {
  let first = own.said.length - 1;
  while (first > 0 && same(own.said[first - 1]?.values ?? [], truth.values ?? [])) first--;
  return Math.max(0, (own.said[first]?.at ?? 0) - (truth.end ?? 0));
}

/** Answers after the first that said something else. Those that add up correct nothing. */
function correctionsOf({ said }: Answer, addsUp: readonly boolean[]): number {
  if (addsUp.some((x) => x)) return 0;
  return said.filter((s, i) => i > 0 && !same(s.values, said[i - 1]?.values ?? [])).length;
}

/** Of an even number the mean of the middle two; where only the lower of them ever came, that one. */
const median = (sorted: readonly number[]): number | null => {
  if (sorted.length === 0) return null;
  const upper = sorted[sorted.length >> 1] as number;
  const lower = sorted[(sorted.length - 1) >> 1] as number;
  return upper === Number.POSITIVE_INFINITY ? lower : (lower + upper) / 2;
};
