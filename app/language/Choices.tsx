import { LANGUAGES, type Language } from '../../i18n/languages';
import { Select } from '../controls/Select';
import { setLanguage, useLanguage, useTexts } from './language';
import { THEMES, type Theme, useTheme } from './theme';

/** A language is named in itself, so that one who does not read this page's language finds their own. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', id: 'Bahasa Indonesia' };

/** The browser's own list behind a button. */
export function LanguageSelect() {
  const language = useLanguage();
  const { app } = useTexts();
  return (
    <Select
      label={app.language}
      value={language}
      onChange={(chosen) => setLanguage(chosen as Language)}
      beside={
        <span className="code" aria-hidden="true">
          {language.toUpperCase()}
        </span>
      }
    >
      {LANGUAGES.map((l) => (
        <option key={l} value={l} lang={l}>
          {LANGUAGE_NAMES[l]}
        </option>
      ))}
    </Select>
  );
}

const ICONS: Record<Theme, string> = {
  system: 'M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3',
  light:
    'M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.900 11.900L13 13M3 13l1.1-1.1M11.900 4.100L13 3M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  dark: 'M13.5 9.600A6 6 0 0 1 6.400 2.5a6 6 0 1 0 7.100 7.100z',
};

export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const { app } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own
    <div className="seg icons" role="group" aria-label={app.theme}>
      {THEMES.map((t) => (
        <button
          key={t}
          type="button"
          aria-pressed={t === theme}
          aria-label={app.themes[t]}
          title={app.themes[t]}
          onClick={() => setTheme(t)}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path
              d={ICONS[t]}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </button>
      ))}
    </div>
  );
}
