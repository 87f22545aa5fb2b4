/**
 * Lays out Python as `black` does: what fits on a line of 88 characters stands on one, what does not is opened up. Only the
 * shapes that the exports need.
 */

import { pythonText } from './python';

/** The width of a line, as `black` has it. */
export const WIDTH = 88;

/** A piece of code: words that stay on one line, or something with brackets that can be opened up. */
export type Code = string | Bracketed | Text;

/** A text that goes on in further pieces where a line is too short for it. */
export interface Text {
  readonly text: string;
}

export const text = (text: string): Text => ({ text });

export interface Bracketed {
  /** What stands before the bracket and the bracket itself: `F.window(`, `[`, `"zone": (`. */
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: ')' | ']' | '}';
  /** Arguments may share the line between the brackets; the entries of a literal stand below each other once opened. */
  readonly kind: 'call' | 'literal';
  /** Always opened up. */
  readonly opened?: boolean;
  /** A call on the result: `.alias("n")`. */
  readonly next?: Bracketed;
}

/** An entry, with a comment above it if it has one. */
export type Item = Code | { readonly comment: string; readonly code: Code };

const codeOf = (item: Item): Code => (typeof item === 'object' && 'code' in item ? item.code : item);
const commentOf = (item: Item): string | null => (typeof item === 'object' && 'code' in item ? item.comment : null);

export const call = (name: string, ...items: readonly Item[]): Bracketed => ({
  open: `${name}(`,
  items,
  close: ')',
  kind: 'call',
});

export const list = (before: string, items: readonly Item[], opened = false): Bracketed => ({
  open: `${before}[`,
  items,
  close: ']',
  kind: 'literal',
  opened,
});

export const dict = (before: string, items: readonly Item[], opened = false): Bracketed => ({
  open: `${before}{`,
  items,
  close: '}',
  kind: 'literal',
  opened,
});

export const tuple = (items: readonly Item[]): Bracketed => ({ open: '(', items, close: ')', kind: 'literal' });

const isOpened = (code: Code): boolean =>
  typeof code !== 'string' &&
  !('text' in code) &&
  (code.opened === true || code.items.some((item) => commentOf(item) !== null || isOpened(codeOf(item))));

/** On one line, however long. */
export function flat(code: Code): string {
  if (typeof code === 'string') return code;
  if ('text' in code) return pythonText(code.text);
  const inside = code.items.map((item) => flat(codeOf(item))).join(', ');
  // A tuple of one is told from brackets by its comma.
  const comma = code.open.endsWith('(') && code.kind === 'literal' && code.items.length === 1 ? ',' : '';
  return code.open + inside + comma + code.close + (code.next ? flat(code.next) : '');
}

/**
 * The text of a piece of code whose first line is indented already.
 *
 * @param indent columns
 * @param behind characters that stand behind it on its last line (a comma)
 */
export function layOut(code: Code, indent: number, behind = 0): string {
  const line = flat(code);
  if (typeof code === 'string') return line;
  if (!isOpened(code) && indent + line.length + behind <= WIDTH) return line;
  if ('text' in code) return pieces(code.text, WIDTH - indent - behind).join(`\n${' '.repeat(indent)}`);
  if (!code.next) return open(code, indent);
  // The last brackets are opened if what stands before them fits on the line.
  const first = flat({ ...code, next: undefined });
  return indent + first.length + code.next.open.length <= WIDTH
    ? first + open(code.next, indent)
    : open(code, indent) + flat(code.next);
}

/** Literals that Python puts together to one; each begins with a space where a word of the text does. */
function pieces(text: string, width: number): string[] {
  const made: string[] = [];
  let piece = '';
  for (const word of text.split(/(?= )/)) {
    if (piece.trim() !== '' && pythonText(piece + word).length > width) {
      made.push(pythonText(piece));
      piece = word;
    } else piece += word;
  }
  return [...made, pythonText(piece)];
}

function open(code: Bracketed, indent: number): string {
  if (code.items.length === 0) return code.open + code.close;
  const inner = indent + 4;
  const margin = ' '.repeat(inner);
  const close = `\n${' '.repeat(indent)}${code.close}`;
  if (code.kind === 'call' && !isOpened(code)) {
    const inside = code.items.map((item) => flat(codeOf(item))).join(', ');
    const [only] = code.items;
    if (inner + inside.length <= WIDTH) return `${code.open}\n${margin}${inside}${close}`;
    if (code.items.length === 1) return `${code.open}\n${margin}${layOut(codeOf(only as Item), inner)}${close}`;
  }
  const items = code.items.map((item) => {
    const comment = commentOf(item);
    const above = comment === null ? '' : `${commentLines(comment, inner)}\n`;
    return `${above}${margin}${layOut(codeOf(item), inner, 1)},`;
  });
  return `${code.open}\n${items.join('\n')}${close}`;
}

/** A comment, broken into lines that fit. */
export function commentLines(text: string, indent: number): string {
  const margin = ' '.repeat(indent);
  return wrap(text, WIDTH - indent - 2)
    .map((line) => `${margin}# ${line}`)
    .join('\n');
}

/** Lines of words, each as long as fits. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** One call of a chain, with the comment above it. */
export interface Link {
  readonly comment?: string;
  /** Begins with a dot. */
  readonly code: Code;
}

/** A value and the calls on it, one a line, inside of brackets: `(\n    rows\n    .filter(…)\n)`. */
export function chain(first: string, links: readonly Link[], indent: number): string {
  const inner = indent + 4;
  const margin = ' '.repeat(inner);
  const lines = links.map(({ comment, code }) => {
    const above = comment === undefined ? '' : `${commentLines(comment, inner)}\n`;
    return `${above}${margin}${layOut(code, inner)}`;
  });
  return `(\n${margin}${first}\n${lines.join('\n')}\n${' '.repeat(indent)})`;
}
