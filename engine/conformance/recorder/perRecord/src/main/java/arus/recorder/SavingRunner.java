package arus.recorder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What runners of an application that saves its state, and may die, have in common: its crashes, where the run stands, its lines. */
abstract class SavingRunner {
    static final long NEVER = Long.MAX_VALUE;

    final Scenario s;
    /** Those that have not struck yet. */
    private final List<Crash> crashes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();

    long now = Long.MIN_VALUE;
    int arrived;
    int read;
    /** When it is back; null while it runs. */
    Long backAt;

    /** A crash of the file: behind a row, at a point of a saving, or at an instant. */
    static class Crash {
        Integer arrival;
        Long saving;
        Long at;
        String after;
        long restartAfter;
        boolean lost;
    }

    /** @param saving what the engine calls it: `checkpoint`, `commit` */
    SavingRunner(Scenario s, String engine, String saving) {
        this.s = s;
        for (JsonNode fault : s.faults) {
            if (!fault.path("engine").asText().equals(engine)) continue;
            Crash crash = new Crash();
            JsonNode where = fault.get("crash");
            if (where.has("arrival")) crash.arrival = where.get("arrival").asInt();
            if (where.has(saving)) crash.saving = where.get(saving).asLong();
            if (where.has("at")) crash.at = Ts.parse(where.get("at").asText()).ms();
            crash.after = where.path("after").asText(crash.at == null ? "row" : null);
            crash.restartAfter = Intervals.ms(fault.path("restartAfter").asText("30 seconds"));
            crash.lost = fault.path("checkpoint").asText("kept").equals("lost");
            crashes.add(crash);
        }
    }

    List<String> lines() {
        return lines;
    }

    void say(Map<String, Object> line) throws Exception {
        lines.add(Scenario.JSON.writeValueAsString(line));
    }

    /** The beginning of a row's line. */
    Map<String, Object> rowLine(int k, long at) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("arrival", k);
        int attempt = attempts.merge(k, 1, Integer::sum) - 1;
        if (attempt > 0) line.put("attempt", attempt);
        line.put("timestamp", Ts.format(Math.max(at, s.arrivals.get(k).at)));
        return line;
    }

    /** Says that it died, and when it is back. */
    void sayDied(Crash crash, String after, long at) throws Exception {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("crash", after);
        line.put("timestamp", Ts.format(at));
        line.put("checkpoint", crash.lost ? "lost" : "kept");
        say(line);
        backAt = at + crash.restartAfter;
    }

    /** The crash at a point of the saving of this number; of a row it is in the first one that has the row. Null: there is none. */
    Crash takeAt(String point, long saving, int rows) {
        return take(isAt(point, saving, rows));
    }

    boolean hasCrashAt(String point, long saving, int rows) {
        return crashes.stream().anyMatch(isAt(point, saving, rows));
    }

    private static Predicate<Crash> isAt(String point, long saving, int rows) {
        return c -> point.equals(c.after) && (c.saving != null ? c.saving == saving : c.arrival != null && c.arrival < rows);
    }

    Crash takeBehindRow(int k) {
        return take(c -> c.arrival != null && c.arrival == k && c.after.equals("row"));
    }

    Crash takeAtInstant(long at) {
        return take(c -> c.at != null && c.at == at);
    }

    /** The next instant of a crash. */
    long crashAt(long from) {
        return crashes.stream().filter(c -> c.at != null && c.at >= from).mapToLong(c -> c.at).min().orElse(NEVER);
    }

    private Crash take(Predicate<Crash> which) {
        Crash found = crashes.stream().filter(which).findFirst().orElse(null);
        crashes.remove(found);
        return found;
    }
}
