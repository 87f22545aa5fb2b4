/** Which use is decided on: one of those given, one that was kept, or one's own under a name, with one's own reason. */
import { useId, useState } from 'react';
import { USE_NAMES, USES } from '../../lessons/decide/uses';
import { UNANSWERED } from '../../lessons/decide/verdict';
import { announce } from '../announce';
import { useTexts } from '../language/language';
import { GIVEN, givenUse, LONGEST_NAME, LONGEST_REASON, useDecide } from './useDecide';

export function UseChoice() {
  const { decide: t } = useTexts();
  const { name, reason, mine, stored, answers } = useDecide();
  const { call, say, take, keep, forget } = useDecide.getState();
  const [says, setSays] = useState<string | null>(null);
  const id = useId();
  const given = givenUse(name);
  const kept = mine.find((use) => use.name === name);
  const chosen = given ? `given:${given}` : kept ? `mine:${name}` : 'own';

  function choose(value: string): void {
    setSays(null);
    const own = mine.find((use) => `mine:${use.name}` === value);
    const use = USE_NAMES.find((one) => `given:${one}` === value);
    if (own) take(own);
    else if (use) take({ name: GIVEN + use, reason: '', answers: USES[use] });
    else take({ name: '', reason: '', answers: UNANSWERED });
  }

  return (
    <div className="decide-use">
      <label>
        {t.about}:{' '}
        <select value={chosen} onChange={(e) => choose(e.target.value)} aria-label={t.use}>
          <option value="own">{t.own}</option>
          {mine.length > 0 && (
            <optgroup label={t.mine}>
              {mine.map((use) => (
                <option key={use.name} value={`mine:${use.name}`}>
                  {use.name}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label={t.given}>
            {USE_NAMES.map((use) => (
              <option key={use} value={`given:${use}`}>
                {t.uses[use]}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
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
