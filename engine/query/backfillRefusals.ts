/**
 * Days that a nightly job cannot run again: of which the query has no answers of its own, that have no row, or that are
 * not over by then.
 */
import { eventTimeOf } from '../engines/eventTime';
import { at, type Fault, fault } from '../faults';
import { formatInZone } from '../instant';
import { dayBounds, localDate } from '../localTime';
import type { Scenario } from '../scenario/scenario';
import { valueAt } from '../values';
import type { Plan } from './plan';

export function backfillRefusals(scenario: Scenario, plan: Plan): Fault[] {
  const { backfill, timeZone } = scenario.engines.dailyBatch;
  if (backfill.length === 0) return [];
  const time = (instant: number): string => formatInZone(instant, timeZone);
  const why = withoutDay(scenario, plan);
  const days = why ? [] : daysWithRows(scenario, plan, timeZone);
  return backfill.flatMap(({ day, at: when }, i) => {
    const path = at(at(at('engines', 'dailyBatch'), 'backfill'), i);
    if (why) return [fault(at(path, 'day'), 'backfillWithoutDay', { day, why })];
    if (!days.includes(day)) {
      const [first = null] = days;
      return [fault(at(path, 'day'), 'backfillEmptyDay', { day, first, last: days.at(-1) ?? null })];
    }
    const { to } = dayBounds(day, timeZone);
    if (when < to) return [fault(at(path, 'at'), 'backfillTooEarly', { day, at: time(when), ends: time(to) })];
    const { until } = scenario;
    if (until !== null && when > until)
      return [fault(at(path, 'at'), 'backfillTooLate', { day, at: time(when), until: time(until) })];
    return [];
  });
}

/** Why the query has no answers that are a day's. */
function withoutDay(scenario: Scenario, plan: Plan): 'noEventTime' | 'noWindow' | 'session' | null {
  const last = plan.stages[plan.sink.from]?.node;
  if (last?.kind === 'aggregate' && last.window?.kind === 'session') return 'session';
  if (last?.kind !== 'aggregate' || !last.window) return 'noWindow';
  return eventTimeOf(scenario, plan) === null ? 'noEventTime' : null;
}

/** Local dates on which a row happened, in order. */
export function daysWithRows(scenario: Scenario, plan: Plan, timeZone: string): string[] {
  const time = eventTimeOf(scenario, plan);
  const days: { readonly day: string; readonly from: number; readonly to: number }[] = [];
  const note = (value: unknown): void => {
    if (typeof value !== 'number' || Number.isNaN(value)) return;
    // A date is dear to write: once for each day.
    if (days.some(({ from, to }) => from <= value && value < to)) return;
    const day = localDate(value, timeZone);
    days.push({ day, ...dayBounds(day, timeZone) });
  };
  if (time?.kind === 'computed') time.values.forEach(note);
  if (time?.kind === 'column') {
    const { rows } = scenario.sources[time.source] as Scenario['sources'][number];
    const column = rows.columns[time.column];
    for (let row = 0; column && row < rows.count; row++) note(valueAt(column, row));
  }
  return days.map((d) => d.day).sort();
}
