/** Names, values and types as Java writes them. */
import { DAY, type Duration, HOUR, MILLISECOND, MINUTE, SECOND } from '../time';

/** The width that lines of code keep to. Texts and comments are broken at it; a long name is not. */
export const JAVA_WIDTH = 100;

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends final ' +
    'finally float for goto if implements import instanceof int interface long native new package private protected ' +
    'public return short static strictfp super switch synchronized this throw throws transient try void volatile while ' +
    'true false null _ var record yield sealed permits ' +
    // What every object and every record has.
    'clone finalize getClass hashCode notify notifyAll toString wait equals'
  ).split(' '),
);

/** Turns any name into a Java name that is none of those taken, and takes it. */
export function javaName(name: string, taken: Set<string>): string {
  const letters = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
  for (let n = 1; ; n++) {
    const found = n === 1 ? letters : `${letters}${n}`;
    if (taken.has(found) || KEYWORDS.has(found)) continue;
    taken.add(found);
    return found;
  }
}

/** The same for a type: it begins with a capital. */
export const javaTypeName = (name: string, taken: Set<string>): string =>
  javaName(
    name.replace(/^_*[a-z]/, (first) => first.toUpperCase()),
    taken,
  );

/** A package: small letters. */
export const javaPackage = (name: string): string => javaName(name.toLowerCase(), new Set());

/** A text in double quotes. */
export function javaText(text: string): string {
  let inside = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const sign = text[i] as string;
    if (sign === '"' || sign === '\\') inside += `\\${sign}`;
    else if (sign === '\n') inside += '\\n';
    else if (sign === '\t') inside += '\\t';
    else if (sign === '\r') inside += '\\r';
    else if (code < 0x20 || code === 0x7f || code === 0x85 || code === 0x2028 || code === 0x2029 || isLoneHalf(text, i))
      inside += `\\u${code.toString(16).padStart(4, '0')}`;
    else inside += sign;
  }
  return `"${inside}"`;
}

function isLoneHalf(text: string, i: number): boolean {
  const code = text.charCodeAt(i);
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = text.charCodeAt(code < 0xdc00 ? i + 1 : i - 1);
  return code < 0xdc00 ? !(other >= 0xdc00 && other <= 0xdfff) : !(other >= 0xd800 && other <= 0xdbff);
}

/** Text inside a comment. A slash behind a star would end it; a backslash before a `u` is read even there. */
export const javaComment = (text: string): string =>
  text.replaceAll('*/', '*&#47;').replaceAll('\\u', '\\\\u').replaceAll('<', '&lt;');

const LENGTHS: readonly (readonly [string, Duration])[] = [
  ['Days', DAY],
  ['Hours', HOUR],
  ['Minutes', MINUTE],
  ['Seconds', SECOND],
  ['Millis', MILLISECOND],
];

/** `Duration.ofMinutes(5)`, in the largest unit that it is a whole number of; what is finer than a millisecond is cut off. */
export function javaDuration(length: Duration): string {
  const whole = Math.trunc(length / MILLISECOND) * MILLISECOND;
  if (whole === 0) return 'Duration.ZERO';
  const [unit, size] = LENGTHS.find(([, size]) => whole % size === 0) as readonly [string, Duration];
  return `Duration.of${unit}(${javaLong(whole / size)})`;
}

/** A whole number as a Java literal that fits its type. */
export function javaLong(value: number | bigint): string {
  return value > 2147483647 || value < -2147483648 ? `${value}L` : String(value);
}

/** A double as a Java literal. */
export function javaDouble(value: number): string {
  const text = Object.is(value, -0) ? '-0.0' : String(value).replace('e+', 'e');
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A comment, broken into lines: `//` beside code, or the inside of a documentation comment. */
export function javaLines(text: string, indent: number, start: '// ' | ' * '): string {
  const margin = ' '.repeat(indent) + start;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && margin.length + line.length + 1 + word.length > JAVA_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((l) => margin + l).join('\n');
}

/** A documentation comment above a member. */
export function javaDoc(text: string, indent: number): string {
  const margin = ' '.repeat(indent);
  const one = `${margin}/** ${text} */`;
  if (one.length <= JAVA_WIDTH) return one;
  return `${margin}/**\n${javaLines(text, indent, ' * ')}\n${margin} */`;
}

/** Something with brackets around what stands between commas, on one line or, where that is too long, one a line. */
export function javaList(open: string, items: readonly string[], close: string, indent: number): string {
  const line = `${open}${items.join(', ')}${close}`;
  if (indent + line.length <= JAVA_WIDTH && !line.includes('\n')) return line;
  const margin = ' '.repeat(indent + 8);
  return `${open}\n${items.map((item) => margin + item).join(',\n')}${close}`;
}
