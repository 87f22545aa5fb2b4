/**
 * The ledger: every figure that a run gave, beside the truth, and for each wrong one what made it wrong, row by row, with
 * the places in the trace that show it. A cause is counted in rows: plus one that should not be there, minus one that
 * should.
 */
import type { Scenario } from '../scenario/scenario';
import type { Value } from '../values';
import { type Answer, type Answers, agree, functionOf } from './answers';
import {
  type CauseCode,
  fateOf,
  isOfRows,
  isOpen,
  lateEntry,
  readsOf,
  refusedFor,
  strangerFate,
  whyTwice,
} from './fate';
import type { Reference } from './reference';

export interface Cause {
  readonly code: CauseCode;
  /** The row that it is about; null where it is about none in particular. */
  readonly row: number | null;
  /** Rows too many (positive) or missing (negative) through it. */
  readonly effect: number;
  /** The figure in which the row was counted instead. */
  readonly instead: string | null;
  readonly entries: readonly number[];
}

export interface Figure {
  readonly name: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly keys: readonly Value[];
  /** Place among `Ledger.columns`. */
  readonly column: number;
  /** What the sink says at the end; several sayings that add up stand in `parts`. */
  readonly said: Value | null;
  readonly parts: readonly Value[];
  readonly truth: Value | null;
  readonly right: boolean;
  /** Nothing was ever said. */
  readonly silent: boolean;
  /** The run ended while it still held this figure: it is neither right nor wrong. */
  readonly open: boolean;
  /** When it was last said, and when it could not change any more. */
  readonly at: number | null;
  readonly finalAt: number | null;
  /** Of a wrong figure, at least one. */
  readonly causes: readonly Cause[];
}

export interface Total {
  readonly column: number;
  readonly said: Value | null;
  readonly truth: Value | null;
  readonly right: boolean;
  readonly causes: readonly Cause[];
}

export interface Ledger {
  readonly columns: readonly string[];
  /** Window by window, key by key, column by column. */
  readonly figures: readonly Figure[];
  /** All figures of a column added up, where that means something. */
  readonly totals: readonly Total[];
}

export function ledgerOf(answers: Answers, reference: Reference, scenario: Scenario): Ledger {
  const names = [...new Set([...reference.answers.byName.keys(), ...answers.byName.keys()])];
  const both = names.map((name) => ({
    name,
    own: answers.byName.get(name),
    truth: reference.answers.byName.get(name),
  }));
  both.sort((a, b) => startOf(a) - startOf(b) || (a.name < b.name ? -1 : 1));
  const figures: Figure[] = [];
  for (const { name, own, truth } of both) {
    const causes = agree(own?.values ?? null, truth?.values ?? null) ? [] : causesOf(answers, name, own, truth);
    answers.columns.forEach((_, column) => {
      const open = isOpen(answers, name, truth);
      figures.push({ ...figureOf(name, column, own, truth, causes, answers.addsUp[column] ?? false), open });
    });
  }
  return { columns: answers.columns, figures, totals: totalsOf(answers, reference, scenario, figures) };
}

const startOf = ({ own, truth }: { own?: Answer | undefined; truth?: Answer | undefined }): number =>
  truth?.start ?? own?.start ?? 0;

function figureOf(
  name: string,
  column: number,
  own: Answer | undefined,
  truth: Answer | undefined,
  causes: readonly Cause[],
  addsUp: boolean,
): Omit<Figure, 'open'> {
  const said = own?.values?.[column] ?? null;
  const true_ = truth?.values?.[column] ?? null;
  const right = agree([said], [true_]) && (own !== undefined) === (truth !== undefined);
  const { start, end, keys } = (truth ?? own) as Answer;
  return {
    name,
    start,
    end,
    keys,
    column,
    said,
    parts: addsUp ? (own?.said ?? []).map((s) => s.values[column] ?? null) : [],
    truth: true_,
    right,
    silent: own === undefined,
    at: own?.said.at(-1)?.at ?? null,
    finalAt: own?.finalAt ?? null,
    causes: right ? [] : causes,
  };
}

/** What is wrong with a figure, row by row. */
function causesOf(answers: Answers, name: string, own: Answer | undefined, truth: Answer | undefined): Cause[] {
  const { reader } = answers;
  const causes: Cause[] = [];
  for (const row of truth?.rows.keys() ?? []) {
    const fate = fateOf(answers, name, row);
    if (fate.kind === 'counted' && fate.times > 1 && 'code' in fate)
      causes.push({ code: fate.code, row, effect: fate.times - 1, instead: null, entries: fate.entries });
    else if (fate.kind === 'elsewhere')
      causes.push({ code: fate.code, row, effect: -1, instead: fate.name, entries: fate.entries });
    else if (fate.kind === 'missing')
      causes.push({ code: fate.code, row, effect: -1, instead: null, entries: fate.entries });
  }
  for (const [row, times] of own?.rows ?? []) {
    if (truth?.rows.has(row)) continue;
    const fate = strangerFate(answers, name, row);
    if (fate.kind !== 'stranger') continue;
    causes.push({
      code: fate.code,
      row,
      effect: 1,
      instead: fate.code === 'misplaced' ? name : null,
      entries: fate.entries,
    });
    // Once because it was booked here; every further time because it was read again.
    const again = fate.entries.slice(1);
    if (times > 1)
      causes.push({ code: whyTwice(reader, row, fate.entries), row, effect: times - 1, instead: null, entries: again });
  }
  // Of two rows that never met, the one that was refused is the cause.
  const refused = isOfRows(answers) ? causes.filter((cause) => cause.code === 'droppedLate') : [];
  if (refused.length > 0) return refused;
  if (causes.length > 0) return causes;
  const known = truth ?? own;
  for (const row of known ? refusedFor(answers, known) : [])
    causes.push({ code: 'droppedLate', row, effect: -1, instead: null, entries: [lateEntry(answers, row) as number] });
  if (causes.length > 0) return causes;
  const entries = own?.said.map((s) => s.entry) ?? [];
  return [{ code: own ? 'arithmetic' : 'unanswered', row: null, effect: 0, instead: null, entries }];
}

function totalsOf(answers: Answers, reference: Reference, scenario: Scenario, figures: readonly Figure[]): Total[] {
  return answers.columns.flatMap((name, column) => {
    const truth = reference.totals[column] ?? null;
    if (truth === null) return [];
    const own = figures.filter((f) => f.column === column);
    const said = own.reduce((sum, f) => sum + Number(f.said ?? 0), 0);
    const right = agree([said], [typeof truth === 'bigint' ? Number(truth) : truth]);
    const causes = right ? [] : own.flatMap((f) => f.causes);
    if (!right && reference.distinct[column]) {
      const sum = own.reduce((n, f) => n + Number(f.truth ?? 0), 0);
      if (sum !== Number(truth)) causes.push(distinctCause(answers, reference, scenario, name, sum - Number(truth)));
    }
    return [{ column, said, truth, right, causes }];
  });
}

/** The rows that found their value in an earlier figure already: they are what makes 5 out of 4. */
function distinctCause(own: Answers, reference: Reference, { query }: Scenario, name: string, effect: number): Cause {
  const { reader } = own;
  const step = query.steps.findLast((s) => s.kind === 'aggregate');
  const expression = step?.kind === 'aggregate' ? (step.aggregates.find((a) => a.name === name)?.expression ?? '') : '';
  const plain = /\(\s*(?:distinct\s+)?([A-Za-z_]\w*)\s*[,)]/i.exec(expression)?.[1];
  const found: number[] = [];
  if (plain && functionOf(expression) !== '') {
    const seen = new Map<Value, string>();
    const answers = [...reference.answers.byName.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
    for (const answer of answers)
      for (const row of answer.rows.keys()) {
        const value = reader.value(row, plain);
        if (value === null) continue;
        const first = seen.get(value);
        if (first === undefined) seen.set(value, answer.name);
        else if (first !== answer.name) found.push(row);
      }
  }
  const entries = found.flatMap((row) => readsOf(own, row)).sort((a, b) => a - b);
  return { code: 'distinctSummed', row: found[0] ?? null, effect, instead: null, entries };
}

/** What a run did with its rows over all figures. */
export interface RowCounts {
  /** Rows that belong to a figure of the truth. */
  readonly due: number;
  /** Of these, counted in their own figure. */
  readonly counted: number;
  /** Counted more than once anywhere. */
  readonly doubled: number;
  /** Counted nowhere. */
  readonly lost: number;
  /** Counted in a figure that is not theirs. */
  readonly misplaced: number;
}

/** @param figures of the truth that are due */
export function rowCounts(answers: Answers, reference: Reference, figures: readonly Answer[]): RowCounts {
  const times = new Map<number, number>();
  for (const answer of answers.byName.values())
    for (const [row, n] of answer.rows) times.set(row, Math.max(times.get(row) ?? 0, n));
  let [due, counted, doubled, lost, misplaced] = [0, 0, 0, 0, 0];
  for (const truth of figures)
    for (const row of truth.rows.keys()) {
      due++;
      if (answers.byName.get(truth.name)?.rows.has(row)) counted++;
      const figures = answers.inFigures.get(row);
      if (!figures) lost++;
      else if ([...figures].some((f) => f !== truth.name && !reference.answers.byName.get(f)?.rows.has(row)))
        misplaced++;
      if ((times.get(row) ?? 0) > 1 || (figures?.size ?? 0) > (reference.answers.inFigures.get(row)?.size ?? 0))
        doubled++;
    }
  return { due, counted, doubled, lost, misplaced };
}
