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

const dates = new Map<string, Intl.DateTimeFormat>();

/** The local date of an instant, as `2026-03-02`. @param instant microseconds since the epoch @param timeZone IANA name */
export function localDate(instant: number, timeZone: string): string {
  let format = dates.get(timeZone);
  if (!format) {
    // This locale writes a date as ISO 8601 does.
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dates.set(timeZone, format);
  }
  return format.format(Math.floor(instant / 1000));
}

const DAY = 86_400_000_000;

/**
 * The first instant of a local day and the first one after it, microseconds since the epoch; a day on which the clocks
 * change is longer or shorter than others.
 * @param day as `2026-03-02`
 */
export function dayBounds(day: string, timeZone: string): { readonly from: number; readonly to: number } {
  const midnight = Date.parse(`${day}T00:00:00Z`) * 1000;
  return { from: startOf(midnight, timeZone), to: startOf(midnight + DAY, timeZone) };
}

/** @param midnight of the date, as if the zone were UTC */
function startOf(midnight: number, timeZone: string): number {
  // The offset of where one has come to leads closer, also across a change of the clocks.
  let at = midnight;
  for (let i = 0; i < 3; i++) {
    const date = localDate(at, timeZone);
    const apart = Date.parse(`${date}T00:00:00Z`) * 1000 + localTimeOfDay(at, timeZone) - midnight;
    if (apart === 0) return at;
    at -= apart;
  }
  return at;
}
