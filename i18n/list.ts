/** How lists are written, in both languages; what stands in a first picture has none. */
import { LOCALE } from './format';
import type { Language } from './languages';

const lists = new Map<string, Intl.ListFormat>();

/** `a, b and c`; `a, b, dan c`. With `or`: `a, b or c`; `a, b, atau c`. */
export function list(items: readonly string[], language: Language, kind: 'and' | 'or' = 'and'): string {
  const key = `${language} ${kind}`;
  let made = lists.get(key);
  if (!made) {
    made = new Intl.ListFormat(LOCALE[language], { type: kind === 'and' ? 'conjunction' : 'disjunction' });
    lists.set(key, made);
  }
  return made.format(items);
}
