/** Microseconds since midnight as `23:59`. */
export function timeText(value: number): string {
  const seconds = Math.round(value / 1_000_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`;
}
