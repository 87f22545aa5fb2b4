/** A fault of the settings on the stage, in the person's words: verdict, value, way out. */
import type { Fault } from '../../engine/faults';
import type { Texts } from '../../i18n';

export function verdictOf(texts: Texts, fault: Fault): string {
  const sentences = texts.faults as Readonly<Record<string, ((params: never) => string) | undefined>>;
  const sentence = sentences[fault.code]?.(fault.params as never) ?? `${fault.path}: ${fault.code}`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export const verdictOfAll = (texts: Texts, faults: readonly Fault[]): string =>
  faults.map((f) => verdictOf(texts, f)).join(' ');
