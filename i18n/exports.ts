/** The words of exported projects. They are not among the app's texts, which most people never export from. */
import type { PysparkWords } from '../engine/export/words';
import { pyspark as en } from './en/exports';
import { pyspark as id } from './id/exports';
import type { Language } from './languages';

export const exportWords: Record<Language, { readonly pyspark: PysparkWords }> = {
  en: { pyspark: en },
  id: { pyspark: id },
};
