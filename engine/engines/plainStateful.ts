/**
 * Sessions, deduplication and joins of two streams once more, for the tests to compare with: arrays of objects, no index,
 * no trace, everything looked at again in every batch. All times are microseconds.
 */
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

/** Left rows at t meet right rows of the same key in [t, t + range]. */
export function plainJoin(type: 'inner' | 'leftOuter', range: number): PlainOperator {
  const MILLISECOND = 1000;
  let left: { row: PlainEvent; matched: boolean }[] = [];
  let right: PlainEvent[] = [];
  const show = (l: PlainEvent | null, r: PlainEvent | null): string =>
    JSON.stringify([l?.time ?? null, l?.key ?? null, r?.time ?? null, r?.key ?? null]);
  const meets = (l: PlainEvent, r: PlainEvent): boolean =>
    l.key !== null &&
    l.key === r.key &&
    l.time !== null &&
    r.time !== null &&
    l.time <= r.time &&
    r.time <= l.time + range;
  return {
    admits: (row) => (type === 'leftOuter' && row.side === 0) || (row.key !== null && row.time !== null),
    batch(rows, late, evict) {
      const output: string[] = [];
      const inTime = rows.filter((r) => !(r.time !== null && r.time <= late));
      let updated = 0;
      for (const row of inTime.filter((r) => r.side === 0)) {
        const found = right.filter((r) => meets(row, r));
        output.push(...found.map((r) => show(row, r)));
        left.push({ row, matched: found.length > 0 });
        updated++;
      }
      for (const row of inTime.filter((r) => r.side === 1)) {
        for (const l of left.filter((l) => meets(l.row, row))) {
          l.matched = true;
          output.push(show(l.row, row));
        }
        if ((row.time as number) > evict - MILLISECOND) {
          right.push(row);
          updated++;
        }
      }
      const over = left.filter((l) => l.row.time !== null && l.row.time <= evict - range - MILLISECOND);
      if (type === 'leftOuter') output.push(...over.filter((l) => !l.matched).map((l) => show(l.row, null)));
      left = left.filter((l) => !over.includes(l));
      const gone = right.filter((r) => (r.time as number) <= evict - MILLISECOND).length;
      right = right.filter((r) => (r.time as number) > evict - MILLISECOND);
      const total = left.length + right.length;
      return { total, updated, removed: over.length + gone, dropped: rows.length - inTime.length, output };
    },
  };
}
