/** The words of exported projects. They are not among the app's texts, which most people never export from. */

import type { FlinkWords, JavaWords, KafkaStreamsWords } from '../engine/export/javaWords';
import type { PysparkWords } from '../engine/export/words';
import { pyspark as en } from './en/exports';
import * as enJava from './en/exportsJava';
import { pyspark as id } from './id/exports';
import * as idJava from './id/exportsJava';
import type { Language } from './languages';

export interface ExportWords {
  readonly pyspark: PysparkWords;
  readonly java: JavaWords;
  readonly flink: FlinkWords;
  readonly kafkaStreams: KafkaStreamsWords;
}

export const exportWords: Record<Language, ExportWords> = {
  en: { pyspark: en, ...enJava },
  id: { pyspark: id, ...idJava },
};
