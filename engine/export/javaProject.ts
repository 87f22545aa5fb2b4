/** The files that every exported Java project has, whichever library it is for. */
import { arrivalsOf, rowStarts } from '../engines/arrivals';
import { formatInstant } from '../instant';
import { type Logical, nodesOf } from '../query/logical';
import type { Scenario } from '../scenario/scenario';
import { json, jsonTime } from '../trace/json';
import { valueAt } from '../values';
import { javaDoc } from './java';
import type { ExportedFile } from './pyspark';

/** A dependency as Maven names it. */
export interface Dependency {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly scope?: 'provided' | 'runtime';
  readonly classifier?: string;
  /** Written above it. */
  readonly comment?: string;
}

export const JACKSON: Dependency = {
  group: 'com.fasterxml.jackson.core',
  artifact: 'jackson-databind',
  version: '2.18.2',
};

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What must not stand in a comment of XML. */
const xmlComment = (text: string): string => text.replaceAll('--', '- -');

/**
 * `pom.xml`: `mvn compile exec:java` runs the replay, `mvn package` makes one jar that a cluster takes.
 *
 * @param jarMain the class that the jar runs
 */
export function pom(options: {
  readonly artifact: string;
  readonly title: string;
  readonly pack: string;
  readonly dependencies: readonly Dependency[];
  readonly jarMain: string;
  readonly fatJar: string;
}): string {
  const { artifact, title, pack, dependencies, jarMain } = options;
  const entries = dependencies.map(
    ({ group, artifact: name, version, scope, classifier, comment }) =>
      `${comment ? `    <!-- ${xmlComment(comment)} -->\n` : ''}    <dependency>
      <groupId>${group}</groupId>
      <artifactId>${name}</artifactId>
      <version>${version}</version>${classifier ? `\n      <classifier>${classifier}</classifier>` : ''}${scope ? `\n      <scope>${scope}</scope>` : ''}
    </dependency>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>arus</groupId>
  <artifactId>${artifact}</artifactId>
  <version>1</version>
  <name>${xml(title)}</name>

  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <exec.mainClass>${pack}.Replay</exec.mainClass>
    <exec.classpathScope>test</exec.classpathScope>
    <exec.cleanupDaemonThreads>false</exec.cleanupDaemonThreads>
  </properties>

  <dependencies>
${entries.join('\n')}
  </dependencies>

  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-compiler-plugin</artifactId>
        <version>3.13.0</version>
      </plugin>
      <plugin>
        <groupId>org.codehaus.mojo</groupId>
        <artifactId>exec-maven-plugin</artifactId>
        <version>3.5.0</version>
      </plugin>
      <plugin>
        <!-- ${xmlComment(options.fatJar)} -->
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-shade-plugin</artifactId>
        <version>3.6.0</version>
        <executions>
          <execution>
            <phase>package</phase>
            <goals>
              <goal>shade</goal>
            </goals>
            <configuration>
              <createDependencyReducedPom>false</createDependencyReducedPom>
              <transformers>
                <transformer implementation="org.apache.maven.plugins.shade.resource.ManifestResourceTransformer">
                  <mainClass>${pack}.${jarMain}</mainClass>
                </transformer>
                <transformer implementation="org.apache.maven.plugins.shade.resource.ServicesResourceTransformer" />
              </transformers>
            </configuration>
          </execution>
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
`;
}

/** Sources that a query reads, each once, in the order of the scenario. */
export const sourcesRead = (tree: Logical): number[] =>
  [...new Set(nodesOf(tree).flatMap((n) => (n.kind === 'scan' ? [n.source] : [])))].sort((a, b) => a - b);

/** The arrivals, one JSON object a line, in the order in which they are processed. */
export function arrivalLines(scenario: Scenario, tree: Logical): string {
  const { order, times } = arrivalsOf(scenario, sourcesRead(tree));
  const starts = rowStarts(scenario);
  const lines = Array.from(order, (row, i) => {
    const index = starts.findLastIndex((start) => start <= row);
    const source = scenario.sources[index] as Scenario['sources'][number];
    const place = row - (starts[index] as number);
    const fields = source.rows.specs.map(({ name, type }, c): [string, unknown] => {
      const column = source.rows.columns[c];
      const value = column ? valueAt(column, place) : null;
      return [name, value !== null && type === 'timestamp' ? formatInstant(value as number) : value];
    });
    const { partition } = source;
    return json({
      arrivesAt: jsonTime(times[i] as number),
      source: source.name,
      partition: partition?.[place] ?? 0,
      row: Object.fromEntries(fields),
    });
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** A file of Java below the sources' folder. */
export const javaFile = (pack: string, name: string, text: string): ExportedFile => ({
  path: `src/main/java/${pack}/${name}.java`,
  text,
});

export const arrivalsFile = (pack: string, scenario: Scenario, tree: Logical): ExportedFile => ({
  path: `src/main/resources/${pack}/arrivals.jsonl`,
  text: arrivalLines(scenario, tree),
});

/** `Json.java`: rows as JSON, with times as text. */
export function jsonFile(
  pack: string,
  words: { readonly json: string; readonly instants: string },
  serde: string | null = null,
): string {
  return `package ${pack};

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
${serde ? 'import org.apache.kafka.common.serialization.Serde;\nimport org.apache.kafka.common.serialization.Serdes;\n' : ''}
${javaDoc(words.json, 0)}
final class Json {
${javaDoc(words.instants, 4)}
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new InstantWriter())
                                    .addDeserializer(Instant.class, new InstantReader()));

    private Json() {}

    static String time(long milliseconds) {
        return TIME.format(Instant.ofEpochMilli(milliseconds));
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

${serde ? serdeFunction(serde) : ''}    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant at, JsonGenerator out, SerializerProvider all) throws IOException {
            out.writeString(TIME.format(at));
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser in, DeserializationContext all) throws IOException {
            return OffsetDateTime.parse(in.getText()).toInstant();
        }
    }
}
`;
}

const serdeFunction = (what: string): string => `${javaDoc(what, 4)}
    static <T> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    if (value == null) return null;
                    try {
                        return MAPPER.writeValueAsBytes(value);
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    if (bytes == null) return null;
                    try {
                        return MAPPER.readValue(bytes, type);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

`;
