package kafka_join_left_null_key;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;

/**
 * Left join: a left row without key comes out at once with nulls
 *
 * <p>The query of the scenario "kafka-join-left-null-key" of Arus in the DSL of Apache Kafka
 * Streams 4.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * java -jar target/kafka_join_left_null_key-1.jar --bootstrap-servers HOST:PORT --ads TOPIC --clicks TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** The key of a record: what its row is grouped or joined by, as a JSON object. */
    public record Key(String ad) {}

    /** A row of ads. Any value may be null. */
    public record AdsRow(Instant adTime, String ad, Long shown) {}

    /** A row of clicks. Any value may be null. */
    public record ClicksRow(Instant clickTime, String click, Long paid) {}

    /** A pair of rows. */
    public record Pair(
            Instant adTime,
            String ad,
            Long shown,
            Instant clickTime,
            String click,
            Long paid) {}

    /** The scenario's query. */
    static Topology topology(Map<String, String> topics, boolean rekey) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Key, AdsRow> ads =
                builder.stream(
                        topics.get("ads"),
                        Consumed.with(Json.serde(Key.class), Json.serde(AdsRow.class))
                                .withName("ads")
                                .withTimestampExtractor((record, before) -> timeAds((AdsRow) record.value())));
        // Where the topics have another key, rows are rekeyed through a repartition topic.
        if (rekey) ads = ads.selectKey((key, row) -> keyAds(row));
        KStream<Key, ClicksRow> clicks =
                builder.stream(
                        topics.get("clicks"),
                        Consumed.with(Json.serde(Key.class), Json.serde(ClicksRow.class))
                                .withName("clicks")
                                .withTimestampExtractor((record, before) -> timeClicks((ClicksRow) record.value())));
        // Where the topics have another key, rows are rekeyed through a repartition topic.
        if (rekey) clicks = clicks.selectKey((key, row) -> keyClicks(row));
        KStream<Key, ClicksRow> joined =
                clicks;
        ads
                // The right time lies from 1 minute before to 2 minutes after the left one, both
                // included. A row without a partner is emitted once none can arrive any more. A
                // window accepts rows until stream time is 1 minute past its end.
                .leftJoin(
                        joined,
                        App::pair,
                        JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMinutes(2), Duration.ofMinutes(1))
                                .before(Duration.ofMinutes(1))
                                .after(Duration.ofMinutes(2)),
                        StreamJoined.with(
                                Json.serde(Key.class),
                                Json.serde(AdsRow.class),
                                Json.serde(ClicksRow.class)))
                .to(topics.get("results"), Produced.with(Json.serde(Key.class), Json.serde(Pair.class)));
        return builder.build();
    }

    /** A record's time is adTime; a record without it is dropped. */
    static long timeAds(AdsRow row) {
        return row.adTime() == null ? -1 : row.adTime().toEpochMilli();
    }

    /** What a row is grouped by. */
    static Key keyAds(AdsRow row) {
        return row.ad() == null ? null : new Key(row.ad());
    }

    /** A record's time is clickTime; a record without it is dropped. */
    static long timeClicks(ClicksRow row) {
        return row.clickTime() == null ? -1 : row.clickTime().toEpochMilli();
    }

    /** What a row is grouped by. */
    static Key keyClicks(ClicksRow row) {
        return row.click() == null ? null : new Key(row.click());
    }

    /** A pair of rows. */
    private static Pair pair(AdsRow left, ClicksRow right) {
        return new Pair(
                left.adTime(),
                left.ad(),
                left.shown(),
                right == null ? null : right.clickTime(),
                right == null ? null : right.click(),
                right == null ? null : right.paid());
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka_join_left_null_key");
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
        topics.put("ads", options.getOrDefault("ads", "ads"));
        topics.put("clicks", options.getOrDefault("clicks", "clicks"));
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
