/** An attempt as an address: what was handed in, so that another may run and change it. */
import { fits } from '../../lessons/exercises/handed';
import type { Exercise, Handed } from '../../lessons/exercises/schema';
import { bytesOf, lettersOf } from '../keep/letters';

/** Letters of an attempt: the most rows that are dragged, in microseconds, are a few hundred. */
const LONGEST = 20_000;

/** The address that opens an attempt, from `#` on. */
export function attemptLink(slug: string, handed: Handed): string {
  return `#/exercise/${slug}?try=${lettersOf(new TextEncoder().encode(JSON.stringify(handed)))}`;
}

/** What an address brings: nothing, an attempt that the exercise can have, or one that it cannot. */
export function attemptIn(hash: string, exercise: Exercise): Handed | 'none' | 'unreadable' {
  const letters = new URLSearchParams(hash.split('?')[1] ?? '').get('try');
  if (letters === null) return 'none';
  if (letters.length > LONGEST || exercise.again) return 'unreadable';
  try {
    const handed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(letters)));
    if (typeof handed !== 'object' || handed === null || Array.isArray(handed)) return 'unreadable';
    return fits(exercise, handed as Handed) ? (handed as Handed) : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
