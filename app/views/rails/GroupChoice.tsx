/** The groups of one window, where it has several: choosing one asks about it and shows its key on every window. */
import { useEffect, useRef } from 'react';
import type { Moment, TraceReader } from '../../../engine/trace/reader';
import type { Withheld } from '../../trace/withheld';
import type { BracketMark } from './scene';
import { keysText, paneSays, toneOf, type Words } from './words';

/** As many as a list can be looked through; the table has all. */
const MOST = 200;

export function GroupChoice({
  bracket,
  reader,
  moment,
  withheld,
  words,
  onChoose,
  onClose,
}: {
  bracket: BracketMark;
  reader: TraceReader;
  moment: Moment;
  withheld: Withheld;
  words: Words;
  onChoose: (group: number, keys: string) => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const groups = new Set(bracket.groups);
  const panes = moment
    .panes()
    .filter((p) => groups.has(p.group))
    .slice(0, MOST);
  return (
    <dialog
      ref={dialog}
      className="group-choice card"
      aria-label={words.texts.chooseGroup}
      onClose={onClose}
      onClick={(e) => {
        if (e.target === dialog.current) onClose();
      }}
      onKeyDown={(e) => e.stopPropagation()}
    >
      <h3>{words.texts.chooseGroup}</h3>
      <ul>
        {panes.map((pane) => {
          const tone = toneOf(pane, withheld);
          const keys = keysText(pane.keys, words);
          return (
            <li key={pane.group}>
              <button type="button" className={`choice ${tone}`} onClick={() => onChoose(pane.group, keys)}>
                <b>{keys}</b> <span>{paneSays(reader, pane, tone, words)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" className="btn" onClick={onClose}>
        {words.texts.close}
      </button>
    </dialog>
  );
}
