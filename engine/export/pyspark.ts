/** A scenario as a PySpark script for Apache Spark 4.3. */
import { at, type Fault, fault } from '../faults';
import { buildQuery } from '../query/build';
import { planFaults } from '../query/plan';
import type { BothLanguages, Scenario } from '../scenario/scenario';
import { simulate } from '../simulate';
import type { Trace } from '../trace/trace';
import { liveScript } from './pysparkLive';
import { processesOf, timeModeOf } from './pysparkProcess';
import { replayScript } from './pysparkReplay';
import { crashFaults } from './replayCrashes';
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
  if (faults.length === 0 && source === 'arrivals') faults.push(...clockFaults(scenario));
  if (faults.length === 0 && source === 'rate') faults.push(...rateFaults(scenario));
  if (faults.length > 0) return { ok: false, faults };
  const title = scenario.title[language];
  if (source !== 'arrivals') return { ok: true, files: [liveScript(scenario, words, title, source)] };
  const trace = options.trace ?? simulate(scenario, 'spark');
  const crashes = crashFaults(scenario, trace);
  if (crashes.length > 0) return { ok: false, faults: crashes };
  return { ok: true, files: [replayScript(scenario, trace, words, title)] };
}

/** A replay takes seconds: what goes by the clock would see another one. */
function clockFaults(scenario: Scenario): Fault[] {
  const built = buildQuery(scenario, false);
  if (!built.ok) return [];
  return [...processesOf(built.tree)]
    .filter(([, node]) => timeModeOf(node) === 'processingTime')
    .map(([path, node]) =>
      fault(at(path, 'process'), 'notExported', { target: 'pyspark', what: 'processingTime', name: node.function }),
    );
}

/** Rows are made up as time passes: where a run reads what is there and ends, there are none yet. */
function rateFaults({ engines }: Scenario): Fault[] {
  const { kind } = engines.spark.trigger;
  if (kind === 'processingTime') return [];
  const params = { target: 'pyspark', what: 'rateEnds', name: kind } as const;
  return [fault('engines.spark.trigger', 'notExported', params)];
}
