/**
 * A script that gives real Spark a scenario's rows in the scenario's micro-batches, and prints what each batch did in the lines
 * of `arus run --json`.
 *
 * How the batches are made the same: what a batch reads is fixed by the files that are there when it is planned. The script
 * writes the first batch's files before the query starts, and the next batch's files from inside of `foreachBatch`, which
 * Spark calls in the thread that plans the batches: nothing is being planned meanwhile. A no-data batch comes where nothing
 * was written and Spark itself finds one due.
 */
import { formatInZone } from '../instant';
import type { Query, Scenario } from '../scenario/scenario';
import type { Trace } from '../trace/trace';
import { batchesOf, type ReadBatch } from './batches';
import { commentLines, dict, type Item, layOut, list, tuple } from './layout';
import type { ExportedFile } from './pyspark';
import { docstring, pythonText, pythonValue } from './python';
import { type ReplayCrash, replayCrashes, starts } from './replayCrashes';
import { module, Script, type ScriptSource } from './script';
import type { PysparkWords } from './words';

/** @param trace the scenario's run on Spark */
export function replayScript(scenario: Scenario, trace: Trace, words: PysparkWords, title: string): ExportedFile {
  const replay = new Replay(scenario, trace, words, title);
  return { path: replay.script.file, text: replay.text() };
}

/** Names that the script itself has. */
const OWN_NAMES = [
  ...['json', 'os', 'tempfile', 'Path', 'DataFrame', 'SparkSession', 'F', 'StructType', 'StreamingQueryProgress'],
  ...['COLUMNS', 'ARRIVALS', 'SETTINGS', 'LAST_BATCH', 'CRASHES', 'Crash', 'query', 'line', 'main'],
];

class Replay {
  readonly script: Script;
  private readonly batches: readonly ReadBatch[];
  private readonly oneShot: 'once' | 'availableNow' | null;
  /** Some source has several partitions. */
  private readonly partitioned: boolean;
  private readonly watermarked: boolean;
  private readonly crashes: readonly ReplayCrash[];
  /** How many times the query is started. */
  private readonly starts: number;

  constructor(
    private readonly scenario: Scenario,
    trace: Trace,
    private readonly words: PysparkWords,
    title: string,
  ) {
    this.script = new Script(scenario, words, title, OWN_NAMES);
    this.batches = batchesOf(scenario, trace);
    const { kind } = scenario.engines.spark.trigger;
    this.oneShot = kind === 'processingTime' ? null : kind;
    this.partitioned = this.script.sources.some(({ source }) => source.partitions > 1);
    this.watermarked = hasWatermark(scenario.query);
    this.crashes = replayCrashes(trace);
    this.starts = starts(trace);
  }

  text(): string {
    const { script, words } = this;
    const install = [`pip install ${script.packages}  # ${words.java}`, `python ${script.file}`];
    return module(
      script.header(words.replay(this.scenario.name), install, words.lines('npx arus run --json')),
      this.imports(),
      [...script.constants(), script.columns(), this.arrivals(), this.settings(), ...this.last(), ...this.crashTable()],
      [...this.crashClass(), ...script.query(), this.line(), this.main(), this.start()],
    );
  }

  private imports(): string[] {
    return this.script.imports(
      ['json', ...(this.oneShot ? ['os'] : []), 'tempfile'],
      [['pathlib', 'Path']],
      [
        ['pyspark.sql.streaming.listener', 'StreamingQueryProgress'],
        ['pyspark.sql.types', 'StructType'],
      ],
    );
  }

  private arrivals(): string {
    const { words } = this;
    const comment = this.partitioned ? `${words.arrivals} ${words.partitions}` : words.arrivals;
    const sources = this.script.sources.map((source) => this.arrivalsOf(source));
    return `${commentLines(comment, 0)}\n${layOut(dict('ARRIVALS = ', sources, true), 0)}`;
  }

  private arrivalsOf({ index, source, name }: ScriptSource): Item {
    const { timeZone } = this.scenario;
    const row = (number: number) => tuple(source.rows.columns.map((column) => pythonValue(column, number, timeZone)));
    const batches = this.batches.flatMap(({ id, startedAt, rows }) => {
      const partitions = rows[index] as readonly (readonly number[])[];
      if (partitions.every((p) => p.length === 0)) return [];
      const lists = partitions.map((p) => list('', p.map(row), p.length > 0));
      const code = this.partitioned ? list(`${id}: `, lists, true) : list(`${id}: `, partitions.flat().map(row), true);
      return [{ comment: this.words.batch(id, formatInZone(startedAt, timeZone)), code }];
    });
    return dict(`${pythonText(name)}: `, batches, batches.length > 0);
  }

  private settings(): string {
    const why = this.words.settings;
    return this.script.settings([
      ['spark.sql.shuffle.partitions', '1', why.shuffle],
      ['spark.sql.files.openCostInBytes', '128MB', why.oneFile],
      ['spark.sql.json.filterPushdown.enabled', 'false', why.countAll],
      ['spark.sql.streaming.numRecentProgressUpdates', '1000000', why.progress],
    ]);
  }

  /** Where the scenario ends before Spark is done. */
  private last(): string[] {
    if (this.scenario.until === null) return [];
    return [`${commentLines(this.words.until, 0)}\nLAST_BATCH = ${this.batches.length - 1}`];
  }

  private line(): string {
    const eventTime = '        "eventTime": {"watermark": progress.eventTime["watermark"]},\n';
    return `def line(progress: StreamingQueryProgress, output: list) -> str:
    """${docstring(this.words.line)}"""
    facts = {
        "batchId": progress.batchId,
        "numInputRows": progress.numInputRows,
${this.watermarked ? eventTime : ''}        "stateOperators": [
            {
                "operatorName": operator.operatorName,
                "numRowsTotal": operator.numRowsTotal,
                "numRowsUpdated": operator.numRowsUpdated,
                "numRowsRemoved": operator.numRowsRemoved,
                "numRowsDroppedByWatermark": operator.numRowsDroppedByWatermark,
            }
            for operator in progress.stateOperators
        ],
        "output": output,
    }
    return json.dumps(facts)`;
  }

  private main(): string {
    const { words, oneShot } = this;
    const comment = (text: string, indent: number) => `${commentLines(text, indent)}\n`;
    const { outputMode } = this.scenario.engines.spark;
    const trigger = oneShot ? `${commentLines(words[oneShot], 12)}\n            .trigger(${oneShot}=True)\n` : '';
    const dies = this.crashes.length > 0;
    const caught = `        except Exception:
            if len(crashes) == left:
                raise
`;
    const after = this.crashes.some(({ moment }) => moment === 'between')
      ? `        if crashes and len(crashes) == left:
            ((batch, _),) = [crashes.pop(0)]
            publish(batch + 1)`
      : '';
    const run = `        stream = (
            query(**frames)
            .writeStream.foreachBatch(write)
${comment(words.outputMode[outputMode], 12)}            .outputMode("${outputMode}")
${trigger}            .option("checkpointLocation", str(Path(folder, "checkpoint")))
            .start()
        )
${dies ? '        left = len(crashes)\n' : ''}        try:
            stream.${oneShot ? 'awaitTermination' : 'processAllAvailable'}()
${dies ? caught : ''}        finally:
            for progress in stream.recentProgress:
                if progress.batchId in written${this.scenario.until === null ? '' : ' and progress.batchId <= LAST_BATCH'}:
                    print(line(progress, written.pop(progress.batchId)))
            stream.stop()${after ? `\n${after}` : ''}`;
    return `def main(spark: SparkSession) -> None:
    """${docstring(words.main)}"""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder, "arrivals")
        written: dict[int, list] = {}

        def publish(batch: int) -> None:
            """${docstring(words.publish)}"""
            for source, batches in ARRIVALS.items():
                if batch in batches:
                    columns = StructType.fromDDL(COLUMNS[source]).names
${this.partitioned ? this.publishPartitions() : this.publishRows()}

        def rows(source: str) -> DataFrame:
            """${docstring(words.rows)}"""
            (inbox / source).mkdir(parents=True)
            stream = spark.readStream.schema(COLUMNS[source])
${oneShot === 'availableNow' ? this.fewFiles() : ''}            return stream.json(str(inbox / source))

${this.die()}        def write(batch_rows: DataFrame, batch: int) -> None:
            """${docstring(words.write)}"""
            row = F.to_json(F.struct("*"), {"ignoreNullFields": "false"})
${dies ? '            die(batch, "before")\n' : ''}${comment(words.action, 12)}            texts = batch_rows.select(row).collect()
${dies ? '            die(batch, "after")\n' : ''}            written[batch] = [json.loads(text) for (text,) in texts]
${this.next()}
        frames = {source: rows(source) for source in COLUMNS}
        ${oneShot ? `for batch in range(${this.batches.length}):\n            publish(batch)` : 'publish(0)'}
${dies ? `${comment(words.crashes.start, 8)}        for start in range(${this.starts}):\n${indented(run)}` : run}`;
  }

  /** How the next batch gets its rows. */
  private next(): string {
    if (this.oneShot) return '';
    const publish = (indent: number) =>
      `${commentLines(this.words.next, indent)}\n${' '.repeat(indent)}publish(batch + 1)\n`;
    const stops = this.crashes.some(({ moment }) => moment === 'between');
    return stops ? `            if crashes[:1] != [(batch, "between")]:\n${publish(16)}` : publish(12);
  }

  /** Where and how the query dies. */
  private crashTable(): string[] {
    if (this.crashes.length === 0) return [];
    const { words } = this;
    const crashes = this.crashes.map(({ batch, moment }) => ({
      comment: words.crashes[moment](batch),
      code: tuple([`${batch}`, pythonText(moment)]),
    }));
    return [`${commentLines(words.crashes.table, 0)}\n${layOut(list('CRASHES = ', crashes, true), 0)}`];
  }

  private crashClass(): string[] {
    if (this.crashes.length === 0) return [];
    return [`class Crash(Exception):\n    """${docstring(this.words.crashes.crash)}"""`];
  }

  private die(): string {
    if (this.crashes.length === 0) return '';
    return `        crashes = list(CRASHES)

        def die(batch: int, moment: str) -> None:
            """${docstring(this.words.crashes.die)}"""
            if crashes[:1] == [(batch, moment)]:
                crashes.pop(0)
                raise Crash

`;
  }

  private publishRows(): string {
    return `                    lines = [
                        json.dumps(dict(zip(columns, row))) + "\\n"
                        for row in batches[batch]
                    ]
                    file = inbox / source / f"{batch}.json"
                    file.write_text("".join(lines))${this.stamp()}`;
  }

  private publishPartitions(): string {
    return `                    texts = [
                        "".join(json.dumps(dict(zip(columns, r))) + "\\n" for r in part)
                        for part in batches[batch]
                    ]
${commentLines(this.words.longestFirst, 20)}
                    longest = max(len(text) for text in texts) + len(texts)
                    for partition, text in enumerate(texts):
                        file = inbox / source / f"{batch}-{partition}.json"
                        file.write_text(text.ljust(longest - partition))${this.stamp('    ')}`;
  }

  /** All batches are there from the start: files are taken in the order of their times. */
  private stamp(further = ''): string {
    if (!this.oneShot) return '';
    const indent = 20 + further.length;
    return `\n${commentLines(this.words.inOrder, indent)}\n${' '.repeat(indent)}os.utime(file, (batch, batch))`;
  }

  private fewFiles(): string {
    const files = this.partitioned ? 'len(next(iter(ARRIVALS[source].values()), [1]))' : '1';
    return `${commentLines(this.words.oneBatchOfFiles, 12)}
            stream = stream.option("maxFilesPerTrigger", ${files})\n`;
  }

  private start(): string {
    return `if __name__ == "__main__":
${commentLines(this.words.oneThread, 4)}
    main(SparkSession.builder.master("local[1]").getOrCreate())`;
  }
}

const indented = (code: string): string => code.replace(/^(?=.)/gm, '    ');

function hasWatermark(query: Query): boolean {
  return query.steps.some(
    (step) => step.kind === 'watermark' || ((step.kind === 'join' || step.kind === 'union') && hasWatermark(step.with)),
  );
}
