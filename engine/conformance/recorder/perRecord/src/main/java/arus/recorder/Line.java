package arus.recorder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of the --json shape. */
public class Line {
    Integer arrival;
    long timestamp;
    String clockName;
    Long clock;
    boolean hasClock = true;
    List<Row> output = new ArrayList<>();
    List<Row> late = new ArrayList<>();

    String json() throws Exception {
        Map<String, Object> o = new LinkedHashMap<>();
        if (arrival != null) o.put("arrival", arrival);
        o.put("timestamp", Ts.format(timestamp));
        if (hasClock) o.put(clockName, clock == null || clock == Long.MIN_VALUE || (clock == -1 && clockName.equals("streamTime")) ? null : Ts.format(clock));
        o.put("output", output.stream().map(Scenario::json).toList());
        o.put("late", late.stream().map(Scenario::json).toList());
        return Scenario.JSON.writeValueAsString(o);
    }
}
