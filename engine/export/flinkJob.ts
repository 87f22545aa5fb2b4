/** `Job.java`: a scenario's query as a Flink DataStream job, each step as a person writes it. */
import type { Typed } from '../expression/typed';
import { type IntervalJoin, intervalJoin } from '../query/intervalBounds';
import { type Attribute, column, eventTimesOf, type Logical, outputOf } from '../query/logical';
import type { Scenario } from '../scenario/scenario';
import type { Duration } from '../time';
import { aggregateClass, everyRowClass, giveClass, joinClass, runningClass, type Written } from './flinkClasses';
import { flinkDedup, flinkFunction } from './flinkFunctions';
import { flinkMain, javaMilliseconds, jsonRowsClass } from './flinkMain';
import { javaComment, javaDoc, javaDuration, javaLines, javaList, javaName, javaText, javaTypeName } from './java';
import { JavaExpressions } from './javaExpression';
import { functionColumns } from './javaFunctions';
import { type RowType, readRow, readRows, rowRecord, rowType, totalsOf } from './javaRows';
import type { FlinkWords, JavaWords } from './javaWords';

/** A stream as far as it has been written. */
interface Stream {
  /** Calls, each with a comment above it; the first is where it comes from. */
  readonly calls: readonly Call[];
  readonly row: RowType;
}

interface Call {
  readonly comment: string | null;
  readonly code: string;
}

/** A source where the query reads it. */
export interface FlinkInput {
  /** Its place in the scenario. */
  readonly source: number;
  /** The variable that has its stream. */
  readonly name: string;
  readonly row: RowType;
  /** The function that makes its watermarks; null: it has none, or they are made behind a step. */
  readonly watermarks: string | null;
}

type Of<K extends Logical['kind']> = Extract<Logical, { kind: K }>;

export class FlinkJob {
  readonly inputs: FlinkInput[] = [];
  readonly expressions = new JavaExpressions();
  private readonly names = new Set<string>([
    ...[
      'Job',
      'Replay',
      'Json',
      'Values',
      'Window',
      'Streams',
      'AfterEveryRow',
      'JsonRows',
      'Instant',
      'Duration',
      'Long',
    ],
    ...[
      'Double',
      'Boolean',
      'String',
      'Object',
      'Set',
      'HashSet',
      'Class',
      'DataStream',
      'Source',
      'OutputTag',
      'TimeWindow',
    ],
    ...['Math', 'Collector', 'Context', 'Locale', 'Arrays', 'Override', 'JsonProperty'],
  ]);
  private readonly variables = new Set<string>([
    'env',
    'row',
    'left',
    'right',
    'args',
    'options',
    'streams',
    'late',
    'out',
    'totals',
    'key',
    'context',
    'servers',
    'topic',
    'query',
    'main',
    'sink',
  ]);
  private readonly imports = new Set<string>();
  /** Members of the class: records, functions, the classes that do the work of a step. */
  private readonly records: string[] = [];
  private readonly members: string[] = [];
  private readonly statements: string[] = [];
  /** Streams of rows that came too late, as JSON. */
  private readonly late: string[] = [];
  private readonly rows = new Map<number, RowType>();
  private hasWindows = false;
  readonly hasWatermarks: boolean;

  constructor(
    private readonly scenario: Scenario,
    tree: Logical,
    private readonly words: JavaWords,
    private readonly flink: FlinkWords,
  ) {
    const stream = this.stream(tree);
    this.result = stream.row;
    const [only] = stream.calls;
    const isAssigned = stream.calls.length === 1 && only !== undefined && !only.code.startsWith('env.');
    const result = isAssigned ? only.code : javaName('results', this.variables);
    if (!isAssigned) this.assign(result, stream, 'DataStream');
    const late = this.late.map((name) => `${name}.map(Json::text)`);
    const [first, ...others] = late;
    this.lateCode = first
      ? [first, ...others.map((code) => `.union(${code})`)].join('\n                        ')
      : null;
    this.statements.push(javaList('return new Streams(', [result, this.lateCode ?? 'null'], ');', 8));
    this.hasWatermarks = this.watermarkFunctions > 0;
  }

  private readonly result: RowType;
  private readonly lateCode: string | null;
  private watermarkFunctions = 0;

  get givesLate(): boolean {
    return this.lateCode !== null;
  }

  private use(...names: string[]): void {
    for (const name of names) this.imports.add(name);
  }

  private add({ code, imports }: Written): void {
    this.use(...imports);
    this.members.push(code);
  }

  private assign(name: string, { calls, row }: Stream, type: 'DataStream' | 'SingleOutputStreamOperator'): void {
    const [first, ...rest] = calls as [Call, ...Call[]];
    this.use(`org.apache.flink.streaming.api.datastream.${type}`);
    const start = `${type}<${row.name}> ${name} =`;
    if (rest.length === 0) this.statements.push(`${start} ${first.code};`);
    else this.statements.push(`${start}\n                ${chain(calls)};`);
  }

  private declare(row: RowType, what: string): void {
    this.records.push(rowRecord(row, what));
    for (const { type, component, attribute } of row.columns) {
      if (type === 'Instant') this.use('java.time.Instant');
      if (type === 'Window') this.hasWindows = true;
      if (component !== attribute.name) this.use('com.fasterxml.jackson.annotation.JsonProperty');
    }
  }

  private stream(node: Logical): Stream {
    switch (node.kind) {
      case 'scan':
        return this.scan(node, null);
      case 'filter': {
        const below = this.stream(node.child);
        const condition = this.expressions.isTrue(node.condition, readRow(below.row, 'row'));
        return then(below, below.row, this.words.step.filter, `.filter(row -> ${condition})`);
      }
      case 'project':
        return this.project(node);
      case 'watermark':
        return this.watermark(node);
      case 'union':
        return this.union(node);
      case 'aggregate':
        return node.window ? this.windowed(node, node.window) : this.running(node);
      case 'join':
        return this.join(node);
      case 'process':
        return this.process(node);
      case 'dedup':
        return this.dedup(node);
    }
  }

  private scan(node: Of<'scan'>, watermarks: string | null): Stream {
    const source = this.scenario.sources[node.source] as Scenario['sources'][number];
    let row = this.rows.get(node.source);
    if (!row) {
      row = rowType(javaTypeName(`${source.name}Row`, this.names), node.output);
      this.rows.set(node.source, row);
      this.declare(row, this.words.rows(javaComment(source.name)));
    } else row = rowType(row.name, node.output);
    const name = javaName(source.name, this.variables);
    this.inputs.push({ source: node.source, name, row, watermarks });
    const strategy = watermarks === null ? 'WatermarkStrategy.noWatermarks()' : `${watermarks}()`;
    this.use('org.apache.flink.api.common.eventtime.WatermarkStrategy');
    const code = `env.fromSource(${name}, ${strategy}, ${javaText(source.name)})`;
    return { calls: [{ comment: null, code }], row };
  }

  private project(node: Of<'project'>): Stream {
    const below = this.stream(node.child);
    const row = rowType(
      javaTypeName('Selected', this.names),
      node.columns.map((c) => c.attribute),
    );
    this.declare(row, this.words.selected);
    const values = node.columns.map((c) => this.expressions.value(c.made, readRow(below.row, 'row')));
    return then(below, row, this.words.step.select, `.map(${javaList(`row -> new ${row.name}(`, values, ')', 24)})`);
  }

  private watermark(node: Of<'watermark'>): Stream {
    const { attribute, delay } = node;
    const function_ = (row: RowType): string => {
      this.watermarkFunctions++;
      const name = javaName(
        this.watermarkFunctions === 1 ? 'watermarks' : `watermarks${this.watermarkFunctions}`,
        this.variables,
      );
      this.members.push(this.strategy(name, row, attribute, delay));
      return name;
    };
    if (node.child.kind === 'scan') {
      const source = this.scenario.sources[node.child.source] as Scenario['sources'][number];
      const row = rowType(this.rows.get(node.child.source)?.name ?? this.nextRowName(source.name), node.child.output);
      return this.scan(node.child, function_(row));
    }
    const below = this.stream(node.child);
    return then(below, below.row, null, `.assignTimestampsAndWatermarks(${function_(below.row)}())`);
  }

  /** The name that a source's row type will get. */
  private nextRowName(source: string): string {
    return javaTypeName(`${source}Row`, new Set(this.names));
  }

  private strategy(name: string, row: RowType, { id, name: columnName }: Attribute, delay: Duration): string {
    const { watermarkInterval, idleTimeout } = this.scenario.engines.flink;
    this.use('org.apache.flink.api.common.eventtime.WatermarkStrategy', 'java.time.Duration');
    const time = `${readRow(row, 'row')(id).code}.toEpochMilli()`;
    const start =
      watermarkInterval === 0
        ? `WatermarkStrategy.<${row.name}>forGenerator(context -> new AfterEveryRow<>(${javaDuration(delay)}))`
        : `WatermarkStrategy.<${row.name}>forBoundedOutOfOrderness(${javaDuration(delay)})`;
    // Without a timer nothing looks whether a source is idle.
    const idle =
      idleTimeout === null || watermarkInterval === 0
        ? ''
        : `\n${javaLines(this.flink.idle(idleTimeout), 16, '// ')}\n                .withIdleness(${javaDuration(idleTimeout)})`;
    return `${javaDoc(this.flink.watermark(javaComment(columnName), delay), 4)}
    static WatermarkStrategy<${row.name}> ${name}() {
        return ${start}
                .withTimestampAssigner((row, before) -> ${time})${idle};
    }`;
  }

  private union(node: Of<'union'>): Stream {
    const left = this.stream(node.left);
    const right = this.stream(node.right);
    const row: RowType = {
      name: left.row.name,
      columns: left.row.columns.map((c, i) => ({ ...c, attribute: node.output[i] as Attribute })),
    };
    const name = javaName('united', this.variables);
    if (right.row.name === left.row.name) this.assign(name, right, 'DataStream');
    else {
      const read = readRow(right.row, 'row');
      const values = right.row.columns.map(({ attribute }) => read(attribute.id).code);
      const map = then(right, row, null, `.map(${javaList(`row -> new ${row.name}(`, values, ')', 24)})`);
      this.assign(name, map, 'DataStream');
    }
    return then(left, row, this.words.step.union, `.union(${name})`);
  }

  /** The key of a group: a record, so that a null is a key like others. */
  private key(
    columns: readonly { readonly name: string; readonly made: Typed; readonly type: Attribute }[],
    row: RowType,
  ) {
    if (columns.length === 0) {
      this.use('java.lang.String');
      return { type: 'String', of: () => '"all"', row: null };
    }
    const key = rowType(
      javaTypeName('Key', this.names),
      columns.map((c) => c.type),
    );
    this.declare(key, this.words.key);
    const of = (from: RowType, made: readonly Typed[]) =>
      `new ${key.name}(${made.map((m) => this.expressions.value(m, readRow(from, 'row'))).join(', ')})`;
    return {
      type: key.name,
      of: () =>
        of(
          row,
          columns.map((c) => c.made),
        ),
      row: key,
    };
  }

  private aggregateParts(node: Of<'aggregate'>, below: Stream) {
    const never = new Set(
      node.aggregates.flatMap((a) =>
        a.function === 'count' || a.function === 'countDistinct' ? [a.attribute.id] : [],
      ),
    );
    const key = this.key(
      node.keys.map((k) => ({ name: k.attribute.name, made: k.made, type: k.attribute })),
      below.row,
    );
    const totals = totalsOf(node.aggregates, below.row, this.expressions, this.names, true, this.words.totals);
    this.records.push(totals.declaration);
    if (totals.declaration.includes('Set<')) this.use('java.util.Set', 'java.util.HashSet');
    if (totals.declaration.includes('Instant')) this.use('java.time.Instant');
    const row = rowType(javaTypeName('Result', this.names), outputOf(node), never);
    this.declare(row, this.words.result);
    const keys = (variable: string) => (key.row ? key.row.columns.map((c) => `${variable}.${c.component}()`) : []);
    return { key, totals, row, keys };
  }

  private windowed(node: Of<'aggregate'>, window: NonNullable<Of<'aggregate'>['window']>): Stream {
    const below = this.stream(node.child);
    const { key, totals, row, keys } = this.aggregateParts(node, below);
    const { allowedLateness } = this.scenario.engines.flink;
    const { step } = this.words;
    const late = javaName(this.late.length === 0 ? 'LATE' : `LATE${this.late.length + 1}`, this.variables);
    this.tag(late, below.row);
    const aggregate = javaTypeName('Aggregate', this.names);
    const give = javaTypeName('Give', this.names);
    const types = { key: key.type, row: below.row.name, totals: totals.name, result: row.name };
    this.add(aggregateClass({ ...types, name: aggregate }, this.flink));
    this.add(giveClass({ ...types, name: give }, [...keys('key'), ...totals.results('totals')], this.flink));
    this.use('java.time.Duration', 'org.apache.flink.util.OutputTag');
    const [comment, assigner] = this.assigner(window);
    const calls: Call[] = [
      { comment: key.row ? null : step.global, code: `.keyBy(row -> ${key.of()})` },
      { comment, code: `.window(${assigner})` },
    ];
    if (allowedLateness > 0)
      calls.push({
        comment: this.flink.lateness(allowedLateness),
        code: `.allowedLateness(${javaDuration(allowedLateness)})`,
      });
    calls.push(
      { comment: this.flink.lateRow, code: `.sideOutputLateData(${late})` },
      { comment: null, code: `.aggregate(new ${aggregate}(), new ${give}())` },
    );
    const name = javaName('windows', this.variables);
    this.assign(name, { calls: [...below.calls, ...calls], row }, 'SingleOutputStreamOperator');
    this.late.push(`${name}.getSideOutput(${late})`);
    return { calls: [{ comment: null, code: name }], row };
  }

  private assigner(window: NonNullable<Of<'aggregate'>['window']>): [comment: string, code: string] {
    const { step } = this.words;
    const assigners = 'org.apache.flink.streaming.api.windowing.assigners';
    if (window.kind === 'session') {
      this.use(`${assigners}.EventTimeSessionWindows`);
      return [step.session(window.gap), `EventTimeSessionWindows.withGap(${javaDuration(window.gap)})`];
    }
    const { size, slide, start } = window;
    const lengths = slide === size ? [size] : [size, slide];
    if (start !== 0) lengths.push(start);
    const kind = slide === size ? 'TumblingEventTimeWindows' : 'SlidingEventTimeWindows';
    this.use(`${assigners}.${kind}`);
    return [
      slide === size ? step.tumbling(size) : step.sliding(size, slide),
      `${kind}.of(${lengths.map(javaDuration).join(', ')})`,
    ];
  }

  private tag(name: string, row: RowType): void {
    this.use('org.apache.flink.util.OutputTag');
    this.members.unshift(
      `${javaDoc(this.flink.late, 4)}\n    public static final OutputTag<${row.name}> ${name} = new OutputTag<>(${javaText(name.toLowerCase())}) {};`,
    );
  }

  private running(node: Of<'aggregate'>): Stream {
    const below = this.stream(node.child);
    const { key, totals, row, keys } = this.aggregateParts(node, below);
    const { step } = this.words;
    const name = javaTypeName('Running', this.names);
    const values = [...keys('key'), ...totals.results('totals')];
    const types = { name, key: key.type, row: below.row.name, totals: totals.name, result: row.name };
    this.add(runningClass(types, values, this.flink));
    const keyed = then(below, row, key.row ? step.keysOnly : step.global, `.keyBy(row -> ${key.of()})`);
    return then(keyed, row, null, `.process(new ${name}())`);
  }

  /** The event time that goes with the rows of a node, as code that gives an `Instant`. */
  private eventTime(node: Logical, row: RowType): string {
    const times = eventTimesOf(node);
    const time = outputOf(node).find((a) => times.has(a.id));
    return time ? readRow(row, 'row')(time.id).code : 'null';
  }

  private keyed(node: Of<'process'> | Of<'dedup'>, below: Stream) {
    return this.key(
      node.keys.map((k) => ({ name: k.name, made: column(k), type: k })),
      below.row,
    );
  }

  private process(node: Of<'process'>): Stream {
    const below = this.stream(node.child);
    const key = this.keyed(node, below);
    const row = rowType(javaTypeName('Result', this.names), outputOf(node));
    this.declare(row, this.words.result);
    const name = javaTypeName(node.function, this.names);
    const written = flinkFunction(
      node.function,
      {
        name,
        key: key.type,
        row: below.row.name,
        result: row.name,
        ...functionColumns(node, below.row, key.row),
        time: this.eventTime(node.child, below.row),
      },
      this.flink,
    );
    this.add(written);
    const keyed = then(below, row, null, `.keyBy(row -> ${key.of()})`);
    return then(keyed, row, null, `.process(new ${name}())`);
  }

  private dedup(node: Of<'dedup'>): Stream {
    const below = this.stream(node.child);
    const key = this.keyed(node, below);
    const times = eventTimesOf(node.child);
    const isFreed = node.withinWatermark || node.keys.some((k) => times.has(k.id));
    const time = `${this.eventTime(node.child, below.row)}.toEpochMilli()`;
    const delay = node.withinWatermark ? delayOf(node.child) : 0;
    const late = isFreed
      ? javaName(this.late.length === 0 ? 'LATE' : `LATE${this.late.length + 1}`, this.variables)
      : '';
    if (isFreed) this.tag(late, below.row);
    const name = javaTypeName('Once', this.names);
    if (delay > 0) this.use('java.time.Duration');
    const written = flinkDedup(
      { name, key: key.type, row: below.row.name, result: below.row.name },
      isFreed ? (delay > 0 ? `${time} + ${javaDuration(delay)}.toMillis()` : time) : null,
      late,
      this.flink,
    );
    this.add(written);
    const { step } = this.words;
    const comment = node.withinWatermark ? step.dropDuplicatesWithinWatermark(delay) : step.dropDuplicates;
    const calls: Call[] = [
      ...below.calls,
      { comment, code: `.keyBy(row -> ${key.of()})` },
      { comment: null, code: `.process(new ${name}())` },
    ];
    if (!isFreed) return { calls, row: below.row };
    const unique = javaName('firsts', this.variables);
    this.assign(unique, { calls, row: below.row }, 'SingleOutputStreamOperator');
    this.late.push(`${unique}.getSideOutput(${late})`);
    return { calls: [{ comment: null, code: unique }], row: below.row };
  }

  private join(node: Of<'join'>): Stream {
    const found = intervalJoin(node);
    if (!found) throw new Error('a join without bounds is refused before');
    const [left, right] = [this.stream(node.left), this.stream(node.right)];
    const key = rowType(
      javaTypeName('Key', this.names),
      found.keys.map((k, i) => ({
        id: `key${i}`,
        name: k.left.kind === 'column' ? k.left.name.replace(/#\d+$/, '') : `key${i}`,
        type: k.left.type,
      })),
    );
    this.declare(key, this.words.key);
    const row = rowType(javaTypeName('Pair', this.names), outputOf(node));
    this.declare(row, this.words.pair);
    const keyOf = (from: RowType, side: 'left' | 'right') =>
      `.keyBy(row -> new ${key.name}(${found.keys.map((k) => this.expressions.value(k[side], readRow(from, 'row'))).join(', ')}))`;
    const tags = (['LEFT', 'RIGHT'] as const).map((side) => javaName(`LATE_${side}`, this.variables)) as [
      string,
      string,
    ];
    this.tag(tags[1], right.row);
    this.tag(tags[0], left.row);
    const other = javaName('joined', this.variables);
    this.use('org.apache.flink.streaming.api.datastream.KeyedStream', 'java.time.Duration');
    this.statements.push(
      `KeyedStream<${right.row.name}, ${key.name}> ${other} =\n                ${chain([...right.calls, { comment: null, code: keyOf(right.row, 'right') }])};`,
    );
    const join = javaTypeName('Join', this.names);
    const read = readRows([left.row, 'left'], [right.row, 'right']);
    this.add(
      joinClass(
        { name: join, left: left.row.name, right: right.row.name, result: row.name },
        this.joinTests(found, left.row, read),
        outputOf(node).map((a) => read(a.id).code),
        { ...this.flink, ...this.words },
      ),
    );
    const calls: Call[] = [
      ...left.calls,
      { comment: null, code: keyOf(left.row, 'left') },
      { comment: this.flink.join(found.lower, found.upper), code: `.intervalJoin(${other})` },
      { comment: null, code: `.between(${javaDuration(found.lower)}, ${javaDuration(found.upper)})` },
      { comment: this.flink.lateRow, code: `.sideOutputLeftLateData(${tags[0]})` },
      { comment: null, code: `.sideOutputRightLateData(${tags[1]})` },
      { comment: null, code: `.process(new ${join}())` },
    ];
    const name = javaName('pairs', this.variables);
    this.assign(name, { calls, row }, 'SingleOutputStreamOperator');
    this.late.push(...tags.map((tag) => `${name}.getSideOutput(${tag})`));
    return { calls: [{ comment: null, code: name }], row };
  }

  /** What a pair must fulfil beside the bounds. */
  private joinTests({ keys, others }: IntervalJoin, left: RowType, read: ReturnType<typeof readRows>): string[] {
    const nulls = keys
      .filter((k) => !k.nullSafe)
      .map((k) => `${this.expressions.value(k.left, readRow(left, 'left'))} != null`)
      .filter((test) => !/^[\d"]/.test(test));
    const tests = others.map((c) => this.expressions.isTrue(c, read)).map((t) => (t.includes('||') ? `(${t})` : t));
    return [...nulls, ...tests];
  }

  /** The file. */
  text(pack: string, header: string): string {
    const { flink, words, scenario } = this;
    const { watermarkInterval } = scenario.engines.flink;
    const sources = this.inputs.map(({ row, name }) => `Source<${row.name}, ?, ?> ${name}`);
    this.use(
      'org.apache.flink.api.connector.source.Source',
      'org.apache.flink.streaming.api.environment.StreamExecutionEnvironment',
      'org.apache.flink.streaming.api.datastream.DataStream',
    );
    for (const name of this.expressions.imports) this.use(name);
    if (this.hasWindows) {
      this.use('java.time.Instant');
      this.records.push(`${javaDoc(words.windowRecord, 4)}\n    public record Window(Instant start, Instant end) {}`);
    }
    if (this.hasWatermarks && watermarkInterval === 0) this.add(everyRowClass(flink));
    const setting: string[] = [];
    if (this.hasWatermarks) {
      const comment = watermarkInterval === 0 ? flink.everyRow : flink.interval(watermarkInterval);
      setting.push(
        `${javaLines(comment, 8, '// ')}\n        env.getConfig().setAutoWatermarkInterval(${javaMilliseconds(watermarkInterval)});`,
      );
    }
    const query = `${javaDoc(words.query, 4)}
    static ${javaList('Streams query(', ['StreamExecutionEnvironment env', ...sources], ') {', 4)}
${[...setting, ...this.statements].map((s) => (s.startsWith('   ') ? s : `        ${s}`)).join('\n')}
    }`;
    const main = flinkMain(scenario, this.inputs, this.givesLate, flink);
    const rows = jsonRowsClass(flink);
    this.use(...main.imports, ...rows.imports);
    const streams = `${javaDoc(flink.streams, 4)}
    record Streams(DataStream<${this.result.name}> results, DataStream<String> late) {}`;
    this.imports.delete('java.lang.String');
    const isTag = (member: string): boolean => member.includes('OutputTag<');
    const members = [...this.records, streams, ...this.members.filter(isTag), query, main.code];
    members.push(...this.members.filter((m) => !isTag(m)), rows.code);
    return `package ${pack};

${[...this.imports]
  .sort()
  .map((name) => `import ${name};`)
  .join('\n')}

${header}
public final class Job {
${members.join('\n\n')}
}
`;
  }
}

/** The delay of the watermark below a step. */
const delayOf = (node: Logical): Duration => {
  if (node.kind === 'watermark') return node.delay;
  return 'child' in node ? delayOf(node.child) : 0;
};

const then = (below: Stream, row: RowType, comment: string | null, code: string): Stream => ({
  calls: [...below.calls, { comment, code }],
  row,
});

/** Calls below each other, indented by 24. */
function chain(calls: readonly Call[]): string {
  const [first, ...rest] = calls as [Call, ...Call[]];
  const lines = rest.map(
    ({ comment, code }) => `${comment ? `${javaLines(comment, 24, '// ')}\n` : ''}                        ${code}`,
  );
  return [first.code, ...lines].join('\n');
}
