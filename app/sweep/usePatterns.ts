/** The same setting of the same query with other arrivals: each pattern's runs, one after another on a thread of its own. */
import { useEffect, useRef, useState } from 'react';
import type { SweepPoint } from '../../engine/measure/sweep';
import type { SweptSetting } from '../../engine/scenario/knobs';
import type { EngineName } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import { askAside } from '../sideThread';
import { PATTERNS, type Pattern, scenarioOf } from './patterns';

/** From not waiting to where the latest row of all patterns is waited for. */
const VALUES = [0, 1, 2, 4, 6, 8, 9, 11, 15, 30, 60, 120, 240, 360].map((n) => n * MINUTE);
/** Milliseconds: a hand that still drags is not run after. */
const REST = 150;

/** Runs of each pattern, ascending by value. */
export type PatternRuns = Readonly<Record<Pattern, readonly SweepPoint[]>>;
const NONE: PatternRuns = { prompt: [], tunnel: [], offline: [] };

/**
 * Of one engine and one setting. Throws what broke the engine's thread.
 * @param value of the setting, microseconds: it is among the runs as soon as it has been run
 * @returns what has been run so far
 */
export function usePatterns(engine: EngineName, setting: SweptSetting, value: number): PatternRuns {
  const [runs, setRuns] = useState(NONE);
  const [broken, setBroken] = useState<unknown>(null);
  const known = useRef(NONE);
  useEffect(() => {
    const missing = PATTERNS.flatMap((pattern) => {
      const values = [...new Set([value, ...VALUES])].filter((v) => !known.current[pattern].some((p) => p.value === v));
      return values.length > 0 ? [{ pattern, values }] : [];
    });
    if (missing.length === 0) return;
    const stop = new AbortController();
    const run = (): Promise<unknown> =>
      askAside(async (thread) => {
        for (const { pattern, values } of missing) {
          await thread.sweep(scenarioOf(pattern), engine, setting);
          for (const v of values) {
            const point = await thread.sweepAt(v);
            if (stop.signal.aborted) return;
            const points = [...known.current[pattern], point].sort((a, b) => a.value - b.value);
            known.current = { ...known.current, [pattern]: points };
            setRuns(known.current);
          }
        }
      }, stop.signal);
    const timer = setTimeout(() => run().catch((reason) => !stop.signal.aborted && setBroken(reason)), REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [engine, setting, value]);
  if (broken) throw broken;
  return runs;
}
