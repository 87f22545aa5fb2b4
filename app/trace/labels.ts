/** How instants, groups and values of a run are written, in the scenario's zone and the person's language. */
import { DAY } from '../../engine/time';
import type { TraceReader } from '../../engine/trace/reader';
import { numberOfRef, operatorAt } from '../../engine/trace/trace';
import type { ColumnType, Value } from '../../engine/values';
import { valueAt } from '../../engine/values';
import type { Language } from '../../i18n';
import { date, dayMonth, number, sameDay, shortTime, timeOfDay } from '../../i18n/format';

export interface Labels {
  readonly language: Language;
  readonly zone: string;
  /** An instant to the second, with its fraction if it has one; with its day where the run spans several. */
  instant(at: number): string;
  /** As short as says it: `14:05`. */
  short(at: number): string;
  value(value: Value, type: ColumnType): string;
  /** `14:05 – 14:10`, with the names of its keys; `null` for the one group of all rows. */
  group(group: number): string | null;
  /** The window alone, or null if the query has none. */
  window(group: number): string | null;
  /** The keys alone. */
  keys(group: number): readonly string[];
}

/** The table of groups' columns that are keys (not the window's two), of the operator that a group is of. */
export function keyColumns(reader: TraceReader, group = 0): readonly number[] {
  const operator = operatorAt(reader.trace, group);
  if (!operator) return [];
  return operator.groups.specs.map((_, i) => i).slice(operator.windowed ? 2 : 0);
}

const YEAR = 365 * DAY;

/** Instants that say whether a run needs days, and years: its begin, and when its first and its last row happened. */
function instantsOf(reader: TraceReader): readonly number[] {
  const { arrivalOrder } = reader.trace;
  const ends = [arrivalOrder[0], arrivalOrder.at(-1)].filter((row) => row !== undefined);
  return [reader.timeAt(0), ...ends.map((row) => reader.eventTime(row))].filter(Number.isFinite);
}

/** @param known an instant whose day is known already, and is not written again; NaN: none is */
export function labelsOf(reader: TraceReader, language: Language, known = Number.NaN): Labels {
  const zone = reader.scenario.timeZone;
  const { endsAt } = reader.trace;
  const operatorOf = (group: number) => operatorAt(reader.trace, group);
  const spans = instantsOf(reader);
  const oneDay = spans.every((at) => sameDay(at, endsAt, zone));
  const oneYear = spans.every((at) => Math.abs(at - endsAt) < YEAR);
  const day = oneYear ? dayMonth : date;
  // Where years lie between event and arrival, the day of the run itself goes without saying.
  const bare = (at: number) =>
    oneDay || (!oneYear && sameDay(at, endsAt, zone)) || (!Number.isNaN(known) && sameDay(at, known, zone));
  const dated = (at: number, time: string) => (bare(at) ? time : `${day(at, zone, language)} ${time}`);
  const cell = (column: number, group: number): Value => {
    const c = operatorOf(group)?.groups.columns[column];
    return c ? valueAt(c, numberOfRef(group)) : null;
  };
  /** A window that is a day of the calendar is called by its name. */
  const isDay = (start: number, end: number): boolean =>
    !oneDay && sameDay(start, end - 1, zone) && shortTime(start, zone) === '00:00' && shortTime(end, zone) === '00:00';
  const labels: Labels = {
    language,
    zone,
    instant: (at) => dated(at, timeOfDay(at, zone)),
    short: (at) => dated(at, shortTime(at, zone)),
    value(value, type) {
      if (value === null) return 'null';
      if (typeof value === 'string') return value;
      if (typeof value === 'boolean') return String(value);
      if (type === 'timestamp') return labels.instant(Number(value));
      return number(value, language, 2);
    },
    window(group) {
      if (!operatorOf(group)?.windowed) return null;
      const [start, end] = [cell(0, group), cell(1, group)];
      if (typeof start !== 'number' || typeof end !== 'number') return 'null';
      if (isDay(start, end)) return day(start, zone, language);
      // Within a day of its start, the end's time says which day that is.
      const to = end - start < DAY ? shortTime(end, zone) : labels.short(end);
      return `${labels.short(start)} – ${to}`;
    },
    keys: (group) =>
      keyColumns(reader, group).map((c) =>
        labels.value(cell(c, group), operatorOf(group)?.groups.specs[c]?.type ?? 'string'),
      ),
    group(group) {
      const parts = [labels.window(group), ...labels.keys(group)].filter((p) => p !== null);
      return parts.length > 0 ? parts.join(', ') : null;
    },
  };
  return labels;
}
