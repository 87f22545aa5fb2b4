/** Where the pieces of the loop's picture stand: one axis of time for both rails, the runs below, the figures under their windows. */
import type { Cause, Figure } from '../../engine/measure/ledger';
import type { TraceReader } from '../../engine/trace/reader';

/** The four kinds of mistake, as the picture, the code and the ledger letter them. */
export const LETTERS = ['a', 'b', 'c', 'd'] as const;
export type Letter = (typeof LETTERS)[number];

const LETTER_OF: Readonly<Partial<Record<Cause['code'], Letter>>> = {
  boundaryDouble: 'a',
  boundaryGap: 'a',
  driftGap: 'a',
  lateLost: 'b',
  misplaced: 'b',
  notRead: 'b',
  restartDuplicate: 'c',
  restartGap: 'c',
  partialWrite: 'c',
  writtenTwice: 'c',
  distinctSummed: 'd',
};
export const letterOf = (cause: Cause): Letter | null => LETTER_OF[cause.code] ?? null;

/** The letters of a figure's causes, each once. */
export const lettersOf = (causes: readonly Cause[]): Letter[] =>
  LETTERS.filter((letter) => causes.some((cause) => letterOf(cause) === letter));

export interface Run {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rows: number;
  /** Line on which its block stands: runs that overlap stand below each other. */
  readonly line: number;
}

/** The runs that have begun by now. */
export function runsOf({ trace }: TraceReader, now: number): Run[] {
  const { batches } = trace;
  const runs: Run[] = [];
  const ends: number[] = [];
  for (let b = 0; b < batches.count && (batches.startedAt[b] as number) <= now; b++) {
    const [from, to] = [batches.readFrom?.[b] as number, batches.readTo?.[b] as number];
    let line = ends.findIndex((end) => end <= from);
    if (line < 0) line = ends.length;
    ends[line] = to;
    runs.push({
      number: b + 1,
      from,
      to,
      startedAt: batches.startedAt[b] as number,
      endedAt: batches.endedAt[b] as number,
      rows: batches.numInputRows[b] as number,
      line,
    });
  }
  return runs;
}

/** Stretches that lie between two runs and that neither read, and stretches that both read. */
export function seams(runs: readonly Run[]): { from: number; to: number; kind: 'gap' | 'overlap' }[] {
  return runs.slice(1).flatMap((run, i) => {
    const before = runs[i] as Run;
    if (run.from === before.to) return [];
    const gap = run.from > before.to;
    return [{ from: gap ? before.to : run.from, to: gap ? run.from : before.to, kind: gap ? 'gap' : 'overlap' }];
  });
}

/** Of a figure that is wrong: by how much, as people write it; null where that is no number. */
export function deltaOf(figure: Pick<Figure, 'said' | 'truth'>): number | null {
  const delta = Number(figure.said ?? 0) - Number(figure.truth ?? 0);
  return Number.isFinite(delta) ? delta : null;
}
