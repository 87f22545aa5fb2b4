/**
 * Numbers from 0 to 1 (not included), in steps of 2^-32, the same for one seed on every machine: Mulberry32. The one
 * source of chance in the engine and in exercises; draw with whole-number arithmetic only, since `Math.log` and its like
 * may differ between machines.
 */
export function sequence(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
