/** A text in single quotes, as Spark's messages show it: line ends and the like stay as they are. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
