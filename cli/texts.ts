/** The command line's sentences. They are not among the app's, which has no use for them. */
import { cli as en } from '../i18n/en/cli';
import { cli as id } from '../i18n/id/cli';
import type { Language } from '../i18n/index';
import type { Widen } from '../i18n/widen';

export type CliTexts = Widen<typeof en>;
export const cliTexts: Record<Language, CliTexts> = { en, id };
