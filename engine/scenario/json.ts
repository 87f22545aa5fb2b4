/** Reads JSON; where a text is none, says the line, the column and what stands there, the same in every browser. */
import { type Fault, fault, type JsonExpected } from '../faults';

export function readJson(text: string): { ok: true; value: unknown } | { ok: false; fault: Fault } {
  // Some editors put a mark of the encoding in front.
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch {
    return { ok: false, fault: whereItBreaks(json) };
  }
}

/** Thrown where a text stops being JSON. */
class Break {
  constructor(
    readonly offset: number,
    readonly expected: JsonExpected,
  ) {}
}

function whereItBreaks(text: string): Fault {
  let broken = new Break(text.length, 'value');
  try {
    whole(text);
  } catch (thrown) {
    if (!(thrown instanceof Break)) throw thrown;
    broken = thrown;
  }
  const before = text.slice(0, broken.offset);
  const line = before.split('\n').length;
  const column = broken.offset - before.lastIndexOf('\n');
  const rest = text.slice(broken.offset, broken.offset + 20);
  // A character that cannot be seen is shown as JSON writes it.
  const found = /^(\w+|\S|$)/u.exec(rest)?.[0] ?? JSON.stringify(rest[0]).slice(1, -1);
  return fault('', 'notJson', { line, column, found, expected: broken.expected });
}

const SPACE = /[ \t\n\r]*/y;
const WORD = /true|false|null/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// All but the quotation mark, the backslash and control characters.
const CHARACTERS = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Walks the text as the grammar of JSON says, with a stack of its own: a text may be nested deeper than calls may. */
function whole(text: string): void {
  let i = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = i;
    const found = pattern.test(text);
    if (found) i = pattern.lastIndex;
    return found;
  };
  const string = (): void => {
    i++;
    for (;;) {
      take(CHARACTERS);
      if (text[i] === '"') break;
      if (text[i] !== '\\') throw new Break(i, 'string');
      if (!take(ESCAPE)) throw new Break(i, 'escape');
    }
    i++;
  };
  const name = (expected: JsonExpected): void => {
    take(SPACE);
    if (text[i] !== '"') throw new Break(i, expected);
    string();
    take(SPACE);
    if (text[i] !== ':') throw new Break(i, 'colon');
    i++;
  };

  const open: string[] = [];
  for (;;) {
    take(SPACE);
    const c = text[i];
    if (c === '{' || c === '[') {
      i++;
      take(SPACE);
      if (text[i] !== (c === '{' ? '}' : ']')) {
        open.push(c);
        if (c === '{') name('nameOrEnd');
        continue;
      }
      i++;
    } else if (c === '"') string();
    else if (!take(WORD) && !take(NUMBER)) throw new Break(i, 'value');
    // A value ended; so may what holds it.
    for (;;) {
      take(SPACE);
      const inside = open.at(-1);
      if (inside === undefined) {
        if (i < text.length) throw new Break(i, 'end');
        return;
      }
      if (text[i] === ',') {
        i++;
        if (inside === '{') name('name');
        break;
      }
      if (text[i] !== (inside === '{' ? '}' : ']')) throw new Break(i, 'commaOrEnd');
      open.pop();
      i++;
    }
  }
}
