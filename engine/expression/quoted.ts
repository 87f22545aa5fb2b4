/** A text in single quotes, as Spark's messages show it. */
export function quoted(text: string): string {
  return `'${text}'`;
}
