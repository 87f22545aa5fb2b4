package arus.recorder;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Main flink|kafkaStreams: reads pairs of lines (scenario file, file to write) from standard input, runs each scenario on
 * the real library, writes its lines, and answers `ok FILE` or `error FILE WHY`.
 */
public class Main {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean failed = false;
        for (String file = in.readLine(); file != null; file = in.readLine()) {
            Path out = Path.of(in.readLine());
            try {
                Files.createDirectories(out.toAbsolutePath().getParent());
                Files.writeString(out, lines(arguments[0], Path.of(file)));
                System.out.println("ok " + file);
            } catch (Throwable t) {
                failed = true;
                StackTraceElement at = t.getStackTrace().length > 0 ? t.getStackTrace()[0] : null;
                System.out.println("error " + file + " " + String.valueOf(t).replace('\n', ' ') + (t instanceof Unsupported ? "" : " at " + at));
            }
            System.out.flush();
        }
        System.exit(failed ? 1 : 0);
    }

    private static String lines(String engine, Path file) throws Exception {
        Scenario s = Scenario.read(file);
        StringBuilder text = new StringBuilder();
        try {
            if (s.savesState(engine)) {
                for (String line : engine.equals("flink") ? new FlinkJobRunner(s).run() : new KafkaClusterRunner(s).run()) text.append(line).append('\n');
                return text.toString();
            }
            Iterable<Line> lines = engine.equals("flink") ? new FlinkRunner(s).run() : new KafkaRunner(s).run();
            for (Line line : lines) text.append(line.json()).append('\n');
        } catch (IllegalArgumentException refused) {
            // The library's own refusal of a setting or a topology.
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("refused", refused.getClass().getSimpleName());
            said.put("message", refused.getMessage());
            text.append(Scenario.JSON.writeValueAsString(said)).append('\n');
        }
        return text.toString();
    }
}
