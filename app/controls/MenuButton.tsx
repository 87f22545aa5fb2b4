/** A button with a menu that is loaded when a hand comes near. */

import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Part } from '../frame/Part';

/** What the button tells its menu. */
export interface MenuProps {
  /** The button that it belongs to. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Props {
  readonly className: string;
  /** Its name, where what stands on it is none. */
  readonly label?: string;
  readonly children: ReactNode;
  /** Fetches the menu's code; it may fail, and is asked again when the menu is wanted. */
  readonly load: () => Promise<unknown>;
  readonly menu: (props: MenuProps) => ReactNode;
}

export function MenuButton({ className, label, children, load, menu }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  // Kept once it was opened, so that it can close in its own time.
  const [opened, setOpened] = useState(false);
  const prepare = (): void => void load().catch(() => {});
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setOpened(true);
          setOpen(!open);
        }}
      >
        {children}
      </button>
      {opened && (
        <Part
          onFailed={() => {
            setOpen(false);
            setOpened(false);
          }}
        >
          {menu({ button, open, onClose: () => setOpen(false) })}
        </Part>
      )}
    </>
  );
}
