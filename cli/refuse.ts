/** Says why a file is refused, on standard error. */
import type { Fault } from '../engine/faults';
import type { EngineName } from '../engine/scenario/scenario';
import { faultLine, faultSentence } from '../i18n/faultText';
import type { Language } from '../i18n/index';
import { list } from '../i18n/list';
import type { Io } from './io';
import { cliTexts } from './texts';

export const REFUSED = 2;

/** @param able engines that take the query, where only this one does not */
export function refuse(
  io: Io,
  language: Language,
  name: string,
  faults: readonly Fault[],
  able: readonly EngineName[] = [],
): number {
  const lines = faults.map((fault) => `${faultLine(fault, language)}\n`);
  const count = faults.reduce((sum, fault) => sum + (fault.code === 'moreFaults' ? fault.params.more : 1), 0);
  const { refused, able: can } = cliTexts[language];
  const way = able.length > 0 ? `${can(able.length, list(able, language))}\n` : '';
  io.err(`${refused(name, count)}\n${lines.join('')}${way}`);
  return REFUSED;
}

/** The same for a program: one JSON object. */
export function refuseAsJson(
  io: Io,
  language: Language,
  faults: readonly Fault[],
  able: readonly EngineName[] = [],
): number {
  const told = faults.map((fault) => ({ ...fault, message: faultSentence(fault, language) }));
  io.err(`${JSON.stringify({ valid: false, faults: told, ...(able.length > 0 && { able }) })}\n`);
  return REFUSED;
}
