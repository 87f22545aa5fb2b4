/** The learner's progress leaves as a file, comes from one, and can be put away and brought back. */
import { useRef, useState } from 'react';
import { announce } from '../announce';
import { saveFile } from '../import/download';
import { readFile } from '../import/readFile';
import { useTexts } from '../language/language';
import { useLearner } from '../stores/learner';
import { writeProgress } from '../stores/progress';
import { useWholeProgress } from '../stores/wholeProgress';

export function ProgressFile({ done, all }: { readonly done: number; readonly all: number }) {
  const t = useTexts().home.progress;
  const lessons = useLearner((s) => s.lessons);
  const exercises = useLearner((s) => s.exercises);
  const kept = useLearner((s) => s.kept);
  const before = useWholeProgress((s) => s.before);
  const unread = useLearner((s) => s.unread);
  const { reset, bringBack, take, unreadText } = useWholeProgress.getState();
  const chooser = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const begun = Object.keys(lessons).length + Object.keys(exercises).length > 0;

  async function open(file: File): Promise<void> {
    const read = await readFile(file);
    const why = 'text' in read ? take(read.text) : 'broken';
    setFault(why && t.fault[why](file.name));
    if (!why) announce(t.taken(file.name));
  }

  return (
    <section className="teach progress-file">
      <div>
        <h2>{t.title}</h2>
        <p>{kept ? t.says(done, all) : t.notKept}</p>
        {before && <p>{t.putAway}</p>}
        {fault && (
          <p className="unread" role="alert">
            {fault}
          </p>
        )}
      </div>
      <div className="buttons">
        {begun && (
          <button
            type="button"
            className="btn"
            onClick={() => {
              saveFile(t.fileName, writeProgress({ lessons, exercises }), 'application/json');
              announce(t.saved);
            }}
          >
            {t.save}
          </button>
        )}
        {unread && (
          <button
            type="button"
            className="btn"
            onClick={() => saveFile(t.fileName, unreadText() ?? '', 'application/json')}
          >
            {t.saveUnread}
          </button>
        )}
        <button type="button" className="btn" onClick={() => chooser.current?.click()}>
          {t.open}
        </button>
        {before ? (
          <button type="button" className="btn" onClick={bringBack}>
            {t.bringBack}
          </button>
        ) : (
          begun && (
            <button
              type="button"
              className="btn"
              onClick={() => {
                reset();
                announce(t.putAway);
              }}
            >
              {t.reset}
            </button>
          )
        )}
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".json,application/json"
          data-testid="progress"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void open(file);
          }}
        />
      </div>
    </section>
  );
}
