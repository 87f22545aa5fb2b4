/**
 * A plain Flink for the tests to compare with: arrays of objects, every tick, no index, no trace, written from the rules
 * alone and as slow as it likes. One source with partitions, a watermark, windows or sessions, a key, count and sum. All
 * times in milliseconds.
 */
export interface PlainFlinkRow {
  readonly arrivesAt: number;
  readonly partition: number;
  readonly time: number;
  readonly key: string | null;
  readonly amount: number | null;
}
export interface PlainFlinkSettings {
  readonly partitions: number;
  readonly delay: number;
  /** 0: a watermark after every row. */
  readonly interval: number;
  readonly lateness: number;
  readonly idle: number | null;
  readonly window: { readonly size: number; readonly slide: number; readonly start: number } | { readonly gap: number };
}
export interface PlainLine {
  /** Place in the order of arrival; null for a tick. */
  readonly arrival: number | null;
  readonly at: number;
  readonly watermark: number | null;
  readonly output: readonly string[];
  readonly late: boolean;
}

interface Window {
  readonly key: string | null;
  readonly start: number;
  readonly end: number;
  readonly rows: readonly PlainFlinkRow[];
}

export function plainFlink(rows: readonly PlainFlinkRow[], s: PlainFlinkSettings): PlainLine[] {
  const queue = rows.map((row, i) => ({ row, i })).sort((a, b) => a.row.arrivesAt - b.row.arrivesAt || a.i - b.i);
  const partitions = Array.from({ length: s.partitions }, () => ({
    newest: Number.NEGATIVE_INFINITY,
    told: Number.NEGATIVE_INFINITY,
    seen: false,
    timer: null as number | null,
    idle: false,
  }));
  let watermark = Number.NEGATIVE_INFINITY;
  let windows: Window[] = [];
  const lines: PlainLine[] = [];
  const say = ({ key, start, end, rows: held }: Window): string => {
    const amounts = held.flatMap((r) => r.amount ?? []);
    return JSON.stringify([
      start,
      end,
      key,
      held.length,
      amounts.length === 0 ? null : amounts.reduce((a, b) => a + b),
    ]);
  };
  /** The smallest of those that are not idle, the largest if all are; what that makes come out. */
  const combine = (): string[] => {
    const active = partitions.filter((p) => !p.idle);
    const found =
      active.length > 0 ? Math.min(...active.map((p) => p.told)) : Math.max(...partitions.map((p) => p.told));
    if (found <= watermark) return [];
    const fired = windows.filter((w) => w.end - 1 > watermark && w.end - 1 <= found).map(say);
    windows = windows.filter((w) => w.end - 1 + s.lateness > found);
    watermark = found;
    return fired;
  };
  const tick = (at: number): void => {
    for (const p of partitions) {
      if (s.idle !== null && !p.seen && p.timer !== null && at - p.timer > s.idle) {
        p.idle = true;
        continue;
      }
      if (p.seen) p.timer = null;
      else if (s.idle !== null) p.timer ??= at;
      p.seen = false;
      p.idle = false;
      p.told = p.newest - s.delay - 1;
    }
    const output = combine();
    if (output.length > 0) lines.push({ arrival: null, at, watermark, output: output.sort(), late: false });
  };
  const process = (row: PlainFlinkRow, arrival: number): void => {
    const output: string[] = [];
    let taken = false;
    for (const own of windowsOf(row, s)) {
      const joined = 'gap' in s.window ? windows.filter((w) => touches(w, own)) : windows.filter((w) => same(w, own));
      const merged: Window = {
        key: row.key,
        start: Math.min(own.start, ...joined.map((w) => w.start)),
        end: Math.max(own.end, ...joined.map((w) => w.end)),
        rows: [...joined.flatMap((w) => w.rows), row],
      };
      if (merged.end - 1 + s.lateness <= watermark) continue;
      taken = true;
      windows = [...windows.filter((w) => !joined.includes(w)), merged];
      if (merged.end - 1 <= watermark) output.push(say(merged));
    }
    const p = partitions[row.partition] as (typeof partitions)[number];
    p.newest = Math.max(p.newest, row.time);
    p.seen = true;
    if (s.interval === 0) {
      p.told = p.newest - s.delay - 1;
      output.push(...combine());
    }
    const known = watermark === Number.NEGATIVE_INFINITY ? null : watermark;
    lines.push({ arrival, at: row.arrivesAt, watermark: known, output: output.sort(), late: !taken });
  };
  const first = queue[0]?.row.arrivesAt ?? 0;
  const last = queue[queue.length - 1]?.row.arrivesAt ?? 0;
  let at = s.interval === 0 ? Number.POSITIVE_INFINITY : Math.floor(first / s.interval) * s.interval;
  queue.forEach(({ row }, arrival) => {
    for (; at < row.arrivesAt; at += s.interval) tick(at);
    process(row, arrival);
  });
  if (queue.length > 0 && s.interval > 0)
    for (const end = last + 5 * s.interval + 2 * (s.idle ?? 0); at <= end; at += s.interval) tick(at);
  return lines;
}

function windowsOf(row: PlainFlinkRow, { window }: PlainFlinkSettings): Omit<Window, 'rows'>[] {
  if ('gap' in window) return [{ key: row.key, start: row.time, end: row.time + window.gap }];
  const { size, slide, start } = window;
  const found: Omit<Window, 'rows'>[] = [];
  for (let from = start + Math.floor((row.time - start) / slide) * slide; from > row.time - size; from -= slide)
    found.push({ key: row.key, start: from, end: from + size });
  return found;
}

const same = (a: Omit<Window, 'rows'>, b: Omit<Window, 'rows'>): boolean =>
  a.key === b.key && a.start === b.start && a.end === b.end;
const touches = (a: Omit<Window, 'rows'>, b: Omit<Window, 'rows'>): boolean =>
  a.key === b.key && a.start <= b.end && b.start <= a.end;
