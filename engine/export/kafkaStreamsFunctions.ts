/**
 * The functions of `process`, and deduplication, as Kafka Streams has them: a `Processor` of the Processor API each, with a
 * store of its own. There are no timers of a key: a punctuator goes through the store for what is over.
 */
import type { ProcessFunction } from '../scenario/processFunctions';
import type { Duration } from '../time';
import { javaDoc, javaDuration, javaLines, javaList } from './java';
import { block, type FunctionColumns, sumCode, ttlOf } from './javaFunctions';
import type { KafkaStreamsWords } from './javaWords';

/** What the class of a processor is written from. */
export interface ProcessorParts {
  /** Its name; types of the key, of the rows that come and of what comes out. */
  readonly name: string;
  readonly key: string;
  readonly row: string;
  readonly result: string;
  /** For so long rows out of order are waited for. */
  readonly grace: Duration;
  /** A record may come without a key. */
  readonly mayLackKey: boolean;
}

export interface FunctionParts extends ProcessorParts, FunctionColumns {}

export interface KafkaProcessor {
  readonly code: string;
  /** Code of the serde of what its store holds for a key. */
  readonly serde: string;
  readonly imports: readonly string[];
}

const KAFKA = 'org.apache.kafka';
const API = `${KAFKA}.streams.processor.api`;
const IMPORTS = [
  `${API}.ContextualProcessor`,
  `${API}.ProcessorContext`,
  `${API}.Record`,
  `${KAFKA}.streams.state.KeyValueStore`,
];

interface Parts {
  readonly what: string;
  /** What the store is called: a variable, and in the topology. */
  readonly variable: string;
  readonly store: string;
  /** What it holds for a key: a class of the library, or the record of `fields` under this name. */
  readonly held: string;
  /** Components of the record. */
  readonly fields?: string;
  readonly constants?: Readonly<Record<string, Duration>>;
  /** A row that may be dropped otherwise than for its key. */
  readonly drops?: boolean;
  /** Statements of a row; the record stands in `record`, its key in `key`, its value in `row`. */
  readonly element: readonly string[];
  /** Statements of the punctuator for each `held` of the store; what the clock says stands in `now`. */
  readonly look?: { readonly clock: 'STREAM_TIME' | 'WALL_CLOCK_TIME'; readonly each: readonly string[] };
  readonly imports?: readonly string[];
}

/** The class of a function of `process`. */
export function kafkaFunction(name: ProcessFunction, parts: FunctionParts, words: KafkaStreamsWords): KafkaProcessor {
  return classOf(parts, { ...partsOf(name, parts), what: words.functions[name] }, words);
}

/** @param lives how long behind a row's time its key is remembered; null: for ever, and no row is late */
export function kafkaDedup(parts: ProcessorParts, lives: Duration | null, words: KafkaStreamsWords): KafkaProcessor {
  const late =
    lives === null
      ? []
      : [
          ...javaLines(words.dedupLate, 0, '// ').split('\n'),
          'if (record.timestamp() < context().currentStreamTimeMs() - GRACE) {',
          '    dropped.record();',
          '    return;',
          '}',
        ];
  return classOf(
    parts,
    {
      what: words.dedup,
      variable: 'seen',
      store: 'first-rows',
      held: 'Long',
      drops: lives !== null,
      element: [
        ...late,
        'if (seen.get(key) != null) return;',
        'seen.put(key, record.timestamp());',
        'context().forward(record);',
      ],
      ...(lives !== null && {
        constants: { ...(lives > 0 && { REMEMBERED: lives }), GRACE: parts.grace },
        look: {
          clock: 'STREAM_TIME',
          each: [`if (held.value${lives > 0 ? ' + REMEMBERED' : ''} < now - GRACE) seen.delete(held.key);`],
        },
      }),
    },
    words,
  );
}

function partsOf(name: ProcessFunction, f: FunctionParts): Omit<Parts, 'what'> {
  const { parameters, column, type, grace } = f;
  const length = (parameter: string): Duration => Number(parameters[parameter]);
  const ttl = ttlOf(parameters);
  const made = (...added: string[]): string => javaList(`new ${f.result}(`, f.values(...added), ')', 16);
  const give = (indent: number, ...added: string[]): string[] =>
    indented(indent, `context().forward(record.withValue(${made(...added)}));`);
  switch (name) {
    case 'velocityCheck':
      return {
        variable: 'newest',
        store: 'velocity-check',
        held: 'Newest',
        fields: 'String place, long time',
        constants: { WITHIN: length('within'), GRACE: grace },
        element: [
          `String place = ${column};`,
          'if (place == null) return;',
          'long time = record.timestamp();',
          'Newest before = newest.get(key);',
          'if (before != null) {',
          '    if (!place.equals(before.place()) && Math.abs(time - before.time()) < WITHIN) {',
          ...give(8, 'before.place()', 'Instant.ofEpochMilli(before.time())'),
          '    }',
          '    if (time < before.time()) return;',
          '}',
          'newest.put(key, new Newest(place, time));',
        ],
        look: {
          clock: 'STREAM_TIME',
          each: ['if (held.value.time() + WITHIN < now - GRACE) newest.delete(held.key);'],
        },
        imports: ['java.time.Instant'],
      };
    case 'sessionize':
      return {
        variable: 'open',
        store: 'open-visits',
        held: 'Times',
        fields: 'List<Long> times',
        constants: { GAP: length('gap'), GRACE: grace },
        element: [
          'Times before = open.get(key);',
          'List<Long> times = before == null ? new ArrayList<>() : new ArrayList<>(before.times());',
          'times.add(record.timestamp());',
          'open.put(key, new Times(times));',
        ],
        look: {
          clock: 'STREAM_TIME',
          each: [
            `${f.key} key = held.key;`,
            'List<Long> times = new ArrayList<>(held.value.times());',
            'times.sort(null);',
            'while (!times.isEmpty()) {',
            '    int rows = 1;',
            '    while (rows < times.size() && times.get(rows) - times.get(rows - 1) <= GAP) rows++;',
            '    long last = times.get(rows - 1);',
            '    if (last + GAP >= now - GRACE) break;',
            '    Instant start = Instant.ofEpochMilli(times.get(0));',
            '    Instant end = Instant.ofEpochMilli(last);',
            ...indented(4, `${f.result} visit = ${made('start', 'end', '(long) rows')};`),
            '    context().forward(new Record<>(key, visit, last + GAP));',
            '    times.subList(0, rows).clear();',
            '}',
            'if (times.isEmpty()) open.delete(key);',
            'else if (times.size() < held.value.times().size()) open.put(key, new Times(times));',
          ],
        },
        imports: ['java.time.Instant', 'java.util.ArrayList', 'java.util.List'],
      };
    case 'runningTotal':
      return {
        variable: 'totals',
        store: 'running-total',
        ...(ttl === null
          ? { held: type }
          : { held: 'Total', fields: `${type} sum, long until`, constants: { TTL: ttl } }),
        element: [
          `${type} value = ${column};`,
          ...(ttl === null
            ? [`${type} sum = totals.get(key);`]
            : [
                'long now = context().currentSystemTimeMs();',
                'Total before = totals.get(key);',
                `${type} sum = before == null || before.until() <= now ? null : before.sum();`,
              ]),
          'if (value != null) {',
          `    sum = sum == null ? value : (${type}) (${sumCode(type, 'sum')});`,
          `    totals.put(key, ${ttl === null ? 'sum' : 'new Total(sum, now + TTL)'});`,
          '}',
          ...give(0, 'sum'),
        ],
        ...(ttl !== null && { look: deleted('totals') }),
      };
    case 'thresholdAlert':
      return {
        variable: 'spans',
        store: 'threshold-alert',
        held: 'Sum',
        fields: `${type} total, boolean armed, long until`,
        constants: { SPAN: length('span') },
        element: [
          `${type} value = ${column};`,
          'if (value == null) return;',
          'long now = context().currentSystemTimeMs();',
          'Sum sum = spans.get(key);',
          'if (sum != null && sum.until() <= now) sum = null;',
          `${type} total = sum == null ? value : (${type}) (${sumCode(type, 'sum.total()')});`,
          'boolean armed = sum == null || sum.armed();',
          `boolean alert = armed && total > ${String(parameters.above)};`,
          'spans.put(key, new Sum(total, armed && !alert, sum == null ? now + SPAN : sum.until()));',
          'if (alert) {',
          ...give(4, 'total'),
          '}',
        ],
        look: deleted('spans'),
      };
    case 'distinctUsers': {
      const user = type === 'String' ? column : `${column}.toString()`;
      const result = give(0, '(long) users.size()');
      if (ttl === null)
        return {
          variable: 'known',
          store: 'distinct-users',
          held: 'Users',
          fields: 'Set<String> users',
          element: [
            `if (${column} == null) return;`,
            'Users before = known.get(key);',
            'Set<String> users = before == null ? new HashSet<>() : new HashSet<>(before.users());',
            `if (users.add(${user})) known.put(key, new Users(users));`,
            ...result,
          ],
          imports: ['java.util.HashSet', 'java.util.Set'],
        };
      return {
        variable: 'known',
        store: 'distinct-users',
        held: 'Users',
        fields: 'Map<String, Long> until',
        constants: { TTL: ttl },
        element: [
          `if (${column} == null) return;`,
          'long now = context().currentSystemTimeMs();',
          'Users before = known.get(key);',
          'Map<String, Long> users = before == null ? new HashMap<>() : new HashMap<>(before.until());',
          'users.values().removeIf(until -> until <= now);',
          `users.put(${user}, now + TTL);`,
          'known.put(key, new Users(users));',
          ...result,
        ],
        look: {
          clock: 'WALL_CLOCK_TIME',
          each: [
            'Map<String, Long> users = new HashMap<>(held.value.until());',
            'if (!users.values().removeIf(until -> until <= now)) continue;',
            'if (users.isEmpty()) known.delete(held.key);',
            'else known.put(held.key, new Users(users));',
          ],
        },
        imports: ['java.util.HashMap', 'java.util.Map'],
      };
    }
  }
}

/** What is over by the clock is removed. */
const deleted = (store: string): Parts['look'] => ({
  clock: 'WALL_CLOCK_TIME',
  each: [`if (held.value.until() <= now) ${store}.delete(held.key);`],
});

/** Code of one statement as lines; what it was broken into was set for an indent of 16. */
const indented = (indent: number, code: string): string[] =>
  code.split('\n').map((line, i) => ' '.repeat(indent) + (i === 0 ? line : line.slice(16)));

const SERDES = `${KAFKA}.common.serialization.Serdes`;

function classOf(f: ProcessorParts, parts: Parts, words: KafkaStreamsWords): KafkaProcessor {
  const { variable, held, look, constants = {} } = parts;
  const drops = f.mayLackKey || parts.drops === true;
  const fields = [
    `static final String STORE = "${parts.store}";`,
    ...Object.entries(constants).map(
      ([name, length]) => `private static final long ${name} = ${javaDuration(length)}.toMillis();`,
    ),
    '',
    ...(parts.fields ? [`public record ${held}(${parts.fields}) {}`, ''] : []),
    `private KeyValueStore<${f.key}, ${held}> ${variable};`,
    ...(drops ? ['private Sensor dropped;'] : []),
  ];
  const open = [
    'super.init(context);',
    `${variable} = context.getStateStore(STORE);`,
    ...(drops
      ? [
          'dropped = context.metrics().addRateTotalSensor(',
          `        "processor", "${parts.store}", "dropped-records", Sensor.RecordingLevel.INFO);`,
        ]
      : []),
    ...(look
      ? [
          ...javaLines(look.clock === 'STREAM_TIME' ? words.byStreamTime : words.byClock, 12, '// ')
            .split('\n')
            .map((line) => line.trimStart()),
          `context.schedule(Duration.ofSeconds(1), PunctuationType.${look.clock}, this::lookThrough);`,
        ]
      : []),
  ];
  const element = [
    `${f.key} key = record.key();`,
    ...(f.mayLackKey ? [`// ${words.noKey}`, 'if (key == null) {', '    dropped.record();', '    return;', '}'] : []),
    ...(parts.element.some((line) => /\brow\./.test(line)) ? [`${f.row} row = record.value();`] : []),
    ...parts.element,
  ];
  const punctuator = look
    ? `

        private void lookThrough(long now) {
            try (KeyValueIterator<${f.key}, ${held}> all = ${variable}.all()) {
                while (all.hasNext()) {
                    KeyValue<${f.key}, ${held}> held = all.next();
${block(20, look.each)}
                }
            }
        }`
    : '';
  return {
    serde: parts.fields ? `Json.serde(${f.name}.${held}.class)` : `Serdes.${held}()`,
    imports: [
      ...IMPORTS,
      ...(Object.keys(constants).length > 0 || look ? ['java.time.Duration'] : []),
      ...(parts.fields ? [] : [SERDES]),
      ...(drops ? [`${KAFKA}.common.metrics.Sensor`] : []),
      ...(look
        ? [
            `${KAFKA}.streams.KeyValue`,
            `${KAFKA}.streams.processor.PunctuationType`,
            `${KAFKA}.streams.state.KeyValueIterator`,
          ]
        : []),
      ...(parts.imports ?? []),
    ],
    code: `${javaDoc(parts.what, 4)}
    private static final class ${f.name}
            extends ContextualProcessor<${f.key}, ${f.row}, ${f.key}, ${f.result}> {
${block(8, fields)}

        @Override
        public void init(ProcessorContext<${f.key}, ${f.result}> context) {
${block(12, open)}
        }

        @Override
        public void process(Record<${f.key}, ${f.row}> record) {
${block(12, element)}
        }${punctuator}
    }`,
  };
}
