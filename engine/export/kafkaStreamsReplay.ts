/** `Replay.java`: the arrivals through the topology in the library's TopologyTestDriver, one driver for each partition. */
import type { Scenario } from '../scenario/scenario';
import { javaDoc, javaLines, javaText } from './java';
import type { KafkaStreamsWords } from './javaWords';
import type { KafkaStreamsApp } from './kafkaStreamsApp';

export function kafkaStreamsReplay(
  pack: string,
  scenario: Scenario,
  app: KafkaStreamsApp,
  kafka: KafkaStreamsWords,
  header: string,
): string {
  const names = app.inputs.map((i) => (scenario.sources[i.source] as Scenario['sources'][number]).name);
  const topics = names.map((name) => `${javaText(name)}, ${javaText(name)}`);
  const cases = app.inputs.map(({ row, time, key }, i) => {
    const name = javaText(names[i] as string);
    return { name, row: `App.${row.name}`, time, key };
  });
  const keyed = app.inputs.some((i) => i.key);
  return `package ${pack};

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

${header}
public final class Replay {
    private Replay() {}

${javaDoc(kafka.replayMain, 4)}
    public static void main(String[] args) throws IOException {
        Map<Integer, Task> tasks = new HashMap<>();
        List<JsonNode> arrivals = arrivals();
        int n = 0;
        for (JsonNode arrival : arrivals) {
            int partition = arrival.get("partition").asInt();
            if (!tasks.containsKey(partition)) tasks.put(partition, new Task(time(arrivals.get(0))));
            System.out.println(tasks.get(partition).read(n++, arrival));
        }
        for (Task task : tasks.values()) task.close();
    }

    private static Instant time(JsonNode arrival) {
        return Instant.parse(arrival.get("arrivesAt").asText());
    }

    private static List<JsonNode> arrivals() throws IOException {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Replay.class.getResourceAsStream("arrivals.jsonl"), StandardCharsets.UTF_8))) {
            return in.lines().map(Json::tree).toList();
        }
    }

    /** ${kafka.task} */
    private static final class Task {
        private final Path folder = Files.createTempDirectory(${javaText(pack)});
        private final TopologyTestDriver driver;
        private final TestOutputTopic<String, String> results;
        private ProcessorContext<Void, Void> context;
        private Instant now;
        private double dropped;

        Task(Instant start) throws IOException {
            now = start;
            Topology topology = App.topology(Map.of(${[...topics, `${javaText(app.results)}, ${javaText(app.results)}`].join(', ')})${keyed ? ', false' : ''});
            for (String source : List.of(${names.map(javaText).join(', ')}))
                topology.addProcessor("clock of " + source, Clock::new, source);
            Properties settings = App.settings();
            settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
${javaLines(kafka.emitInterval, 12, '// ')}
            settings.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 1000L);
            settings.put(
                    StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX, 1000L);
            driver = new TopologyTestDriver(topology, settings, start);
            results = driver.createOutputTopic(${javaText(app.results)}, new StringDeserializer(), new StringDeserializer());
        }

        ObjectNode read(int n, JsonNode arrival) throws IOException {
            Instant at = time(arrival);
            if (at.isAfter(now)) driver.advanceWallClockTime(Duration.between(now, at));
            now = at;
            String source = arrival.get("source").asText();
            Reading reading = reading(source, arrival.get("row"));
            Instant written = at.toEpochMilli() < 0 ? Instant.EPOCH : at;
            driver.createInputTopic(source, new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(bytes(reading.key()), bytes(reading.row()), written);
            ObjectNode line = Json.MAPPER.createObjectNode();
            line.put("arrival", n);
            line.put("timestamp", Json.time(at.toEpochMilli()));
            long streamTime = context.currentStreamTimeMs();
            line.put("streamTime", streamTime < 0 ? null : Json.time(streamTime));
            ArrayNode output = line.putArray("output");
            for (KeyValue<String, String> result : results.readKeyValuesToList()) output.add(row(result));
            ArrayNode late = line.putArray("late");
            double before = dropped;
            dropped = droppedRecords();
${javaLines(kafka.lateWithoutKey, 12, '// ')}
            long all = reading.key() == null ? 1 : windows(reading.time());
            if (dropped > before && dropped - before >= all) late.add(Json.MAPPER.valueToTree(reading.row()));
            return line;
        }

        private static JsonNode row(KeyValue<String, String> result) {
            if (result.value != null) return Json.tree(result.value);
            return ((ObjectNode) Json.tree(result.key)).put("tombstone", true);
        }

${javaDoc(kafka.windows, 8)}
        private static long windows(long time) {
            return ${app.windows ? `time < 0 ? 1 : ${app.windows}` : '1'};
        }

${javaDoc(kafka.dropped, 8)}
        private double droppedRecords() {
            return driver.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("dropped-records-total"))
                    .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                    .sum();
        }

        void close() throws IOException {
            driver.close();
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }

        /** ${kafka.clock} */
        private final class Clock implements Processor<Object, Object, Void, Void> {
            @Override
            public void init(ProcessorContext<Void, Void> its) {
                context = its;
            }

            @Override
            public void process(Record<Object, Object> record) {}
        }
    }

    private record Reading(Object key, Object row, long time) {}

    private static Reading reading(String source, JsonNode values) throws IOException {
        switch (source) {
${cases
  .map(
    ({ name, row, time, key }) => `            case ${name}: {
                ${row} row = Json.MAPPER.treeToValue(values, ${row}.class);
                return new Reading(${key ? `App.${key}(row)` : '"all"'}, row, ${time ? `App.${time}(row)` : '0'});
            }`,
  )
  .join('\n')}
            default:
                throw new IllegalArgumentException(source);
        }
    }

    private static byte[] bytes(Object value) throws IOException {
        return value == null ? null : Json.MAPPER.writeValueAsBytes(value);
    }
}
`;
}
