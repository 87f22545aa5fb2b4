/** Lengths of time in full words, for comments of code: `5 minutes`, `1 hour 30 minutes`. */
import { formatInterval } from '../engine/interval';
import type { Language } from './languages';

const UNITS: readonly (readonly [english: RegExp, indonesian: string])[] = [
  [/\bdays?\b/g, 'hari'],
  [/\bhours?\b/g, 'jam'],
  [/\bminutes?\b/g, 'menit'],
  [/\bmilliseconds?\b/g, 'milidetik'],
  [/\bmicroseconds?\b/g, 'mikrodetik'],
  [/\bseconds?\b/g, 'detik'],
];

/** @param length microseconds; a minus sign goes before a negative one */
export function fullDuration(length: number, language: Language): string {
  if (length < 0) return `−${fullDuration(-length, language)}`;
  const text = formatInterval(length);
  return language === 'en' ? text : UNITS.reduce((said, [english, word]) => said.replace(english, word), text);
}
