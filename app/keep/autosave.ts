/** The scenario that was changed last stays in this browser, so that a closed tab loses nothing. */
import type { EngineName, Scenario } from '../../engine/scenario/scenario';
import type { TraceReader } from '../../engine/trace/reader';
import { currentLanguage } from '../language/language';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useSaved, writing } from './saved';

/** Milliseconds after the last change: a drag is one. */
const REST = 800;
/** Milliseconds of work at a time: between two of them the page draws and answers. */
const SLICE = 8;

/** What is to be kept, and how far its writing is. */
interface Work {
  readonly scenario: Scenario;
  readonly engine: EngineName;
  /** Where its run stood, for the case that something else is on the stage by the time it is written. */
  readonly stood: { readonly cursor: number; readonly now: number };
  steps: ReturnType<typeof writing> | null;
}

let keeping = false;

/**
 * From now on, once for the page. What was opened and not changed is nobody's work and is not kept.
 * @param onKept told when the browser no longer keeps it, or does so again
 */
export function keepLast(onKept: (kept: boolean) => void): void {
  if (keeping) return;
  keeping = true;
  let work: Work | null = null;
  let isKept = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (act: () => void, rest: number): void => {
    clearTimeout(timer);
    timer = setTimeout(act, rest);
  };
  const stood = () => {
    const { cursor, now } = usePlayback.getState();
    return { cursor, now };
  };

  const write = (milliseconds: number): void => {
    clearTimeout(timer);
    const until = performance.now() + milliseconds;
    while (work) {
      const { scenario, engine } = work;
      work.steps ??= writing(scenario);
      const step = work.steps.next();
      if (step.done) {
        const standing = useRun.getState().scenario === scenario ? stood() : work.stood;
        const name = scenario.title[currentLanguage()];
        work = null;
        const { noteLast } = useSaved.getState();
        const kept = noteLast(name, step.value, { engine, ...standing }, Date.now());
        if (kept !== isKept) onKept(kept);
        isKept = kept;
      } else if (performance.now() > until) {
        later(() => write(SLICE), 0);
        return;
      }
    }
  };
  /** While a run is on its way the hand may still be moving. */
  const atRest = (): void => {
    if (useRun.getState().status.kind === 'running') later(atRest, REST);
    else write(SLICE);
  };
  const note = (scenario: Scenario, engine: EngineName): void => {
    work = { scenario, engine, stood: stood(), steps: null };
    later(atRest, REST);
  };
  const noteRun = ({ reader }: { readonly reader: TraceReader | null }): void => {
    if (reader) note(reader.scenario, reader.trace.engine);
  };
  useRun.subscribe((run, before) => {
    if (run.reader === before.reader) return;
    if (run.canUndo) noteRun(run);
    // It was taken back; where something else was opened instead, what was changed before is kept all the same.
    else if (run.opened === before.opened) work = null;
  });
  if (useRun.getState().canUndo) noteRun(useRun.getState());
  // Nobody waits for a page that is hidden, and it may not come back: nor may a run that is on its way.
  const atOnce = (): void => {
    const { scenario, engine, reader, status, canUndo } = useRun.getState();
    if (status.kind === 'running' && canUndo && scenario && scenario !== reader?.scenario) note(scenario, engine);
    write(Number.POSITIVE_INFINITY);
  };
  addEventListener('pagehide', atOnce);
  document.addEventListener('visibilitychange', () => document.hidden && atOnce());
}
