/** A prediction about several runs at once: what each of them does, chosen from one list. */
import { useId } from 'react';
import { Select } from '../controls/Select';
import { useTexts } from '../language/language';
import { plainWords, Words } from './Prose';
import { Mark, type QuestionProps } from './Question';

export function MatchQuestion({
  text,
  because,
  items,
  quoted,
  again,
  chosen,
  onChoose,
  answered,
  onWhy,
}: QuestionProps) {
  const { lessonPanel: say } = useTexts();
  const heading = useId();
  const label = (run: string) => text.runs?.[run] ?? [];
  const order = again ? Object.keys(text.options).reverse() : Object.keys(text.options);
  const wrong = answered
    ? [
        ...new Set(
          items.flatMap((item, i) => {
            const picked = answered.chosen[i];
            return item.options.some((o) => o.id === picked && o.right) || !picked ? [] : [picked];
          }),
        ),
      ]
    : [];
  return (
    <section className={answered ? 'predict match answered' : 'predict match'} aria-labelledby={heading}>
      <h2 id={heading}>
        <Words spans={text.question} quoted={quoted} />
      </h2>
      <ul>
        {items.map((item, i) => {
          const picked = answered?.chosen[i] ?? chosen[i] ?? '';
          const truth = item.options.find((o) => o.right)?.id;
          const right = picked === truth;
          const id = `${heading}-${item.run}`;
          return (
            <li key={item.run} className={picked === '' ? 'open' : undefined}>
              <span id={id} className="item">
                <Words spans={label(item.run)} quoted={quoted} />
              </span>
              {answered ? (
                <span className={right ? 'said right' : 'said wrong'}>
                  <Mark kind={right ? 'right' : 'wrong'} />
                  <span>
                    {!right && (
                      <>
                        <s>{plainWords(text.options[picked] ?? [])}</s>
                        <span className="heard">, {say.yourAnswer};</span>{' '}
                      </>
                    )}
                    <b>
                      <Words spans={truth ? (text.options[truth] ?? []) : []} quoted={quoted} />
                    </b>
                    <span className="heard">
                      , {right && `${say.yourAnswer}, `}
                      {say.runSays}
                    </span>
                  </span>
                  <button
                    type="button"
                    className="why"
                    id={`${id}-why`}
                    aria-labelledby={`${id}-why ${id}`}
                    onClick={() => onWhy(i, picked)}
                  >
                    {say.why}
                  </button>
                </span>
              ) : (
                <Select labelledBy={id} value={picked} onChange={(option) => onChoose(i, option)}>
                  <option value="" disabled>
                    {say.choose}
                  </option>
                  {order.map((option) => (
                    <option key={option} value={option}>
                      {plainWords(text.options[option] ?? [])}
                    </option>
                  ))}
                </Select>
              )}
            </li>
          );
        })}
      </ul>
      {/* A list that nobody can open on paper. */}
      {!answered && (
        <p className="on-paper-only">
          {say.choose}:{' '}
          {order.map((option, i) => (
            <span key={option}>
              {i > 0 && ' · '}
              <Words spans={text.options[option] ?? []} quoted={quoted} />
            </span>
          ))}
        </p>
      )}
      {answered && (
        <div className={answered.right ? 'verdict right' : 'verdict wrong'} tabIndex={-1}>
          <p>
            <b>{answered.right ? say.agrees : say.disagrees}</b>
          </p>
          {wrong.map((option) =>
            because[option] ? (
              <p key={option}>
                <s>{plainWords(text.options[option] ?? [])}</s>: <Words spans={because[option]} quoted={quoted} />
              </p>
            ) : null,
          )}
        </div>
      )}
    </section>
  );
}
