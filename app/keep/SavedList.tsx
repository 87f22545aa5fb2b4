/** What this browser keeps, to be opened or forgotten; nothing where it keeps nothing. */
import { useEffect, useState } from 'react';
import { announce } from '../announce';
import { useOpening } from '../import/opening';
import { currentTexts, useLanguage, useTexts } from '../language/language';
import { type SavedScenario, useSaved } from './saved';
import { unpack } from './unpack';
import './keep.css';

export function SavedList() {
  const { keep } = useTexts();
  const t = keep.list;
  const saved = useSaved((s) => s.saved);
  const last = useSaved((s) => s.last);
  // Another tab keeps and forgets too.
  useEffect(() => useSaved.getState().read(), []);
  if (saved.length === 0 && !last) return null;
  const { forget, forgetLast } = useSaved.getState();
  return (
    <section className="kept-here" aria-labelledby="kept-here">
      <h2 id="kept-here">{t.title}</h2>
      <ul>
        {last && <Line kept={last} note={t.last} onForget={forgetLast} />}
        {saved.map((kept) => (
          <Line key={kept.name} kept={kept} note={null} onForget={() => forget(kept.name)} />
        ))}
      </ul>
    </section>
  );
}

/** @returns false where what is kept cannot be read */
function openKept(kept: SavedScenario): boolean {
  const { text, rows } = kept;
  const { take, takeScenario } = useOpening.getState();
  try {
    if (rows === undefined) take(text, null, kept);
    else takeScenario(unpack({ text, rows }), kept);
    return true;
  } catch {
    return false;
  }
}

function Line({
  kept,
  note,
  onForget,
}: {
  readonly kept: SavedScenario;
  readonly note: string | null;
  readonly onForget: () => void;
}) {
  const { keep } = useTexts();
  const t = keep.list;
  const language = useLanguage();
  const [broken, setBroken] = useState(false);
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(kept.savedAt);
  return (
    <li>
      <span>
        <b>{kept.name}</b>
        <span className="note">{note === null ? t.at(when) : `${note}, ${t.at(when)}`}</span>
        {broken && (
          <span className="note" role="alert">
            {t.broken}
          </span>
        )}
      </span>
      <span className="hands">
        <button type="button" className="btn" onClick={() => setBroken(!openKept(kept))}>
          <span aria-hidden="true">{keep.list.openShort}</span>
          <span className="heard">{t.open(kept.name)}</span>
        </button>
        <button
          type="button"
          className="btn"
          onClick={() => {
            onForget();
            announce(currentTexts().keep.list.forgotten(kept.name));
          }}
        >
          <span aria-hidden="true">{keep.list.forgetShort}</span>
          <span className="heard">{t.forget(kept.name)}</span>
        </button>
      </span>
    </li>
  );
}
