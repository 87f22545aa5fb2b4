package flink_dedup_then_window;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.ParameterTool;

/**
 * Window setelah dropDuplicates menghitung setiap baris sekali; keduanya melihat watermark yang
 * sama
 *
 * <p>Query dari skenario "flink-dedup-then-window" milik Arus sebagai job DataStream Apache Flink
 * 2.3.
 *
 * <pre>
 * # kedatangan skenario, satu per satu (Java 17 atau lebih baru)
 * mvn compile exec:java
 *
 * # di cluster, dari Kafka ke Kafka; baris berupa objek JSON
 * mvn package
 * flink run target/flink_dedup_then_window-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC --late TOPIC
 * </pre>
 */
public final class Job {
    /** Satu baris dari rows. Setiap nilai boleh null. */
    public record RowsRow(Instant t, String id, Long v) {}

    /** Dasar pengelompokan baris. */
    public record Key(String id, Instant t) {}

    /** Yang disimpan untuk setiap grup. */
    public record Totals(long n, Long s) {
        static Totals none() {
            return new Totals(0, null);
        }

        Totals add(RowsRow row) {
            return new Totals(n + 1, Values.sum(s, row.v()));
        }

        Totals merge(Totals other) {
            return new Totals(n + other.n, Values.sum(s, other.s));
        }
    }

    /** Yang keluar untuk sebuah grup. */
    public record Result(Window window, long n, Long s) {}

    /** Satu rentang event time. */
    public record Window(Instant start, Instant end) {}

    /**
     * Yang keluar, dan baris-baris yang telat, sebagai JSON (null jika tidak ada yang bisa telat).
     */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** Baris-baris yang datang telat. */
    public static final OutputTag<RowsRow> LATE2 = new OutputTag<>("late2") {};

    /** Baris-baris yang datang telat. */
    public static final OutputTag<RowsRow> LATE = new OutputTag<>("late") {};

    /** Query dari skenario. */
    static Streams query(StreamExecutionEnvironment env, Source<RowsRow, ?, ?> rows) {
        // Watermark dikirim setelah setiap baris, bukan oleh timer.
        env.getConfig().setAutoWatermarkInterval(0);
        SingleOutputStreamOperator<RowsRow> firsts =
                env.fromSource(rows, watermarks(), "rows")
                        // Baris pertama dengan nilai ini diteruskan; ulangannya tidak.
                        .keyBy(row -> new Key(row.id(), row.t()))
                        .process(new Once());
        SingleOutputStreamOperator<Result> windows =
                firsts
                        // Satu hasil untuk semua baris.
                        .keyBy(row -> "all")
                        // Window sepanjang 4 menit, berurutan.
                        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(4)))
                        // Tanpa ini, baris yang telat dibuang dan hanya dihitung jumlahnya.
                        .sideOutputLateData(LATE2)
                        .aggregate(new Aggregate(), new Give());
        return new Streams(
                windows,
                firsts.getSideOutput(LATE).map(Json::text)
                        .union(windows.getSideOutput(LATE2).map(Json::text)));
    }

    /** Menjalankan job dari Kafka ke Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(env, topic(servers, options.get("rows", "rows"), RowsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        if (options.has("late")) streams.late().sinkTo(sink(servers, options.get("late")));
        env.execute("flink-dedup-then-window");
    }

    /**
     * Baris-baris sebuah topic, mulai dari record tertua; nilai yang bukan objek JSON menggagalkan
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-dedup-then-window")
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
     * Watermark berada 1 menit dan satu milidetik di belakang t terbaru; di Kafka setiap partisi
     * punya watermark sendiri, dan yang terkecil yang berlaku.
     */
    static WatermarkStrategy<RowsRow> watermarks() {
        return WatermarkStrategy.<RowsRow>forGenerator(context -> new AfterEveryRow<>(Duration.ofMinutes(1)))
                .withTimestampAssigner((row, before) -> row.t().toEpochMilli());
    }

    /** Meloloskan baris pertama sebuah key. */
    private static final class Once
            extends KeyedProcessFunction<Key, RowsRow, RowsRow> {
        private transient ValueState<Boolean> seen;

        @Override
        public void open(OpenContext context) {
            seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Boolean.class));
        }

        @Override
        public void processElement(
                RowsRow row,
                Context context,
                Collector<RowsRow> out) throws Exception {
            // Timer sudah melepas key dari baris pada atau di belakang watermark: ia akan lolos sebagai yang
            // pertama.
            if (context.timestamp() <= context.timerService().currentWatermark()) {
                context.output(LATE, row);
                return;
            }
            if (seen.value() != null) return;
            seen.update(true);
            context.timerService().registerEventTimeTimer(row.t().toEpochMilli());
            out.collect(row);
        }

        @Override
        public void onTimer(long at, OnTimerContext context, Collector<RowsRow> out) throws Exception {
            seen.clear();
        }
    }

    /** Menambahkan baris ke total sebuah window, satu per satu: barisnya sendiri tidak disimpan. */
    private static final class Aggregate implements AggregateFunction<RowsRow, Totals, Totals> {
        @Override
        public Totals createAccumulator() {
            return Totals.none();
        }

        @Override
        public Totals add(RowsRow row, Totals totals) {
            return totals.add(row);
        }

        @Override
        public Totals getResult(Totals totals) {
            return totals;
        }

        @Override
        public Totals merge(Totals totals, Totals other) {
            return totals.merge(other);
        }
    }

    /** Membuat hasil dari total ketika window keluar. */
    private static final class Give
            extends ProcessWindowFunction<Totals, Result, String, TimeWindow> {
        @Override
        public void process(
                String key,
                Context context,
                Iterable<Totals> all,
                Collector<Result> out) {
            TimeWindow window = context.window();
            Totals totals = all.iterator().next();
            Window span =
                    new Window(
                            Instant.ofEpochMilli(window.getStart()), Instant.ofEpochMilli(window.getEnd()));
            out.collect(new Result(span, totals.n(), totals.s()));
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
