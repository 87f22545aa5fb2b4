/**
 * The pace of playing: how processing time and entries pass while seconds pass for the person who watches. Three rules:
 *
 * 1. A whole run takes about 40 seconds (shorter if little happens in it).
 * 2. Nothing is dead for more than two seconds: where stretches without an entry would be, they are shortened and the
 *    shortest ones lengthened, so that a run of thirteen hours with three rows in one second can be followed.
 * 3. Where a batch starts or ends, time stands still for a moment, so that its rows are seen going through its stages.
 *
 * The scrubber stands on the same pace: equal distances on it take equal times to play.
 */
import type { TraceReader } from '../../engine/trace/reader';

/** Seconds that a whole run takes at speed 1. */
export const WHOLE = 40;
/** The longest time, in seconds at speed 1, in which nothing happens. */
export const LONGEST_REST = 2;
/** Seconds for which time stands still where a batch starts or ends, as long as that leaves room for the flow. */
const PAUSE = 0.6;
const MOST_PAUSED = 0.3;
/** More instants than this are thinned: a person cannot see them apart, and a pace is made anew after each edit. */
const MOST_INSTANTS = 2_000;

export interface Place {
  readonly cursor: number;
  /** Microseconds of processing time. */
  readonly now: number;
}

export interface Pace {
  /** How long the whole run takes at speed 1. */
  readonly seconds: number;
  at(seconds: number): Place;
  /** The inverse of `at`. */
  secondsOf(place: Place): number;
}

/** The instants at which entries stand, ascending and distinct; `pauses` are those at which a batch starts or ends. */
function instantsOf(reader: TraceReader): { times: number[]; pauses: Set<number> } {
  const { trace } = reader;
  const { count, startedAt, endedAt } = trace.batches;
  const from = reader.timeAt(0);
  const end = Math.max(trace.endsAt, reader.timeAt(reader.length));
  const { arrivalOrder } = trace;
  const arrivals = reader.arrivals();
  // Thinned before they are put in order: of most of them nothing would be left.
  const every = Math.ceil((arrivalOrder.length + 2 * count) / MOST_INSTANTS);
  const ofBatches: number[] = [];
  for (let b = 0; b < count; b += every) ofBatches.push(startedAt[b] as number, endedAt[b] as number);
  const gathered = [from, trace.endsAt, end, ...ofBatches];
  for (let i = 0; i < arrivalOrder.length; i += every) gathered.push(arrivals[arrivalOrder[i] as number] as number);
  const times: number[] = [];
  for (const t of Float64Array.from(gathered).sort()) if (t >= from && t <= end && t !== times.at(-1)) times.push(t);
  return { times, pauses: new Set(every > 1 ? [] : ofBatches) };
}

/** How long each gap takes, in seconds: in proportion, unless a gap would then be longer than the longest rest. */
function flow(gaps: readonly number[], seconds: number): number[] {
  const sum = gaps.reduce((a, b) => a + b, 0);
  const longest = gaps.reduce((a, b) => Math.max(a, b), 0);
  if (sum === 0) return gaps.map(() => 0);
  if ((longest / sum) * seconds <= LONGEST_REST) return gaps.map((g) => (g / sum) * seconds);
  const mean = seconds / gaps.length;
  const most = Math.min(LONGEST_REST, 2 * mean);
  const least = mean / 4;
  const at = (k: number) => gaps.map((g) => Math.min(most, Math.max(least, g * k)));
  // The factor for which the gaps sum up to the whole, by halving the interval of its logarithm.
  let low = Math.log(least / longest);
  let high = Math.log(most / Math.max(1, Math.min(...gaps)));
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (at(Math.exp(middle)).reduce((a, b) => a + b, 0) < seconds) low = middle;
    else high = middle;
  }
  return at(Math.exp(high));
}

/** The last index whose value is at most `x`; 0 if there is none. */
function lastAtMost(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function paceOf(reader: TraceReader): Pace {
  const { times: list, pauses } = instantsOf(reader);
  const times = Float64Array.from(list);
  const n = times.length;
  const isPause = list.map((t) => pauses.has(t));
  const howMany = isPause.reduce((a, p) => a + (p ? 1 : 0), 0);
  const pause = howMany === 0 ? 0 : Math.min(PAUSE, (WHOLE * MOST_PAUSED) / howMany);
  const gaps = list.slice(1).map((t, i) => t - (list[i] as number));
  const flows = flow(gaps, Math.min(WHOLE - pause * howMany, gaps.length));
  /** Seconds at which time reaches each instant, and at which it goes on from there. */
  const reaches = new Float64Array(n);
  const leaves = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    reaches[i] = i === 0 ? 0 : (leaves[i - 1] as number) + (flows[i - 1] as number);
    leaves[i] = (reaches[i] as number) + (isPause[i] ? pause : 0);
  }
  const seconds = leaves[n - 1] as number;

  const known: (readonly [number, number])[] = [];
  /** The cursors before and after the entries of an instant, sought once: many rows arrive at one. */
  const around = (i: number): readonly [number, number] => {
    const t = times[i] as number;
    known[i] ??= [i === 0 ? 0 : reader.cursorAt(t - 1), reader.cursorAt(t)];
    return known[i];
  };

  let near = 0;
  /** The last instant by a time. Whoever asks for many asks for them in order: it is the one found last, or the next. */
  const instantOf = (time: number): number => {
    const is = (i: number): boolean => (times[i] as number) <= time && !((times[i + 1] as number) <= time);
    if (!is(near)) near = is(near + 1) ? near + 1 : lastAtMost(times, time);
    return near;
  };

  return {
    seconds,
    at(x) {
      if (x <= 0) return { cursor: 0, now: times[0] as number };
      if (x >= seconds) return { cursor: reader.length, now: times[n - 1] as number };
      const i = lastAtMost(reaches, x);
      const t = times[i] as number;
      const rest = (leaves[i] as number) - (reaches[i] as number);
      if (rest > 0 && x < (leaves[i] as number)) {
        const [before, after] = around(i);
        const share = (x - (reaches[i] as number)) / rest;
        // The first entry is there at once: the rest before it was long enough.
        return { cursor: Math.min(after, before + 1 + Math.floor(share * (after - before))), now: t };
      }
      if (i === n - 1) return { cursor: reader.length, now: t };
      const gap = (reaches[i + 1] as number) - (leaves[i] as number);
      const now = t + Math.floor(((x - (leaves[i] as number)) / gap) * ((times[i + 1] as number) - t));
      return { cursor: reader.cursorAt(now), now };
    },
    secondsOf({ cursor, now }) {
      if (now < (times[0] as number)) return 0;
      const i = instantOf(now);
      const t = times[i] as number;
      if (now === t || i === n - 1) {
        const rest = (leaves[i] as number) - (reaches[i] as number);
        if (rest === 0) return reaches[i] as number;
        const [before, after] = around(i);
        const share = cursor >= after ? 1 : (cursor - before - 1) / (after - before);
        return (reaches[i] as number) + Math.min(1, Math.max(0, share)) * rest;
      }
      const gap = (reaches[i + 1] as number) - (leaves[i] as number);
      return (leaves[i] as number) + ((now - t) / ((times[i + 1] as number) - t)) * gap;
    },
  };
}

const made = new WeakMap<TraceReader, Pace>();

/** The pace of a run, made once. */
export function paceFor(reader: TraceReader): Pace {
  let pace = made.get(reader);
  if (!pace) {
    pace = paceOf(reader);
    made.set(reader, pace);
  }
  return pace;
}
