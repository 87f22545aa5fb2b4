/**
 * Every sentence of the app, the command line and the errors, in both languages. English defines the shape; Indonesian
 * is typed by it, so that a missing text fails the build. Plain modules of strings and functions: the compiler is the
 * library (the i18n libraries tried need a code generator or the network, and check less).
 */
import { en } from './en';
import { id } from './id';
import type { Language } from './languages';
import type { Widen } from './widen';

export { LANGUAGES, type Language } from './languages';

export type Texts = Widen<typeof en>;
export const texts: Record<Language, Texts> = { en, id };
