package arus.recorder;

import java.util.LinkedHashMap;
import java.util.Map;

/** One row: column name to value (String, Boolean, Long, Double, Ts, null; a window is a map of its start and end). */
public class Row extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    public long time(String column) {
        Object v = get(column);
        if (v == null) throw new IllegalStateException("null event time in column " + column);
        return ((Ts) v).ms();
    }

    /** A column, or a part of one: `window.start`. */
    Object column(String name) {
        if (containsKey(name)) return get(name);
        int dot = name.indexOf('.');
        if (dot > 0 && get(name.substring(0, dot)) instanceof Map<?, ?> whole) return whole.get(name.substring(dot + 1));
        throw new Unsupported("no column " + name);
    }
}
