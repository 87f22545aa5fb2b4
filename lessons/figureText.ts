/** A figure as a reader sees it, in a language and in the scenario's zone. */
import type { Language, Texts } from '../i18n';
import { dayMonth, duration, hourMinute, number, percent, rupiah, timeOfDay } from '../i18n/format';
import type { Figure } from './figure';

const NO_BREAK = '\u00a0';

/** @param texts the lessons' sentences in that language */
export function figureText(figure: Figure, language: Language, texts: Texts['lessons'], timeZone: string): string {
  switch (figure.kind) {
    case 'time':
      return timeOfDay(figure.value, timeZone);
    case 'clock':
      return hourMinute(figure.value, timeZone);
    case 'duration':
      // A length of time is one thing: a line does not break within it.
      return duration(figure.value, language, figure.parts).replaceAll(' ', NO_BREAK);
    case 'day':
      return dayMonth(figure.value, timeZone, language).replaceAll(' ', NO_BREAK);
    case 'share':
      return percent(figure.value, language, figure.digits);
    case 'count':
      return number(figure.value, language);
    case 'money':
      return rupiah(figure.value, language);
    case 'text':
      return figure.value;
    case 'none':
      return texts.noFigure;
  }
}
