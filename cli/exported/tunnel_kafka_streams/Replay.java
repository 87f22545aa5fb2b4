package tunnel;

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

/**
 * Kedatangan skenario melalui topology, di TopologyTestDriver milik library ini: satu untuk setiap
 * partisi, yang merupakan task tersendiri. Jam dindingnya mengikuti kedatangan. Satu baris dicetak
 * untuk setiap kedatangan, sama seperti `arus run --engine kafkaStreams --json`.
 */
public final class Replay {
    private Replay() {}

    /** Memutar ulang kedatangan. */
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

    /** Sebuah task: satu partisi dengan stream time dan store sendiri. */
    private static final class Task {
        private final Path folder = Files.createTempDirectory("tunnel");
        private final TopologyTestDriver driver;
        private final TestOutputTopic<String, String> results;
        private ProcessorContext<Void, Void> context;
        private Instant now;
        private double dropped;

        Task(Instant start) throws IOException {
            now = start;
            Topology topology = App.topology(Map.of("pickups", "pickups", "results", "results"), false);
            for (String source : List.of("pickups"))
                topology.addProcessor("clock of " + source, Clock::new, source);
            Properties settings = App.settings();
            settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
            // Driver mencari yang sudah ditutup setelah setiap baris; aplikasi sungguhan paling
            // sering sekali sedetik.
            settings.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 1000L);
            settings.put(
                    StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX, 1000L);
            driver = new TopologyTestDriver(topology, settings, start);
            results = driver.createOutputTopic("results", new StringDeserializer(), new StringDeserializer());
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
            // Record tanpa key dibuang sebelum sampai ke window-nya.
            long all = reading.key() == null ? 1 : windows(reading.time());
            if (dropped > before && dropped - before >= all) late.add(Json.MAPPER.valueToTree(reading.row()));
            return line;
        }

        private static JsonNode row(KeyValue<String, String> result) {
            if (result.value != null) return Json.tree(result.value);
            return ((ObjectNode) Json.tree(result.key)).put("tombstone", true);
        }

        /** Berada di berapa window sebuah baris: baris telat hanya jika semuanya sudah ditutup. */
        private static long windows(long time) {
            return time < 0 ? 1 : App.WINDOWS.windowsFor(time).size();
        }

        /** Jumlah record yang dibuang sejauh ini: telat, atau tanpa key atau waktu. */
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

        /** Mengetahui stream time dari task. */
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
            case "pickups": {
                App.PickupsRow row = Json.MAPPER.treeToValue(values, App.PickupsRow.class);
                return new Reading(App.keyPickups(row), row, App.timePickups(row));
            }
            default:
                throw new IllegalArgumentException(source);
        }
    }

    private static byte[] bytes(Object value) throws IOException {
        return value == null ? null : Json.MAPPER.writeValueAsBytes(value);
    }
}
