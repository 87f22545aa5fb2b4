/** The language of the page: the person's choice, else the browser's. */
import { create } from 'zustand';
import type { Texts } from '../../i18n';
import { firstTexts } from '../../i18n/first';
import { LANGUAGES, type Language } from '../../i18n/languages';
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

/**
 * All sentences, once they are loaded. Until then only what the home page and the frame of a page say is there; a page
 * that says more waits for `withAllTexts`.
 */
let texts = firstTexts as Record<Language, Texts>;

/** A page together with the sentences that it needs. */
export async function withAllTexts<Page>(page: Promise<Page>): Promise<Page> {
  const [loaded, all] = await Promise.all([page, import('../../i18n')]);
  texts = all.texts;
  return loaded;
}

/** The language now; the component draws again when it changes. */
export const useLanguage = (): Language => useStore((s) => s.language);
/** The sentences in the language now. */
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
