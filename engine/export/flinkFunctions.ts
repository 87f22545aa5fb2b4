/** The functions of `process`, and deduplication, as Flink has them: a `KeyedProcessFunction` each. */
import type { ProcessFunction } from '../scenario/processFunctions';
import type { Duration } from '../time';
import type { Written } from './flinkClasses';
import { javaDoc, javaDuration, javaLines, javaList } from './java';
import { block, type FunctionColumns, sumCode, ttlOf } from './javaFunctions';
import type { FlinkWords } from './javaWords';

/** What the class of a function is written from. */
export interface FunctionParts extends FunctionColumns {
  /** Its name; types of the key, of the rows that come and of what comes out. */
  readonly name: string;
  readonly key: string;
  readonly row: string;
  readonly result: string;
  /** Code of a row's event time (an `Instant`). */
  readonly time: string;
}

const STATE = 'org.apache.flink.api.common.state';
const IMPORTS = [
  'org.apache.flink.streaming.api.functions.KeyedProcessFunction',
  'org.apache.flink.api.common.functions.OpenContext',
  'org.apache.flink.util.Collector',
];

/** A state variable: its kind in Flink, what it holds, the arguments of its descriptor behind the name. */
interface State {
  readonly kind: 'Value' | 'List' | 'Map';
  readonly of: string;
  readonly name: string;
  readonly classes: string;
}

interface Parts {
  readonly what: string;
  /** Fields and records before the state. */
  readonly fields?: readonly string[];
  readonly state: State;
  readonly ttl?: Duration | null;
  readonly element: readonly string[];
  readonly timer?: readonly string[];
  readonly imports?: readonly string[];
}

/** The class of a function of `process`. */
export function flinkFunction(name: ProcessFunction, parts: FunctionParts, words: FlinkWords): Written {
  return classOf(parts, { ...partsOf(name, parts), what: words.functions[name] });
}

/** @param expiry code of the instant (milliseconds) at which a row's key is forgotten; null: it never is */
export function flinkDedup(
  parts: Pick<FunctionParts, 'name' | 'key' | 'row' | 'result'>,
  expiry: string | null,
  late: string,
  words: FlinkWords,
): Written {
  return classOf(parts, {
    what: words.dedup,
    state: { kind: 'Value', of: 'Boolean', name: 'seen', classes: 'Boolean.class' },
    element: [
      ...(expiry === null
        ? []
        : [
            ...javaLines(words.dedupLate, 0, '// ').split('\n'),
            'if (context.timestamp() <= context.timerService().currentWatermark()) {',
            `    context.output(${late}, row);`,
            '    return;',
            '}',
          ]),
      'if (seen.value() != null) return;',
      'seen.update(true);',
      ...(expiry === null ? [] : [`context.timerService().registerEventTimeTimer(${expiry});`]),
      'out.collect(row);',
    ],
    ...(expiry !== null && { timer: ['seen.clear();'] }),
  });
}

function partsOf(name: ProcessFunction, f: FunctionParts): Omit<Parts, 'what'> {
  const { parameters, column, time, type } = f;
  const length = (parameter: string): string => `${javaDuration(Number(parameters[parameter]))}.toMillis()`;
  const ttl = ttlOf(parameters);
  const give = (indent: number, ...added: string[]): string[] =>
    javaList(`out.collect(new ${f.result}(`, f.values(...added), '));', 12 + indent)
      .split('\n')
      .map((line, i) => (i === 0 ? ' '.repeat(indent) + line : line.slice(12)));
  switch (name) {
    case 'velocityCheck':
      return {
        fields: [
          `private static final long WITHIN = ${length('within')};`,
          '',
          'public record Newest(String place, Instant time) {}',
        ],
        state: { kind: 'Value', of: 'Newest', name: 'newest', classes: 'Newest.class' },
        element: [
          `if (${column} == null || ${time} == null) return;`,
          `${f.key} key = context.getCurrentKey();`,
          `long time = ${time}.toEpochMilli();`,
          'Newest before = newest.value();',
          'if (before != null) {',
          '    long last = before.time().toEpochMilli();',
          `    if (!${column}.equals(before.place()) && Math.abs(time - last) < WITHIN) {`,
          ...give(8, 'before.place()', 'before.time()'),
          '    }',
          '    if (time < last) return;',
          '    context.timerService().deleteEventTimeTimer(last + WITHIN);',
          '}',
          `newest.update(new Newest(${column}, ${time}));`,
          'context.timerService().registerEventTimeTimer(time + WITHIN);',
        ],
        timer: ['newest.clear();'],
        imports: ['java.time.Duration', 'java.time.Instant'],
      };
    case 'sessionize':
      return {
        fields: [`private static final long GAP = ${length('gap')};`],
        state: { kind: 'List', of: 'Long', name: 'times', classes: 'Long.class' },
        element: [
          `if (${time} == null) return;`,
          `long time = ${time}.toEpochMilli();`,
          'times.add(time);',
          'context.timerService().registerEventTimeTimer(time + GAP);',
        ],
        timer: [
          'List<Long> visit = new ArrayList<>();',
          'List<Long> after = new ArrayList<>();',
          'for (long time : times.get()) (time <= at - GAP ? visit : after).add(time);',
          'if (after.stream().anyMatch(time -> time <= at)) return;',
          'times.update(after);',
          'visit.sort(null);',
          `${f.key} key = context.getCurrentKey();`,
          'Instant start = Instant.ofEpochMilli(visit.get(0));',
          'Instant end = Instant.ofEpochMilli(visit.get(visit.size() - 1));',
          ...give(0, 'start', 'end', '(long) visit.size()'),
        ],
        imports: ['java.time.Duration', 'java.time.Instant', 'java.util.ArrayList', 'java.util.List'],
      };
    case 'runningTotal':
      return {
        state: { kind: 'Value', of: type, name: 'total', classes: `${type}.class` },
        ttl,
        element: [
          `${f.key} key = context.getCurrentKey();`,
          `${type} value = ${column};`,
          `${type} sum = total.value();`,
          'if (value != null) {',
          `    sum = sum == null ? value : (${type}) (${sumCode(type, 'sum')});`,
          '    total.update(sum);',
          '}',
          ...give(0, 'sum'),
        ],
      };
    case 'thresholdAlert':
      return {
        fields: [
          `private static final long SPAN = ${length('span')};`,
          '',
          `public record Sum(${type} total, boolean armed, long until) {}`,
        ],
        state: { kind: 'Value', of: 'Sum', name: 'span', classes: 'Sum.class' },
        element: [
          `${type} value = ${column};`,
          'if (value == null) return;',
          `${f.key} key = context.getCurrentKey();`,
          'long now = context.timerService().currentProcessingTime();',
          'Sum sum = span.value();',
          'if (sum != null && sum.until() <= now) {',
          '    context.timerService().deleteProcessingTimeTimer(sum.until());',
          '    sum = null;',
          '}',
          'long until = sum == null ? now + SPAN : sum.until();',
          'if (sum == null) context.timerService().registerProcessingTimeTimer(until);',
          `${type} total = sum == null ? value : (${type}) (${sumCode(type, 'sum.total()')});`,
          `boolean alert = (sum == null || sum.armed()) && total > ${String(parameters.above)};`,
          'span.update(new Sum(total, (sum == null || sum.armed()) && !alert, until));',
          'if (alert) {',
          ...give(4, 'total'),
          '}',
        ],
        timer: ['span.clear();'],
        imports: ['java.time.Duration'],
      };
    case 'distinctUsers':
      return {
        state: { kind: 'Map', of: `${type}, Long`, name: 'users', classes: `${type}.class, Long.class` },
        ttl,
        element: [
          `if (${column} == null) return;`,
          `${f.key} key = context.getCurrentKey();`,
          `Long seen = users.get(${column});`,
          `users.put(${column}, seen == null ? 1 : seen + 1);`,
          'long count = 0;',
          `for (${type} user : users.keys()) count++;`,
          ...give(0, 'count'),
        ],
      };
  }
}

function classOf(f: Pick<FunctionParts, 'name' | 'key' | 'row' | 'result'>, parts: Parts): Written {
  const { kind, of, name, classes } = parts.state;
  const { ttl = null } = parts;
  const descriptor = `new ${kind}StateDescriptor<>("${name}", ${classes})`;
  const get = `getRuntimeContext().get${kind === 'Value' ? '' : kind}State`;
  const open =
    ttl === null
      ? [`${name} = ${get}(${descriptor});`]
      : [
          `${kind}StateDescriptor<${of}> descriptor = ${descriptor};`,
          `descriptor.enableTimeToLive(StateTtlConfig.newBuilder(${javaDuration(ttl)}).build());`,
          `${name} = ${get}(descriptor);`,
        ];
  const signature = javaList(
    'public void processElement(',
    [`${f.row} row`, 'Context context', `Collector<${f.result}> out`],
    ') throws Exception {',
    8,
  );
  const timer = parts.timer
    ? `

        @Override
        public void onTimer(long at, OnTimerContext context, Collector<${f.result}> out) throws Exception {
${block(12, parts.timer)}
        }`
    : '';
  return {
    imports: [
      ...IMPORTS,
      `${STATE}.${kind}State`,
      `${STATE}.${kind}StateDescriptor`,
      ...(ttl === null ? [] : [`${STATE}.StateTtlConfig`, 'java.time.Duration']),
      ...(parts.imports ?? []),
    ],
    code: `${javaDoc(parts.what, 4)}
    private static final class ${f.name}
            extends KeyedProcessFunction<${f.key}, ${f.row}, ${f.result}> {
${parts.fields ? `${block(8, parts.fields)}\n\n` : ''}        private transient ${kind}State<${of}> ${name};

        @Override
        public void open(OpenContext context) {
${block(12, open)}
        }

        @Override
        ${signature}
${block(12, parts.element)}
        }${timer}
    }`,
  };
}
