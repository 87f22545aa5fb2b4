/** What the app's stores hold and do; `run.ts`, `playback.ts` and `focus.ts` implement it with Zustand. */

import type { RunningEngine } from '../../engine/engines/names';
import type { Subject } from '../../engine/explain/subject';
import type { Fault } from '../../engine/faults';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';

/** The scenario on the stage and its run. An edit is simulating again; what was on the stage stays until the new run is there. */
export interface RunStore {
  readonly scenario: Scenario | null;
  readonly engine: EngineName;
  /** The newest finished run; during an edit it is the one before. Its own scenario is `reader.scenario`. */
  readonly reader: TraceReader | null;
  readonly status:
    | { readonly kind: 'empty' }
    | { readonly kind: 'running'; readonly fraction: number }
    | { readonly kind: 'ready' }
    /**
     * Settings that the engine refuses; `reader` is still the last valid run. Faults as in `engine/faults.ts`; `able` are
     * the engines that take the scenario as it is.
     */
    | { readonly kind: 'refused'; readonly faults: readonly Fault[]; readonly able: readonly RunningEngine[] }
    /**
     * The engine's thread broke, and what the browser said of it; null: the engine could not be loaded. Nothing that the
     * scenario says is wrong.
     */
    | { readonly kind: 'broken'; readonly message: string | null };
  /** How many scenarios were put on the stage; it changes with the first run of another one, and not with an edit. */
  readonly opened: number;
  /**
   * The run that stood before the newest edit (the whole of its gesture), to compare with; null if nothing was edited since
   * the scenario was put on the stage, an edit was taken back, or the old run was forgotten.
   */
  readonly before: TraceReader | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The scenario is another than the one that was put on the stage. */
  readonly canReset: boolean;
  /**
   * Puts another scenario on the stage; its undo history starts empty and `reset` returns to it.
   *
   * @param finished its run, where that is there already; then nothing is computed
   */
  open(scenario: Scenario, engine?: EngineName, finished?: TraceReader): Promise<void>;
  /**
   * Makes the scenario another one and runs it. Edits with the same `gesture` (one drag) are one step of undo; a newer
   * edit cancels the run of the one before.
   */
  edit(change: (scenario: Scenario) => Scenario, gesture?: string): void;
  /**
   * Makes it as if the gesture that edits had never been: its scenario, what could be undone and redone, and the run to
   * compare with. False, and nothing happens, if that gesture made no edit or something came after it.
   */
  takeBack(gesture: string): boolean;
  setEngine(engine: EngineName): void;
  undo(): void;
  redo(): void;
  reset(): void;
  /** Forgets the run before the newest edit. */
  forget(): void;
  /** Stops a run that takes long; the last finished run stays. */
  cancel(): void;
}

/** Where in the run the stage stands. */
export interface PlaybackStore {
  /** Number of entries that have happened. */
  readonly cursor: number;
  /** Microseconds of processing time; between two entries while time flows, else the cursor's own time. */
  readonly now: number;
  readonly playing: boolean;
  /** Multiples of the pace at which the whole run takes about 40 seconds. */
  readonly speed: number;
  seek(cursor: number): void;
  seekTime(now: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Moves to the next (previous) row, batch, late row or output; false if there is none. */
  step(to: 'row' | 'batch' | 'late' | 'output', direction: 1 | -1): boolean;
}

/** A moment to go to: an entry's place, or an instant between entries (microseconds of processing time). */
export type Place = { readonly cursor: number } | { readonly time: number };

/** A row as a change that was found by "what if?" would have it. Times in microseconds. */
export interface WouldRow {
  readonly row: number;
  readonly eventTime: number;
  readonly arrivesAt: number;
  /** What would be so, and the change: a line each. */
  readonly says: readonly [string, string];
  /** Right, late or wrong, or neither. */
  readonly tone: 'final' | 'late' | 'ink';
}

/** What is being asked about. */
export interface FocusStore {
  readonly subject: Subject | null;
  /**
   * The cursor as of which it is explained. What has been seen stays told when the stage goes back in time; questions
   * about now (the watermark, a measure) follow the stage. Walking a chain of causes moves the stage and not this.
   */
  readonly asOf: number;
  /** The questions that led to this one, oldest first. */
  readonly trail: readonly { readonly subject: Subject; readonly asOf: number }[];
  /** Under the pointer or the keyboard's focus: lit in every view. */
  readonly hovered: Subject | null;
  /** Drawn beside the row itself while its question is open; null: no such change is on show. */
  readonly would: WouldRow | null;
  /** A new question; time stands still for it. Null closes it. */
  ask(subject: Subject | null): void;
  /** A question about one of the causes. `at`: as of that cursor, and the stage goes there. */
  askOn(subject: Subject, at?: number): void;
  /** The question before this one. */
  back(): void;
  /** Goes to the moment of a cause. */
  walk(to: Place): void;
  hover(subject: Subject | null): void;
  show(would: WouldRow | null): void;
}
