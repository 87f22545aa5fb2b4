/** What the panels under the picture have in common: a heading with a word beside it, a table, lines that can be asked. */
import { Fragment, type KeyboardEvent, type ReactNode } from 'react';
import type { Subject } from '../../../engine/explain/subject';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import type { Labels } from '../../trace/labels';
import type { Withheld } from '../../trace/withheld';
import './panel.css';

/** What a view may do about the question: light what is under the pointer, and ask. */
export interface Asking {
  readonly subject: Subject | null;
  readonly hovered: Subject | null;
  ask(subject: Subject): void;
  hover(subject: Subject | null): void;
}

export interface PanelProps {
  readonly reader: TraceReader;
  readonly moment: Moment;
  readonly withheld: Withheld;
  readonly labels: Labels;
  readonly asking: Asking;
}

export function Panel({
  id,
  title,
  aside,
  children,
  foot,
}: {
  readonly id: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  return (
    <section className="card panel" id={id} aria-labelledby={`${id}-title`}>
      <div className="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {aside !== undefined && <small>{aside}</small>}
      </div>
      {children}
      {foot !== undefined && <div className="panel-foot">{foot}</div>}
    </section>
  );
}

/** Pixels that a key moves columns that have no room beside what became of a line. */
const ASIDE = 60;

const modified = (e: KeyboardEvent): boolean => e.shiftKey || e.altKey || e.ctrlKey || e.metaKey;

/**
 * Up and down go from line to line of a table; one line of it is in the tab order. Left and right move its columns where
 * some lie behind what became of the line.
 */
function onArrow(event: KeyboardEvent<HTMLElement>): void {
  const ledger = event.currentTarget;
  const lines = [...ledger.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.indexOf(event.target as HTMLElement);
  const aside = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (aside !== 0 && at >= 0 && ledger.scrollWidth > ledger.clientWidth + 1 && !modified(event)) {
    event.preventDefault();
    ledger.scrollBy({ left: aside * ASIDE });
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const next = lines[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** A ledger: a table that scrolls inside its panel. */
export function Ledger({
  caption,
  head,
  children,
}: {
  readonly caption: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons inside
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: as above
    <div className="ledger" onKeyDown={onArrow}>
      <table>
        <caption className="heard">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

const same = (a: Subject | null, b: Subject | null): boolean =>
  a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);

/** A column's name, which may break where a word of it begins: figures are narrower than what they are called. */
export function ColumnName({ children }: { readonly children: string }) {
  return children.split(/(?<=[a-z])(?=[A-Z])|(?<=_)/).map((word, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a name have their places
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}

/** A time in a ledger, below its day: that is seen where it is another one than in the line above, and heard always. */
export function Dated({
  day,
  above,
  children,
}: {
  /** Null: goes without saying. */
  readonly day: string | null;
  readonly above: string | null;
  readonly children: ReactNode;
}) {
  return (
    <>
      {day !== null && <span className={day === above ? 'heard' : 'day'}>{day} </span>}
      {children}
    </>
  );
}

/** A line of a ledger that stands for something that can be asked. */
export function Line({
  subject,
  asking,
  className = '',
  children,
}: {
  readonly subject: Subject;
  readonly asking: Asking;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const lit = same(asking.hovered, subject) ? ' lit' : '';
  const asked = same(asking.subject, subject) ? ' asked' : '';
  return (
    <tr
      className={`${className}${lit}${asked}`}
      onPointerEnter={() => asking.hover(subject)}
      onPointerLeave={() => asking.hover(null)}
    >
      {children}
    </tr>
  );
}

/** The button of a line: the whole line is its target. */
export function Ask({
  subject,
  asking,
  label,
  first = true,
  className = '',
  children,
}: {
  readonly subject: Subject;
  readonly asking: Asking;
  /** Said after what is seen: what is asked about. */
  readonly label: string;
  /** In the tab order. */
  readonly first?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={`ask ${className}`}
      data-line
      tabIndex={first ? 0 : -1}
      onClick={() => asking.ask(subject)}
      onFocus={() => asking.hover(subject)}
      onBlur={() => asking.hover(null)}
    >
      {children}
      <span className="heard"> {label}</span>
    </button>
  );
}
