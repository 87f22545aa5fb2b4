import { MILLISECOND, MINUTE } from './time';

const pad = (n: number, width: number) => String(n).padStart(width, '0');

/**
 * An instant as a file writes it, read with a clock that is `east` microseconds east of UTC (a whole number of
 * minutes): `2026-03-02T14:00:40+07:00`. The fraction is there when it is not zero, or always with `millis`.
 */
export function formatInstant(micros: number, east = 0, millis: 'whenNeeded' | 'always' = 'whenNeeded'): string {
  const local = micros + east;
  const iso = new Date(Math.floor(local / MILLISECOND)).toISOString().slice(0, -1);
  const text = millis === 'always' || !iso.endsWith('.000') ? iso : iso.slice(0, -4);
  if (east === 0) return `${text}Z`;
  const minutes = Math.abs(east) / MINUTE;
  return `${text}${east < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}
