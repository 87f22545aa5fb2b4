/** A text with line numbers, in a plain text area: what is typed there is kept as it is. */
import { type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react';
import { number } from '../../i18n/format';
import { useLanguage, useTexts } from '../language/language';

/** Characters above which typing would be slow. */
const MOST = 2_000_000;

export interface EditorHandle {
  /** Selects from one offset to another and brings it into sight. */
  select(from: number, to: number): void;
}

interface EditorProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** A whole text was pasted over nothing. */
  readonly onPasted?: (text: string) => void;
  readonly describedBy?: string;
  readonly rows?: number;
  readonly ref?: Ref<EditorHandle>;
}

export function Editor({ label, text, onText, onPasted, describedBy, rows = 14, ref }: EditorProps) {
  const { open: say } = useTexts();
  const language = useLanguage();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    let count = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
    return count;
  }, [text]);
  const numbers = useMemo(() => Array.from({ length: lines }, (_, i) => i + 1).join('\n'), [lines]);

  useImperativeHandle(ref, () => ({
    select(from, to) {
      const el = area.current;
      if (!el) return;
      el.focus();
      el.setSelectionRange(from, Math.min(to, from + 200));
      const before = el.value.slice(0, from).split('\n');
      const { lineHeight, fontSize } = getComputedStyle(el);
      el.scrollTop = Math.max(0, (before.length - 4) * Number.parseFloat(lineHeight));
      // A character of a font of equal widths is about six tenths as wide as it is high.
      const along = (before.at(-1)?.length ?? 0) * Number.parseFloat(fontSize) * 0.6;
      el.scrollLeft = along < el.clientWidth * 0.6 ? 0 : along - el.clientWidth * 0.3;
    },
  }));

  if (text.length > MOST)
    return <p className="note">{say.own.tooLongToEdit(`${number(text.length / 2 ** 20, language, 1)} MiB`)}</p>;
  return (
    <div className="editor">
      <label htmlFor={id}>{label}</label>
      <div className="editor-box">
        <div className="gutter" ref={gutter} aria-hidden="true">
          {numbers}
        </div>
        <textarea
          id={id}
          ref={area}
          value={text}
          rows={rows}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-describedby={describedBy}
          onChange={(event) => onText(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain');
            if (!onPasted || text !== '' || pasted.trim() === '') return;
            event.preventDefault();
            onPasted(pasted);
          }}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </div>
  );
}
