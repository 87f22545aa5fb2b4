/** Questions of a lesson that the run has contradicted, offered once more at its end. */
import { useId } from 'react';
import type { Lesson } from '../../lessons/schema';
import type { LessonWords } from '../../lessons/text';
import { useTexts } from '../language/language';
import { Link } from '../router';
import { useLearner } from '../stores/learner';
import { NOT_BEGUN, toAskAgain } from '../stores/progress';
import { plainWords } from './Prose';
import { addressOf, type Place, questionText } from './places';

export function AskAgain({ lesson, text, places }: { lesson: Lesson; text: LessonWords; places: readonly Place[] }) {
  const { lessonPanel: say } = useTexts();
  const { slug } = lesson.card;
  const progress = useLearner((s) => s.lessons[slug]) ?? NOT_BEGUN;
  const heading = useId();
  const open = toAskAgain(progress);
  const again = places.filter((p) => p.kind !== 'check' && open.includes(p.question));
  if (again.length === 0) return null;
  return (
    <section className="ask-again" aria-labelledby={heading}>
      <h2 id={heading}>{say.askAgain}</h2>
      <ul>
        {again.map((p) => (
          <li key={p.id}>
            <Link
              href={addressOf(slug, p)}
              onClick={() => p.kind !== 'check' && useLearner.getState().forgetAnswer(slug, p.question)}
            >
              {plainWords(questionText(text, p)?.title ?? [])}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
