/** The language of the page: the person's choice, else the browser's. */
import { create } from 'zustand';
import type { Texts } from '../../i18n';
import { firstTexts } from '../../i18n/first';
import { LANGUAGES, type Language } from '../../i18n/languages';
import { announce } from '../announce';
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
    set({ language });
  },
}));

/**
 * All sentences, once they are loaded. Until then only what the home page and the frame of a page say is there; a page
 * that says more waits for `withAllTexts`.
 */
let texts = firstTexts as Record<Language, Texts>;

const load: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import('../../i18n/en')).en,
  id: async () => (await import('../../i18n/id')).id,
};
/** Whether a page was opened that needs all sentences. */
let allAsked = false;

async function loadTexts(language: Language): Promise<void> {
  texts = { ...texts, [language]: await load[language]() };
}

/** A page together with the sentences that it needs, in the language of now; another one's are loaded when it is chosen. */
export async function withAllTexts<Page>(page: Promise<Page>): Promise<Page> {
  allAsked = true;
  const [loaded] = await Promise.all([page, loadTexts(currentLanguage())]);
  return loaded;
}

/** The language now; the component draws again when it changes. */
export const useLanguage = (): Language => useStore((s) => s.language);
/** The sentences in the language now. */
export const useTexts = (): Texts => texts[useLanguage()];
/** The newest choice counts; the page changes when its sentences are there. */
export function setLanguage(language: Language): void {
  writeStored(KEY, language);
  chosen = language;
  const change = (): void => {
    if (chosen === language) useStore.getState().setLanguage(language);
  };
  if (!allAsked) change();
  else loadTexts(language).then(change, () => announce(currentTexts().app.notLoaded.title));
}
let chosen = initialLanguage();
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
