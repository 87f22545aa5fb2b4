/** Keeping what is on the stage and passing it on. What does it is loaded when a hand comes near. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { MenuButton } from '../controls/MenuButton';
import { Part, part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { useRun } from '../stores/run';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';
import { useTouched } from '../useIdle';

const load = () => withTexts('all', import('./KeepMenu'));
const KeepMenu = part(async () => ({ default: (await load()).KeepMenu }));

const loadAutosave = () => import('./autosave');
const Unkept = part(async () => ({ default: (await withTexts('all', import('./Unkept'))).Unkept }));
/** Whether the browser does not keep what was changed, which is yet to be read. */
const useUnkept = create(() => ({ unkept: false }));

interface KeepButtonProps {
  /** What must not leave in a table because a prediction about it is open. */
  readonly withheld?: Withheld;
  /** Where the lesson stands as a handout. */
  readonly handout?: string;
}

export function KeepButton({ withheld = NOTHING_WITHHELD, handout }: KeepButtonProps) {
  const { app } = useTexts();
  const touched = useTouched();
  useEffect(() => {
    // It is there before the first change: a page may be closed right after it.
    if (touched) loadAutosave().catch(() => {});
  }, [touched]);
  useEffect(() => {
    // What was not changed is nobody's work: until then, there is nothing to keep.
    let loaded = false;
    const keep = (changed: boolean): void => {
      if (!changed || loaded) return;
      loaded = true;
      loadAutosave().then(
        ({ keepLast }) => keepLast((kept) => useUnkept.setState({ unkept: !kept })),
        () => {
          loaded = false;
        },
      );
    };
    keep(useRun.getState().canUndo);
    return useRun.subscribe((run) => keep(run.canUndo));
  }, []);
  const { unkept } = useUnkept();
  return (
    <>
      <MenuButton
        className="btn"
        load={load}
        menu={(menu) => <KeepMenu {...menu} withheld={withheld} handout={handout} />}
      >
        {app.share}
      </MenuButton>
      {unkept && (
        <Part>
          <Unkept onClose={() => useUnkept.setState({ unkept: false })} />
        </Part>
      )}
    </>
  );
}
