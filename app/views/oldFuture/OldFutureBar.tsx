/** Under the picture: that the outlines are the run before the edit, what differs by now, and the way to be rid of it. */
import { useEffect, useMemo } from 'react';
import { differencesAt, type OldFuture } from '../../../engine/measure/oldFuture';
import { announce } from '../../announce';
import { currentTexts, useLanguage, useTexts } from '../../language/language';
import { usePlayback } from '../../stores/playback';
import { useRun } from '../../stores/run';
import { wordsOf } from '../rails/words';
import { countedText, linesOf } from './lines';
import './oldFuture.css';

/** More are not read out. */
const MOST_HEARD = 3;

/** Whoever edits was told of the outline, and of the key that forgets it: once is enough. */
let told = false;

export function OldFutureBar({ old }: { old: OldFuture }) {
  const texts = useTexts();
  const { oldFuture: say } = texts;
  const language = useLanguage();
  const now = usePlayback((s) => s.now);
  const words = useMemo(() => wordsOf(old.is, language, texts.rails), [old, language, texts]);
  const differences = useMemo(() => differencesAt(old, now), [old, now]);
  const parts = countedText(old, differences, words, texts);

  // Said once, when the edit has come to rest.
  // biome-ignore lint/correctness/useExhaustiveDependencies: not again as time moves on
  useEffect(() => {
    const lines = linesOf(old, differences, words, texts);
    if (lines.length === 0) return;
    const heard = lines.slice(0, MOST_HEARD).map((l) => l.heard ?? say.heard(l.what, l.is, l.was));
    const rest = lines.length - heard.length;
    if (rest > 0) heard.push(say.heardMore(rest));
    if (!told) heard.push(say.heardRest);
    told = true;
    announce(heard.join(' '));
  }, [old]);

  return (
    <aside className="old-future-bar" aria-label={say.label}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" className="f-none outline" />
      </svg>
      <span>{parts === null ? say.same : say.differs(parts)}</span>
      <button type="button" className="btn" title="Esc" onClick={forgetOldFuture}>
        {say.forget}
        <span className="heard"> {say.forgetWhat}</span>
      </button>
    </aside>
  );
}

export function forgetOldFuture(): void {
  useRun.getState().forget();
  announce(currentTexts().oldFuture.forgotten);
}
