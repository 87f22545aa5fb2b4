/** Times of one contestant in milliseconds, in the order of the runs, and their middle. */
export interface Times {
  readonly all: readonly number[];
  readonly median: number;
}

/**
 * Times several ways to the same answer beside each other: turn by turn in one run, so that what disturbs the machine
 * disturbs all alike, after one turn each that is not counted. The answers are compared first; where they differ there is
 * nothing to time, and it throws.
 *
 * @param contestants each gives its answer, as text that can be compared
 */
export async function beside<Name extends string>(
  contestants: Record<Name, () => string | Promise<string>>,
  turns = 7,
): Promise<Record<Name, Times>> {
  const names = Object.keys(contestants) as Name[];
  const [first, ...others] = names;
  if (first === undefined) throw new Error('nothing to time');
  const answer = await contestants[first]();
  for (const name of others) {
    const other = await contestants[name]();
    if (other !== answer) throw new Error(`${name} answers ${shown(other)}, ${first} answers ${shown(answer)}`);
  }
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < turns; turn++) {
    // Each turn begins with another contestant, so that none always runs in the other's garbage.
    for (let i = 0; i < names.length; i++) {
      const name = names[(turn + i) % names.length] as Name;
      globalThis.gc?.();
      const began = performance.now();
      await contestants[name]();
      times[name].push(performance.now() - began);
    }
  }
  const timesOf = (name: Name): Times => ({ all: times[name], median: percentile(times[name], 50) });
  return Object.fromEntries(names.map((name) => [name, timesOf(name)])) as Record<Name, Times>;
}

/** The smallest of the values that at least `percent` of them do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

function shown(answer: string): string {
  return answer.length > 80 ? `${answer.slice(0, 80)}…` : answer;
}
