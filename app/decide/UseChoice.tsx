/** Which use is decided on: one of those given, one that was kept, or one's own. */
import { USE_NAMES, USES } from '../../lessons/decide/uses';
import { UNANSWERED } from '../../lessons/decide/verdict';
import { useTexts } from '../language/language';
import { GIVEN, givenUse, useDecide } from './useDecide';

export function UseChoice() {
  const { decide: t } = useTexts();
  const { name, mine } = useDecide();
  const { take } = useDecide.getState();
  const given = givenUse(name);
  const kept = mine.find((use) => use.name === name);
  const chosen = given ? `given:${given}` : kept ? `mine:${name}` : 'own';

  function choose(value: string): void {
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
    </div>
  );
}
