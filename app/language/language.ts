/** The language of the page: the person's choice, else the browser's. */
import { create } from 'zustand';
import { LANGUAGES, type Language, type Texts, texts } from '../../i18n';
import { readStored, writeStored } from '../storage';

const KEY = 'arus.language';

/** The first of the browser's languages that the app speaks; `in` is the code that old systems send for Indonesian. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0];
    if (code === 'in') return 'id';
    const known = LANGUAGES.find((l) => l === code);
    if (known) return known;
  }
  return 'en';
}

function initialLanguage(): Language {
  const stored = readStored(KEY);
  return LANGUAGES.find((l) => l === stored) ?? preferredLanguage(globalThis.navigator?.languages ?? []);
}

interface LanguageStore {
  readonly language: Language;
  setLanguage(language: Language): void;
}

const useStore = create<LanguageStore>((set) => ({
  language: initialLanguage(),
  setLanguage(language) {
    writeStored(KEY, language);
    set({ language });
  },
}));

/** The language now; the component draws again when it changes. */
export const useLanguage = (): Language => useStore((s) => s.language);
/** All sentences in the language now. */
export const useTexts = (): Texts => texts[useLanguage()];
export const setLanguage = (language: Language): void => useStore.getState().setLanguage(language);
/** For code outside of React (announcements, document titles). */
export const currentLanguage = (): Language => useStore.getState().language;
export const currentTexts = (): Texts => texts[currentLanguage()];

/** Tells the document (and so screen readers, hyphenation and the browser's translator) which language it is in. */
export function keepDocumentInLanguage(): () => void {
  const say = (): void => {
    document.documentElement.lang = currentLanguage();
  };
  say();
  return useStore.subscribe(say);
}
