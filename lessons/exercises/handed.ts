/** Whether an answer is one that the parts of an exercise can make: what the browser kept may be of an older version. */
import type { Exercise, Handed } from './schema';

export function fits({ parts, own }: Pick<Exercise, 'parts' | 'own'>, handed: Handed): boolean {
  const whole = (value: unknown, length?: number): boolean =>
    Array.isArray(value) &&
    (length === undefined || value.length === length) &&
    value.every((n) => Number.isSafeInteger(n));
  return (
    Object.keys(handed).length === parts.length &&
    parts.every((part) => {
      const value = handed[part.id];
      if (part.kind === 'length') return part.values.includes(value as number);
      if (part.kind === 'choice') return part.options.includes(value as string);
      return whole(value, part.kind === 'arrivals' ? own.make().sources[0]?.rows.count : undefined);
    })
  );
}
