/** A setting on the stage: its name and value as a button, and what turns it in a popover. */

import { type ReactNode, useRef, useState } from 'react';
import type { Texts } from '../../i18n';
import { Part, part } from '../frame/Part';
import { withTexts } from '../language/language';
import './controls.css';

type ChoiceComponent = typeof import('./Setting')['Choice'];

const load = () => withTexts('panels', import('./Setting'));
const Setting = part(async () => ({ default: (await load()).Setting }));
export const Length = part(async () => ({ default: (await load()).Length }));
export const TimeOfDay = part(async () => ({ default: (await load()).TimeOfDay }));
// `lazy` forgets that a component is generic.
export const Choice = part(async () => ({ default: (await load()).Choice })) as unknown as ChoiceComponent;

/** A hand that comes near has it loaded; what goes wrong shows when it is asked for. */
const prepare = (): void => void load().catch(() => {});

interface KnobProps {
  readonly name: string;
  readonly value: string;
  /** What it does, in words that come with the popover. */
  readonly hint: (settings: Texts['stage']['settings']) => string;
  /** The engine's verdict on the settings as they are. */
  readonly verdict: string | null;
  /** The verdict is about this setting. */
  readonly refused: boolean;
  /** `Length`, `TimeOfDay` or `Choice`. */
  readonly children: ReactNode;
}

export function Knob({ name, value, hint, verdict, refused, children }: KnobProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // Kept once it was opened, so that it can close in its own time.
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={refused ? 'knob refused' : 'knob'}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-popup-open={open || undefined}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpened(true);
          setOpen(!open);
        }}
      >
        {name} <b>{value}</b>
        {refused && <span aria-hidden="true"> ⊗</span>}
      </button>
      {opened && (
        <Part
          onFailed={() => {
            setOpen(false);
            setOpened(false);
          }}
        >
          <Setting name={name} hint={hint} verdict={verdict} button={button} open={open} onClose={() => setOpen(false)}>
            {children}
          </Setting>
        </Part>
      )}
    </>
  );
}
