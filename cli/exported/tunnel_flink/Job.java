package tunnel;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.ParameterTool;

/**
 * One pickup got stuck in a tunnel
 *
 * <p>The query of the scenario "tunnel" of Arus as a DataStream job of Apache Flink 2.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * flink run target/tunnel-1.jar --bootstrap-servers HOST:PORT --pickups TOPIC --output TOPIC --late TOPIC
 * </pre>
 */
public final class Job {
    /** A row of pickups. Any value may be null. */
    public record PickupsRow(Instant pickupTime, String zone) {}

    /** What is kept for each group. */
    public record Totals(long pickups) {
        static Totals none() {
            return new Totals(0);
        }

        Totals add(PickupsRow row) {
            return new Totals(pickups + 1);
        }

        Totals merge(Totals other) {
            return new Totals(pickups + other.pickups);
        }
    }

    /** What is emitted for a group. */
    public record Result(Window window, long pickups) {}

    /** A span of event time. */
    public record Window(Instant start, Instant end) {}

    /** The results, and rows that were too late, as JSON (null where nothing can be late). */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** Rows that were too late. */
    public static final OutputTag<PickupsRow> LATE = new OutputTag<>("late") {};

    /** The scenario's query. */
    static Streams query(StreamExecutionEnvironment env, Source<PickupsRow, ?, ?> pickups) {
        // The watermark moves only every 200 milliseconds: lateness is judged by the last one that
        // was sent.
        env.getConfig().setAutoWatermarkInterval(200);
        SingleOutputStreamOperator<Result> windows =
                env.fromSource(pickups, watermarks(), "pickups")
                        // One result for all rows.
                        .keyBy(row -> "all")
                        // Windows of 5 minutes, one after the other.
                        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(5)))
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
        Streams streams = query(env, topic(servers, options.get("pickups", "pickups"), PickupsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        if (options.has("late")) streams.late().sinkTo(sink(servers, options.get("late")));
        env.execute("tunnel");
    }

    /**
     * The rows of a topic, from its oldest record on; a value that is not a JSON object fails the
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("tunnel")
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
     * The watermark stays 5 minutes and a millisecond behind the newest pickupTime; in Kafka each
     * partition has its own, and the smallest counts.
     */
    static WatermarkStrategy<PickupsRow> watermarks() {
        return WatermarkStrategy.<PickupsRow>forBoundedOutOfOrderness(Duration.ofMinutes(5))
                .withTimestampAssigner((row, before) -> row.pickupTime().toEpochMilli());
    }

    /** Adds rows to the totals of a window, one by one: the rows themselves are not kept. */
    private static final class Aggregate implements AggregateFunction<PickupsRow, Totals, Totals> {
        @Override
        public Totals createAccumulator() {
            return Totals.none();
        }

        @Override
        public Totals add(PickupsRow row, Totals totals) {
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
            out.collect(new Result(span, totals.pickups()));
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
