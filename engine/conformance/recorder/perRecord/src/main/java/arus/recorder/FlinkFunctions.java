package arus.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The functions of the step `process`, and of `dropDuplicates`, as a Flink user writes them: a KeyedProcessFunction each.
 * What they mean is said beside the Scala ones (VelocityCheck.scala and so on). Flink drops no row before them.
 */
public final class FlinkFunctions {
    /** Static because Flink serializes user functions; the scenario stays outside. */
    private static Scenario scenario() {
        return FlinkRunner.current;
    }

    static KeyedProcessFunction<String, Row, Row> of(Scenario.Process p) {
        return switch (p.function) {
            case "velocityCheck" -> new VelocityCheck();
            case "sessionize" -> new Sessionize();
            case "runningTotal" -> new RunningTotal();
            case "thresholdAlert" -> new ThresholdAlert();
            case "distinctUsers" -> new DistinctUsers();
            default -> throw new Unsupported("function " + p.function);
        };
    }

    /** What the functions have in common. */
    abstract static class Base extends KeyedProcessFunction<String, Row, Row> {
        Scenario.Process p() {
            return scenario().process;
        }

        void give(Collector<Row> out, Row row) {
            Row made = Scenario.apply(scenario().results, row);
            if (made != null) out.collect(made);
        }

        <D extends StateDescriptor<?, ?>> D expiring(D state) {
            Long ttl = p().length("ttl");
            if (ttl != null) state.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMillis(ttl)).build());
            return state;
        }
    }

    static class VelocityCheck extends Base {
        private transient ValueState<Row> newest;

        @Override
        public void open(OpenContext ctx) {
            newest = getRuntimeContext().getState(new ValueStateDescriptor<>("newest", Row.class));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Object place = row.get(p().text("column"));
            Ts time = (Ts) row.get(p().time);
            if (place == null || time == null) return;
            long within = p().length("within");
            Row before = newest.value();
            if (before != null) {
                Ts last = (Ts) before.get("time");
                if (!place.equals(before.get("place")) && Math.abs(time.ms() - last.ms()) < within)
                    give(out, p().result(row, "previousCity", before.get("place"), "previousTime", last));
                if (time.ms() < last.ms()) return;
                c.timerService().deleteEventTimeTimer(last.ms() + within);
            }
            Row held = new Row();
            held.put("place", place);
            held.put("time", time);
            newest.update(held);
            c.timerService().registerEventTimeTimer(time.ms() + within);
        }

        @Override
        public void onTimer(long at, OnTimerContext c, Collector<Row> out) {
            newest.clear();
        }
    }

    static class Sessionize extends Base {
        private transient ListState<Long> times;
        private transient ValueState<Row> key;

        @Override
        public void open(OpenContext ctx) {
            times = getRuntimeContext().getListState(new ListStateDescriptor<>("times", Types.LONG));
            key = getRuntimeContext().getState(new ValueStateDescriptor<>("key", Row.class));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Ts time = (Ts) row.get(p().time);
            if (time == null) return;
            times.add(time.ms());
            key.update(p().keysOf(row));
            c.timerService().registerEventTimeTimer(time.ms() + p().length("gap"));
        }

        @Override
        public void onTimer(long at, OnTimerContext c, Collector<Row> out) throws Exception {
            long last = at - p().length("gap");
            List<Long> visit = new ArrayList<>();
            List<Long> after = new ArrayList<>();
            for (long time : times.get()) (time <= last ? visit : after).add(time);
            if (after.stream().anyMatch(time -> time <= at)) return;
            visit.sort(null);
            Row keys = key.value();
            times.update(after);
            give(out, p().ofKeys(keys, "visitStart", new Ts(visit.get(0)), "visitEnd", new Ts(visit.get(visit.size() - 1)), "rows", (long) visit.size()));
        }
    }

    static class RunningTotal extends Base {
        private transient ValueState<Object> total;

        @Override
        public void open(OpenContext ctx) {
            total = getRuntimeContext().getState(expiring(new ValueStateDescriptor<>("total", TypeInformation.of(Object.class))));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Object value = row.get(p().text("column"));
            Object sum = total.value();
            if (value != null) total.update(sum = Scenario.Process.add(sum, value));
            give(out, p().result(row, "total", sum));
        }
    }

    static class ThresholdAlert extends Base {
        private transient ValueState<Row> span;

        @Override
        public void open(OpenContext ctx) {
            span = getRuntimeContext().getState(new ValueStateDescriptor<>("span", Row.class));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Object value = row.get(p().text("column"));
            if (value == null) return;
            long now = c.timerService().currentProcessingTime();
            Row before = span.value();
            Row open = before != null && (Long) before.get("until") > now ? before : null;
            long until = open == null ? now + p().length("span") : (Long) open.get("until");
            if (open == null) {
                if (before != null) c.timerService().deleteProcessingTimeTimer((Long) before.get("until"));
                c.timerService().registerProcessingTimeTimer(until);
            }
            Object total = Scenario.Process.add(open == null ? null : open.get("total"), value);
            boolean armed = open == null || (Boolean) open.get("armed");
            boolean alert = armed && ((Number) total).doubleValue() > p().parameters.get("above").asDouble();
            Row held = new Row();
            held.put("total", total);
            held.put("armed", armed && !alert);
            held.put("until", until);
            span.update(held);
            if (alert) give(out, p().result(row, "total", total));
        }

        @Override
        public void onTimer(long at, OnTimerContext c, Collector<Row> out) {
            span.clear();
        }
    }

    static class DistinctUsers extends Base {
        private transient MapState<Object, Long> users;

        @Override
        public void open(OpenContext ctx) {
            users = getRuntimeContext().getMapState(expiring(new MapStateDescriptor<>("users", TypeInformation.of(Object.class), Types.LONG)));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Object user = row.get(p().text("column"));
            if (user == null) return;
            Long seen = users.get(user);
            users.put(user, (seen == null ? 0 : seen) + 1);
            long n = 0;
            for (Object ignored : users.keys()) n++;
            give(out, p().ofKeys(row, "users", n));
        }
    }

    /** The first row of a key passes. A key that event time frees needs late rows to be dropped: they would pass as first ones. */
    static class Dedup extends KeyedProcessFunction<String, Row, Row> {
        /** Late rows so far; static because Flink serializes user functions. */
        static long dropped;

        private final OutputTag<Row> late;
        private transient ValueState<Boolean> seen;

        Dedup(Scenario.Dedup d, OutputTag<Row> late) {
            this.late = late;
        }

        @Override
        public void open(OpenContext ctx) {
            seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.BOOLEAN));
        }

        @Override
        public void processElement(Row row, Context c, Collector<Row> out) throws Exception {
            Scenario.Dedup d = scenario().dedup;
            if (d.time != null && c.timestamp() <= c.timerService().currentWatermark()) {
                dropped++;
                c.output(late, row);
                return;
            }
            if (seen.value() != null) return;
            seen.update(true);
            if (d.time != null) c.timerService().registerEventTimeTimer(row.time(d.time) + d.delay);
            out.collect(row);
        }

        @Override
        public void onTimer(long at, OnTimerContext c, Collector<Row> out) {
            seen.clear();
        }
    }

    private FlinkFunctions() {}
}
