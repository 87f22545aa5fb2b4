/** The six questions. None has an answer before it is given: a default would be a verdict of ours. */
import { useId } from 'react';
import { duration } from '../../i18n/format';
import { AGES, type Answers, CHOICE_QUESTIONS, CHOICES, type ChoiceQuestion } from '../../lessons/decide/verdict';
import { useLanguage, useTexts } from '../language/language';
import { useDecide } from './useDecide';

/** Where the slider stands before it was touched. */
const MIDDLE = Math.floor(AGES.length / 2);
/** The places that have a name below the slider: as far apart as a name needs on a phone. */
const NAMED = [0, 5, 9, 14, 18, AGES.length - 1];

export function Questions() {
  return (
    <ol className="decide-questions">
      <li>
        <AgeQuestion />
      </li>
      {CHOICE_QUESTIONS.map((question) => (
        <li key={question}>
          <ChoiceOf question={question} />
        </li>
      ))}
    </ol>
  );
}

function AgeQuestion() {
  const { decide: t } = useTexts();
  const language = useLanguage();
  const answers = useDecide((s) => s.answers);
  const { answer } = useDecide.getState();
  const id = useId();
  const at = answers.age === null ? MIDDLE : AGES.indexOf(answers.age);
  const said = answers.age === null ? t.notAnswered : duration(answers.age, language, 2);
  const choose = (index: number) => answer({ ...answers, age: AGES[index] ?? null });
  return (
    <>
      <div className="asked">
        <label htmlFor={id}>{t.question.age}</label>
        <output htmlFor={id} className={answers.age === null ? 'unset' : ''}>
          {said}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className={answers.age === null ? 'unset' : ''}
        min={0}
        max={AGES.length - 1}
        value={at}
        aria-valuetext={said}
        onChange={(e) => choose(Number(e.target.value))}
        // A press where it already stands is an answer, too, and so is Enter.
        onPointerUp={(e) => answers.age === null && choose(Number(e.currentTarget.value))}
        onKeyDown={(e) => e.key === 'Enter' && choose(at)}
      />
      <div className="ages" aria-hidden="true">
        {NAMED.map((i) => (
          <span key={i} style={{ '--at': i / (AGES.length - 1) } as React.CSSProperties}>
            {duration(AGES[i] as number, language, 1)}
          </span>
        ))}
      </div>
    </>
  );
}

function ChoiceOf<Q extends ChoiceQuestion>({ question }: { readonly question: Q }) {
  const { decide: t } = useTexts();
  const answers = useDecide((s) => s.answers);
  const name = useId();
  const words: Readonly<Record<string, string>> = t.option[question];
  return (
    <fieldset>
      <legend className="asked">{t.question[question]}</legend>
      <div className="options">
        {CHOICES[question].map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={name}
              checked={answers[question] === option}
              onChange={() => useDecide.getState().answer({ ...answers, [question]: option } satisfies Answers)}
            />
            <span>{words[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
