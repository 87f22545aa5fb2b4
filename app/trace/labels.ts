/** How instants, groups and values of a run are written, in the scenario's zone and the person's language. */
import type { TraceReader } from '../../engine/trace/reader';
import type { ColumnType, Value } from '../../engine/values';
import { valueAt } from '../../engine/values';
import type { Language } from '../../i18n';
import { dayMonth, number, sameDay, shortTime, timeOfDay } from '../../i18n/format';

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

/** The table of groups' columns that are keys (not the window's two). */
export function keyColumns(reader: TraceReader): readonly number[] {
  const { operator } = reader.trace;
  if (!operator) return [];
  return operator.groups.specs.map((_, i) => i).slice(operator.windowed ? 2 : 0);
}

export function labelsOf(reader: TraceReader, language: Language): Labels {
  const zone = reader.scenario.timeZone;
  const { operator, endsAt } = reader.trace;
  const oneDay = sameDay(reader.timeAt(0), endsAt, zone);
  const dated = (at: number, time: string) => (oneDay ? time : `${dayMonth(at, zone, language)} ${time}`);
  const cell = (column: number, group: number): Value => {
    const c = operator?.groups.columns[column];
    return c ? valueAt(c, group) : null;
  };
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
      if (!operator?.windowed) return null;
      const [start, end] = [cell(0, group), cell(1, group)];
      if (typeof start !== 'number' || typeof end !== 'number') return 'null';
      // The end of a window needs its day only if it is another one than that of the start.
      const to = sameDay(start, end, zone) ? shortTime(end, zone) : labels.short(end);
      return `${labels.short(start)} – ${to}`;
    },
    keys: (group) =>
      keyColumns(reader).map((c) => labels.value(cell(c, group), operator?.groups.specs[c]?.type ?? 'string')),
    group(group) {
      const parts = [labels.window(group), ...labels.keys(group)].filter((p) => p !== null);
      return parts.length > 0 ? parts.join(', ') : null;
    },
  };
  return labels;
}
