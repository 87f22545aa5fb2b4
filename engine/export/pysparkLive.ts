/**
 * A scenario's query as a PySpark script that runs on its own time: rows come from Kafka, from files or are made up, results go
 * to a place that stays, and where all of that is, is said on the command line.
 */
import { printExpression } from '../expression/print';
import { formatInterval } from '../interval';
import type { Scenario } from '../scenario/scenario';
import type { ColumnSpec } from '../values';
import { type Value, valueAt } from '../values';
import { type Code, call, commentLines, dict, layOut, list } from './layout';
import type { ExportedFile, RowSource } from './pyspark';
import { docstring, pythonText, sparkName } from './python';
import { module, Script, type ScriptSource } from './script';
import type { PysparkWords } from './words';

type LiveSource = Exclude<RowSource, 'arrivals'>;

export function liveScript(scenario: Scenario, words: PysparkWords, title: string, from: LiveSource): ExportedFile {
  const live = new Live(scenario, words, title, from);
  return { path: live.script.file, text: live.text() };
}

/** Names and options that the script itself has. */
const OWN_NAMES = [
  ...['argparse', 'DataFrame', 'SparkSession', 'F', 'COLUMNS', 'SETTINGS', 'MADE', 'query', 'read', 'write', 'main'],
  ...['options', 'spark', 'bootstrap_servers', 'output', 'checkpoint', 'rows_per_second', 'help'],
];

const KAFKA = 'org.apache.spark:spark-sql-kafka-0-10_2.13:4.3.0';

/** An option of the script's command line. */
interface Option {
  readonly name: string;
  readonly metavar: string;
  readonly help: string;
  /** Python; null: it must be given. */
  readonly value: string | null;
}

class Live {
  readonly script: Script;

  constructor(
    private readonly scenario: Scenario,
    private readonly words: PysparkWords,
    title: string,
    private readonly from: LiveSource,
  ) {
    this.script = new Script(scenario, words, title, OWN_NAMES);
  }

  text(): string {
    const { script, words, from } = this;
    const { live } = words;
    const options = this.options();
    const how = this.scenario.engines.spark.trigger.kind === 'processingTime' ? live.how : live.howOnce;
    const constants = [
      ...script.constants(),
      script.columns(),
      ...(from === 'rate' ? [this.made()] : []),
      script.settings([]),
    ];
    return module(
      script.header(live.what[from](this.scenario.name), this.command(options), how),
      script.imports(['argparse'], [], []),
      constants,
      [...script.query(), this.read(), this.main(options), 'if __name__ == "__main__":\n    main()'],
    );
  }

  private command(options: readonly Option[]): string[] {
    const needed = options.filter((o) => o.value === null).map((o) => `    ${optionName(o.name)} ${o.metavar} \\`);
    const packages = this.from === 'kafka' ? [`    --packages ${KAFKA} \\`] : [];
    const lines = ['spark-submit \\', ...packages, `    ${this.script.file} \\`, ...needed];
    return lines.map((line, i) => (i === lines.length - 1 ? line.slice(0, -2) : line));
  }

  private options(): Option[] {
    const { options: says } = this.words.live;
    const checkpoint: Option = { name: 'checkpoint', metavar: 'FOLDER', help: says.checkpoint, value: null };
    const sources = this.script.sources;
    switch (this.from) {
      case 'kafka':
        return [
          { name: 'bootstrap_servers', metavar: 'HOST:PORT', help: says.servers, value: null },
          ...sources.map(({ source, name }) => ({
            name,
            metavar: 'TOPIC',
            help: says.topic(source.name),
            value: pythonText(source.name),
          })),
          { name: 'output', metavar: 'TOPIC', help: says.outputTopic, value: null },
          checkpoint,
        ];
      case 'files':
        return [
          ...sources.map(({ source, name }) => ({
            name,
            metavar: 'FOLDER',
            help: says.folder(source.name),
            value: null,
          })),
          { name: 'output', metavar: 'FOLDER', help: says.outputFolder, value: null },
          checkpoint,
        ];
      case 'rate':
        return [{ name: 'rows_per_second', metavar: 'NUMBER', help: says.rowsPerSecond, value: '"1"' }, checkpoint];
    }
  }

  /** How each column is made up: from values that the scenario's rows have, and event times that the watermark waits for. */
  private made(): string {
    const sources = this.script.sources.map(({ source, name }) => {
      const { specs } = source.rows;
      const columns = specs.map((spec, i) => {
        const made = this.madeColumn(spec, valuesOf(source.rows.columns[i] as never, source.rows.count), i);
        return pythonText(`${made} AS ${sparkName(spec.name)}`);
      });
      return list(`${pythonText(name)}: `, columns, true);
    });
    return `${commentLines(this.words.live.made, 0)}\n${layOut(dict('MADE = ', sources, true), 0)}`;
  }

  private madeColumn({ type }: ColumnSpec, values: readonly Exclude<Value, null>[], salt: number): string {
    if (type === 'timestamp') {
      const most = Math.max(1, Math.floor(longestDelay(this.scenario) / 1000));
      return `timestamp - pmod(hash(value, ${salt}), ${most}) * interval '1 millisecond'`;
    }
    if (values.length === 0) return 'null';
    const literals = values.map((value) => printExpression({ kind: 'literal', type, value, span: { from: 0, to: 0 } }));
    return `element_at(array(${literals.join(', ')}), 1 + pmod(hash(value, ${salt}), ${values.length}))`;
  }

  private read(): string {
    const { live } = this.words;
    const signature = (rest: string) => `def read(spark: SparkSession, source: str${rest}) -> DataFrame:`;
    switch (this.from) {
      case 'kafka': {
        const limit = this.scenario.engines.spark.maxRowsPerBatch;
        const limited =
          limit === null ? '' : `${commentLines(live.limit, 8)}\n        .option("maxOffsetsPerTrigger", "${limit}")\n`;
        return `${signature(', topic: str, servers: str')}
    """${docstring(live.topicRows)}"""
    records = (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", servers)
        .option("subscribe", topic)
${commentLines(live.earliest, 8)}
        .option("startingOffsets", "earliest")
${limited}        .load()
    )
    row = F.from_json(F.col("value").cast("string"), COLUMNS[source]).alias("row")
    return records.select(row).select("row.*")`;
      }
      case 'files': {
        const limit = this.scenario.engines.spark.maxRowsPerBatch;
        const body =
          limit === null
            ? '    return spark.readStream.schema(COLUMNS[source]).json(folder)'
            : `    return (
        spark.readStream.schema(COLUMNS[source])
${commentLines(live.fileLimit(limit), 8)}
        .option("maxFilesPerTrigger", "${limit}")
        .json(folder)
    )`;
        return `${signature(', folder: str')}\n    """${docstring(live.folderRows)}"""\n${body}`;
      }
      case 'rate':
        return `${signature(', rows_per_second: str')}
    """${docstring(live.rateRows)}"""
    numbers = spark.readStream.format("rate").option("rowsPerSecond", rows_per_second)
    return numbers.load().selectExpr(*MADE[source])`;
    }
  }

  private main(options: readonly Option[]): string {
    const { live, outputMode, once, availableNow } = this.words;
    const { trigger, outputMode: mode } = this.scenario.engines.spark;
    const parser = layOut(
      call('parser = argparse.ArgumentParser', `description=${argumentText(this.scenario.name)}`),
      4,
    );
    const added = options.map(({ name, metavar, help, value }) => {
      const rest = value === null ? 'required=True' : `default=${value}`;
      const code = call(
        'parser.add_argument',
        pythonText(optionName(name)),
        `metavar=${pythonText(metavar)}`,
        rest,
        `help=${argumentText(help)}`,
      );
      return `    ${layOut(code, 4)}`;
    });
    const frames = this.script.sources.map((source) => `        ${layOut(this.frame(source), 8)},`);
    const [why, called] =
      trigger.kind === 'processingTime'
        ? [live.trigger(trigger.interval), `processingTime=${pythonText(formatInterval(trigger.interval))}`]
        : trigger.kind === 'once'
          ? [once, 'once=True']
          : [availableNow, 'availableNow=True'];
    return `def main() -> None:
    """${docstring(live.main)}"""
    ${parser}
${added.join('\n')}
    options = parser.parse_args()

    spark = SparkSession.builder.getOrCreate()
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)

    result = query(
${frames.join('\n')}
    )
${this.sinkFunction()}    stream = (
        ${this.sink()}
${commentLines(outputMode[mode], 8)}
        .outputMode("${mode}")
${commentLines(why, 8)}
        .trigger(${called})
${commentLines(live.checkpoint, 8)}
        .option("checkpointLocation", options.checkpoint)
        .queryName(${pythonText(this.scenario.name)})
        .start()
    )
    stream.awaitTermination()`;
  }

  private frame({ name }: ScriptSource): Code {
    const text = pythonText(name);
    switch (this.from) {
      case 'kafka':
        return call(`${name}=read`, 'spark', text, `options.${name}`, 'options.bootstrap_servers');
      case 'files':
        return call(`${name}=read`, 'spark', text, `options.${name}`);
      case 'rate':
        return call(`${name}=read`, 'spark', text, 'options.rows_per_second');
    }
  }

  private sinkFunction(): string {
    if (this.from !== 'files') return '';
    return `
    def write(rows: DataFrame, batch: int) -> None:
${commentLines(this.words.live.overwrite, 8)}
        rows.write.mode("overwrite").json(f"{options.output}/batch={batch}")

`;
  }

  private sink(): string {
    switch (this.from) {
      case 'kafka': {
        const keys = keysOf(this.scenario);
        const value = 'F.to_json(F.struct("*")).alias("value")';
        const key = layOut(call('F.to_json(F.struct', ...keys.map((k) => pythonText(sparkName(k)))), 12);
        const columns =
          keys.length === 0
            ? `${commentLines(this.words.live.records, 8)}
        .select(${value})`
            : `${commentLines(this.words.live.keyed, 8)}
        .select(
            ${key}).alias("key"),
            ${value},
        )`;
        return `result
${columns}
        .writeStream.format("kafka")
        .option("kafka.bootstrap.servers", options.bootstrap_servers)
        .option("topic", options.output)`;
      }
      case 'files':
        return 'result.writeStream.foreachBatch(write)';
      case 'rate':
        return 'result.writeStream.format("console")\n        .option("truncate", "false")';
    }
  }
}

/** A text that `argparse` shows; it fills in what stands behind a per cent sign. */
const argumentText = (text: string): string => pythonText(text.replaceAll('%', '%%'));

const optionName = (name: string): string => `--${name.replaceAll('_', '-')}`;

/** Up to eight of a column's values, each once. */
function valuesOf(column: Parameters<typeof valueAt>[0], count: number): Exclude<Value, null>[] {
  const found = new Set<Exclude<Value, null>>();
  for (let row = 0; row < count && found.size < 8; row++) {
    const value = valueAt(column, row);
    if (value !== null) found.add(value);
  }
  return [...found];
}

function longestDelay(scenario: Scenario): number {
  const delays = (query: Scenario['query']): number[] =>
    query.steps.flatMap((step) =>
      step.kind === 'watermark' ? [step.delay] : step.kind === 'join' || step.kind === 'union' ? delays(step.with) : [],
    );
  return Math.max(0, ...delays(scenario.query));
}

/** The columns that tell one result from another, where the query ends in an aggregate. */
function keysOf({ query }: Scenario): string[] {
  const last = query.steps.at(-1);
  if (last?.kind !== 'aggregate') return [];
  return [...(last.window ? ['window'] : []), ...last.keys];
}
