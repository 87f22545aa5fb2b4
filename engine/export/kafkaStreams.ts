/** A scenario as a Maven project for Apache Kafka Streams 4.3: a topology in the DSL, and a replay of the arrivals. */
import { fault } from '../faults';
import { makePlan } from '../query/plan';
import type { BothLanguages, Scenario } from '../scenario/scenario';
import { crashesOf, projectHeader } from './flink';
import { javaComment, javaLines, javaPackage } from './java';
import { NotInJava } from './javaExpression';
import { arrivalsFile, type Dependency, JACKSON, javaFile, jsonFile, pom } from './javaProject';
import { valuesFile } from './javaRows';
import type { JavaWords, KafkaStreamsWords } from './javaWords';
import { KafkaStreamsApp } from './kafkaStreamsApp';
import { kafkaStreamsReplay } from './kafkaStreamsReplay';
import type { Exported } from './pyspark';

export interface KafkaStreamsOptions {
  readonly words: JavaWords;
  readonly kafka: KafkaStreamsWords;
  readonly language: keyof BothLanguages;
}

const kafka = (artifact: string): Dependency => ({ group: 'org.apache.kafka', artifact, version: '4.3.1' });

export function exportKafkaStreams(scenario: Scenario, options: KafkaStreamsOptions): Exported {
  const { words, language } = options;
  const made = makePlan(scenario, 'kafkaStreams');
  if (!made.ok) return made;
  const { tree } = made.plan;
  const faults = crashesOf(scenario, 'kafkaStreams');
  if (faults.length > 0) return { ok: false, faults };
  const pack = javaPackage(scenario.name);
  let app: KafkaStreamsApp;
  try {
    app = new KafkaStreamsApp(scenario, tree, words, options.kafka);
  } catch (error) {
    if (!(error instanceof NotInJava)) throw error;
    const params = { target: 'kafka-streams', what: 'javaExpression', name: error.what } as const;
    return { ok: false, faults: [fault('query', 'notExported', params)] };
  }
  const title = javaComment(scenario.title[language]);
  const topics = app.inputs.map((i) => (scenario.sources[i.source] as Scenario['sources'][number]).name);
  const rekey = app.inputs.some((i) => i.key) ? ' [--rekey true]' : '';
  const cluster = `java -jar target/${pack}-1.jar --bootstrap-servers HOST:PORT ${topics.map((t) => `--${t} TOPIC `).join('')}--output TOPIC${rekey}`;
  const header = projectHeader(title, words.kafkaStreams(scenario.name), [
    [words.runReplay, ['mvn compile exec:java']],
    [words.runCluster, ['mvn package', cluster]],
  ]);
  const replayHeader = `/**\n${javaLines(`${options.kafka.replay} ${words.lines('arus run --engine kafkaStreams --json')}`, 0, ' * ')}\n */`;
  const values = valuesFile(pack, app.expressions.helpers, words.values);
  const project = pom({
    artifact: pack,
    title: scenario.title[language],
    pack,
    jarMain: 'App',
    fatJar: words.fatJar,
    dependencies: [
      kafka('kafka-streams'),
      JACKSON,
      { group: 'org.slf4j', artifact: 'slf4j-nop', version: '1.7.36', scope: 'runtime' },
      { ...kafka('kafka-streams-test-utils'), scope: 'provided', comment: words.testOnlyKafka },
    ],
  });
  return {
    ok: true,
    files: [
      { path: 'pom.xml', text: project },
      javaFile(pack, 'App', app.text(pack, header)),
      javaFile(pack, 'Replay', kafkaStreamsReplay(pack, scenario, app, options.kafka, replayHeader)),
      javaFile(pack, 'Json', jsonFile(pack, words, options.kafka.serde)),
      ...(values ? [javaFile(pack, 'Values', values)] : []),
      arrivalsFile(pack, scenario, tree),
    ],
  };
}
