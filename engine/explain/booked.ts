/**
 * A loop books what a run read to the interval of that run: a row counts where it was read, and not where it happened.
 * Which rows a figure lacks through that, and which it has that belong to another.
 */
import type { TraceReader } from '../trace/reader';
import { KIND } from '../trace/trace';
import { stands } from '../trace/undone';
import type { Chain } from './chain';
import { groupName } from './groupName';

export interface Booked {
  /** Rows that happened in the interval and were counted in another; `entry` is where. */
  readonly elsewhere: readonly { readonly row: number; readonly entry: number; readonly group: number }[];
  /** Rows that happened in the interval, have arrived, and that no run has counted. */
  readonly nowhere: readonly number[];
  /** Rows that happened at another time and were counted here all the same. */
  readonly strangers: readonly { readonly row: number; readonly entry: number }[];
  /** Rows that were counted here more than once; `entries` are where. */
  readonly twice: readonly { readonly row: number; readonly entries: readonly number[] }[];
}

const NONE_OF_THEM: Booked = { elsewhere: [], nowhere: [], strangers: [], twice: [] };

/** Of a loop's figure, by a cursor; of every other engine, which counts a row where it happened, nothing. */
export function bookedOf(reader: TraceReader, group: number, cursor: number): Booked {
  const { trace } = reader;
  const belongs = trace.operator?.belongs;
  if (trace.engine !== 'batchLoop' || !belongs) return NONE_OF_THEM;
  const here = new Map<number, number[]>();
  const others = new Map<number, { entry: number; group: number }>();
  const seen = new Set<number>();
  for (let i = 0; i < cursor; i++) {
    const kind = trace.kinds[i];
    if (kind === KIND.rowFiltered) seen.add(reader.entry(i).row as number);
    if (kind !== KIND.rowGrouped || !stands(trace, i, cursor)) continue;
    const entry = reader.entry(i);
    const row = entry.row as number;
    seen.add(row);
    if (entry.group !== group) others.set(row, { entry: i, group: entry.group as number });
    else here.set(row, [...(here.get(row) ?? []), i]);
  }
  const within = (row: number): boolean => belongs[row] === group;
  const rows = [...trace.arrivalOrder].filter(within).sort((a, b) => a - b);
  return {
    elsewhere: rows.flatMap((row) => {
      const other = here.has(row) ? undefined : others.get(row);
      return other ? [{ row, ...other }] : [];
    }),
    nowhere: rows.filter((row) => !seen.has(row) && (reader.rowEntries(row).arrived ?? cursor) < cursor),
    strangers: [...here].flatMap(([row, [entry]]) => (within(row) || entry === undefined ? [] : [{ row, entry }])),
    twice: [...here].flatMap(([row, entries]) => (entries.length > 1 ? [{ row, entries }] : [])),
  };
}

/** The rows that a figure lacks. */
export const lackedBy = ({ elsewhere, nowhere }: Booked): readonly number[] => [
  ...elsewhere.map(({ row }) => row),
  ...nowhere,
];

/** Why each row that a figure lacks is not in it. @param most as many as a person reads */
export function addLacked(chain: Chain, { elsewhere, nowhere }: Booked, most: number): void {
  const { reader } = chain;
  for (const { row, entry, group } of elsewhere.slice(0, most))
    chain.playing([row]).addEvent(
      'countedElsewhere',
      {
        row,
        eventTime: reader.eventTime(row),
        group: groupName(reader, group),
        batch: reader.entry(entry).batch as number,
      },
      row,
      entry,
    );
  for (const row of nowhere.slice(0, most - elsewhere.length))
    chain.playing([row]).addEvent('missingRow', { row, eventTime: reader.eventTime(row) }, row);
}

/** Why each row is in a figure that should not be, or is so more than once. @param most as `addLacked` */
export function addSuperfluous(chain: Chain, { strangers, twice }: Booked, most: number): void {
  const { reader } = chain;
  const batch = (entry: number): number => reader.entry(entry).batch as number;
  for (const { row, entry } of strangers.slice(0, most))
    chain
      .playing([row])
      .addEvent('belongsElsewhere', { row, eventTime: reader.eventTime(row), batch: batch(entry) }, row, entry);
  for (const { row, entries } of twice.slice(0, most))
    chain.playing([row]).addEvent('countedTwice', { row, batches: entries.map(batch) }, row, entries.at(-1));
}
