/** What the strip says, batch by batch: from the trace, and from the runs that were made for it. */
import { type BatchesBy, type BatchThen, batchesBy, type Trial } from '../../../engine/explain/batchesBy';
import type { Taken } from '../../../engine/explain/takenBy';
import type { TraceReader } from '../../../engine/trace/reader';
import { batchIdOf } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { number } from '../../../i18n/format';
import type { Labels } from '../../trace/labels';

export { type BatchesBy, batchesBy };

/** `partly`: in some of its windows. */
export type Sign = 'notYet' | 'coming' | 'counted' | 'partly' | 'late' | 'duplicate' | 'neither' | 'notRead';

export interface Cell {
  readonly text: string;
  /** For the ear, where that is another one. */
  readonly heard?: string;
  readonly look: string;
}

export interface BatchFacts {
  readonly batch: number;
  readonly id: string;
  readonly at: string;
  /** The cursor where it is done, as far as the question has come. */
  readonly cursor: number;
  readonly own: boolean;
  readonly water: Cell;
  /** One a window. */
  readonly windows: readonly Cell[];
  readonly sign: Sign;
  readonly verdict: Cell;
}

/** Batches beside each other that would have done the same. */
export interface Span {
  readonly batches: number;
  readonly look: 'counted' | 'partly' | 'late' | null;
  readonly text: string;
}

export interface StripFacts {
  readonly batches: readonly BatchFacts[];
  /** The heads of the lines that tell of windows. */
  readonly windows: readonly string[];
  readonly spans: readonly Span[];
  /** What must be said beside it. */
  readonly notes: readonly string[];
}

export const keyOf = ({ startedAt, nth }: Trial): string => `${startedAt} ${nth}`;

/** @param asOf the cursor up to which is told */
export function stripFacts(
  reader: TraceReader,
  by: BatchesBy,
  asOf: number,
  taken: ReadonlyMap<string, Taken>,
  labels: Labels,
  texts: Texts,
): StripFacts {
  const { takenBy: say } = texts;
  const figure = (n: number): string => number(n, labels.language);
  const results = by.batches.map(({ trial }) => (trial ? (taken.get(keyOf(trial)) ?? 'coming') : null));
  const batches = by.batches.map((then, i): BatchFacts => {
    const result = results[i] as Taken | 'coming' | null;
    const sign = signOf(result);
    return {
      batch: then.batch,
      id: figure(batchIdOf(reader.trace, then.batch)),
      at: labels.instant(reader.trace.batches.startedAt[then.batch] as number),
      cursor: Math.min((reader.trace.batches.lastEntry[then.batch] as number) + 1, asOf),
      own: then.own,
      water: waterOf(then, by, labels, texts),
      windows: then.windows.map((window): Cell => {
        if (window.kind !== 'closes') return { text: say.was[window.kind], look: window.kind };
        const [value] = window.values;
        const type = reader.trace.operator?.versions.specs[0]?.type ?? 'long';
        const only = window.values.length === 1 && value !== undefined ? labels.value(value, type) : null;
        return { text: say.closes(only), look: 'closes' };
      }),
      sign,
      verdict: verdictOf(result, sign, then, labels, texts),
    };
  });
  const trials = by.batches.filter(({ trial }) => trial).length;
  return {
    batches,
    windows: by.windows.map(({ name }) => say.window(labels.short(name.start as number))),
    spans: spansOf(batches, by, labels, texts),
    notes: [
      ...(batches.some(({ sign }) => sign === 'coming') ? [] : [say.found(trials, figure(trials))]),
      ...(by.ran > by.batches.length ? [say.someBatches(figure(by.batches.length), figure(by.ran))] : []),
      ...(batches.some(({ sign }) => sign === 'notRead') ? [say.unread] : []),
    ],
  };
}

const isPast = (tested: number, { due }: BatchesBy): boolean => tested > 0 && due.every((at) => at <= tested);

function waterOf({ tested }: BatchThen, by: BatchesBy, labels: Labels, { takenBy: say }: Texts): Cell {
  if (!(tested > 0)) return { text: say.noWater, look: 'none' };
  return { text: labels.instant(tested), look: isPast(tested, by) ? 'past' : 'below' };
}

function signOf(result: Taken | 'coming' | null): Sign {
  if (result === null) return 'notYet';
  if (result === 'coming') return 'coming';
  if (result.kind === 'counted' && result.late > 0) return 'partly';
  return result.kind;
}

function verdictOf(
  result: Taken | 'coming' | null,
  sign: Sign,
  { tested }: BatchThen,
  labels: Labels,
  { takenBy: say }: Texts,
): Cell {
  if (result === null) return { text: say.notYet, look: sign };
  if (result === 'coming') return { text: say.coming, look: sign };
  if (result.kind === 'notRead') return { text: say.verdict.notRead, look: sign };
  const [counted, all] = [result.counted, result.counted + result.late].map((n) => number(n, labels.language));
  const there = result.tested === tested ? '' : ` ${say.testedThere(labels.instant(result.tested))}`;
  if (sign === 'partly')
    return {
      text: say.some(counted as string, all as string) + there,
      heard: say.someHeard(counted as string, all as string) + there,
      look: sign,
    };
  return { text: say.verdict[result.kind] + there, look: sign };
}

function spansOf(batches: readonly BatchFacts[], by: BatchesBy, labels: Labels, { takenBy: say }: Texts): Span[] {
  const spans: { batches: number; look: Span['look']; first: number }[] = [];
  batches.forEach(({ sign }, i) => {
    const look = sign === 'counted' || sign === 'partly' || sign === 'late' ? sign : null;
    const last = spans.at(-1);
    if (last?.look === look) last.batches++;
    else spans.push({ batches: 1, look, first: i });
  });
  const due = new Set(by.due);
  const [only] = due;
  const instant = (at: number): string => (at % 60_000_000 === 0 ? labels.short(at) : labels.instant(at));
  return spans.map(({ batches: n, look, first }): Span => {
    switch (look) {
      case 'counted':
        return { batches: n, look, text: say.all(n, number(n, labels.language)) };
      case 'partly':
        return { batches: n, look, text: say.someOfAll };
      case 'late': {
        const under = by.batches.slice(first, first + n).every(({ tested }) => isPast(tested, by));
        return {
          batches: n,
          look,
          text: under ? say.dropped(due.size === 1 ? instant(only as number) : null) : say.droppedPlainly,
        };
      }
      default:
        return { batches: n, look, text: '' };
    }
  });
}
