/**
 * Sessions, deduplication and joins of two streams once more, for the tests to compare with: arrays of objects, no index,
 * no trace, everything looked at again in every batch. All times are microseconds.
 */
import type { JoinType } from '../scenario/scenario';

export interface PlainEvent {
  readonly arrivesAt: number;
  readonly time: number | null;
  readonly key: string | null;
  /** Which of two streams it belongs to. */
  readonly side: 0 | 1;
}
export interface PlainClock {
  readonly delay: number;
  readonly interval: number;
  readonly maxRows: number | null;
}
export interface PlainAnswer {
  readonly watermark: number;
  readonly total: number;
  readonly updated: number;
  readonly removed: number;
  readonly dropped: number;
  /** A row that comes out as the text of its values. */
  readonly output: readonly string[];
}
type Step = Omit<PlainAnswer, 'watermark'>;

/** An operator: what it does with the rows of a batch, which are late at or below `late`; then it lets go up to `evict`. */
export interface PlainOperator {
  /** Rows that a filter takes out before the watermark sees them. */
  readonly admits: (row: PlainEvent) => boolean;
  readonly batch: (rows: readonly PlainEvent[], late: number, evict: number) => Step;
}

/** Batch after batch of one stream or two, each with a watermark; the smaller one counts. */
export function plainBatches(
  rows: readonly PlainEvent[],
  sides: 1 | 2,
  clock: PlainClock,
  operator: PlainOperator,
): PlainAnswer[] {
  const answers: PlainAnswer[] = [];
  const waiting = rows.map((row, i) => ({ row, i })).sort((a, b) => a.row.arrivesAt - b.row.arrivesAt || a.i - b.i);
  const newest = Array.from({ length: sides }, () => 0);
  let [before, watermark] = [0, 0];
  const last = waiting.at(-1)?.row.arrivesAt ?? 0;
  for (let at = 0; at <= last + clock.interval || waiting.length > 0 || watermark > before; at += clock.interval) {
    const read: PlainEvent[] = [];
    for (let side = 0; side < sides; side++) {
      const ready = waiting.filter((w) => w.row.side === side && w.row.arrivesAt <= at).slice(0, clock.maxRows ?? 1e9);
      read.push(...ready.map((w) => w.row));
      for (const w of ready) waiting.splice(waiting.indexOf(w), 1);
    }
    if (read.length === 0 && (answers.length === 0 || watermark === before)) continue;
    const admitted = read.filter(operator.admits);
    answers.push({ watermark, ...operator.batch(admitted, before, watermark) });
    for (const { side, time } of admitted) newest[side] = Math.max(newest[side] as number, (time ?? 0) - clock.delay);
    before = watermark;
    watermark = Math.max(watermark, Math.min(...newest));
  }
  return answers;
}

/** Session windows in append mode, with a count. */
export function plainSessions(gap: number): PlainOperator {
  interface Session {
    key: string | null;
    start: number;
    end: number;
    n: number;
  }
  let held: Session[] = [];
  return {
    admits: () => true,
    batch(rows, late, evict) {
      const timed = rows.flatMap(({ time, key }) =>
        time === null ? [] : [{ key, start: time, end: time + gap, n: 1 }],
      );
      const dropped = new Set(timed.filter((s) => s.end <= late).map((s) => `${s.key} ${s.start}`)).size;
      const kept = timed.filter((s) => s.end > late);
      let [updated, removed] = [0, 0];
      for (const key of new Set(kept.map((s) => s.key))) {
        const before = held.filter((s) => s.key === key);
        const merged: Session[] = [];
        for (const s of [...before, ...kept.filter((k) => k.key === key)].sort((a, b) => a.start - b.start)) {
          const open = merged.at(-1);
          if (open && s.start <= open.end) Object.assign(open, { end: Math.max(open.end, s.end), n: open.n + s.n });
          else merged.push({ ...s });
        }
        held = [...held.filter((s) => s.key !== key), ...merged];
        updated += merged.length;
        removed += before.filter((s) => !merged.some((m) => m.start === s.start)).length;
      }
      const over = held.filter((s) => s.end <= evict);
      held = held.filter((s) => s.end > evict);
      const output = over.map((s) => JSON.stringify([s.start, s.end, s.key, s.n]));
      return { total: held.length, updated, removed: removed + over.length, dropped, output };
    },
  };
}

/** `dropDuplicates(key, time)`; with a delay `dropDuplicatesWithinWatermark(key)`. */
export function plainDedup(within: number | null): PlainOperator {
  let held: { key: string | null; time: number | null; until: number }[] = [];
  return {
    admits: () => true,
    batch(rows, late, evict) {
      const output: string[] = [];
      let dropped = 0;
      for (const { key, time } of rows) {
        if (time !== null && time <= late) dropped++;
        else if (!held.some((h) => h.key === key && (within !== null || h.time === time))) {
          const until = within === null ? (time ?? Number.POSITIVE_INFINITY) : (time ?? 0) + within;
          held.push({ key, time, until });
          output.push(JSON.stringify([time, key]));
        }
      }
      const before = held.length;
      held = held.filter((h) => h.until > evict);
      return { total: held.length, updated: output.length, removed: before - held.length, dropped, output };
    },
  };
}

/**
 * Left rows at t meet right rows of the same key in [t, t + range]. A row that must match to come out is not looked at if
 * its key or time is null; where both sides come out anyhow, null even equals null.
 */
export function plainJoin(type: JoinType, range: number): PlainOperator {
  const MILLISECOND = 1000;
  interface Held {
    readonly row: PlainEvent;
    matched: boolean;
  }
  const semi = type === 'leftSemi';
  const keeps = [type === 'leftOuter' || type === 'fullOuter', type === 'rightOuter' || type === 'fullOuter'];
  const held: [Held[], Held[]] = [[], []];
  const textOf = (row: PlainEvent | null): unknown[] => [row?.time ?? null, row?.key ?? null];
  const show = (l: PlainEvent | null, r: PlainEvent | null): string =>
    JSON.stringify(semi ? textOf(l) : [...textOf(l), ...textOf(r)]);
  const alone = ({ row }: Held): string => (row.side === 0 ? show(row, null) : show(null, row));
  const meets = (l: PlainEvent, r: PlainEvent): boolean =>
    l.key === r.key && l.time !== null && r.time !== null && l.time <= r.time && r.time <= l.time + range;
  return {
    admits: ({ side, key, time }) => keeps[side] || type === 'fullOuter' || (key !== null && time !== null),
    batch(rows, late, evict) {
      const output: string[] = [];
      const inTime = rows.filter((r) => !(r.time !== null && r.time <= late));
      const isOver = ({ side, time }: PlainEvent): boolean =>
        time !== null && time <= evict - MILLISECOND - (side === 0 ? range : 0);
      let [updated, removed] = [0, 0];
      const store = (row: PlainEvent, matched: boolean): void => {
        held[row.side].push({ row, matched });
        updated++;
      };
      const takeLeft = (): void => {
        for (const row of inTime.filter((r) => r.side === 0)) {
          const found = held[1].filter((r) => meets(row, r.row));
          for (const r of found) r.matched = true;
          output.push(...(semi ? found.slice(0, 1) : found).map((r) => show(row, r.row)));
          if (!semi || found.length === 0) store(row, found.length > 0);
        }
      };
      const takeRight = (): void => {
        for (const row of inTime.filter((r) => r.side === 1)) {
          const found = held[0].filter((l) => meets(l.row, row));
          for (const l of found) l.matched = true;
          output.push(...found.map((l) => show(l.row, row)));
          if (semi) {
            held[0] = held[0].filter((l) => !found.includes(l));
            removed += found.length;
          }
          // Its last comparison is over, unless it is still to come out by itself.
          if (!isOver(row) || (keeps[1] && found.length === 0)) store(row, found.length > 0);
        }
      };
      for (const take of semi ? [takeRight, takeLeft] : [takeLeft, takeRight]) take();
      for (const side of [0, 1] as const) {
        const over = held[side].filter((h) => isOver(h.row));
        if (keeps[side]) output.push(...over.filter((h) => !h.matched).map(alone));
        held[side] = held[side].filter((h) => !over.includes(h));
        removed += over.length;
      }
      const total = held[0].length + held[1].length;
      return { total, updated, removed, dropped: rows.length - inTime.length, output };
    },
  };
}
