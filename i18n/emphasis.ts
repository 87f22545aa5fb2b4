/**
 * Figures inside a sentence that carry its point. A sentence is one text in each language; marks that no keyboard has
 * say where emphasis begins and ends, and a view makes of them what it has for it.
 */
const FROM = '\ue000';
const TO = '\ue001';

export interface Stretch {
  readonly text: string;
  readonly strong: boolean;
}

export const strong = (text: string): string => `${FROM}${text}${TO}`;

/** The stretches of a sentence, in order. */
export function stretches(sentence: string): readonly Stretch[] {
  return sentence
    .split(FROM)
    .flatMap((part, i): Stretch[] => {
      const end = part.indexOf(TO);
      if (i === 0 || end < 0) return [{ text: part, strong: false }];
      return [
        { text: part.slice(0, end), strong: true },
        { text: part.slice(end + 1), strong: false },
      ];
    })
    .filter((s) => s.text !== '');
}

/** The sentence without its marks: for what is spoken. */
export const plain = (sentence: string): string => sentence.replaceAll(FROM, '').replaceAll(TO, '');
