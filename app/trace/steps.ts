/** What a step of a run is called: a batch, a run of a job, or the row (or the tick) that an engine works off by itself. */
import type { TraceReader } from '../../engine/trace/reader';
import { stepKindOf } from '../../engine/trace/steps';
import { batchIdOf, NONE } from '../../engine/trace/trace';
import type { Texts } from '../../i18n';
import { number } from '../../i18n/format';
import type { Labels } from './labels';

/** Within a sentence: `batch 10`, `run 3`, `row 16`, `tick 14:05:00.200`. */
export function stepName(reader: TraceReader, step: number, labels: Labels, texts: Texts['stage']['step']): string {
  const { trace, scenario } = reader;
  const kind = stepKindOf(trace);
  if (kind !== 'record') return texts[kind](number(batchIdOf(trace, step), labels.language));
  const row = trace.records?.row[step] ?? NONE;
  if (row === NONE) return texts.tick(labels.instant(trace.batches.startedAt[step] as number));
  const source = trace.rowStart.findLastIndex((start) => start <= row);
  const n = number(row - (trace.rowStart[source] as number) + 1, labels.language);
  return scenario.sources.length > 1 ? texts.rowOf(scenario.sources[source]?.name ?? '', n) : texts.row(n);
}

/** The same at the start of a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
