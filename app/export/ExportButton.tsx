/** The scenario on the stage as code for a real engine. What writes it is loaded when a hand comes near. */
import { lazy, Suspense, useRef, useState } from 'react';
import { useTexts, withTexts } from '../language/language';

const load = () => withTexts('all', import('./ExportMenu'));
const ExportMenu = lazy(async () => ({ default: (await load()).ExportMenu }));
const prepare = (): void => void load().catch(() => {});

export function ExportButton() {
  const t = useTexts().stage.export;
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon"
        aria-label={t.label}
        title={t.label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpened(true);
          setOpen(!open);
        }}
      >
        <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M5 4.500L2 7.500L5 10.500M9 4.500L12 7.500L9 10.500"
            className="f-none"
            stroke="currentColor"
            strokeWidth="1.7"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </button>
      {opened && (
        <Suspense fallback={null}>
          <ExportMenu button={button} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
