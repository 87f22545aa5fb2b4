package kafka_dedup_within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.serialization.Serdes;
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
 * dropDuplicatesWithinWatermark on Kafka Streams: a key is remembered for the delay after its first
 * row
 *
 * <p>The query of the scenario "kafka-dedup-within" of Arus in the DSL of Apache Kafka Streams 4.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * java -jar target/kafka_dedup_within-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** The key of a record: what its row is grouped or joined by, as a JSON object. */
    public record Key(String id) {}

    /** A row of rows. Any value may be null. */
    public record RowsRow(Instant t, String id, Long v) {}

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
                        Stores.persistentKeyValueStore(Once.STORE),
                        Json.serde(Key.class),
                        Serdes.Long()));
        rows
                // The first row with these values is passed on; its duplicates within 1 minute are
                // not.
                .process(Once::new, Once.STORE)
                .to(topics.get("results"), Produced.with(Json.serde(Key.class), Json.serde(RowsRow.class)));
        return builder.build();
    }

    /** A record's time is t; a record without it is dropped. */
    static long timeRows(RowsRow row) {
        return row.t() == null ? -1 : row.t().toEpochMilli();
    }

    /** What a row is grouped by. */
    static Key keyRows(RowsRow row) {
        return row.id() == null ? null : new Key(row.id());
    }

    /** Lets the first row of a key through. */
    private static final class Once
            extends ContextualProcessor<Key, RowsRow, Key, RowsRow> {
        static final String STORE = "first-rows";
        private static final long REMEMBERED = Duration.ofMinutes(1).toMillis();
        private static final long GRACE = Duration.ofMinutes(1).toMillis();

        private KeyValueStore<Key, Long> seen;
        private Sensor dropped;

        @Override
        public void init(ProcessorContext<Key, RowsRow> context) {
            super.init(context);
            seen = context.getStateStore(STORE);
            dropped = context.metrics().addRateTotalSensor(
                    "processor", "first-rows", "dropped-records", Sensor.RecordingLevel.INFO);
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
            // The key of a row that old may be forgotten by now: the row would pass as the first.
            if (record.timestamp() < context().currentStreamTimeMs() - GRACE) {
                dropped.record();
                return;
            }
            if (seen.get(key) != null) return;
            seen.put(key, record.timestamp());
            context().forward(record);
        }

        private void lookThrough(long now) {
            try (KeyValueIterator<Key, Long> all = seen.all()) {
                while (all.hasNext()) {
                    KeyValue<Key, Long> held = all.next();
                    if (held.value + REMEMBERED < now - GRACE) seen.delete(held.key);
                }
            }
        }
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka_dedup_within");
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
