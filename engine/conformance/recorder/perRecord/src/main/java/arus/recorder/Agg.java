package arus.recorder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The aggregate functions as Spark has them (null arguments are left out; avg adds doubles; texts are compared by their
 * UTF-8 bytes). They are the user's code inside the engines' own aggregators.
 */
public class Agg implements Serializable {
    private static final long serialVersionUID = 1L;

    record Fn(String as, String fn, String column) implements Serializable {}

    public static class Acc implements Serializable {
        private static final long serialVersionUID = 1L;
        long[] count;
        Object[] value;
        ArrayList<HashSet<Object>> seen;
    }

    final List<Fn> fns = new ArrayList<>();

    Agg(JsonNode n) {
        Pattern p = Pattern.compile("^\\s*(count|sum|avg|min|max)\\s*\\(\\s*(distinct\\s+)?(\\*|\\w+)\\s*\\)\\s*$", Pattern.CASE_INSENSITIVE);
        for (var it = n.fields(); it.hasNext(); ) {
            var e = it.next();
            Matcher m = p.matcher(e.getValue().asText());
            if (!m.matches()) throw new Unsupported("aggregate not supported by this recorder: " + e.getValue());
            fns.add(new Fn(e.getKey(), m.group(1).toLowerCase() + (m.group(2) == null ? "" : "Distinct"), m.group(3)));
        }
    }

    Acc create() {
        Acc a = new Acc();
        a.count = new long[fns.size()];
        a.value = new Object[fns.size()];
        a.seen = new ArrayList<>();
        for (int i = 0; i < fns.size(); i++) a.seen.add(null);
        return a;
    }

    Acc copy(Acc o) {
        Acc a = new Acc();
        a.count = o.count.clone();
        a.value = o.value.clone();
        a.seen = new ArrayList<>();
        for (var s : o.seen) a.seen.add(s == null ? null : new HashSet<>(s));
        return a;
    }

    private static Object combine(String fn, Object a, Object b) {
        if (b == null) return a;
        switch (fn) {
            case "avg":
                return (a == null ? 0.0 : (Double) a) + ((Number) b).doubleValue();
            case "sum":
                if (b instanceof Long y) return Math.addExact(a == null ? 0L : (Long) a, y);
                return (a == null ? 0.0 : (Double) a) + (Double) b;
            default:
                if (a == null) return b;
                int c = compare(a, b);
                return fn.equals("min") == (c <= 0) ? a : b;
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        if (a instanceof String x) return java.util.Arrays.compareUnsigned(
                x.getBytes(java.nio.charset.StandardCharsets.UTF_8), ((String) b).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return ((Comparable<Object>) a).compareTo(b);
    }

    Acc add(Acc in, Row r) {
        Acc a = copy(in);
        for (int i = 0; i < fns.size(); i++) {
            Fn f = fns.get(i);
            Object v = f.column.equals("*") ? "*" : r.get(f.column);
            if (v == null) continue;
            a.count[i]++;
            if (f.fn.equals("countDistinct")) {
                if (a.seen.get(i) == null) a.seen.set(i, new HashSet<>());
                a.seen.get(i).add(v);
            } else if (!f.fn.equals("count")) a.value[i] = combine(f.fn, a.value[i], v);
        }
        return a;
    }

    Acc merge(Acc x, Acc y) {
        Acc a = copy(x);
        for (int i = 0; i < fns.size(); i++) {
            a.count[i] += y.count[i];
            String fn = fns.get(i).fn;
            if (fn.equals("countDistinct")) {
                if (y.seen.get(i) == null) continue;
                if (a.seen.get(i) == null) a.seen.set(i, new HashSet<>());
                a.seen.get(i).addAll(y.seen.get(i));
            } else if (!fn.equals("count")) a.value[i] = combine(fn, a.value[i], y.value[i]);
        }
        return a;
    }

    void result(Acc a, Map<String, Object> out) {
        for (int i = 0; i < fns.size(); i++) {
            Object v = switch (fns.get(i).fn) {
                case "count" -> a.count[i];
                case "countDistinct" -> a.seen.get(i) == null ? 0L : (long) a.seen.get(i).size();
                case "avg" -> a.value[i] == null ? null : ((Number) a.value[i]).doubleValue() / a.count[i];
                default -> a.value[i];
            };
            out.put(fns.get(i).as, v);
        }
    }
}
