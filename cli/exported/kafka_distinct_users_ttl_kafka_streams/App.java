package kafka_distinct_users_ttl;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
 * Setiap pengguna sebuah kunci dilupakan sendiri-sendiri
 *
 * <p>Query dari skenario "kafka-distinct-users-ttl" milik Arus dalam DSL Apache Kafka Streams 4.3.
 *
 * <pre>
 * # kedatangan skenario, satu per satu (Java 17 atau lebih baru)
 * mvn compile exec:java
 *
 * # di cluster, dari Kafka ke Kafka; baris berupa objek JSON
 * mvn package
 * java -jar target/kafka_distinct_users_ttl-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** Key sebuah record: dasar pengelompokan atau join barisnya, sebagai objek JSON. */
    public record Key(String page) {}

    /** Satu baris dari rows. Setiap nilai boleh null. */
    public record RowsRow(Instant t, String page, String user) {}

    /** Yang keluar untuk sebuah grup. */
    public record Result(String page, Long users) {}

    /** Query dari skenario. */
    static Topology topology(Map<String, String> topics, boolean rekey) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Key, RowsRow> rows =
                builder.stream(
                        topics.get("rows"),
                        Consumed.with(Json.serde(Key.class), Json.serde(RowsRow.class))
                                .withName("rows")
                                .withTimestampExtractor((record, before) -> timeRows((RowsRow) record.value())));
        // Jika topic punya key lain, baris diberi key baru, melalui topic tersendiri.
        if (rekey) rows = rows.selectKey((key, row) -> keyRows(row));
        // Yang disimpan processor untuk tiap key, di disk dan di sebuah topic changelog.
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(DistinctUsers.STORE),
                        Json.serde(Key.class),
                        Json.serde(DistinctUsers.Users.class)));
        rows
                .process(DistinctUsers::new, DistinctUsers.STORE)
                .to(topics.get("results"), Produced.with(Json.serde(Key.class), Json.serde(Result.class)));
        return builder.build();
    }

    /** Waktu sebuah record adalah t; record tanpa nilai itu dibuang. */
    static long timeRows(RowsRow row) {
        return row.t() == null ? -1 : row.t().toEpochMilli();
    }

    /** Dasar pengelompokan baris. */
    static Key keyRows(RowsRow row) {
        return row.page() == null ? null : new Key(row.page());
    }

    /**
     * Memberikan, untuk tiap baris yang punya pengguna, berapa pengguna yang sudah dilihat key-nya.
     */
    private static final class DistinctUsers
            extends ContextualProcessor<Key, RowsRow, Key, Result> {
        static final String STORE = "distinct-users";
        private static final long TTL = Duration.ofSeconds(10).toMillis();

        public record Users(Map<String, Long> until) {}

        private KeyValueStore<Key, Users> known;
        private Sensor dropped;

        @Override
        public void init(ProcessorContext<Key, Result> context) {
            super.init(context);
            known = context.getStateStore(STORE);
            dropped = context.metrics().addRateTotalSensor(
                    "processor", "distinct-users", "dropped-records", Sensor.RecordingLevel.INFO);
            // Nilai yang sudah habis waktunya tidak dihitung lagi, entah masih ada di store atau
            // tidak; sekali sedetik menurut jam, nilai seperti itu dihapus.
            context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::lookThrough);
        }

        @Override
        public void process(Record<Key, RowsRow> record) {
            Key key = record.key();
            // Record tanpa key dibuang, seperti yang dilakukan operator library ini sendiri.
            if (key == null) {
                dropped.record();
                return;
            }
            RowsRow row = record.value();
            if (row.user() == null) return;
            long now = context().currentSystemTimeMs();
            Users before = known.get(key);
            Map<String, Long> users = before == null ? new HashMap<>() : new HashMap<>(before.until());
            users.values().removeIf(until -> until <= now);
            users.put(row.user(), now + TTL);
            known.put(key, new Users(users));
            context().forward(record.withValue(new Result(key.page(), (long) users.size())));
        }

        private void lookThrough(long now) {
            try (KeyValueIterator<Key, Users> all = known.all()) {
                while (all.hasNext()) {
                    KeyValue<Key, Users> held = all.next();
                    Map<String, Long> users = new HashMap<>(held.value.until());
                    if (!users.values().removeIf(until -> until <= now)) continue;
                    if (users.isEmpty()) known.delete(held.key);
                    else known.put(held.key, new Users(users));
                }
            }
        }
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka_distinct_users_ttl");
        // Tanpa record cache: setiap pembaruan keluar, bukan satu untuk setiap commit.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        // Setelah kegagalan, baris dibaca lagi dan hasil bisa keluar dua kali.
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    /** Menjalankan query dari Kafka ke Kafka. */
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
