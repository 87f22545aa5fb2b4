package tunnel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.SourceTransformation;
import org.apache.flink.streaming.api.transformations.TimestampsAndWatermarksTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.ManualClock;

/**
 * The scenario's arrivals through the operators of the job, in Flink's own test harness. A real
 * job's watermark timer follows the wall clock, and its inputs run side by side; here a clock
 * follows the arrivals, so that each run gives the same lines. It prints one line for each arrival,
 * as `arus run --engine flink --json` does.
 */
@SuppressWarnings({"unchecked", "rawtypes"})
public final class Replay {
    /**
     * From one tick of the watermark timer to the next, milliseconds; ticks fall on whole multiples
     * of it.
     */
    private static final long INTERVAL = Duration.ofMillis(200).toMillis();

    /** How many partitions each source has: each has its own watermark. */
    private static final Map<String, Integer> PARTITIONS = Map.of("pickups", 1);
    private final ManualClock clock = new ManualClock();
    private long now;
    private Long watermark;
    private final ArrayNode output = Json.MAPPER.createArrayNode();
    private final ArrayNode late = Json.MAPPER.createArrayNode();
    private final Map<Transformation<?>, List<Edge>> edges = new LinkedHashMap<>();
    private final List<AbstractStreamOperatorTestHarness<?>> harnesses = new ArrayList<>();
    private final List<TimestampsAndWatermarks<?>> generators = new ArrayList<>();
    private final Map<String, List<Reader>> readers = new HashMap<>();

    private Replay() {}

    /** Replays the arrivals. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // The topics are never read: the rows come from arrivals.jsonl.
        Job.Streams streams = Job.query(env, Job.topic("none:0", "pickups", Job.PickupsRow.class));
        new Replay().run(streams);
    }

    private void run(Job.Streams streams) throws Exception {
        feed(
                streams.results().getTransformation(),
                new Input(
                        record -> output.add(Json.MAPPER.valueToTree(record.getValue())),
                        mark -> watermark = mark.getTimestamp(),
                        status -> {}));
        DataStream<String> tooLate = streams.late();
        if (tooLate != null)
            feed(
                    tooLate.getTransformation(),
                    new Input(record -> late.add(Json.tree((String) record.getValue())), mark -> {}, status -> {}));
        List<JsonNode> arrivals = arrivals();
        if (arrivals.isEmpty()) return;
        long first = time(arrivals.get(0));
        long last = time(arrivals.get(arrivals.size() - 1));
        long end = last + 4 * INTERVAL;
        long tick = Math.floorDiv(first, INTERVAL) * INTERVAL;
        advance(Math.min(tick, first));
        int n = 0;
        for (JsonNode arrival : arrivals) {
            long at = time(arrival);
            for (; tick < at; tick += INTERVAL) tick(tick);
            advance(at);
            for (Reader reader : readers.getOrDefault(arrival.get("source").asText(), List.of()))
                reader.read(arrival.get("row"), arrival.get("partition").asInt());
            print(n++, at);
        }
        for (; tick <= end; tick += INTERVAL) tick(tick);
        for (AbstractStreamOperatorTestHarness<?> harness : harnesses) harness.close();
    }

    private static long time(JsonNode arrival) {
        return Instant.parse(arrival.get("arrivesAt").asText()).toEpochMilli();
    }

    private static List<JsonNode> arrivals() throws Exception {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Replay.class.getResourceAsStream("arrivals.jsonl"), StandardCharsets.UTF_8))) {
            return in.lines().map(Json::tree).toList();
        }
    }

    private void advance(long at) throws Exception {
        clock.advanceTime(at - now, TimeUnit.MILLISECONDS);
        now = at;
        for (AbstractStreamOperatorTestHarness<?> harness : harnesses) {
            harness.setStateTtlProcessingTime(at);
            harness.setProcessingTime(at);
        }
    }

    private void tick(long at) throws Exception {
        advance(at);
        for (TimestampsAndWatermarks<?> generator : generators) generator.emitImmediateWatermark(at);
        if (!output.isEmpty() || !late.isEmpty()) print(null, at);
    }

    private void print(Integer arrival, long at) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        if (arrival != null) line.put("arrival", arrival);
        line.put("timestamp", Json.time(at));
        line.put("watermark", watermark == null ? null : Json.time(watermark));
        line.set("output", output.deepCopy());
        line.set("late", late.deepCopy());
        System.out.println(line);
        output.removeAll();
        late.removeAll();
    }

    /**
     * Puts an input after everything it reads, with the valve that combines their watermarks into
     * the smallest.
     */
    private void feed(Transformation<?> from, DataOutput<Object> input) throws Exception {
        List<Upstream> upstream = upstream(from, null);
        StatusWatermarkValve valve = new StatusWatermarkValve(upstream.size());
        for (int i = 0; i < upstream.size(); i++)
            edges.get(upstream.get(i).step()).add(new Edge(upstream.get(i).tag(), valve, i, input));
    }

    private List<Upstream> upstream(Transformation<?> step, OutputTag<?> tag) throws Exception {
        if (step instanceof SideOutputTransformation<?> side)
            return upstream(side.getInputs().get(0), side.getOutputTag());
        if (step instanceof PartitionTransformation || step instanceof UnionTransformation) {
            List<Upstream> all = new ArrayList<>();
            for (Transformation<?> input : step.getInputs()) all.addAll(upstream(input, tag));
            return all;
        }
        if (!edges.containsKey(step)) build(step);
        return List.of(new Upstream(step, tag));
    }

    /** Sets up a step of the job, and everything it reads. */
    private void build(Transformation<?> step) throws Exception {
        edges.put(step, new ArrayList<>());
        if (step instanceof SourceTransformation<?, ?, ?> source) {
            ReaderOutput<Object> to = watermarks(source.getWatermarkStrategy(), step);
            List<SourceOutput<Object>> partitions = new ArrayList<>();
            for (int p = 0; p < PARTITIONS.get(source.getName()); p++)
                partitions.add(to.createOutputForSplit(String.valueOf(p)));
            readers.computeIfAbsent(source.getName(), name -> new ArrayList<>())
                    .add(new Reader(source.getOutputType().getTypeClass(), partitions));
        } else if (step instanceof TimestampsAndWatermarksTransformation<?> times) {
            ReaderOutput<Object> to = watermarks(times.getWatermarkStrategy(), step);
            feed(times.getInputs().get(0), new Input(record -> to.collect(record.getValue()), w -> {}, s -> {}));
        } else if (step instanceof TwoInputTransformation join) {
            var harness =
                    new KeyedTwoInputStreamOperatorTestHarness(
                            join.getOperator(),
                            join.getStateKeySelector1(),
                            join.getStateKeySelector2(),
                            join.getStateKeyType());
            open(harness);
            feed(
                    join.getInput1(),
                    operator(
                            step, harness, harness::processElement1, harness::processWatermark1,
                            harness::processWatermarkStatus1));
            feed(
                    join.getInput2(),
                    operator(
                            step, harness, harness::processElement2, harness::processWatermark2,
                            harness::processWatermarkStatus2));
        } else {
            OneInputTransformation one = (OneInputTransformation) step;
            var harness =
                    one.getStateKeySelector() == null
                            ? new OneInputStreamOperatorTestHarness(one.getOperatorFactory(), 1, 1, 0)
                            : new KeyedOneInputStreamOperatorTestHarness(
                                    one.getOperatorFactory(), one.getStateKeySelector(), one.getStateKeyType());
            open(harness);
            feed(
                    (Transformation<?>) one.getInputs().get(0),
                    operator(
                            step, harness, harness::processElement, harness::processWatermark,
                            harness::processWatermarkStatus));
        }
    }

    private void open(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        harnesses.add(harness);
        harness.open();
    }

    private ReaderOutput<Object> watermarks(WatermarkStrategy strategy, Transformation<?> step) {
        TimestampsAndWatermarks<Object> generator =
                TimestampsAndWatermarks.createProgressiveEventTimeLogic(
                        strategy,
                        UnregisteredMetricGroups.createUnregisteredTaskMetricGroup(),
                        null,
                        INTERVAL,
                        clock,
                        clock,
                        UnregisteredMetricGroups.createUnregisteredTaskMetricGroup().getIOMetricGroup());
        generators.add(generator);
        return generator.createMainOutput(
                new Input(
                        record -> give(step, null, record),
                        mark -> give(step, mark),
                        status -> give(step, status)),
                new Unobserved());
    }

    /**
     * What a step of the job does with a row, a watermark, and a source that falls idle or wakes.
     */
    private DataOutput<Object> operator(
            Transformation<?> step,
            AbstractStreamOperatorTestHarness<?> harness,
            Action<StreamRecord<Object>> record,
            Action<Watermark> mark,
            Action<WatermarkStatus> status) {
        return new Input(
                element -> {
                    record.run(new StreamRecord<>(element.getValue(), element.getTimestamp()));
                    drain(step, harness);
                },
                element -> {
                    mark.run(element);
                    drain(step, harness);
                },
                element -> {
                    status.run(element);
                    drain(step, harness);
                });
    }

    /** Passes on what a step emits, in order. */
    private void drain(Transformation<?> step, AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        for (Edge edge : edges.get(step)) {
            var side = edge.tag() == null ? null : harness.getSideOutput(edge.tag());
            while (side != null && !side.isEmpty()) edge.input().emitRecord((StreamRecord<Object>) (StreamRecord) side.poll());
        }
        while (!harness.getOutput().isEmpty()) {
            Object element = harness.getOutput().poll();
            if (element instanceof Watermark mark) give(step, mark);
            else if (element instanceof WatermarkStatus status) give(step, status);
            else if (element instanceof StreamRecord<?> record) give(step, null, (StreamRecord<Object>) record);
        }
    }

    private void give(Transformation<?> step, OutputTag<?> tag, StreamRecord<Object> record) throws Exception {
        for (Edge edge : edges.get(step)) if (edge.tag() == tag) edge.input().emitRecord(record);
    }

    private void give(Transformation<?> step, Watermark mark) throws Exception {
        for (Edge edge : edges.get(step)) edge.valve().inputWatermark(mark, edge.channel(), edge.input());
    }

    private void give(Transformation<?> step, WatermarkStatus status) throws Exception {
        for (Edge edge : edges.get(step)) edge.valve().inputWatermarkStatus(status, edge.channel(), edge.input());
    }

    private record Upstream(Transformation<?> step, OutputTag<?> tag) {}

    private record Edge(OutputTag<?> tag, StatusWatermarkValve valve, int channel, DataOutput<Object> input) {}

    private record Reader(Class<?> row, List<SourceOutput<Object>> partitions) {
        void read(JsonNode values, int partition) throws Exception {
            partitions.get(partition).collect(Json.MAPPER.treeToValue(values, row));
        }
    }

    @FunctionalInterface
    private interface Action<T> {
        void run(T element) throws Exception;
    }

    private record Input(
            Action<StreamRecord<Object>> record, Action<Watermark> mark, Action<WatermarkStatus> status)
            implements DataOutput<Object> {
        @Override
        public void emitRecord(StreamRecord<Object> element) throws Exception {
            record.run(element);
        }

        @Override
        public void emitWatermark(Watermark element) throws Exception {
            mark.run(element);
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus element) throws Exception {
            status.run(element);
        }

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent event) {}
    }

    private static final class Unobserved implements TimestampsAndWatermarks.WatermarkUpdateListener {
        @Override
        public void updateIdle(boolean idle) {}

        @Override
        public void updateCurrentEffectiveWatermark(long watermark) {}

        @Override
        public void updateCurrentSplitWatermark(String split, long watermark) {}

        @Override
        public void updateCurrentSplitIdle(String split, boolean idle) {}

        @Override
        public void splitFinished(String split) {}
    }
}
