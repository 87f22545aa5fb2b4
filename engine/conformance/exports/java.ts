/** What `npm run conformance:export` needs of each target that is a Java project. */
import { exportFlink } from '../../export/flink';
import { exportFlinkSql } from '../../export/flinkSql';
import type { FlinkWords, JavaWords, KafkaStreamsWords, SqlWords } from '../../export/javaWords';
import { exportKafkaStreams } from '../../export/kafkaStreams';
import type { Exported } from '../../export/pyspark';
import type { Fault } from '../../faults';
import { parseScenarioText } from '../../scenario/parse';
import type { Scenario } from '../../scenario/scenario';
import { answer } from '../answer';
import { difference, type Line, readLines } from '../lines';
import { sqlDifference } from './sql';

type Made = Exported | { readonly ok: false; readonly faults: readonly Fault[] };

export interface JavaTarget {
  readonly engine: 'flink' | 'kafkaStreams';
  readonly exported: (text: string) => Made;
  /** The first difference between a project's run and Arus's run; null if there is none. */
  readonly difference: (text: string, answer: { readonly printed: string; readonly failed: string }) => string | null;
}

function target(engine: JavaTarget['engine'], write: (scenario: Scenario) => Exported): JavaTarget {
  return {
    engine,
    exported: (text) => {
      const parsed = parseScenarioText(text);
      return parsed.ok ? write(parsed.scenario) : parsed;
    },
    difference: (text, { printed, failed }) => {
      if (failed !== '') return failed.split('\n').slice(0, 12).join('\n');
      const arus = answer(text, engine);
      if ('refused' in arus) return `Arus refuses the scenario (${arus.refused.join(', ')}), and it was exported`;
      return difference(comparable(readLines(printed), engine, text), comparable(arus.lines, engine, text));
    },
  };
}

/**
 * A replay takes no checkpoints and commits nothing: it has no lines for those, and its rows never wait behind a barrier. That of
 * Kafka Streams is told by a counter that a record was dropped and shows it as it came; Arus shows it as it was at the
 * operator. Where a select stands between, that one was late is compared, not its columns.
 */
function comparable(lines: readonly Line[], engine: JavaTarget['engine'], text: string): readonly Line[] {
  const rows = lines.filter((line) => 'output' in line || 'failed' in line);
  if (engine === 'flink' && text.includes('"barrierTravel"')) return rows.map(({ timestamp: _, ...line }) => line);
  if (engine !== 'kafkaStreams' || !text.includes('"select"')) return rows;
  return rows.map((line) => ({ ...line, late: Array.isArray(line.late) ? line.late.map(() => true) : [] }));
}

interface Words {
  readonly java: JavaWords;
  readonly flink: FlinkWords;
  readonly kafkaStreams: KafkaStreamsWords;
  readonly sql: SqlWords;
}

/** By the name that `--to` has for them. */
export function javaTargets({ java, flink, kafkaStreams, sql }: Words): Readonly<Record<string, JavaTarget>> {
  return {
    flink: target('flink', (scenario) => exportFlink(scenario, { words: java, flink, language: 'en' })),
    'flink-sql': {
      ...target('flink', (scenario) => exportFlinkSql(scenario, { words: sql, language: 'en', source: 'arrivals' })),
      difference: sqlDifference,
    },
    'kafka-streams': target('kafkaStreams', (scenario) =>
      exportKafkaStreams(scenario, { words: java, kafka: kafkaStreams, language: 'en' }),
    ),
  };
}
