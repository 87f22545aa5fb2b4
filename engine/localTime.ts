/** Local times of day, from the time zone database that JavaScript carries. No clock is read. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns microseconds since local midnight. @param instant microseconds since the epoch @param timeZone IANA name */
export function localTimeOfDay(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const milliseconds = Math.floor(instant / 1000);
  const [h, m, s] = format.format(milliseconds).split(':').map(Number) as [number, number, number];
  const belowSecond = instant - Math.floor(instant / 1_000_000) * 1_000_000;
  return ((h * 60 + m) * 60 + s) * 1_000_000 + belowSecond;
}
