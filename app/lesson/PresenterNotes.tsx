import type { Paragraphs, PresenterNote } from '../../lessons/text';
import { useTexts } from '../language/language';
import { Prose, type Quoted, Words } from './Prose';

interface PresenterNotesProps {
  readonly note: PresenterNote;
  readonly minutes: number | null;
  readonly quoted: Quoted;
  /** The question that closes a lesson. */
  readonly askTheRoom: Paragraphs | null;
}

/** For the one who stands before the room: what to do, ask, and will hear. */
export function PresenterNotes({ note, minutes, quoted, askTheRoom }: PresenterNotesProps) {
  const { lessonPanel: say } = useTexts();
  return (
    <section className="notes" aria-label={say.presenter}>
      <h2>
        {say.presenter}
        {minutes !== null && <small>{say.minutes(minutes)}</small>}
      </h2>
      <dl>
        <dt>{say.do}</dt>
        <dd>
          <Words spans={note.do} quoted={quoted} />
        </dd>
        <dt>{say.ask}</dt>
        <dd>
          <Words spans={note.ask} quoted={quoted} />
        </dd>
        <dt>{say.hear}</dt>
        <dd>
          <Words spans={note.hear} quoted={quoted} />
        </dd>
        {askTheRoom && (
          <>
            <dt>{say.askTheRoom}</dt>
            <dd>
              <Prose paragraphs={askTheRoom} quoted={quoted} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
