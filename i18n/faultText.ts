/** A fault in words: where, what, with which value, and the way out. */
import type { Fault, FaultCode } from '../engine/faults';
import { type Language, texts } from './index';

/** The sentence without its path; an expression's has the place under it. */
export function faultSentence(fault: Fault, language: Language): string {
  if (fault.code === 'expression') {
    const { text, fault: wrong } = fault.params;
    const say = texts[language].expression[wrong.code] as (params: object) => string;
    return `${say(wrong.params)}\n${caret(text, wrong.span.from)}`;
  }
  const say = texts[language].faults[fault.code as Exclude<FaultCode, 'expression'>] as (params: object) => string;
  return say(fault.params);
}

/** The sentence after its path: `sources.pickups.arrivals[3].row.fare: expected a number, got "12k". …` */
export function faultLine(fault: Fault, language: Language): string {
  const sentence = faultSentence(fault, language);
  return fault.path === '' ? sentence : `${fault.path}: ${sentence}`;
}

/** The line of a text in which an offset lies, with a caret under that place; both are indented. */
export function caret(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start).split('\n', 1)[0] as string;
  // What is written with two units (an emoji) is two columns wide, too.
  const before = text.slice(start, offset).replace(/[^\t]/g, ' ');
  return `    ${line}\n    ${before}^`;
}
