package flink_velocity;

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
 * velocityCheck on Flink: elsewhere and sooner than `within` is an alert; a timer frees the key
 * when the watermark is there; a null key is a key
 *
 * <p>The query of the scenario "flink-velocity" of Arus as a DataStream job of Apache Flink 2.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * flink run target/flink_velocity-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC
 * </pre>
 */
public final class Job {
    /** A row of rows. Any value may be null. */
    public record RowsRow(Instant t, String card, String city) {}

    /** What a row is grouped by. */
    public record Key(String card) {}

    /** What is emitted for a group. */
    public record Result(
            String card,
            Instant t,
            String city,
            String previousCity,
            Instant previousTime) {}

    /** The results, and rows that were too late, as JSON (null where nothing can be late). */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** The scenario's query. */
    static Streams query(StreamExecutionEnvironment env, Source<RowsRow, ?, ?> rows) {
        // The watermark is sent after each row, not by a timer.
        env.getConfig().setAutoWatermarkInterval(0);
        DataStream<Result> results =
                env.fromSource(rows, watermarks(), "rows")
                        .keyBy(row -> new Key(row.card()))
                        .process(new VelocityCheck());
        return new Streams(results, null);
    }

    /** Runs the job from Kafka to Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(env, topic(servers, options.get("rows", "rows"), RowsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        env.execute("flink-velocity");
    }

    /**
     * The rows of a topic, from its oldest record on; a value that is not a JSON object fails the
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-velocity")
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

    /**
     * Emits a row that is elsewhere too soon after the newest one of its key. It sees late rows
     * too.
     */
    private static final class VelocityCheck
            extends KeyedProcessFunction<Key, RowsRow, Result> {
        private static final long WITHIN = Duration.ofMinutes(10).toMillis();

        public record Newest(String place, Instant time) {}

        private transient ValueState<Newest> newest;

        @Override
        public void open(OpenContext context) {
            newest = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Newest.class));
        }

        @Override
        public void processElement(
                RowsRow row,
                Context context,
                Collector<Result> out) throws Exception {
            if (row.city() == null || row.t() == null) return;
            Key key = context.getCurrentKey();
            long time = row.t().toEpochMilli();
            Newest before = newest.value();
            if (before != null) {
                long last = before.time().toEpochMilli();
                if (!row.city().equals(before.place()) && Math.abs(time - last) < WITHIN) {
                    out.collect(new Result(
                            key.card(),
                            row.t(),
                            row.city(),
                            before.place(),
                            before.time()));
                }
                if (time < last) return;
                context.timerService().deleteEventTimeTimer(last + WITHIN);
            }
            newest.update(new Newest(row.city(), row.t()));
            context.timerService().registerEventTimeTimer(time + WITHIN);
        }

        @Override
        public void onTimer(long at, OnTimerContext context, Collector<Result> out) throws Exception {
            newest.clear();
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
