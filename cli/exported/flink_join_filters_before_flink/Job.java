package flink_join_filters_before;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.ParameterTool;

/**
 * Filter di kedua sisi join, sebelum dan setelah watermark
 *
 * <p>Query dari skenario "flink-join-filters-before" milik Arus sebagai job DataStream Apache Flink
 * 2.3.
 *
 * <pre>
 * # kedatangan skenario, satu per satu (Java 17 atau lebih baru)
 * mvn compile exec:java
 *
 * # di cluster, dari Kafka ke Kafka; baris berupa objek JSON
 * mvn package
 * flink run target/flink_join_filters_before-1.jar --bootstrap-servers HOST:PORT --ads TOPIC --clicks TOPIC --output TOPIC --late TOPIC
 * </pre>
 */
public final class Job {
    /** Satu baris dari ads. Setiap nilai boleh null. */
    public record AdsRow(Instant adTime, String adId) {}

    /** Satu baris dari clicks. Setiap nilai boleh null. */
    public record ClicksRow(Instant clickTime, String clickAdId) {}

    /** Dasar pengelompokan baris. */
    public record Key(String adId) {}

    /** Sepasang baris. */
    public record Pair(Instant adTime, String adId, Instant clickTime, String clickAdId) {}

    /**
     * Yang keluar, dan baris-baris yang telat, sebagai JSON (null jika tidak ada yang bisa telat).
     */
    record Streams(DataStream<Pair> results, DataStream<String> late) {}

    /** Baris-baris yang datang telat. */
    public static final OutputTag<AdsRow> LATE_LEFT = new OutputTag<>("late_left") {};

    /** Baris-baris yang datang telat. */
    public static final OutputTag<ClicksRow> LATE_RIGHT = new OutputTag<>("late_right") {};

    /** Query dari skenario. */
    static Streams query(
            StreamExecutionEnvironment env,
            Source<AdsRow, ?, ?> ads,
            Source<ClicksRow, ?, ?> clicks) {
        // Watermark dikirim setelah setiap baris, bukan oleh timer.
        env.getConfig().setAutoWatermarkInterval(0);
        KeyedStream<ClicksRow, Key> joined =
                env.fromSource(clicks, watermarks2(), "clicks")
                        // Meneruskan baris yang membuat syarat ini true; null bukan true.
                        .filter(row -> row.clickAdId() != null && !row.clickAdId().equals("z"))
                        .keyBy(row -> new Key(row.clickAdId()));
        SingleOutputStreamOperator<Pair> pairs =
                env.fromSource(ads, WatermarkStrategy.noWatermarks(), "ads")
                        // Meneruskan baris yang membuat syarat ini true; null bukan true.
                        .filter(row -> row.adId() != null && !row.adId().equals("q"))
                        .assignTimestampsAndWatermarks(watermarks())
                        .keyBy(row -> new Key(row.adId()))
                        // Waktu sisi kanan terletak antara 0 detik dan 2 menit setelah waktu sisi
                        // kiri, kedua ujung termasuk.
                        .intervalJoin(joined)
                        .between(Duration.ZERO, Duration.ofMinutes(2))
                        // Tanpa ini, baris yang telat dibuang dan hanya dihitung jumlahnya.
                        .sideOutputLeftLateData(LATE_LEFT)
                        .sideOutputRightLateData(LATE_RIGHT)
                        .process(new Join());
        return new Streams(
                pairs,
                pairs.getSideOutput(LATE_LEFT).map(Json::text)
                        .union(pairs.getSideOutput(LATE_RIGHT).map(Json::text)));
    }

    /** Menjalankan job dari Kafka ke Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(
                env,
                topic(servers, options.get("ads", "ads"), AdsRow.class),
                topic(servers, options.get("clicks", "clicks"), ClicksRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        if (options.has("late")) streams.late().sinkTo(sink(servers, options.get("late")));
        env.execute("flink-join-filters-before");
    }

    /**
     * Baris-baris sebuah topic, mulai dari record tertua; nilai yang bukan objek JSON menggagalkan
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-join-filters-before")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new JsonRows<>(row))
                .build();
    }

    /** Menulis setiap hasil sebagai JSON. Setelah kegagalan, hasil bisa keluar dua kali. */
    private static KafkaSink<String> sink(String servers, String topic) {
        KafkaSinkBuilder<String> builder =
                KafkaSink.<String>builder()
                        .setBootstrapServers(servers)
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        return builder.setRecordSerializer(
                        KafkaRecordSerializationSchema.builder()
                                .setTopic(topic)
                                .setValueSerializationSchema(new SimpleStringSchema())
                                .build())
                .build();
    }

    /**
     * Watermark berada 1 menit dan satu milidetik di belakang adTime terbaru; di Kafka setiap
     * partisi punya watermark sendiri, dan yang terkecil yang berlaku.
     */
    static WatermarkStrategy<AdsRow> watermarks() {
        return WatermarkStrategy.<AdsRow>forGenerator(context -> new AfterEveryRow<>(Duration.ofMinutes(1)))
                .withTimestampAssigner((row, before) -> row.adTime().toEpochMilli());
    }

    /**
     * Watermark berada 1 menit dan satu milidetik di belakang clickTime terbaru; di Kafka setiap
     * partisi punya watermark sendiri, dan yang terkecil yang berlaku.
     */
    static WatermarkStrategy<ClicksRow> watermarks2() {
        return WatermarkStrategy.<ClicksRow>forGenerator(context -> new AfterEveryRow<>(Duration.ofMinutes(1)))
                .withTimestampAssigner((row, before) -> row.clickTime().toEpochMilli());
    }

    /** Membuat pasangan ketika baris keduanya datang. */
    private static final class Join extends ProcessJoinFunction<AdsRow, ClicksRow, Pair> {
        @Override
        public void processElement(
                AdsRow left,
                ClicksRow right,
                Context context,
                Collector<Pair> out) {
                        // Syarat lain bagi sebuah pasangan; key null tidak bertemu apa pun.
            if (left.adId() != null) {
                out.collect(new Pair(
                        left.adTime(),
                        left.adId(),
                        right.clickTime(),
                        right.clickAdId()));
            }
        }
    }

    /** Mengirim watermark setelah setiap baris. */
    private static final class AfterEveryRow<T> extends BoundedOutOfOrdernessWatermarks<T> {
        AfterEveryRow(Duration delay) {
            super(delay);
        }

        @Override
        public void onEvent(T row, long timestamp, WatermarkOutput output) {
            super.onEvent(row, timestamp, output);
            onPeriodicEmit(output);
        }
    }

    /** Membaca baris dari objek JSON. */
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
    }
}
