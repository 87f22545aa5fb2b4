/**
 * The sentences of what frames every page, in both languages: the app has these at once, and the others (`ofHome.ts` and
 * `ofStage.ts` of each language, or all) with the page that needs them.
 */
import { app as en } from './en/app';
import { app as id } from './id/app';
import type { Texts } from './index';
import type { Language } from './languages';

export const firstTexts: Record<Language, Pick<Texts, 'app'>> = { en: { app: en }, id: { app: id } };
