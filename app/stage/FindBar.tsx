/** Finds rows by key or time: those that match stay bright, and one goes from one to the next. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceReader } from '../../engine/trace/reader';
import { number } from '../../i18n/format';
import { announce } from '../announce';
import { IconButton } from '../controls/IconButton';
import { nameOfRow } from '../controls/rows/editRows';
import { useLanguage, useTexts } from '../language/language';
import { useFocus } from '../stores/focus';
import { usePlayback } from '../stores/playback';
import { findRows } from '../trace/findRows';
import type { Labels } from '../trace/labels';
import './find.css';

interface Props {
  readonly reader: TraceReader;
  readonly labels: Labels;
  /** Null: nothing is asked; undefined: the search is over. */
  readonly onFound: (rows: readonly number[] | null | undefined) => void;
  readonly onClose: () => void;
}

export function FindBar({ reader, labels, onFound, onClose }: Props) {
  const { findRows: say } = useTexts();
  const language = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const [question, setQuestion] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const asked = useDeferredValue(question);
  const found = useMemo(() => findRows(reader, asked, labels), [reader, asked, labels]);
  const count = found?.length ?? 0;
  const all = number(reader.trace.arrivalOrder.length, language);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => onFound(found), [found, onFound]);
  useEffect(() => () => onFound(undefined), [onFound]);

  const summary = found === null ? say.hint : count === 0 ? say.none : say.found(count, all);
  useEffect(() => {
    if (found !== null) announce(summary);
  }, [found, summary]);

  function go(direction: 1 | -1): void {
    if (!found || count === 0) return;
    const next = at === null || at >= count ? (direction > 0 ? 0 : count - 1) : (at + direction + count) % count;
    const row = found[next] as number;
    setAt(next);
    const { arrived } = reader.rowEntries(row);
    const { pause, seek } = usePlayback.getState();
    pause();
    if (arrived !== null) seek(arrived + 1);
    useFocus.getState().hover({ kind: 'row', row });
    const happened = reader.eventTime(row);
    announce(
      say.heard(
        say.place(number(next + 1, language), number(count, language)),
        nameOfRow(reader.scenario, row),
        Number.isNaN(happened) ? null : labels.instant(happened),
        labels.instant(reader.arrivesAt(row)),
      ),
    );
  }
  function close(): void {
    useFocus.getState().hover(null);
    onClose();
  }
  return (
    <search className="find-bar" aria-label={say.label}>
      <input
        ref={field}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={say.label}
        placeholder={say.field}
        value={question}
        onChange={(event) => {
          setQuestion(event.target.value);
          setAt(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={count === 0 && found !== null ? 'says wrong' : 'says'}>
        {found !== null && count > 0 && at !== null
          ? say.place(number(at + 1, language), number(count, language))
          : summary}
      </span>
      <IconButton label={say.previous} disabled={count === 0} onClick={() => go(-1)} path="M3 9L7 5L11 9" />
      <IconButton label={say.next} disabled={count === 0} onClick={() => go(1)} path="M3 5L7 9L11 5" />
      <IconButton label={say.close} onClick={close} path="M3 3l8 8m0-8l-8 8" />
    </search>
  );
}
