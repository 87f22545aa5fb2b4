import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Runs the replay of each package that is named on standard input; answers with what it printed and how it failed, each in Base64. */
public final class RunProjects {
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String name = in.readLine(); name != null; name = in.readLine()) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            String failed = "";
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                Class.forName(name + ".Replay").getMethod("main", String[].class).invoke(null, (Object) args);
            } catch (Throwable failure) {
                ByteArrayOutputStream trace = new ByteArrayOutputStream();
                failure.printStackTrace(new PrintStream(trace, true, StandardCharsets.UTF_8));
                failed = trace.toString(StandardCharsets.UTF_8);
            }
            System.setOut(answers);
            answers.println(text(printed.toString(StandardCharsets.UTF_8)) + " " + text(failed));
            answers.flush();
        }
        System.exit(0);
    }

    private static String text(String plain) {
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
