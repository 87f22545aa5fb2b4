/** SQL's `like`: `%` is any text, `_` any one character, a backslash takes the next `%`, `_` or `\` as it is. */
import { patternEscape } from './failures';

/** A test for one pattern, which must match the whole text. */
export function likePattern(pattern: string): (text: string) => boolean {
  let source = '';
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string;
    if (character === '\\') {
      const next = characters[++i];
      if (next === undefined) throw patternEscape(pattern, null);
      if (next !== '%' && next !== '_' && next !== '\\') throw patternEscape(pattern, next);
      source += literal(next);
    } else if (character === '%') source += '[^]*';
    else if (character === '_') source += '[^]';
    else source += literal(character);
  }
  const expression = new RegExp(`^${source}$`, 'u');
  return (text) => expression.test(text);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}
