/** A scenario as a PySpark script for Apache Spark 4.3. */
import { at, type Fault, fault } from '../faults';
import { planFaults } from '../query/plan';
import type { BothLanguages, Query, Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import type { Trace } from '../trace/trace';
import { liveScript } from './pysparkLive';
import { replayScript } from './pysparkReplay';
import type { PysparkWords } from './words';

/** Where an exported script takes its rows from. */
export const ROW_SOURCES = ['arrivals', 'kafka', 'files', 'rate'] as const;
export type RowSource = (typeof ROW_SOURCES)[number];

export interface ExportedFile {
  /** Relative, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export type Exported =
  /** The first file is the one that is run. */
  | { readonly ok: true; readonly files: readonly ExportedFile[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface PysparkOptions {
  readonly words: PysparkWords;
  readonly language: keyof BothLanguages;
  /** `arrivals`: the scenario's own, in its batches. Others run on their own time, ready to be pointed at a cluster. */
  readonly source: RowSource;
  /** The scenario's run on Spark, if there is one already. */
  readonly trace?: Trace | undefined;
}

export function exportPyspark(scenario: Scenario, options: PysparkOptions): Exported {
  const { words, language, source } = options;
  const faults = planFaults(scenario, 'spark');
  if (faults.length === 0) faults.push(...processFaults(scenario.query, 'query'));
  if (source === 'arrivals') faults.push(...crashFaults(scenario));
  if (faults.length > 0) return { ok: false, faults };
  const title = scenario.title[language];
  const file =
    source === 'arrivals'
      ? replayScript(scenario, options.trace ?? simulate(scenario, 'spark'), words, title)
      : liveScript(scenario, words, title, source);
  return { ok: true, files: [file] };
}

/** A replay does not die: its batches are those of a run without crashes. */
function crashFaults({ crashes = [] }: Scenario): Fault[] {
  return crashes
    .filter(({ engine }) => engine === 'spark')
    .map(({ place }) => fault(at('faults', place), 'notExported', { target: 'pyspark', what: 'crash', name: 'crash' }));
}

function processFaults(query: Query, path: string): Fault[] {
  return query.steps.flatMap((step, i) => {
    const here = `${path}.steps[${i}]`;
    if (step.kind === 'join') return processFaults(step.with, `${here}.join.with`);
    if (step.kind === 'union') return processFaults(step.with, `${here}.union`);
    if (step.kind !== 'process') return [];
    const params = { target: 'pyspark', what: 'processFunction', name: step.function } as const;
    return [fault(at(here, 'process'), 'notExported', params)];
  });
}
