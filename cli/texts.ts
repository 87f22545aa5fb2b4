/** The command line's sentences. They are not among the app's, which has no use for them. */

import type { CompareTexts } from '../i18n/compareText';
import { cli as en } from '../i18n/en/cli';
import { compare as enCompare } from '../i18n/en/compare';
import { cli as id } from '../i18n/id/cli';
import { compare as idCompare } from '../i18n/id/compare';
import type { Language } from '../i18n/index';
import type { Widen } from '../i18n/widen';

export type CliTexts = Widen<typeof en> & { readonly compare: CompareTexts };
export const cliTexts: Record<Language, CliTexts> = {
  en: { ...en, compare: enCompare },
  id: { ...id, compare: idCompare },
};
