package arus.recorder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spark interval strings, to milliseconds. */
public final class Intervals {
    private static final Pattern PART = Pattern.compile("([+-]?)\\s*(\\d+(?:\\.\\d+)?)\\s+([a-z]+)");

    public static long ms(String s) {
        String t = s.trim().toLowerCase();
        Matcher m = PART.matcher(t);
        double total = 0;
        int end = 0;
        while (m.find()) {
            if (!t.substring(end, m.start()).isBlank()) throw new Unsupported("bad interval: " + s);
            end = m.end();
            double n = Double.parseDouble(m.group(2));
            if (m.group(1).equals("-")) n = -n;
            String u = m.group(3);
            if (u.endsWith("s")) u = u.substring(0, u.length() - 1);
            total += n * switch (u) {
                case "millisecond" -> 1;
                case "second" -> 1000;
                case "minute" -> 60_000;
                case "hour" -> 3_600_000;
                case "day" -> 86_400_000;
                case "week" -> 7 * 86_400_000L;
                default -> throw new Unsupported("bad unit in interval: " + s);
            };
        }
        if (end == 0 || !t.substring(end).isBlank()) throw new Unsupported("bad interval: " + s);
        return Math.round(total);
    }
}
