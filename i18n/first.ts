/**
 * The sentences of the home page and of what frames every page, in both languages: the app loads these at once, and the
 * others (`index.ts`) with the first page that needs them.
 */
import { app as enApp } from './en/app';
import { home as enHome } from './en/home';
import { rails as enRails } from './en/rails';
import { app as idApp } from './id/app';
import { home as idHome } from './id/home';
import { rails as idRails } from './id/rails';
import type { Texts } from './index';
import type { Language } from './languages';

export const firstTexts: Record<Language, Pick<Texts, 'app' | 'home' | 'rails'>> = {
  en: { app: enApp, home: enHome, rails: enRails },
  id: { app: idApp, home: idHome, rails: idRails },
};
