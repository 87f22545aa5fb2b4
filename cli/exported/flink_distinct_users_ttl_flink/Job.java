package flink_distinct_users_ttl;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
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
 * Each key of a map has a time to live of its own
 *
 * <p>The query of the scenario "flink-distinct-users-ttl" of Arus as a DataStream job of Apache
 * Flink 2.3.
 *
 * <pre>
 * # the scenario's arrivals, one by one (Java 17 or newer)
 * mvn compile exec:java
 *
 * # on a cluster, from Kafka to Kafka; rows are JSON objects
 * mvn package
 * flink run target/flink_distinct_users_ttl-1.jar --bootstrap-servers HOST:PORT --rows TOPIC --output TOPIC
 * </pre>
 */
public final class Job {
    /** A row of rows. Any value may be null. */
    public record RowsRow(Instant t, String page, String user) {}

    /** What a row is grouped by. */
    public record Key(String page) {}

    /** What is emitted for a group. */
    public record Result(String page, Long users) {}

    /** The results, and rows that were too late, as JSON (null where nothing can be late). */
    record Streams(DataStream<Result> results, DataStream<String> late) {}

    /** The scenario's query. */
    static Streams query(StreamExecutionEnvironment env, Source<RowsRow, ?, ?> rows) {
        // The watermark is sent after each row, not by a timer.
        env.getConfig().setAutoWatermarkInterval(0);
        DataStream<Result> results =
                env.fromSource(rows, watermarks(), "rows")
                        .keyBy(row -> new Key(row.page()))
                        .process(new DistinctUsers());
        return new Streams(results, null);
    }

    /** Runs the job from Kafka to Kafka. */
    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String servers = options.getRequired("bootstrap-servers");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Streams streams = query(env, topic(servers, options.get("rows", "rows"), RowsRow.class));
        streams.results().map(Json::text).sinkTo(sink(servers, options.getRequired("output")));
        env.execute("flink-distinct-users-ttl");
    }

    /**
     * The rows of a topic, from its oldest record on; a value that is not a JSON object fails the
     * job.
     */
    static <T> KafkaSource<T> topic(String servers, String topic, Class<T> row) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(servers)
                .setTopics(topic)
                .setGroupId("flink-distinct-users-ttl")
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
     * The watermark stays 0 seconds and a millisecond behind the newest t; in Kafka each partition
     * has its own, and the smallest counts.
     */
    static WatermarkStrategy<RowsRow> watermarks() {
        return WatermarkStrategy.<RowsRow>forGenerator(context -> new AfterEveryRow<>(Duration.ZERO))
                .withTimestampAssigner((row, before) -> row.t().toEpochMilli());
    }

    /** Emits, for each row with a user, how many users its key has seen. */
    private static final class DistinctUsers
            extends KeyedProcessFunction<Key, RowsRow, Result> {
        private transient MapState<String, Long> users;

        @Override
        public void open(OpenContext context) {
            MapStateDescriptor<String, Long> descriptor = new MapStateDescriptor<>("users", String.class, Long.class);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofSeconds(10)).build());
            users = getRuntimeContext().getMapState(descriptor);
        }

        @Override
        public void processElement(
                RowsRow row,
                Context context,
                Collector<Result> out) throws Exception {
            if (row.user() == null) return;
            Key key = context.getCurrentKey();
            Long seen = users.get(row.user());
            users.put(row.user(), seen == null ? 1 : seen + 1);
            long count = 0;
            for (String user : users.keys()) count++;
            out.collect(new Result(key.page(), count));
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
