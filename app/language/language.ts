/** The language of the page: the person's choice, else the browser's. */
import { create } from 'zustand';
import type { Texts } from '../../i18n';
import { firstTexts } from '../../i18n/first';
import { LANGUAGES, type Language } from '../../i18n/languages';
import { tellNotLoaded } from '../frame/notLoaded';
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

/** Of what is said later a part may hold the first words only. */
type Some<T> = T extends string | ((...a: never[]) => string) ? T : { readonly [K in keyof T]?: Some<T[K]> };

/** The sentences beside those that frame every page, in the parts in which they are loaded. */
const load = {
  en: {
    home: async () => (await import('../../i18n/en/ofHome')).ofHome,
    stage: async () => (await import('../../i18n/en/ofStage')).ofStage,
    panels: () => import('../../i18n/en/stage'),
    exercise: () => import('../../i18n/en/exercise'),
    lessonParts: async () => (await import('../../i18n/en/ofLessonParts')).ofLessonParts,
    receipts: () => import('../../i18n/en/receipts'),
    saves: () => import('../../i18n/en/saves'),
    rest: async () => (await import('../../i18n/en/ofRest')).ofRest,
  },
  id: {
    home: async () => (await import('../../i18n/id/ofHome')).ofHome,
    stage: async () => (await import('../../i18n/id/ofStage')).ofStage,
    panels: () => import('../../i18n/id/stage'),
    exercise: () => import('../../i18n/id/exercise'),
    lessonParts: async () => (await import('../../i18n/id/ofLessonParts')).ofLessonParts,
    receipts: () => import('../../i18n/id/receipts'),
    saves: () => import('../../i18n/id/saves'),
    rest: async () => (await import('../../i18n/id/ofRest')).ofRest,
  },
} satisfies Record<Language, Record<string, () => Promise<Some<Texts>>>>;

type Part = keyof (typeof load)[Language];
const PARTS = Object.keys(load.en) as readonly Part[];

/** The sentences that are loaded: a page or a part of one that says more waits for `withTexts`. */
let texts = firstTexts as Record<Language, Texts>;
/** What the pages that were opened need, and what of it is there. */
const needed = new Set<Part>();
const had: Record<Language, Set<Part>> = { en: new Set(), id: new Set() };

const missingIn = (language: Language): readonly Part[] => [...needed].filter((part) => !had[language].has(part));

async function loadTexts(language: Language): Promise<void> {
  const there = had[language];
  const parts: readonly { readonly part: Part; readonly words: Some<Texts> }[] = await Promise.all(
    missingIn(language).map(async (part) => ({ part, words: await load[language][part]() })),
  );
  for (const { part, words } of parts) {
    const before = texts[language];
    // What the stage says first is also in what its panels say, whichever comes first.
    const now = part === 'stage' ? { ...words, ...before } : { ...before, ...words };
    texts = { ...texts, [language]: now };
    there.add(part);
  }
}

/** A page together with the sentences that it needs, in the language of now; another one's are loaded when it is chosen. */
export async function withTexts<Page>(part: Part | 'all', page: Promise<Page>): Promise<Page> {
  for (const one of part === 'all' ? PARTS : [part]) needed.add(one);
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
    if (chosen !== language) return;
    // A page that was opened meanwhile has its sentences in the language of then: they come, too, before this one is shown.
    if (missingIn(language).length === 0) useStore.getState().setLanguage(language);
    else loadTexts(language).then(change, tellNotLoaded);
  };
  change();
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
