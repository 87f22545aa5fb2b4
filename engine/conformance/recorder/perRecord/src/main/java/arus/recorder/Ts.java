package arus.recorder;

import java.io.Serializable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A value of the scenario type "timestamp": milliseconds since the epoch. */
public record Ts(long ms) implements Comparable<Ts>, Serializable {
    private static final DateTimeFormatter OUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public static Ts parse(String s) {
        return new Ts(OffsetDateTime.parse(s).toInstant().toEpochMilli());
    }

    public static String format(long ms) {
        return OUT.format(Instant.ofEpochMilli(ms));
    }

    @Override
    public int compareTo(Ts o) {
        return Long.compare(ms, o.ms);
    }

    @Override
    public String toString() {
        return format(ms);
    }
}
