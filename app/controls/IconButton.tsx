interface IconButtonProps {
  /** What it does: heard, and told where the pointer rests. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  /** The sign, in a square of 14. */
  readonly path: string;
}

/** A button that is a drawn sign. */
export function IconButton({ label, disabled = false, onClick, path }: IconButtonProps) {
  return (
    <button type="button" className="icon" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
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
