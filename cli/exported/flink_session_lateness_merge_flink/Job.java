package flink_session_lateness_merge;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
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
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.ParameterTool;

/**
 * A session that has come out is merged with within its lateness, and not taken back
 *
 * <p>The query of the scenario "flink-session-lateness-merge" of Arus as a DataStream job of Apache
 * Flink 2.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * flink run target/flink_session_lateness_merge-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC --late TOPIC
 * </pre>
 */
public final class Job {
    /** A row of rows. Any value may be null. */
    public record RowsRow(Instant t, String k, Long v) {}

    /** What a row is grouped by. */
    public record Key(String k) {}

    /** What is kept for each group. */
    public record Totals(long n) {
        static Totals none() {
            return new Totals(0);
        }

        Totals add(RowsRow row) {
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

    /** The results, and rows that were too late, as JSON (null where nothing can be late). */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** Rows that were too late. */
    public static final OutputTag<RowsRow> LATE = new OutputTag<>("late") {};

    /** The scenario's query. */
    static Streams query(StreamExecutionEnvironment env, Source<RowsRow, ?, ?> rows) {
        // The watermark is sent after each row, not by a timer.
        env.getConfig().setAutoWatermarkInterval(0);
        SingleOutputStreamOperator<Result> windows =
                env.fromSource(rows, watermarks(), "rows")
                        .keyBy(row -> new Key(row.k()))
                        // Sessions: rows of a key that are at most 2 minutes apart belong together.
                        .window(EventTimeSessionWindows.withGap(Duration.ofMinutes(2)))
                        // A window is kept for 3 minutes after it fired; each row that still
                        // arrives makes it fire again.
                        .allowedLateness(Duration.ofMinutes(3))
                        // Without this, rows that are too late are dropped and only counted.
                        .sideOutputLateData(LATE)
                        .aggregate(new Aggregate(), new Give());
        return new Streams(windows, windows.getSideOutput(LATE).map(Json::text));
    }

    /** Runs the job from Kafka to Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(env, topic(servers, options.get("rows", "rows"), RowsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        if (options.has("late")) streams.late().sinkTo(sink(servers, options.get("late")));
        env.execute("flink-session-lateness-merge");
    }

    /**
     * The rows of a topic, from its oldest record on; a value that is not a JSON object fails the
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-session-lateness-merge")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new JsonRows<>(row))
                .build();
    }

    /** Writes each result as JSON. After a failure results can be emitted twice. */
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
     * The watermark stays 1 minute and a millisecond behind the newest t; in Kafka each partition
     * has its own, and the smallest counts.
     */
    static WatermarkStrategy<RowsRow> watermarks() {
        return WatermarkStrategy.<RowsRow>forGenerator(context -> new AfterEveryRow<>(Duration.ofMinutes(1)))
                .withTimestampAssigner((row, before) -> row.t().toEpochMilli());
    }

    /** Adds rows to the totals of a window, one by one: the rows themselves are not kept. */
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

    /** Makes a result of the totals when the window fires. */
    private static final class Give
            extends ProcessWindowFunction<Totals, Result, Key, TimeWindow> {
        @Override
        public void process(Key key, Context context, Iterable<Totals> all, Collector<Result> out) {
            TimeWindow window = context.window();
            Totals totals = all.iterator().next();
            Window span =
                    new Window(
                            Instant.ofEpochMilli(window.getStart()), Instant.ofEpochMilli(window.getEnd()));
            out.collect(new Result(span, key.k(), totals.n()));
        }
    }

    /** Sends the watermark after each row. */
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

    /** Reads a row from a JSON object. */
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
