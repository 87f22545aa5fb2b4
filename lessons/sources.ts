/** A text in both languages, each of them a file that is loaded when it is asked for. */
import type { Language } from '../i18n/languages';

type Source<T> = () => Promise<{ readonly default: T }>;

export const texts =
  <T>(sources: Readonly<Record<Language, Source<T>>>) =>
  async (language: Language): Promise<T> =>
    (await sources[language]()).default;
