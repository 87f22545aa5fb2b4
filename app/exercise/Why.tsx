/** Why the stream on the stage did not pass: a sentence for each measure that it missed, and the way to the place. */
import type { Graded, Mark } from '../../lessons/exercises/schema';
import type { ExerciseText } from '../../lessons/exercises/text';
import { useTexts } from '../language/language';
import { type Quoted, Words } from '../lesson/Prose';

interface Props {
  readonly graded: Graded;
  readonly name: string;
  readonly text: ExerciseText;
  readonly quoted: Extract<Quoted, { figures: unknown }>;
  readonly onAsk: (at: NonNullable<Mark['at']>) => void;
  readonly onBack: () => void;
}

export function Why({ graded, name, text, quoted, onAsk, onBack }: Props) {
  const { exercise: t } = useTexts();
  const own = { ...quoted, figures: { ...quoted.figures, ...graded.figures } };
  const unmet = Object.entries(graded.marks).filter(([, mark]) => !mark.met);
  return (
    <section className="stream-why" aria-label={t.whyTitle(name)}>
      {unmet.map(([measure, { at }]) => (
        <p key={measure}>
          <Words spans={text.unless[measure] ?? []} quoted={own} />{' '}
          {at && (
            <button type="button" className="why" onClick={() => onAsk(at)}>
              {t.ask}
            </button>
          )}
        </p>
      ))}
      <button type="button" className="btn" onClick={onBack}>
        {t.back}
      </button>
    </section>
  );
}
