/** What came of the trials, in the order in which it is drawn: a table for each kind of place. */
import type { CrashTrial } from '../../engine/crashEverywhere';
import { type CrashPlace, type PlacedCrash, subjectOf } from '../../engine/crashPlaces';
import { countOf, type SinkDifference } from '../../engine/measure/sinkDifference';
import type { CrashPoint } from '../../engine/scenario/scenario';
import type { Texts } from '../../i18n';

export const isBad = ({ lost, doubled, changed, other }: CrashTrial): boolean =>
  lost.length + doubled.length + changed.length + other.length > 0;

/** `1 lost, 2 too many`; empty where nothing differs. */
export const differenceText = (difference: SinkDifference, { ends }: Texts['crashLab']): string =>
  TONES.flatMap((kind) => (difference[kind].length > 0 ? [ends[kind](countOf(difference[kind]))] : [])).join(', ');

/** The worst first. */
export const TONES = ['lost', 'doubled', 'changed', 'other'] as const;
export type TrialTone = (typeof TONES)[number] | 'fine';
const SIGNS = { lost: '−', doubled: '+', changed: '≠', other: '*' } as const;

/** The worst that a reader finds. */
export const toneOf = (trial: CrashTrial): TrialTone => TONES.find((kind) => trial[kind].length > 0) ?? 'fine';

export function signOf(trial: CrashTrial): string {
  const tone = toneOf(trial);
  return tone === 'fine' ? '✓' : `${SIGNS[tone]}${countOf(trial[tone])}`;
}

/** Batches, rows, checkpoints or commits across, the points of each down. */
export interface TrialTable<P extends PlacedCrash> {
  readonly kind: CrashPlace['kind'];
  readonly points: readonly CrashPoint[];
  readonly subjects: readonly { readonly subject: number; readonly byPoint: ReadonlyMap<CrashPoint, P> }[];
}

export function tablesOf<P extends PlacedCrash>(
  places: readonly P[],
  points: readonly CrashPoint[],
): readonly TrialTable<P>[] {
  const tables = new Map<CrashPlace['kind'], Map<number, Map<CrashPoint, P>>>();
  for (const place of places) {
    const { kind } = place.where;
    const table = tables.get(kind) ?? new Map<number, Map<CrashPoint, P>>();
    tables.set(kind, table);
    const subject = subjectOf(place.where);
    const column = table.get(subject) ?? new Map<CrashPoint, P>();
    table.set(subject, column);
    column.set(place.where.after, place);
  }
  return [...tables].map(([kind, table]) => ({
    kind,
    points: points.filter((point) => [...table.values()].some((column) => column.has(point))),
    subjects: [...table].sort(([a], [b]) => a - b).map(([subject, byPoint]) => ({ subject, byPoint })),
  }));
}

const RANK: readonly TrialTone[] = [...TONES, 'fine'];

/** For each instant of a trial the worst that came of one there. */
export function worstAt(trials: readonly CrashTrial[]): ReadonlyMap<number, TrialTone> {
  const worst = new Map<number, TrialTone>();
  for (const trial of trials) {
    const tone = toneOf(trial);
    const before = worst.get(trial.at);
    if (before === undefined || RANK.indexOf(tone) < RANK.indexOf(before)) worst.set(trial.at, tone);
  }
  return worst;
}
