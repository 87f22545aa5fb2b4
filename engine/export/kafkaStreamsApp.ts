/** `App.java`: a scenario's query in the DSL of Kafka Streams, each step as a person writes it. */
import { substitute, type Typed } from '../expression/typed';
import { intervalJoin } from '../query/intervalBounds';
import { type Attribute, column, eventTimesOf, type Logical, nodesOf, outputOf } from '../query/logical';
import { recordTimes } from '../query/recordTimes';
import type { Scenario } from '../scenario/scenario';
import { MILLISECOND } from '../time';
import {
  javaComment,
  javaDoc,
  javaDuration,
  javaLines,
  javaList,
  javaLong,
  javaName,
  javaText,
  javaTypeName,
} from './java';
import { JavaExpressions } from './javaExpression';
import { functionColumns } from './javaFunctions';
import { type RowType, readRow, readRows, rowRecord, rowType, totalsOf } from './javaRows';
import type { JavaWords, KafkaStreamsWords } from './javaWords';
import { type KafkaProcessor, kafkaDedup, kafkaFunction } from './kafkaStreamsFunctions';

type Of<K extends Logical['kind']> = Extract<Logical, { kind: K }>;

interface Call {
  readonly comment: string | null;
  readonly code: string;
}

interface Stream {
  readonly calls: readonly Call[];
  readonly row: RowType;
}

/** A topic that the query reads. */
export interface KafkaInput {
  readonly source: number;
  readonly row: RowType;
  /** Functions of the class: a row's time, and its key. */
  readonly time: string | null;
  readonly key: string | null;
}

export class KafkaStreamsApp {
  readonly inputs: KafkaInput[] = [];
  readonly expressions = new JavaExpressions();
  /** What the topic of the results is called among the others. */
  readonly results: string;
  /** How many windows a row is in, as code of its time; null: one. */
  windows: string | null = null;
  private readonly names = new Set<string>([
    ...[
      'App',
      'Replay',
      'Json',
      'Values',
      'Window',
      'Instant',
      'Duration',
      'Long',
      'Double',
      'Boolean',
      'String',
      'Object',
    ],
    ...[
      'Set',
      'HashSet',
      'Class',
      'KStream',
      'KeyValue',
      'Serde',
      'Consumed',
      'Produced',
      'Grouped',
      'Materialized',
      'Math',
    ],
    ...['Topology', 'StreamsBuilder', 'KafkaStreams', 'Properties', 'Locale', 'Arrays', 'JsonProperty', 'Map', 'List'],
    ...['Record', 'Sensor', 'Stores', 'Serdes', 'KeyValueStore', 'KeyValueIterator', 'ContextualProcessor', 'HashMap'],
    ...['ProcessorContext', 'PunctuationType', 'ArrayList'],
  ]);
  private readonly variables = new Set<string>([
    ...[
      'builder',
      'row',
      'key',
      'left',
      'right',
      'args',
      'options',
      'totals',
      'other',
      'rekey',
      'topology',
      'main',
      'record',
    ],
    ...['before', 'time', 'window', 'settings', 'results', 'streams', 'topics', 'required'],
  ]);
  private readonly uses = new Set<string>();
  private readonly records: string[] = [];
  private readonly members: string[] = [];
  private readonly statements: string[] = [];
  private readonly keyType: string;
  private readonly times: ReturnType<typeof recordTimes>;
  private readonly resultKey: { type: string; of: string };
  private resultKeyOf: { type: string; of: string } | null = null;

  constructor(
    private readonly scenario: Scenario,
    private readonly tree: Logical,
    private readonly words: JavaWords,
    private readonly kafka: KafkaStreamsWords,
  ) {
    this.results = javaName('results', new Set(scenario.sources.map((s) => s.name)));
    this.times = recordTimes(tree);
    this.keyType = this.declareKey();
    const stream = this.stream(tree);
    this.resultKey = this.resultKeyOf ?? { type: this.keyType, of: 'key' };
    const [first, ...rest] = stream.calls as [Call, ...Call[]];
    const to = `.to(RESULTS, Produced.with(Json.serde(${this.resultKey.type}.class), Json.serde(${stream.row.name}.class)))`;
    this.use('org.apache.kafka.streams.kstream.Produced');
    this.statements.push(`${chain([first, ...rest, { comment: null, code: to }], 16)};`);
  }

  private use(...names: string[]): void {
    for (const name of names) this.uses.add(name);
  }

  private declare(row: RowType, what: string): void {
    this.records.push(rowRecord(row, what));
    for (const { type, component, attribute } of row.columns) {
      if (type === 'Instant') this.use('java.time.Instant');
      if (component !== attribute.name) this.use('com.fasterxml.jackson.annotation.JsonProperty');
    }
  }

  /** What the topics are keyed by: the group's columns, or the join's. */
  private declareKey(): string {
    const attributes = keysOf(nodesOf(this.tree).find(isKeyed));
    if (attributes.length === 0) return 'String';
    const key = rowType(javaTypeName('Key', this.names), attributes);
    this.declare(key, this.kafka.keyed);
    this.key = key;
    return key.name;
  }

  private key: RowType | null = null;

  private stream(node: Logical): Stream {
    switch (node.kind) {
      case 'scan':
        return this.scan(node);
      case 'watermark':
        return this.stream(node.child);
      case 'filter': {
        const below = this.stream(node.child);
        const condition = this.expressions.isTrue(node.condition, readRow(below.row, 'row'));
        return then(below, below.row, this.words.step.filter, `.filter((key, row) -> ${condition})`);
      }
      case 'project': {
        const below = this.stream(node.child);
        const row = rowType(
          javaTypeName('Selected', this.names),
          node.columns.map((c) => c.attribute),
        );
        this.declare(row, this.words.selected);
        const values = node.columns.map((c) => this.expressions.value(c.made, readRow(below.row, 'row')));
        return then(
          below,
          row,
          this.words.step.select,
          `.mapValues(${javaList(`row -> new ${row.name}(`, values, ')', 24)})`,
        );
      }
      case 'union':
        return this.union(node);
      case 'aggregate':
        return this.aggregate(node);
      case 'join':
        return this.join(node);
      case 'process':
        return this.process(node);
      case 'dedup':
        return this.dedup(node);
    }
  }

  private scan(node: Of<'scan'>): Stream {
    const source = this.scenario.sources[node.source] as Scenario['sources'][number];
    const row = rowType(javaTypeName(`${source.name}Row`, this.names), node.output);
    this.declare(row, this.words.rows(javaComment(source.name)));
    const variable = javaName(source.name, this.variables);
    const named = row.name.replace(/Row\d*$/, '');
    const time = this.times.get(node.source)?.time ?? null;
    const timeName = time && javaName(`time${named}`, this.variables);
    if (time && timeName) {
      const what = time.kind === 'column' ? time.name.replace(/#\d+$/, '') : 'time';
      const value = this.expressions.value(time, readRow(row, 'row'));
      this.members.push(`${javaDoc(this.kafka.time(javaComment(what)), 4)}
    static long ${timeName}(${row.name} row) {
        return ${value} == null ? -1 : ${value}.toEpochMilli();
    }`);
    }
    const key = this.keyFunction(node, row, named);
    const consumed =
      `Consumed.with(Json.serde(${this.keyType}.class), Json.serde(${row.name}.class))` +
      `\n                                .withName(${javaText(source.name)})` +
      (timeName
        ? `\n                                .withTimestampExtractor((record, before) -> ${timeName}((${row.name}) record.value()))`
        : '');
    this.use('org.apache.kafka.streams.kstream.Consumed', 'org.apache.kafka.streams.kstream.KStream');
    if (!timeName) this.statements.push(javaLines(this.kafka.noTime, 8, '// '));
    this.statements.push(
      `KStream<${this.keyType}, ${row.name}> ${variable} =
                builder.stream(
                        topics.get(${javaText(source.name)}),
                        ${consumed});`,
    );
    if (key) {
      this.statements.push(
        `${javaLines(this.kafka.rekey, 8, '// ')}\n        if (rekey) ${variable} = ${variable}.selectKey((key, row) -> ${key}(row));`,
      );
    }
    this.inputs.push({ source: node.source, row, time: timeName, key });
    return { calls: [{ comment: null, code: variable }], row };
  }

  /** A function that gives a row's key; null if there is none to give. */
  private keyFunction(scan: Of<'scan'>, row: RowType, named: string): string | null {
    const made = keysAt(this.tree, scan);
    if (!made || !nodesOf(this.tree).some(isKeyed)) return null;
    const name = javaName(`key${named}`, this.variables);
    const read = readRow(row, 'row');
    const values = made.map((m) => this.expressions.value(m, read));
    const isJoin = nodesOf(this.tree).some((n) => n.kind === 'join');
    // One column that is null is no key; of several a null is a value like others. A join takes none.
    const nulls = values.length === 1 || isJoin ? values.filter((v) => !/^[\d"]/.test(v)) : [];
    const record = values.length === 0 ? '"all"' : `new ${this.keyType}(${values.join(', ')})`;
    const code = nulls.length > 0 ? `${nulls.map((v) => `${v} == null`).join(' || ')} ? null : ${record}` : record;
    this.members.push(`${javaDoc(this.words.key, 4)}
    static ${this.keyType} ${name}(${row.name} row) {
        return ${code};
    }`);
    return name;
  }

  private union(node: Of<'union'>): Stream {
    const left = this.stream(node.left);
    const right = this.stream(node.right);
    const row: RowType = {
      name: left.row.name,
      columns: left.row.columns.map((c, i) => ({ ...c, attribute: node.output[i] as Attribute })),
    };
    const read = readRow(right.row, 'row');
    const values = right.row.columns.map(({ attribute }) => read(attribute.id).code);
    const calls =
      right.row.name === row.name
        ? right.calls
        : [
            ...right.calls,
            { comment: null, code: `.mapValues(${javaList(`row -> new ${row.name}(`, values, ')', 24)})` },
          ];
    const name = javaName('united', this.variables);
    this.statements.push(`KStream<${this.keyType}, ${row.name}> ${name} =\n                ${chain(calls, 24)};`);
    return then(left, row, this.words.step.union, `.merge(${name})`);
  }

  private aggregate(node: Of<'aggregate'>): Stream {
    const below = this.stream(node.child);
    const { window } = node;
    const { emit } = this.scenario.engines.kafkaStreams;
    const { step } = this.words;
    const never = new Set(
      node.aggregates.flatMap((a) =>
        a.function === 'count' || a.function === 'countDistinct' ? [a.attribute.id] : [],
      ),
    );
    const isSession = window?.kind === 'session';
    const totals = totalsOf(node.aggregates, below.row, this.expressions, this.names, isSession, this.words.totals);
    this.records.push(totals.declaration);
    if (totals.declaration.includes('Instant')) this.use('java.time.Instant');
    const row = rowType(javaTypeName('Result', this.names), outputOf(node), never);
    this.declare(row, this.words.result);
    const keys = (of: string) => (this.key ? this.key.columns.map((c) => `${of}.${c.component}()`) : []);
    this.use('org.apache.kafka.streams.kstream.Grouped', 'org.apache.kafka.streams.kstream.Materialized');
    const calls: Call[] = [
      {
        comment: node.keys.length > 0 ? null : step.global,
        code: `.groupByKey(Grouped.with(Json.serde(${this.keyType}.class), Json.serde(${below.row.name}.class)))`,
      },
    ];
    const store = `Materialized.with(Json.serde(${this.keyType}.class), Json.serde(${totals.name}.class))`;
    const add = `(key, row, totals) -> totals.add(row)`;
    if (!window) {
      calls.push({ comment: this.kafka.running, code: `.aggregate(${totals.name}::none, ${add}, ${store})` });
      calls.push({ comment: null, code: '.toStream()' });
      const made = javaList(`new ${row.name}(`, [...keys('key'), ...totals.results('totals')], ')', 32);
      calls.push({ comment: null, code: `.mapValues((key, totals) -> ${made})` });
      this.resultKeyOf = { type: this.keyType, of: 'key' };
      return { calls: [...below.calls, ...calls], row };
    }
    this.use('java.time.Duration', 'java.time.Instant');
    this.records.push(
      `${javaDoc(this.words.windowRecord, 4)}\n    public record Window(Instant start, Instant end) {}`,
    );
    calls.push({ comment: this.windowComment(window), code: `.windowedBy(${this.windowCode(window)})` });
    if (emit === 'onWindowClose') {
      this.use('org.apache.kafka.streams.kstream.EmitStrategy');
      calls.push({ comment: this.kafka.emit.onWindowClose, code: '.emitStrategy(EmitStrategy.onWindowClose())' });
    }
    const merge = isSession ? ', (key, totals, other) -> totals.merge(other)' : '';
    calls.push({
      comment: emit === 'onUpdate' ? this.kafka.emit.onUpdate : null,
      code: `.aggregate(\n                        ${totals.name}::none, ${add}${merge},\n                        ${store})`,
    });
    if (emit === 'suppress') {
      this.use('org.apache.kafka.streams.kstream.Suppressed');
      calls.push({
        comment: this.kafka.emit.suppress,
        code: '.suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))',
      });
    }
    calls.push({ comment: null, code: '.toStream()' });
    const resultKey = javaTypeName('ResultKey', this.names);
    const parts = this.key?.columns.map((c) => {
      const json = c.component === c.attribute.name ? '' : `@JsonProperty(${javaText(c.attribute.name)}) `;
      return `${json}${c.type} ${c.component}`;
    });
    this.records.push(
      `${javaDoc(this.kafka.resultKey, 4)}\n    ${javaList(`public record ${resultKey}(`, ['Window window', ...(parts ?? [])], ') {}', 4)}`,
    );
    this.resultKeyOf = { type: resultKey, of: 'key' };
    this.use('org.apache.kafka.streams.KeyValue', 'org.apache.kafka.streams.kstream.Windowed');
    const result = javaList(`new ${row.name}(`, ['window', ...keys('of.key()'), ...totals.results('totals')], ')', 20);
    this.members.push(`${javaDoc(this.words.result, 4)}
    private static KeyValue<${resultKey}, ${row.name}> result(Windowed<${this.keyType}> of, ${totals.name} totals) {
        Window window = new Window(of.window().startTime(), of.window().endTime());
        return KeyValue.pair(
                ${javaList(`new ${resultKey}(`, ['window', ...keys('of.key()')], ')', 16)},
                totals == null ? null : ${result});
    }`);
    calls.push({ comment: null, code: '.map(App::result)' });
    return { calls: [...below.calls, ...calls], row };
  }

  private graceOf(): number {
    const { grace } = this.scenario.engines.kafkaStreams;
    const delays = nodesOf(this.tree).flatMap((n) => (n.kind === 'watermark' ? [n.delay] : []));
    return grace ?? Math.max(0, ...delays);
  }

  private windowComment(window: NonNullable<Of<'aggregate'>['window']>): string {
    const { step } = this.words;
    const what =
      window.kind === 'session'
        ? this.kafka.session(window.gap)
        : window.slide === window.size
          ? step.tumbling(window.size)
          : step.sliding(window.size, window.slide);
    return `${what} ${this.kafka.grace(this.graceOf())}`;
  }

  private windowCode(window: NonNullable<Of<'aggregate'>['window']>): string {
    const grace = javaDuration(this.graceOf());
    if (window.kind === 'session') {
      this.use('org.apache.kafka.streams.kstream.SessionWindows');
      return `SessionWindows.ofInactivityGapAndGrace(${javaDuration(window.gap)}, ${grace})`;
    }
    this.use('org.apache.kafka.streams.kstream.TimeWindows');
    const { size, slide } = window;
    const advance = slide === size ? '' : `.advanceBy(${javaDuration(slide)})`;
    const code = `TimeWindows.ofSizeAndGrace(${javaDuration(size)}, ${grace})${advance}`;
    this.windows = `App.WINDOWS.windowsFor(time).size()`;
    this.members.unshift(
      `${javaDoc(this.windowComment(window), 4)}\n    static final TimeWindows WINDOWS =\n            ${code};`,
    );
    return 'WINDOWS';
  }

  private join(node: Of<'join'>): Stream {
    const found = intervalJoin(node);
    if (!found) throw new Error('a join without bounds is refused before');
    const [left, right] = [this.stream(node.left), this.stream(node.right)];
    const row = rowType(javaTypeName('Pair', this.names), outputOf(node));
    this.declare(row, this.words.pair);
    const read = readRows([left.row, 'left'], [right.row, 'right']);
    const side = (of: RowType, variable: string) =>
      of.columns.map(({ attribute }) => {
        const { code } = read(attribute.id);
        return node.type === 'fullOuter' || (node.type === 'leftOuter' && variable === 'right')
          ? `${variable} == null ? null : ${code}`
          : code;
      });
    const values = [...side(left.row, 'left'), ...side(right.row, 'right')];
    this.members.push(`${javaDoc(this.words.pair, 4)}
    private static ${row.name} pair(${left.row.name} left, ${right.row.name} right) {
        ${javaList(`return new ${row.name}(`, values, ');', 8)}
    }`);
    this.use(
      'org.apache.kafka.streams.kstream.JoinWindows',
      'org.apache.kafka.streams.kstream.StreamJoined',
      'java.time.Duration',
    );
    const other = javaName('joined', this.variables);
    this.statements.push(
      `KStream<${this.keyType}, ${right.row.name}> ${other} =\n                ${chain(right.calls, 24)};`,
    );
    const widest = Math.max(Math.abs(found.lower), Math.abs(found.upper));
    const call = { inner: 'join', leftOuter: 'leftJoin', fullOuter: 'outerJoin' }[node.type as 'inner'];
    const comment = `${this.kafka.join(node.type, -found.lower, found.upper)} ${this.kafka.grace(this.graceOf())}`;
    const code = `.${call}(
                        ${other},
                        App::pair,
                        JoinWindows.ofTimeDifferenceAndGrace(${javaDuration(widest)}, ${javaDuration(this.graceOf())})
                                .before(${javaDuration(-found.lower)})
                                .after(${javaDuration(found.upper)}),
                        StreamJoined.with(
                                Json.serde(${this.keyType}.class),
                                Json.serde(${left.row.name}.class),
                                Json.serde(${right.row.name}.class)))`;
    return then(left, row, comment, code);
  }

  private process(node: Of<'process'>): Stream {
    const below = this.stream(node.child);
    const row = rowType(javaTypeName('Result', this.names), outputOf(node));
    this.declare(row, this.words.result);
    const name = javaTypeName(node.function, this.names);
    const processor = kafkaFunction(
      node.function,
      {
        ...this.processorParts(name, below.row, row),
        ...functionColumns(node, below.row, this.key),
      },
      this.kafka,
    );
    return this.processed(name, processor, below, row, null);
  }

  private dedup(node: Of<'dedup'>): Stream {
    const below = this.stream(node.child);
    const times = eventTimesOf(node.child);
    const delay = nodesOf(node).find((n) => n.kind === 'watermark')?.delay ?? 0;
    const lives = node.withinWatermark ? delay : node.keys.some((k) => times.has(k.id)) ? 0 : null;
    const { step } = this.words;
    const name = javaTypeName('Once', this.names);
    const processor = kafkaDedup(this.processorParts(name, below.row, below.row), lives, this.kafka);
    const comment = node.withinWatermark ? step.dropDuplicatesWithinWatermark(delay) : step.dropDuplicates;
    return this.processed(name, processor, below, below.row, comment);
  }

  private processorParts(name: string, row: RowType, result: RowType) {
    return {
      name,
      key: this.keyType,
      row: row.name,
      result: result.name,
      grace: this.graceOf(),
      mayLackKey: this.key?.columns.length === 1,
    };
  }

  /** A processor of the application's own, and the store that it needs. */
  private processed(name: string, made: KafkaProcessor, below: Stream, row: RowType, comment: string | null): Stream {
    this.use('org.apache.kafka.streams.state.Stores', ...made.imports);
    this.members.push(made.code);
    const store = [`Stores.persistentKeyValueStore(${name}.STORE)`, `Json.serde(${this.keyType}.class)`, made.serde];
    this.statements.push(`${javaLines(this.kafka.store, 8, '// ')}
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        ${store.join(',\n                        ')}));`);
    return then(below, row, comment, `.process(${name}::new, ${name}.STORE)`);
  }

  /** The file. */
  text(pack: string, header: string): string {
    const { kafka, scenario } = this;
    const { emit, commitInterval, processingGuarantee } = scenario.engines.kafkaStreams;
    this.use(
      'java.util.HashMap',
      'java.util.Map',
      'java.util.Properties',
      'org.apache.kafka.clients.consumer.ConsumerConfig',
      'org.apache.kafka.streams.KafkaStreams',
      'org.apache.kafka.streams.StreamsBuilder',
      'org.apache.kafka.streams.StreamsConfig',
      'org.apache.kafka.streams.Topology',
    );
    for (const name of this.expressions.imports) this.use(name);
    // Final results are the same with the cache; windows that close at a jump are found with it only.
    const cache =
      emit === 'onWindowClose'
        ? ''
        : `${javaLines(kafka.noCache, 8, '// ')}\n        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);\n`;
    const commit =
      commitInterval === null
        ? ''
        : `${javaLines(kafka.commit, 8, '// ')}\n        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, ${javaLong(Math.trunc(commitInterval / MILLISECOND))}L);\n`;
    const guarantee = processingGuarantee === 'exactly_once_v2' ? 'EXACTLY_ONCE_V2' : 'AT_LEAST_ONCE';
    const sources = this.inputs.map((i) => (scenario.sources[i.source] as Scenario['sources'][number]).name);
    const keyed = this.inputs.some((i) => i.key);
    const constants = this.members.filter((m) => m.includes('static final TimeWindows'));
    const functions = this.members.filter((m) => !m.includes('static final TimeWindows'));
    const topology = `${javaDoc(kafka.topology, 4)}
    static Topology topology(Map<String, String> topics${keyed ? ', boolean rekey' : ''}) {
        StreamsBuilder builder = new StreamsBuilder();
${this.statements.map((s) => (s.startsWith('   ') ? s : `        ${s}`)).join('\n')}
        return builder.build();
    }`.replace('.to(RESULTS,', `.to(topics.get(${javaText(this.results)}),`);
    const settings = `    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, ${javaText(pack)});
${cache}${javaLines(kafka.guarantee[processingGuarantee], 8, '// ')}
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.${guarantee});
${commit}        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }`;
    const main = `${javaDoc(kafka.main, 4)}
    public static void main(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i++)
            if (args[i].startsWith("--")) options.put(args[i].substring(2), args[i + 1]);
        Properties settings = settings();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, required(options, "bootstrap-servers"));
        Map<String, String> topics = new HashMap<>();
${sources.map((s) => `        topics.put(${javaText(s)}, options.getOrDefault(${javaText(s)}, ${javaText(s)}));`).join('\n')}
        topics.put(${javaText(this.results)}, required(options, "output"));
        KafkaStreams streams =
                new KafkaStreams(topology(topics${keyed ? ', "true".equals(options.get("rekey"))' : ''}), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    private static String required(Map<String, String> options, String name) {
        if (options.containsKey(name)) return options.get(name);
        throw new IllegalArgumentException("--" + name + " is missing");
    }`;
    const imports = [...this.uses];
    const members = [...this.records, ...constants, topology, ...functions, settings, main];
    if (this.records.some((r) => r.includes('Set<'))) imports.push('java.util.Set', 'java.util.HashSet');
    return `package ${pack};

${[...new Set(imports)]
  .sort()
  .map((name) => `import ${name};`)
  .join('\n')}

${header}
public final class App {
${members.join('\n\n')}
}
`;
  }
}

/** What has a key, and state for each. */
const isKeyed = (node: Logical): boolean =>
  node.kind === 'aggregate' || node.kind === 'join' || node.kind === 'process' || node.kind === 'dedup';

function keysOf(node: Logical | undefined): readonly Attribute[] {
  switch (node?.kind) {
    case 'aggregate':
      return node.keys.map((k) => k.attribute);
    case 'process':
    case 'dedup':
      return node.keys;
    case 'join':
      return (intervalJoin(node)?.keys ?? []).map((k, i) => ({
        id: `key${i}`,
        name: k.left.kind === 'column' ? k.left.name.replace(/#\d+$/, '') : `key${i}`,
        type: k.left.type,
      }));
    default:
      return [];
  }
}

/** The expressions of a group's, a function's or a join's key, of the columns of a source; null if the way there is none. */
function keysAt(tree: Logical, scan: Of<'scan'>): readonly Typed[] | null {
  const walk = (node: Logical, keys: readonly Typed[]): readonly Typed[] | null => {
    switch (node.kind) {
      case 'scan':
        return node === scan ? keys : null;
      case 'project': {
        const made = new Map(node.columns.map((c) => [c.attribute.id, c.made]));
        return walk(
          node.child,
          keys.map((key) => substitute(key, made)),
        );
      }
      case 'aggregate':
        return walk(
          node.child,
          node.keys.map((k) => k.made),
        );
      case 'join': {
        const found = intervalJoin(node)?.keys ?? [];
        return (
          walk(
            node.left,
            found.map((k) => k.left),
          ) ??
          walk(
            node.right,
            found.map((k) => k.right),
          )
        );
      }
      case 'union': {
        for (const arm of [node.left, node.right]) {
          const own = outputOf(arm);
          const map = new Map(node.output.map((a, i) => [a.id, column(own[i] as Attribute)]));
          const found = walk(
            arm,
            keys.map((key) => substitute(key, map)),
          );
          if (found) return found;
        }
        return null;
      }
      case 'process':
      case 'dedup':
        return walk(node.child, node.keys.map(column));
      case 'filter':
      case 'watermark':
        return walk(node.child, keys);
    }
  };
  return walk(tree, []);
}

const then = (below: Stream, row: RowType, comment: string | null, code: string): Stream => ({
  calls: [...below.calls, { comment, code }],
  row,
});

function chain(calls: readonly Call[], indent: number): string {
  const [first, ...rest] = calls as [Call, ...Call[]];
  const lines = rest.map(
    ({ comment, code }) => `${comment ? `${javaLines(comment, indent, '// ')}\n` : ''}${' '.repeat(indent)}${code}`,
  );
  return [first.code, ...lines].join('\n');
}
