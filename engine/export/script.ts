/** What all PySpark scripts of a scenario have in common, wherever their rows come from. */
import { buildQuery } from '../query/build';
import type { Query, Scenario, Source } from '../scenario/scenario';
import { commentLines, dict, type Item, layOut, WIDTH, wrap } from './layout';
import {
  PROCESS_NAMES,
  type ProcessNode,
  processesOf,
  TIME_CONSTANT,
  timeFunctions,
  timeModeOf,
} from './pysparkProcess';
import { QueryWriter } from './pysparkQuery';
import { docstring, pythonName, pythonText, SPARK_TYPES, sparkName } from './python';
import type { PysparkWords } from './words';

/** A source that the query reads. */
export interface ScriptSource {
  /** Its place in the scenario. */
  readonly index: number;
  readonly source: Source;
  /** The name of its DataFrame, of its entry in `COLUMNS` and of its option. */
  readonly name: string;
}

/** Names that are taken out of modules, each behind the name of its module. */
export type Imports = readonly (readonly [module: string, ...names: string[]])[];

/** A setting of the session, why it is set, and whether only a replay needs it. */
export type Setting = readonly [name: string, value: string, why: string];

export class Script {
  readonly file: string;
  readonly taken: Set<string>;
  readonly sources: readonly ScriptSource[];
  /** The `process` steps by their paths. */
  private readonly processes: ReadonlyMap<string, ProcessNode>;

  /** @param names that the script has of its own */
  constructor(
    readonly scenario: Scenario,
    readonly words: PysparkWords,
    private readonly title: string,
    names: readonly string[],
  ) {
    const built = buildQuery(scenario, false);
    this.processes = built.ok ? processesOf(built.tree) : new Map();
    this.taken = new Set(this.processes.size > 0 ? [...names, ...PROCESS_NAMES] : names);
    this.file = `${pythonName(scenario.name, new Set())}.py`;
    const read = sourcesRead(scenario.query);
    this.sources = scenario.sources.flatMap((source, index) =>
      read.has(source.name) ? [{ index, source, name: pythonName(source.name, this.taken) }] : [],
    );
  }

  /** Some step keeps state of its own: the script needs PySpark's extra packages. */
  get keyed(): boolean {
    return this.processes.size > 0;
  }

  /** What `pip install` is given. */
  get packages(): string {
    return this.keyed ? '"pyspark[sql]==4.3.0" "pandas<3" protobuf' : 'pyspark==4.3.0';
  }

  private get counted(): boolean {
    return [...this.processes.values()].some((node) => timeModeOf(node) === 'eventTime');
  }

  /**
   * @param modules of Python's own that are brought in whole
   * @param standard names that are taken out of Python's own modules
   * @param spark the same of PySpark's
   */
  imports(modules: readonly string[], standard: Imports, spark: Imports): string[] {
    const more: Imports = this.keyed
      ? [
          ['collections.abc', 'Iterator'],
          ...(this.counted ? ([['datetime', 'datetime', 'timedelta', 'timezone']] as const) : []),
          ['typing', 'Any'],
        ]
      : [];
    const names = ['ExpiredTimerInfo', 'StatefulProcessor', 'StatefulProcessorHandle', 'TimerValues'] as const;
    const moreSpark: Imports = this.keyed ? [['pyspark.sql.streaming.stateful_processor', ...names]] : [];
    return [
      ...modules.map((name) => `import ${name}`),
      ...importLines([...standard, ...more]),
      '',
      `from pyspark.sql import DataFrame, ${this.keyed ? 'Row, ' : ''}SparkSession`,
      'from pyspark.sql import functions as F',
      ...importLines([...spark, ...moreSpark]),
    ];
  }

  /** What the classes of `process` steps count time with. */
  constants(): string[] {
    return this.counted ? [TIME_CONSTANT] : [];
  }

  /** The docstring of the module. */
  header(what: string, command: readonly string[], how: string): string {
    const text = (sentence: string) => wrap(sentence, WIDTH).map(quoted).join('\n');
    // Raw where a command goes on behind a backslash.
    const raw = command.some((line) => line.includes('\\'));
    const quoted = raw ? (line: string) => line.replaceAll('"""', "'''") : docstring;
    return [
      `${raw ? 'r' : ''}"""${quoted(this.title)}`,
      '',
      text(what),
      '',
      ...command.map((line) => `    ${quoted(line)}`),
      '',
      text(how),
      '"""',
    ].join('\n');
  }

  columns(): string {
    const schemas = this.sources.map(({ source, name }) => {
      const columns = source.rows.specs.map((spec) => `${sparkName(spec.name)} ${SPARK_TYPES[spec.type]}`).join(', ');
      return `${pythonText(name)}: ${pythonText(columns)}`;
    });
    return `${commentLines(this.words.columns, 0)}\n${layOut(dict('COLUMNS = ', schemas, true), 0)}`;
  }

  settings(more: readonly Setting[]): string {
    const { settings: why } = this.words;
    const { noDataBatches, multipleWatermarkPolicy } = this.scenario.engines.spark;
    const entries: Setting[] = [['spark.sql.session.timeZone', 'UTC', why.timeZone], ...more];
    if (this.keyed)
      entries.push([
        'spark.sql.streaming.stateStore.providerClass',
        'org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider',
        why.columnFamilies,
      ]);
    if (!noDataBatches) entries.push(['spark.sql.streaming.noDataMicroBatches.enabled', 'false', why.noDataBatches]);
    if (multipleWatermarkPolicy !== 'min')
      entries.push([
        'spark.sql.streaming.multipleWatermarkPolicy',
        multipleWatermarkPolicy,
        why.multipleWatermarkPolicy,
      ]);
    const items: Item[] = entries.map(([name, value, comment]) => ({
      comment,
      code: `${pythonText(name)}: ${pythonText(value)}`,
    }));
    return layOut(dict('SETTINGS = ', items), 0);
  }

  /** The function that makes the query, behind the classes of its `process` steps. */
  query(): string[] {
    const names = new Map(this.sources.map(({ source, name }) => [source.name, name]));
    const writer = new QueryWriter(this.scenario, names, this.taken, this.words, this.processes);
    const parameters = this.sources.map(({ name }) => `${name}: DataFrame`);
    const signature = layOut({ open: 'def query(', items: parameters, close: ')', kind: 'call' }, 0, 14);
    const made = `${signature} -> DataFrame:\n    """${docstring(this.words.query)}"""\n${writer.body()}`;
    return [...(this.counted ? timeFunctions(this.words.process) : []), ...writer.classes, made];
  }
}

/** A module: constants a blank line apart, functions two. */
export function module(
  header: string,
  imports: readonly string[],
  constants: readonly string[],
  functions: readonly string[],
): string {
  return `${[header, imports.join('\n'), ...constants].join('\n\n')}\n\n\n${functions.join('\n\n\n')}\n`;
}

/** In the order of their modules. */
function importLines(imports: Imports): string[] {
  return [...imports]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, ...names]) => {
      const line = `from ${module} import ${names.join(', ')}`;
      if (line.length <= WIDTH) return line;
      return `from ${module} import ${layOut({ open: '(', items: names, close: ')', kind: 'call', opened: true }, 0)}`;
    });
}

function sourcesRead(query: Query): Set<string> {
  const inner = query.steps.flatMap((step) =>
    step.kind === 'join' || step.kind === 'union' ? [...sourcesRead(step.with)] : [],
  );
  return new Set([query.from, ...inner]);
}
