/** A sheet over the page: a title, a way out (button, Escape, a press beside it), and what it holds. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import './dialog.css';

interface DialogProps {
  readonly className: string;
  readonly title: ReactNode;
  readonly close: string;
  /** A key that closes it besides Escape. */
  readonly closedBy?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ className, title, close, closedBy, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  // Keys pressed in it are none of the page's.
  const onKeyDown = (e: KeyboardEvent): void => {
    e.stopPropagation();
    if (e.key === closedBy) dialog.current?.close();
  };
  return (
    <dialog
      ref={dialog}
      className={`sheet ${className} card`}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(e) => {
        if (e.target === dialog.current) dialog.current.close();
      }}
      onKeyDown={onKeyDown}
    >
      <div className="sheet-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="btn" onClick={() => dialog.current?.close()}>
          {close}
        </button>
      </div>
      {children}
    </dialog>
  );
}
