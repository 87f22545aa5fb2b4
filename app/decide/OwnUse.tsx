/** A use of one's own, once its questions are answered: its name, the reason in one's own words, and keeping it. */
import { useEffect, useId, useState } from 'react';
import { UNANSWERED } from '../../lessons/decide/verdict';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { givenUse, LONGEST_NAME, LONGEST_REASON, useDecide } from './useDecide';

export function OwnUse() {
  const { decide: t } = useTexts();
  const { name, reason, mine, stored, answers } = useDecide();
  const { call, say, keep, forget } = useDecide.getState();
  const [says, setSays] = useState<string | null>(null);
  const id = useId();
  const kept = mine.find((use) => use.name === name);
  const given = givenUse(name) !== undefined;
  // What was said is said of the use that was kept, and not of the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another use is another name
  useEffect(() => setSays(null), [name]);
  return (
    <div className="decide-use">
      {!given && (
        <div className="decide-own">
          <label htmlFor={`${id}n`}>{t.name}</label>
          <input
            id={`${id}n`}
            value={name}
            maxLength={LONGEST_NAME}
            placeholder={t.namePlaceholder}
            onChange={(e) => call(e.target.value)}
          />
          <label htmlFor={`${id}r`}>{t.reason}</label>
          <textarea
            id={`${id}r`}
            rows={2}
            value={reason}
            maxLength={LONGEST_REASON}
            onChange={(e) => say(e.target.value)}
          />
          <p>
            <button
              type="button"
              className="btn"
              disabled={name.trim() === '' || answers === UNANSWERED}
              onClick={() => {
                keep();
                const words = useDecide.getState().stored ? t.kept(name) : t.notKept;
                setSays(words);
                announce(words);
              }}
            >
              {t.keep}
            </button>
            {kept && (
              <button type="button" className="btn" onClick={() => forget(name)}>
                {t.forget(name)}
              </button>
            )}
          </p>
        </div>
      )}
      <p className="quiet">{stored ? (says ?? t.stay) : t.notKept}</p>
    </div>
  );
}
