/**
 * Figures inside a sentence that carry its point. A sentence is one text in each language; marks that no keyboard has
 * say where emphasis begins and ends, and a view makes of them what it has for it.
 */
const FROM = '\ue000';
const TO = '\ue001';

export interface Stretch {
  readonly text: string;
  /** Where it begins among the letters of the sentence. */
  readonly from: number;
  readonly strong: boolean;
}

export const strong = (text: string): string => `${FROM}${text}${TO}`;

/** The stretches of a sentence, in order. */
export function stretches(sentence: string): readonly Stretch[] {
  let from = 0;
  const found: Stretch[] = [];
  const add = (text: string, strong: boolean): void => {
    if (text !== '') found.push({ text, strong, from });
    from += text.length;
  };
  for (const [i, part] of sentence.split(FROM).entries()) {
    const end = i === 0 ? -1 : part.indexOf(TO);
    if (end >= 0) add(part.slice(0, end), true);
    add(part.slice(end + 1), false);
  }
  return found;
}

/** The sentence without its marks: for what is spoken. */
export const plain = (sentence: string): string => sentence.replaceAll(FROM, '').replaceAll(TO, '');
