/** Says why a file is refused, on standard error. */
import type { Fault } from '../engine/faults';
import { faultLine, faultSentence } from '../i18n/faultText';
import type { Language } from '../i18n/index';
import type { Io } from './io';
import { cliTexts } from './texts';

export const REFUSED = 2;

export function refuse(io: Io, language: Language, name: string, faults: readonly Fault[]): number {
  const lines = faults.map((fault) => `${faultLine(fault, language)}\n`);
  const count = faults.reduce((sum, fault) => sum + (fault.code === 'moreFaults' ? fault.params.more : 1), 0);
  io.err(`${cliTexts[language].refused(name, count)}\n${lines.join('')}`);
  return REFUSED;
}

/** The same for a program: one JSON object. */
export function refuseAsJson(io: Io, language: Language, faults: readonly Fault[]): number {
  const told = faults.map((fault) => ({ ...fault, message: faultSentence(fault, language) }));
  io.err(`${JSON.stringify({ valid: false, faults: told })}\n`);
  return REFUSED;
}
