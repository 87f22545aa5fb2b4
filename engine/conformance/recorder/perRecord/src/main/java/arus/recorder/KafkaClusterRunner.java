package arus.recorder;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Runs a scenario with commits and crashes on a real Kafka: a broker in this process, and a Kafka Streams application with one
 * thread that is given one row at a time, commits when it is told to, dies by an exception, and is started again, with its state
 * directory or without. When commits are due is this class's affair (whole multiples of the interval, as Arus has them).
 *
 * It also checks, at the end, what readers of the results see: with exactly_once_v2 those with read_committed see what was committed,
 * once; with at_least_once every attempt is seen.
 */
public class KafkaClusterRunner extends SavingRunner {
    private static final long PATIENCE = 60_000;
    private static String broker;
    private static int runs;

    private final String id = "arus-" + System.nanoTime() + "-" + runs++;
    private final boolean exactlyOnce;
    private final long interval;
    private final int partitions;
    private final Path state = Files.createTempDirectory("arus-kafka-streams");

    private Admin admin;
    private Producer<String, Row> rows;
    private KafkaStreams streams;
    private KafkaTopology query;
    private final KafkaTopology shape;

    // Between the thread of the application and this one.
    private final BlockingQueue<Done> done = new LinkedBlockingQueue<>();
    /** Of rows of other tasks than the one that is waited for. */
    private final List<Done> ahead = new ArrayList<>();
    private final AtomicInteger commitsAsked = new AtomicInteger();
    private volatile boolean mustDie;
    private volatile boolean commitMustFail;
    private final AtomicLong restored = new AtomicLong();

    /** The task whose row is being processed; the thread of the application has all tasks. */
    private First busy;

    private final AtomicInteger looks = new AtomicInteger();
    /** What punctuators gave out before any row was read. */
    private final List<Row> early = java.util.Collections.synchronizedList(new ArrayList<>());

    private record Done(int task, List<Row> output, List<Row> refused, long streamTime, double dropped) {}

    private static class Commit {
        int id;
        int read;
        Map<String, Integer> offsets;
    }

    private int sent;
    private boolean uncommitted;
    private long lastWorkAt;
    private long lastCommitAt = Long.MIN_VALUE;
    private int nextCommit = 1;
    private Commit last;
    private double dropped;
    /** Results of all attempts, and of those that a commit holds. */
    private final List<Row> everything = new ArrayList<>();
    private final List<Row> pending = new ArrayList<>();
    private final List<Row> committedRows = new ArrayList<>();

    KafkaClusterRunner(Scenario s) throws Exception {
        super(s, "kafkaStreams", "commit");
        shape = new KafkaTopology(s);
        exactlyOnce = s.kafka.path("processingGuarantee").asText().equals("exactly_once_v2");
        interval = s.kafka.hasNonNull("commitInterval") ? Intervals.ms(s.kafka.get("commitInterval").asText()) : exactlyOnce ? 100 : 30_000;
        partitions = s.branches.stream().mapToInt(b -> b.source.partitions).max().orElse(1);
        if (s.process != null && (s.process.length("ttl") != null || s.process.length("span") != null))
            throw new Unsupported("the wall clock on a cluster");
    }

    // The broker -------------------------------------------------------------------------------------------------------

    private static String broker() throws Exception {
        if (broker != null) return broker;
        Path dir = Files.createTempDirectory("arus-kafka");
        try (var a = new java.net.ServerSocket(0); var b = new java.net.ServerSocket(0)) {
            broker = "localhost:" + a.getLocalPort();
            Properties p = new Properties();
            p.put("process.roles", "broker,controller");
            p.put("node.id", "1");
            p.put("controller.quorum.voters", "1@localhost:" + b.getLocalPort());
            p.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://localhost:" + b.getLocalPort());
            p.put("advertised.listeners", "PLAINTEXT://" + broker);
            p.put("controller.listener.names", "CONTROLLER");
            p.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
            p.put("log.dirs", dir.toString());
            for (String topic : List.of("offsets.topic", "transaction.state.log")) p.put(topic + ".replication.factor", "1");
            for (String topic : List.of("offsets.topic.num.partitions", "transaction.state.log.num.partitions", "transaction.state.log.min.isr")) p.put(topic, "1");
            p.put("group.initial.rebalance.delay.ms", "0");
            p.put("group.min.session.timeout.ms", "500");
            // Rows may be from any time.
            p.put("log.message.timestamp.after.max.ms", String.valueOf(NEVER));
            p.put("log.retention.ms", "-1");
            Path file = dir.resolve("server.properties");
            try (var out = Files.newOutputStream(file)) {
                p.store(out, null);
            }
            a.close();
            b.close();
            StorageTool.execute(new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, new PrintStream(PrintStream.nullOutputStream()));
            new KafkaRaftServer(KafkaConfig.fromProps(p), Time.SYSTEM).startup();
        }
        return broker;
    }

    private Map<String, Object> client() {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", broker);
        return p;
    }

    private String topic(String source) {
        return id + "-" + source;
    }

    // The application --------------------------------------------------------------------------------------------------

    /** Tells when a row is processed, and does as it is told: asks for a commit, or dies. */
    private class First implements FixedKeyProcessor<String, Row, Row> {
        private FixedKeyProcessorContext<String, Row> context;
        private int asked = commitsAsked.get();
        private long streamTime;

        @Override
        public void init(FixedKeyProcessorContext<String, Row> c) {
            context = c;
            c.schedule(Duration.ofMillis(5), PunctuationType.WALL_CLOCK_TIME, clock -> {
                // Behind a row the library punctuates by stream time first, and by the wall clock then.
                if (busy == this) tell();
                else if (busy == null) early.addAll(taken(query.out));
                looks.incrementAndGet();
                if (mustDie) throw new IllegalStateException("the crash of the scenario");
                if (asked == commitsAsked.get()) return;
                asked = commitsAsked.get();
                context.commit();
            });
        }

        @Override
        public void process(FixedKeyRecord<String, Row> record) {
            if (busy != null) busy.tell();
            else early.addAll(taken(query.out));
            context.forward(record);
            streamTime = context.currentStreamTimeMs();
            if (s.process != null || s.dedup != null) busy = this;
            else tell();
        }

        private void tell() {
            busy = null;
            done.add(new Done(context.taskId().partition(), taken(query.out), taken(query.refused), streamTime, KafkaTopology.dropped(streams.metrics())));
        }

        private List<Row> taken(List<Row> rows) {
            List<Row> all = List.copyOf(rows);
            rows.clear();
            return all;
        }
    }

    /** Clients that die where outputs are flushed and offsets are not committed yet. */
    private class Clients extends DefaultKafkaClientSupplier implements KafkaClientSupplier {
        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
                @Override
                public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
                    if (commitMustFail) throw new IllegalStateException("the crash of the scenario");
                    super.commitSync(offsets);
                }
            };
        }

        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
                    if (commitMustFail) throw new IllegalStateException("the crash of the scenario");
                    super.sendOffsetsToTransaction(offsets, group);
                }
            };
        }
    }

    private void start() throws Exception {
        query = new KafkaTopology(s);
        busy = null;
        mustDie = false;
        commitMustFail = false;
        dropped = 0;
        restored.set(0);
        done.clear();
        ahead.clear();
        Properties p = new Properties();
        p.putAll(client());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        // By itself it never commits while a case runs.
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 590_000L);
        p.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 600_000);
        p.put(StreamsConfig.POLL_MS_CONFIG, 5L);
        p.put("auto.offset.reset", "earliest");
        // Punctuators are called between two polls.
        p.put("max.poll.records", 1);
        // One that died does not leave its group: the next one waits for as long.
        p.put("session.timeout.ms", 1000);
        p.put("heartbeat.interval.ms", 300);
        // Rows come a second or more apart, and here at once: the limit of one look a second would count the wrong clock.
        p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_OUTER_JOIN_SPURIOUS_RESULTS_FIX, 0L);
        p.put(StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 0L);
        streams = new KafkaStreams(query.build(First::new, this::topic, topic("results")), p, new Clients());
        streams.setUncaughtExceptionHandler(e -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        streams.setGlobalStateRestoreListener(new StateRestoreListener() {
            public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

            public void onBatchRestored(TopicPartition partition, String store, long end, long n) {}

            public void onRestoreEnd(TopicPartition partition, String store, long total) {
                restored.addAndGet(total);
            }
        });
        streams.start();
        waitFor("the application", () -> streams.state() == KafkaStreams.State.RUNNING);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void waitFor(String what, Condition condition) throws Exception {
        long end = System.currentTimeMillis() + PATIENCE;
        while (!condition.holds()) {
            if (System.currentTimeMillis() > end) throw new IllegalStateException("waited too long for " + what);
            Thread.sleep(5);
        }
    }

    // The run ----------------------------------------------------------------------------------------------------------

    List<String> run() throws Exception {
        if (s.arrivals.isEmpty()) return lines();
        broker();
        admin = Admin.create(client());
        try {
            List<NewTopic> topics = new ArrayList<>();
            for (Scenario.Branch b : s.branches) topics.add(new NewTopic(topic(b.source.name), b.source.partitions, (short) 1));
            topics.add(new NewTopic(topic("results"), 1, (short) 1));
            admin.createTopics(topics).all().get();
            rows = new KafkaProducer<>(client(), new StringSerializer(), new KafkaTopology.JavaSerde<Row>().serializer());
            start();
            while (goOn()) {}
            checkReaders();
        } finally {
            if (streams != null) streams.close(Duration.ofSeconds(20));
            if (rows != null) rows.close();
            admin.close();
            KafkaTopology.remove(state);
        }
        return lines();
    }

    private boolean goOn() throws Exception {
        long arrival = arrived < s.arrivals.size() ? s.arrivals.get(arrived).at : NEVER;
        long commit = commitAt();
        boolean idle = arrival == NEVER && commit == NEVER && s.until == null;
        long crash = backAt != null || idle ? NEVER : crashAt(now);
        long at = Math.min(arrival, backAt != null ? backAt : Math.min(commit, crash));
        if (at == NEVER || s.until != null && at > s.until) return false;
        now = at;
        if (arrival <= at) {
            arrived++;
            if (backAt == null) workOff(at);
        } else if (backAt != null) restart(at);
        else if (commit <= at) commit(at);
        else die(takeAtInstant(at), null, at);
        return true;
    }

    private void workOff(long at) throws Exception {
        while (backAt == null && read < arrived) {
            int k = read++;
            Scenario.Arrival a = s.arrivals.get(k);
            if (shape.branchOf(a) == null || shape.timeOf(a) < 0) throw new Unsupported("a row that is dropped where it is read");
            if (k >= sent) {
                rows.send(new ProducerRecord<>(topic(a.source.name), a.partition, Math.max(0, a.at), shape.recordKey(a), a.row)).get();
                sent = k + 1;
            }
            Done row = doneBy(a.partition, k);
            Map<String, Object> line = rowLine(k, at);
            line.put("streamTime", Ts.format(row.streamTime));
            line.put("output", row.output.stream().map(Scenario::json).toList());
            List<Row> late = new ArrayList<>(row.refused);
            late.addAll(shape.late(a, Math.round(row.dropped - dropped)));
            line.put("late", late.stream().map(Scenario::json).toList());
            dropped = row.dropped;
            pending.addAll(row.output);
            everything.addAll(row.output);
            say(line);
            uncommitted = true;
            lastWorkAt = at;
            die(takeBehindRow(k), "row", at);
        }
    }

    /** What came of the next row of a task. Rows that wait for several tasks are read in an order of the consumer's own, but for each task in its own. */
    private Done doneBy(int task, int k) throws Exception {
        Done found = ahead.stream().filter(d -> d.task == task).findFirst().orElse(null);
        ahead.remove(found);
        while (found == null) {
            Done next = done.poll(PATIENCE, TimeUnit.MILLISECONDS);
            if (next == null) throw new IllegalStateException("waited too long for row " + k);
            if (next.task == task) found = next;
            else ahead.add(next);
        }
        return found;
    }

    // Commits ----------------------------------------------------------------------------------------------------------

    private long commitAt() {
        if (backAt != null || !uncommitted) return NEVER;
        if (interval == 0) return lastWorkAt;
        long at = -Math.floorDiv(-lastWorkAt, interval) * interval;
        return at > lastCommitAt ? at : at + interval;
    }

    private Map<String, Integer> offsets() {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        for (Scenario.Source source : s.sources.values())
            for (int p = 0; p < source.partitions; p++) {
                int partition = p;
                offsets.put(source.name + "-" + p, (int) s.arrivals.subList(0, read).stream().filter(a -> a.source == source && a.partition == partition).count());
            }
        return offsets;
    }

    private void commit(long at) throws Exception {
        Commit c = new Commit();
        c.id = nextCommit++;
        c.read = read;
        c.offsets = offsets();
        Crash flushed = takeAt("outputs-flushed", c.id, c.read);
        if (flushed != null) {
            commitMustFail = true;
            commitsAsked.incrementAndGet();
            waitFor("the crash", () -> streams.state() == KafkaStreams.State.ERROR);
            say(commitLine(c, at, false));
            die(flushed, "outputs-flushed", at);
            return;
        }
        commitsAsked.incrementAndGet();
        waitFor("a commit", () -> {
            Map<TopicPartition, OffsetAndMetadata> known = admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata().get();
            return c.offsets.entrySet().stream().allMatch(e -> e.getValue() == 0 || offsetOf(known, e.getKey()) >= e.getValue());
        });
        last = c;
        committedRows.addAll(pending);
        pending.clear();
        say(commitLine(c, at, true));
        lastCommitAt = at;
        uncommitted = false;
        die(takeAt("offsets-committed", c.id, c.read), "offsets-committed", at);
    }

    private long offsetOf(Map<TopicPartition, OffsetAndMetadata> known, String name) {
        int dash = name.lastIndexOf('-');
        OffsetAndMetadata found = known.get(new TopicPartition(topic(name.substring(0, dash)), Integer.parseInt(name.substring(dash + 1))));
        return found == null ? -1 : found.offset();
    }

    private Map<String, Object> commitLine(Commit c, long at, boolean isCommitted) throws Exception {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("commit", c.id);
        line.put("timestamp", Ts.format(at));
        line.put("status", isCommitted ? "committed" : "failed");
        line.put("offsets", c.offsets);
        if (countsChangelog()) line.put("changelog", changelog());
        return line;
    }

    /** The buffer of suppress has a changelog of its own, and a job's own processor writes as it likes: Arus does not count them. */
    private boolean countsChangelog() {
        return !s.kafka.path("emit").asText().equals("suppress") && s.process == null && s.dedup == null;
    }

    /** Records of the changelog topics so far. */
    private long changelog() throws Exception {
        List<String> topics = admin.listTopics().names().get().stream().filter(t -> t.startsWith(id) && t.endsWith("-changelog")).toList();
        return readAll(topics, "read_uncommitted").size();
    }

    private List<byte[]> readAll(List<String> topics, String isolation) throws Exception {
        Map<String, Object> p = client();
        p.put("isolation.level", isolation);
        List<byte[]> values = new ArrayList<>();
        if (topics.isEmpty()) return values;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : topics) consumer.partitionsFor(topic).forEach(i -> all.add(new TopicPartition(topic, i.partition())));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(t -> consumer.position(t) < ends.get(t)))
                consumer.poll(Duration.ofMillis(50)).forEach(r -> values.add(r.value()));
        }
        return values;
    }

    /** What readers of the results see is what was committed, or every attempt. */
    private void checkReaders() throws Exception {
        Row[] wanted = (exactlyOnce ? committedRows : everything).toArray(Row[]::new);
        waitFor("the results", () -> readAll(List.of(topic("results")), "read_committed").size() >= wanted.length);
        int seen = readAll(List.of(topic("results")), "read_committed").size();
        if (seen != wanted.length) throw new IllegalStateException("readers see " + seen + " results, not " + wanted.length);
    }

    // Crashes ----------------------------------------------------------------------------------------------------------

    private void die(Crash crash, String after, long at) throws Exception {
        if (crash == null) return;
        mustDie = true;
        waitFor("the crash", () -> streams.state() == KafkaStreams.State.ERROR);
        streams.close(Duration.ofSeconds(20));
        if (crash.lost) KafkaTopology.remove(state);
        pending.clear();
        sayDied(crash, after, at);
    }

    /** The stream time of the last commit is there before any row, and with it what a punctuator makes of it. */
    private void sayPunctuated(long at) throws Exception {
        if (s.process == null && s.dedup == null) return;
        int seen = looks.get();
        // Each task looks, and before that punctuates by stream time.
        waitFor("punctuators", () -> looks.get() > seen + 2 * partitions);
        if (early.isEmpty()) return;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", Ts.format(at));
        line.put("output", early.stream().map(Scenario::json).toList());
        line.put("late", List.of());
        pending.addAll(early);
        everything.addAll(early);
        early.clear();
        say(line);
    }

    private void restart(long at) throws Exception {
        backAt = null;
        uncommitted = false;
        lastCommitAt = at;
        read = last == null ? 0 : last.read;
        start();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("restored", last == null ? null : last.id);
        line.put("timestamp", Ts.format(at));
        line.put("offsets", offsets());
        if (countsChangelog()) line.put("changelogRead", restored.get());
        say(line);
        sayPunctuated(at);
        workOff(at);
    }
}
