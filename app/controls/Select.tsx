import type { ReactNode } from 'react';

/** The browser's own list behind a button; named by a label of its own (`id`) or unseen (`label`). */
export function Select({
  id,
  label,
  value,
  onChange,
  children,
}: {
  readonly id?: string;
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <span className="select">
      <select
        id={id}
        className="btn"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      <svg width="10" height="6" viewBox="0 0 10 6" aria-hidden="true">
        <path
          d="M1 1l4 4 4-4"
          className="f-none s-ink"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}
