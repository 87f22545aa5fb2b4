package arus.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.SubTaskInitializationMetricsBuilder;
import org.apache.flink.runtime.checkpoint.TaskStateSnapshot;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.io.network.api.CheckpointBarrier;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManagerImpl;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializer;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.windowing.WindowOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.OneInputStreamTask;
import org.apache.flink.streaming.runtime.tasks.StreamTask;
import org.apache.flink.streaming.runtime.tasks.StreamTaskCancellationContext;
import org.apache.flink.streaming.runtime.tasks.StreamTaskMailboxTestHarness;
import org.apache.flink.streaming.runtime.tasks.StreamTaskMailboxTestHarnessBuilder;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.TwoInputStreamTask;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.clock.ManualClock;

/**
 * Runs a scenario with checkpoints and crashes in a real task of Flink (its mailbox harness): each partition is a channel of the
 * task, so that its own gate aligns the barriers, its own operators write and restore their state, and its own sink operators
 * (SinkWriterOperator, CommitterOperator) write and commit transactions. This class is what stands around a task: the sources,
 * which read on from the offsets of the checkpoint, and the coordinator, which sends barriers at whole multiples of the interval
 * and gives a new task the last checkpoint that was complete.
 */
public class FlinkJobRunner extends SavingRunner {
    private static final OperatorID[] IDS = {new OperatorID(1, 1), new OperatorID(1, 2), new OperatorID(1, 3)};
    private static final OperatorID FRONT_ID = new OperatorID(2, 1);

    private final long interval;
    private final long travel;
    private final long watermarkInterval;

    /** What the sink was given since the last look, and what it knows; static because Flink serializes the sink. */
    private static final List<Row> written = new ArrayList<>();
    private static final List<Long> committed = new ArrayList<>();
    private static Long watermark;
    private static long transaction;

    private StreamTaskMailboxTestHarness<?> task;
    /** The task of the first of two operators, whose output the other one reads; null: there is one operator. */
    private StreamTaskMailboxTestHarness<Row> front;
    /** The task's processing time, and by it the age of its state. */
    private TestProcessingTimeService clock;
    private final List<Partition> partitions = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Long idleTimeout;
    private long lateRows;

    private long since = Long.MIN_VALUE;
    private long nextBarriers = NEVER;
    private long nextId = 1;
    private boolean worked;
    private boolean timersFired;
    /** The watermark's timer: the next tick that can have an effect, and the last one. */
    private long tick = NEVER;
    private long lastTick = Long.MIN_VALUE / 2;
    private long lastRow;
    private Checkpoint travelling;
    private Checkpoint last;
    private final Map<Long, Checkpoint> byId = new HashMap<>();

    private static class Checkpoint {
        long id;
        long at;
        long alignedAt;
        int read;
        Map<String, Integer> offsets = new LinkedHashMap<>();
        TaskStateSnapshot state;
        TaskStateSnapshot frontState;
        boolean committed;
    }

    /** What has the watermark of a source: generators of its partitions (splits), and what combines them. */
    private class Source extends FlinkRunner.RowOutput {
        final Scenario.Branch branch;
        final List<Partition> partitions = new ArrayList<>();
        TimestampsAndWatermarks<Row> tw;
        private ReaderOutput<Row> main;
        private ManualClock idleness;
        private long idlenessAt;
        /** Whose row it is. */
        private Partition reading;

        Source(Scenario.Branch branch) {
            this.branch = branch;
        }

        void begin(long at) {
            idleness = new ManualClock();
            // Nought means to Flink's timer that it is not set.
            idleness.advanceTime(at, java.util.concurrent.TimeUnit.MILLISECONDS);
            idlenessAt = at;
            tw = FlinkRunner.watermarks(branch, watermarkInterval, idleTimeout, idleness);
            main = tw.createMainOutput(this, FlinkRunner.NOBODY);
            for (Partition p : partitions) p.out = main.createOutputForSplit(p.name());
        }

        void tick(long at) {
            idleness.advanceTime(at - idlenessAt, java.util.concurrent.TimeUnit.MILLISECONDS);
            idlenessAt = at;
            tw.emitImmediateWatermark(at);
        }

        void collect(Partition from, Row row) {
            reading = from;
            from.out.collect(row);
        }

        public void emitRecord(StreamRecord<Row> r) throws Exception {
            Row row = branch.applyAfter(r.getValue());
            if (row != null) head().processElement(new StreamRecord<>(row, r.getTimestamp()), reading.gate, reading.channel);
            pump();
        }

        /** One watermark for all partitions: each is a channel only so that barriers come one by one. */
        public void emitWatermark(Watermark w) throws Exception {
            for (Partition p : partitions) head().processElement(w, p.gate, p.channel);
            pump();
        }

        public void emitWatermarkStatus(WatermarkStatus st) throws Exception {
            for (Partition p : partitions) head().processElement(st, p.gate, p.channel);
            pump();
        }
    }

    /** A partition of a source, and a channel of the task that reads it. */
    private static class Partition {
        final Source source;
        final int number;
        final int gate;
        final int channel;
        SourceOutput<Row> out;
        int read;

        Partition(Source source, int number, int gate, int channel) {
            this.source = source;
            this.number = number;
            this.gate = gate;
            this.channel = channel;
        }

        String name() {
            return source.branch.source.name + "-" + number;
        }
    }

    private List<StreamTaskMailboxTestHarness<?>> tasks() {
        return front == null ? List.of(task) : List.of(front, task);
    }

    private StreamTaskMailboxTestHarness<?> head() {
        return front == null ? task : front;
    }

    /** What the first operator has given out goes on to the second: rows, watermarks, barriers. */
    private void pump() throws Exception {
        if (front == null) return;
        front.processAll();
        for (Object o = front.getOutput().poll(); o != null; o = front.getOutput().poll()) {
            if (o instanceof StreamRecord<?> r) {
                Row made = s.dedup == null ? (Row) r.getValue() : Scenario.apply(s.dedup.behind, (Row) r.getValue());
                if (made != null) task.processElement(new StreamRecord<>(made, r.getTimestamp()));
            } else if (o instanceof org.apache.flink.streaming.runtime.streamrecord.StreamElement e) task.processElement(e, 0, 0);
            else if (o instanceof CheckpointBarrier barrier) task.processEvent(barrier, 0, 0);
        }
        task.processAll();
    }

    /** A sink with two-phase commit; a transaction is named by the checkpoint that ends it. */
    private static class TestSink implements Sink<Row>, SupportsCommitter<String> {
        @Override
        public CommittingSinkWriter<Row, String> createWriter(WriterInitContext context) {
            return new CommittingSinkWriter<>() {
                public void write(Row row, Context context) {
                    Scenario s = FlinkRunner.current;
                    Row made = s.dedup == null || s.process != null || s.aggregated ? row : Scenario.apply(s.dedup.behind, row);
                    if (made != null) written.add(made);
                }

                public void writeWatermark(org.apache.flink.api.common.eventtime.Watermark w) {
                    watermark = w.getTimestamp();
                }

                public void flush(boolean endOfInput) {}

                public Collection<String> prepareCommit() {
                    return List.of(String.valueOf(transaction));
                }

                public void close() {}
            };
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) {
            return new Committer<>() {
                public void commit(Collection<CommitRequest<String>> requests) {
                    requests.forEach(request -> committed.add(Long.valueOf(request.getCommittable())));
                }

                public void close() {}
            };
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new Texts();
        }
    }

    private static class Texts implements SimpleVersionedSerializer<String> {
        public int getVersion() {
            return 1;
        }

        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        public String deserialize(int version, byte[] bytes) throws IOException {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    FlinkJobRunner(Scenario s) {
        super(s, "flink", "checkpoint");
        watermarkInterval = Intervals.ms(s.flink.path("watermarkInterval").asText("200 milliseconds"));
        idleTimeout = s.flink.hasNonNull("idleTimeout") ? Intervals.ms(s.flink.get("idleTimeout").asText()) : null;
        interval = s.flink.hasNonNull("checkpointInterval") ? Intervals.ms(s.flink.get("checkpointInterval").asText()) : NEVER;
        travel = Intervals.ms(s.flink.path("barrierTravel").asText("0 seconds"));
        if (s.outer != null && s.dedup != null) throw new Unsupported("three operators with state");
        int gate = 0;
        int channel = 0;
        for (Scenario.Branch branch : s.branches) {
            if (s.join != null) {
                gate = s.branches.indexOf(branch);
                channel = 0;
            }
            Source source = new Source(branch);
            sources.add(source);
            for (int p = 0; p < branch.source.partitions; p++) source.partitions.add(new Partition(source, p, gate, channel++));
            partitions.addAll(source.partitions);
        }
    }

    // The task ---------------------------------------------------------------------------------------------------------

    private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    /** A task that goes by the scenario's clock. */
    private static class Clocked extends OneInputStreamTask<Row, CommittableMessage<String>> {
        private final TestProcessingTimeService clock;

        Clocked(Environment environment, TestProcessingTimeService clock) throws Exception {
            super(environment, clock);
            this.clock = clock;
        }

        @Override
        public StreamTaskStateInitializer createStreamTaskStateInitializer(SubTaskInitializationMetricsBuilder metrics) {
            return new StreamTaskStateInitializerImpl(
                    getEnvironment(),
                    stateBackend,
                    metrics,
                    () -> clock.getCurrentProcessingTime(),
                    InternalTimeServiceManagerImpl::create,
                    StreamTaskCancellationContext.alwaysRunning());
        }
    }

    /** A new task, from the state of a checkpoint if there is one. */
    private void begin(Checkpoint from, long at) throws Exception {
        FlinkRunner.current = s;
        TestProcessingTimeService time = new TestProcessingTimeService();
        time.setCurrentTime(at);
        clock = time;
        TypeInformation<Row> rows = TypeInformation.of(Row.class);
        TypeInformation<CommittableMessage<String>> messages = CommittableMessageTypeInfo.of(Texts::new);
        StreamOperator<?> operator;
        StreamTaskMailboxTestHarnessBuilder<CommittableMessage<String>> builder =
                new StreamTaskMailboxTestHarnessBuilder<>(s.join != null ? TwoInputStreamTask::new : environment -> new Clocked(environment, time), messages);
        if (s.join != null) {
            String lk = s.join.leftKey;
            String rk = s.join.rightKey;
            builder.addInput(rows, (int) partitions.stream().filter(p -> p.gate == 0).count(), (Row r) -> String.valueOf(r.get(lk)));
            builder.addInput(rows, (int) partitions.stream().filter(p -> p.gate == 1).count(), (Row r) -> String.valueOf(r.get(rk)));
            operator = FlinkRunner.joinOperator(s, null, null);
        } else {
            // The first of two operators is a task of its own: a key of another kind parts them in a job, too.
            boolean two = s.outer != null || s.dedup != null && (s.process != null || s.aggregated);
            front = two ? front(from, time) : null;
            int channels = two ? 1 : partitions.size();
            if (s.dedup != null && !two) {
                List<String> keys = s.dedup.keys;
                builder.addInput(rows, channels, (Row r) -> Scenario.keyOf(r, keys));
                operator = new KeyedProcessOperator<>(new FlinkFunctions.Dedup(s.dedup, new OutputTag<>("late", rows)));
            } else if (s.process != null) {
                List<String> keys = s.process.keys;
                builder.addInput(rows, channels, (Row r) -> Scenario.keyOf(r, keys));
                operator = new KeyedProcessOperator<>(FlinkFunctions.of(s.process));
            } else if (s.aggregated) {
                boolean outer = s.outer != null;
                builder.addInput(rows, channels, (Row r) -> FlinkRunner.windowed(outer).keyOf(r));
                operator = s.window != null ? FlinkRunner.windowOperator(s, outer, null) : new KeyedProcessOperator<>(new FlinkRunner.Running());
            } else {
                builder.addInput(rows, channels);
                operator = new StreamMap<Row, Row>(r -> r);
            }
        }
        if (s.join != null || s.dedup != null || s.process != null || s.aggregated) builder.setKeyType(Types.STRING);
        if (from != null) builder.setTaskStateSnapshot(from.id, from.state);
        TestSink sink = new TestSink();
        watermark = null;
        written.clear();
        task = builder.setupOperatorChain(IDS[0], SimpleOperatorFactory.of(operator))
                .chain(IDS[1], new SinkWriterOperatorFactory<>(sink), serializer(rows), serializer(messages), false)
                .chain(IDS[2], new CommitterOperatorFactory<>(sink, false, true), serializer(messages), serializer(messages), false)
                .finish()
                .build();
        task.processAll();
        advance(at);
        lateRows = lateRowsDropped();
        for (Source source : sources) source.begin(at);
    }

    /** The first of two operators. */
    private StreamTaskMailboxTestHarness<Row> front(Checkpoint from, TestProcessingTimeService time) throws Exception {
        TypeInformation<Row> rows = TypeInformation.of(Row.class);
        StreamTaskMailboxTestHarnessBuilder<Row> builder = new StreamTaskMailboxTestHarnessBuilder<>(environment -> new ClockedFront(environment, time), rows);
        StreamOperator<?> operator;
        if (s.dedup != null) {
            List<String> keys = s.dedup.keys;
            builder.addInput(rows, partitions.size(), (Row r) -> Scenario.keyOf(r, keys));
            operator = new KeyedProcessOperator<>(new FlinkFunctions.Dedup(s.dedup, new OutputTag<>("late", rows)));
        } else {
            builder.addInput(rows, partitions.size(), (Row r) -> FlinkRunner.windowed(false).keyOf(r));
            operator = FlinkRunner.windowOperator(s, false, null);
        }
        builder.setKeyType(Types.STRING);
        if (from != null) builder.setTaskStateSnapshot(from.id, from.frontState);
        var made = builder.setupOperatorChain(FRONT_ID, SimpleOperatorFactory.of(operator)).finishForSingletonOperatorChain(serializer(rows)).build();
        made.processAll();
        return made;
    }

    private static class ClockedFront extends OneInputStreamTask<Row, Row> {
        ClockedFront(Environment environment, TestProcessingTimeService clock) throws Exception {
            super(environment, clock);
        }
    }

    /** Processing time has come to an instant: timers that are due fire. @return whether one was */
    private boolean advance(long at) throws Exception {
        boolean due = timerAt() <= at;
        clock.setCurrentTime(at);
        task.processAll();
        return due;
    }

    private long timerAt() {
        return clock.getActiveTimerTimestamps().stream().mapToLong(t -> t).min().orElse(NEVER);
    }

    private Partition partitionOf(Scenario.Arrival a) {
        return partitions.stream().filter(p -> p.source.branch.source == a.source && p.number == a.partition).findFirst().orElse(null);
    }

    // The job ----------------------------------------------------------------------------------------------------------

    /** The same order of events at one instant as Arus has: barriers that have come, rows, new barriers, a crash. */
    List<String> run() throws Exception {
        committed.clear();
        if (s.arrivals.isEmpty()) return lines();
        long first = s.arrivals.get(0).at;
        begin(null, first - (watermarkInterval == 0 ? 0 : Math.floorMod(first, watermarkInterval)));
        if (watermarkInterval != 0) tick = clock.getCurrentProcessingTime();
        if (interval != NEVER) nextBarriers = multiple(first);
        for (;;) {
            long arrival = arrived < s.arrivals.size() ? s.arrivals.get(arrived).at : NEVER;
            long own = backAt != null ? backAt : travelling != null ? travelling.alignedAt : Math.min(Math.min(Math.max(timerAt(), now), tick), barriersAt(arrival));
            long crash = backAt != null || own == NEVER && arrival == NEVER && s.until == null ? NEVER : crashAt(Math.max(now, since));
            long at = Math.min(arrival, Math.min(own, crash));
            if (at == NEVER || s.until != null && at > s.until) break;
            now = at;
            if (backAt == null && advance(at)) {
                timersFired = true;
                worked = true;
            }
            if (backAt == null && travelling != null && travelling.alignedAt <= at) align();
            else if (arrival <= at) {
                arrived++;
                worked = true;
                if (backAt == null && travelling == null) workOff(at);
            } else if (backAt != null) restart(at);
            else if (travelling == null && tick <= at) doTick(at);
            else if (travelling == null && barriersAt(arrival) <= at) inject(at);
            else if (own <= at) continue;
            else die(takeAtInstant(at), null, at);
        }
        for (var each : tasks()) each.cancel();
        return lines();
    }

    /** Rows and ticks that have come, in order; at one instant the row goes first, and the tick of now waits for its turn. */
    private void workOff(long at) throws Exception {
        while (backAt == null) {
            long row = read < arrived ? Math.max(s.arrivals.get(read).at, since) : NEVER;
            if (row != NEVER && row <= tick) process(row, at);
            else if (tick < at) doTick(at);
            else return;
        }
    }

    private void doTick(long at) throws Exception {
        Long before = watermark;
        for (Source source : sources) source.tick(tick);
        if (!java.util.Objects.equals(before, watermark) || !written.isEmpty()) worked = true;
        if (!written.isEmpty()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("timestamp", Ts.format(Math.max(at, tick)));
            line.put("watermark", watermark == null ? null : Ts.format(watermark));
            line.put("output", written.stream().map(Scenario::json).toList());
            line.put("late", List.of());
            written.clear();
            say(line);
        }
        lastTick = tick;
        // A partition may fall idle without a row, as long as it takes.
        tick = idleTimeout != null && tick < lastRow + 2 * idleTimeout + 4 * watermarkInterval ? tick + watermarkInterval : NEVER;
    }

    private void process(long arrivedAt, long at) throws Exception {
        int k = read++;
        Scenario.Arrival a = s.arrivals.get(k);
        Partition partition = partitionOf(a);
        if (partition == null) throw new Unsupported("a source that is not read");
        partition.read++;
        Row row = Scenario.apply(partition.source.branch.before, a.row);
        if (row != null) partition.source.collect(partition, row);
        Map<String, Object> line = rowLine(k, at);
        if (s.branches.stream().anyMatch(b -> b.timeColumn != null)) line.put("watermark", watermark == null ? null : Ts.format(watermark));
        line.put("output", written.stream().map(Scenario::json).toList());
        written.clear();
        long late = lateRowsDropped();
        line.put("late", late > lateRows ? List.of(Scenario.json(partition.source.branch.shape(a.row))) : List.of());
        lateRows = late;
        say(line);
        worked = true;
        lastRow = at;
        if (watermarkInterval != 0) {
            long next = -Math.floorDiv(-arrivedAt, watermarkInterval) * watermarkInterval;
            tick = Math.min(tick, Math.max(next, lastTick + watermarkInterval));
        }
        die(takeBehindRow(k), "row", at);
    }

    /** Of window operators, and of the function that drops duplicates: those of others are not looked for. */
    private long lateRowsDropped() throws Exception {
        long dropped = (s.dedup != null ? FlinkFunctions.Dedup.dropped : 0) + (front == null ? 0 : droppedIn(front));
        long last = droppedIn(task);
        if (s.outer != null && last > 0) throw new Unsupported("late rows of a window behind a window");
        return dropped + last;
    }

    private static long droppedIn(StreamTaskMailboxTestHarness<?> task) throws Exception {
        var main = StreamTask.class.getDeclaredField("mainOperator");
        main.setAccessible(true);
        return main.get(task.getStreamTask()) instanceof WindowOperator<?, ?, ?, ?, ?> w ? FlinkRunner.lateRowsDropped(w) : 0;
    }

    // Checkpoints ------------------------------------------------------------------------------------------------------

    private long barriersAt(long arrival) {
        if (interval == NEVER) return NEVER;
        if (arrival != NEVER) return nextBarriers;
        if (!worked) return NEVER;
        nextBarriers = Math.max(nextBarriers, multiple(now));
        return nextBarriers;
    }

    private void inject(long at) throws Exception {
        Checkpoint c = new Checkpoint();
        c.id = nextId++;
        c.at = at;
        c.alignedAt = at + travel * (partitions.size() - 1);
        c.read = read;
        for (Partition p : partitions) c.offsets.put(p.name(), p.read);
        travelling = c;
        byId.put(c.id, c);
        transaction = c.id;
        timersFired = false;
        nextBarriers = multiple(c.alignedAt);
        if (nextBarriers == at) nextBarriers += interval;
        if (dies("barrier-injected", c, at)) return;
        for (var each : tasks()) each.getTaskStateManager().getWaitForReportLatch().reset();
        // All but the last have come: nothing is written yet.
        for (Partition p : partitions.subList(0, partitions.size() - 1)) barrier(c, p);
        head().processAll();
        pump();
        if (task.getTaskStateManager().getJobManagerTaskStateSnapshotsByCheckpointId().containsKey(c.id))
            throw new IllegalStateException("a snapshot before all barriers have come");
        if (c.alignedAt == at) align();
    }

    private void barrier(Checkpoint c, Partition p) throws Exception {
        head().processEvent(new CheckpointBarrier(c.id, c.at, CheckpointOptions.forCheckpointWithDefaultLocation()), p.gate, p.channel);
    }

    private void align() throws Exception {
        Checkpoint c = travelling;
        long at = c.alignedAt;
        barrier(c, partitions.get(partitions.size() - 1));
        if (front != null) {
            front.processAll();
            front.getTaskStateManager().getWaitForReportLatch().await();
            c.frontState = front.getTaskStateManager().getJobManagerTaskStateSnapshotsByCheckpointId().get(c.id);
            pump();
        }
        task.processAll();
        task.getTaskStateManager().getWaitForReportLatch().await();
        c.state = task.getTaskStateManager().getJobManagerTaskStateSnapshotsByCheckpointId().get(c.id);
        if (dies("state-snapshotted", c, at)) return;
        last = c;
        travelling = null;
        if (!hasCrashAt("checkpoint-completed", c.id, read)) {
            for (var each : tasks()) {
                each.getStreamTask().notifyCheckpointCompleteAsync(c.id);
                each.processAll();
            }
        }
        boolean commits = takeCommits().contains(c.id);
        say(checkpointLine(c, true, commits ? at : null));
        if (dies("checkpoint-completed", c, at)) return;
        if (commits && dies("transaction-committed", c, at)) return;
        worked = timersFired;
        timersFired = false;
        workOff(at);
    }

    private Map<String, Object> checkpointLine(Checkpoint c, boolean completed, Long committedAt) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("checkpoint", c.id);
        line.put("timestamp", Ts.format(c.at));
        line.put("status", completed ? "completed" : "failed");
        if (completed) line.put("completed", Ts.format(c.alignedAt));
        line.put("offsets", c.offsets);
        if (committedAt != null) line.put("committed", Ts.format(committedAt));
        return line;
    }

    /** The checkpoints whose transactions the real committer has committed since the last look; none if the sink has none. */
    private List<Long> takeCommits() {
        List<Long> taken = s.flink.path("sink").asText().equals("transactional") ? List.copyOf(committed) : List.of();
        committed.clear();
        return taken;
    }

    // Crashes ----------------------------------------------------------------------------------------------------------

    private boolean dies(String point, Checkpoint checkpoint, long at) throws Exception {
        return die(takeAt(point, checkpoint.id, read), point, at);
    }

    private boolean die(Crash crash, String after, long at) throws Exception {
        if (crash == null) return false;
        if (travelling != null) say(checkpointLine(travelling, false, null));
        travelling = null;
        for (var each : tasks()) each.cancel();
        if (crash.lost) {
            last = null;
            nextId = 1;
        }
        sayDied(crash, after, at);
        worked = true;
        tick = NEVER;
        return true;
    }

    private void restart(long at) throws Exception {
        backAt = null;
        since = at;
        read = last == null ? 0 : last.read;
        for (Partition p : partitions) p.read = last == null ? 0 : last.offsets.get(p.name());
        begin(last, at);
        if (watermarkInterval != 0) {
            tick = -Math.floorDiv(-at, watermarkInterval) * watermarkInterval;
            lastTick = tick - watermarkInterval;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("restored", last == null ? null : last.id);
        line.put("timestamp", Ts.format(at));
        say(line);
        // The committer commits again what it has restored; a sink takes a transaction once.
        for (long id : takeCommits()) {
            if (byId.get(id).committed) continue;
            Map<String, Object> commit = new LinkedHashMap<>();
            commit.put("committed", id);
            commit.put("timestamp", Ts.format(at));
            say(commit);
            byId.get(id).committed = true;
        }
        worked = true;
        if (interval != NEVER) {
            nextBarriers = multiple(at);
            if (nextBarriers == at) nextBarriers += interval;
        }
        workOff(at);
    }

    private long multiple(long at) {
        return -Math.floorDiv(-at, interval) * interval;
    }

    @Override
    void say(Map<String, Object> line) throws Exception {
        if (line.containsKey("checkpoint") && line.containsKey("committed")) byId.get(line.get("checkpoint")).committed = true;
        super.say(line);
    }
}
