/** The scenario that was changed last stays in this browser, so that a closed tab loses nothing. */
import { currentLanguage } from '../language/language';
import { usePlayback } from '../stores/playback';
import { useRun } from '../stores/run';
import { useSaved } from './saved';

/** Milliseconds after the last change: a drag is one. */
const REST = 800;

let keeping = false;

/** From now on, once for the page. What was opened and not changed is nobody's work and is not kept. */
export function keepLast(): void {
  if (keeping) return;
  keeping = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { reader, canUndo } = useRun.getState();
    if (!reader || !canUndo) return;
    const { cursor, now } = usePlayback.getState();
    const { scenario, trace } = reader;
    useSaved
      .getState()
      .noteLast(scenario.title[currentLanguage()], scenario, { engine: trace.engine, cursor, now }, Date.now());
  };
  /** While a run is on its way the hand may still be moving. */
  const atRest = (): void => {
    if (useRun.getState().status.kind === 'running') timer = setTimeout(atRest, REST);
    else note();
  };
  useRun.subscribe((run, before) => {
    if (run.reader === before.reader || !run.canUndo) return;
    clearTimeout(timer);
    timer = setTimeout(atRest, REST);
  });
  if (useRun.getState().canUndo) timer = setTimeout(atRest, REST);
  addEventListener('pagehide', () => timer !== undefined && note());
}
