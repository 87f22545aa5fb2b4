/**
 * Opening a person's own data: the text as it was brought, what is wrong with it, and what of it is on the stage. The
 * stage keeps what it has until something new is valid.
 */

import { create } from 'zustand';
import { ENGINES, type RunningEngine } from '../../engine/engines/names';
import type { Fault } from '../../engine/faults';
import { takers } from '../../engine/measure/takers';
import { planFaults } from '../../engine/query/plan';
import { parseScenarioText } from '../../engine/scenario/parse';
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import { writeScenarioText } from '../../engine/scenario/write';
import { announce } from '../announce';
import type { Standing } from '../keep/link';
import { stand } from '../keep/stand';
import { currentLanguage, currentTexts } from '../language/language';
import { useRun } from '../stores/run';
import { type CsvChoices, NOTHING_CHOSEN } from './csv/choices';
import { kindOf, readFile } from './readFile';
import { keep, kept } from './session';

export type Kind = 'json' | 'csv';

export interface Draft {
  /** Of the file; null: it was pasted or typed. */
  readonly name: string | null;
  readonly text: string;
  readonly kind: Kind;
}

/** What this page has put on the stage. */
export interface OnStage {
  /** `opened` of the run's store: it changes when another page opens something. */
  readonly opened: number;
  readonly leftOut: number;
}

export interface OpeningStore {
  readonly draft: Draft | null;
  /** A file that was not read: its name, and a fault or what the browser says. */
  readonly unread: { readonly name: string; readonly fault: Fault | null; readonly said: string } | null;
  /** What is wrong with the draft as it was when it was last checked; null: nothing, or it was not. */
  readonly faults: readonly Fault[] | null;
  /** Of a valid scenario that an engine refuses which it names: it, and those that take it as it is. */
  readonly refused: { readonly scenario: Scenario; readonly able: readonly RunningEngine[] } | null;
  readonly csv: CsvChoices;
  /** The name of a file that is being read. */
  readonly reading: string | null;
  readonly showing: 'draft' | 'stage';
  readonly onStage: OnStage | null;
  /** Whether a reload of the page would bring the draft back, and what was chosen about it. */
  readonly safe: boolean;
  /** @param standing the engine and the moment at which it was left */
  take(text: string, name: string | null, standing?: Standing): void;
  /** One whose text nobody has; it is written where an engine refuses it, to be mended. */
  takeScenario(scenario: Scenario, standing?: Standing): void;
  takeFile(file: File): Promise<void>;
  /** Typing: nothing is checked before `check`. */
  setText(text: string): void;
  setKind(kind: Kind): void;
  choose(change: Partial<CsvChoices>): void;
  /** Opens a scenario if it is valid; a table waits for what its columns mean. */
  check(standing?: Standing): Promise<void>;
  /** @param on an engine that is known to take it; absent: the one that it names, if all do that it names */
  open(scenario: Scenario, leftOut: number, on?: RunningEngine, standing?: Standing): Promise<void>;
  show(what: 'draft' | 'stage'): void;
  startOver(): void;
}

/** What forbids a scenario on the engines that it names, as `arus check` says it, and the engine to begin with. */
function judge(scenario: Scenario): { readonly engine: EngineName; readonly faults: readonly Fault[] } {
  const known: readonly EngineName[] = ENGINES;
  const named = scenario.named.filter((name) => known.includes(name));
  const engines: readonly EngineName[] = named.length > 0 ? named : ['spark'];
  const faults = engines.flatMap((engine) => planFaults(scenario, engine));
  return {
    engine: engines.includes('spark') ? 'spark' : (engines[0] as EngineName),
    faults: [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()],
  };
}

/** Nothing of another draft stays with a new one. */
const BEGUN = {
  unread: null,
  faults: null,
  refused: null,
  csv: NOTHING_CHOSEN,
  reading: null,
  showing: 'draft',
} as const;

const before = kept();

export const useOpening = create<OpeningStore>()((set, get) => {
  let saving: ReturnType<typeof setTimeout> | undefined;
  const save = (opened: boolean): void => {
    const { draft, csv } = get();
    // What was typed a moment ago is kept by this, too.
    clearTimeout(saving);
    set({ safe: keep(draft && { ...draft, csv, opened }) });
  };
  let newest = 0;
  return {
    draft: before && { name: before.name, text: before.text, kind: before.kind },
    ...BEGUN,
    csv: before?.csv ?? NOTHING_CHOSEN,
    onStage: null,
    safe: true,
    take(text, name, standing) {
      newest++;
      set({ draft: { name, text, kind: kindOf(text, name) }, ...BEGUN });
      save(false);
      void get().check(standing);
    },
    takeScenario(scenario, standing) {
      if (judge(scenario).faults.length > 0) return get().take(writeScenarioText(scenario), null, standing);
      newest++;
      set({ draft: null, ...BEGUN });
      save(false);
      void get().open(scenario, 0, undefined, standing);
    },
    async takeFile(file) {
      const mine = ++newest;
      set({ reading: file.name, unread: null });
      const read = await readFile(file);
      if (mine !== newest) return;
      if ('text' in read) get().take(read.text, file.name);
      else {
        const unread = {
          name: file.name,
          fault: 'fault' in read ? read.fault : null,
          said: 'said' in read ? read.said : '',
        };
        set({ reading: null, showing: 'draft', unread });
      }
    },
    setText(text) {
      const { draft, faults } = get();
      const kind = draft?.name ? draft.kind : kindOf(text, null);
      // What was refused is another scenario by now, and no way on from here; of a table its faults say nothing.
      set({
        draft: { name: draft?.name ?? null, text, kind },
        faults: kind === draft?.kind ? faults : null,
        refused: null,
      });
      clearTimeout(saving);
      saving = setTimeout(() => save(false), 400);
    },
    setKind(kind) {
      const { draft } = get();
      if (!draft || draft.kind === kind) return;
      set({ draft: { ...draft, kind }, faults: null, refused: null, csv: NOTHING_CHOSEN });
      save(false);
    },
    choose(change) {
      set({ csv: { ...get().csv, ...change } });
      save(false);
    },
    async check(standing) {
      const { draft } = get();
      if (draft?.kind !== 'json') return;
      const parsed = parseScenarioText(draft.text);
      if (parsed.ok) await get().open(parsed.scenario, 0, undefined, standing);
      else set({ faults: parsed.faults, refused: null });
    },
    async open(scenario, leftOut, on, standing) {
      const left = standing && planFaults(scenario, standing.engine).length === 0 ? standing.engine : undefined;
      const known = on ?? left;
      const { engine, faults } = known ? { engine: known, faults: [] } : judge(scenario);
      if (faults.length > 0) {
        set({ faults, refused: { scenario, able: takers(scenario, ENGINES).runs } });
        return;
      }
      set({ faults: null, refused: null });
      await useRun.getState().open(scenario, engine);
      if (left) stand(standing as Standing);
      set({ showing: 'stage', onStage: { opened: useRun.getState().opened, leftOut } });
      save(true);
      const count = scenario.sources.reduce((sum, source) => sum + source.rows.count, 0);
      announce(currentTexts().open.own.opened(scenario.title[currentLanguage()], count));
    },
    show(showing) {
      set({ showing });
    },
    startOver() {
      newest++;
      set({ draft: null, ...BEGUN });
      save(false);
    },
  };
});

/** What was on the stage before a reload comes back to it. */
if (before?.opened && before.kind === 'json') void useOpening.getState().check();
