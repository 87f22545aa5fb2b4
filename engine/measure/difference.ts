/**
 * Where runs part. Only answers that an engine calls final count: waiting longer is no other answer. Two final answers
 * part when the first of them is said; an answer and a silence part when the silent run is over. What parted them is the
 * row that one of them counted and the other did not, and the rule by which it did not.
 */
import type { EngineName } from '../scenario/scenario';
import type { Value } from '../values';
import { type Answer, type Answers, agree } from './answers';
import { type CauseCode, type Fate, fateOf, isOfRows, isOpen, lateEntry, refusedFor, strangerFate } from './fate';
import type { Reference } from './reference';

/** What the runs go by, where they go apart. */
export type Rule =
  /** What closes a window: the clock, or the watermark. */
  | 'closing'
  /** Which rows are too late. */
  | 'lateness'
  /** To which run a row on the boundary belongs. */
  | 'boundary'
  /** Where the next run begins to read. */
  | 'drift'
  /** What a restart remembers. */
  | 'restart'
  /** Whether it answers at all by the end. */
  | 'answering'
  /** Which rows were there when it answered. */
  | 'asking'
  | 'arithmetic';

const RULES: Readonly<Record<CauseCode, Rule>> = {
  boundaryDouble: 'boundary',
  boundaryGap: 'boundary',
  driftGap: 'drift',
  lateLost: 'closing',
  misplaced: 'closing',
  restartDuplicate: 'restart',
  restartGap: 'restart',
  partialWrite: 'restart',
  writtenTwice: 'restart',
  distinctSummed: 'arithmetic',
  droppedLate: 'lateness',
  notRead: 'asking',
  unanswered: 'answering',
  arithmetic: 'arithmetic',
};

export interface Side {
  readonly engine: EngineName;
  /** Place among the runs that are compared. */
  readonly run: number;
  readonly values: readonly Value[] | null;
  /** When this answer was final; null: it is none, or was not before the run was over. */
  readonly finalAt: number | null;
  /** What it made of the telling row; null without one. */
  readonly fate: Fate | null;
}

export interface Difference {
  /** Processing time, microseconds. */
  readonly at: number;
  readonly name: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  /** The run that spoke first, and the first that says otherwise. */
  readonly sides: readonly [Side, Side];
  readonly rule: Rule;
  /** Rows that one of the two counts otherwise than the other, in order of arrival; the first is the telling one. */
  readonly rows: readonly number[];
  /** Every run's answer for it in the end. */
  readonly all: readonly Side[];
}

interface Voice {
  readonly run: number;
  readonly answers: Answers;
  readonly answer: Answer | undefined;
  /** When what it says (or that it says nothing) is certain. */
  readonly certain: number;
}

/** All differences between runs over the same rows, the first in time first. @param runs null: a run that failed, which is not heard */
export function differencesOf(runs: readonly (Answers | null)[], reference: Reference | null): Difference[] {
  const names = new Set(runs.flatMap((run) => [...(run?.byName.keys() ?? [])]));
  const found: Difference[] = [];
  for (const name of names) {
    const voices = runs.flatMap((answers, run): Voice[] => {
      if (!answers) return [];
      const answer = answers.byName.get(name);
      const { endsAt } = answers.reader.trace;
      return [{ run, answers, answer, certain: answer?.finalAt ?? endsAt }];
    });
    voices.sort((a, b) => a.certain - b.certain);
    const truth = reference?.answers.byName.get(name);
    // Who still holds a figure at the end has not answered otherwise; it has not answered.
    const heard = voices.filter((v) => v.answer || !isOpen(v.answers, name, truth));
    const parted = firstParted(heard);
    if (parted) found.push(differenceOf(name, voices, parted, reference));
  }
  return found.sort((a, b) => a.at - b.at || (a.start ?? 0) - (b.start ?? 0) || (a.name < b.name ? -1 : 1));
}

/** The pair of voices that parts earliest. */
function firstParted(voices: readonly Voice[]): { first: Voice; other: Voice; at: number } | null {
  let best: { first: Voice; other: Voice; at: number } | null = null;
  for (const [i, first] of voices.entries())
    for (const other of voices.slice(i + 1)) {
      if (agree(first.answer?.values ?? null, other.answer?.values ?? null)) continue;
      const spoken = first.answer && other.answer;
      const at = spoken ? first.certain : Math.max(first.certain, other.certain);
      if (best === null || at < best.at) best = { first, other, at };
    }
  return best;
}

function differenceOf(
  name: string,
  voices: readonly Voice[],
  { first, other, at }: { first: Voice; other: Voice; at: number },
  reference: Reference | null,
): Difference {
  const known = (first.answer ?? other.answer) as Answer;
  const own = reference?.answers.byName.get(name);
  const candidates = new Set(
    [first, other].flatMap((v) => [...(v.answer?.rows.keys() ?? [])]).concat([...(own?.rows.keys() ?? [])]),
  );
  const times = (voice: Voice, row: number) => voice.answer?.rows.get(row) ?? 0;
  const { reader } = first.answers;
  const refusals = (row: number): number => Number(isLate(first, row) !== isLate(other, row));
  const rows = [...candidates]
    .filter((row) => times(first, row) !== times(other, row))
    .sort((a, b) => reader.arrivesAt(a) - reader.arrivesAt(b) || a - b);
  // Behind another operator the rows themselves are not known; which of them one run alone refused is.
  const refused = [first, other].flatMap(({ answers }) => refusedFor(answers, known));
  // Of two rows that never met, the one that was refused.
  if (isOfRows(first.answers)) rows.sort((a, b) => refusals(b) - refusals(a));
  const telling = rows[0] ?? refused.find((row) => isLate(first, row) !== isLate(other, row));
  const side = (voice: Voice): Side => ({
    engine: voice.answers.reader.trace.engine,
    run: voice.run,
    values: voice.answer?.values ?? null,
    finalAt: voice.answer?.finalAt ?? null,
    fate: telling === undefined ? null : rows.length > 0 ? fateIn(voice, name, telling, own) : passage(voice, telling),
  });
  const sides = [side(first), side(other)] as const;
  return {
    at,
    name,
    start: known.start,
    end: known.end,
    keys: known.keys,
    sides,
    rule: ruleOf(sides, isOfRows(first.answers)),
    rows: rows.length > 0 || telling === undefined ? rows : [telling],
    all: voices.map(side),
  };
}

const isLate = ({ answers }: Voice, row: number): boolean => lateEntry(answers, row) !== null;

/** Whether a row came through to where a figure behind another operator is made. */
function passage({ answers }: Voice, row: number): Fate {
  const late = lateEntry(answers, row);
  return late === null ? { kind: 'passed' } : { kind: 'missing', code: 'droppedLate', entries: [late] };
}

/** A row that does not belong to the figure is told by where it was counted. */
function fateIn({ answers }: Voice, name: string, row: number, own: Answer | undefined): Fate {
  return own && !own.rows.has(row) ? strangerFate(answers, name, row) : fateOf(answers, name, row);
}

function ruleOf(sides: readonly Side[], ofRows: boolean): Rule {
  // A row that never came out was either refused or not come to.
  if (ofRows && sides.some(({ fate }) => fate?.kind === 'missing' && fate.code === 'droppedLate')) return 'lateness';
  if (sides.some((s) => s.values === null)) return 'answering';
  for (const { fate } of sides) if (fate && 'code' in fate) return RULES[fate.code];
  return sides.some((s) => s.fate) ? 'asking' : 'arithmetic';
}

/** How a run stood to a figure at an instant: what it had said, or held, by then. */
export type Standing =
  | { readonly kind: 'silent' }
  | { readonly kind: 'holds' | 'said' | 'final'; readonly values: readonly Value[]; readonly since: number };

export function standingAt(answers: Answers, name: string, at: number): Standing {
  const { reader } = answers;
  const answer = answers.byName.get(name);
  const said = answer?.said.filter((s) => s.at <= at) ?? [];
  const last = said.at(-1);
  const cursor = reader.cursorAt(at);
  if (answer && last) {
    const isFinal = answer.finalAt !== null && answer.finalAt <= at;
    return { kind: isFinal ? 'final' : 'said', values: last.values, since: last.at };
  }
  const { operator } = reader.trace;
  if (!operator || operator.belongs || reader.trace.batches.readFrom) return { kind: 'silent' };
  const moment = reader.at(cursor);
  const held = moment.state().find((row) => row.status !== 'freed' && answers.nameOf(row.group) === name);
  return held ? { kind: 'holds', values: held.values, since: at } : { kind: 'silent' };
}
