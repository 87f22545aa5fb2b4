/** Lines of cells as columns, each as wide as its widest cell. */

/** @param toTheRight whether a column's cells stand at its right */
export function* aligned(
  lines: readonly (readonly string[])[],
  toTheRight: (column: number) => boolean,
): Generator<string> {
  const columns = lines[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...lines.map((line) => width(line[c] as string))));
  for (const line of lines) {
    const padded = line.map((cell, c) => {
      const space = ' '.repeat((widths[c] as number) - width(cell));
      return toTheRight(c) ? space + cell : cell + space;
    });
    yield padded.join('   ').trimEnd();
  }
}

const width = (text: string) => [...text].length;
