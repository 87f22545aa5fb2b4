package kafka_session_suppress_second_result;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * suppress: at exact equality a row for the session that has come out gives a second result
 *
 * <p>The query of the scenario "kafka-session-suppress-second-result" of Arus in the DSL of Apache
 * Kafka Streams 4.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * java -jar target/kafka_session_suppress_second_result-1.jar --bootstrap-servers HOST:PORT --events TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** The key of a record: what its row is grouped or joined by, as a JSON object. */
    public record Key(String k) {}

    /** A row of events. Any value may be null. */
    public record EventsRow(Instant t, String k, Long v) {}

    /** What is kept for each group. */
    public record Totals(long n) {
        static Totals none() {
            return new Totals(0);
        }

        Totals add(EventsRow row) {
            return new Totals(n + 1);
        }

        Totals merge(Totals other) {
            return new Totals(n + other.n);
        }
    }

    /** What is emitted for a group. */
    public record Result(Window window, String k, long n) {}

    /** A span of event time. */
    public record Window(Instant start, Instant end) {}

    /** The key of a result. A value of null takes the result with this key back. */
    public record ResultKey(Window window, String k) {}

    /** The scenario's query. */
    static Topology topology(Map<String, String> topics, boolean rekey) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Key, EventsRow> events =
                builder.stream(
                        topics.get("events"),
                        Consumed.with(Json.serde(Key.class), Json.serde(EventsRow.class))
                                .withName("events")
                                .withTimestampExtractor((record, before) -> timeEvents((EventsRow) record.value())));
        // Where the topics have another key, rows are rekeyed through a repartition topic.
        if (rekey) events = events.selectKey((key, row) -> keyEvents(row));
        events
                .groupByKey(Grouped.with(Json.serde(Key.class), Json.serde(EventsRow.class)))
                // Sessions: rows of a key that are at most 2 minutes apart belong together. A
                // window accepts rows until stream time is 1 minute past its end.
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .aggregate(
                        Totals::none, (key, row, totals) -> totals.add(row), (key, totals, other) -> totals.merge(other),
                        Materialized.with(Json.serde(Key.class), Json.serde(Totals.class)))
                // A window is held back until it is closed: it is emitted once.
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                .toStream()
                .map(App::result)
                .to(topics.get("results"), Produced.with(Json.serde(ResultKey.class), Json.serde(Result.class)));
        return builder.build();
    }

    /** A record's time is t; a record without it is dropped. */
    static long timeEvents(EventsRow row) {
        return row.t() == null ? -1 : row.t().toEpochMilli();
    }

    /** What a row is grouped by. */
    static Key keyEvents(EventsRow row) {
        return row.k() == null ? null : new Key(row.k());
    }

    /** What is emitted for a group. */
    private static KeyValue<ResultKey, Result> result(Windowed<Key> of, Totals totals) {
        Window window = new Window(of.window().startTime(), of.window().endTime());
        return KeyValue.pair(
                new ResultKey(window, of.key().k()),
                totals == null ? null : new Result(window, of.key().k(), totals.n()));
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka_session_suppress_second_result");
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
        topics.put("events", options.getOrDefault("events", "events"));
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
