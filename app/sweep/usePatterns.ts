/** The same setting of the same query with other arrivals: each pattern's runs, one after another on a thread of its own. */
import { type Remote, wrap } from 'comlink';
import { useEffect, useRef, useState } from 'react';
import type { SweepPoint } from '../../engine/measure/sweep';
import type { SweptSetting } from '../../engine/scenario/knobs';
import type { EngineName } from '../../engine/scenario/scenario';
import { MINUTE } from '../../engine/time';
import type { EngineWorker } from '../../engine/worker';
import { startEngineWorker } from '../engineClient';
import { PATTERNS, type Pattern, scenarioOf } from './patterns';

/** From not waiting to where the latest row of all patterns is waited for. */
const VALUES = [0, 1, 2, 4, 6, 8, 9, 11, 15, 30, 60, 120, 240, 360].map((n) => n * MINUTE);
/** Milliseconds: a hand that still drags is not run after. */
const REST = 150;

/** Runs of each pattern, ascending by value. */
export type PatternRuns = Readonly<Record<Pattern, readonly SweepPoint[]>>;
const NONE: PatternRuns = { prompt: [], tunnel: [], offline: [] };

/**
 * @param value of the setting, microseconds: it is among the runs as soon as it has been run
 * @returns what has been run so far; a thread that broke leaves it at that
 */
export function usePatterns(engine: EngineName, setting: SweptSetting, value: number): PatternRuns {
  const [runs, setRuns] = useState(NONE);
  const running = useRef<Running | null>(null);
  useEffect(() => {
    const worker = startEngineWorker();
    running.current = { thread: wrap<EngineWorker>(worker), engine, setting, known: NONE };
    setRuns(NONE);
    return () => {
      running.current = null;
      worker.terminate();
    };
  }, [engine, setting]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine or setting begins anew
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      if (running.current) void run(running.current, value, stop.signal, setRuns);
    }, REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [engine, setting, value]);
  return runs;
}

interface Running {
  readonly thread: Remote<EngineWorker>;
  readonly engine: EngineName;
  readonly setting: SweptSetting;
  known: PatternRuns;
}

async function run(on: Running, value: number, signal: AbortSignal, show: (runs: PatternRuns) => void): Promise<void> {
  for (const pattern of PATTERNS) {
    const missing = [...new Set([value, ...VALUES])].filter((v) => !on.known[pattern].some((p) => p.value === v));
    if (missing.length === 0) continue;
    await on.thread.sweep(scenarioOf(pattern), on.engine, on.setting);
    for (const v of missing) {
      if (signal.aborted) return;
      const point = await on.thread.sweepAt(v);
      const points = [...on.known[pattern], point].sort((a, b) => a.value - b.value);
      on.known = { ...on.known, [pattern]: points };
      if (!signal.aborted) show(on.known);
    }
  }
}
