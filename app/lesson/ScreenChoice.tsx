/** What a place may be looked at on: the stage, or a screen of its own. */
import { useTexts } from '../language/language';
import type { Screens } from './LessonPage';

export function ScreenChoice({ screens }: { screens: Screens }) {
  const { lessonPanel: say } = useTexts();
  if (screens.offered.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="seg" role="group" aria-label={say.screens}>
      {screens.offered.map((name) => (
        <button key={name} type="button" aria-pressed={screens.shown === name} onClick={() => screens.show(name)}>
          {say.screen[name]}
        </button>
      ))}
    </div>
  );
}
