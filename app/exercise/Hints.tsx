/** Hints, one at a time: a nudge, the rule, and (after one more run) a cause worked out. */
import type { ExerciseText } from '../../lessons/exercises/text';
import { useTexts } from '../language/language';
import { type Quoted, Words } from '../lesson/Prose';
import type { ExerciseProgress } from '../stores/progress';

interface Props {
  readonly text: ExerciseText;
  readonly quoted: Quoted;
  readonly progress: ExerciseProgress;
  readonly onOpen: () => void;
}

/** Whether the next hint may be opened; the last one waits for a run. */
export const mayOpenHint = ({ hints, hintsAt, attempts }: ExerciseProgress): boolean =>
  hints < 2 || (hints === 2 && attempts > hintsAt);

export function Hints({ text, quoted, progress, onOpen }: Props) {
  const { exercise: t } = useTexts();
  const { hints } = progress;
  const may = mayOpenHint(progress);
  return (
    <section className="hints" aria-label={t.hints}>
      {text.hints.slice(0, hints).map((spans, i) => (
        <div key={t.hint(i + 1)}>
          <h2>{t.hint(i + 1)}</h2>
          <p>
            <Words spans={spans} quoted={quoted} />
          </p>
        </div>
      ))}
      {hints < 3 &&
        (may ? (
          <button type="button" className="btn" aria-keyshortcuts="H" onClick={onOpen}>
            {t.showHint(hints + 1)}
          </button>
        ) : (
          <p className="quiet">{t.lastHint}</p>
        ))}
    </section>
  );
}
