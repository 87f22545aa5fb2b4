/** The `main` of a Flink job: it reads JSON from Kafka topics, and writes JSON to topics. */
import type { Scenario } from '../scenario/scenario';
import { type Duration, MILLISECOND } from '../time';
import type { Written } from './flinkClasses';
import type { FlinkInput } from './flinkJob';
import { javaDoc, javaLines, javaList, javaLong, javaText } from './java';
import type { FlinkWords } from './javaWords';

/** A length as Flink's older settings take it. */
export const javaMilliseconds = (length: Duration): string => javaLong(Math.trunc(length / MILLISECOND));

/** @param givesLate rows that came too late are a stream, too */
export function flinkMain(
  scenario: Scenario,
  inputs: readonly FlinkInput[],
  givesLate: boolean,
  flink: FlinkWords,
): Written {
  const { checkpointInterval, sink } = scenario.engines.flink;
  const exactlyOnce = sink === 'transactional' && checkpointInterval !== null;
  const delivery = exactlyOnce ? 'EXACTLY_ONCE' : 'AT_LEAST_ONCE';
  const checkpoints =
    checkpointInterval === null
      ? ''
      : `${javaLines(flink.checkpoint(checkpointInterval), 8, '// ')}\n        env.enableCheckpointing(${javaMilliseconds(checkpointInterval)});\n`;
  const topics = inputs.map(({ row, source }) => {
    const name = (scenario.sources[source] as Scenario['sources'][number]).name;
    return `topic(servers, options.get(${javaText(name)}, ${javaText(name)}), ${row.name}.class)`;
  });
  const guarantee = exactlyOnce
    ? `\n                        .setTransactionalIdPrefix(${javaText(scenario.name)})`
    : '';
  const late = givesLate
    ? `
        if (options.has("late")) streams.late().sinkTo(sink(servers, options.get("late")));`
    : '';
  const code = `${javaDoc(flink.main, 4)}
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
${checkpoints}        Streams streams = ${javaList('query(', ['env', ...topics], ');', 8)}
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));${late}
        env.execute(${javaText(scenario.name)});
    }

${javaDoc(flink.topic, 4)}
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId(${javaText(scenario.name)})
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new JsonRows<>(row))
                .build();
    }

${javaDoc(`${flink.sink} ${flink.delivery[exactlyOnce ? 'transactional' : 'append']}`, 4)}
    private static KafkaSink<String> sink(String servers, String topic) {
        KafkaSinkBuilder<String> builder =
                KafkaSink.<String>builder()
                        .setBootstrapServers(servers)
                        .setDeliveryGuarantee(DeliveryGuarantee.${delivery})${guarantee};
        return builder.setRecordSerializer(
                        KafkaRecordSerializationSchema.builder()
                                .setTopic(topic)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }`;
  return {
    code,
    imports: [
      'org.apache.flink.api.common.serialization.SimpleStringSchema',
      'org.apache.flink.connector.base.DeliveryGuarantee',
      'org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema',
      'org.apache.flink.connector.kafka.sink.KafkaSink',
      'org.apache.flink.connector.kafka.sink.KafkaSinkBuilder',
      'org.apache.flink.connector.kafka.source.KafkaSource',
      'org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer',
      'org.apache.flink.util.ParameterTool',
    ],
  };
}

/** Reads a topic's values. */
export const jsonRowsClass = (flink: FlinkWords): Written => ({
  imports: ['org.apache.flink.api.common.serialization.AbstractDeserializationSchema', 'java.io.IOException'],
  code: `${javaDoc(flink.jsonRows, 4)}
    private static final class JsonRows<T> extends AbstractDeserializationSchema<T> {
        private final Class<T> row;

        JsonRows(Class<T> row) {
            super(row);
            this.row = row;
        }

        @Override
        public T deserialize(byte[] value) throws IOException {
            return Json.MAPPER.readValue(value, row);
        }
    }`,
});
