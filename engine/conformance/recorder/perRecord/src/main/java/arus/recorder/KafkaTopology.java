package arus.recorder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.ValueJoiner;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/** A scenario's query in the DSL of Kafka Streams. The record key is the group's key columns, or the join key. */
class KafkaTopology {
    /** Stands for a pair that a filter takes out: the library takes no null from a joiner. */
    private static final Row FILTERED = new Row();

    private final Scenario s;
    private final long grace;
    private final String emit;
    TimeWindows timeWindows;
    private SessionWindows sessionWindows;
    /** What comes out, and rows that a processor of the job's own drops. */
    final List<Row> out = new ArrayList<>();
    final List<Row> refused = new ArrayList<>();
    /** Where results go besides; null: nowhere. */
    private String results;

    KafkaTopology(Scenario s) {
        this.s = s;
        if (s.outer != null) throw new Unsupported("a repartition topic");
        long delay = s.branches.stream().filter(b -> b.delay != null).mapToLong(b -> b.delay).max().orElse(0);
        this.grace = s.kafka.has("grace") ? Intervals.ms(s.kafka.get("grace").asText()) : delay;
        this.emit = s.kafka.path("emit").asText("onUpdate");
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

    /**
     * @param first what each record passes first
     * @param topic the name of a source's topic
     * @param results a topic that results go to; null: none
     */
    Topology build(java.util.function.Supplier<FixedKeyProcessor<String, Row, Row>> first, UnaryOperator<String> topic, String results) {
        this.results = results;
        StreamsBuilder b = new StreamsBuilder();
        List<KStream<String, Row>> streams = new ArrayList<>();
        for (Scenario.Branch br : s.branches) {
            TimestampExtractor ex = (ConsumerRecord<Object, Object> rec, long p) -> {
                String col = timeColumn(br);
                if (col == null) return rec.timestamp();
                Object v = br.shapeAtWatermark((Row) rec.value()).get(col);
                return v == null ? -1 : ((Ts) v).ms();
            };
            KStream<String, Row> st = b.stream(topic.apply(br.source.name), Consumed.with(Serdes.String(), new JavaSerde<Row>()).withTimestampExtractor(ex));
            streams.add(st.processValues(first::get).mapValues(br::apply).filter((k, v) -> v != null));
        }
        if (s.join != null) join(streams);
        else {
            KStream<String, Row> st = streams.get(0);
            for (int i = 1; i < streams.size(); i++) st = st.merge(streams.get(i));
            if (s.process != null || s.dedup != null) process(b, st);
            else if (!s.aggregated) give(st, (k, v) -> v);
            else aggregate(st);
        }
        return b.build();
    }

    private <K, V> void give(KStream<K, V> stream, BiFunction<K, V, Row> row) {
        KStream<String, Row> made = stream.map((k, v) -> KeyValue.pair("", row.apply(k, v))).filter((k, v) -> v != null).peek((k, v) -> out.add(v));
        if (results != null) made.to(results, Produced.with(Serdes.String(), new JavaSerde<Row>()));
    }

    /** A processor of the job's own, with a store. */
    private void process(StreamsBuilder b, KStream<String, Row> st) {
        if (s.process != null && s.dedup != null || s.aggregated) throw new Unsupported("a repartition topic");
        b.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(KafkaFunctions.STORE), Serdes.String(), new JavaSerde<Row>()));
        ProcessorSupplier<String, Row, String, Row> own = () ->
                s.dedup != null ? new KafkaFunctions.Dedup(s.dedup, grace, refused::add) : KafkaFunctions.of(s.process, grace, refused::add);
        List<Scenario.Step> behind = s.dedup != null ? s.dedup.behind : s.results;
        give(st.process(own, KafkaFunctions.STORE), (k, v) -> Scenario.apply(behind, v));
    }

    private void aggregate(KStream<String, Row> st) {
        var grouped = st.groupByKey(Grouped.with(Serdes.String(), new JavaSerde<Row>()));
        if (s.window == null) {
            var running = grouped.aggregate(() -> s.agg.create(), (k, v, a) -> s.agg.add(a, v), Materialized.with(Serdes.String(), new JavaSerde<Agg.Acc>()));
            give(running.toStream(), (k, a) -> s.outputRow(k, null, null, a));
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
        give(t.toStream(), (wk, a) -> s.outputRow(wk.key(), wk.window().start(), wk.window().end(), a));
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
        give(res, (k, v) -> v == FILTERED ? null : v);
    }

    String timeColumn(Scenario.Branch br) {
        if (br.timeColumn != null) return br.timeColumn;
        return s.window != null ? s.window.on : null;
    }

    String recordKey(Scenario.Arrival a) {
        Row row = branchOf(a).shape(a.row);
        if (s.join != null) {
            Object v = row.get(branchOf(a) == s.branches.get(0) ? s.join.leftKey : s.join.rightKey);
            return v == null ? null : v.toString();
        }
        List<String> keys = s.process != null ? s.process.keys : s.dedup != null ? s.dedup.keys : s.keys;
        if (keys.size() == 1 && row.get(keys.get(0)) == null) return null;
        return Scenario.keyOf(row, keys);
    }

    Scenario.Branch branchOf(Scenario.Arrival a) {
        return s.branches.stream().filter(b -> b.source == a.source).findFirst().orElse(null);
    }

    /** The record's time, -1 if it is dropped for it. */
    long timeOf(Scenario.Arrival a) {
        String column = timeColumn(branchOf(a));
        if (column == null) return a.at;
        Object v = branchOf(a).shapeAtWatermark(a.row).get(column);
        return v == null ? -1 : ((Ts) v).ms();
    }

    /** How many records were dropped so far, by the library's own metric. */
    static double dropped(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(m -> m.getKey().name().equals("dropped-records-total"))
                .mapToDouble(m -> ((Number) m.getValue().metricValue()).doubleValue())
                .sum();
    }

    /** The row, if it is late: each closed window of a row counts, and it is late if all of them are. */
    List<Row> late(Scenario.Arrival a, long dropped) {
        boolean placed = timeWindows != null && recordKey(a) != null && timeOf(a) >= 0;
        if (dropped == 0 || placed && dropped < timeWindows.windowsFor(timeOf(a)).size()) return List.of();
        return List.of(timeOf(a) < 0 ? a.row : branchOf(a).shape(a.row));
    }

    /** Removes the state of an application, if there is any. */
    static void remove(Path dir) throws Exception {
        if (!Files.exists(dir)) return;
        try (var files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
