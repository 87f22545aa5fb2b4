/** Keeping what is on the stage and passing it on. What does it is loaded when a hand comes near. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTexts, withTexts } from '../language/language';
import { useRun } from '../stores/run';
import { NOTHING_WITHHELD, type Withheld } from '../trace/withheld';

const load = () => withTexts('all', import('./KeepMenu'));
const KeepMenu = lazy(async () => ({ default: (await load()).KeepMenu }));
const prepare = (): void => void load().catch(() => {});

/** @param withheld what must not leave in a table because a prediction about it is open */
export function KeepButton({ withheld = NOTHING_WITHHELD }: { readonly withheld?: Withheld }) {
  const { app } = useTexts();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
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
    <>
      <button
        ref={button}
        type="button"
        className="btn"
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpened(true);
          setOpen(!open);
        }}
      >
        {app.share}
      </button>
      {opened && (
        <Suspense fallback={null}>
          <KeepMenu button={button} open={open} onClose={() => setOpen(false)} withheld={withheld} />
        </Suspense>
      )}
    </>
  );
}
