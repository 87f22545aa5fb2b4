/** The sweep of the scenario on the stage: run point by point on a thread of its own; a newer one ends the one before. */
import { useEffect, useState } from 'react';
import { type SweepPoint, sweepValues } from '../../engine/measure/sweep';
import type { SweptSetting } from '../../engine/scenario/knobs';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { askAside } from '../sideThread';

export interface Swept {
  readonly scenario: Scenario;
  readonly engine: EngineName;
  readonly setting: SweptSetting;
  readonly values: readonly number[];
  /** Ascending by value; fewer than `values` while it runs. */
  readonly points: readonly SweepPoint[];
}

/** @returns null before the first point. Throws what broke the engine's thread. */
export function useSweep(
  scenario: Scenario | null,
  engine: EngineName,
  setting: SweptSetting | null,
): {
  readonly swept: Swept | null;
  readonly stop: () => void;
  readonly stopped: boolean;
  /** From where it was stopped. */
  readonly goOn: () => void;
} {
  const [swept, setSwept] = useState<Swept | null>(null);
  const [broken, setBroken] = useState<unknown>(null);
  const [stopping, setStopping] = useState<AbortController | null>(null);
  const [stopped, setStopped] = useState(false);
  /** What a sweep that was stopped had; null: it begins anew. */
  const [begun, setBegun] = useState<Swept | null>(null);
  useEffect(() => {
    if (!scenario || !setting) return;
    const stop = new AbortController();
    setStopping(stop);
    setStopped(false);
    const same = begun?.scenario === scenario && begun.engine === engine && begun.setting === setting;
    run(scenario, engine, setting, same ? begun.points : [], stop.signal, setSwept).catch((reason) => {
      if (!stop.signal.aborted) setBroken(reason);
    });
    return () => stop.abort();
  }, [scenario, engine, setting, begun]);
  if (broken) throw broken;
  return {
    swept,
    stopped,
    stop: () => {
      stopping?.abort();
      setStopped(true);
    },
    goOn: () => setBegun(swept),
  };
}

/** Milliseconds between two pictures while points come. */
const PICTURE = 60;

async function run(
  scenario: Scenario,
  engine: EngineName,
  setting: SweptSetting,
  known: readonly SweepPoint[],
  signal: AbortSignal,
  show: (swept: Swept) => void,
): Promise<void> {
  const values = sweepValues(scenario, setting);
  await askAside(async (thread) => {
    await thread.sweep(scenario, engine, setting);
    const points = [...known];
    let shown = performance.now();
    for (const value of values.slice(known.length)) {
      points.push(await thread.sweepAt(value));
      if (signal.aborted) return;
      if (points.length < values.length && performance.now() - shown < PICTURE) continue;
      shown = performance.now();
      show({ scenario, engine, setting, values, points: [...points] });
    }
  }, signal);
}
