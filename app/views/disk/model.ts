/** What the picture of the disk is made of: lanes, and from left to right the phases of what was written in them. */
import type { TraceReader } from '../../../engine/trace/reader';
import { type BatchTable, KIND, type Trace } from '../../../engine/trace/trace';
import type { Texts } from '../../../i18n';
import { number } from '../../../i18n/format';
import type { Labels } from '../../trace/labels';

export type LaneName =
  | 'source'
  | 'offsets'
  | 'state'
  | 'sink'
  | 'commits'
  | 'barriers'
  | 'snapshot'
  | 'completed'
  | 'transaction'
  | 'store'
  | 'changelog'
  | 'topic'
  | 'committed'
  | 'saved';

/** One thing that was written, or never was. */
export interface Chip {
  readonly text: string;
  /** Offsets that it stands for, one by one, where they are few; `done`: read by then. */
  readonly cells?: readonly { readonly text: string; readonly done: boolean }[] | undefined;
  /** What stands with it: the offset at which reading goes on, or the stretch of time that was read. */
  readonly beside?: string | undefined;
  /** How far down the stairs: from 0 to `Phase.steps` - 1. */
  readonly step: number;
  /** `gone`: it was there, and died with the engine. */
  readonly state: 'kept' | 'never' | 'gone';
}

export interface Phase {
  /** `between`: steps that are left out. */
  readonly kind: 'before' | 'struck' | 'restart' | 'again' | 'next' | 'between';
  readonly head: string;
  /** By lane; null: nothing there. */
  readonly chips: readonly (Chip | null)[];
  /** By lane what recovery finds there; only of `restart`. */
  readonly notes: readonly string[];
  readonly steps: number;
  /** The entry by which it has happened. */
  readonly entry: number;
  /** The `crashed` entry left of it; only of `restart`. */
  readonly torn?: number;
}

export interface Disk {
  readonly lanes: readonly LaneName[];
  /** What the first lane holds: a job goes by time and not by offsets. */
  readonly reads: 'offsets' | 'rows';
  readonly phases: readonly Phase[];
}

export interface Words {
  readonly t: Texts['crashLab']['disk'];
  readonly labels: Labels;
}

/** What each engine's picture needs: the run, the words, and a number as it is written. */
export interface Drawing extends Words {
  readonly reader: TraceReader;
  readonly n: (value: number) => string;
}

export const drawing = (reader: TraceReader, { t, labels }: Words): Drawing => ({
  reader,
  t,
  labels,
  n: (value) => number(value, labels.language),
});

/** The last batch (or step) that had begun before an entry; -1: none. */
export const lastBefore = ({ firstEntry }: BatchTable, entry: number): number =>
  firstEntry.findLastIndex((f) => f < entry);

/** Rows given out, and versions put into state, between two entries. */
export function between({ kinds }: Trace, from: number, to: number): { out: number; put: number } {
  let [out, put] = [0, 0];
  for (let i = from; i < to; i++) {
    if (kinds[i] === KIND.outputWritten) out++;
    else if (kinds[i] === KIND.statePut) put++;
  }
  return { out, put };
}
