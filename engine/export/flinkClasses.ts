/** The classes that do the work of a step in a Flink job: windows, running totals, joins, watermarks after every row. */
import { javaDoc, javaLines, javaList } from './java';
import type { FlinkWords, JavaWords } from './javaWords';

/** A class as it is written, and what it imports. */
export interface Written {
  readonly code: string;
  readonly imports: readonly string[];
}

/** Types of an aggregation: its class, the key, the rows that come, their totals, what comes out. */
interface Types {
  readonly name: string;
  readonly key: string;
  readonly row: string;
  readonly totals: string;
  readonly result: string;
}

export function aggregateClass({ name, row, totals: t }: Types, words: FlinkWords): Written {
  return {
    imports: ['org.apache.flink.api.common.functions.AggregateFunction'],
    code: `${javaDoc(words.aggregate, 4)}
    private static final class ${name} implements AggregateFunction<${row}, ${t}, ${t}> {
        @Override
        public ${t} createAccumulator() {
            return ${t}.none();
        }

        @Override
        public ${t} add(${row} row, ${t} totals) {
            return totals.add(row);
        }

        @Override
        public ${t} getResult(${t} totals) {
            return totals;
        }

        @Override
        public ${t} merge(${t} totals, ${t} other) {
            return totals.merge(other);
        }
    }`,
  };
}

/** @param values code of each column behind the window */
export function giveClass({ name, key, totals, result }: Types, values: readonly string[], words: FlinkWords): Written {
  const signature = javaList(
    'public void process(',
    [`${key} key`, 'Context context', `Iterable<${totals}> all`, `Collector<${result}> out`],
    ') {',
    8,
  );
  return {
    imports: [
      'org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction',
      'org.apache.flink.streaming.api.windowing.windows.TimeWindow',
      'org.apache.flink.util.Collector',
      'java.time.Instant',
    ],
    code: `${javaDoc(words.give, 4)}
    private static final class ${name}
            extends ProcessWindowFunction<${totals}, ${result}, ${key}, TimeWindow> {
        @Override
        ${signature}
            TimeWindow window = context.window();
            ${totals} totals = all.iterator().next();
            Window span =
                    new Window(
                            Instant.ofEpochMilli(window.getStart()), Instant.ofEpochMilli(window.getEnd()));
            ${javaList(`out.collect(new ${result}(`, ['span', ...values], '));', 12)}
        }
    }`,
  };
}

/** Totals that come out after every row. @param values code of each column */
export function runningClass(
  { name, key, row, totals: t, result }: Types,
  values: readonly string[],
  words: FlinkWords,
): Written {
  return {
    imports: [
      'org.apache.flink.streaming.api.functions.KeyedProcessFunction',
      'org.apache.flink.api.common.functions.OpenContext',
      'org.apache.flink.api.common.state.ValueState',
      'org.apache.flink.api.common.state.ValueStateDescriptor',
      'org.apache.flink.util.Collector',
    ],
    code: `${javaDoc(words.running, 4)}
    private static final class ${name} extends KeyedProcessFunction<${key}, ${row}, ${result}> {
        private transient ValueState<${t}> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("totals", ${t}.class));
        }

        @Override
        public void processElement(${row} row, Context context, Collector<${result}> out) throws Exception {
            ${key} key = context.getCurrentKey();
            ${t} totals = (state.value() == null ? ${t}.none() : state.value()).add(row);
            state.update(totals);
            ${javaList(`out.collect(new ${result}(`, [...values], '));', 12)}
        }
    }`,
  };
}

/**
 * @param tests code that a pair must fulfil beside the bounds
 * @param values code of each column
 */
export function joinClass(
  {
    name,
    left,
    right,
    result,
  }: { readonly name: string; readonly left: string; readonly right: string; readonly result: string },
  tests: readonly string[],
  values: readonly string[],
  words: Pick<FlinkWords, 'joiner'> & Pick<JavaWords, 'nullKey'>,
): Written {
  const made = javaList(`out.collect(new ${result}(`, [...values], '));', tests.length > 0 ? 16 : 12);
  const body =
    tests.length > 0
      ? `${javaLines(words.nullKey, 12, '// ')}\n            if (${tests.join(' && ')}) {\n                ${made}\n            }`
      : made;
  const signature = javaList(
    'public void processElement(',
    [`${left} left`, `${right} right`, 'Context context', `Collector<${result}> out`],
    ') {',
    8,
  );
  return {
    imports: ['org.apache.flink.streaming.api.functions.co.ProcessJoinFunction', 'org.apache.flink.util.Collector'],
    code: `${javaDoc(words.joiner, 4)}
    private static final class ${name} extends ProcessJoinFunction<${left}, ${right}, ${result}> {
        @Override
        ${signature}
            ${body}
        }
    }`,
  };
}

/** A watermark after every row, as at an interval of 0. */
export function everyRowClass(words: FlinkWords): Written {
  return {
    imports: [
      'org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks',
      'org.apache.flink.api.common.eventtime.WatermarkOutput',
      'java.time.Duration',
    ],
    code: `${javaDoc(words.everyRowClass, 4)}
    private static final class AfterEveryRow<T> extends BoundedOutOfOrdernessWatermarks<T> {
        AfterEveryRow(Duration delay) {
            super(delay);
        }

        @Override
        public void onEvent(T row, long timestamp, WatermarkOutput output) {
            super.onEvent(row, timestamp, output);
            onPeriodicEmit(output);
        }
    }`,
  };
}
