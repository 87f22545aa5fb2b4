/** What both shapes of the strip are made of: the marks of a verdict, a time that may break, and what is told below. */
import { Fragment } from 'react';
import { percent } from '../../../i18n/format';
import { useLanguage, useTexts } from '../../language/language';
import { useFocus } from '../../stores/focus';
import type { BatchFacts, Cell, Sign } from './facts';
import type { Strip } from './useTakenBy';

/** A narrow column has a time in two lines: its seconds go to the second. */
export function Breaking({ children }: { readonly children: string }) {
  const at = children.lastIndexOf(':');
  return at < 0 ? (
    children
  ) : (
    <>
      {children.slice(0, at)}
      <wbr />
      {children.slice(at)}
    </>
  );
}

const MARKS: Partial<Record<Sign, string>> = {
  counted: 'M3.500 9.500l3.500 3.500l7.500 -8',
  partly: 'M3.500 9.500l3.500 3.500l7.500 -8',
};

function SignMark({ sign }: { readonly sign: Sign }) {
  const check = MARKS[sign];
  if (!check && sign !== 'late') return null;
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      {check ? (
        <path
          d={check}
          className="f-none"
          stroke="currentColor"
          strokeWidth="2.200"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ) : (
        <>
          <circle cx="9" cy="9" r="7" className="f-none" stroke="currentColor" strokeWidth="1.800" />
          <path
            d="M6.500 6.500l5 5m0-5l-5 5"
            className="f-none"
            stroke="currentColor"
            strokeWidth="1.800"
            strokeLinecap="round"
          />
        </>
      )}
    </svg>
  );
}

/** A mark stands for it where there is no room for words. */
export const isSigned = (sign: Sign): boolean =>
  sign === 'counted' || sign === 'late' || sign === 'notRead' || sign === 'coming';

/** What a mark says is said to the ear; a line of its own has room for the words. */
export function Verdict({ sign, cell, words }: { readonly sign: Sign; readonly cell: Cell; readonly words: boolean }) {
  const heard = cell.heard ?? cell.text;
  const marked = sign === 'counted' || sign === 'late';
  const dash = sign === 'notRead' && !words;
  if (sign === 'coming')
    return (
      <>
        <span aria-hidden="true">…</span>
        <span className="heard">{heard}</span>
      </>
    );
  return (
    <span className="verdict-cell">
      <SignMark sign={sign} />
      {dash && <span aria-hidden="true">—</span>}
      {(!marked && !dash) || words ? (
        <>
          <span aria-hidden={cell.heard ? true : undefined}>{cell.text}</span>
          {cell.heard && <span className="heard">{cell.heard}</span>}
        </>
      ) : (
        <span className="heard">{heard}</span>
      )}
    </span>
  );
}

/** The head of a batch, which leads to its moment. */
export function BatchButton({ id, own, at, cursor }: BatchFacts) {
  const { takenBy: say } = useTexts();
  return (
    <button
      type="button"
      className="to-batch"
      aria-label={(own ? say.ownNamed : say.batchNamed)(id)}
      title={say.goTo(at)}
      onClick={() => useFocus.getState().walk({ cursor })}
    >
      {id}
    </button>
  );
}

/** How far the runs are, and what they cannot say. */
export function Foot({ strip }: { readonly strip: Strip }) {
  const { takenBy: say } = useTexts();
  const language = useLanguage();
  const { search, notes } = strip;
  const again = (
    <button type="button" className="btn" onClick={strip.run}>
      {say.run}
    </button>
  );
  switch (search.kind) {
    case 'runs':
      return (
        <div className="taken-foot running">
          <span>{say.running}</span>
          <progress value={search.fraction} max={1} aria-label={say.running}>
            {percent(search.fraction, language)}
          </progress>
          <button type="button" className="btn" onClick={strip.cancel}>
            {say.cancel}
          </button>
        </div>
      );
    case 'rests':
      return (
        <p className="taken-foot">
          {notes.map((note, i) => (
            <Fragment key={note}>
              {i > 0 && ' '}
              {note}
            </Fragment>
          ))}
        </p>
      );
    default:
      return (
        <div className="taken-foot">
          <span>
            {search.kind === 'waits'
              ? say.long
              : search.kind === 'cancelled'
                ? say.cancelled
                : say.broken(search.message)}
          </span>
          {again}
        </div>
      );
  }
}
