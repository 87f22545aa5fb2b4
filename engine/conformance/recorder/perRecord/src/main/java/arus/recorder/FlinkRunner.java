package arus.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.co.ProcessJoinFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.operators.co.IntervalJoinOperator;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperator;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperatorBuilder;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.StatusWatermarkValve;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.runtime.event.WatermarkEvent;

/**
 * Runs a scenario on real Flink classes: the source's TimestampsAndWatermarks (per-split generators, the multiplexer, idleness),
 * the StatusWatermarkValve of the network input, and the operator (WindowOperator, KeyedProcessOperator, IntervalJoinOperator)
 * in Flink's own test harness. Processing time is a manual clock that follows arrivesAt.
 */
public class FlinkRunner {
    private final Scenario s;
    private final ManualClock clock = new ManualClock();
    private long now;
    private AbstractStreamOperatorTestHarness<Row> harness;
    private final OutputTag<Row> lateTag = new OutputTag<>("late", TypeInformation.of(Row.class));
    private final OutputTag<Row> lateTagRight = new OutputTag<>("lateRight", TypeInformation.of(Row.class));
    private final List<Input> inputs = new ArrayList<>();
    private Long lastWatermark;
    /** What drops duplicates in front of the operator. */
    private OneInputStreamOperatorTestHarness<Row, Row> dedup;
    /** The window in front of the one at the end. */
    private OneInputStreamOperatorTestHarness<Row, Row> inner;
    /** also measured, by a second operator without a side output: numLateRecordsDropped */
    private OneInputStreamOperatorTestHarness<Row, Row> noSideOutput;

    FlinkRunner(Scenario s) {
        this.s = s;
    }

    /** Watermark after every row: the bounded-out-of-orderness generator, asked after each event instead of by a timer. */
    static class AfterEveryRow implements WatermarkGenerator<Row> {
        private final WatermarkGenerator<Row> w;

        AfterEveryRow(Duration delay) {
            w = new BoundedOutOfOrdernessWatermarks<>(delay);
        }

        @Override
        public void onEvent(Row event, long ts, WatermarkOutput out) {
            w.onEvent(event, ts, out);
            w.onPeriodicEmit(out);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput out) {
            w.onPeriodicEmit(out);
        }
    }

    /** The watermarks of a source, as Flink's runtime makes them. */
    static TimestampsAndWatermarks<Row> watermarks(Scenario.Branch b, long interval, Long idle, ManualClock clock) {
        WatermarkStrategy<Row> ws;
        if (b.timeColumn == null) ws = WatermarkStrategy.<Row>noWatermarks();
        else {
            Duration delay = Duration.ofMillis(b.delay);
            ws = interval == 0
                    ? WatermarkStrategy.<Row>forGenerator(c -> new AfterEveryRow(delay))
                    : WatermarkStrategy.<Row>forBoundedOutOfOrderness(delay);
            String col = b.timeColumn;
            ws = ws.withTimestampAssigner((r, t) -> r.time(col));
            if (idle != null) ws = ws.withIdleness(Duration.ofMillis(idle));
        }
        return TimestampsAndWatermarks.createProgressiveEventTimeLogic(
                ws,
                UnregisteredMetricGroups.createUnregisteredTaskMetricGroup(),
                null,
                interval,
                clock,
                clock,
                UnregisteredMetricGroups.createUnregisteredTaskMetricGroup().getIOMetricGroup());
    }

    /** Nobody wants to know how the watermarks of splits move. */
    static final TimestampsAndWatermarks.WatermarkUpdateListener NOBODY = new TimestampsAndWatermarks.WatermarkUpdateListener() {
        public void updateIdle(boolean isIdle) {}

        public void updateCurrentEffectiveWatermark(long watermark) {}

        public void updateCurrentSplitWatermark(String splitId, long watermark) {}

        public void updateCurrentSplitIdle(String splitId, boolean idle) {}

        public void splitFinished(String splitId) {}
    };

    interface Sink {
        void element(StreamRecord<Row> r) throws Exception;

        void watermark(Watermark w) throws Exception;

        void status(WatermarkStatus st) throws Exception;
    }

    /** One source with its own splits; its output is one channel of a valve in front of the operator. */
    class Input {
        final Scenario.Branch b;
        final StatusWatermarkValve valve;
        final int channel;
        final Sink sink;
        final TimestampsAndWatermarks<Row> tw;
        final List<SourceOutput<Row>> splits = new ArrayList<>();
        final ValveOut valveOut;

        Input(Scenario.Branch b, long interval, Long idle, StatusWatermarkValve valve, int channel, Sink sink) {
            this.b = b;
            this.valve = valve;
            this.channel = channel;
            this.sink = sink;
            this.valveOut = new ValveOut(sink);
            tw = watermarks(b, interval, idle, clock);
            ReaderOutput<Row> main = tw.createMainOutput(new SourceOut(), NOBODY);
            for (int p = 0; p < b.source.partitions; p++) splits.add(main.createOutputForSplit("split-" + p));
        }

        class SourceOut extends RowOutput {
            public void emitRecord(StreamRecord<Row> r) throws Exception {
                Row row = b.applyAfter(r.getValue());
                if (row != null) sink.element(new StreamRecord<>(row, r.getTimestamp()));
            }

            public void emitWatermark(Watermark w) throws Exception {
                valve.inputWatermark(w, channel, valveOut);
            }

            public void emitWatermarkStatus(WatermarkStatus st) throws Exception {
                valve.inputWatermarkStatus(st, channel, valveOut);
            }
        }
    }

    /** Nobody wants to know the rest. */
    abstract static class RowOutput implements PushingAsyncDataInput.DataOutput<Row> {
        public void emitLatencyMarker(LatencyMarker m) {}

        public void emitRecordAttributes(RecordAttributes a) {}

        public void emitWatermark(WatermarkEvent w) {}
    }

    static class ValveOut extends RowOutput {
        final Sink sink;

        ValveOut(Sink sink) {
            this.sink = sink;
        }

        public void emitRecord(StreamRecord<Row> r) throws Exception {
            sink.element(r);
        }

        public void emitWatermark(Watermark w) throws Exception {
            sink.watermark(w);
        }

        public void emitWatermarkStatus(WatermarkStatus st) throws Exception {
            sink.status(st);
        }
    }

    static class AggFn implements AggregateFunction<Row, Agg.Acc, Agg.Acc> {
        final Agg agg;

        AggFn(Agg agg) {
            this.agg = agg;
        }

        public Agg.Acc createAccumulator() {
            return agg.create();
        }

        public Agg.Acc add(Row r, Agg.Acc a) {
            return agg.add(a, r);
        }

        public Agg.Acc getResult(Agg.Acc a) {
            return a;
        }

        public Agg.Acc merge(Agg.Acc a, Agg.Acc b) {
            return agg.merge(a, b);
        }
    }

    /** Static because Flink serializes user functions; the scenario stays outside. */
    static Scenario current;

    private static void give(Collector<Row> out, Row row) {
        if (row != null) out.collect(row);
    }

    /** The window of the scenario, or the one behind it. */
    static Scenario windowed(boolean outer) {
        return outer ? current.outer : current;
    }

    static class Out extends ProcessWindowFunction<Agg.Acc, Row, String, TimeWindow> {
        final boolean outer;

        Out(boolean outer) {
            this.outer = outer;
        }

        @Override
        public void process(String key, Context c, Iterable<Agg.Acc> accs, Collector<Row> out) {
            for (Agg.Acc a : accs) give(out, windowed(outer).outputRow(key, c.window().getStart(), c.window().getEnd(), a));
        }
    }

    static class Running extends KeyedProcessFunction<String, Row, Row> {
        private transient ValueState<Agg.Acc> acc;

        @Override
        public void open(OpenContext ctx) {
            acc = getRuntimeContext().getState(new ValueStateDescriptor<>("acc", Agg.Acc.class));
        }

        @Override
        public void processElement(Row r, Context c, Collector<Row> out) throws Exception {
            Agg.Acc a = acc.value();
            a = current.agg.add(a == null ? current.agg.create() : a, r);
            acc.update(a);
            give(out, current.outputRow(c.getCurrentKey(), null, null, a));
        }
    }

    static class Joiner extends ProcessJoinFunction<Row, Row, Row> {
        /** Keys are texts here, a null one too: as a job's author has to, the function tests that the condition is true. */
        @Override
        public void processElement(Row l, Row r, Context c, Collector<Row> out) {
            if (l.get(current.join.leftKey) != null && r.get(current.join.rightKey) != null) give(out, current.pair(l, r));
        }
    }

    private OneInputStreamOperatorTestHarness<Row, Row> windowHarness(boolean outer, boolean sideOutput) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                windowOperator(s, outer, sideOutput ? lateTag : null), r -> windowed(outer).keyOf(r), Types.STRING);
    }

    /** @param late null: late rows are counted only */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static OneInputStreamOperator<Row, Row> windowOperator(Scenario s, boolean outer, OutputTag<Row> late) {
        Scenario own = outer ? s.outer : s;
        Scenario.Window w = own.window;
        WindowAssigner<Object, TimeWindow> assigner;
        if (w.gap != null) assigner = (WindowAssigner) EventTimeSessionWindows.withGap(Duration.ofMillis(w.gap));
        else if (w.slide != null)
            assigner = (WindowAssigner) SlidingEventTimeWindows.of(Duration.ofMillis(w.size), Duration.ofMillis(w.slide), Duration.ofMillis(w.start));
        else assigner = (WindowAssigner) TumblingEventTimeWindows.of(Duration.ofMillis(w.size), Duration.ofMillis(w.start));
        WindowOperatorBuilder<Row, String, TimeWindow> wb = new WindowOperatorBuilder<>(
                assigner, EventTimeTrigger.create(), new ExecutionConfig(), TypeInformation.of(Row.class), r -> windowed(outer).keyOf(r), Types.STRING);
        wb.allowedLateness(Duration.ofMillis(Intervals.ms(s.flink.path("allowedLateness").asText("0 seconds"))));
        if (late != null) wb.sideOutputLateData(late);
        return wb.aggregate(new AggFn(own.agg), new Out(outer), TypeInformation.of(Agg.Acc.class));
    }

    static IntervalJoinOperator<String, Row, Row, Row> joinOperator(Scenario s, OutputTag<Row> left, OutputTag<Row> right) {
        if (!s.join.type.equals("inner")) throw new Unsupported("Flink's interval join is inner only");
        var rows = TypeInformation.of(Row.class).createSerializer(new ExecutionConfig().getSerializerConfig());
        return new IntervalJoinOperator<>(s.join.lower, s.join.upper, true, true, left, right, rows, rows, new Joiner());
    }

    /** An operator in front of the sink that drops duplicates, if the query has one. */
    private Sink behindDedup(Sink sink) throws Exception {
        if (s.dedup == null) return sink;
        if (dedup == null) {
            var keys = s.dedup.keys;
            dedup = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new FlinkFunctions.Dedup(s.dedup, lateTag)), r -> Scenario.keyOf(r, keys), Types.STRING);
            dedup.open();
        }
        return behind(dedup, s.dedup.behind, sink);
    }

    /** The window whose rows the window at the end takes, if the query has two. */
    private Sink behindInner(Sink sink) throws Exception {
        if (s.outer == null) return sink;
        if (inner == null) {
            inner = windowHarness(false, true);
            inner.open();
        }
        return behind(inner, List.of(), sink);
    }

    /** An operator in front of a sink: what it lets through, or gives out, goes on at once. */
    private static Sink behind(OneInputStreamOperatorTestHarness<Row, Row> front, List<Scenario.Step> steps, Sink sink) {
        return new Sink() {
            public void element(StreamRecord<Row> r) throws Exception {
                front.processElement(new StreamRecord<>(r.getValue(), r.getTimestamp()));
                goOn();
            }

            public void watermark(Watermark w) throws Exception {
                front.processWatermark(w);
                goOn();
            }

            public void status(WatermarkStatus st) throws Exception {
                front.processWatermarkStatus(st);
                goOn();
            }

            private void goOn() throws Exception {
                for (Object o = front.getOutput().poll(); o != null; o = front.getOutput().poll()) {
                    if (o instanceof Watermark w) sink.watermark(w);
                    else if (o instanceof WatermarkStatus st) sink.status(st);
                    else if (o instanceof StreamRecord<?> r) {
                        Row row = Scenario.apply(steps, (Row) r.getValue());
                        if (row != null) sink.element(new StreamRecord<>(row, r.getTimestamp()));
                    }
                }
            }
        };
    }

    List<Line> run() throws Exception {
        current = s;
        long interval = Intervals.ms(s.flink.path("watermarkInterval").asText("200 milliseconds"));
        Long idle = s.flink.hasNonNull("idleTimeout") ? Intervals.ms(s.flink.get("idleTimeout").asText()) : null;

        if (s.join != null) {
            Scenario.Join j = s.join;
            var op = joinOperator(s, lateTag, lateTagRight);
            String lk = j.leftKey;
            String rk = j.rightKey;
            var h = new KeyedTwoInputStreamOperatorTestHarness<String, Row, Row, Row>(
                    op, r -> String.valueOf(r.get(lk)), r -> String.valueOf(r.get(rk)), Types.STRING);
            harness = h;
            inputs.add(new Input(s.branches.get(0), interval, idle, new StatusWatermarkValve(1), 0, new Sink() {
                public void element(StreamRecord<Row> r) throws Exception {
                    h.processElement1(r);
                }

                public void watermark(Watermark w) throws Exception {
                    h.processWatermark1(w);
                }

                public void status(WatermarkStatus st) throws Exception {
                    h.processWatermarkStatus1(st);
                }
            }));
            inputs.add(new Input(s.branches.get(1), interval, idle, new StatusWatermarkValve(1), 0, new Sink() {
                public void element(StreamRecord<Row> r) throws Exception {
                    h.processElement2(r);
                }

                public void watermark(Watermark w) throws Exception {
                    h.processWatermark2(w);
                }

                public void status(WatermarkStatus st) throws Exception {
                    h.processWatermarkStatus2(st);
                }
            }));
        } else {
            OneInputStreamOperatorTestHarness<Row, Row> h;
            if (s.process != null) {
                var keys = s.process.keys;
                h = new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(FlinkFunctions.of(s.process)), r -> Scenario.keyOf(r, keys), Types.STRING);
            } else if (s.window != null) {
                h = windowHarness(s.outer != null, true);
                noSideOutput = windowHarness(s.outer != null, false);
                noSideOutput.open();
            } else if (s.aggregated) {
                h = new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(new Running()), r -> current.keyOf(r), Types.STRING);
            } else {
                h = new OneInputStreamOperatorTestHarness<>(new StreamMap<Row, Row>(r -> r));
            }
            harness = h;
            StatusWatermarkValve valve = new StatusWatermarkValve(s.branches.size());
            for (int i = 0; i < s.branches.size(); i++) {
                inputs.add(new Input(s.branches.get(i), interval, idle, valve, i, behindDedup(behindInner(new Sink() {
                    public void element(StreamRecord<Row> r) throws Exception {
                        h.processElement(new StreamRecord<>(r.getValue(), r.getTimestamp()));
                        if (noSideOutput != null) noSideOutput.processElement(new StreamRecord<>(r.getValue(), r.getTimestamp()));
                    }

                    public void watermark(Watermark w) throws Exception {
                        h.processWatermark(w);
                        if (noSideOutput != null) noSideOutput.processWatermark(w);
                    }

                    public void status(WatermarkStatus st) throws Exception {
                        h.processWatermarkStatus(st);
                    }
                }))));
            }
        }
        harness.open();

        List<Line> lines = new ArrayList<>();
        if (s.arrivals.isEmpty()) return lines;
        long tick = interval == 0 ? Long.MAX_VALUE : Math.floorDiv(s.arrivals.get(0).at, interval) * interval;
        long end = s.until != null ? s.until : s.arrivals.get(s.arrivals.size() - 1).at + 4 * interval + (idle == null ? 0 : 2 * idle);
        clock.advanceTime(Math.min(tick, s.arrivals.get(0).at), TimeUnit.MILLISECONDS);
        now = clock.absoluteTimeMillis();
        int n = 0;
        for (Scenario.Arrival a : s.arrivals) {
            // ticks strictly before the row; at an equal instant the row goes first
            for (; tick < a.at; tick += interval) tick(tick, lines);
            advance(a.at);
            for (Input in : inputs) {
                Row row = in.b.source == a.source ? Scenario.apply(in.b.before, a.row) : null;
                if (row != null) in.splits.get(a.partition).collect(row);
            }
            Line l = drain(a.at);
            l.arrival = n++;
            lines.add(l);
        }
        if (interval > 0) for (; tick <= end; tick += interval) tick(tick, lines);
        harness.close();
        if (dedup != null) dedup.close();
        if (inner != null) inner.close();
        if (noSideOutput != null) noSideOutput.close();
        return lines;
    }

    private void advance(long t) throws Exception {
        clock.advanceTime(t - now, TimeUnit.MILLISECONDS);
        now = t;
        harness.setStateTtlProcessingTime(t);
        harness.setProcessingTime(t);
    }

    private void tick(long t, List<Line> lines) throws Exception {
        advance(t);
        for (Input in : inputs) in.tw.emitImmediateWatermark(t);
        Line l = drain(t);
        if (!l.output.isEmpty() || !l.late.isEmpty()) lines.add(l);
    }

    private long droppedBefore = 0;

    /** What the operator's own metric says. */
    static long lateRowsDropped(WindowOperator<?, ?, ?, ?, ?> op) throws Exception {
        var f = WindowOperator.class.getDeclaredField("numLateRecordsDropped");
        f.setAccessible(true);
        return ((org.apache.flink.metrics.Counter) f.get(op)).getCount();
    }

    @SuppressWarnings("unchecked")
    private Line drain(long t) throws Exception {
        Line l = new Line();
        l.timestamp = t;
        l.clockName = "watermark";
        l.hasClock = s.branches.stream().anyMatch(b -> b.timeColumn != null);
        for (Object o : harness.getOutput()) {
            if (o instanceof Watermark w) lastWatermark = w.getTimestamp();
            else if (o instanceof StreamRecord<?> r) l.output.add((Row) r.getValue());
        }
        harness.getOutput().clear();
        for (OutputTag<Row> tag : List.of(lateTag, lateTagRight)) {
            var q = harness.getSideOutput(tag);
            if (q == null) continue;
            for (StreamRecord<Row> r : q) l.late.add(r.getValue());
            q.clear();
        }
        for (var front : Arrays.asList(dedup, inner)) {
            var q = front == null ? null : front.getSideOutput(lateTag);
            if (q == null) continue;
            for (StreamRecord<Row> r : q) l.late.add(r.getValue());
            q.clear();
        }
        l.clock = lastWatermark;
        if (noSideOutput != null) {
            long d = lateRowsDropped((WindowOperator<?, ?, ?, ?, ?>) noSideOutput.getOperator());
            if (dedup == null && inner == null && d - droppedBefore != l.late.size()) throw new IllegalStateException("side output and numLateRecordsDropped differ");
            droppedBefore = d;
            noSideOutput.getOutput().clear();
        }
        return l;
    }
}
