import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Reads the path of a script from each line of standard input and runs it as Flink's SQL client does; answers in one line what
 * its last SELECT gives (a line of JSON for each row) and how it failed, both in Base64.
 */
public final class RunSql {
    private static final Pattern SET = Pattern.compile("SET '([^']+)' = '([^']*)'");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = in.readLine(); file != null; file = in.readLine()) {
            StringBuilder out = new StringBuilder();
            StringBuilder failed = new StringBuilder();
            try {
                run(Path.of(file), out);
            } catch (Throwable thrown) {
                for (Throwable cause = thrown; cause != null; cause = cause.getCause()) failed.append(cause).append('\n');
            }
            System.out.println(base64(out) + " " + base64(failed));
            System.out.flush();
        }
        System.exit(0);
    }

    private static String base64(CharSequence text) {
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void run(Path script, StringBuilder out) throws Exception {
        TableEnvironment env = TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
        String text = Files.readString(script).replaceAll("(?m)^--.*$", "");
        for (String part : text.split(";\\s*\n")) {
            String statement = part.strip();
            if (statement.isEmpty()) continue;
            Matcher set = SET.matcher(statement);
            if (set.matches()) {
                env.getConfig().set(set.group(1), set.group(2));
                continue;
            }
            // The client runs in the script's folder; this process does not.
            TableResult result = env.executeSql(statement.replace("'path' = '", "'path' = '" + script.toAbsolutePath().getParent() + "/"));
            if (!statement.startsWith("SELECT")) continue;
            var names = result.getResolvedSchema().getColumnNames();
            try (CloseableIterator<Row> rows = result.collect()) {
                while (rows.hasNext()) {
                    Row row = rows.next();
                    Map<String, Object> cells = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) cells.put(names.get(i), value(row.getField(i)));
                    out.append(JSON.writeValueAsString(Map.of("kind", row.getKind().shortString(), "row", cells))).append('\n');
                }
            }
        }
    }

    private static Object value(Object value) {
        if (value instanceof Instant time) return TIME.format(time);
        if (value instanceof LocalDateTime time) return TIME.format(time.toInstant(ZoneOffset.UTC));
        return value;
    }
}
