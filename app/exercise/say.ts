/** An exercise's figures and answers in words. */
import type { Texts } from '../../i18n';
import { duration } from '../../i18n/format';
import type { Language } from '../../i18n/languages';
import type { Exercise, Handed, Mark } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import type { Figure } from '../../lessons/figure';
import { figureText } from '../../lessons/figureText';
import { plainWords } from '../lesson/Prose';

export interface Saying {
  readonly texts: Texts;
  readonly language: Language;
  readonly timeZone: string;
}

export const figureWords = (figure: Figure, { texts, language, timeZone }: Saying): string =>
  figureText(figure, language, texts.lessons, timeZone);

/** `152 of 153`, `7 min`. */
export function markWords({ figure, of }: Mark, saying: Saying): string {
  const value = figureWords(figure, saying);
  return of ? saying.texts.exercise.of(value, figureWords(of, saying)) : value;
}

/** An option's name: the words before the first full stop or colon of its line. */
export const optionName = (text: ExerciseText, part: string, option: string): string =>
  (plainWords(text.choices[part]?.[option] ?? []).split(/[.:]\s|[.:]$/, 1)[0] as string).trim();

/** What was handed in, in one line: `Delay 4 min, trigger 1 min`. Rows and arrivals have no short words. */
export function handedWords(exercise: Exercise, text: ExerciseText, handed: Handed, { language }: Saying): string {
  const said = exercise.parts.flatMap((part) => {
    if (part.when && handed[part.when.part] !== part.when.is) return [];
    const value = handed[part.id];
    const name = plainWords(text.parts[part.id] ?? []);
    if (part.kind === 'length') return [`${name} ${duration(value as number, language)}`];
    if (part.kind === 'choice') return [optionName(text, part.id, value as string)];
    return [];
  });
  return said.join(', ');
}
