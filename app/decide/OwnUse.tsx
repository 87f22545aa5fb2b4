/** A use of one's own, once its questions are answered: its name, the reason in one's own words, and keeping it. */
import { useId, useState } from 'react';
import { UNANSWERED } from '../../lessons/decide/verdict';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { givenUse, LONGEST_NAME, LONGEST_REASON, useDecide } from './useDecide';

export function OwnUse() {
  const { decide: t } = useTexts();
  const { name, reason, mine, stored, answers } = useDecide();
  const { call, say, keep, forget } = useDecide.getState();
  /** Under which name one was kept last. */
  const [keptAs, setKeptAs] = useState<string | null>(null);
  const id = useId();
  const kept = mine.find((use) => use.name === name);
  const given = givenUse(name) !== undefined;
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
                setKeptAs(name);
                announce(useDecide.getState().stored ? t.kept(name) : t.notKept);
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
      <p className="quiet">{!stored ? t.notKept : kept && keptAs === name ? t.kept(name) : t.stay}</p>
    </div>
  );
}
