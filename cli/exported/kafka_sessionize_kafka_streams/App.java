package kafka_sessionize;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * sessionize on Kafka Streams: visits come out with the row that makes the punctuator look,
 * whatever its key
 *
 * <p>The query of the scenario "kafka-sessionize" of Arus in the DSL of Apache Kafka Streams 4.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * java -jar target/kafka_sessionize-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** The key of a record: what its row is grouped or joined by, as a JSON object. */
    public record Key(String k) {}

    /** A row of rows. Any value may be null. */
    public record RowsRow(Instant t, String k, Long v) {}

    /** What is emitted for a group. */
    public record Result(String k, Instant visitStart, Instant visitEnd, Long rows) {}

    /** The scenario's query. */
    static Topology topology(Map<String, String> topics, boolean rekey) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Key, RowsRow> rows =
                builder.stream(
                        topics.get("rows"),
                        Consumed.with(Json.serde(Key.class), Json.serde(RowsRow.class))
                                .withName("rows")
                                .withTimestampExtractor((record, before) -> timeRows((RowsRow) record.value())));
        // Where the topics have another key, rows are rekeyed through a repartition topic.
        if (rekey) rows = rows.selectKey((key, row) -> keyRows(row));
        // What the processor keeps for each key, on disk and in a changelog topic.
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Sessionize.STORE),
                        Json.serde(Key.class),
                        Json.serde(Sessionize.Times.class)));
        rows
                .process(Sessionize::new, Sessionize.STORE)
                .to(topics.get("results"), Produced.with(Json.serde(Key.class), Json.serde(Result.class)));
        return builder.build();
    }

    /** A record's time is t; a record without it is dropped. */
    static long timeRows(RowsRow row) {
        return row.t() == null ? -1 : row.t().toEpochMilli();
    }

    /** What a row is grouped by. */
    static Key keyRows(RowsRow row) {
        return row.k() == null ? null : new Key(row.k());
    }

    /**
     * Emits a row for each visit of a key once it is over. It drops no late rows: such a row opens
     * a visit too.
     */
    private static final class Sessionize
            extends ContextualProcessor<Key, RowsRow, Key, Result> {
        static final String STORE = "open-visits";
        private static final long GAP = Duration.ofMinutes(2).toMillis();
        private static final long GRACE = Duration.ofMinutes(1).toMillis();

        public record Times(List<Long> times) {}

        private KeyValueStore<Key, Times> open;
        private Sensor dropped;

        @Override
        public void init(ProcessorContext<Key, Result> context) {
            super.init(context);
            open = context.getStateStore(STORE);
            dropped = context.metrics().addRateTotalSensor(
                    "processor", "open-visits", "dropped-records", Sensor.RecordingLevel.INFO);
            // The library has no timers per key: after a row, at most once a second of stream time,
            // all keys are checked for what is over. Out-of-order rows are waited for during the
            // grace.
            context.schedule(Duration.ofSeconds(1), PunctuationType.STREAM_TIME, this::lookThrough);
        }

        @Override
        public void process(Record<Key, RowsRow> record) {
            Key key = record.key();
            // A record without a key is dropped, as the library's own operators do.
            if (key == null) {
                dropped.record();
                return;
            }
            Times before = open.get(key);
            List<Long> times = before == null ? new ArrayList<>() : new ArrayList<>(before.times());
            times.add(record.timestamp());
            open.put(key, new Times(times));
        }

        private void lookThrough(long now) {
            try (KeyValueIterator<Key, Times> all = open.all()) {
                while (all.hasNext()) {
                    KeyValue<Key, Times> held = all.next();
                    Key key = held.key;
                    List<Long> times = new ArrayList<>(held.value.times());
                    times.sort(null);
                    while (!times.isEmpty()) {
                        int rows = 1;
                        while (rows < times.size() && times.get(rows) - times.get(rows - 1) <= GAP) rows++;
                        long last = times.get(rows - 1);
                        if (last + GAP >= now - GRACE) break;
                        Instant start = Instant.ofEpochMilli(times.get(0));
                        Instant end = Instant.ofEpochMilli(last);
                        Result visit = new Result(key.k(), start, end, (long) rows);
                        context().forward(new Record<>(key, visit, last + GAP));
                        times.subList(0, rows).clear();
                    }
                    if (times.isEmpty()) open.delete(key);
                    else if (times.size() < held.value.times().size()) open.put(key, new Times(times));
                }
            }
        }
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka_sessionize");
        // No record cache: every update is emitted, not one per commit.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // After a failure rows are read again, and results can be emitted twice.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    /** Runs the query from Kafka to Kafka. */
    public static void main(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i++)
            if (args[i].startsWith("--")) options.put(args[i].substring(2), args[i + 1]);
        Properties settings = settings();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, required(options, "bootstrap-servers"));
        Map<String, String> topics = new HashMap<>();
        topics.put("rows", options.getOrDefault("rows", "rows"));
        topics.put("results", required(options, "output"));
        KafkaStreams streams =
                new KafkaStreams(topology(topics, "true".equals(options.get("rekey"))), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    private static String required(Map<String, String> options, String name) {
        if (options.containsKey(name)) return options.get(name);
        throw new IllegalArgumentException("--" + name + " is missing");
    }
}
