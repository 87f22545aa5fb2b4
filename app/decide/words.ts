/** Words that several parts of the guide say alike. */
import { duration } from '../../i18n/format';
import type { Texts } from '../../i18n/index';
import type { Language } from '../../i18n/languages';
import type { Answers, OneChange, Question } from '../../lessons/decide/verdict';

/** An answer as the page says it. */
export function answerWords(question: Question, answers: Answers, language: Language, t: Texts['decide']): string {
  if (question === 'age') return answers.age === null ? t.notAnswered : duration(answers.age, language, 2);
  const words: Readonly<Record<string, string>> = t.option[question];
  return words[answers[question] ?? ''] ?? t.notAnswered;
}

/** One change, as the page offers it. */
export function changeWords(change: OneChange, from: Answers, language: Language, t: Texts['decide']): string {
  const said = answerWords(change.question, change.answers, language, t);
  if (change.question !== 'age') return `${t.question[change.question]} ${said}`;
  const fresher = (change.answers.age ?? 0) < (from.age ?? 0);
  return fresher ? t.changes.fresher(said) : t.changes.age(said);
}
