/** The entry of the menu that opens the sheet of keys, and the key that does. */

import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Part, part } from '../frame/Part';
import { useTexts, withTexts } from '../language/language';
import { actionOf, KEYS } from './keys';

const KeySheet = part(() => withTexts('all', import('./KeySheet')));

export function KeysEntry() {
  const { app } = useTexts();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || actionOf(KEYS.stage, event) !== 'sheet') return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]')) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <button
        type="button"
        className="btn keys-entry"
        title={`${app.keys} (?)`}
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        onClick={(event) => {
          event.currentTarget.closest<HTMLElement>('[popover]:popover-open')?.hidePopover();
          setOpen(true);
        }}
      >
        {app.keys}
      </button>
      {/* Outside of the menu, which is not seen while it is closed. */}
      {open &&
        createPortal(
          <Part onFailed={() => setOpen(false)}>
            <KeySheet onClose={() => setOpen(false)} />
          </Part>,
          document.body,
        )}
    </>
  );
}
