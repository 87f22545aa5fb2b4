/**
 * Scenarios that this browser keeps: those that a person kept under a name, and by itself the one that was changed last.
 * The browser may forbid it or be full: then nothing is lost but the keeping, and that is said.
 */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { ENGINES } from '../../engine/engines/names';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { writeScenarioText } from '../../engine/scenario/write';
import { atOnce } from '../../engine/slices';
import { forgetStored, readStored, writeStored } from '../storage';
import type { Keeper } from '../stores/learner';
import type { Standing } from './link';
import { isLarge, pack } from './packed';

const KEY = 'arus.saved';
const LAST = 'arus.lastChanged';
/** 2: what has `rows` is among it. */
const VERSIONS: readonly unknown[] = [1, 2];

/** A scenario as it is kept: its file, or that without its many rows, and these packed (`packed.ts`). */
interface Written {
  readonly text: string;
  readonly rows?: string;
}

export interface SavedScenario extends Standing, Written {
  readonly name: string;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly savedAt: number;
}

export interface SavedStore {
  /** Newest first; names are their own. */
  readonly saved: readonly SavedScenario[];
  /** The scenario that was changed last, as it then was; null after it was forgotten. */
  readonly last: SavedScenario | null;
  /** Keeps a scenario; one of the same name gives way. @returns false where the browser would not keep it */
  save(name: string, scenario: Scenario, standing: Standing, at: number): boolean;
  forget(name: string): void;
  /** Keeps what was changed last. @returns false where the browser would not keep it */
  noteLast(name: string, written: Written, standing: Standing, at: number): boolean;
  forgetLast(): void;
  /** Reads again what the browser keeps: another tab keeps too. */
  read(): void;
}

const isSaved = (v: unknown): v is SavedScenario => {
  if (typeof v !== 'object' || v === null) return false;
  const s = v as Partial<SavedScenario>;
  return (
    typeof s.name === 'string' &&
    typeof s.text === 'string' &&
    (s.rows === undefined || typeof s.rows === 'string') &&
    ENGINES.includes(s.engine as EngineName) &&
    [s.cursor, s.now, s.savedAt].every(Number.isFinite)
  );
};

function read(text: string | null): unknown {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null && VERSIONS.includes((kept as { v?: unknown }).v)
      ? (kept as { kept?: unknown }).kept
      : null;
  } catch {
    return null;
  }
}

const written = (kept: SavedScenario | readonly SavedScenario[]): string =>
  JSON.stringify({ v: [kept].flat().some((one) => one.rows !== undefined) ? 2 : 1, kept });

/** A scenario as it is kept; one with many rows takes a few tenths of a second, of which each step is short. */
export function* writing(scenario: Scenario): Generator<number, Written> {
  return isLarge(scenario) ? yield* pack(scenario) : { text: writeScenarioText(scenario) };
}

export function createSaved(keeper: Keeper & { forget(key: string): void }): UseBoundStore<StoreApi<SavedStore>> {
  const kept = (): Pick<SavedStore, 'saved' | 'last'> => {
    const list = read(keeper.read(KEY));
    const last = read(keeper.read(LAST));
    return { saved: Array.isArray(list) ? list.filter(isSaved) : [], last: isSaved(last) ? last : null };
  };
  return create<SavedStore>()((set, get) => ({
    ...kept(),
    save(name, scenario, standing, savedAt) {
      const mine = { ...standing, name, ...atOnce(writing(scenario)), savedAt };
      const saved = [mine, ...get().saved.filter((s) => s.name !== name)];
      if (!keeper.write(KEY, written(saved))) return false;
      set({ saved });
      return true;
    },
    forget(name) {
      const saved = get().saved.filter((s) => s.name !== name);
      if (saved.length === 0) keeper.forget(KEY);
      else keeper.write(KEY, written(saved));
      set({ saved });
    },
    noteLast(name, scenario, standing, savedAt) {
      const mine = { ...standing, name, ...scenario, savedAt };
      if (!keeper.write(LAST, written(mine))) return false;
      set({ last: mine });
      return true;
    },
    forgetLast() {
      keeper.forget(LAST);
      set({ last: null });
    },
    read: () => set(kept()),
  }));
}

export const useSaved = createSaved({ read: readStored, write: writeStored, forget: forgetStored });
