/** The menu of a `MenuButton`: where it stands, and what closes it. */
import { Menu } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import type { MenuProps } from './MenuButton';

interface Props extends MenuProps {
  readonly label: string;
  readonly side: 'top' | 'bottom';
  readonly children: ReactNode;
}

export function FloatingMenu({ button, open, onClose, label, side, children }: Props) {
  return (
    <Menu.Root
      modal={false}
      open={open}
      onOpenChange={(_, { reason, event }) => {
        // A press on the button is the button's own affair: it closes what it has opened.
        if (reason === 'outside-press' && button.current?.contains(event.target as Node)) return;
        onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={button} side={side} align="end" sideOffset={6} className="floating">
          <Menu.Popup className="menu" aria-label={label} finalFocus={button}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
