package arus.recorder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scenario file in the format "arus/1", as far as the two record-by-record engines need it. */
public class Scenario {
    static final ObjectMapper JSON = new ObjectMapper();

    public static class Source {
        String name;
        int index;
        int partitions;
        Map<String, String> columns = new LinkedHashMap<>();
    }

    public static class Arrival {
        Source source;
        int partition;
        long at;
        int order;
        Row row;
    }

    public static class Window {
        String on;
        Long size;
        Long slide;
        long start;
        Long gap;
    }

    /** A filter, or a select: a row, or null where the filter takes it out. */
    interface Step {
        Row apply(Row row);
    }

    /** A source and the steps on it up to the first groupBy, join or union. */
    public class Branch {
        Source source;
        List<Step> before = new ArrayList<>();
        List<Step> after = new ArrayList<>();
        /** The selects alone, over the source's columns: what a row would be if no filter took it out. */
        List<Step> selects = new ArrayList<>();
        /** How many of these stand before the watermark step. */
        int selectsBefore;
        String timeColumn;
        Long delay;

        /** The row as it comes to the operator; null if a filter takes it out. */
        Row apply(Row row) {
            return renamed(Scenario.apply(after, Scenario.apply(before, row)));
        }

        /** The row behind the watermark step as it comes to the operator; null if a filter takes it out. */
        Row applyAfter(Row row) {
            return renamed(Scenario.apply(after, row));
        }

        /** The row as it would come to the operator without filters. */
        Row shape(Row row) {
            return renamed(Scenario.apply(selects, row));
        }

        /** A union goes by position: its rows have the columns of its first arm. */
        private Row renamed(Row row) {
            if (row == null || join != null || this == branches.get(0)) return row;
            Row out = new Row();
            var values = row.values().iterator();
            for (String name : nothing(branches.get(0)).keySet()) out.put(name, values.next());
            return out;
        }

        /** The row as it would come to the watermark step without filters. */
        Row shapeAtWatermark(Row row) {
            return Scenario.apply(selects.subList(0, selectsBefore), row);
        }
    }

    static Row apply(List<Step> steps, Row row) {
        Row made = row;
        for (Step step : steps) {
            if (made == null) return null;
            made = step.apply(made);
        }
        return made;
    }

    public static class Join {
        String type;
        String leftKey;
        String rightKey;
        String leftTime;
        String rightTime;
        /** right time is in [left time + lower, left time + upper], both ends included. */
        long lower;
        long upper;
    }

    /** The step `process`: a named function, its keys and its parameters. */
    public static class Process {
        String function;
        List<String> keys = new ArrayList<>();
        JsonNode parameters;
        /** The watermark's column; null without one. */
        String time;

        String text(String name) {
            return parameters.path(name).asText(name.equals("column") ? "city" : null);
        }

        /** Milliseconds; null if it is not said. */
        Long length(String name) {
            return parameters.hasNonNull(name) ? Intervals.ms(parameters.get(name).asText()) : null;
        }

        /** A row with the keys first and what the function adds behind. */
        Row result(Row row, Object... added) {
            Row out = keysOf(row);
            out.putAll(row);
            for (int i = 0; i < added.length; i += 2) out.put((String) added[i], added[i + 1]);
            return out;
        }

        /** The keys alone, and what the function adds. */
        Row ofKeys(Row keys, Object... added) {
            Row out = keysOf(keys);
            for (int i = 0; i < added.length; i += 2) out.put((String) added[i], added[i + 1]);
            return out;
        }

        Row keysOf(Row row) {
            Row out = new Row();
            for (String key : keys) out.put(key, row.get(key));
            return out;
        }

        /** A sum grows as Spark's own does: longs never wrap. */
        static Object add(Object total, Object value) {
            if (total == null) return value;
            if (value instanceof Long v) return Math.addExact((Long) total, v);
            return (Double) total + (Double) value;
        }
    }

    /** The step `dropDuplicates`, or `dropDuplicatesWithinWatermark`. */
    public static class Dedup {
        List<String> keys = new ArrayList<>();
        /** The column by whose time a key is forgotten; null: it never is. */
        String time;
        /** So long after it, milliseconds. */
        long delay;
        /** Filters and selects between it and the next step with state. */
        List<Step> behind = new ArrayList<>();
    }

    /** Whether an engine's job is to die, or to take checkpoints, or to commit. */
    boolean savesState(String engine) {
        for (JsonNode fault : faults) if (fault.path("engine").asText().equals(engine)) return true;
        return engine.equals("flink") ? flink.hasNonNull("checkpointInterval") : kafka.hasNonNull("commitInterval");
    }

    Map<String, Source> sources = new LinkedHashMap<>();
    List<Arrival> arrivals = new ArrayList<>();
    List<Branch> branches = new ArrayList<>();
    Join join;
    boolean aggregated;
    Window window;
    List<String> keys = new ArrayList<>();
    Agg agg;
    Process process;
    Dedup dedup;
    /** Steps behind the groupBy or the join. */
    List<Step> results = new ArrayList<>();
    /** A window over what the window gives out, and the steps behind it; it has nothing else of a scenario. */
    Scenario outer;
    JsonNode flink;
    JsonNode kafka;
    /** Crashes, of any engine. */
    JsonNode faults;
    Long until;

    public static Scenario read(Path file) throws Exception {
        JsonNode n = JSON.readTree(Files.readString(file));
        if (!"arus/1".equals(n.path("format").asText())) throw new Unsupported("format");
        Scenario s = new Scenario();
        int i = 0;
        for (var e : (Iterable<Map.Entry<String, JsonNode>>) () -> n.get("sources").fields()) s.readSource(e.getKey(), i++, e.getValue());
        s.arrivals.sort(Comparator.<Arrival>comparingLong(a -> a.at).thenComparingInt(a -> a.source.index).thenComparingInt(a -> a.order));
        if (n.hasNonNull("until")) s.until = Ts.parse(n.get("until").asText()).ms();
        if (s.until != null) s.arrivals.removeIf(a -> a.at > s.until);
        s.flink = n.path("engines").path("flink");
        s.kafka = n.path("engines").path("kafkaStreams");
        s.faults = n.path("faults");
        s.branch(n.get("query"), true);
        return s;
    }

    private void readSource(String name, int index, JsonNode n) {
        Source source = new Source();
        source.name = name;
        source.index = index;
        source.partitions = n.path("partitions").asInt(1);
        n.get("columns").fields().forEachRemaining(c -> source.columns.put(c.getKey(), c.getValue().asText()));
        sources.put(name, source);
        if (!n.has("arrivals")) throw new Unsupported("a source without arrivals");
        int order = 0;
        for (JsonNode a : n.get("arrivals")) {
            Arrival arrival = new Arrival();
            arrival.source = source;
            arrival.partition = a.path("partition").asInt(0);
            arrival.at = Ts.parse(a.get("arrivesAt").asText()).ms();
            arrival.order = order++;
            arrival.row = new Row();
            for (var c : source.columns.entrySet()) arrival.row.put(c.getKey(), value(a.get("row").get(c.getKey()), c.getValue()));
            arrivals.add(arrival);
        }
    }

    static Object value(JsonNode v, String type) {
        if (v == null || v.isNull()) return null;
        return switch (type) {
            case "string" -> v.asText();
            case "boolean" -> v.asBoolean();
            case "long" -> v.asLong();
            // No key is -0.0: Spark's keys are 0.0 then.
            case "double" -> v.asDouble() == 0 ? 0.0 : v.asDouble();
            case "timestamp" -> Ts.parse(v.asText());
            default -> throw new Unsupported("column type " + type);
        };
    }

    private void branch(JsonNode q, boolean top) {
        Branch b = new Branch();
        b.source = sources.get(q.get("from").asText());
        if (b.source == null) throw new Unsupported("no source " + q.get("from"));
        if (branches.stream().anyMatch(other -> other.source == b.source)) throw new Unsupported("a source read twice");
        branches.add(b);
        for (JsonNode step : q.path("steps")) {
            if (step.has("filter")) {
                Expr e = Expr.parse(step.get("filter").asText());
                place(b, row -> Boolean.TRUE.equals(e.eval(row)) ? row : null, false);
            } else if (step.has("select")) {
                place(b, select(step.get("select")), true);
            } else if (window != null && step.at("/groupBy/window/on").asText().equals("window")) {
                if (outer != null) throw new Unsupported("three windows");
                outer = new Scenario();
                outer.groupBy(step);
            } else if (aggregated || process != null || join != null && !step.has("groupBy")) {
                throw new Unsupported("step behind groupBy or join: " + step);
            } else if (step.has("watermark")) {
                if (b.timeColumn != null) throw new Unsupported("two watermarks");
                b.timeColumn = step.get("watermark").asText();
                b.delay = Intervals.ms(step.path("delay").asText("0 seconds"));
                b.selectsBefore = b.selects.size();
            } else if (step.has("union")) {
                branch(step.get("union"), false);
            } else if (step.has("join") && top) {
                JsonNode j = step.get("join");
                branch(j.get("with"), false);
                join = parseJoin(j, b, branches.get(branches.size() - 1));
            } else if (step.has("groupBy") && top && join == null) {
                groupBy(step);
            } else if (step.has("process") && top) {
                process = new Process();
                process.function = step.get("process").asText();
                for (JsonNode k : step.get("keys")) process.keys.add(k.asText());
                process.parameters = step.path("parameters");
                process.time = b.timeColumn;
            } else if ((step.has("dropDuplicates") || step.has("dropDuplicatesWithinWatermark")) && top && dedup == null) {
                dedup = new Dedup();
                boolean within = step.has("dropDuplicatesWithinWatermark");
                for (JsonNode k : step.get(within ? "dropDuplicatesWithinWatermark" : "dropDuplicates")) dedup.keys.add(k.asText());
                if (within || dedup.keys.contains(b.timeColumn)) dedup.time = b.timeColumn;
                dedup.delay = within ? b.delay : 0;
            } else {
                throw new Unsupported("step: " + step);
            }
        }
        if (b.timeColumn == null) b.selectsBefore = b.selects.size();
    }

    private void place(Branch b, Step step, boolean isSelect) {
        if (outer != null) outer.results.add(step);
        else if (aggregated || join != null || process != null) results.add(step);
        else if (dedup != null) dedup.behind.add(step);
        else if (branches.get(branches.size() - 1) != b) throw new Unsupported("a step behind a union");
        else {
            (b.timeColumn == null ? b.before : b.after).add(step);
            if (isSelect) b.selects.add(step);
        }
    }

    private static Step select(JsonNode columns) {
        Map<String, Expr> made = new LinkedHashMap<>();
        columns.fields().forEachRemaining(c -> made.put(c.getKey(), Expr.parse(c.getValue().asText())));
        return row -> {
            Row out = new Row();
            made.forEach((name, e) -> out.put(name, e.eval(row)));
            return out;
        };
    }

    private void groupBy(JsonNode step) {
        aggregated = true;
        JsonNode g = step.get("groupBy");
        if (g.has("window")) {
            window = new Window();
            JsonNode w = g.get("window");
            window.on = w.get("on").asText();
            if (w.has("size")) window.size = Intervals.ms(w.get("size").asText());
            if (w.has("slide")) window.slide = Intervals.ms(w.get("slide").asText());
            if (w.has("start")) window.start = Intervals.ms(w.get("start").asText());
            if (w.has("gap")) window.gap = Intervals.ms(w.get("gap").asText());
        }
        for (JsonNode k : g.path("keys")) keys.add(k.asText());
        agg = new Agg(step.get("aggregate"));
    }

    private static Join parseJoin(JsonNode j, Branch l, Branch r) {
        Join made = new Join();
        made.type = j.path("type").asText("inner");
        String side = "(\\w+)(?:\\s*([+-])\\s*interval\\s*'([^']+)')?";
        Matcher m = Pattern.compile("^\\s*(\\w+)\\s*=\\s*(\\w+)\\s+and\\s+(\\w+)\\s+between\\s+" + side + "\\s+and\\s+" + side + "\\s*$",
                Pattern.CASE_INSENSITIVE).matcher(j.get("on").asText());
        if (!m.matches()) throw new Unsupported("join condition: " + j.get("on"));
        boolean leftFirst = l.source.columns.containsKey(m.group(1));
        made.leftKey = leftFirst ? m.group(1) : m.group(2);
        made.rightKey = leftFirst ? m.group(2) : m.group(1);
        if (!m.group(4).equals(m.group(7))) throw new Unsupported("join bounds");
        long lo = offset(m.group(5), m.group(6));
        long hi = offset(m.group(8), m.group(9));
        if (r.source.columns.containsKey(m.group(3))) {
            made.rightTime = m.group(3);
            made.leftTime = m.group(4);
            made.lower = lo;
            made.upper = hi;
        } else {
            made.leftTime = m.group(3);
            made.rightTime = m.group(4);
            made.lower = -hi;
            made.upper = -lo;
        }
        return made;
    }

    private static long offset(String sign, String interval) {
        return sign == null ? 0 : (sign.equals("-") ? -1 : 1) * Intervals.ms(interval);
    }

    /** The group key as text: a JSON array of the key columns' values. */
    String keyOf(Row r) {
        return keyOf(r, keys);
    }

    static String keyOf(Row r, List<String> keys) {
        try {
            List<Object> out = new ArrayList<>();
            for (String k : keys) {
                Object v = r.get(k);
                out.add(v instanceof Ts t ? "ts" + t : v);
            }
            return JSON.writeValueAsString(out);
        } catch (Exception e) {
            throw new RuntimeException(e);
        }
    }

    /**
     * A result behind its steps, null if a filter takes it out. A result that is taken back (no aggregate) has nulls for
     * its aggregates in these steps, and its mark.
     */
    Row outputRow(String key, Long start, Long end, Agg.Acc acc) {
        try {
            Row out = new Row();
            if (start != null) {
                Map<String, Object> w = new LinkedHashMap<>();
                w.put("start", new Ts(start));
                w.put("end", new Ts(end));
                out.put("window", w);
            }
            JsonNode k = JSON.readTree(key);
            for (int i = 0; i < keys.size(); i++) {
                Object v = JSON.convertValue(k.get(i), Object.class);
                if (v instanceof Integer n) v = n.longValue();
                out.put(keys.get(i), v instanceof String t && t.startsWith("ts") && t.endsWith("Z") ? Ts.parse(t.substring(2)) : v);
            }
            if (acc != null) agg.result(acc, out);
            else if (results.isEmpty()) out.put("tombstone", true);
            else throw new Unsupported("steps behind a result that is taken back");
            return apply(results, out);
        } catch (java.io.IOException e) {
            throw new RuntimeException(e);
        }
    }

    /** A pair of a join behind its steps; a side without a row is null. */
    Row pair(Row left, Row right) {
        Row out = new Row();
        out.putAll(left != null ? left : nothing(branches.get(0)));
        out.putAll(right != null ? right : nothing(branches.get(1)));
        return apply(results, out);
    }

    private Row nothing(Branch b) {
        Row source = new Row();
        b.source.columns.keySet().forEach(c -> source.put(c, null));
        Row out = new Row();
        b.shape(source).keySet().forEach(c -> out.put(c, null));
        return out;
    }

    /** A value as JSON: times as text. */
    static Object json(Object value) {
        if (value instanceof Ts t) return t.toString();
        if (!(value instanceof Map<?, ?> map)) return value;
        Map<String, Object> out = new LinkedHashMap<>();
        map.forEach((k, v) -> out.put((String) k, json(v)));
        return out;
    }
}
