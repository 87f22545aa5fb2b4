/** A scenario as a Maven project for Apache Flink 2.3: a DataStream job, and a replay of the arrivals through it. */
import { at, type Fault, fault } from '../faults';
import { eventTimesOf, type Logical, nodesOf } from '../query/logical';
import { makePlan } from '../query/plan';
import type { BothLanguages, Scenario } from '../scenario/scenario';
import { FlinkJob } from './flinkJob';
import { flinkReplay } from './flinkReplay';
import { javaComment, javaLines, javaPackage } from './java';
import { NotInJava } from './javaExpression';
import { arrivalsFile, type Dependency, JACKSON, javaFile, jsonFile, pom } from './javaProject';
import { valuesFile } from './javaRows';
import type { FlinkWords, JavaWords } from './javaWords';
import type { Exported } from './pyspark';

const FLINK = '2.3.0';

export interface FlinkOptions {
  readonly words: JavaWords;
  readonly flink: FlinkWords;
  readonly language: keyof BothLanguages;
}

export function exportFlink(scenario: Scenario, { words, flink, language }: FlinkOptions): Exported {
  const made = makePlan(scenario, 'flink');
  if (!made.ok) return made;
  const { tree } = made.plan;
  const faults = [...flinkFaults(tree, scenario), ...crashesOf(scenario, 'flink')];
  if (faults.length > 0) return { ok: false, faults };
  const pack = javaPackage(scenario.name);
  let job: FlinkJob;
  try {
    job = new FlinkJob(scenario, tree, words, flink);
  } catch (error) {
    if (!(error instanceof NotInJava)) throw error;
    return {
      ok: false,
      faults: [fault('query', 'notExported', { target: 'flink', what: 'javaExpression', name: error.what })],
    };
  }
  const title = javaComment(scenario.title[language]);
  const topics = [...new Set(job.inputs.map((i) => (scenario.sources[i.source] as Scenario['sources'][number]).name))];
  const cluster = `flink run target/${pack}-1.jar --bootstrap-servers HOST:PORT ${topics.map((t) => `--${t} TOPIC `).join('')}--output TOPIC${job.givesLate ? ' --late TOPIC' : ''}`;
  const header = projectHeader(title, words.flink(scenario.name), [
    [words.runReplay, ['mvn compile exec:java']],
    [words.runCluster, ['mvn package', cluster]],
  ]);
  const replayHeader = `/**\n${javaLines(`${flink.replay} ${words.lines(`arus run --engine flink --json`)}`, 0, ' * ')}\n */`;
  const values = valuesFile(pack, job.expressions.helpers, words.values);
  const text = job.text(pack, header);
  const project = pom({
    artifact: pack,
    title: scenario.title[language],
    pack,
    jarMain: 'Job',
    fatJar: words.fatJar,
    dependencies: dependencies(words),
  });
  return {
    ok: true,
    files: [
      { path: 'pom.xml', text: project },
      javaFile(pack, 'Job', text),
      javaFile(pack, 'Replay', flinkReplay(pack, scenario, job, words, flink, replayHeader)),
      javaFile(pack, 'Json', jsonFile(pack, words)),
      ...(values ? [javaFile(pack, 'Values', values)] : []),
      arrivalsFile(pack, scenario, tree),
    ],
  };
}

/** The documentation comment of the main class: what it is, and the commands that run it. */
export function projectHeader(
  title: string,
  what: string,
  runs: readonly (readonly [comment: string, commands: readonly string[]])[],
): string {
  const lines = runs.flatMap(([comment, commands], i) => [
    ...(i > 0 ? [' *'] : []),
    ` * # ${comment}`,
    ...commands.map((command) => ` * ${command}`),
  ]);
  return `/**\n${javaLines(title, 0, ' * ')}\n *\n${javaLines(`<p>${what}`, 0, ' * ')}\n *\n * <pre>\n${lines.join('\n')}\n * </pre>\n */`;
}

function dependencies(words: JavaWords): Dependency[] {
  const flink = (artifact: string, more: Partial<Dependency> = {}): Dependency => ({
    group: 'org.apache.flink',
    artifact,
    version: FLINK,
    ...more,
  });
  return [
    flink('flink-streaming-java', { scope: 'provided', comment: words.provided }),
    flink('flink-clients', { scope: 'provided' }),
    flink('flink-connector-base'),
    flink('flink-connector-kafka', { version: '5.0.0-2.2' }),
    JACKSON,
    flink('flink-streaming-java', { scope: 'provided', classifier: 'tests', comment: words.testOnly }),
    flink('flink-runtime', { scope: 'provided', classifier: 'tests' }),
    flink('flink-test-utils-junit', { scope: 'provided' }),
  ];
}

/** Neither a test harness nor a test driver dies and comes back: a replay is a run without crashes. */
export function crashesOf(
  { crashes = [] }: Scenario,
  engine: 'flink' | 'kafkaStreams',
  target = engine === 'flink' ? 'flink' : 'kafka-streams',
): Fault[] {
  return crashes
    .filter((crash) => crash.engine === engine)
    .map(({ place }) => fault(at('faults', place), 'notExported', { target, what: 'crashOfJob', name: 'crash' }));
}

/** What the job would mean something else by. */
function flinkFaults(tree: Logical, scenario: Scenario): Fault[] {
  return nodesOf(tree).flatMap((node) => {
    // Behind a step there is one watermark for all partitions: only a source makes one for each.
    if (node.kind !== 'watermark' || node.child.kind === 'scan') return [];
    const scan = nodesOf(node).find((n) => n.kind === 'scan');
    const source = scan?.kind === 'scan' ? scenario.sources[scan.source] : undefined;
    if (!source || source.partitions === 1 || eventTimesOf(node.child).size > 0) return [];
    return [
      fault(at(node.step, 'watermark'), 'notExported', {
        target: 'flink',
        what: 'watermarkBehindStep',
        name: source.name,
      }),
    ];
  });
}
