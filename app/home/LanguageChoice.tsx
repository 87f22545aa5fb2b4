import { LANGUAGES } from '../../i18n/languages';
import { LANGUAGE_NAMES } from '../language/Choices';
import { setLanguage, useLanguage, useTexts } from '../language/language';

/** A button for each language, where there is room. */
export function LanguageChoice() {
  const language = useLanguage();
  const { app } = useTexts();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a layout of its own
    <div className="seg" role="group" aria-label={app.language}>
      {LANGUAGES.map((l) => (
        <button key={l} type="button" lang={l} aria-pressed={l === language} onClick={() => setLanguage(l)}>
          {LANGUAGE_NAMES[l]}
        </button>
      ))}
    </div>
  );
}
