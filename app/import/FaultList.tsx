/** Every fault at once: its path, which leads to its place in the text, and the sentence. */
import { useEffect, useRef } from 'react';
import type { Fault } from '../../engine/faults';
import { faultSentence } from '../../i18n/faultText';
import { announce } from '../announce';
import { useLanguage, useTexts } from '../language/language';

interface FaultListProps {
  readonly faults: readonly Fault[];
  /** Absent: the text is not shown, so that there is nowhere to go. */
  readonly onGo?: (fault: Fault) => void;
}

export function FaultList({ faults, onGo }: FaultListProps) {
  const { open: say } = useTexts();
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  const count = faults.reduce((n, fault) => n + (fault.code === 'moreFaults' ? fault.params.more : 1), 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once for each check, not again in another language
  useEffect(() => {
    title.current?.focus();
    announce(`${say.own.faults(count)}. ${say.own.faultsSay}`);
  }, [faults]);
  return (
    <section className="faults">
      <h2 ref={title} tabIndex={-1}>
        <Crossed /> {say.own.faults(count)}
      </h2>
      <p className="quiet">{say.own.faultsSay}</p>
      <ol>
        {faults.map((fault, i) => {
          const [sentence, ...caret] = faultSentence(fault, language).split('\n');
          const path = fault.path === '' ? say.own.here : fault.path;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
            <li key={i}>
              {fault.code !== 'moreFaults' &&
                (onGo ? (
                  <button type="button" className="path mono" onClick={() => onGo(fault)}>
                    {path}
                  </button>
                ) : (
                  <span className="path mono">{path}</span>
                ))}
              <span className="sentence">{sentence}</span>
              {caret.length > 0 && <pre className="mono">{dedented(caret)}</pre>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The expression and its caret stand indented in a terminal; here they have a box of their own. */
const dedented = (lines: readonly string[]): string => lines.map((line) => line.replace(/^ {4}/, '')).join('\n');

export function Crossed() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" className="f-none s-late" strokeWidth="2" />
      <path
        d="M5.4 5.400l5.200 5.200M10.600 5.400l-5.200 5.200"
        className="s-late"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
