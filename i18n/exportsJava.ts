/** The words of exported Java projects, apart from those of scripts: the app loads them when a project is asked for. */
import type { FlinkWords, JavaWords, KafkaStreamsWords, SqlWords } from '../engine/export/javaWords';
import * as en from './en/exportsJava';
import * as id from './id/exportsJava';
import type { Language } from './languages';

export interface JavaExportWords {
  readonly java: JavaWords;
  readonly flink: FlinkWords;
  readonly kafkaStreams: KafkaStreamsWords;
  readonly sql: SqlWords;
}

export const javaExportWords: Record<Language, JavaExportWords> = { en, id };
