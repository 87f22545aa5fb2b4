/** A prediction: whole claims to choose from, then what the run says of each. */
import { Suspense, useId } from 'react';
import type { ResolvedItem } from '../../lessons/schema';
import type { AnswerWords, QuestionWords, StepWords } from '../../lessons/text';
import { useTexts } from '../language/language';
import type { Answered } from '../stores/progress';
import { type Quoted, Words } from './Prose';
import { MatchQuestion } from './parts';

export interface QuestionProps {
  readonly text: QuestionWords & Partial<Pick<StepWords, 'runs'>>;
  /** What the run says against each wrong option, by its id. */
  readonly because: AnswerWords['because'];
  readonly items: readonly ResolvedItem[];
  /** A choice has one item; a match has one for each run that it asks about, also when that is one. */
  readonly kind: 'choice' | 'match';
  readonly quoted: Quoted;
  /** Asked once more: its options stand the other way round. */
  readonly again: boolean;
  /** An option's id for each item; empty where nothing is chosen yet. */
  readonly chosen: readonly string[];
  readonly onChoose: (item: number, option: string) => void;
  readonly answered: Answered | undefined;
  /** Opens the inspector on what answers an item's guess. */
  readonly onWhy: (item: number, option: string) => void;
}

export function Question(props: QuestionProps) {
  if (props.kind === 'choice') return <ChoiceQuestion {...props} />;
  return (
    <Suspense fallback={null}>
      <MatchQuestion {...props} />
    </Suspense>
  );
}

/** The mark of an option once the run has spoken: hue is never the only sign. */
export function Mark({ kind }: { kind: 'right' | 'wrong' | 'other' }) {
  return (
    <svg className="mark" width="17" height="17" viewBox="0 0 17 17" aria-hidden="true">
      {kind === 'right' && (
        <path
          d="M3.5 9l3.4 3.6L13.5 4.8"
          className="f-none s-final"
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {kind === 'wrong' && (
        <>
          <circle cx="8.5" cy="8.5" r="7" className="f-none s-late" strokeWidth="2" />
          <path d="M5.5 5.5l6 6m0-6l-6 6" className="f-none s-late" strokeWidth="2" strokeLinecap="round" />
        </>
      )}
      {kind === 'other' && <circle cx="8.5" cy="8.5" r="3" className="f-rule" />}
    </svg>
  );
}

function ChoiceQuestion({ text, because, items, quoted, again, chosen, onChoose, answered, onWhy }: QuestionProps) {
  const { lessonPanel: say } = useTexts();
  const name = useId();
  const item = items[0];
  if (!item) return null;
  const order = again ? Object.keys(text.options).reverse() : Object.keys(text.options);
  const options = [...item.options].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const picked = answered?.chosen[0] ?? chosen[0];

  if (!answered) {
    return (
      <fieldset className="predict">
        <legend>
          <Words spans={text.question} quoted={quoted} />
        </legend>
        {options.map(({ id }) => (
          <label key={id} className={id === picked ? 'opt chosen' : 'opt'}>
            <input type="radio" name={name} value={id} checked={id === picked} onChange={() => onChoose(0, id)} />
            <span>
              <Words spans={text.options[id] ?? []} quoted={quoted} />
            </span>
          </label>
        ))}
      </fieldset>
    );
  }
  const against = picked ? because[picked] : undefined;
  return (
    <section className="predict answered">
      <h2>
        <Words spans={text.question} quoted={quoted} />
      </h2>
      <ul>
        {options.map(({ id, right }) => {
          const mine = id === picked;
          return (
            <li key={id} className={`opt${mine ? ' chosen' : ''}${right ? ' right' : ''}`}>
              <Mark kind={right ? 'right' : mine ? 'wrong' : 'other'} />
              <span>
                <Words spans={text.options[id] ?? []} quoted={quoted} />
                {right && <span className="heard">, {say.runSays}</span>}
                {mine && (
                  <>
                    <span className="heard">, </span>
                    <small>{say.yourAnswer}</small>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <div className={answered.right ? 'verdict right' : 'verdict wrong'} tabIndex={-1}>
        <p>
          <b>{answered.right ? say.agrees : say.disagrees}</b>{' '}
          {!answered.right && against && <Words spans={against} quoted={quoted} />}
        </p>
        <button type="button" className="why" onClick={() => picked && onWhy(0, picked)}>
          {answered.right ? say.whyRight : say.whyWrong}
        </button>
      </div>
    </section>
  );
}
