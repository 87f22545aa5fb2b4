import { useTexts } from '../language/language';
import { go } from '../router';
import { stageAddress } from './place';

/** From a screen that compares runs to the stage from which one came. */
export function BackToStage() {
  const { compare } = useTexts();
  return (
    <button type="button" className="btn" onClick={() => go(stageAddress())}>
      {compare.screen.toStage}
    </button>
  );
}
