/** Moments that a person has pinned, a few for each scenario, kept in the browser: processing times, ascending. */
import { create } from 'zustand';
import { readStored, writeStored } from '../storage';

const KEY = 'arus.pins';
/** As many as there are keys for them. */
export const MOST_PINS = 9;
/** Scenarios whose pins are kept; the ones pinned in longest ago go first. */
const MOST_SCENARIOS = 40;

type Kept = Readonly<Record<string, readonly number[]>>;

interface PinsStore {
  readonly byScenario: Kept;
  /** Pins a moment (microseconds of processing time), or takes its pin off. */
  toggle(scenario: string, time: number): 'pinned' | 'unpinned' | 'full';
}

const NONE: readonly number[] = [];
export const pinsOf = (kept: Kept, scenario: string): readonly number[] => kept[scenario] ?? NONE;

function read(): Kept {
  try {
    const stored: unknown = JSON.parse(readStored(KEY) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).flatMap(([name, times]) =>
        Array.isArray(times) ? [[name, times.filter((t) => Number.isSafeInteger(t)).slice(0, MOST_PINS)]] : [],
      ),
    );
  } catch {
    return {};
  }
}

export const usePins = create<PinsStore>()((set, get) => ({
  byScenario: read(),
  toggle(scenario, time) {
    const { [scenario]: own = NONE, ...others } = get().byScenario;
    const isPinned = own.includes(time);
    if (!isPinned && own.length >= MOST_PINS) return 'full';
    const next = isPinned ? own.filter((t) => t !== time) : [...own, time].sort((a, b) => a - b);
    const kept = Object.entries(others).slice(-MOST_SCENARIOS + 1);
    const byScenario = Object.fromEntries(next.length > 0 ? [...kept, [scenario, next]] : kept);
    set({ byScenario });
    writeStored(KEY, JSON.stringify(byScenario));
    return isPinned ? 'unpinned' : 'pinned';
  },
}));
