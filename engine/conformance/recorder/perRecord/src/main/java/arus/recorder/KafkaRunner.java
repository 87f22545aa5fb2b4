package arus.recorder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.ValueJoiner;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * Runs a scenario on real Kafka Streams. Each partition is a task of its own, as in Kafka Streams: a TopologyTestDriver
 * with its own stream time and stores. The record key is the group's key columns (or the join key), so that no
 * repartition topic is needed; the record cache is off, so that every update comes out; the driver's wall clock follows
 * arrivesAt, and the two internal emit intervals have their production default of one second (the driver's own is 0).
 */
public class KafkaRunner {
    /** Stands for a pair that a filter takes out: the library takes no null from a joiner. */
    private static final Row FILTERED = new Row();

    private final Scenario s;
    private final long grace;
    private final String emit;
    private TimeWindows timeWindows;
    private SessionWindows sessionWindows;

    KafkaRunner(Scenario s) {
        this.s = s;
        long delay = s.branches.stream().filter(b -> b.delay != null).mapToLong(b -> b.delay).max().orElse(0);
        this.grace = s.kafka.has("grace") ? Intervals.ms(s.kafka.get("grace").asText()) : delay;
        this.emit = s.kafka.path("emit").asText("onUpdate");
    }

    static class JavaSerde<T> implements Serde<T> {
        public Serializer<T> serializer() {
            return (t, o) -> {
                if (o == null) return null;
                try {
                    ByteArrayOutputStream b = new ByteArrayOutputStream();
                    try (ObjectOutputStream x = new ObjectOutputStream(b)) {
                        x.writeObject(o);
                    }
                    return b.toByteArray();
                } catch (Exception e) {
                    throw new RuntimeException(e);
                }
            };
        }

        @SuppressWarnings("unchecked")
        public Deserializer<T> deserializer() {
            return (t, b) -> {
                if (b == null) return null;
                try (ObjectInputStream x = new ObjectInputStream(new ByteArrayInputStream(b))) {
                    return (T) x.readObject();
                } catch (Exception e) {
                    throw new RuntimeException(e);
                }
            };
        }
    }

    /** One task: a driver, its outputs since the last look, and the context that knows the task's stream time. */
    class Task {
        final TopologyTestDriver driver;
        final Map<String, TestInputTopic<String, Row>> topics = new HashMap<>();
        final List<Row> out = new ArrayList<>();
        /** Rows that a processor of the job's own drops. */
        final List<Row> refused = new ArrayList<>();
        FixedKeyProcessorContext<String, Row> context;
        private final Path dir = Files.createTempDirectory("arus-kafka-streams");
        double dropped = 0;
        long wall;

        Task(int partition, long start) throws Exception {
            wall = start;
            StreamsBuilder b = new StreamsBuilder();
            List<KStream<String, Row>> streams = new ArrayList<>();
            for (Scenario.Branch br : s.branches) {
                TimestampExtractor ex = (ConsumerRecord<Object, Object> rec, long p) -> {
                    String col = timeColumn(br);
                    if (col == null) return rec.timestamp();
                    Object v = br.shapeAtWatermark((Row) rec.value()).get(col);
                    return v == null ? -1 : ((Ts) v).ms();
                };
                KStream<String, Row> st = b.stream(br.source.name, Consumed.with(Serdes.String(), new JavaSerde<Row>()).withTimestampExtractor(ex));
                st = st.processValues(() -> new FixedKeyProcessor<String, Row, Row>() {
                    private FixedKeyProcessorContext<String, Row> c;

                    @Override
                    public void init(FixedKeyProcessorContext<String, Row> ctx) {
                        c = ctx;
                        context = ctx;
                    }

                    @Override
                    public void process(FixedKeyRecord<String, Row> r) {
                        c.forward(r);
                    }
                });
                streams.add(st.mapValues(br::apply).filter((k, v) -> v != null));
            }
            if (s.join != null) join(streams);
            else {
                KStream<String, Row> st = streams.get(0);
                for (int i = 1; i < streams.size(); i++) st = st.merge(streams.get(i));
                if (s.process != null || s.dedup != null) process(b, st);
                else if (!s.aggregated) st.foreach((k, v) -> out.add(v));
                else aggregate(st);
            }
            Properties p = new Properties();
            p.put(StreamsConfig.APPLICATION_ID_CONFIG, "arus-" + partition);
            p.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
            p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
            p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX, 1000L);
            p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 1000L);
            driver = new TopologyTestDriver(b.build(), p, Instant.ofEpochMilli(start));
            for (Scenario.Branch br : s.branches)
                topics.put(br.source.name, driver.createInputTopic(br.source.name, new StringSerializer(), new JavaSerde<Row>().serializer()));
        }

        /** A processor of the job's own, with a store. */
        private void process(StreamsBuilder b, KStream<String, Row> st) {
            if (s.process != null && s.dedup != null || s.aggregated) throw new Unsupported("a repartition topic");
            b.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(KafkaFunctions.STORE), Serdes.String(), new JavaSerde<Row>()));
            ProcessorSupplier<String, Row, String, Row> own = () ->
                    s.dedup != null ? new KafkaFunctions.Dedup(s.dedup, grace, refused::add) : KafkaFunctions.of(s.process, grace, refused::add);
            List<Scenario.Step> behind = s.dedup != null ? s.dedup.behind : s.results;
            st.process(own, KafkaFunctions.STORE).foreach((k, v) -> give(Scenario.apply(behind, v)));
        }

        private void aggregate(KStream<String, Row> st) {
            var grouped = st.groupByKey(Grouped.with(Serdes.String(), new JavaSerde<Row>()));
            if (s.window == null) {
                grouped.aggregate(() -> s.agg.create(), (k, v, a) -> s.agg.add(a, v), Materialized.with(Serdes.String(), new JavaSerde<Agg.Acc>()))
                        .toStream().foreach((k, a) -> give(s.outputRow(k, null, null, a)));
                return;
            }
            KTable<Windowed<String>, Agg.Acc> t;
            EmitStrategy es = emit.equals("onWindowClose") ? EmitStrategy.onWindowClose() : EmitStrategy.onWindowUpdate();
            if (sessionWindows != null) {
                t = grouped.windowedBy(sessionWindows).emitStrategy(es).aggregate(
                        () -> s.agg.create(), (k, v, a) -> s.agg.add(a, v), (k, x, y) -> s.agg.merge(x, y),
                        mat());
            } else {
                t = grouped.windowedBy(timeWindows).emitStrategy(es).aggregate(
                        () -> s.agg.create(), (k, v, a) -> s.agg.add(a, v), mat());
            }
            if (emit.equals("suppress")) t = t.suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));
            t.toStream().foreach((wk, a) -> give(s.outputRow(wk.key(), wk.window().start(), wk.window().end(), a)));
        }

        private <S extends org.apache.kafka.streams.processor.StateStore> Materialized<String, Agg.Acc, S> mat() {
            Materialized<String, Agg.Acc, S> m = Materialized.with(Serdes.String(), new JavaSerde<Agg.Acc>());
            // Final results of time windows: with the record cache off, the default retention (size + grace) hides closed
            // windows when stream time jumps. With the library's default (cache on) they all come out; a long retention
            // gives the same results.
            return timeWindows != null && emit.equals("onWindowClose") ? m.withRetention(Duration.ofDays(3650)) : m;
        }

        private void join(List<KStream<String, Row>> streams) {
            Scenario.Join j = s.join;
            JoinWindows w = JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(Math.max(Math.abs(j.lower), Math.abs(j.upper))), Duration.ofMillis(grace))
                    .before(Duration.ofMillis(-j.lower)).after(Duration.ofMillis(j.upper));
            ValueJoiner<Row, Row, Row> pair = (left, right) -> {
                Row joined = s.pair(left, right);
                return joined == null ? FILTERED : joined;
            };
            StreamJoined<String, Row, Row> sj = StreamJoined.with(Serdes.String(), new JavaSerde<Row>(), new JavaSerde<Row>());
            KStream<String, Row> res = switch (j.type) {
                case "inner" -> streams.get(0).join(streams.get(1), pair, w, sj);
                case "leftOuter" -> streams.get(0).leftJoin(streams.get(1), pair, w, sj);
                case "fullOuter" -> streams.get(0).outerJoin(streams.get(1), pair, w, sj);
                default -> throw new Unsupported("no such join in Kafka Streams: " + j.type);
            };
            res.foreach((k, v) -> give(v == FILTERED ? null : v));
        }

        private void give(Row row) {
            if (row != null) out.add(row);
        }

        void close() throws Exception {
            driver.close();
            try (var files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }

        double droppedTotal() {
            double d = 0;
            for (var m : driver.metrics().entrySet())
                if (m.getKey().name().equals("dropped-records-total")) d += ((Number) m.getValue().metricValue()).doubleValue();
            return d;
        }
    }

    private String timeColumn(Scenario.Branch br) {
        if (br.timeColumn != null) return br.timeColumn;
        return s.window != null ? s.window.on : null;
    }

    private String recordKey(Scenario.Arrival a) {
        Row row = branchOf(a).shape(a.row);
        if (s.join != null) {
            Object v = row.get(branchOf(a) == s.branches.get(0) ? s.join.leftKey : s.join.rightKey);
            return v == null ? null : v.toString();
        }
        List<String> keys = s.process != null ? s.process.keys : s.dedup != null ? s.dedup.keys : s.keys;
        if (keys.size() == 1 && row.get(keys.get(0)) == null) return null;
        return Scenario.keyOf(row, keys);
    }

    private Scenario.Branch branchOf(Scenario.Arrival a) {
        return s.branches.stream().filter(b -> b.source == a.source).findFirst().orElse(null);
    }

    /** The record's time, -1 if it is dropped for it. */
    private long timeOf(Scenario.Arrival a) {
        String column = timeColumn(branchOf(a));
        if (column == null) return a.at;
        Object v = branchOf(a).shapeAtWatermark(a.row).get(column);
        return v == null ? -1 : ((Ts) v).ms();
    }

    List<Line> run() throws Exception {
        if (s.window != null) {
            Scenario.Window w = s.window;
            if (w.start != 0) throw new Unsupported("windows have no offset there");
            if (w.gap != null) sessionWindows = SessionWindows.ofInactivityGapAndGrace(Duration.ofMillis(w.gap), Duration.ofMillis(grace));
            else {
                timeWindows = grace == 0 ? TimeWindows.ofSizeWithNoGrace(Duration.ofMillis(w.size))
                        : TimeWindows.ofSizeAndGrace(Duration.ofMillis(w.size), Duration.ofMillis(grace));
                if (w.slide != null) timeWindows = timeWindows.advanceBy(Duration.ofMillis(w.slide));
            }
        }
        List<Line> lines = new ArrayList<>();
        if (s.arrivals.isEmpty()) return lines;
        int parts = s.sources.values().stream().mapToInt(x -> x.partitions).max().orElse(1);
        List<Task> tasks = new ArrayList<>();
        for (int p = 0; p < parts; p++) tasks.add(new Task(p, s.arrivals.get(0).at));
        int n = 0;
        for (Scenario.Arrival a : s.arrivals) {
            Task t = tasks.get(a.partition);
            if (a.at > t.wall) {
                t.driver.advanceWallClockTime(Duration.ofMillis(a.at - t.wall));
                t.wall = a.at;
            }
            // Punctuators by the wall clock give nothing out here.
            if (!t.out.isEmpty()) throw new IllegalStateException("output without an arrival");
            if (branchOf(a) == null) throw new Unsupported("a source that is not read");
            t.topics.get(a.source.name).pipeInput(recordKey(a), a.row, Instant.ofEpochMilli(Math.max(0, a.at)));
            Line l = new Line();
            l.arrival = n++;
            l.timestamp = a.at;
            l.clockName = "streamTime";
            l.clock = t.context.currentStreamTimeMs();
            l.output.addAll(t.out);
            t.out.clear();
            l.late.addAll(t.refused);
            t.refused.clear();
            double d = t.droppedTotal();
            long delta = Math.round(d - t.dropped);
            t.dropped = d;
            if (delta > 0) {
                // Each closed window of a row counts; the row is late if all of them are.
                boolean placed = timeWindows != null && recordKey(a) != null && timeOf(a) >= 0;
                long all = placed ? timeWindows.windowsFor(timeOf(a)).size() : 1;
                if (delta >= all) l.late.add(timeOf(a) < 0 ? a.row : branchOf(a).shape(a.row));
            }
            lines.add(l);
        }
        for (Task t : tasks) t.close();
        return lines;
    }
}
