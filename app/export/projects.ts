/**
 * What leaves as several files, in one zip: the Java projects for Flink and Kafka Streams, and a script of Flink SQL with its
 * rows. Loaded when one is asked for: writers, their words and the zip weigh more than the menu.
 */
import { strToU8, zipSync } from 'fflate';
import { exportFlink } from '../../engine/export/flink';
import { exportFlinkSql } from '../../engine/export/flinkSql';
import { exportKafkaStreams } from '../../engine/export/kafkaStreams';
import type { Exported } from '../../engine/export/pyspark';
import type { Scenario } from '../../engine/scenario/scenario';
import { javaExportWords } from '../../i18n/exportsJava';
import type { Language } from '../../i18n/languages';
import type { Project } from './ExportMenu';

/** The files of a project, or why there are none. */
export function projectOf(project: Project, scenario: Scenario, language: Language): Exported {
  const words = javaExportWords[language];
  switch (project) {
    case 'flink':
      return exportFlink(scenario, { words: words.java, flink: words.flink, language });
    case 'flink-sql':
      return exportFlinkSql(scenario, { words: words.sql, language, source: 'arrivals' });
    case 'kafka-streams':
      return exportKafkaStreams(scenario, { words: words.java, kafka: words.kafkaStreams, language });
  }
}

/** When its files were written, as the zip says it: the same files make the same zip. */
const WRITTEN = new Date(2026, 0, 1);

/** A zip of files in a folder of their own. */
export function zipOf(folder: string, files: Extract<Exported, { ok: true }>['files']): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ path, text }) => [`${folder}/${path}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: WRITTEN });
}
