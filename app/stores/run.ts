/** The scenario on the stage and its run: see `contract.ts`. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { openTrace, type TraceReader } from '../../engine/trace/reader';

import type { Trace } from '../../engine/trace/trace';
import { type EngineClient, engineClient } from '../engineClient';
import { isLoadFailure } from '../frame/notLoaded';
import type { RunStore } from './contract';

/**
 * Milliseconds for which a run of the same gesture is let finish before a newer edit ends it. Ending every run at once
 * would show nothing while a drag is faster than the engine; ending none would make the last edit wait for two.
 */
export const PATIENCE = 100;
/** Where runs take longer than that, twice as long as the last one did: else a drag among many rows would show none. */
const TIMES = 2;
/** But no longer than this. */
export const MOST_PATIENCE = 1_000;

interface Surroundings {
  readonly client: EngineClient;
  readonly read: (trace: Trace, scenario: Scenario) => TraceReader;
  readonly clock: () => number;
}

/** What undo goes back to: scenarios, oldest first. They share all that an edit left alone. */
interface History {
  readonly past: readonly Scenario[];
  readonly future: readonly Scenario[];
  /** What `reset` returns to. */
  readonly home: Scenario | null;
}

export function createRunStore(around: Surroundings): UseBoundStore<StoreApi<RunStore>> {
  let history: History = { past: [], future: [], home: null };
  let gesture: string | undefined;
  /** How things stood before the gesture that edits now; `takeBack` returns there. */
  let begun: { scenario: Scenario; history: History; before: TraceReader | null } | null = null;
  /** What is under way. `next`: a newer edit of its gesture waits for it to end. */
  let under: { stop: AbortController; gesture: string | undefined; since: number; next: boolean } | null = null;
  /** The last finished run and all that belonged to it; `cancel` returns to it. */
  let settled: { scenario: Scenario; engine: EngineName; history: History } | null = null;
  let opening = false;
  /** Milliseconds that the last finished run took. */
  let took = 0;

  return create<RunStore>()((set, get) => {
    const show = (next: Partial<RunStore>) =>
      set((now) => ({
        ...next,
        canUndo: history.past.length > 0,
        canRedo: history.future.length > 0,
        canReset: ('scenario' in next ? next.scenario : now.scenario) !== history.home,
      }));

    async function start(of: string | undefined): Promise<void> {
      const { scenario, engine } = get();
      if (!scenario) return;
      const mine = { stop: new AbortController(), gesture: of, since: around.clock(), next: false };
      under = mine;
      show({ status: { kind: 'running', fraction: 0 } });
      try {
        const answer = await around.client.run(scenario, engine, {
          signal: mine.stop.signal,
          onProgress: (fraction) => {
            if (under === mine) set({ status: { kind: 'running', fraction } });
          },
        });
        if (under !== mine) return;
        under = null;
        took = around.clock() - mine.since;
        if ('trace' in answer) {
          settled = { scenario, engine, history };
          const reader = around.read(answer.trace, scenario);
          const first = opening;
          opening = false;
          show({ reader, status: { kind: 'ready' }, opened: get().opened + (first ? 1 : 0) });
        } else {
          show({ status: { kind: 'refused', faults: answer.faults, able: answer.able } });
        }
      } catch (reason) {
        if (under !== mine) return;
        under = null;
        if (mine.stop.signal.aborted) return;
        const message = isLoadFailure(reason) ? null : reason instanceof Error ? reason.message : String(reason);
        show({ status: { kind: 'broken', message } });
      }
      if (mine.next) await start(of);
    }

    function run(of?: string): Promise<void> {
      if (under) {
        const patience = Math.min(MOST_PATIENCE, Math.max(PATIENCE, TIMES * took));
        if (of !== undefined && under.gesture === of && around.clock() - under.since < patience) {
          under.next = true;
          return Promise.resolve();
        }
        const before = under;
        under = null;
        before.stop.abort();
      }
      // Back at what is on the stage: nothing to compute.
      const { scenario, engine, reader, status } = get();
      if (reader && settled && reader.scenario === scenario && settled.engine === engine && status.kind !== 'broken') {
        settled = { scenario, engine, history };
        opening = false;
        show({ status: { kind: 'ready' } });
        return Promise.resolve();
      }
      return start(of);
    }

    function goTo(scenario: Scenario, next: History, before: TraceReader | null = null): void {
      gesture = undefined;
      history = next;
      show({ scenario, before });
      void run();
    }

    return {
      scenario: null,
      engine: 'spark',
      reader: null,
      status: { kind: 'empty' },
      opened: 0,
      before: null,
      canUndo: false,
      canRedo: false,
      canReset: false,
      open(scenario, engine = 'spark', finished) {
        gesture = undefined;
        history = { past: [], future: [], home: scenario };
        opening = true;
        show({ scenario, engine, before: null });
        if (under) {
          const before = under;
          under = null;
          before.stop.abort();
        }
        if (!finished) return start(undefined);
        settled = { scenario, engine, history };
        opening = false;
        show({ reader: finished, status: { kind: 'ready' }, opened: get().opened + 1 });
        return Promise.resolve();
      },
      edit(change, of) {
        const before = get().scenario;
        if (!before) return;
        const scenario = change(before);
        if (scenario === before) return;
        const sameGesture = of !== undefined && of === gesture;
        if (!sameGesture) begun = { scenario: before, history, before: get().before };
        gesture = of;
        history = { ...history, past: sameGesture ? history.past : [...history.past, before], future: [] };
        show({ scenario, ...(!sameGesture && { before: get().reader }) });
        void run(of);
      },
      takeBack(of) {
        if (of !== gesture || !begun) return false;
        goTo(begun.scenario, begun.history, begun.before);
        return true;
      },
      setEngine(engine) {
        if (engine === get().engine) return;
        gesture = undefined;
        set({ engine, before: null });
        void run();
      },
      undo() {
        const { scenario } = get();
        const before = history.past.at(-1);
        if (!scenario || !before) return;
        goTo(before, { ...history, past: history.past.slice(0, -1), future: [scenario, ...history.future] });
      },
      redo() {
        const { scenario } = get();
        const [after, ...rest] = history.future;
        if (!scenario || !after) return;
        goTo(after, { ...history, past: [...history.past, scenario], future: rest }, get().reader);
      },
      reset() {
        const { scenario } = get();
        const { home } = history;
        if (!scenario || !home || scenario === home) return;
        goTo(home, { ...history, past: [...history.past, scenario], future: [] });
      },
      forget: () => set({ before: null }),
      cancel() {
        if (!under) return;
        const before = under;
        under = null;
        before.stop.abort();
        opening = false;
        gesture = undefined;
        if (settled) {
          history = settled.history;
          show({ scenario: settled.scenario, engine: settled.engine, status: { kind: 'ready' }, before: null });
        } else {
          history = { past: [], future: [], home: null };
          show({ scenario: null, status: { kind: 'empty' }, before: null });
        }
      },
    };
  });
}

export const useRun = createRunStore({
  client: engineClient,
  read: openTrace,
  clock: () => performance.now(),
});
