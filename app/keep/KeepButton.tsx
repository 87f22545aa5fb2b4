/** Keeping what is on the stage and passing it on. What does it is loaded when a hand comes near. */

import { useEffect } from 'react';
import { MenuButton } from '../controls/MenuButton';
import { part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { useRun } from '../stores/run';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';

const load = () => withTexts('all', import('./KeepMenu'));
const KeepMenu = part(async () => ({ default: (await load()).KeepMenu }));

/** @param withheld what must not leave in a table because a prediction about it is open */
export function KeepButton({ withheld = NOTHING_WITHHELD }: { readonly withheld?: Withheld }) {
  const { app } = useTexts();
  useEffect(() => {
    // What was not changed is nobody's work: until then, there is nothing to keep.
    let loaded = false;
    const keep = (changed: boolean): void => {
      if (!changed || loaded) return;
      loaded = true;
      import('./autosave').then(
        ({ keepLast }) => keepLast(),
        () => {
          loaded = false;
        },
      );
    };
    keep(useRun.getState().canUndo);
    return useRun.subscribe((run) => keep(run.canUndo));
  }, []);
  return (
    <MenuButton className="btn" load={load} menu={(menu) => <KeepMenu {...menu} withheld={withheld} />}>
      {app.share}
    </MenuButton>
  );
}
