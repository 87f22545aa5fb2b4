package arus.recorder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Runs a scenario on real Kafka Streams. Each partition is a task of its own, as in Kafka Streams: a TopologyTestDriver
 * with its own stream time and stores. The record key is the group's key columns (or the join key), so that no
 * repartition topic is needed; the record cache is off, so that every update comes out; the driver's wall clock follows
 * arrivesAt, and the two internal emit intervals have their production default of one second (the driver's own is 0).
 */
public class KafkaRunner {
    private final Scenario s;

    KafkaRunner(Scenario s) {
        this.s = s;
    }

    /** One task: a driver, its outputs since the last look, and the context that knows the task's stream time. */
    class Task {
        final TopologyTestDriver driver;
        final Map<String, TestInputTopic<String, Row>> topics = new HashMap<>();
        final KafkaTopology query = new KafkaTopology(s);
        FixedKeyProcessorContext<String, Row> context;
        private final Path dir = Files.createTempDirectory("arus-kafka-streams");
        double dropped = 0;
        long wall;

        Task(int partition, long start) throws Exception {
            wall = start;
            Properties p = new Properties();
            p.put(StreamsConfig.APPLICATION_ID_CONFIG, "arus-" + partition);
            p.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
            p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
            p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX, 1000L);
            p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 1000L);
            driver = new TopologyTestDriver(query.build(First::new, name -> name, null), p, Instant.ofEpochMilli(start));
            for (Scenario.Branch br : s.branches)
                topics.put(br.source.name, driver.createInputTopic(br.source.name, new StringSerializer(), new KafkaTopology.JavaSerde<Row>().serializer()));
        }

        /** Knows the task's stream time. */
        private class First implements FixedKeyProcessor<String, Row, Row> {
            private FixedKeyProcessorContext<String, Row> own;

            @Override
            public void init(FixedKeyProcessorContext<String, Row> c) {
                own = c;
                context = c;
            }

            @Override
            public void process(FixedKeyRecord<String, Row> r) {
                own.forward(r);
            }
        }

        void close() throws Exception {
            driver.close();
            KafkaTopology.remove(dir);
        }
    }

    List<Line> run() throws Exception {
        KafkaTopology query = new KafkaTopology(s);
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
            if (!t.query.out.isEmpty()) throw new IllegalStateException("output without an arrival");
            if (query.branchOf(a) == null) throw new Unsupported("a source that is not read");
            t.topics.get(a.source.name).pipeInput(query.recordKey(a), a.row, Instant.ofEpochMilli(Math.max(0, a.at)));
            Line l = new Line();
            l.arrival = n++;
            l.timestamp = a.at;
            l.clockName = "streamTime";
            l.clock = t.context.currentStreamTimeMs();
            l.output.addAll(t.query.out);
            t.query.out.clear();
            l.late.addAll(t.query.refused);
            t.query.refused.clear();
            double d = KafkaTopology.dropped(t.driver.metrics());
            l.late.addAll(query.late(a, Math.round(d - t.dropped)));
            t.dropped = d;
            lines.add(l);
        }
        for (Task t : tasks) t.close();
        return lines;
    }
}
