/** `arus export`: writes a scenario as code for the real engine. */
import { join } from 'node:path';
import { exportFlink } from '../engine/export/flink';
import { exportFlinkSql } from '../engine/export/flinkSql';
import { exportKafkaStreams } from '../engine/export/kafkaStreams';
import { type Exported, exportPyspark, ROW_SOURCES, type RowSource } from '../engine/export/pyspark';
import { fault, nearest } from '../engine/faults';
import type { Scenario } from '../engine/scenario/scenario';
import { exportWords } from '../i18n/exports';
import { javaExportWords } from '../i18n/exportsJava';
import type { Language } from '../i18n/index';
import type { Arguments, Command } from './arguments';
import { readScenario } from './input';
import type { Io } from './io';
import { REFUSED, refuse } from './refuse';
import { cliTexts } from './texts';

/** What writes each target. */
const WRITERS = {
  pyspark: (scenario: Scenario, language: Language, source: RowSource): Exported =>
    exportPyspark(scenario, { words: exportWords[language].pyspark, language, source }),
  flink: (scenario: Scenario, language: Language): Exported => {
    const { java, flink } = javaExportWords[language];
    return exportFlink(scenario, { words: java, flink, language });
  },
  'flink-sql': (scenario: Scenario, language: Language, source: RowSource): Exported =>
    exportFlinkSql(scenario, {
      words: javaExportWords[language].sql,
      language,
      source: source === 'kafka' ? 'kafka' : 'arrivals',
    }),
  'kafka-streams': (scenario: Scenario, language: Language): Exported => {
    const { java, kafkaStreams } = javaExportWords[language];
    return exportKafkaStreams(scenario, { words: java, kafka: kafkaStreams, language });
  },
};
type Target = keyof typeof WRITERS;
const TARGETS = Object.keys(WRITERS) as Target[];

/** A Java project has both the arrivals and Kafka in it, and nothing else. */
const isInProject = (source: RowSource): boolean => source === 'arrivals' || source === 'kafka';

export async function exportProject(args: Extract<Arguments, { kind: Command }>, io: Io): Promise<number> {
  const { language, to, out } = args;
  const source = ROW_SOURCES.find((name) => name === args.source);
  const texts = cliTexts[language];
  const no = (message: string) => {
    io.err(`${message}\n`);
    return REFUSED;
  };
  const all = TARGETS.join(', ');
  if (to === null) return no(texts.targetMissing(all));
  const target = TARGETS.find((name) => name === to);
  if (!target) return no(texts.unknownTarget(to, nearest(to, TARGETS), all));
  if (!source)
    return no(texts.unknownRowSource(args.source, nearest(args.source, ROW_SOURCES), ROW_SOURCES.join(', ')));
  const isOneFile = target === 'pyspark' || (target === 'flink-sql' && source === 'kafka');
  if (!isOneFile && out === null) return no(texts.projectNeedsFolder(target));
  const input = await readScenario(args.file, io, texts);
  if (!input.ok) return 'faults' in input ? refuse(io, language, input.name, input.faults) : no(input.message);

  const exported: Exported =
    target !== 'pyspark' && !isInProject(source)
      ? { ok: false, faults: [fault('--source', 'notExported', { target, what: 'rowSource', name: source })] }
      : WRITERS[target](input.scenario, language, source);
  if (!exported.ok) return refuse(io, language, input.name, exported.faults);
  const { files } = exported;
  if (out === null) {
    await io.out(files[0]?.text ?? '');
    return 0;
  }
  for (const { path, text } of files) {
    const file = join(out, path);
    try {
      await io.write(file, text);
    } catch (error) {
      return no(texts.unwritable(file, (error as { code?: string }).code ?? String(error)));
    }
    await io.out(`${texts.wrote(file)}\n`);
  }
  return 0;
}
