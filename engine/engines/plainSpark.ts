/**
 * A plain Structured Streaming for the tests to compare with: arrays of objects, no index, no trace, written from the
 * rules alone and as slow as it likes. One source, one partition, a watermark, windows, a key, count and sum.
 */
export interface PlainRow {
  readonly arrivesAt: number;
  readonly time: number | null;
  readonly key: string | null;
  readonly amount: number | null;
}
export interface PlainSettings {
  readonly delay: number;
  readonly size: number;
  readonly slide: number;
  readonly interval: number;
  readonly mode: 'append' | 'update' | 'complete';
  readonly maxRows: number | null;
  readonly noData: boolean;
}
export interface PlainGroup {
  readonly start: number;
  readonly key: string | null;
  readonly n: number;
  readonly sum: number | null;
}
export interface PlainBatch {
  readonly at: number;
  readonly in: number;
  readonly watermark: number;
  readonly total: number;
  readonly updated: number;
  readonly removed: number;
  readonly dropped: number;
  readonly output: readonly PlainGroup[];
}

export function plainSpark(rows: readonly PlainRow[], s: PlainSettings): PlainBatch[] {
  const queue = rows.map((row, i) => ({ ...row, i })).sort((a, b) => a.arrivesAt - b.arrivesAt || a.i - b.i);
  const batches: PlainBatch[] = [];
  let state: PlainGroup[] = [];
  let watermark = 0;
  let before = 0;
  let newest = Number.NEGATIVE_INFINITY;
  let moved = false;
  const last = queue[queue.length - 1]?.arrivesAt ?? 0;
  for (let at = 0; ; at += s.interval) {
    const read = queue.filter((r) => r.arrivesAt <= at).slice(0, s.maxRows ?? queue.length);
    const noDataDue = moved && s.noData && s.mode !== 'complete';
    if (read.length === 0 && !noDataDue) {
      if (at > last && queue.length === 0) return batches;
      continue;
    }
    queue.splice(0, queue.length, ...queue.filter((r) => !read.includes(r)));
    const lateAt = before;
    const touched = new Map<
      string,
      { start: number; key: string | null; late: boolean; n: number; sum: number | null }
    >();
    for (const r of read) {
      if (r.time === null) continue;
      newest = Math.max(newest, r.time);
      for (let start = Math.floor(r.time / s.slide) * s.slide; start > r.time - s.size; start -= s.slide) {
        const name = `${start} ${r.key}`;
        const g = touched.get(name) ?? {
          start,
          key: r.key,
          late: s.mode !== 'complete' && start + s.size <= lateAt,
          n: 0,
          sum: null,
        };
        touched.set(name, { ...g, n: g.n + 1, sum: r.amount === null ? g.sum : (g.sum ?? 0) + r.amount });
      }
    }
    const kept = [...touched.values()].filter((g) => !g.late);
    const changed: PlainGroup[] = kept.map((g) => {
      const old = state.find((x) => x.start === g.start && x.key === g.key);
      const sum = g.sum === null ? (old?.sum ?? null) : (old?.sum ?? 0) + g.sum;
      return { start: g.start, key: g.key, n: g.n + (old?.n ?? 0), sum };
    });
    state = [...state.filter((x) => !changed.some((g) => g.start === x.start && g.key === x.key)), ...changed];
    const over = s.mode === 'complete' ? [] : state.filter((g) => g.start + s.size <= watermark);
    state = state.filter((g) => !over.includes(g));
    batches.push({
      at,
      in: read.length,
      watermark,
      total: state.length,
      updated: kept.length,
      removed: over.length,
      dropped: touched.size - kept.length,
      output: s.mode === 'append' ? over : s.mode === 'update' ? changed : [...state],
    });
    before = watermark;
    watermark = Math.max(watermark, newest - s.delay);
    moved = watermark > before;
  }
}
