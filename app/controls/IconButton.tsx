import { useState } from 'react';

interface IconButtonProps {
  /** What it does: heard (once: a title is the name of what has no other), and told where the pointer rests. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  /** The sign, in a square of 14. */
  readonly path: string;
}

/** A button that is a drawn sign. */
export function IconButton({ label, disabled = false, onClick, path }: IconButtonProps) {
  // Whoever has pressed it for the last time stays on it: a button that is disabled lets go of the focus.
  const [focused, setFocused] = useState(false);
  return (
    <button
      type="button"
      className="icon"
      title={label}
      disabled={disabled && !focused}
      aria-disabled={disabled}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onClick={disabled ? undefined : onClick}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path
          d={path}
          className="f-none"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
