package arus.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The functions of the step `process`, and of `dropDuplicates`, as a user of Kafka Streams writes them: a Processor with a
 * store each. The library has no timers of a key: a punctuator goes through the store for what is due, once a second of stream
 * time (or of the wall clock, for what lives by that). Rows without a key are dropped, as the library's own operators do.
 */
public final class KafkaFunctions {
    static final String STORE = "state";
    private static final Duration EVERY = Duration.ofSeconds(1);

    static Processor<String, Row, String, Row> of(Scenario.Process p, long grace, Consumer<Row> refused) {
        return switch (p.function) {
            case "velocityCheck" -> new VelocityCheck(p, grace, refused);
            case "sessionize" -> new Sessionize(p, grace, refused);
            case "runningTotal" -> new RunningTotal(p, grace, refused);
            case "thresholdAlert" -> new ThresholdAlert(p, grace, refused);
            case "distinctUsers" -> new DistinctUsers(p, grace, refused);
            default -> throw new Unsupported("function " + p.function);
        };
    }

    /** What the processors have in common. */
    abstract static class Base implements Processor<String, Row, String, Row> {
        final long grace;
        private final Consumer<Row> refused;
        ProcessorContext<String, Row> context;
        KeyValueStore<String, Row> store;

        Base(long grace, Consumer<Row> refused) {
            this.grace = grace;
            this.refused = refused;
        }

        @Override
        public void init(ProcessorContext<String, Row> c) {
            context = c;
            store = c.getStateStore(STORE);
            context.schedule(EVERY, type(), this::lookThrough);
        }

        PunctuationType type() {
            return PunctuationType.STREAM_TIME;
        }

        /** What is past when a clock stands so: of stream time the grace, and a row at the edge is still in time. */
        long passed(long clock) {
            return type() == PunctuationType.STREAM_TIME ? clock - grace - 1 : clock;
        }

        private void lookThrough(long clock) {
            List<KeyValue<String, Row>> all = new ArrayList<>();
            try (KeyValueIterator<String, Row> it = store.all()) {
                it.forEachRemaining(all::add);
            }
            for (KeyValue<String, Row> held : all) due(held.key, held.value, passed(clock));
        }

        /** Lets go what is due. */
        abstract void due(String key, Row held, long passed);

        @Override
        public void process(Record<String, Row> record) {
            if (record.key() == null) refused.accept(record.value());
            else take(record.key(), record.value(), record);
        }

        abstract void take(String key, Row row, Record<String, Row> record);

        void refuse(Row row) {
            refused.accept(row);
        }

        static Row held(Object... fields) {
            Row out = new Row();
            for (int i = 0; i < fields.length; i += 2) out.put((String) fields[i], fields[i + 1]);
            return out;
        }
    }

    static class VelocityCheck extends Base {
        private final Scenario.Process p;
        private final long within;

        VelocityCheck(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(grace, refused);
            this.p = p;
            within = p.length("within");
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            Object place = row.get(p.text("column"));
            Ts time = (Ts) row.get(p.time);
            if (place == null || time == null) return;
            Row before = store.get(key);
            if (before != null) {
                Ts last = (Ts) before.get("time");
                if (!place.equals(before.get("place")) && Math.abs(time.ms() - last.ms()) < within)
                    context.forward(record.withValue(p.result(row, "previousCity", before.get("place"), "previousTime", last)));
                if (time.ms() < last.ms()) return;
            }
            store.put(key, held("place", place, "time", time));
        }

        @Override
        void due(String key, Row held, long passed) {
            if (((Ts) held.get("time")).ms() + within <= passed) store.delete(key);
        }
    }

    static class Sessionize extends Base {
        private final Scenario.Process p;
        private final long gap;

        Sessionize(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(grace, refused);
            this.p = p;
            gap = p.length("gap");
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            Ts time = (Ts) row.get(p.time);
            if (time == null) return;
            Row before = store.get(key);
            ArrayList<Long> times = before == null ? new ArrayList<>() : times(before);
            times.add(time.ms());
            store.put(key, held("keys", p.keysOf(row), "times", times));
        }

        @SuppressWarnings("unchecked")
        private static ArrayList<Long> times(Row held) {
            return (ArrayList<Long>) held.get("times");
        }

        @Override
        void due(String key, Row held, long passed) {
            ArrayList<Long> left = times(held);
            left.sort(null);
            boolean changed = false;
            while (!left.isEmpty()) {
                int n = 1;
                while (n < left.size() && left.get(n) - left.get(n - 1) <= gap) n++;
                long last = left.get(n - 1);
                if (last + gap > passed) break;
                Row visit = p.ofKeys((Row) held.get("keys"), "visitStart", new Ts(left.get(0)), "visitEnd", new Ts(last), "rows", (long) n);
                context.forward(new Record<>(key, visit, last + gap));
                left.subList(0, n).clear();
                changed = true;
            }
            if (left.isEmpty()) store.delete(key);
            else if (changed) store.put(key, held);
        }
    }

    /** What lives by the wall clock, in each value an `until`. */
    abstract static class ByClock extends Base {
        final Scenario.Process p;

        ByClock(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(grace, refused);
            this.p = p;
        }

        @Override
        PunctuationType type() {
            return PunctuationType.WALL_CLOCK_TIME;
        }

        long until(String length) {
            Long lives = p.length(length);
            return lives == null ? Long.MAX_VALUE : context.currentSystemTimeMs() + lives;
        }

        boolean isOver(Row held) {
            return (Long) held.get("until") <= context.currentSystemTimeMs();
        }

        @Override
        void due(String key, Row held, long passed) {
            if ((Long) held.get("until") <= passed) store.delete(key);
        }
    }

    static class RunningTotal extends ByClock {
        RunningTotal(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(p, grace, refused);
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            Row before = store.get(key);
            Object total = before == null || isOver(before) ? null : before.get("total");
            Object value = row.get(p.text("column"));
            if (value != null) {
                total = Scenario.Process.add(total, value);
                store.put(key, held("total", total, "until", until("ttl")));
            }
            context.forward(record.withValue(p.result(row, "total", total)));
        }
    }

    static class ThresholdAlert extends ByClock {
        ThresholdAlert(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(p, grace, refused);
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            Object value = row.get(p.text("column"));
            if (value == null) return;
            Row open = store.get(key);
            if (open != null && isOver(open)) open = null;
            Object total = Scenario.Process.add(open == null ? null : open.get("total"), value);
            boolean armed = open == null || (Boolean) open.get("armed");
            boolean alert = armed && ((Number) total).doubleValue() > p.parameters.get("above").asDouble();
            store.put(key, held("total", total, "armed", armed && !alert, "until", open == null ? until("span") : open.get("until")));
            if (alert) context.forward(record.withValue(p.result(row, "total", total)));
        }
    }

    static class DistinctUsers extends ByClock {
        DistinctUsers(Scenario.Process p, long grace, Consumer<Row> refused) {
            super(p, grace, refused);
        }

        /** Each user and until when it is known; no key stands in a field of its own, so that a user may be called anything. */
        @SuppressWarnings("unchecked")
        private static Map<Object, Object> users(Row held) {
            return (Map<Object, Object>) held.get("users");
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            Object user = row.get(p.text("column"));
            if (user == null) return;
            Row before = store.get(key);
            Map<Object, Object> users = before == null ? new java.util.LinkedHashMap<>() : users(before);
            users.values().removeIf(until -> (Long) until <= context.currentSystemTimeMs());
            users.put(user, until("ttl"));
            store.put(key, held("users", users));
            context.forward(record.withValue(p.ofKeys(row, "users", (long) users.size())));
        }

        @Override
        void due(String key, Row held, long passed) {
            if (!users(held).values().removeIf(until -> (Long) until <= passed)) return;
            if (users(held).isEmpty()) store.delete(key);
            else store.put(key, held);
        }
    }

    static class Dedup extends Base {
        private final Scenario.Dedup d;

        Dedup(Scenario.Dedup d, long grace, Consumer<Row> refused) {
            super(grace, refused);
            this.d = d;
        }

        @Override
        void take(String key, Row row, Record<String, Row> record) {
            if (d.time != null && record.timestamp() <= passed(context.currentStreamTimeMs())) {
                refuse(row);
                return;
            }
            if (store.get(key) != null) return;
            store.put(key, held("until", d.time == null ? Long.MAX_VALUE : row.time(d.time) + d.delay));
            context.forward(record);
        }

        @Override
        void due(String key, Row held, long passed) {
            if ((Long) held.get("until") <= passed) store.delete(key);
        }
    }

    private KafkaFunctions() {}
}
