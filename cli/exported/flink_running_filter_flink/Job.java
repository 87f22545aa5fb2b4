package flink_running_filter;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
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
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;

/**
 * A filter behind a running aggregate
 *
 * <p>The query of the scenario "flink-running-filter" of Arus as a DataStream job of Apache Flink
 * 2.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * flink run target/flink_running_filter-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC
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
    public record Result(String k, long n) {}

    /** The results, and rows that were too late, as JSON (null where nothing can be late). */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** The scenario's query. */
    static Streams query(StreamExecutionEnvironment env, Source<RowsRow, ?, ?> rows) {
        // The watermark is sent after each row, not by a timer.
        env.getConfig().setAutoWatermarkInterval(0);
        DataStream<Result> results =
                env.fromSource(rows, watermarks(), "rows")
                        // One result for each key.
                        .keyBy(row -> new Key(row.k()))
                        .process(new Running())
                        // Keeps the rows for which this is true; null is not true.
                        .filter(row -> row.n() > 1);
        return new Streams(results, null);
    }

    /** Runs the job from Kafka to Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(env, topic(servers, options.get("rows", "rows"), RowsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        env.execute("flink-running-filter");
    }

    /**
     * The rows of a topic, from its oldest record on; a value that is not a JSON object fails the
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-running-filter")
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

    /** Emits the new value of a group for each row. */
    private static final class Running extends KeyedProcessFunction<Key, RowsRow, Result> {
        private transient ValueState<Totals> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("totals", Totals.class));
        }

        @Override
        public void processElement(RowsRow row, Context context, Collector<Result> out) throws Exception {
            Key key = context.getCurrentKey();
            Totals totals = (state.value() == null ? Totals.none() : state.value()).add(row);
            state.update(totals);
            out.collect(new Result(key.k(), totals.n()));
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
