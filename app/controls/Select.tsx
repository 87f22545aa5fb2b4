import type { ReactNode } from 'react';
import { Chevron } from './Chevron';

/** The browser's own list behind a button; named by a label of its own (`id`), another text (`labelledBy`), or unseen (`label`). */
export function Select({
  id,
  label,
  labelledBy,
  value,
  onChange,
  beside,
  children,
}: {
  readonly id?: string;
  readonly label?: string;
  readonly labelledBy?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Stands for what is chosen where there is little room. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className="select">
      <select
        id={id}
        className="btn"
        aria-label={label}
        aria-labelledby={labelledBy}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      {beside}
      <Chevron />
    </span>
  );
}
