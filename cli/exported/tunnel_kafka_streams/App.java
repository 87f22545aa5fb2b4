package tunnel;

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
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * Satu penjemputan tertahan di terowongan
 *
 * <p>Query dari skenario "tunnel" milik Arus dalam DSL Apache Kafka Streams 4.3.
 *
 * <pre>
 * # kedatangan skenario, satu per satu (Java 17 atau lebih baru)
 * mvn compile exec:java
 *
 * # di cluster, dari Kafka ke Kafka; baris berupa objek JSON
 * mvn package
 * java -jar target/tunnel-1.jar --bootstrap-servers HOST:PORT --pickups TOPIC --output TOPIC [--rekey true]
 * </pre>
 */
public final class App {
    /** Satu baris dari pickups. Setiap nilai boleh null. */
    public record PickupsRow(Instant pickupTime, String zone) {}

    /** Yang disimpan untuk setiap grup. */
    public record Totals(long pickups) {
        static Totals none() {
            return new Totals(0);
        }

        Totals add(PickupsRow row) {
            return new Totals(pickups + 1);
        }
    }

    /** Yang keluar untuk sebuah grup. */
    public record Result(Window window, long pickups) {}

    /** Satu rentang event time. */
    public record Window(Instant start, Instant end) {}

    /** Key sebuah hasil. Nilai null menarik kembali hasil dengan key ini. */
    public record ResultKey(Window window) {}

    /**
     * Window sepanjang 5 menit, berurutan. Window menerima baris sampai stream time 5 menit
     * melewati akhirnya.
     */
    static final TimeWindows WINDOWS =
            TimeWindows.ofSizeAndGrace(Duration.ofMinutes(5), Duration.ofMinutes(5));

    /** Query dari skenario. */
    static Topology topology(Map<String, String> topics, boolean rekey) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, PickupsRow> pickups =
                builder.stream(
                        topics.get("pickups"),
                        Consumed.with(Json.serde(String.class), Json.serde(PickupsRow.class))
                                .withName("pickups")
                                .withTimestampExtractor((record, before) -> timePickups((PickupsRow) record.value())));
        // Jika topic punya key lain, baris diberi key baru, melalui topic tersendiri.
        if (rekey) pickups = pickups.selectKey((key, row) -> keyPickups(row));
        pickups
                // Satu hasil untuk semua baris.
                .groupByKey(Grouped.with(Json.serde(String.class), Json.serde(PickupsRow.class)))
                // Window sepanjang 5 menit, berurutan. Window menerima baris sampai stream time 5
                // menit melewati akhirnya.
                .windowedBy(WINDOWS)
                // Setiap baris memberi nilai baru bagi window-window-nya.
                .aggregate(
                        Totals::none, (key, row, totals) -> totals.add(row),
                        Materialized.with(Json.serde(String.class), Json.serde(Totals.class)))
                .toStream()
                .map(App::result)
                .to(topics.get("results"), Produced.with(Json.serde(ResultKey.class), Json.serde(Result.class)));
        return builder.build();
    }

    /** Waktu sebuah record adalah pickupTime; record tanpa nilai itu dibuang. */
    static long timePickups(PickupsRow row) {
        return row.pickupTime() == null ? -1 : row.pickupTime().toEpochMilli();
    }

    /** Dasar pengelompokan baris. */
    static String keyPickups(PickupsRow row) {
        return "all";
    }

    /** Yang keluar untuk sebuah grup. */
    private static KeyValue<ResultKey, Result> result(Windowed<String> of, Totals totals) {
        Window window = new Window(of.window().startTime(), of.window().endTime());
        return KeyValue.pair(
                new ResultKey(window),
                totals == null ? null : new Result(window, totals.pickups()));
    }

    static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tunnel");
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
        topics.put("pickups", options.getOrDefault("pickups", "pickups"));
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
